/* Statements of the journal. NULL: the columns of a case come in between;
 * journal_plan_sql(). */
SQL(BEGIN, "BEGIN IMMEDIATE")
SQL(COMMIT, "COMMIT")

SQL(CAMPAIGN, "SELECT name, tool_version, clock, release, release_sha256 "
    "FROM campaign")
SQL(CAMPAIGN_ADD, "INSERT INTO campaign(one, name, tool_version, clock, "
    "release, release_sha256) VALUES(1, ?, ?, ?, ?, ?)")
SQL(CYCLE_ADD, "INSERT INTO cycle(name, kind, plan_sha256, selection, "
    "begun_ms, runs) VALUES(?, ?, ?, ?, ?, 1)")
SQL(CYCLE_RESUMED, "UPDATE cycle SET runs = runs + 1, ended_ms = NULL "
    "WHERE cycle = ?")
SQL(CYCLE_END, "UPDATE cycle SET ended_ms = ? WHERE cycle = ?")
SQL(CYCLE_PLAN, "UPDATE cycle SET plan_sha256 = ? WHERE cycle = ?")
SQL(CYCLES, "SELECT " JOURNAL_CYCLE_COLUMNS ", (SELECT count(*) FROM plan p "
    "WHERE p.cycle = c.cycle AND NOT gone) FROM cycle c ORDER BY cycle")
SQL(CYCLE_NAMED, "SELECT " JOURNAL_CYCLE_COLUMNS ", (SELECT count(*) FROM "
    "plan p WHERE p.cycle = c.cycle AND NOT gone) FROM cycle c "
    "WHERE ?1 IS NULL OR name = ?1 ORDER BY cycle DESC LIMIT 1")

SQL(PLAN_ADD, NULL)
SQL(PLAN, NULL)
SQL(PLAN_IDS, "SELECT case_no, case_id, gone FROM plan WHERE cycle = ? "
    "ORDER BY case_no")
SQL(PLAN_GONE, "UPDATE plan SET gone = 1 WHERE cycle = ? AND case_no = ?")
SQL(PLAN_REMOVE, "DELETE FROM plan WHERE cycle = ? AND case_no = ?")

SQL(FILE_ADD, "INSERT OR REPLACE INTO file(cycle, role, place, run, name, "
    "body_no) SELECT ?1, ?2, ?3, (SELECT runs FROM cycle WHERE cycle = ?1), "
    "?4, ?5 WHERE ifnull(?5, 0) IS NOT (SELECT ifnull(body_no, 0) FROM file "
    "WHERE cycle = ?1 AND role = ?2 AND place = ?3 "
    "ORDER BY run DESC LIMIT 1)")
SQL(FILE_GET, "SELECT name, body_no FROM file "
    "WHERE cycle = ? AND role = ? AND place = ? ORDER BY run DESC LIMIT 1")
SQL(FILES, "SELECT c.name, f.role, f.place, f.run, f.name, b.sha256, b.bytes "
    "FROM file f JOIN cycle c USING(cycle) LEFT JOIN body b USING(body_no) "
    "ORDER BY f.cycle, f.role, f.place, f.run")
SQL(EVENT_ADD, "INSERT INTO event(cycle, at_ms, kind, text) "
    "VALUES(?, ?, ?, ?)")
SQL(EVENTS, "SELECT e.at_ms, c.name, e.kind, e.text FROM event e "
    "LEFT JOIN cycle c USING(cycle) ORDER BY e.event_no")

SQL(BODY_DIGESTS, "SELECT body_no, sha256 FROM body")
SQL(BODY_IS, "SELECT ifnull(pushed_no, 0) FROM body "
    "WHERE body_no = ? AND sha256 = ?")
SQL(BODY_ADD, "INSERT INTO body(sha256, bytes, content_no, at, pushed_no) "
    "VALUES(?, ?, ?, ?, ?)")
SQL(BODY_MESSAGE, "UPDATE body SET pushed_no = ? WHERE body_no = ?")
SQL(BODY_GET, "SELECT content_no, at, bytes FROM body WHERE body_no = ?")
SQL(BODIES, "SELECT sha256, content_no, at, bytes FROM body ORDER BY body_no")
SQL(CONTENT_ADD, "INSERT INTO content(content_no, bytes, packed) "
    "VALUES(?, ?, ?)")
SQL(CONTENT_GET, "SELECT bytes, packed FROM content WHERE content_no = ?")
SQL(LAST_NUMBERS, "SELECT (SELECT max(message_no) FROM message), "
    "(SELECT max(content_no) FROM content)")

SQL(ATTEMPT_ADD, "INSERT INTO attempt(" JOURNAL_ATTEMPT_COLUMNS
    ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
    "?, ?, ?, ?, ?, ?, ?, ?, ?)")
/* The same parameters; a column that is set is indexed again, even if it
 * stays the same, so what never changes is left out. */
SQL(ATTEMPT_PUT, "UPDATE attempt SET interface = ?5, route = ?6, user = ?7, "
    "ch_fw_version = ?8, esme_fw_version = ?9, gsme_fw_version = ?10, "
    "ppmid_fw_version = ?11, state = ?12, carry = ?13, begun_ms = ?14, "
    "due_ms = ?15, ended_ms = ?16, verdict = ?17, timing = ?18, "
    "ack_code = ?19, final_code = ?20, alert_code = ?21, request_id = ?22, "
    "schedule_id = ?23, sent_ms = ?24, ack_ms = ?25, result_ms = ?26, "
    "trt_ms = ?27, voided_by = ifnull(?28, voided_by), "
    "issue_ids = ifnull(?29, issue_ids), reason = ?30 WHERE attempt_no = ?1")
