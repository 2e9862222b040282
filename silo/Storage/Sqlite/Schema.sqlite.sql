-- What Orleans' AdoNet provider asks for.
CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS grain_state (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  service TEXT NOT NULL,
  version INTEGER NOT NULL,
  payload BLOB,
  UNIQUE (kind, key, service)
);

CREATE TABLE IF NOT EXISTS change_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  stream TEXT NOT NULL,
  version INTEGER NOT NULL,
  type TEXT NOT NULL,
  at TEXT NOT NULL,
  command TEXT NOT NULL,
  actor TEXT NOT NULL,
  origin TEXT NOT NULL,
  body TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE (stream, version)
);

-- A state carries the events of the write that made it; they enter the log in the same transaction.
CREATE TRIGGER IF NOT EXISTS grain_state_inserted AFTER INSERT ON grain_state WHEN NEW.payload IS NOT NULL BEGIN
  INSERT INTO change_log (stream, version, type, at, command, actor, origin, body, hash)
  SELECT s.state ->> '$.stream', e.value ->> '$.version', e.value ->> '$.type', e.value ->> '$.at', e.value ->> '$.key',
         e.value ->> '$.by', e.value ->> '$.from', e.value ->> '$.body', e.value ->> '$.hash'
  FROM (SELECT CAST(NEW.payload AS TEXT) AS state) s, json_each(s.state, '$.happened') e;
END;

CREATE TRIGGER IF NOT EXISTS grain_state_updated AFTER UPDATE OF payload ON grain_state WHEN NEW.payload IS NOT NULL BEGIN
  INSERT INTO change_log (stream, version, type, at, command, actor, origin, body, hash)
  SELECT s.state ->> '$.stream', e.value ->> '$.version', e.value ->> '$.type', e.value ->> '$.at', e.value ->> '$.key',
         e.value ->> '$.by', e.value ->> '$.from', e.value ->> '$.body', e.value ->> '$.hash'
  FROM (SELECT CAST(NEW.payload AS TEXT) AS state) s, json_each(s.state, '$.happened') e;
END;

CREATE TABLE IF NOT EXISTS reader_position (name TEXT PRIMARY KEY, xid INTEGER NOT NULL, seq INTEGER NOT NULL);

-- Reactions that failed again and again, kept for a person to look at.
CREATE TABLE IF NOT EXISTS failed_reaction (
  xid INTEGER NOT NULL, seq INTEGER NOT NULL, policy TEXT NOT NULL, error TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (xid, seq, policy)
);

-- Files of trained models, by what is in them. One that was brought in waits with its summary until the register knows it.
CREATE TABLE IF NOT EXISTS model_file (hash TEXT PRIMARY KEY, task TEXT NOT NULL, bytes BLOB NOT NULL, summary TEXT);

INSERT OR REPLACE INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey',
 'SELECT payload AS PayloadBinary, version AS Version FROM grain_state
  WHERE kind = @GrainTypeString AND key = @GrainIdExtensionString AND service = @ServiceId'),
('WriteToStorageKey',
 'INSERT INTO grain_state (kind, key, service, version, payload)
  SELECT @GrainTypeString, @GrainIdExtensionString, @ServiceId, 1, @PayloadBinary
  WHERE @GrainStateVersion IS NULL OR EXISTS (
    SELECT 1 FROM grain_state WHERE kind = @GrainTypeString AND key = @GrainIdExtensionString AND service = @ServiceId)
  ON CONFLICT (kind, key, service) DO UPDATE SET version = version + 1, payload = excluded.payload
    WHERE grain_state.version = @GrainStateVersion
  RETURNING version AS NewGrainStateVersion'),
('ClearStorageKey',
 'UPDATE grain_state SET payload = NULL, version = version + 1
  WHERE kind = @GrainTypeString AND key = @GrainIdExtensionString AND service = @ServiceId AND version = @GrainStateVersion
  RETURNING version AS NewGrainStateVersion');
