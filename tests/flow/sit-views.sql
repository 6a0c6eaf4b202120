-- What sit-run says of a campaign, said again. Tables: r (results, a row a
-- cycle and case), cases, p (the release).
CREATE TABLE c AS SELECT *, phase || '/' || ppc_id || '/' || "set" || '/' ||
	device_type || '/' || srv || '/cv' || command_variant || '/' || mode ||
	'/' || polarity || '/' || "case" AS id FROM cases;
CREATE TABLE cycles AS SELECT cycle, row_number() OVER
	(ORDER BY max(sent_at), cycle) AS age FROM r GROUP BY cycle;
CREATE TABLE s AS SELECT r.*, age, verdict <> 'SKIP' AS tried,
	voided_by = '' AND
	(p.ch_model = 'NONE' OR r.ch_fw_version = p.ch_fw_version) AND
	(p.esme_model = 'NONE' OR (r.esme_fw_version = p.esme_fw_version AND
		p.esme_fw_version <> 'TBC')) AND
	(p.gsme_model = 'NONE' OR r.gsme_fw_version = p.gsme_fw_version) AND
	(p.ppmid_model = 'NONE' OR r.ppmid_fw_version = p.ppmid_fw_version)
	AS counts
	FROM r JOIN cycles USING (cycle) JOIN p USING (ppc_id);

-- of every case what is true now, and what was first
CREATE TABLE id AS SELECT id FROM c UNION SELECT case_id FROM r;
CREATE VIEW newest AS SELECT * FROM s WHERE tried AND counts AND age =
	(SELECT max(age) FROM s AS t WHERE t.case_id = s.case_id AND t.tried
	AND t.counts);
CREATE VIEW oldest AS SELECT * FROM s WHERE tried AND counts AND age =
	(SELECT min(age) FROM s AS t WHERE t.case_id = s.case_id AND t.tried
	AND t.counts);
CREATE TABLE now AS SELECT id.id,
	c.id IS NOT NULL AS planned, c.mandatory,
	n.verdict, o.first_verdict AS first, n.timing,
	EXISTS (SELECT 1 FROM s WHERE case_id = id.id AND tried
		AND NOT counts) AS has_void,
	EXISTS (SELECT 1 FROM s WHERE case_id = id.id AND NOT tried)
		AS has_skip,
	substr(id.id, 5, 5) AS ppc_id,
	coalesce(c.srv, (SELECT srv FROM r WHERE case_id = id.id)) AS srv
	FROM id LEFT JOIN c USING (id) LEFT JOIN newest n ON n.case_id = id.id
	LEFT JOIN oldest o ON o.case_id = id.id;

CREATE VIEW counted AS SELECT id, srv, ppc_id, planned,
	1 AS cases, verdict = 'PASS' AS passed, first = 'PASS' AS first_time,
	verdict = 'FAIL' AS failed, verdict = 'ERROR' AS errors,
	verdict = 'LATE' AS late, verdict = 'BLOCKED' AS blocked,
	verdict IS NULL AND NOT has_void AND has_skip AS skipped,
	verdict = 'NO_VERDICT' AS no_verdict,
	verdict IS NULL AND has_void AS void,
	verdict IS NULL AND NOT has_void AND NOT has_skip AS not_run FROM now;
CREATE VIEW sums AS SELECT planned, id, srv, ppc_id, cases,
	coalesce(passed, 0) AS passed, coalesce(first_time, 0) AS first_time,
	coalesce(failed, 0) AS failed, coalesce(errors, 0) AS errors,
	coalesce(late, 0) AS late, coalesce(blocked, 0) AS blocked, skipped,
	coalesce(no_verdict, 0) AS no_verdict, void, not_run FROM counted;
CREATE VIEW matrix AS SELECT srv, ppc_id, sum(cases), sum(passed),
	sum(first_time), sum(failed), sum(errors), sum(late), sum(blocked),
	sum(skipped), sum(no_verdict), sum(void), sum(not_run)
	FROM sums WHERE planned GROUP BY srv, ppc_id;
CREATE VIEW orphans AS SELECT srv, ppc_id, cases, passed, first_time, failed,
	errors, late, blocked, skipped, no_verdict, void, not_run
	FROM sums WHERE NOT planned;

-- the criteria; f: 0 of all, 1 of the filter srv=4.*;cycle!=B-first
CREATE TABLE pick AS SELECT 0 AS f, s.* FROM s UNION ALL
	SELECT 1, s.* FROM s WHERE srv LIKE '4.%' AND cycle <> 'B-first';
CREATE TABLE sample AS SELECT 0 AS f, id FROM id UNION ALL
	SELECT 1, id FROM now WHERE srv LIKE '4.%';
