-- How urgent a due row is beside others: the higher, the graver. 0: nothing is known, as in every row that is older than this column; it is
-- written with the stream's next event.
ALTER TABLE streams ADD COLUMN urgency smallint NOT NULL DEFAULT 0;

-- The function of before stays beside this one: a process that does not know urgency goes on writing while others are replaced, and what it
-- writes keeps the urgency that stood there. It decides the order of waking and nothing else.
-- Commits many appends in one statement, so that no lock outlives a round trip: a client that is cut off in the middle
-- leaves nothing behind that others would wait for.
-- Every array prefixed with the same letter has one element for each of its kind; *_append says which append (from 1) a
-- key, event, feed row or text belongs to. No two appends are of the same stream, and no two keys are the same.
-- Locks are always taken in this order, each kind sorted: heads of streams, keys, heads of audiences.
-- Outcomes: 0 committed, 1 overtaken, 2 a key was used before (which one, and where it led).
CREATE FUNCTION append_batch(
  a_stream text[], a_expected bigint[], a_last bigint[], a_facility text[], a_due bigint[], a_urgency smallint[],
  k_append integer[], k_client text[], k_key text[], k_print text[],
  e_append integer[], e_seq bigint[], e_at bigint[], e_kind text[], e_body text[], e_item text[], e_hash bytea[],
  f_append integer[], f_event bigint[], f_audience text[],
  w_append integer[], w_wrapped bytea[],
  t_append integer[], t_name text[], t_cipher bytea[]
) RETURNS TABLE (append integer, outcome integer, client text, key text, fingerprint text, stream text, seq bigint)
LANGUAGE plpgsql
-- a plan made while the tables are small must not read them whole when they are large
SET enable_seqscan = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  taken    integer[];
  moved    integer[];
  moved_id bigint[];
  born     integer[];
  born_id  bigint[];
  admitted integer[];
  ids      bigint[];
  names    text[];
  wanted   bigint;
  done     bigint;
