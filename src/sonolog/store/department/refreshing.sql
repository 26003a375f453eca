-- Heads, the tables of the kinds and the search, computed anew for some records, or for all.
CREATE OR REPLACE FUNCTION refresh(asked text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
DECLARE
  records text[];
  kinds text[];
  earlier text[];
BEGIN
  FOR start IN 1 .. coalesce(cardinality(asked), 0) BY 1000 LOOP
    records := asked[start : start + 999];
    earlier := ARRAY(SELECT DISTINCT h.kind FROM head h WHERE h.record = ANY (records));
    DELETE FROM head h WHERE h.record = ANY (records) AND NOT EXISTS (SELECT FROM revision r WHERE r.record = h.record);
    INSERT INTO head AS h (record, kind, subject, about, digest, status, day, label, versions, created, changed,
      submitted, asked, sign_off)
    SELECT s.record, r.kind, r.subject, r.about, s.head, s.status,
      coalesce(nullif(b.body ->> 'date', ''), nullif(b.body ->> 'start', '')), label_of(r.kind, b.body),
      s.versions, s.created, r.at, s.submitted, s.asked, s.sign_off
    FROM states_of(records) s JOIN revision r ON r.digest = s.head
    JOIN LATERAL (
      SELECT coalesce(o.text::json -> 'body', '{}'::json) AS body FROM object o WHERE o.digest = s.head
    ) AS b ON true
    ORDER BY s.created, s.record
    ON CONFLICT (record) DO UPDATE SET kind = excluded.kind, subject = excluded.subject, about = excluded.about,
      digest = excluded.digest, status = excluded.status, day = excluded.day, label = excluded.label,
      versions = excluded.versions, created = excluded.created, changed = excluded.changed,
      submitted = excluded.submitted, asked = excluded.asked, sign_off = excluded.sign_off;
    kinds := earlier || ARRAY(SELECT DISTINCT h.kind FROM head h WHERE h.record = ANY (records));
@kinds@
    DELETE FROM search WHERE record = ANY (records);
    INSERT INTO search (record, subject, content, words)
    SELECT told.record, told.subject, told.content, words_of(told.content) FROM (
      SELECT h.record, h.subject, array_to_string(h.label || texts_in(o.text::json -> 'body'), ' ') AS content
      FROM head h JOIN object o ON o.digest = h.digest WHERE h.record = ANY (records)
    ) AS told;
  END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION rebuild() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
BEGIN
  TRUNCATE @views@, search, concern, staff;
  INSERT INTO staff SELECT person FROM account WHERE rank <> 'trainee' ON CONFLICT DO NOTHING;
  PERFORM index_objects(ARRAY(SELECT digest FROM object ORDER BY digest));
  PERFORM refresh(ARRAY(SELECT DISTINCT record FROM revision ORDER BY record));
END
$$;
