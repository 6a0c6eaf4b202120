/* outcome_test.c - attempts fold, cycles age, and what is true now */
#include "engine/outcome.h"

#include <check.h>
#include <stdlib.h>

#include "engine/sit_report.h"

Suite *outcome_suite(void);

static struct results results;
static struct diag diag;
static struct outcomes got;

static void begin(void)
{
	results = (struct results)RESULTS_INIT;
	diag = (struct diag)DIAG_INIT;
	got = (struct outcomes){ .arena = ARENA_INIT };
}

static void end(void)
{
	outcomes_release(&got);
	results_release(&results);
	diag_release(&diag);
}

/* "cycle,case,attempt,attempts,verdict,first,sent" */
static void result(const char *text)
{
	static const unsigned at[] = { RESULT_CYCLE, RESULT_CASE_ID,
		RESULT_ATTEMPT, RESULT_ATTEMPTS, RESULT_VERDICT,
		RESULT_FIRST_VERDICT, RESULT_SENT_AT };
	struct span *cell = arena_zero(&results.arena, RESULT_COLUMNS,
				       sizeof(*cell));
	struct span rest = span_of(text);
	struct result_row row = { .line = results.rows.n + 2, .cell = cell };

	for (unsigned i = 0; i < sizeof(at) / sizeof(at[0]); i++) {
		if (!span_cut(&rest, ',', &cell[at[i]]))
			cell[at[i]] = SPAN_EMPTY;
	}
	vec_push(&results.rows, row);
}

static bool make(bool in_order)
{
	return outcomes_make(&got, &(struct outcomes_ask){
		.results = &results, .in_order = in_order,
		.file = "r.csv" }, &diag);
}

static const struct outcome_case *case_of(const char *id)
{
	const uint32_t n = intern_find(&got.ids, span_of(id));

	ck_assert_uint_ne(n, INTERN_NONE);
	return &got.cases.v[n];
}

START_TEST(the_last_attempt_decides_whatever_the_order)
{
	result("C,a,2,,PASS,,2020-01-02T10:00:00Z");
	result("C,a,10,,FAIL,,2020-01-02T11:00:00Z");
	result("C,a,1,,ERROR,,2020-01-02T09:00:00Z");
	ck_assert(make(false));
	ck_assert_uint_eq(got.v.n, 1);
	ck_assert_int_eq(got.v.v[0].verdict, VERDICT_FAIL);
	ck_assert_int_eq(got.v.v[0].first, VERDICT_ERROR);
	ck_assert_uint_eq(got.v.v[0].attempts, 10);
	ck_assert_uint_eq(got.v.v[0].rows, 3);
}
END_TEST

START_TEST(a_row_of_all_attempts_says_what_was_first)
{
	result("C,a,3,3,PASS,FAIL,");
	result("C,b,1,1,PASS,,");
	result("C,c,2,2,PASS,,");
	ck_assert(make(false));
	ck_assert_int_eq(got.v.v[0].first, VERDICT_FAIL);
	ck_assert_int_eq(got.v.v[1].first, VERDICT_PASS);
	ck_assert_int_eq(got.v.v[2].first, VERDICTS);	/* nobody knows */
}
END_TEST

START_TEST(the_newest_cycle_that_did_not_skip_counts)
{
	struct outcome_rates r;

	result("new,a,0,0,SKIP,,");
	result("new,b,1,1,PASS,PASS,2020-02-01T10:00:00Z");
	result("old,a,1,1,FAIL,FAIL,2020-01-01T10:00:00Z");
	result("old,b,1,1,FAIL,FAIL,2020-01-01T10:00:00Z");
	result("old,c,0,0,SKIP,,");
	ck_assert(make(false));
	ck_assert_int_eq(outcome_newest(&got, case_of("a"))->verdict,
			 VERDICT_FAIL);
	ck_assert_int_eq(outcome_newest(&got, case_of("b"))->verdict,
			 VERDICT_PASS);
	ck_assert_int_eq(outcome_newest(&got, case_of("c"))->verdict,
			 VERDICT_SKIP);
	outcome_rates(&r, &got);
	ck_assert_uint_eq(r.cases, 3);
	ck_assert_uint_eq(r.tried, 2);
	ck_assert_uint_eq(r.verdict[VERDICT_PASS], 1);
	ck_assert_uint_eq(r.first_time, 0);	/* not by being run again */
	ck_assert(!outcomes_good(&got));
}
END_TEST