SQL(ATTEMPTS, "SELECT " JOURNAL_ATTEMPT_COLUMNS " FROM attempt "
    "WHERE cycle = ? ORDER BY attempt_no")
SQL(ATTEMPT_VOID, "UPDATE attempt SET voided_by = ? WHERE voided_by IS NULL "
    "AND (cycle, case_no) IN (SELECT p.cycle, p.case_no FROM cycle c "
    "CROSS JOIN plan p ON p.cycle = c.cycle AND p.case_id = ?2 "
    "WHERE ?3 = 0 OR c.cycle = ?3)")
SQL(ATTEMPT_VOID_NO, "UPDATE attempt SET voided_by = ? "
    "WHERE cycle = ? AND case_no = ? AND voided_by IS NULL")

SQL(REQUEST_PUT, "INSERT INTO request(" JOURNAL_REQUEST_COLUMNS
    ", headers, body_no, answer_headers, answer_no) "
    "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT(attempt_no, stage) DO UPDATE SET "
    "request_id = excluded.request_id, url = excluded.url, "
    "sent_ms = excluded.sent_ms, ending = excluded.ending, error = excluded.error, "
    "http_status = excluded.http_status, signature = excluded.signature, "
    "schema = excluded.schema, connect_us = excluded.connect_us, "
    "first_us = excluded.first_us, total_us = excluded.total_us, "
    "bytes_out = excluded.bytes_out, "
    "headers = ifnull(excluded.headers, headers), "
    "body_no = ifnull(excluded.body_no, body_no), "
    "answer_headers = ifnull(excluded.answer_headers, answer_headers), "
    "answer_no = ifnull(excluded.answer_no, answer_no)")
SQL(REQUEST_END, "UPDATE request SET sent_ms = ?5, ending = ?6, error = ?7, "
    "http_status = ?8, signature = ?9, schema = ?10, connect_us = ?11, "
    "first_us = ?12, total_us = ?13, bytes_out = ?14, "
    "headers = ifnull(?15, headers), answer_headers = ?17, answer_no = ?18 "
    "WHERE attempt_no = ?1 AND stage = ?2")
SQL(REQUESTS, "SELECT " JOURNAL_REQUEST_COLUMNS " FROM request "
    "WHERE attempt_no IN (SELECT attempt_no FROM attempt WHERE cycle = ?1 "
    "AND (?2 = 0 OR ended_ms IS NULL)) ORDER BY attempt_no, stage")
SQL(REQUEST_BODY, "SELECT body_no FROM request "
    "WHERE attempt_no = ? AND stage = ?")
SQL(ANSWER_BODY, "SELECT answer_no FROM request "
    "WHERE attempt_no = ? AND stage = ?")
SQL(COUNTER_PUT, "INSERT OR REPLACE INTO counter(originator, highest) "
    "VALUES(?, ?)")
SQL(COUNTERS, "SELECT originator, highest FROM counter ORDER BY originator")

SQL(MESSAGE_PUT, "INSERT INTO message(" JOURNAL_MESSAGE_COLUMNS ", headers, "
    "body_no) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
SQL(MESSAGE_AGAIN, "INSERT INTO again(message_no, arrived_ms, peer) "
    "VALUES(?, ?, ?)")
SQL(MESSAGES, "SELECT " JOURNAL_MESSAGE_COLUMNS " FROM message "
    "WHERE attempt_no IN (SELECT attempt_no FROM attempt WHERE cycle = ?1 "
    "AND (?2 = 0 OR ended_ms IS NULL)) ORDER BY message_no")
SQL(MESSAGES_UNMATCHED, "SELECT " JOURNAL_MESSAGE_COLUMNS " FROM message "
    "WHERE attempt_no IS NULL ORDER BY message_no")
SQL(MESSAGE_BODY, "SELECT body_no FROM message WHERE message_no = ?")
SQL(AGAIN, "SELECT arrived_ms FROM again WHERE message_no = ? "
    "ORDER BY arrived_ms")

/* evidence: by the number of the attempt, which comes first */
SQL(PLANS, "SELECT cycle, case_no, case_id, gone, device_id, s1sp, smso, "
    "phase, ppc_id, \"set\", installation_type, device_type, srv, "
    "command_variant, mode, polarity, \"case\", trt_ms FROM plan "
    "ORDER BY cycle, case_no")
SQL(ATTEMPTS_ALL, "SELECT " JOURNAL_ATTEMPT_COLUMNS " FROM attempt "
    "ORDER BY attempt_no")
SQL(REQUESTS_ALL, "SELECT " JOURNAL_REQUEST_COLUMNS ", headers, "
    "answer_headers, b.sha256, b.bytes, w.sha256, w.bytes FROM request r "
    "LEFT JOIN body b ON b.body_no = r.body_no "
    "LEFT JOIN body w ON w.body_no = r.answer_no "
    "ORDER BY attempt_no, stage")
SQL(MESSAGES_ALL, "SELECT attempt_no, " JOURNAL_MESSAGE_COLUMNS ", headers, "
    "b.sha256, b.bytes, EXISTS(SELECT 1 FROM again a "
    "WHERE a.message_no = m.message_no) FROM message m JOIN body b "
    "USING(body_no) WHERE attempt_no IS NOT NULL "
    "ORDER BY attempt_no, message_no")
SQL(UNMATCHED_ALL, "SELECT attempt_no, " JOURNAL_MESSAGE_COLUMNS ", headers, "
    "b.sha256, b.bytes, EXISTS(SELECT 1 FROM again a "
    "WHERE a.message_no = m.message_no) FROM message m JOIN body b "
    "USING(body_no) WHERE attempt_no IS NULL ORDER BY message_no")
SQL(PAGES, "SELECT page_count * page_size FROM pragma_page_count, "
    "pragma_page_size")
