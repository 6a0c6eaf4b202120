/* precedence_test.c - whose rows count where several report the same */
#include "engine/precedence.h"

#include <check.h>
#include <inttypes.h>

#include "rows_util.h"

Suite *precedence_suite(void);

static struct world w;
static struct buf said;

static void begin(void)
{
	world_begin(&w);
	said = (struct buf)BUF_INIT;
}

static void end(void)
{
	world_end(&w);
	buf_release(&said);
	file_end();
}

/* "C 5, R 3": the standing of each kind in order of arrival. */
static const char *standings(enum policy_reporters rule, uint32_t without)
{
	struct precedence p;

	precedence_init(&p, &w.estate, rule, without);
	buf_clear(&said);
	for (uint32_t k = 0; k < w.estate.kinds.n; k++)
		buf_addf(&said, "%s%c%" PRIu64, k ? " " : "",
			 "CSRL"[p.standing[k]],
			 estate_installations(&w.estate, k));
	buf_addf(&said, ", superseded %" PRIu64 ", replaced %" PRIu64,
		 p.superseded, p.replaced);
	precedence_release(&p);
	return said.p;
}

static void two_sides(void)
{
	world_row(&w, "supplier=SUP-A;smso=SMSO-1;count_active=10");
	world_row(&w, "supplier=SUP-A;smso=SMSO-2;count_active=20");
	world_row(&w, "supplier=SUP-B;smso=SMSO-1;count_active=30");
	world_row(&w, "reporter_role=SMSO;reporter=SMSO-1;supplier=SUP-A;"
		  "count_active=11");
	world_row(&w, "reporter_role=SMSO;reporter=SMSO-1;supplier=SUP-B;"
		  "count_active=31");
}

START_TEST(each_rule_of_the_reporters)
{
	two_sides();
	ck_assert_str_eq(standings(POLICY_SMSO_OVER_SUPPLIER,
				   PRECEDENCE_ALL),
			 "R10 C20 R30 C11 C31, superseded 0, replaced 40");
	ck_assert_str_eq(standings(POLICY_SUPPLIER, PRECEDENCE_ALL),
			 "C10 C20 C30 R11 R31, superseded 0, replaced 42");
	ck_assert_str_eq(standings(POLICY_SUM, PRECEDENCE_ALL),
			 "C10 C20 C30 C11 C31, superseded 0, replaced 0");
}
END_TEST

START_TEST(of_each_reporter_the_newest_counts)
{
	world_row(&w, "supplier=SUP-A;snapshot_date=2019-06-30;"
		  "count_active=1");
	world_row(&w, "supplier=SUP-A;snapshot_date=2019-08-30;"
		  "count_active=2");
	world_row(&w, "supplier=SUP-A;snapshot_date=;count_active=4");
	world_row(&w, "supplier=SUP-B;snapshot_date=2019-06-30;"
		  "count_active=8");
	world_row(&w, "supplier=SUP-C;snapshot_date=;count_active=16");
	/* the same name in the other role is another reporter */
	world_row(&w, "supplier=X;reporter=SUP-A;reporter_role=SMSO;"
		  "smso=SMSO-9;snapshot_date=2019-01-01;count_active=32");
	ck_assert_str_eq(standings(POLICY_SMSO_OVER_SUPPLIER,
				   PRECEDENCE_ALL),
			 "S1 C2 S4 C8 C16 C32, superseded 5, replaced 0");
}
END_TEST

/* An old return of an SMSO replaces nobody; a new one does. */
START_TEST(only_the_newest_of_an_smso_replaces)
{
	world_row(&w, "supplier=SUP-A;smso=SMSO-1;count_active=1");
	world_row(&w, "supplier=SUP-A;smso=SMSO-2;count_active=2");
	world_row(&w, "reporter_role=SMSO;reporter=S;smso=SMSO-1;"
		  "snapshot_date=2019-01-01;count_active=4");
	world_row(&w, "reporter_role=SMSO;reporter=S;smso=SMSO-2;"
		  "snapshot_date=2019-02-01;count_active=8");
	ck_assert_str_eq(standings(POLICY_SMSO_OVER_SUPPLIER,
				   PRECEDENCE_ALL),
			 "C1 R2 S4 C8, superseded 4, replaced 2");
}
END_TEST

