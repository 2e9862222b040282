SELECT 0, seq, stream, version, type, at, command, actor, origin, body, hash
FROM change_log WHERE @xid = 0 AND seq > @seq ORDER BY seq LIMIT @most
