-- Those that others refer to come first. The version is the program's that restores.
SELECT t.relname FROM pg_class t WHERE t.relnamespace = to_regnamespace('accounts') AND t.relkind = 'r' AND t.relname <> 'schema_version'
ORDER BY (SELECT count(*) FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = t.oid), t.relname
