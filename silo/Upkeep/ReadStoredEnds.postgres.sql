SELECT s.state ->> 'stream', (s.state ->> 'version')::bigint, s.state ->> 'hash'
FROM (SELECT convert_from(payload, 'UTF8')::json AS state FROM grain_state WHERE payload IS NOT NULL) s WHERE s.state ->> 'stream' <> ''
