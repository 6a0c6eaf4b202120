/* journal_test.c - what was committed is there, whatever happened */
#include "file/journal.h"

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "file/journal_out.h"
#include "journal_folder.h"
#include "journal_util.h"
#include "model/attempt.h"

Suite *journal_suite(void);

/* ---- round trips ---- */

START_TEST(heads)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const struct journal_campaign put = { SPAN("FOC"), SPAN("0.1"),
		SPAN("admin"), SPAN("ppcl.csv"), SPAN("ab") };
	struct journal_campaign got = put;
	struct journal_cycle c;

	ck_assert(!journal_campaign(j, &got));
	ck_assert(journal_campaign_put(j, &put, &why));
	ck_assert(!journal_cycle(j, SPAN(""), &c));
	ck_assert_uint_eq(journal_cycle_begin(j, &(struct journal_cycle){
		.name = SPAN("C1"), .kind = SPAN("NORMAL"),
		.plan_sha256 = SPAN("p"), .begun_ms = 5 }), 1);
	ck_assert_uint_eq(journal_cycle_begin(j, &(struct journal_cycle){
		.name = SPAN("C2"), .kind = SPAN("DMCT"),
		.plan_sha256 = SPAN("q"), .selection = SPAN("failed of C1"),
		.begun_ms = 6 }), 2);
	journal_cycle_end(j, 1, 9);
	journal_cycle_resumed(j, 2, 10, SPAN("0.2"));
	ck_assert(journal_commit(j));
	journal_close(j);

	j = opened(JOURNAL_CONTINUE);
	ck_assert(journal_campaign(j, &got));
	ck_span_eq(got.name, "FOC");
	ck_span_eq(got.clock, "admin");
	ck_span_eq(got.release_sha256, "ab");
	ck_assert(journal_campaign_put(j, &put, &why));
	got.name = SPAN("other");
	ck_assert(!journal_campaign_put(j, &got, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_ALIEN);
	ck_assert_ptr_nonnull(strstr(why.text, "'FOC', not 'other'"));
	ck_assert(journal_cycle(j, SPAN("C1"), &c));
	ck_assert_int_eq(c.ended_ms, 9);
	ck_assert_uint_eq(c.runs, 1);
	ck_assert(journal_cycle(j, SPAN(""), &c));
	ck_span_eq(c.name, "C2");
	ck_span_eq(c.selection, "failed of C1");
	ck_assert_uint_eq(c.runs, 2);
	ck_assert_int_eq(c.ended_ms, 0);
	ck_assert(!journal_cycle(j, SPAN("C3"), &c));
	journal_close(j);
	ck_assert_int_eq(query("SELECT count(*) FROM event WHERE "
				"kind = 'resumed' AND text = '0.2'"), 1);
}
END_TEST

START_TEST(files)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const uint64_t cycle = journal_util_plan(j, "C1", 1);
	struct buf name = BUF_INIT, bytes = BUF_INIT;

	journal_file_put(j, cycle, SPAN("devices"), 0, SPAN("a.csv"),
			 SPAN("x,y\n1,2\n"));
	journal_file_put(j, cycle, SPAN("devices"), 1, SPAN("b.csv"),
			 SPAN("x,y\n1,2\n"));
	ck_assert(journal_commit(j));
	ck_assert(journal_file(j, cycle, SPAN("devices"), 1, &name, &bytes));
	ck_span_eq(buf_span(&name), "b.csv");
	ck_span_eq(buf_span(&bytes), "x,y\n1,2\n");
	ck_assert(!journal_file(j, cycle, SPAN("devices"), 2, &name, &bytes));
	ck_assert(!journal_file(j, 2, SPAN("devices"), 0, &name, &bytes));
	/* a later process: the same is the same, another one stands beside */
	journal_cycle_resumed(j, cycle, 1, SPAN("0.2"));
	journal_file_put(j, cycle, SPAN("devices"), 0, SPAN("a.csv"),
			 SPAN("x,y\n1,2\n"));
	journal_file_put(j, cycle, SPAN("devices"), 1, SPAN("c.csv"),
			 SPAN("x,y\n3,4\n"));
	journal_file_put(j, cycle, SPAN("devices"), 1, SPAN("c.csv"),
			 SPAN(""));
	ck_assert(journal_commit(j));
	journal_file_put(j, cycle, SPAN("devices"), 1, SPAN("c.csv"),
			 SPAN("x,y\n3,4\n"));
	ck_assert(journal_commit(j));
	buf_clear(&name);
	buf_clear(&bytes);
	ck_assert(journal_file(j, cycle, SPAN("devices"), 1, &name, &bytes));
	ck_span_eq(buf_span(&name), "c.csv");
	ck_span_eq(buf_span(&bytes), "x,y\n3,4\n");
	journal_close(j);
	ck_assert_int_eq(query("SELECT count(*) FROM body"), 2);
	ck_assert_int_eq(query("SELECT count(*) FROM file"), 3);
	buf_release(&name);
	buf_release(&bytes);
}
END_TEST

