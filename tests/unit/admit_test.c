/* admit_test.c - cycles, attempts and the digest of what decided */
#include "engine/admit.h"

#include <check.h>

#include "rows_util.h"

Suite *admit_suite(void);

static struct release ppcl;
static struct results results;
static struct epcl_tables tables;
static struct epcl none;
static struct diag diag;
static struct admission got;

static void begin(void)
{
	struct release_row row = { .ppc_id = SPAN("DMC-1"),
		.smso = SPAN("A"), .wan_provider = SPAN("V") };

	ppcl = (struct release)RELEASE_INIT;
	results = (struct results)RESULTS_INIT;
	tables = (struct epcl_tables)EPCL_TABLES_INIT;
	none = (struct epcl)EPCL_INIT;
	diag = (struct diag)DIAG_INIT;
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++)
			row.device[d][p] = SPAN("1.2");
	}
	vec_push(&ppcl.rows, row);
	vec_push(&tables.services, ((struct service_row){
		SPAN("A"), SPAN("S"), SPAN("D") }));
	vec_push(&tables.criteria, ((struct criterion_row){
		.name = SPAN("c"), .ppc_id = SPAN("DMC-1"), .met = true }));
	vec_push(&tables.criteria, ((struct criterion_row){
		.name = SPAN("o"), .overall = true, .met = true }));
}

static void end(void)
{
	admission_release(&got);
	release_release(&ppcl);
	results_release(&results);
	epcl_tables_release(&tables);
	diag_release(&diag);
}

/* "kind,cycle,case,attempt,verdict,sent,firmware" */
static void result(const char *text)
{
	static const unsigned at[] = { RESULT_CYCLE_KIND, RESULT_CYCLE,
		RESULT_CASE_ID, RESULT_ATTEMPT, RESULT_VERDICT,
		RESULT_SENT_AT };
	struct span *cell = arena_zero(&results.arena, RESULT_COLUMNS,
				       sizeof(*cell));
	struct span rest = span_of(text), firmware = SPAN_EMPTY;
	struct result_row row = { .line = results.rows.n + 2, .cell = cell };

	for (unsigned i = 0; i < RESULT_COLUMNS; i++)
		cell[i] = SPAN_EMPTY;
	for (size_t i = 0; i < COUNT_OF(at); i++)
		span_cut(&rest, ',', &cell[at[i]]);
	span_cut(&rest, ',', &firmware);
	cell[RESULT_PPC_ID] = SPAN("DMC-1");
	for (unsigned d = 0; d < DEVICES; d++)
		cell[result_firmware((enum device)d)] = firmware;
	vec_push(&results.rows, row);
}

static void the_others(void)
{
	result("SIT_EOC,S,s1,1,PASS,2020-01-02,1.2");
	result("SYSTEM_REGRESSION,R,r1,1,PASS,2020-01-03,1.2");
}

/* How many are admitted. */
static uint64_t admitted(void)
{
	const struct admit_input in = {
		.ppcl = &ppcl, .results = &results, .tables = &tables,
		.previous = &none, .as_of = 20000, .diag = &diag,
		.files = { .ppcl = "p", .services = "s" },
	};

	admission_release(&got);
	admit_rows(&in, &got);
	return got.admitted;
}

START_TEST(the_last_attempt_of_a_case_decides)
{
	result("MT_EOC,M,m1,2,FAIL,2020-01-01,1.2");
	result("MT_EOC,M,m1,10,PASS,2020-01-01,1.2");
	the_others();
	ck_assert_uint_eq(admitted(), 1);
	result("MT_EOC,M,m1,11,ERROR,2020-01-01,1.2");
	ck_assert_uint_eq(admitted(), 0);
}
END_TEST

START_TEST(the_newest_cycle_that_counts_decides)
{
	result("MT_EOC,M1,m1,1,PASS,2020-01-01,1.2");
	result("MT_EOC,M2,m1,1,FAIL,2020-01-05,1.3");	/* other firmware */
	the_others();
	ck_assert_uint_eq(admitted(), 1);
	result("MT_EOC,M3,m1,1,FAIL,2020-01-06,1.2");
	ck_assert_uint_eq(admitted(), 0);
	result("MT_EOC,M4,m1,1,PASS,2020-01-07,1.2");
	ck_assert_uint_eq(admitted(), 1);
}
END_TEST

