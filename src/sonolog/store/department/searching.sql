-- Everything a record says, in the order in which its text says it.
CREATE OR REPLACE FUNCTION texts_in(told json) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE SET search_path = sonolog, pg_temp AS $$
DECLARE
  found text[] := '{}';
  part json;
BEGIN
  IF json_typeof(told) = 'string' THEN
    RETURN ARRAY[told #>> '{}'];
  ELSIF json_typeof(told) = 'array' THEN
    FOR part IN SELECT value FROM json_array_elements(told) AS each(value) LOOP
      found := found || texts_in(part);
    END LOOP;
  ELSIF json_typeof(told) = 'object' THEN
    FOR part IN SELECT value FROM json_each(told) LOOP
      found := found || texts_in(part);
    END LOOP;
  END IF;
  RETURN found;
END
$$;

-- Words as they are looked for: letters and digits, small, without accents; their places count for phrases.
CREATE OR REPLACE FUNCTION words_of(content text) RETURNS tsvector
LANGUAGE sql IMMUTABLE SET search_path = sonolog, pg_temp AS $$
  SELECT coalesce(string_agg(quote_literal(word) || ':' || least(place, 16383), ' '), '')::tsvector
  FROM (
    SELECT left(word, 500) AS word, row_number() OVER (ORDER BY place) AS place
    FROM regexp_split_to_table(
      regexp_replace(lower(normalize(content, NFKD) COLLATE "und-x-icu"), '[\u0300-\u036f]', '', 'g') COLLATE "und-x-icu",
      '[^[:alnum:]]+'
    ) WITH ORDINALITY AS split(word, place)
    WHERE word <> ''
  ) AS words
$$;