START_TEST(plans)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const uint64_t cycle = journal_util_plan(j, "C1", 50);
	struct journal_plan plan = JOURNAL_PLAN_INIT, again;
	struct diag d = DIAG_INIT;
	char one[SHA256_TEXT], two[SHA256_TEXT];

	ck_assert(journal_commit(j));
	ck_assert(journal_plan_load(j, cycle, &plan, &d));
	ck_assert_uint_eq(plan.rows.n, 50);
	ck_assert_uint_eq(plan.cases.rows.n, 50);
	ck_assert_uint_eq(plan.rows.v[49].case_no, 50);
	ck_assert_ptr_eq(plan.rows.v[9].testcase, &plan.cases.rows.v[9]);
	ck_span_eq(plan.cases.rows.v[9].id,
		   "SIT/DMC-11/S1/ESME/6.2.4/cv1/ON_DEMAND/POSITIVE/case-10");
	ck_span_eq(plan.rows.v[9].s1sp, "S1SP-1");
	ck_span_eq(plan.rows.v[9].device_id, "00-DB-12-34-56-78-00-0A");
	ck_assert_uint_eq(plan.rows.v[9].smets, 1);
	journal_plan_digest(&plan.cases, one);
	/* what was read is what was put: it can be put again */
	journal_cycle_begin(j, &(struct journal_cycle){ .name = SPAN("C2"),
			    .plan_sha256 = SPAN("x") });
	for (size_t i = 0; i < plan.rows.n; i++)
		journal_plan_add(j, 2, &plan.rows.v[i]);
	ck_assert(journal_commit(j));
	again = (struct journal_plan)JOURNAL_PLAN_INIT;
	ck_assert(journal_plan_load(j, 2, &again, &d));
	journal_plan_digest(&again.cases, two);
	ck_assert_str_eq(one, two);
	again.cases.rows.v[3].trt_ms++;
	journal_plan_digest(&again.cases, two);
	ck_assert_str_ne(one, two);
	journal_plan_release(&plan);
	journal_plan_release(&again);
	journal_close(j);
	diag_release(&d);
}
END_TEST

