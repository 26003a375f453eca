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

-- Whether a text says in somebody's own name, or of themselves, that they lead.
CREATE OR REPLACE FUNCTION says_lead(type text, told json) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = sonolog, pg_temp AS $$
  SELECT coalesce(CASE type
    WHEN 'statement' THEN told -> 'signer' ->> 'role' = 'lead'
    WHEN 'revision' THEN told ->> 'kind' = 'person' AND (told -> 'body' -> 'roles')::jsonb ? 'lead'
  END, false)
$$;

-- One rule for what may be added: asked by the policy of the table, and by a program that takes in a file.  Where a
-- text lacks what a rule looks at, the rule does not hold.
CREATE OR REPLACE FUNCTION may_add(type text, text text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
BEGIN
  RETURN coalesce(is_addable(type, text), false);
END
$$;

CREATE OR REPLACE FUNCTION is_addable(type text, text text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
DECLARE
  reach constant text[] := mine();
  self constant text := me();
  standing constant text := my_rank();
  told constant json := text::json;
  whose constant text := told ->> 'subject';
  said_by constant text := told ->> 'by';
  asked constant text := told ->> 'record';
  is_version constant boolean := type = 'revision' OR (type = 'tombstone' AND told ->> 'of' = 'revision');
BEGIN
  IF self IS NULL OR standing = 'auditor' THEN
    RETURN false;
  ELSIF type = 'document' THEN
    RETURN true;
  ELSIF is_version AND EXISTS (
    SELECT FROM revision r WHERE r.record = asked AND (r.subject <> whose OR r.kind <> told ->> 'kind')
  ) THEN
    RETURN false;  -- a record stays where it began
  ELSIF type = 'statement' AND EXISTS (
    SELECT FROM statement s JOIN object o ON o.digest = s.digest JOIN account a ON a.login = o.stored_by
    WHERE s.fingerprint = said_by AND s.person = a.person AND s.person <> told -> 'signer' ->> 'person'
  ) THEN
    RETURN false;  -- a key with which somebody signed under their own login signs for nobody else
  ELSIF standing = 'lead' THEN
    RETURN true;
  ELSIF told -> 'signer' ->> 'person' = self AND (says_lead(type, told) OR (
    told ->> 't' = 'key-revoke' AND told -> 'terms' ->> 'key' IS DISTINCT FROM said_by
  )) THEN
    RETURN false;  -- a lead's word, in one's own name, is of the rank: whoever is none revokes their own key alone
  ELSIF said_by = self AND whose = self AND says_lead(type, told) THEN
    RETURN false;
  ELSIF is_version AND (
    said_by <> whose OR told ->> 'kind' IN ('assessment', 'person') OR told ->> 'withdrawn' = 'true'
  ) AND EXISTS (
    SELECT FROM revision r WHERE r.record = asked AND r.parents = '[]' AND r.author <> said_by
  ) THEN
    RETURN false;  -- what somebody else began is theirs to withdraw; trainees amend their own, but no assessment
  ELSIF type = 'revision' AND told ->> 'kind' = 'person' THEN
    RETURN (said_by = self AND whose = self AND asked = self)
      OR NOT EXISTS (SELECT FROM account a WHERE a.person IN (whose, asked))
        AND (said_by = self OR NOT EXISTS (SELECT FROM revision r WHERE r.record = asked));
  ELSIF type = 'revision' THEN
    RETURN whose = ANY (reach);
  ELSIF type = 'tombstone' THEN
    RETURN whose = self AND told ->> 'of' = 'revision' AND said_by = self;
  ELSIF type = 'statement' AND told -> 'signer' ->> 'person' = self THEN
    RETURN CASE told ->> 't'
      WHEN 'submit' THEN whose = self
      WHEN 'recall' THEN whose = self
      WHEN 'withdraw' THEN whose = ANY (reach)
      WHEN 'reinstate' THEN whose = ANY (reach)
      WHEN 'redact' THEN whose = ANY (reach)
      WHEN 'key-revoke' THEN true
      WHEN 'checkpoint' THEN standing = 'supervisor'
      WHEN 'vouch' THEN false
      ELSE standing = 'supervisor' AND whose <> self AND whose = ANY (reach)
    END;
  ELSIF type = 'statement' THEN
    RETURN whose = ANY (reach) OR told ->> 't' IN ('vouch', 'key-revoke', 'checkpoint');
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
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
BEGIN
RETURN QUERY
  WITH brought AS (
    SELECT * FROM unnest(types, digests, texts) WITH ORDINALITY AS one(type, digest, text, place)
  ), signed AS (
    SELECT named ->> 'digest' AS digest, b.text::json -> 'signer' ->> 'person' AS person
    FROM brought b, json_array_elements(b.text::json -> 'items') AS named WHERE b.type = 'statement'
    UNION ALL
    SELECT i.target, s.person FROM item i JOIN statement s ON s.digest = i.statement WHERE i.target = ANY (digests)
  )
  SELECT place FROM brought b WHERE NOT may_add(b.type, b.text) OR (
    b.type <> 'tombstone' AND EXISTS (SELECT FROM object o WHERE o.digest = b.digest AND o.type = 'tombstone')
    AND NOT may_replace(b.digest, b.type, b.text)
  ) OR (
    needs_signature(b.type, b.text)
    AND NOT EXISTS (SELECT FROM signed s WHERE s.digest = b.digest AND s.person = b.text::json ->> 'by')
  );
END
$$;

CREATE OR REPLACE FUNCTION is_others_chain(asked text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM journal WHERE writer = asked AND stored_by <> session_user)
$$;

-- Whether somebody else's word is brought, which counts once it is verified.  What a trainee says of their own records
-- judges nothing: from a supervisor or a lead it is taken as it comes.
CREATE OR REPLACE FUNCTION is_carried(type text, text text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT type = 'statement' AND told -> 'signer' ->> 'person' IS DISTINCT FROM me() AND coalesce(NOT (
    my_rank() IN ('supervisor', 'lead') AND told ->> 't' IN ('submit', 'recall', 'withdraw', 'reinstate')
    AND told -> 'signer' ->> 'person' = told ->> 'subject'
  ), true)
  FROM (SELECT text::json AS told) AS read
$$;

-- Set by the server whatever is sent: who stored it, when, and whether it is somebody else's word that was brought.
CREATE OR REPLACE FUNCTION mark_stored() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
BEGIN
  NEW.stored_by := session_user;
  NEW.stored_at := clock_timestamp();
  IF TG_TABLE_NAME = 'object' THEN
    NEW.redacted_by := NULL;
    NEW.carried := is_carried(NEW.type, NEW.text);
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
