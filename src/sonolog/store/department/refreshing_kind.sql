    IF '@kind@' = ANY (kinds) THEN
      DELETE FROM @table@ WHERE record = ANY (records);
      INSERT INTO @table@ (record, subject, @columns@)
      SELECT told.record, told.subject, @cells@ FROM (
        SELECT h.record, h.subject, o.text::json -> 'body' AS body FROM head h JOIN object o ON o.digest = h.digest
        WHERE h.record = ANY (records) AND h.kind = '@kind@'
      ) AS told;
    END IF;
