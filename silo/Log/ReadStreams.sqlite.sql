SELECT 0, seq, stream, version, type, at, command, actor, origin, body, hash
FROM change_log WHERE stream IN (SELECT value FROM json_each(@streams)) ORDER BY seq
