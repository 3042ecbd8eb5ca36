-- A stream: its name, the number of its last event (the fence), and when it must next be looked at. The due row is part of
-- the stream's row because both change in the same append: one page instead of three.
-- facility and due_at are null together: the stream needs no waking.
CREATE TABLE streams (
  id       INTEGER PRIMARY KEY,
  name     TEXT    NOT NULL UNIQUE,
  seq      INTEGER NOT NULL,
  facility TEXT,
  due_at   INTEGER,
  CHECK ((facility IS NULL) = (due_at IS NULL))
);

-- Names are not in these: rows of the same millisecond are sorted when read, which is rarer than moving a row.
CREATE INDEX streams_by_due          ON streams (due_at)           WHERE due_at IS NOT NULL;
CREATE INDEX streams_by_facility_due ON streams (facility, due_at) WHERE due_at IS NOT NULL;

-- The facts, in the order in which they were committed, so that the wide rows are only ever appended; the narrow index
-- takes the scattered writes and makes (stream, seq) unique.
CREATE TABLE events (
  id     INTEGER PRIMARY KEY,
  stream INTEGER NOT NULL REFERENCES streams (id),
  seq    INTEGER NOT NULL,
  at     INTEGER NOT NULL, -- unix milliseconds
  kind   TEXT    NOT NULL,
  body   TEXT    NOT NULL,
  item   TEXT              -- what the audiences may see of it
);

CREATE UNIQUE INDEX events_by_stream ON events (stream, seq);

-- An audience's feed points to the events, so that a feed row exists only if its event does.
-- The head of a feed is its highest seq: there is no second number that could disagree.
CREATE TABLE audiences (
  id   INTEGER PRIMARY KEY,
  name TEXT    NOT NULL UNIQUE
);

CREATE TABLE feeds (
  audience INTEGER NOT NULL REFERENCES audiences (id),
  seq      INTEGER NOT NULL,
  event    INTEGER NOT NULL REFERENCES events (id),
  PRIMARY KEY (audience, seq)
) WITHOUT ROWID;

CREATE TABLE request_keys (
  client      TEXT    NOT NULL,
  key         TEXT    NOT NULL,
  fingerprint TEXT    NOT NULL,
  stream      INTEGER NOT NULL REFERENCES streams (id),
  seq         INTEGER NOT NULL,
  PRIMARY KEY (client, key)
) WITHOUT ROWID;

-- wrapped is empty after erasure, and stays so.
CREATE TABLE sealed_keys (
  stream  INTEGER PRIMARY KEY REFERENCES streams (id),
  wrapped BLOB    NOT NULL
);

CREATE TABLE sealed_texts (
  stream INTEGER NOT NULL REFERENCES streams (id),
  name   TEXT    NOT NULL,
  cipher BLOB    NOT NULL,
  UNIQUE (stream, name)
);
