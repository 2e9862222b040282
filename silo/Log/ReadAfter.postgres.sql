SELECT xid::text::bigint, seq, stream, version, type, at, command, actor, origin, body, hash
FROM change_log
WHERE (xid, seq) > (@xid::text::xid8, @seq) AND xid < pg_snapshot_xmin(pg_current_snapshot())
ORDER BY xid, seq LIMIT @most
