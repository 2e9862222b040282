-- Surveys have a file of their own, without a write-ahead log: it would keep the order in which answers came, between entries that have a time.
-- Rows lie by their random keys (WITHOUT ROWID), and all of them are written anew with each arrival.
CREATE TABLE IF NOT EXISTS survey_key (
  survey TEXT PRIMARY KEY, modulus BLOB NOT NULL, exponent BLOB NOT NULL, sealed TEXT NOT NULL, turn TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS survey_code (survey TEXT NOT NULL, token TEXT NOT NULL, PRIMARY KEY (survey, token)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS survey_spent (survey TEXT NOT NULL, token TEXT NOT NULL, PRIMARY KEY (survey, token)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS survey_pending (survey TEXT NOT NULL, id TEXT NOT NULL, mark TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (survey, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS survey_answer (
  survey TEXT NOT NULL, batch INTEGER NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, mark TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (survey, batch, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS survey_batch (
  survey TEXT NOT NULL, number INTEGER NOT NULL, day TEXT NOT NULL, count INTEGER NOT NULL, digest TEXT NOT NULL, ended_with INTEGER, PRIMARY KEY (survey, number)
) WITHOUT ROWID;