START_TEST(attempts)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const uint64_t cycle = journal_util_plan(j, "C1", 3);
	struct journal_load load = JOURNAL_LOAD_INIT;
	struct buf body = BUF_INIT, got = BUF_INIT;
	struct journal_attempt open = { .cycle = cycle, .case_no = 3,
		.attempt = 1, .state = SPAN("waiting"), .begun_ms = 7,
		.due_ms = 8, .carry = SPAN("anything\nat all") };
	const struct journal_attempt *a;

	ck_assert_uint_eq(journal_util_case(j, cycle, 1, 1, "FAIL"), 1);
	ck_assert_uint_eq(journal_util_case(j, cycle, 1, 2, "PASS"), 2);
	ck_assert_uint_eq(journal_attempt_add(j, &open), 3);
	ck_assert(journal_commit(j));
	ck_assert(journal_load(j, cycle, false, &load));
	ck_assert_uint_eq(load.attempts.n, 3);
	ck_assert_uint_eq(load.requests.n, 2);
	ck_assert_uint_eq(load.messages.n, 2);
	a = &load.attempts.v[0];
	ck_assert_uint_eq(a->attempt, 1);
	ck_span_eq(a->verdict, "FAIL");
	ck_span_eq(a->firmware[DEVICE_ESME], "E1");
	ck_assert(a->has_result && a->has_ack && a->has_trt);
	ck_assert_uint_eq(a->result_ms, 400);
	a = &load.attempts.v[2];
	ck_span_eq(a->carry, "anything\nat all");
	ck_assert_int_eq(a->due_ms, 8);
	ck_assert(!a->has_result && !a->has_ack && !a->ended_ms);
	ck_span_eq(load.requests.v[1].end, "answered");
	ck_assert_uint_eq(load.requests.v[1].http_status, 200);
	ck_assert_uint_eq(load.requests.v[1].total_us, 1000);
	ck_assert_uint_eq(load.messages.v[1].attempt, 2);
	ck_span_eq(load.messages.v[1].embedded, "good");
	journal_load_release(&load);

	/* the exact bytes, both ways */
	journal_util_body(16 + 2, 0, &body);
	ck_assert(journal_request_body(j, 2, 1, &got));
	ck_assert(span_eq(buf_span(&body), buf_span(&got)));
	buf_clear(&body);
	buf_clear(&got);
	journal_util_body(16 + 2, 1, &body);
	ck_assert(journal_answer_body(j, 2, 1, &got));
	ck_assert(span_eq(buf_span(&body), buf_span(&got)));
	buf_clear(&body);
	buf_clear(&got);
	journal_util_body(16 + 2, 2, &body);
	ck_assert(journal_message_body(j, 2, &got));
	ck_assert(span_eq(buf_span(&body), buf_span(&got)));
	ck_assert(!journal_request_body(j, 2, 2, &got));

	load = (struct journal_load)JOURNAL_LOAD_INIT;
	ck_assert(journal_load(j, cycle, true, &load));
	ck_assert_uint_eq(load.attempts.n, 3);
	ck_assert_uint_eq(load.requests.n, 0);
	journal_load_release(&load);
	journal_close(j);
	buf_release(&body);
	buf_release(&got);
}
END_TEST

/* Each number of bytes, each kind: packed or not, it comes back. */
static void make_body(struct buf *body, unsigned n)
{
	buf_clear(body);
	for (unsigned i = 0; i < n * n; i++)
		buf_add_char(body, (char)(n % 3 ? i * i * n >> 3 : 'a'));
}

/* That of the n-th message is what make_body() made. */
static void same_body(struct journal *j, unsigned n)
{
	struct buf body = BUF_INIT, got = BUF_INIT;

	make_body(&body, n);
	ck_assert(journal_message_body(j, n + 1, &got));
	ck_assert(span_eq(buf_span(&body), buf_span(&got)));
	buf_release(&body);
	buf_release(&got);
}

/* Alone and with others in a commit, from nothing to more than fit a frame. */
START_TEST(bodies)
{
	enum { MESSAGES = 300 };
	struct journal *j = opened(JOURNAL_WRITE);
	struct journal_message m = { .arrived_ms = 1 };
	struct buf body = BUF_INIT;

	journal_util_plan(j, "C1", 1);
	for (unsigned n = 0; n < MESSAGES; n++) {
		make_body(&body, n);
		m.body = buf_span(&body);
		ck_assert(journal_arrived(j, &m));
		journal_message_put(j, &m);
		if (n % 10 == 3)		/* before it is committed */
			same_body(j, n);
		if (n % 10 > 6)
			ck_assert(journal_commit(j));
		if (n % 10 == 8)
			same_body(j, n / 2);
	}
	journal_close(j);
	j = opened(JOURNAL_READ);
	for (unsigned n = MESSAGES; n-- > 0;)
		same_body(j, n);
	journal_close(j);
	buf_release(&body);
}
END_TEST

START_TEST(once_by_hash)
{
	struct journal *j = opened(JOURNAL_WRITE);
	struct journal_load load = JOURNAL_LOAD_INIT;
	struct journal_message m = { .arrived_ms = 1, .body = SPAN("<a/>") };
	uint64_t first;

	journal_util_plan(j, "C1", 1);
	ck_assert(journal_arrived(j, &m));
	first = m.number;
	m.unmatched = SPAN("no such request");
	journal_message_put(j, &m);
	ck_assert(journal_commit(j));
	journal_close(j);
	j = opened(JOURNAL_WRITE);
	m = (struct journal_message){ .arrived_ms = 2, .body = SPAN("<a/>"),
				      .peer = SPAN("127.0.0.1:1") };
	ck_assert(!journal_arrived(j, &m));
	ck_assert_uint_eq(m.number, first);
	m.body = SPAN("<a />");
	ck_assert(journal_arrived(j, &m));
	journal_message_put(j, &m);
	ck_assert(journal_commit(j));
	ck_assert(journal_unmatched(j, &load));
	ck_assert_uint_eq(load.messages.n, 2);
	ck_span_eq(load.messages.v[0].unmatched, "no such request");
	journal_load_release(&load);
	journal_close(j);
	ck_assert_int_eq(query("SELECT count(*) FROM again WHERE "
				"arrived_ms = 2"), 1);
	ck_assert_int_eq(query("SELECT count(*) FROM body"), 2);
}
END_TEST

