-- The rows of the views that one object alone decides.
CREATE OR REPLACE FUNCTION index_objects(wanted text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
BEGIN
  INSERT INTO revision (digest, record, kind, subject, author, at, parents, why, withdrawn, redacted, about)
  SELECT o.digest, j ->> 'record', j ->> 'kind', j ->> 'subject', j ->> 'by', j ->> 'at',
    replace(coalesce(j ->> 'parents', '[]'), ',', ', '), nullif(j ->> 'why', ''),
    CASE WHEN j ->> 'withdrawn' = 'true' THEN 1 ELSE 0 END, CASE WHEN o.type = 'tombstone' THEN 1 ELSE 0 END, o.about
  FROM object o, LATERAL (SELECT o.text::json AS j) AS read
  WHERE o.digest = ANY (wanted) AND (o.type = 'revision' OR (o.type = 'tombstone' AND j ->> 'of' = 'revision'));

  INSERT INTO statement (digest, act, subject, person, name, role, fingerprint, addressed, n, prev, at, day, meaning,
    assurance, reason, counts)
  SELECT o.digest, j ->> 't', j ->> 'subject', j -> 'signer' ->> 'person', j -> 'signer' ->> 'name',
    j -> 'signer' ->> 'role', j ->> 'by', replace(nullif(j ->> 'to', '[]'), ',', ', '), (j ->> 'n')::bigint,
    replace(j ->> 'prev', ',', ', '), j ->> 'at',
    to_char(((j ->> 'at')::timestamptz AT TIME ZONE 'UTC') + make_interval(mins => (j ->> 'offset')::int), 'YYYY-MM-DD'),
    nullif(j ->> 'meaning', ''), j ->> 'assurance', nullif(j ->> 'reason', ''),
    NOT o.carried OR EXISTS (SELECT FROM vetted v WHERE v.digest = o.digest)
  FROM object o, LATERAL (SELECT o.text::json AS j) AS read
  WHERE o.digest = ANY (wanted) AND o.type = 'statement';

  INSERT INTO statement (digest, act, subject, person, name, role, fingerprint, n, prev, at, day, assurance, counts)
  SELECT o.digest, 'redacted', j ->> 'subject', '', '', '', j ->> 'by', (j ->> 'n')::bigint,
    replace(coalesce(j ->> 'prev', '[]'), ',', ', '), j ->> 'at', left(j ->> 'at', 10), '', true
  FROM object o, LATERAL (SELECT o.text::json AS j) AS read
  WHERE o.digest = ANY (wanted) AND o.type = 'tombstone' AND j ->> 'of' = 'statement';

  INSERT INTO item (statement, position, target, outcome, agreement, finding, entrustment, comment, opened, subject)
  SELECT o.digest, place - 1, i ->> 'digest', nullif(i ->> 'outcome', ''), nullif(i ->> 'agreement', ''),
    nullif(i ->> 'finding', ''), (i ->> 'entrustment')::bigint, nullif(i ->> 'comment', ''),
    CASE i ->> 'opened' WHEN 'true' THEN 1 WHEN 'false' THEN 0 END, o.subject
  FROM object o, json_array_elements(o.text::json -> 'items') WITH ORDINALITY AS named(i, place)
  WHERE o.digest = ANY (wanted) AND o.type = 'statement';

  INSERT INTO document (digest, kind, name, edition)
  SELECT o.digest, j ->> 'kind', j ->> 'name', j ->> 'edition'
  FROM object o, LATERAL (SELECT o.text::json AS j) AS read
  WHERE o.digest = ANY (wanted) AND o.type = 'document';

  INSERT INTO concern (person, trainee)
  SELECT DISTINCT named.person, o.subject
  FROM object o, LATERAL (SELECT o.text::json AS j) AS read, LATERAL (
    SELECT j -> 'body' ->> field AS person
    FROM unnest(ARRAY['supervisor', 'mentor', 'assessor', 'second_assessor', 'person']) AS field
    UNION ALL SELECT json_array_elements_text(j -> 'to')
  ) AS named
  WHERE o.digest = ANY (wanted) AND o.type IN ('revision', 'statement') AND o.kind NOT IN ('person', 'accreditation')
    AND named.person IS NOT NULL AND named.person <> o.subject
  ON CONFLICT DO NOTHING;

  INSERT INTO staff (person)
  SELECT DISTINCT o.subject FROM object o
  WHERE o.digest = ANY (wanted) AND o.type = 'revision' AND o.kind = 'person' AND EXISTS (
    SELECT FROM json_array_elements_text(o.text::json -> 'body' -> 'roles') AS role WHERE role <> 'trainee'
  )
  ON CONFLICT DO NOTHING;
END
$$;

CREATE OR REPLACE FUNCTION drop_rows(wanted text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  DELETE FROM item WHERE statement = ANY (wanted);
  DELETE FROM revision WHERE digest = ANY (wanted);
  DELETE FROM statement WHERE digest = ANY (wanted);
  DELETE FROM document WHERE digest = ANY (wanted);
$$;

CREATE OR REPLACE FUNCTION records_of(wanted text[]) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT ARRAY(
    WITH named AS (
      SELECT unnest(wanted) AS digest
      UNION SELECT target FROM item WHERE statement = ANY (wanted)
    ), reached AS (
      SELECT digest FROM named
      UNION SELECT i.target FROM item i JOIN named n ON i.statement = n.digest
    )
    SELECT DISTINCT r.record FROM revision r JOIN reached x ON x.digest = r.digest
  )
$$;

-- One act at a time for each trainee, taken in one order: no act misses what another one adds, and none waits in a circle.
CREATE OR REPLACE FUNCTION lock_trainees(subjects text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(turn) FROM (
    SELECT DISTINCT hashtextextended(one, 20231123) AS turn FROM unnest(subjects) AS one WHERE one IS NOT NULL ORDER BY 1
  ) AS turns;
END
$$;

CREATE OR REPLACE FUNCTION keep_views() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
DECLARE
  wanted text[];
BEGIN
  PERFORM lock_trainees(ARRAY(SELECT DISTINCT subject FROM new_objects));
  wanted := ARRAY(SELECT digest FROM new_objects);
  PERFORM index_objects(wanted);
  IF EXISTS (
    SELECT FROM new_objects o WHERE needs_signature(o.type, o.text) AND NOT EXISTS (
      SELECT FROM item i JOIN statement s ON s.digest = i.statement WHERE i.target = o.digest AND s.person = o.person
    )
  ) THEN
    RAISE EXCEPTION 'what somebody else wrote is taken in only with their signature'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM refresh(records_of(wanted));
  RETURN NULL;
END
$$;
