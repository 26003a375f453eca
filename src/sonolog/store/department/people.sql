-- Who is connected, and whose records they may see.  Each is asked once a query, not once a row.
CREATE OR REPLACE FUNCTION me() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT person FROM account WHERE login = session_user AND closed IS NULL
$$;

CREATE OR REPLACE FUNCTION my_rank() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT rank FROM account WHERE login = session_user AND closed IS NULL
$$;

CREATE OR REPLACE FUNCTION sees_all() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT coalesce(my_rank() IN ('lead', 'auditor'), false)
$$;

-- A person's own records; for a supervisor those of every trainee who asked them or names them, or whom they were given.
CREATE OR REPLACE FUNCTION mine() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT array_remove(array_append(ARRAY(
    SELECT trainee FROM concern WHERE person = me() AND my_rank() = 'supervisor'
    UNION SELECT trainee FROM assigned WHERE person = me() AND my_rank() = 'supervisor'
  ), me()), NULL)
$$;

CREATE OR REPLACE FUNCTION staff_members() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT ARRAY(SELECT person FROM staff WHERE me() IS NOT NULL)
$$;

CREATE OR REPLACE FUNCTION is_member() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT me() IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION whoami(OUT person text, OUT rank text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT me(), my_rank()
$$;

-- One rule for what may be added: asked by the policy of the table, and by a program that takes in a file.
CREATE OR REPLACE FUNCTION may_add(type text, text text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
DECLARE
  mine constant text[] := mine();
  me constant text := me();
  rank constant text := my_rank();
  told constant json := text::json;
  subject constant text := told ->> 'subject';
BEGIN
  IF me IS NULL OR rank = 'auditor' THEN
    RETURN false;
  ELSIF type = 'document' THEN
    RETURN true;
  ELSIF rank = 'lead' THEN
    RETURN true;
  ELSIF type = 'revision' AND told ->> 'kind' = 'person' THEN
    RETURN (told ->> 'by' = me AND subject = me) OR told ->> 'parents' = '[]' OR (
      told ->> 'by' = me AND EXISTS (SELECT FROM revision r WHERE r.record = told ->> 'record' AND r.author = me)
    );
  ELSIF type = 'revision' THEN
    RETURN subject = ANY (mine);
  ELSIF type = 'tombstone' THEN
    RETURN subject = me AND told ->> 'of' = 'revision' AND told ->> 'by' = me;
  ELSIF type = 'statement' AND told -> 'signer' ->> 'person' = me THEN
    RETURN CASE told ->> 't'
      WHEN 'submit' THEN subject = me
      WHEN 'recall' THEN subject = me
      WHEN 'withdraw' THEN subject = ANY (mine)
      WHEN 'reinstate' THEN subject = ANY (mine)
      WHEN 'redact' THEN subject = ANY (mine)
      WHEN 'key-revoke' THEN true
      WHEN 'checkpoint' THEN rank = 'supervisor'
      WHEN 'vouch' THEN false
      ELSE rank = 'supervisor' AND subject <> me AND subject = ANY (mine)
    END;
  ELSIF type = 'statement' THEN
    RETURN subject = ANY (mine) OR told ->> 't' IN ('vouch', 'key-revoke', 'checkpoint');
  END IF;
  RETURN false;
END
$$;

-- What somebody else wrote is taken in from a trainee or a supervisor only together with their signature under it.
CREATE OR REPLACE FUNCTION needs_signature(type text, text text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT my_rank() IN ('trainee', 'supervisor') AND type = 'revision'
    AND text::json ->> 'kind' <> 'person' AND text::json ->> 'by' <> me()
$$;

-- The places (from 1) of those of a file's objects that this person may not add.
CREATE OR REPLACE FUNCTION not_to_be_added(types text[], digests text[], texts text[]) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  WITH brought AS (
    SELECT * FROM unnest(types, digests, texts) WITH ORDINALITY AS one(type, digest, text, place)
  ), signed AS (
    SELECT named ->> 'digest' AS digest, b.text::json -> 'signer' ->> 'person' AS person
    FROM brought b, json_array_elements(b.text::json -> 'items') AS named WHERE b.type = 'statement'
    UNION ALL
    SELECT i.target, s.person FROM item i JOIN statement s ON s.digest = i.statement WHERE i.target = ANY (digests)
  )
  SELECT place FROM brought b WHERE NOT may_add(b.type, b.text) OR (
    needs_signature(b.type, b.text)
    AND NOT EXISTS (SELECT FROM signed s WHERE s.digest = b.digest AND s.person = b.text::json ->> 'by')
  )
$$;

CREATE OR REPLACE FUNCTION is_others_chain(asked text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM journal WHERE writer = asked AND stored_by <> session_user)
$$;

-- Set by the server whatever is sent: who stored it, when, and whether a trainee brought what somebody else signed.
CREATE OR REPLACE FUNCTION mark_stored() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
BEGIN
  NEW.stored_by := session_user;
  NEW.stored_at := clock_timestamp();
  IF TG_TABLE_NAME = 'object' THEN
    NEW.redacted_by := NULL;
    NEW.carried := NEW.type = 'statement' AND my_rank() = 'trainee'
      AND (NEW.text::json -> 'signer' ->> 'person') IS DISTINCT FROM me();
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = sonolog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'objects and journal are never changed or deleted' USING ERRCODE = 'insufficient_privilege';
END
$$;

-- The one exception: a tombstone in the place of a text, or a text in the place of a tombstone that nobody redacted.
CREATE OR REPLACE FUNCTION fixed_object() RETURNS trigger
LANGUAGE plpgsql SET search_path = sonolog, pg_temp AS $$
BEGIN
  IF NEW.digest <> OLD.digest OR (NEW.type <> 'tombstone' AND OLD.type <> 'tombstone') THEN
    RAISE EXCEPTION 'objects are never changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END
$$;
