-- Where records stand: the fold of the program (ledger/status.py), in one query.  A test compares both on every history.
CREATE OR REPLACE FUNCTION states_of(records text[])
RETURNS TABLE (record text, head text, status text, sign_off text, submitted text, asked text, versions bigint, created text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = sonolog, pg_temp AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
WITH revs AS MATERIALIZED (
  SELECT r.* FROM revision r WHERE r.record = ANY (records)
), links AS (
  SELECT DISTINCT r.record, parent FROM revs r, json_array_elements_text(r.parents::json) AS parent
), open AS MATERIALIZED (
  SELECT r.* FROM revs r
  WHERE NOT EXISTS (SELECT FROM links l WHERE l.record = r.record AND l.parent = r.digest)
), heads AS (
  SELECT * FROM open
  UNION ALL SELECT r.* FROM revs r WHERE NOT EXISTS (SELECT FROM open o WHERE o.record = r.record)
), shape AS MATERIALIZED (
  SELECT h.record, count(*) AS many, (array_agg(h.digest ORDER BY h.at DESC, h.digest DESC))[1] AS head
  FROM heads h GROUP BY h.record
), roots AS (
  SELECT DISTINCT r.record, r.author FROM revs r WHERE r.parents = '[]'
), owners AS MATERIALIZED (
  SELECT * FROM roots
  UNION SELECT r.record, r.author FROM revs r WHERE NOT EXISTS (SELECT FROM roots o WHERE o.record = r.record)
), about AS MATERIALIZED (
  SELECT r.record, s.digest, i.target, s.act, s.fingerprint, s.person, s.subject, s.role, s.at, s.n, s.addressed
  FROM revs r JOIN item i ON i.target = r.digest
  JOIN statement s ON s.digest = i.statement AND s.subject = r.subject WHERE s.counts
), every AS (
  SELECT a.*, true AS is_said FROM about a
  UNION ALL
  SELECT a.record, s.digest, i.target, s.act, s.fingerprint, s.person, s.subject, s.role, s.at, s.n, s.addressed, false
  FROM (SELECT DISTINCT b.record, b.digest, b.subject FROM about b) AS a
  JOIN item i ON i.target = a.digest
  JOIN statement s ON s.digest = i.statement AND s.subject = a.subject WHERE s.counts
), fit AS (
  SELECT e.* FROM every e LEFT JOIN owners o ON o.record = e.record AND o.author = e.person
  WHERE CASE
    WHEN e.act IN ('sign', 'return', 'revoke') THEN e.person <> e.subject AND e.role <> 'trainee'
    WHEN e.act IN ('submit', 'recall') THEN e.person = e.subject OR o.author IS NOT NULL
    ELSE e.act IN ('withdraw', 'reinstate') AND o.author IS NOT NULL
  END
), timed AS (
  SELECT f.*, max(f.at) OVER (
    PARTITION BY f.record, f.fingerprint ORDER BY f.n, f.at, f.digest, f.target ROWS UNBOUNDED PRECEDING
  ) AS latest
  FROM fit f
), stepped AS (
  SELECT t.*, row_number() OVER (
    PARTITION BY t.record, t.fingerprint, t.latest ORDER BY t.n, t.at, t.digest, t.target
  ) AS step
  FROM timed t
), ordered AS MATERIALIZED (
  SELECT s.*, row_number() OVER (PARTITION BY s.record ORDER BY s.latest, s.step, s.digest, s.target) AS place
  FROM stepped s
), revoked AS MATERIALIZED (
  SELECT DISTINCT o.record, o.target AS digest
  FROM ordered o JOIN ordered k ON k.record = o.record AND k.digest = o.target AND k.fingerprint = o.fingerprint
  WHERE o.act = 'revoke' AND k.act IN ('sign', 'return')
), verdicts AS (
  SELECT DISTINCT ON (o.record, o.target, o.person) o.*
  FROM ordered o
  WHERE o.is_said AND o.act IN ('sign', 'return')
    AND NOT EXISTS (SELECT FROM revoked k WHERE k.record = o.record AND k.digest = o.digest)
  ORDER BY o.record, o.target, o.person, o.place DESC
), judged AS (
  SELECT v.record,
    (array_agg(v.digest ORDER BY v.place DESC) FILTER (WHERE v.act = 'sign' AND v.target = s.head AND s.many = 1))[1]
      AS sign_off,
    bool_or(v.act = 'return' AND v.target = s.head) AS returned,
    bool_or(v.act = 'sign' AND v.target <> s.head) AS earlier
  FROM verdicts v JOIN shape s ON s.record = v.record GROUP BY v.record
), taken_back AS (
  SELECT o.record, (array_agg(o.act ORDER BY o.place DESC))[1] = 'withdraw' AS withdrawn
  FROM ordered o WHERE o.is_said AND o.act IN ('withdraw', 'reinstate') GROUP BY o.record
), asking AS MATERIALIZED (
  SELECT o.record, o.act, o.place, lag(o.act) OVER (PARTITION BY o.record ORDER BY o.place) AS before
  FROM ordered o JOIN shape s ON s.record = o.record
  WHERE o.is_said AND o.target = s.head AND o.act IN ('submit', 'recall')
), rounds AS (
  SELECT a.record, (array_agg(a.act ORDER BY a.place DESC))[1] = 'submit' AS asks,
    count(*) FILTER (WHERE a.act = 'submit') - count(*) FILTER (WHERE a.act = 'recall' AND a.before = 'submit') AS open
  FROM asking a GROUP BY a.record
), answered AS (
  SELECT o.record, o.person, greatest(1, (
    SELECT count(*) FROM asking a WHERE a.record = o.record AND a.act = 'submit' AND a.place < o.place
  )) AS round
  FROM ordered o JOIN shape s ON s.record = o.record AND s.head = o.target
  JOIN revoked k ON k.record = o.record AND k.digest = o.digest
  WHERE o.is_said AND o.act = 'sign'
), used AS (
  SELECT record, max(times) AS times FROM (
    SELECT a.record, count(DISTINCT a.round) AS times FROM answered a GROUP BY a.record
    UNION ALL SELECT a.record, count(*) FROM answered a GROUP BY a.record, a.person
  ) AS counted GROUP BY record
), submissions AS (
  SELECT DISTINCT ON (e.record) e.record, e.at, e.addressed
  FROM every e WHERE e.act = 'submit' ORDER BY e.record, e.at DESC, e.n DESC, e.digest DESC
), spans AS (
  SELECT r.record, count(*) AS versions, min(r.at) AS created FROM revs r GROUP BY r.record
)
SELECT s.record, s.head,
  CASE
    WHEN coalesce(t.withdrawn, false) THEN 'withdrawn'
    WHEN s.many > 1 THEN 'conflict'
    WHEN h.redacted = 1 THEN 'redacted'
    WHEN h.withdrawn = 1 THEN 'withdrawn'
    WHEN j.sign_off IS NOT NULL THEN 'signed'
    WHEN coalesce(j.returned, false) THEN 'returned'
    WHEN coalesce(a.asks, false) AND a.open > coalesce(u.times, 0) THEN 'submitted'
    WHEN coalesce(j.earlier, false) THEN 'amended'
    ELSE 'draft'
  END,
  j.sign_off, b.at, b.addressed, p.versions, p.created
FROM shape s
JOIN revs h ON h.digest = s.head
JOIN spans p ON p.record = s.record
LEFT JOIN judged j ON j.record = s.record
LEFT JOIN taken_back t ON t.record = s.record
LEFT JOIN rounds a ON a.record = s.record
LEFT JOIN used u ON u.record = s.record
LEFT JOIN submissions b ON b.record = s.record;
END
$$;
