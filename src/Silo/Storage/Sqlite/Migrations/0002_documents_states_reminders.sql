-- Policy packs and calendars that history refers to.
CREATE TABLE documents (
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL,
  name    TEXT NOT NULL,
  version TEXT NOT NULL,
  body    TEXT NOT NULL,
  UNIQUE (kind, name, version)
);

-- State of grains that is not history. A cleared state keeps its row, with no body, so that its ETag is never used twice.
CREATE TABLE grain_states (
  grain_type TEXT    NOT NULL,
  grain_key  TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  etag       INTEGER NOT NULL,
  body       TEXT,
  PRIMARY KEY (grain_type, grain_key, name)
) WITHOUT ROWID;

-- The etag is the row's own number, never handed out again.
CREATE TABLE reminders (
  etag       INTEGER PRIMARY KEY AUTOINCREMENT,
  grain_type TEXT    NOT NULL,
  grain_key  TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  start_at   INTEGER NOT NULL, -- unix milliseconds
  period     INTEGER NOT NULL, -- milliseconds
  UNIQUE (grain_type, grain_key, name)
);
