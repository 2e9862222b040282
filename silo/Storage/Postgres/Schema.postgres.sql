-- What Orleans' AdoNet provider asks for.
CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey varchar(64) PRIMARY KEY, QueryText text NOT NULL);

CREATE TABLE IF NOT EXISTS grain_state (
  kind text NOT NULL,
  key text NOT NULL,
  service text NOT NULL,
  version integer NOT NULL,
  payload bytea,
  PRIMARY KEY (kind, key, service)
);

CREATE TABLE IF NOT EXISTS change_log (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Sequence numbers commit out of order: readers go by transaction first.
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  stream text NOT NULL,
  version bigint NOT NULL,
  type text NOT NULL,
  at text NOT NULL,
  command text NOT NULL,
  actor text NOT NULL,
  origin text NOT NULL,
  body text NOT NULL,
  hash text NOT NULL,
  UNIQUE (stream, version)
);
CREATE INDEX IF NOT EXISTS change_log_order ON change_log (xid, seq);

-- A state carries the events of the write that made it; they enter the log in the same transaction.
CREATE OR REPLACE FUNCTION log_what_happened() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE state json := convert_from(NEW.payload, 'UTF8')::json;
BEGIN
  INSERT INTO change_log (stream, version, type, at, command, actor, origin, body, hash)
  SELECT state ->> 'stream', (e ->> 'version')::bigint, e ->> 'type', e ->> 'at', e ->> 'key', e ->> 'by', e ->> 'from', e ->> 'body', e ->> 'hash'
  FROM json_array_elements(coalesce(state -> 'happened', '[]')) e;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER grain_state_written AFTER INSERT OR UPDATE OF payload ON grain_state
  FOR EACH ROW WHEN (NEW.payload IS NOT NULL) EXECUTE FUNCTION log_what_happened();

CREATE TABLE IF NOT EXISTS reader_position (name text PRIMARY KEY, xid bigint NOT NULL, seq bigint NOT NULL);

-- Reactions that failed again and again, kept for a person to look at.
CREATE TABLE IF NOT EXISTS failed_reaction (
  xid bigint NOT NULL, seq bigint NOT NULL, policy text NOT NULL, error text NOT NULL, at text NOT NULL, PRIMARY KEY (xid, seq, policy)
);

-- Files of trained models, by what is in them. One that was brought in waits with its summary until the register knows it.
CREATE TABLE IF NOT EXISTS model_file (hash text PRIMARY KEY, task text NOT NULL, bytes bytea NOT NULL, summary text);

-- Surveys. Spent tokens and waiting answers are all written anew with each arrival, in one transaction and in an order of chance, so that neither xmin nor
-- ctid nor what a vacuum has not yet removed tells which came when.
CREATE TABLE IF NOT EXISTS survey_key (survey text PRIMARY KEY, modulus bytea NOT NULL, exponent bytea NOT NULL, sealed text NOT NULL, turn text NOT NULL);
CREATE TABLE IF NOT EXISTS survey_code (survey text NOT NULL, token text NOT NULL, PRIMARY KEY (survey, token));
CREATE TABLE IF NOT EXISTS survey_spent (survey text NOT NULL, token text NOT NULL, PRIMARY KEY (survey, token));
CREATE TABLE IF NOT EXISTS survey_pending (survey text NOT NULL, id text NOT NULL, mark text NOT NULL, body text NOT NULL, PRIMARY KEY (survey, id));
CREATE TABLE IF NOT EXISTS survey_answer (
  survey text NOT NULL, batch integer NOT NULL, id text NOT NULL, day text NOT NULL, mark text NOT NULL, body text NOT NULL, PRIMARY KEY (survey, batch, id)
);
CREATE TABLE IF NOT EXISTS survey_batch (
  survey text NOT NULL, number integer NOT NULL, day text NOT NULL, count integer NOT NULL, digest text NOT NULL, ended_with integer, PRIMARY KEY (survey, number)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey',
 'SELECT payload AS PayloadBinary, version AS Version FROM grain_state
  WHERE kind = @GrainTypeString AND key = @GrainIdExtensionString AND service = @ServiceId'),
('WriteToStorageKey',
 'INSERT INTO grain_state (kind, key, service, version, payload)
  SELECT @GrainTypeString, @GrainIdExtensionString, @ServiceId, 1, @PayloadBinary
  WHERE @GrainStateVersion::integer IS NULL OR EXISTS (
    SELECT 1 FROM grain_state WHERE kind = @GrainTypeString AND key = @GrainIdExtensionString AND service = @ServiceId)
  ON CONFLICT (kind, key, service) DO UPDATE SET version = grain_state.version + 1, payload = excluded.payload
    WHERE grain_state.version = @GrainStateVersion::integer
  RETURNING version AS NewGrainStateVersion'),
('ClearStorageKey',
 'UPDATE grain_state SET payload = NULL, version = version + 1
  WHERE kind = @GrainTypeString AND key = @GrainIdExtensionString AND service = @ServiceId AND version = @GrainStateVersion
  RETURNING version AS NewGrainStateVersion')
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
