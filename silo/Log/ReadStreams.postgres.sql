SELECT xid::text::bigint, seq, stream, version, type, at, command, actor, origin, body, hash
FROM change_log WHERE stream IN (SELECT json_array_elements_text(@streams::json)) ORDER BY xid, seq
