-- The signed daily heads, and which part of each stream, each feed and which documents is in the tree of which head. A head without a
-- body was begun and not finished; its rows are taken away before the next is begun.
CREATE TABLE tree_heads (
  number    bigint PRIMARY KEY,
  body      text,
  signature bytea
);

-- seq: up to which event, from where the head before left off; hash: the link of that event.
CREATE TABLE tree_streams (
  stream bigint NOT NULL,
  head   bigint NOT NULL,
  seq    bigint NOT NULL,
  hash   bytea  NOT NULL,
  PRIMARY KEY (stream, head)
);

-- hash: of the rows of the feed up to seq, from where the head before left off.
CREATE TABLE tree_feeds (
  audience integer NOT NULL,
  head     bigint  NOT NULL,
  seq      bigint  NOT NULL,
  hash     bytea   NOT NULL,
  PRIMARY KEY (audience, head)
);

CREATE TABLE tree_documents (
  document bigint PRIMARY KEY,
  head     bigint NOT NULL,
  hash     bytea  NOT NULL
);