START_TEST(other_firmware_in_the_final_cycle_refuses)
{
	result("MT_EOC,M1,m1,1,PASS,2020-01-01,1.2");
	result("MT_EOC,M1,m2,1,PASS,2020-01-01,1.3");
	the_others();
	ck_assert_uint_eq(admitted(), 0);
	ck_assert_uint_eq(got.checks.v[3].numerator, 1);
	ck_assert_uint_eq(got.checks.v[3].denominator, 2);
}
END_TEST

START_TEST(a_case_left_failing_refuses)
{
	result("MT_EOC,M1,m1,1,PASS,2020-01-01,1.2");
	result("MT_EOC,M1,m2,1,FAIL,2020-01-01,1.2");
	result("MT_EOC,M2,m1,1,PASS,2020-01-02,1.2");
	the_others();
	ck_assert_uint_eq(admitted(), 0);
	result("MT_EOC,M2,m2,1,PASS,2020-01-02,1.2");
	ck_assert_uint_eq(admitted(), 1);
}
END_TEST

START_TEST(every_verdict_but_pass_refuses)
{
	static const char *const rows[] = {
		"MT_EOC,M,m1,1,FAIL,2020-01-01,1.2",
		"MT_EOC,M,m1,1,ERROR,2020-01-01,1.2",
		"MT_EOC,M,m1,1,LATE,2020-01-01,1.2",
		"MT_EOC,M,m1,1,BLOCKED,2020-01-01,1.2",
		"MT_EOC,M,m1,1,SKIP,2020-01-01,1.2",
		"MT_EOC,M,m1,1,NO_VERDICT,2020-01-01,1.2",
		"MT_EOC,M,m1,1,PASSED,2020-01-01,1.2",
		"MT_EOC,M,m1,1,,2020-01-01,1.2",
		"NORMAL,M,m1,1,PASS,2020-01-01,1.2",
		"MT_EOC,M,m1,1,PASS,2020-01-01,",
	};

	the_others();
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		result(rows[i]);
		ck_assert_msg(admitted() == 0, "%s", rows[i]);
		results.rows.n--;
	}
	result("MT_EOC,M,m1,1,PASS,2020-01-01,1.2");
	ck_assert_uint_eq(admitted(), 1);
}
END_TEST

/* The digest is of the decided rows, in whatever order they stand. */
START_TEST(the_digest_knows_no_order)
{
	char first[SHA256_TEXT] = "";

	seed_of("admit", 20260103);
	result("MT_EOC,M,m1,1,PASS,2020-01-01,1.2");
	result("MT_EOC,M,m2,1,PASS,2020-01-01,1.2");
	result("MT_EOC,M,m2,2,PASS,2020-01-01,1.2");
	result("NORMAL,N,n1,1,FAIL,2020-01-01,1.1");
	the_others();
	for (unsigned i = 0; i < 50; i++) {
		const uint32_t a = rng((uint32_t)results.rows.n);
		const uint32_t b = rng((uint32_t)results.rows.n);
		const struct result_row keep = results.rows.v[a];

		ck_assert_uint_eq(admitted(), 1);
		if (i == 0)
			memcpy(first, got.list.rows.v[0].evidence.p,
			       SHA256_TEXT - 1);
		ck_assert(span_eq(span_of(first),
				  got.list.rows.v[0].evidence));
		results.rows.v[a] = results.rows.v[b];
		results.rows.v[b] = keep;
	}
	result("MT_EOC,M,m3,1,PASS,2020-01-01,1.2");
	ck_assert_uint_eq(admitted(), 1);
	ck_assert(!span_eq(span_of(first), got.list.rows.v[0].evidence));
}
END_TEST

Suite *admit_suite(void)
{
	Suite *s = suite_create("admit");
	TCase *t = tcase_create("admit");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, the_last_attempt_of_a_case_decides);
	tcase_add_test(t, the_newest_cycle_that_counts_decides);
	tcase_add_test(t, other_firmware_in_the_final_cycle_refuses);
	tcase_add_test(t, a_case_left_failing_refuses);
	tcase_add_test(t, every_verdict_but_pass_refuses);
	tcase_add_test(t, the_digest_knows_no_order);
	suite_add_tcase(s, t);
	return s;
}
