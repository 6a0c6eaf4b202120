/* The tables, sit-journal(5). That of the plan has the columns of a case. */
#include "file/journal_room.h"

#include <stdio.h>

static const char tables[] =
	"CREATE TABLE campaign(one INTEGER PRIMARY KEY CHECK(one = 1), "
	"name TEXT NOT NULL, tool_version TEXT NOT NULL, "
	"clock TEXT NOT NULL, release TEXT, release_sha256 TEXT);"

	"CREATE TABLE cycle(cycle INTEGER PRIMARY KEY, "
	"name TEXT NOT NULL UNIQUE, kind TEXT, plan_sha256 TEXT NOT NULL, "
	"selection TEXT, begun_ms INTEGER, ended_ms INTEGER, "
	"runs INTEGER NOT NULL);"

	"CREATE TABLE content(content_no INTEGER PRIMARY KEY, "
	"bytes INTEGER NOT NULL, packed BLOB NOT NULL);"
	"CREATE TABLE body(body_no INTEGER PRIMARY KEY, "
	"sha256 BLOB NOT NULL, bytes INTEGER NOT NULL, "
	"content_no INTEGER NOT NULL REFERENCES content, "
	"at INTEGER NOT NULL, pushed_no INTEGER REFERENCES message);"

	"CREATE TABLE file(cycle INTEGER NOT NULL REFERENCES cycle, "
	"role TEXT NOT NULL, place INTEGER NOT NULL, "
	"run INTEGER NOT NULL, name TEXT, "
	"body_no INTEGER REFERENCES body, "
	"PRIMARY KEY(cycle, role, place, run)) WITHOUT ROWID;"

	"CREATE TABLE event(event_no INTEGER PRIMARY KEY, "
	"cycle INTEGER REFERENCES cycle, at_ms INTEGER, "
	"kind TEXT NOT NULL, text TEXT);"

	"CREATE TABLE attempt(attempt_no INTEGER PRIMARY KEY, "
	"cycle INTEGER NOT NULL, case_no INTEGER NOT NULL, "
	"attempt INTEGER NOT NULL, interface TEXT, route TEXT, user TEXT, "
	"ch_fw_version TEXT, esme_fw_version TEXT, gsme_fw_version TEXT, "
	"ppmid_fw_version TEXT, state TEXT, carry TEXT, begun_ms INTEGER, "
	"due_ms INTEGER, ended_ms INTEGER, verdict TEXT, timing TEXT, "
	"ack_code TEXT, final_code TEXT, alert_code TEXT, request_id TEXT, "
	"schedule_id TEXT, sent_ms INTEGER, ack_ms INTEGER, "
	"result_ms INTEGER, trt_ms INTEGER, voided_by TEXT, "
	"issue_ids TEXT, reason TEXT, UNIQUE(cycle, case_no, attempt), "
	"FOREIGN KEY(cycle, case_no) REFERENCES plan);"

	"CREATE TABLE request(attempt_no INTEGER NOT NULL "
	"REFERENCES attempt, stage INTEGER NOT NULL, request_id TEXT, "
	"url TEXT, sent_ms INTEGER, headers TEXT, "
	"body_no INTEGER REFERENCES body, ending TEXT, error TEXT, "
	"http_status INTEGER, answer_headers TEXT, "
	"answer_no INTEGER REFERENCES body, signature TEXT, schema TEXT, "
	"connect_us INTEGER, first_us INTEGER, total_us INTEGER, "
	"bytes_out INTEGER, PRIMARY KEY(attempt_no, stage)) WITHOUT ROWID;"

	"CREATE TABLE counter(originator TEXT PRIMARY KEY, "
	"highest TEXT NOT NULL) WITHOUT ROWID;"

	"CREATE TABLE message(message_no INTEGER PRIMARY KEY, "
	"arrived_ms INTEGER NOT NULL, path TEXT, peer TEXT, headers TEXT, "
	"body_no INTEGER NOT NULL REFERENCES body, kind TEXT, "
	"request_id TEXT, response_id TEXT, code TEXT, signature TEXT, "
	"embedded TEXT, schema TEXT, "
	"attempt_no INTEGER REFERENCES attempt, unmatched TEXT);"
	"CREATE INDEX message_attempt ON message(attempt_no);"

	"CREATE TABLE again(message_no INTEGER NOT NULL REFERENCES message, "
	"arrived_ms INTEGER NOT NULL, peer TEXT);"
	"CREATE INDEX again_message ON again(message_no);"

	"CREATE VIEW result AS SELECT c.name AS cycle, p.case_id, "
	"(SELECT count(*) FROM attempt m WHERE m.cycle = p.cycle AND "
	"m.case_no = p.case_no AND m.attempt > 0) AS attempts, "
	"ifnull(l.verdict, 'NO_VERDICT') AS verdict, "
	"ifnull(f.verdict, 'NO_VERDICT') AS first_verdict, "
	"l.timing, l.ack_code, l.final_code, l.request_id, l.sent_ms, "
	"l.ack_ms, l.result_ms, l.voided_by, l.reason "
	"FROM plan p JOIN cycle c USING(cycle) "
	"JOIN attempt l ON l.cycle = p.cycle AND l.case_no = p.case_no "
	"AND l.attempt = (SELECT max(m.attempt) FROM attempt m "
	"WHERE m.cycle = p.cycle AND m.case_no = p.case_no) "
	"JOIN attempt f ON f.cycle = p.cycle AND f.case_no = p.case_no "
	"AND f.attempt = (SELECT m.attempt FROM attempt m "
	"WHERE m.cycle = p.cycle AND m.case_no = p.case_no "
	"ORDER BY m.attempt = 0, m.voided_by IS NOT NULL, m.attempt "
	"LIMIT 1) "
	"WHERE NOT p.gone ORDER BY p.cycle, p.case_no;";

