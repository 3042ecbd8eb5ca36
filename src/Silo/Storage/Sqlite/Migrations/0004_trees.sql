-- The signed daily heads, and which part of each stream, each feed and which documents is in the tree of which head. A head without a
-- body was begun and not finished; its rows are taken away before the next is begun.
CREATE TABLE tree_heads (
  number    INTEGER PRIMARY KEY,
  body      TEXT,
  signature BLOB
);

-- seq: up to which event, from where the head before left off; hash: the link of that event.
CREATE TABLE tree_streams (
  stream INTEGER NOT NULL,
  head   INTEGER NOT NULL,
  seq    INTEGER NOT NULL,
  hash   BLOB    NOT NULL,
  PRIMARY KEY (stream, head)
) WITHOUT ROWID;

-- hash: of the rows of the feed up to seq, from where the head before left off.
CREATE TABLE tree_feeds (
  audience INTEGER NOT NULL,
  head     INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  hash     BLOB    NOT NULL,
  PRIMARY KEY (audience, head)
) WITHOUT ROWID;

CREATE TABLE tree_documents (
  document INTEGER PRIMARY KEY,
  head     INTEGER NOT NULL,
  hash     BLOB    NOT NULL
);
