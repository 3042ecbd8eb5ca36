-- Each event carries the hash that links it to the one before in its stream; NULL in rows that are older than the chain.
ALTER TABLE events ADD COLUMN hash BLOB;

-- The event a text was committed with, and the SHA-256 of the wrapped key, which outlives the key: the chain covers both.
ALTER TABLE sealed_texts ADD COLUMN seq INTEGER;
ALTER TABLE sealed_keys ADD COLUMN digest BLOB;
