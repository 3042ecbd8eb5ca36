-- How urgent a due row is beside others: the higher, the graver. 0: nothing is known, as in every row that is older than this column; it is
-- written with the stream's next event.
ALTER TABLE streams ADD COLUMN urgency INTEGER NOT NULL DEFAULT 0;