static void plan_table(struct buf *sql)
{
	buf_add(sql, SPAN("CREATE TABLE plan(cycle INTEGER NOT NULL "
		"REFERENCES cycle, case_no INTEGER NOT NULL, "
		"case_id TEXT NOT NULL, gone INTEGER NOT NULL DEFAULT 0, "
		"device_id TEXT, s1sp TEXT, smso TEXT, smets INTEGER"));
	for (unsigned i = 0; i < cases_format.count; i++)
		buf_addf(sql, ", \"%s\" TEXT NOT NULL",
			 cases_format.columns[i].name);
	buf_add(sql, SPAN(", PRIMARY KEY(cycle, case_no)) WITHOUT ROWID;"
		"CREATE UNIQUE INDEX plan_case_id ON plan(cycle, case_id);"));
}

bool journal_schema_make(struct journal *j)
{
	struct buf sql = BUF_INIT;
	bool ok;

	buf_addf(&sql, "BEGIN IMMEDIATE; PRAGMA application_id = %d; "
		 "PRAGMA user_version = %d; ", JOURNAL_APPLICATION,
		 JOURNAL_VERSION);
	plan_table(&sql);
	buf_add(&sql, span_of(tables));
	buf_add(&sql, SPAN("COMMIT;"));
	ok = journal_run(j, sql.p);
	buf_release(&sql);
	return ok;
}

void journal_plan_sql(bool add, struct buf *sql)
{
	buf_add(sql, add ? SPAN("INSERT INTO plan(cycle, case_no, case_id, "
				"device_id, s1sp, smso, smets") :
			   SPAN("SELECT case_no, case_id, device_id, s1sp, "
				"smso, smets"));
	for (unsigned i = 0; i < cases_format.count; i++)
		buf_addf(sql, ", \"%s\"", cases_format.columns[i].name);
	if (!add) {
		buf_add(sql, SPAN(" FROM plan WHERE cycle = ? AND NOT gone "
				  "ORDER BY case_no"));
		return;
	}
	buf_add(sql, SPAN(") VALUES(?, ?, ?, ?, ?, ?, ?"));
	for (unsigned i = 0; i < cases_format.count; i++)
		buf_add(sql, SPAN(", ?"));
	buf_add(sql, SPAN(")"));
}
