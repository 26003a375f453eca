-- What a person calls a record: the program's own rule (domain/labels.py), from the same table of fields.
CREATE OR REPLACE FUNCTION label_of(kind text, body json) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = sonolog, pg_temp AS $$
  SELECT CASE WHEN char_length(line) <= @limit@ THEN line ELSE left(line, @limit@ - 1) || '…' END
  FROM split_part(coalesce(nullif(CASE kind @named@ ELSE body ->> 'name' END, ''), kind), E'\n', 1) AS line
$$;
