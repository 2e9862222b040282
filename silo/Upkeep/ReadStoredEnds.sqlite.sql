SELECT s.state ->> '$.stream', s.state ->> '$.version', s.state ->> '$.hash'
FROM (SELECT CAST(payload AS TEXT) AS state FROM grain_state WHERE payload IS NOT NULL) s WHERE s.state ->> '$.stream' <> ''