START_TEST(cycles_in_order_need_no_time)
{
	result("z,a,1,1,FAIL,FAIL,2020-09-01T10:00:00Z");
	result("b,a,1,1,PASS,PASS,2020-01-01T10:00:00Z");
	ck_assert(make(true));
	ck_assert_int_eq(outcome_newest(&got, case_of("a"))->verdict,
			 VERDICT_PASS);
	outcomes_release(&got);
	ck_assert(make(false));
	ck_assert_int_eq(outcome_newest(&got, case_of("a"))->verdict,
			 VERDICT_FAIL);
}
END_TEST

START_TEST(not_run_is_no_outcome)
{
	struct outcome_rates r;

	results = (struct results)RESULTS_INIT;
	result("C,a,0,0,NO_VERDICT,,");
	((struct span *)(uintptr_t)results.rows.v[0].cell)[RESULT_REASON] =
		SPAN("not run");
	result("C,b,1,1,NO_VERDICT,,");
	ck_assert(make(false));
	ck_assert(!outcome_newest(&got, case_of("a")));
	ck_assert(outcome_newest(&got, case_of("b")));
	outcome_rates(&r, &got);
	ck_assert_uint_eq(r.not_run, 1);
	ck_assert_uint_eq(r.verdict[VERDICT_NO_VERDICT], 1);
}
END_TEST

START_TEST(two_results_of_one_attempt_are_an_error)
{
	result("C,a,1,1,PASS,PASS,");
	result("C,a,1,1,FAIL,FAIL,");
	result("D,a,1,1,FAIL,FAIL,");
	ck_assert(!make(false));
	ck_assert_uint_eq(diag.count[DIAG_ERROR], 1);
}
END_TEST

START_TEST(an_id_says_what_its_row_does_not)
{
	const struct outcome_case *c;

	result("C,SIT/DMC-1/S1/ESME/4.3/cv1/ON_DEMAND/POSITIVE/x,1,1,PASS,,");
	result("C,SIT/-/S2/ESME/4.3/cv1/ON_DEMAND/POSITIVE/x,1,1,PASS,,");
	ck_assert(make(false));
	c = &got.cases.v[0];
	ck_assert(span_eq(c->ppc_id, SPAN("DMC-1")));
	ck_assert(c->known == srv_find(SPAN("4.3")));
	ck_assert(span_eq(outcome_cell(&got, c, RESULT_COMMAND_VARIANT),
			  SPAN("1")));
	ck_assert(span_eq(outcome_cell(&got, c, RESULT_DEVICE_TYPE),
			  SPAN("ESME")));
	ck_assert_uint_eq(got.cases.v[1].ppc_id.n, 0);
}
END_TEST

START_TEST(a_report_has_each_result_once)
{
	struct test_report r = TEST_REPORT_INIT;
	uint64_t n = 0, kinds[TEST_KINDS] = { 0 };

	result("C,SIT/DMC-2/S1/ESME/4.3/cv1/ON_DEMAND/POSITIVE/x,1,1,LATE,,");
	result("C,SIT/DMC-1/S1/ESME/4.3/cv1/ON_DEMAND/POSITIVE/x,1,1,PASS,,");
	result("C,odd,1,2,ERROR,FAIL,");
	result("B,odd,0,0,SKIP,,");
	ck_assert(make(true));
	sit_report(&got, SPAN_EMPTY, &r);
	ck_assert_uint_eq(r.cases.n, 4);
	for (size_t i = 0; i < r.suites.n; i++) {
		n += r.suites.v[i].n;
		for (unsigned k = 0; k < TEST_KINDS; k++)
			kinds[k] += r.suites.v[i].count[k];
	}
	ck_assert_uint_eq(n, 4);
	for (unsigned k = 0; k < TEST_KINDS; k++)
		ck_assert_uint_eq(kinds[k], 1);
	ck_assert(span_eq(r.suites.v[0].name, SPAN("C DMC-1")));
	ck_assert(span_eq(r.cases.v[0].classname,
			  SPAN("SIT/DMC-1/S1/ESME")));
	ck_assert(span_eq(r.cases.v[0].name,
			  SPAN("4.3/cv1/ON_DEMAND/POSITIVE/x")));
	test_report_release(&r);
}
END_TEST

Suite *outcome_suite(void)
{
	Suite *s = suite_create("outcome");
	TCase *t = tcase_create("outcome");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, the_last_attempt_decides_whatever_the_order);
	tcase_add_test(t, a_row_of_all_attempts_says_what_was_first);
	tcase_add_test(t, the_newest_cycle_that_did_not_skip_counts);
	tcase_add_test(t, cycles_in_order_need_no_time);
	tcase_add_test(t, not_run_is_no_outcome);
	tcase_add_test(t, two_results_of_one_attempt_are_an_error);
	tcase_add_test(t, an_id_says_what_its_row_does_not);
	tcase_add_test(t, a_report_has_each_result_once);
	suite_add_tcase(s, t);
	return s;
}