START_TEST(counters)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const uint64_t one = UINT64_C(0x90B3D51F30000002);
	const uint64_t cycle = journal_util_plan(j, "C1", 1);
	struct journal_request r = { .stage = 1 };

	r.attempt = journal_util_case(j, cycle, 1, 1, "PASS");
	ck_assert_uint_eq(journal_counter(j, one), 1000 + 17);
	r.request_id = SPAN("90-B3-D5-1F-30-00-00-02:"
			    "00-DB-12-34-56-78-00-01:18446744073709551614");
	journal_request_put(j, &r);
	r.request_id = SPAN("90-B3-D5-1F-30-00-00-02:"
			    "00-DB-12-34-56-78-00-01:5");
	journal_request_put(j, &r);
	ck_assert(journal_commit(j));
	journal_close(j);
	j = opened(JOURNAL_CONTINUE);
	ck_assert_uint_eq(journal_counter(j, one), UINT64_MAX - 1);
	ck_assert_uint_eq(journal_counter(j, one + 1), 0);
	journal_close(j);
}
END_TEST

/* Neither in the tables nor anywhere in the file. */
START_TEST(secrets)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const uint64_t cycle = journal_util_plan(j, "C1", 1);
	const uint64_t a = journal_util_case(j, cycle, 1, 1, "PASS");
	struct journal_request r = { .attempt = a, .stage = 2,
		.headers = SPAN("Accept: */*\r\nauthorization: Bearer canary"
				"\r\nX-Y: z\r\n"),
		.answer_headers = SPAN("HTTP/1.1 200 OK\nSet-Cookie:canary") };

	journal_request_put(j, &r);
	ck_assert(journal_commit(j));
	ck_assert_int_eq(system("! grep -q canary sit.journal*"), 0);
	journal_close(j);
	ck_assert_int_eq(system("! grep -q canary sit.journal*"), 0);
	ck_assert_int_eq(query("SELECT count(*) FROM request WHERE "
		"headers = 'Accept: */*' || char(13, 10) || "
		"'authorization: (not kept)' || char(13, 10) || 'X-Y: z' || "
		"char(13, 10) AND answer_headers = 'HTTP/1.1 200 OK' || "
		"char(10) || 'Set-Cookie: (not kept)'"), 1);
}
END_TEST

/* ---- transactions ---- */

START_TEST(only_what_was_committed)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const uint64_t cycle = journal_util_plan(j, "C1", 10);

	journal_util_case(j, cycle, 1, 1, "PASS");
	journal_util_case(j, cycle, 2, 1, "PASS");
	ck_assert(journal_commit(j));
	ck_assert(journal_commit(j));		/* nothing: no cost */
	journal_util_case(j, cycle, 3, 1, "PASS");
	journal_close(j);
	ck_assert_int_eq(query("SELECT count(*) FROM attempt"), 2);
	ck_assert_int_eq(query("SELECT count(*) FROM request"), 2);
	ck_assert_int_eq(query("SELECT count(*) FROM body"), 6);
}
END_TEST

START_TEST(read_while_written)
{
	struct journal *w = opened(JOURNAL_WRITE), *r;
	const struct journal_want want = { .not_run = false };
	struct results results = RESULTS_INIT;
	uint64_t cycle;

	cycle = journal_util_plan(w, "C1", 10);
	ck_assert(journal_commit(w));
	r = opened(JOURNAL_READ);
	journal_util_case(w, cycle, 1, 1, "PASS");
	ck_assert(journal_results(r, &want, &results));
	ck_assert_uint_eq(results.rows.n, 0);
	ck_assert(journal_commit(w));
	results_release(&results);
	results = (struct results)RESULTS_INIT;
	ck_assert(journal_results(r, &want, &results));
	ck_assert_uint_eq(results.rows.n, 1);
	results_release(&results);
	/* of one moment */
	ck_assert(journal_hold_still(r));
	journal_util_case(w, cycle, 2, 1, "PASS");
	ck_assert(journal_commit(w));
	results = (struct results)RESULTS_INIT;
	ck_assert(journal_results(r, &want, &results));
	ck_assert_uint_eq(results.rows.n, 1);
	results_release(&results);
	journal_close(r);
	journal_close(w);
}
END_TEST

