INSERT INTO reader_position (name, xid, seq)
SELECT 'reactor', xid::text::bigint, seq FROM change_log WHERE @count > 0 ORDER BY xid, seq OFFSET greatest(@count - 1, 0) LIMIT 1
