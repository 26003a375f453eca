-- The acts that change something that is kept: only through these, each with its own rule.

-- Whether this person may put a tombstone in the place of a text, or the text in the place of a tombstone.  What a
-- tombstone tells of the text is anybody's word; the text proves by its digest that it stood there, and is taken as if
-- it were added: whatever the tombstone told.
CREATE OR REPLACE FUNCTION may_replace(asked text, new_type text, new_text text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
BEGIN
  RETURN coalesce(is_replaceable(asked, new_type, new_text), false);
END
$$;

CREATE OR REPLACE FUNCTION is_replaceable(asked text, new_type text, new_text text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
DECLARE
  kept object;
  told constant json := new_text::json;
BEGIN
  SELECT * INTO kept FROM object WHERE digest = asked;
  IF NOT FOUND OR my_rank() IS NULL OR my_rank() = 'auditor' THEN
    RETURN false;
  ELSIF new_type <> 'tombstone' THEN
    RETURN kept.type = 'tombstone' AND (kept.redacted_by IS NULL OR new_type = 'document')
      AND may_add(new_type, new_text) AND NOT needs_signature(new_type, new_text);
  ELSIF told ->> 't' <> 'tombstone' OR told ->> 'digest' <> asked THEN
    RETURN false;
  ELSIF kept.type = 'tombstone' THEN
    RETURN kept.text = new_text;
  ELSIF kept.type = 'document' THEN
    RETURN false;  -- a framework or form is everybody's: nobody takes it away
  ELSIF told ->> 'of' IS DISTINCT FROM kept.type OR told ->> 'subject' IS DISTINCT FROM kept.subject
      OR told ->> 'at' IS DISTINCT FROM kept.text::json ->> 'at'
      OR told ->> 'by' IS DISTINCT FROM kept.text::json ->> 'by'
      OR told ->> 'record' IS DISTINCT FROM kept.text::json ->> 'record' THEN
    RETURN false;
  ELSIF my_rank() = 'lead' THEN
    RETURN kept.subject IS DISTINCT FROM me() OR kept.person = me();
  ELSIF kept.type = 'statement' THEN
    RETURN kept.person = me();
  END IF;
  RETURN kept.person = me() AND NOT EXISTS (
    SELECT FROM item i JOIN statement s ON s.digest = i.statement WHERE i.target = asked AND s.act = 'sign'
  );
END
$$;

CREATE OR REPLACE FUNCTION replace_text(asked text, new_type text, new_text text, new_signature bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
DECLARE
  touched text[];
BEGIN
  IF may_replace(asked, new_type, new_text) IS NOT TRUE THEN
    RAISE EXCEPTION 'this text is not yours to take away' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM lock_trainees(ARRAY(SELECT subject FROM object WHERE digest = asked));
  touched := records_of(ARRAY[asked]);
  UPDATE object SET type = new_type, text = new_text, signature = new_signature,
    redacted_by = CASE WHEN new_type = 'tombstone' THEN session_user END,
    stored_by = CASE WHEN new_type = 'tombstone' THEN stored_by ELSE session_user END,
    carried = is_carried(new_type, new_text)
  WHERE digest = asked;
  DELETE FROM vetted WHERE digest = asked;
  PERFORM drop_rows(ARRAY[asked]);
  PERFORM index_objects(ARRAY[asked]);
  PERFORM refresh(touched || records_of(ARRAY[asked]));
END
$$;

-- Under which of these digests something else is kept, seen or not.
CREATE OR REPLACE FUNCTION kept_otherwise(digests text[], types text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT o.digest FROM unnest(digests, types) AS one(digest, type) JOIN object o ON o.digest = one.digest
  WHERE o.type <> one.type AND is_member()
$$;

-- Carried statements count once a lead, or a supervisor who did not bring them, has verified them; nobody verifies what
-- is said of their own training, and a lead's word is none of somebody who has another rank here.
CREATE OR REPLACE FUNCTION vet(asked text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
DECLARE
  wanted text[];
BEGIN
  IF my_rank() IS NULL OR my_rank() NOT IN ('supervisor', 'lead') THEN
    RAISE EXCEPTION 'a trainee does not say what counts' USING ERRCODE = 'insufficient_privilege';
  END IF;
  wanted := ARRAY(
    SELECT o.digest FROM object o WHERE o.digest = ANY (asked) AND o.carried AND o.subject IS DISTINCT FROM me()
      AND (sees_all() OR o.subject = ANY (mine()) OR o.person = me())
      AND (my_rank() = 'lead' OR o.stored_by <> session_user)
      AND NOT (says_lead(o.type, o.text::json) AND EXISTS (
        SELECT FROM account a WHERE a.person = o.person AND a.rank <> 'lead'
      ))
  );
  PERFORM lock_trainees(ARRAY(SELECT subject FROM object WHERE digest = ANY (wanted)));
  INSERT INTO vetted (digest, by) SELECT unnest(wanted), session_user ON CONFLICT DO NOTHING;
  UPDATE statement SET counts = true WHERE digest = ANY (wanted);
  PERFORM refresh(records_of(wanted));
  RETURN cardinality(wanted);
END
$$;

-- Whose key a fingerprint is, by who signed with it under their own login.
CREATE OR REPLACE FUNCTION own_keys() RETURNS TABLE (person text, fingerprint text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT DISTINCT s.person, s.fingerprint
  FROM statement s JOIN object o ON o.digest = s.digest
  JOIN account a ON a.login = o.stored_by AND a.person = s.person
  WHERE me() IS NOT NULL AND NOT o.carried
$$;

CREATE OR REPLACE FUNCTION accounts() RETURNS TABLE (login text, person text, rank text, closed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
  SELECT login, person, rank, closed IS NOT NULL FROM account WHERE sees_all() OR account.login = session_user ORDER BY login
$$;