/* ---- the lock ---- */

/* A process that holds the journal and says so. */
static pid_t holder(int *said)
{
	int ends[2];
	pid_t pid;
	char c;

	ck_assert_int_eq(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		close(ends[0]);
		if (!journal_open(PATH, JOURNAL_WRITE, &why))
			_exit(1);
		if (write(ends[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ends[1]);
	ck_assert_int_eq(read(ends[0], &c, 1), 1);
	*said = ends[0];
	return pid;
}

START_TEST(held)
{
	struct journal *j;
	char name[64];
	int said;
	const pid_t pid = holder(&said);

	snprintf(name, sizeof(name), "process %ld on ", (long)pid);
	ck_assert_ptr_null(journal_open(PATH, JOURNAL_WRITE, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_HELD);
	ck_assert_ptr_nonnull(strstr(why.text, name));
	/* whatever it is called */
	ck_assert_int_eq(symlink(PATH, "other"), 0);
	ck_assert_int_eq(mkdir("d", 0777), 0);
	ck_assert_ptr_null(journal_open("other", JOURNAL_WRITE, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_HELD);
	ck_assert_ptr_null(journal_open("d/../" PATH, JOURNAL_CONTINUE,
					&why));
	ck_assert_int_eq(why.wrong, JOURNAL_HELD);
	/* readers come in */
	j = opened(JOURNAL_READ);
	journal_close(j);
	/* a dead one holds nothing */
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(said);
	j = opened(JOURNAL_WRITE);
	ck_assert(!journal_was_checked(j));
	journal_close(j);
}
END_TEST

/* ---- what is no journal ---- */

/* What never held anything is not left behind; what did stays. */
START_TEST(never_used)
{
	struct journal *j = opened(JOURNAL_WRITE);

	journal_util_plan(j, "C1", 1);
	journal_close(j);
	ck_assert_int_ne(access(PATH, F_OK), 0);
	ck_assert_int_ne(access(PATH "-wal", F_OK), 0);
	j = opened(JOURNAL_WRITE);
	journal_util_plan(j, "C1", 1);
	ck_assert(journal_commit(j));
	journal_close(j);
	journal_close(opened(JOURNAL_WRITE));
	ck_assert_int_eq(query("SELECT count(*) FROM plan"), 1);
}
END_TEST

START_TEST(alien)
{
	struct journal *j;

	ck_assert_ptr_null(journal_open(PATH, JOURNAL_READ, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_ABSENT);
	ck_assert_ptr_null(journal_open(PATH, JOURNAL_CONTINUE, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_ABSENT);
	ck_assert_int_ne(access(PATH, F_OK), 0);
	ck_assert_ptr_null(journal_open("no/" PATH, JOURNAL_WRITE, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_ABSENT);

	ck_assert_int_eq(system("echo a text that is no database at all > "
				PATH), 0);
	ck_assert_ptr_null(journal_open(PATH, JOURNAL_WRITE, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_ALIEN);
	ck_assert_ptr_null(journal_open(PATH, JOURNAL_READ, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_ALIEN);
	ck_assert_int_eq(unlink(PATH), 0);
	run_sql("CREATE TABLE mine(a)");
	ck_assert_ptr_null(journal_open(PATH, JOURNAL_WRITE, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_ALIEN);
	ck_assert_int_eq(unlink(PATH), 0);
	j = opened(JOURNAL_WRITE);
	journal_util_plan(j, "C1", 1);
	ck_assert(journal_commit(j));
	journal_close(j);
	run_sql("PRAGMA user_version = 99");
	ck_assert_ptr_null(journal_open(PATH, JOURNAL_READ, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_ALIEN);
	ck_assert_ptr_nonnull(strstr(why.text, "newer"));
	run_sql("PRAGMA user_version = 1");
	ck_assert_ptr_null(journal_open(PATH, JOURNAL_WRITE, &why));
	ck_assert_int_eq(why.wrong, JOURNAL_ALIEN);
	ck_assert_ptr_nonnull(strstr(why.text, "older"));
	ck_assert_ptr_nonnull(strstr(why.text, "with the one that wrote it"));
}
END_TEST

/* ---- another plan ---- */

START_TEST(replaced)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const uint64_t cycle = journal_util_plan(j, "C1", 5);
	struct journal_plan plan = JOURNAL_PLAN_INIT;
	struct journal_plan_row rows[5];
	struct testcase fresh;
	struct journal_replan told;
	struct journal_cycle c;
	struct diag d = DIAG_INIT;

	for (uint64_t i = 1; i <= 5; i++)
		journal_util_case(j, cycle, i, 1, "PASS");
	ck_assert(journal_commit(j));
	ck_assert(journal_plan_load(j, cycle, &plan, &d));
	/* the first is gone, the second changed, one is new */
	memcpy(rows, plan.rows.v + 1, 4 * sizeof(rows[0]));
	plan.cases.rows.v[1].expect_code = SPAN("I0|I99");
	fresh = plan.cases.rows.v[4];
	fresh.id = SPAN("SIT/DMC-1/S1/ESME/4.1.1/cv1/ON_DEMAND/POSITIVE/new");
	fresh.name = SPAN("new");
	fresh.ppc_id = SPAN("DMC-1");
	rows[4] = plan.rows.v[4];
	rows[4].testcase = &fresh;
	rows[4].case_no = 0;
	ck_assert(journal_plan_replace(j, cycle, 77, rows, 5, "beef", &told,
				       &d));
	ck_assert(journal_commit(j));
	ck_assert_uint_eq(told.same, 3);
	ck_assert_uint_eq(told.changed, 1);
	ck_assert_uint_eq(told.fresh, 1);
	ck_assert_uint_eq(told.gone, 1);
	ck_assert_uint_eq(rows[4].case_no, 6);
	journal_plan_release(&plan);
	plan = (struct journal_plan)JOURNAL_PLAN_INIT;
	ck_assert(journal_plan_load(j, cycle, &plan, &d));
	ck_assert_uint_eq(plan.rows.n, 5);
	ck_assert_uint_eq(plan.rows.v[0].case_no, 2);
	ck_span_eq(plan.cases.rows.v[0].expect_code, "I0|I99");
	ck_assert(journal_cycle(j, SPAN("C1"), &c));
	ck_span_eq(c.plan_sha256, "beef");
	ck_assert_uint_eq(c.cases, 5);
	journal_plan_release(&plan);
	journal_close(j);
	ck_assert_int_eq(query("SELECT count(*) FROM attempt WHERE voided_by "
				"= 'plan changed' AND case_no = 2"), 1);
	ck_assert_int_eq(query("SELECT count(*) FROM attempt WHERE "
				"voided_by IS NOT NULL"), 1);
	ck_assert_int_eq(query("SELECT count(*) FROM plan WHERE gone"), 1);
	diag_release(&d);
}
END_TEST

/* ---- results ---- */

static void results_of(const struct journal_want *want, struct results *r)
{
	struct journal *j = opened(JOURNAL_READ);

	*r = (struct results)RESULTS_INIT;
	ck_assert_msg(journal_results(j, want, r), "%s", journal_failure(j));
	journal_close(j);
}

#define CELL(row, column)	r.rows.v[row].cell[RESULT_##column]

START_TEST(results)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const uint64_t cycle = journal_util_plan(j, "C1", 6);
	const struct attempt waits = { .number = 1, .state = ATTEMPT_WAITING,
		.until_ms = 1571097660000 };
	struct buf carry = BUF_INIT;
	struct results r;

	attempt_keep(&waits, &carry);
	/* out of order, as they end */
	journal_util_case(j, cycle, 3, 1, "FAIL");
	journal_util_case(j, cycle, 1, 1, "PASS");
	journal_util_case(j, cycle, 3, 2, "PASS");
	journal_attempt_add(j, &(struct journal_attempt){ .cycle = cycle,
		.case_no = 4, .attempt = 1, .state = SPAN("waiting"),
		.begun_ms = 5, .sent_ms = 1571097600500,
		.carry = buf_span(&carry) });
	journal_attempt_add(j, &(struct journal_attempt){ .cycle = cycle,
		.case_no = 5, .verdict = SPAN("SKIP"), .state = SPAN("over"),
		.reason = SPAN("held"), .begun_ms = 5, .ended_ms = 5 });
	ck_assert(journal_commit(j));
	journal_close(j);
	buf_release(&carry);

	results_of(&(struct journal_want){ .not_run = false }, &r);
	ck_assert_uint_eq(r.rows.n, 4);
	ck_span_eq(CELL(0, CAMPAIGN), "FOC");
	ck_span_eq(CELL(0, CYCLE), "C1");
	ck_span_eq(CELL(0, CYCLE_KIND), "NORMAL");
	ck_span_eq(CELL(0, SMSO), "SMSO-1");
	ck_span_eq(CELL(0, CASE), "case-1");
	ck_span_eq(CELL(0, VERDICT), "PASS");
	ck_span_eq(CELL(0, FLAKY), "N");
	ck_span_eq(CELL(0, SENT_AT), "2019-10-15T00:00:01Z");
	ck_span_eq(CELL(0, RESULT_MS), "400");
	ck_span_eq(CELL(0, GSME_FW_VERSION), "G1");
	ck_assert_uint_eq(CELL(0, EVIDENCE_SHA256).n, 64);
	ck_span_eq(CELL(1, CASE), "case-3");
	ck_span_eq(CELL(1, ATTEMPT), "2");
	ck_span_eq(CELL(1, ATTEMPTS), "2");
	ck_span_eq(CELL(1, VERDICT), "PASS");
	ck_span_eq(CELL(1, FIRST_VERDICT), "FAIL");
	ck_span_eq(CELL(1, FLAKY), "Y");
	ck_span_eq(CELL(2, VERDICT), "NO_VERDICT");
	ck_span_eq(CELL(2, REASON), "still open: waiting until "
		   "2019-10-15T00:01:00Z");
	ck_span_eq(CELL(2, SENT_AT), "2019-10-15T00:00:00.500Z");
	ck_span_eq(CELL(3, VERDICT), "SKIP");
	ck_span_eq(CELL(3, ATTEMPTS), "0");
	ck_assert(!journal_row_not_run(&r.rows.v[3]));
	results_release(&r);

	results_of(&(struct journal_want){ .not_run = true }, &r);
	ck_assert_uint_eq(r.rows.n, 6);
	ck_assert(journal_row_not_run(&r.rows.v[1]));
	ck_span_eq(CELL(1, VERDICT), "NO_VERDICT");
	ck_span_eq(CELL(5, REASON), "not run");
	results_release(&r);

	results_of(&(struct journal_want){ .attempts = true }, &r);
	ck_assert_uint_eq(r.rows.n, 5);
	ck_span_eq(CELL(1, VERDICT), "FAIL");
	ck_span_eq(CELL(1, ATTEMPT), "1");
	ck_span_eq(CELL(1, FIRST_VERDICT), "FAIL");
	ck_span_eq(CELL(2, VERDICT), "PASS");
	ck_assert(!span_eq(CELL(1, EVIDENCE_SHA256),
			   CELL(2, EVIDENCE_SHA256)));
	results_release(&r);

	results_of(&(struct journal_want){ .cycle = SPAN("C9") }, &r);
	ck_assert_uint_eq(r.rows.n, 0);
	results_release(&r);
}
END_TEST

/* A voided attempt is kept, and is not the first; nor does who writes the row
 * again forget that it was voided. */
START_TEST(voided)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const uint64_t cycle = journal_util_plan(j, "C1", 2);
	struct journal_load load = JOURNAL_LOAD_INIT;
	struct results r;

	journal_util_case(j, cycle, 1, 1, "FAIL");
	journal_attempts_void(j, cycle, SPAN("SIT/DMC-2/S1/ESME/4.1.1/cv1/"
		"ON_DEMAND/POSITIVE/case-1"), SPAN("firmware"));
	ck_assert(journal_load(j, cycle, false, &load));
	ck_span_eq(load.attempts.v[0].voided_by, "firmware");
	load.attempts.v[0].voided_by = SPAN_EMPTY;
	journal_attempt_put(j, &load.attempts.v[0]);
	journal_load_release(&load);
	journal_util_case(j, cycle, 2, 1, "FAIL");
	journal_util_case(j, cycle, 1, 2, "PASS");
	ck_assert(journal_commit(j));
	journal_close(j);
	results_of(&(struct journal_want){ .not_run = false }, &r);
	ck_span_eq(CELL(0, VERDICT), "PASS");
	ck_span_eq(CELL(0, FIRST_VERDICT), "PASS");
	ck_span_eq(CELL(0, ATTEMPTS), "2");
	ck_span_eq(CELL(0, FLAKY), "N");
	ck_span_eq(CELL(0, VOIDED_BY), "");
	ck_span_eq(CELL(1, FIRST_VERDICT), "FAIL");
	results_release(&r);
	results_of(&(struct journal_want){ .attempts = true }, &r);
	ck_span_eq(CELL(0, VOIDED_BY), "firmware");
	ck_span_eq(CELL(1, VOIDED_BY), "");
	results_release(&r);
	ck_assert_int_eq(query("SELECT count(*) FROM result WHERE "
				"first_verdict = 'PASS'"), 1);
}
END_TEST

/* What is decided later does not change the evidence; another byte does. */
START_TEST(digests)
{
	struct journal *j = opened(JOURNAL_WRITE);
	const uint64_t cycle = journal_util_plan(j, "C1", 1);
	struct results r;
	struct buf was = BUF_INIT;

	journal_util_case(j, cycle, 1, 1, "PASS");
	ck_assert(journal_commit(j));
	journal_close(j);
	results_of(&(struct journal_want){ .not_run = true }, &r);
	buf_add(&was, CELL(0, EVIDENCE_SHA256));
	results_release(&r);
	run_sql("UPDATE attempt SET voided_by = 'firmware', "
		"issue_ids = 'TI-1'");
	results_of(&(struct journal_want){ .not_run = true }, &r);
	ck_span_eq(CELL(0, VOIDED_BY), "firmware");
	ck_span_eq(CELL(0, EVIDENCE_SHA256), was.p);
	results_release(&r);
	run_sql("UPDATE request SET total_us = total_us + 1");
	results_of(&(struct journal_want){ .not_run = true }, &r);
	ck_assert(!span_eq(CELL(0, EVIDENCE_SHA256), buf_span(&was)));
	results_release(&r);
	buf_release(&was);
}
END_TEST

/* The view that analysts read says the same. */
START_TEST(view_says_the_same)
{
	struct journal *j = opened(JOURNAL_WRITE);
	struct results r;
	sqlite3 *db;
	sqlite3_stmt *s;

	ck_assert(journal_util_fill(j, 300, 20));
	journal_close(j);
	results_of(&(struct journal_want){ .not_run = false }, &r);
	ck_assert_int_eq(sqlite3_open(PATH, &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT cycle, case_id, "
		"attempts, verdict, first_verdict FROM result", -1, &s, NULL),
		SQLITE_OK);
	for (size_t i = 0; i < r.rows.n; i++) {
		static const unsigned columns[] = { RESULT_CYCLE,
			RESULT_CASE_ID, RESULT_ATTEMPTS, RESULT_VERDICT,
			RESULT_FIRST_VERDICT };

		ck_assert_int_eq(sqlite3_step(s), SQLITE_ROW);
		for (int c = 0; c < 5; c++)
			ck_span_eq(r.rows.v[i].cell[columns[c]],
				   (const char *)sqlite3_column_text(s, c));
	}
	ck_assert_int_eq(sqlite3_step(s), SQLITE_DONE);
	sqlite3_finalize(s);
	sqlite3_close(db);
	results_release(&r);
}
END_TEST

Suite *journal_suite(void)
{
	Suite *s = suite_create("journal");
	TCase *t = tcase_create("journal");

	tcase_add_checked_fixture(t, journal_folder_setup,
				  journal_folder_teardown);
	tcase_set_timeout(t, 300);
	tcase_add_test(t, heads);
	tcase_add_test(t, files);
	tcase_add_test(t, plans);
	tcase_add_test(t, attempts);
	tcase_add_test(t, bodies);
	tcase_add_test(t, once_by_hash);
	tcase_add_test(t, counters);
	tcase_add_test(t, secrets);
	tcase_add_test(t, only_what_was_committed);
	tcase_add_test(t, read_while_written);
	tcase_add_test(t, held);
	tcase_add_test(t, never_used);
	tcase_add_test(t, alien);
	tcase_add_test(t, replaced);
	tcase_add_test(t, results);
	tcase_add_test(t, voided);
	tcase_add_test(t, digests);
	tcase_add_test(t, view_says_the_same);
	suite_add_tcase(s, t);
	return s;
}