BEGIN
  SELECT coalesce(array_agg(DISTINCT k.append), '{}') INTO taken
    FROM unnest(k_append, k_client, k_key) AS k(append, client, key)
    JOIN request_keys used ON used.client = k.client AND used.key = k.key;

  PERFORM 1 FROM streams s
    WHERE s.name = ANY (SELECT a.stream FROM unnest(a_stream, a_expected) AS a(stream, expected) WHERE a.expected > 0)
    ORDER BY s.name FOR NO KEY UPDATE;

  WITH advanced AS (
    UPDATE streams s SET seq = a.last, facility = a.facility, due_at = a.due, urgency = a.urgency
      FROM unnest(a_stream, a_expected, a_last, a_facility, a_due, a_urgency)
        WITH ORDINALITY AS a(stream, expected, last, facility, due, urgency, n)
      WHERE a.expected > 0 AND s.name = a.stream AND s.seq = a.expected AND a.n::integer <> ALL (taken)
      RETURNING a.n::integer AS n, s.id)
  SELECT coalesce(array_agg(n), '{}'), coalesce(array_agg(id), '{}') INTO moved, moved_id FROM advanced;

  -- a stream of no event is a new one: it can have a row only to hold a due row
  WITH begun AS (
    INSERT INTO streams AS s (name, seq, facility, due_at, urgency)
      SELECT a.stream, a.last, a.facility, a.due, a.urgency
        FROM unnest(a_stream, a_expected, a_last, a_facility, a_due, a_urgency)
          WITH ORDINALITY AS a(stream, expected, last, facility, due, urgency, n)
        WHERE a.expected = 0 AND a.n::integer <> ALL (taken)
        ORDER BY a.stream
      ON CONFLICT (name) DO UPDATE
        SET seq = excluded.seq, facility = excluded.facility, due_at = excluded.due_at, urgency = excluded.urgency WHERE s.seq = 0
      RETURNING s.name, s.id)
  SELECT coalesce(array_agg(a.n::integer), '{}'), coalesce(array_agg(b.id), '{}') INTO born, born_id
    FROM begun b JOIN unnest(a_stream) WITH ORDINALITY AS a(stream, n) ON a.stream = b.name;

  admitted := moved || born;
  ids := moved_id || born_id;

  SELECT count(*) INTO wanted FROM unnest(k_append) AS k(append) WHERE k.append = ANY (admitted);
  IF wanted > 0 THEN
    INSERT INTO request_keys (client, key, fingerprint, stream, seq)
      SELECT k.client, k.key, k.print, own.id, a_last[k.append]
        FROM unnest(k_append, k_client, k_key, k_print) AS k(append, client, key, print)
        JOIN unnest(admitted, ids) AS own(append, id) ON own.append = k.append
        ORDER BY k.client, k.key
      ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS done = ROW_COUNT;
    IF done <> wanted THEN
      -- its append must go and the others must not: each is tried again by itself, and then finds the key
      RAISE EXCEPTION 'a key was used meanwhile' USING ERRCODE = 'serialization_failure';
    END IF;
  END IF;

  INSERT INTO events (stream, seq, at, kind, body, item, hash)
    SELECT own.id, e.seq, e.at, e.kind, e.body, e.item, e.hash
      FROM unnest(e_append, e_seq, e_at, e_kind, e_body, e_item, e_hash) AS e(append, seq, at, kind, body, item, hash)
      JOIN unnest(admitted, ids) AS own(append, id) ON own.append = e.append
      ORDER BY own.id, e.seq;

  IF cardinality(w_append) > 0 THEN
    INSERT INTO sealed_keys AS kept (stream, wrapped, digest)
      SELECT own.id, w.wrapped, CASE WHEN length(w.wrapped) > 0 THEN sha256(w.wrapped) END FROM unnest(w_append, w_wrapped) AS w(append, wrapped)
        JOIN unnest(admitted, ids) AS own(append, id) ON own.append = w.append
      ON CONFLICT (stream) DO UPDATE
        SET wrapped = excluded.wrapped, digest = coalesce(excluded.digest, kept.digest) WHERE length(kept.wrapped) > 0;
    INSERT INTO sealed_texts (stream, name, cipher, seq)
      SELECT own.id, t.name, t.cipher, a_last[t.append] FROM unnest(t_append, t_name, t_cipher) AS t(append, name, cipher)
        JOIN unnest(admitted, ids) AS own(append, id) ON own.append = t.append
      ON CONFLICT (stream, name) DO UPDATE SET cipher = excluded.cipher, seq = excluded.seq;
  END IF;

  SELECT array_agg(DISTINCT f.audience COLLATE "C" ORDER BY f.audience COLLATE "C") INTO names
    FROM unnest(f_append, f_audience) AS f(append, audience) WHERE f.append = ANY (admitted);
  IF names IS NOT NULL THEN
    SELECT count(*) INTO done FROM audiences au WHERE au.name = ANY (names);
    IF done < cardinality(names) THEN
      INSERT INTO audiences (name, head) SELECT n, 0 FROM unnest(names) AS n ORDER BY n COLLATE "C" ON CONFLICT DO NOTHING;
    END IF;

    PERFORM 1 FROM audiences au WHERE au.name = ANY (names) ORDER BY au.name FOR NO KEY UPDATE;
    INSERT INTO feeds (audience, seq, stream, event)
      SELECT au.id, au.head + row_number() OVER (PARTITION BY au.id ORDER BY f.n), own.id, f.event
        FROM unnest(f_append, f_event, f_audience) WITH ORDINALITY AS f(append, event, audience, n)
        JOIN unnest(admitted, ids) AS own(append, id) ON own.append = f.append
        JOIN audiences au ON au.name = f.audience;
    UPDATE audiences au SET head = au.head + c.rows
      FROM (SELECT f.audience, count(*) AS rows FROM unnest(f_append, f_audience) AS f(append, audience)
              WHERE f.append = ANY (admitted) GROUP BY f.audience) AS c
      WHERE au.name = c.audience;
  END IF;

  RETURN QUERY
    SELECT a.n::integer, CASE WHEN a.n::integer = ANY (admitted) THEN 0 ELSE 1 END,
           NULL::text, NULL::text, NULL::text, NULL::text, NULL::bigint
      FROM unnest(a_stream) WITH ORDINALITY AS a(stream, n) WHERE a.n::integer <> ALL (taken)
    UNION ALL
    SELECT DISTINCT ON (k.append) k.append, 2, used.client, used.key, used.fingerprint, s.name, used.seq
      FROM unnest(k_append, k_client, k_key) WITH ORDINALITY AS k(append, client, key, n)
      JOIN request_keys used ON used.client = k.client AND used.key = k.key
      JOIN streams s ON s.id = used.stream
      WHERE k.append = ANY (taken);
END
$$;