CREATE TABLE look AS SELECT f, id, ppc_id, mandatory,
	(SELECT verdict FROM pick WHERE pick.f = sample.f AND case_id = id AND
		tried AND counts ORDER BY age DESC LIMIT 1) AS verdict,
	(SELECT timing FROM pick WHERE pick.f = sample.f AND case_id = id AND
		tried AND counts ORDER BY age DESC LIMIT 1) AS timing,
	(SELECT first_verdict FROM pick WHERE pick.f = sample.f AND
		case_id = id AND tried AND counts ORDER BY age LIMIT 1)
		AS first,
	(SELECT counts FROM pick WHERE pick.f = sample.f AND case_id = id AND
		tried ORDER BY age DESC LIMIT 1) AS last_counts,
	EXISTS (SELECT 1 FROM pick WHERE pick.f = sample.f AND case_id = id
		AND tried) AS tried,
	EXISTS (SELECT 1 FROM pick WHERE pick.f = sample.f AND case_id = id
		AND tried AND NOT counts) AS has_void,
	EXISTS (SELECT 1 FROM pick WHERE pick.f = sample.f AND case_id = id
		AND NOT tried) AS has_skip,
	EXISTS (SELECT 1 FROM pick WHERE pick.f = sample.f AND case_id = id
		AND cycle_kind = 'SYSTEM_REGRESSION') AS in_regression,
	EXISTS (SELECT 1 FROM pick WHERE pick.f = sample.f AND case_id = id
		AND cycle_kind = 'SYSTEM_REGRESSION' AND counts AND
		verdict IN ('PASS', 'FAIL', 'LATE')) AS regressed
	FROM sample JOIN now USING (id);
CREATE VIEW judged AS SELECT *, verdict IN ('PASS', 'FAIL', 'LATE')
	AS executed FROM look;
CREATE TABLE measured AS
	SELECT 'EXECUTED' AS measure, f, ppc_id, coalesce(executed, 0) AS n
		FROM judged WHERE tried OR NOT has_skip
	UNION ALL SELECT 'PASSED', f, ppc_id, verdict = 'PASS' FROM judged
		WHERE verdict IS NOT NULL
	UNION ALL SELECT 'FIRST_TIME', f, ppc_id, first = 'PASS' FROM judged
		WHERE verdict IS NOT NULL
	UNION ALL SELECT 'IN_TRT', f, ppc_id, timing = 'IN_TRT' FROM judged
		WHERE timing <> 'NA'
	UNION ALL SELECT 'MANDATORY', f, ppc_id, coalesce(verdict = 'PASS', 0)
		FROM judged WHERE mandatory = 'Y'
	UNION ALL SELECT 'FINAL_FW', f, ppc_id, last_counts FROM judged
		WHERE tried
	UNION ALL SELECT 'REGRESSION_DONE', f, ppc_id, CASE WHEN in_regression
		THEN regressed ELSE coalesce(executed, 0) END FROM judged
		WHERE has_void OR (in_regression AND (tried OR NOT has_skip));
CREATE VIEW asked AS SELECT DISTINCT measure, measure AS name, 0 AS f,
	p.ppc_id AS ppc_id FROM measured, p
	UNION ALL SELECT DISTINCT measure, measure || ' all', 0, '' FROM measured
	UNION ALL SELECT DISTINCT measure, measure || ' filtered', 1, ''
		FROM measured;
CREATE VIEW sheet AS SELECT name, a.ppc_id, coalesce(sum(n), 0), count(n),
	CASE WHEN count(n) AND 100 * sum(n) >= 70 * count(n)
		THEN 'Y' ELSE 'N' END
	FROM asked a LEFT JOIN measured m ON m.measure = a.measure AND
		m.f = a.f AND (a.ppc_id = '' OR a.ppc_id = m.ppc_id)
	GROUP BY name, a.ppc_id;

-- timing, of every result
CREATE VIEW timed AS SELECT srv, s1sp, timing,
	CAST(nullif(coalesce(nullif(result_ms, ''), ack_ms), '') AS INTEGER)
	AS ms FROM r WHERE timing <> 'NA';
CREATE VIEW ranked AS SELECT *, row_number() OVER (PARTITION BY srv, s1sp
	ORDER BY ms) AS rank, count(*) OVER (PARTITION BY srv, s1sp) AS n
	FROM timed WHERE ms IS NOT NULL;
CREATE VIEW timing AS SELECT srv, s1sp, count(*), sum(timing = 'IN_TRT'),
	sum(timing = 'LATE'), count(ms),
	(SELECT ms FROM ranked k WHERE k.srv = t.srv AND k.s1sp = t.s1sp AND
		rank = (50 * n + 99) / 100),
	(SELECT ms FROM ranked k WHERE k.srv = t.srv AND k.s1sp = t.s1sp AND
		rank = (95 * n + 99) / 100),
	max(ms) FROM timed t GROUP BY srv, s1sp;

-- the first cycle and the last
CREATE VIEW compared AS SELECT CASE
	WHEN a.verdict IS NULL THEN 'NEW'
	WHEN b.verdict IS NULL THEN 'LOST'
	WHEN 'SKIP' IN (a.verdict, b.verdict) THEN 'LEFT_OUT'
	WHEN a.verdict = 'PASS' AND b.verdict = 'PASS' THEN 'STILL_PASSING'
	WHEN a.verdict = 'PASS' THEN 'BROKEN'
	WHEN b.verdict = 'PASS' THEN 'FIXED' ELSE 'STILL_FAILING' END, id.id
	FROM id LEFT JOIN r a ON a.case_id = id.id AND a.cycle = 'B-first'
	LEFT JOIN r b ON b.case_id = id.id AND b.cycle = 'C-third'
	WHERE a.verdict IS NOT NULL OR b.verdict IS NOT NULL;