START_TEST(blanks_have_a_meaning)
{
	struct precedence p;

	/* role blank: a supplier; reporter blank: the supplier, the SMSO */
	world_row(&w, "reporter_role=;supplier=SUP-A;reporter=;"
		  "smso=SMSO-1;count_active=1");
	world_row(&w, "reporter_role=SUPPLIER;supplier=;reporter=sup-a;"
		  "smso=SMSO-2;count_active=2");
	world_row(&w, "reporter_role=smso;supplier=SUP-A;reporter=;"
		  "smso=SMSO-3;count_active=4");
	world_row(&w, "reporter_role=smso;supplier=SUP-A;reporter=smso-3;"
		  "smso=SMSO-4;count_active=8");
	world_finish(&w);
	precedence_init(&p, &w.estate, POLICY_SMSO_OVER_SUPPLIER,
			PRECEDENCE_ALL);
	ck_assert_uint_eq(p.reporters.n, 2);
	ck_assert(!p.reporters.v[0].is_smso);
	ck_assert_uint_eq(p.reporters.v[0].installations, 3);
	ck_assert(p.reporters.v[1].is_smso);
	ck_assert_uint_eq(p.reporters.v[1].installations, 12);
	ck_assert(span_eq(names_print(w.names, p.reporters.v[1].name),
			  SPAN("smso-3")));
	precedence_release(&p);
}
END_TEST

START_TEST(reporters_in_order_of_role_and_name)
{
	static const char *const rows[] = {
		"reporter_role=SMSO;smso=B", "supplier=z", "supplier=Y",
		"reporter_role=SMSO;smso=A", "supplier=X",
	};
	static const char *const names[] = { "X", "Y", "z", "A", "B" };
	struct precedence p;

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		world_row(&w, rows[i]);
	world_finish(&w);
	precedence_init(&p, &w.estate, POLICY_SUM, PRECEDENCE_ALL);
	ck_assert_uint_eq(p.reporters.n, COUNT_OF(names));
	for (size_t i = 0; i < COUNT_OF(names); i++)
		ck_assert(span_eq(names_print(w.names,
					      p.reporters.v[i].name),
				  span_of(names[i])));
	precedence_release(&p);
}
END_TEST

START_TEST(without_a_reporter)
{
	two_sides();
	/* in order: SUP-A, SUP-B, SMSO-1 */
	ck_assert_str_eq(standings(POLICY_SMSO_OVER_SUPPLIER, 0),
			 "L10 L20 R30 C11 C31, superseded 0, replaced 30");
	ck_assert_str_eq(standings(POLICY_SMSO_OVER_SUPPLIER, 2),
			 "C10 C20 C30 L11 L31, superseded 0, replaced 0");
}
END_TEST

START_TEST(refused_rows_report_nothing)
{
	const struct check_count count = { true, false, 5, 0 };

	world_row(&w, "supplier=SUP-A;snapshot_date=2019-01-01;"
		  "count_active=1");
	estate_take_back(&w.estate, world_row(&w, "supplier=SUP-A;"
			 "snapshot_date=2019-09-01;count_active=5"), &count);
	estate_take_back(&w.estate, world_row(&w, "reporter_role=SMSO;"
			 "count_active=5"), &count);
	ck_assert_str_eq(standings(POLICY_SMSO_OVER_SUPPLIER,
				   PRECEDENCE_ALL),
			 "C1 C0 C0, superseded 0, replaced 0");
}
END_TEST

START_TEST(totals_by_reporter)
{
	struct precedence p;

	two_sides();
	world_row(&w, "supplier=SUP-A;snapshot_date=2019-01-01;"
		  "count_active=7");
	precedence_init(&p, &w.estate, POLICY_SMSO_OVER_SUPPLIER,
			PRECEDENCE_ALL);
	ck_assert_uint_eq(p.reporters.v[0].installations, 30);
	ck_assert_uint_eq(p.reporters.v[0].superseded, 7);
	ck_assert_uint_eq(p.reporters.v[0].replaced, 10);
	ck_assert_uint_eq(p.reporters.v[1].replaced, 30);
	ck_assert_uint_eq(p.reporters.v[2].installations, 42);
	ck_assert_uint_eq(p.reporters.v[2].replaced, 0);
	precedence_release(&p);
}
END_TEST

START_TEST(an_empty_estate_has_no_reporters)
{
	struct precedence p;

	world_finish(&w);
	precedence_init(&p, &w.estate, POLICY_SUM, PRECEDENCE_ALL);
	ck_assert_uint_eq(p.reporters.n, 0);
	precedence_release(&p);
}
END_TEST

Suite *precedence_suite(void)
{
	Suite *s = suite_create("precedence");
	TCase *t = tcase_create("precedence");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, each_rule_of_the_reporters);
	tcase_add_test(t, of_each_reporter_the_newest_counts);
	tcase_add_test(t, only_the_newest_of_an_smso_replaces);
	tcase_add_test(t, blanks_have_a_meaning);
	tcase_add_test(t, reporters_in_order_of_role_and_name);
	tcase_add_test(t, without_a_reporter);
	tcase_add_test(t, refused_rows_report_nothing);
	tcase_add_test(t, totals_by_reporter);
	tcase_add_test(t, an_empty_estate_has_no_reporters);
	suite_add_tcase(s, t);
	return s;
}
