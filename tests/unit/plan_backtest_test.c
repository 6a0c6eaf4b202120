/* Forecasts and paces, to the day. */
#include <check.h>

#include "base/date.h"
#include "engine/plan_backtest.h"

Suite *plan_backtest_suite(void);

static struct plan_series series;
static struct diag diag;

static int32_t day(const char *text)
{
	int32_t d = DATE_NONE;

	ck_assert(date_parse(span_of(text), &d));
	return d;
}

static void put(const char *date, const char *metric, uint64_t value,
		const char *unit)
{
	vec_push(&series.rows, ((struct plan_series_row){
		.line = series.rows.n + 2, .date = day(date),
		.metric = span_of(metric), .unit = span_of(unit),
		.value = value }));
}

static void setup(void)
{
	plan_series_init(&series);
	diag = (struct diag)DIAG_INIT;
	put("2020-12-31", "smets1_installed_gb", 15700000, "meters");
	put("2021-08-31", "smets1_connected_stock", 5559406, "meters");
	put("2021-08-31", "smets1_connected_stock", 5600000, "meters");
	put("2021-08-31", "smets1_migrated_in_month", 687000, "meters");
	put("2023-05-05", "smets1_remaining_to_migrate", 4000000, "meters");
	put("2024-08-15", "smets1_population_to_migrate", 15000000,
	    "meters");
}

static void teardown(void)
{
	plan_series_release(&series);
	diag_release(&diag);
}

static struct plan_backtest_input input(const char *as_of)
{
	return (struct plan_backtest_input){ .series = &series,
		.as_of = day(as_of), .diag = &diag };
}

static bool made(const struct plan_backtest_input *in,
		 struct plan_backtest *b)
{
	plan_backtest_init(b);
	return plan_backtest_make(in, b);
}

START_TEST(november_and_october)
{
	struct plan_backtest_input in = input("2021-08-31");
	struct plan_backtest b;

	ck_assert(made(&in, &b));
	ck_assert_uint_eq(b.remaining, 10140594);
	ck_assert(span_eq(b.months, SPAN("14.8")));
	ck_assert_int_eq(b.finish, day("2022-11-23"));
	ck_assert(b.failed);
	plan_backtest_release(&b);
	in.has_population = true;
	in.population = 15000000;
	ck_assert(made(&in, &b));
	ck_assert(span_eq(b.months, SPAN("13.7")));
	ck_assert_int_eq(b.finish, day("2022-10-23"));
	plan_backtest_release(&b);
}
END_TEST

/* What is dated later changes no number of the forecast. */
START_TEST(the_future_is_not_known)
{
	const struct plan_backtest_input in = input("2021-08-31");
	struct plan_backtest a, b;

	ck_assert(made(&in, &a));
	put("2021-09-01", "smets1_connected_stock", 1, "meters");
	put("2021-09-01", "smets1_migrated_in_month", 1, "meters");
	put("2021-09-01", "smets1_population_to_migrate", 1, "meters");
	put("2021-09-01", "smets1_maybe_impossible_to_migrate", 1, "meters");
	ck_assert(made(&in, &b));
	ck_assert_int_eq(a.finish, b.finish);
	ck_assert_uint_eq(a.remaining, b.remaining);
	for (size_t i = 0; i < b.facts.n; i++) {
		if (b.facts.v[i].date > in.as_of &&
		    !span_eq(b.facts.v[i].item, SPAN("finish")))
			ck_assert(b.facts.v[i].standing == PLAN_HINDSIGHT);
	}
	plan_backtest_release(&a);
	plan_backtest_release(&b);
}
END_TEST

START_TEST(gross_and_net_are_two_columns)
{
	const struct plan_backtest_input in = input("2021-08-31");
	struct plan_backtest b;
	unsigned net = 0, gross = 0;

	put("2021-03-11", "smets1_migrated_cumulative", 3700000, "meters");
	ck_assert(made(&in, &b));
	for (size_t i = 0; i < b.facts.n; i++) {
		ck_assert(!b.facts.v[i].has_net || !b.facts.v[i].has_gross);
		net += b.facts.v[i].has_net;
		gross += b.facts.v[i].has_gross;
	}
	ck_assert(net == 1 && gross == 1);
	ck_assert_uint_eq(b.remaining, 10140594);
	plan_backtest_release(&b);
}
END_TEST

START_TEST(units_do_not_mix)
{
	struct plan_backtest_input in = input("2021-08-31");
	struct plan_backtest b;

	put("2021-08-31", "smets1_connected_stock", 4000000,
	    "installations");
	ck_assert(!made(&in, &b));
	ck_assert_uint_eq(diag.count[DIAG_ERROR], 1);
	plan_backtest_release(&b);
	in.has_unit = in.meters = true;
	ck_assert(made(&in, &b));
	ck_assert_uint_eq(b.remaining, 10140594);
	plan_backtest_release(&b);
	in.meters = false;
	ck_assert(!made(&in, &b));	/* nothing says how many there are */
	plan_backtest_release(&b);
}
END_TEST

START_TEST(a_residue_is_taken_off)
{
	struct plan_backtest_input in = input("2021-08-31");
	struct plan_backtest b;

	in.has_residue = true;
	in.residue = 500000;
	ck_assert(made(&in, &b));
	ck_assert_uint_eq(b.remaining, 9640594);
	plan_backtest_release(&b);
	in.residue = 20000000;
	ck_assert(made(&in, &b));
	ck_assert_uint_eq(b.remaining, 0);
	ck_assert_int_eq(b.finish, day("2021-08-31"));
	plan_backtest_release(&b);
}
END_TEST

/* Without a month's figure, two points make the pace. */
START_TEST(a_pace_from_two_points)
{
	struct plan_backtest_input in = input("2021-07-31");
	struct plan_backtest b;

	ck_assert(!made(&in, &b));
	ck_assert_uint_eq(diag.count[DIAG_ERROR], 2);
	plan_backtest_release(&b);
	put("2021-06-01", "smets1_connected_stock", 4000000, "meters");
	put("2021-07-01", "smets1_connected_stock", 4600000, "meters");
	ck_assert(made(&in, &b));
	ck_assert(span_eq(b.months, SPAN("18.2")));	/* 11.1 / 0.60875 */
	plan_backtest_release(&b);
}
END_TEST

START_TEST(paces)
{
	struct plan_pace p;

	ck_assert(plan_pace_parse(SPAN("687000/month"), &p));
	ck_assert_uint_eq(plan_pace_days(&p, 10000000), 452);
	ck_assert_uint_eq(plan_pace_weekend(&p, 10000000), 226);
	ck_assert(plan_pace_parse(SPAN("687000/2021-08"), &p));
	ck_assert_uint_eq(p.days, 31);
	ck_assert(plan_pace_parse(SPAN("100/2020-02"), &p));
	ck_assert_uint_eq(p.days, 29);
	ck_assert(plan_pace_parse(SPAN("5/Week"), &p));
	ck_assert_uint_eq(plan_pace_days(&p, 10), 14);
	ck_assert(plan_pace_parse(SPAN("3/day"), &p));
	ck_assert_uint_eq(plan_pace_days(&p, 10), 4);
	ck_assert_uint_eq(plan_pace_days(&p, 0), 0);
	ck_assert(!plan_pace_parse(SPAN("0/day"), &p));
	ck_assert(!plan_pace_parse(SPAN("687000"), &p));
	ck_assert(!plan_pace_parse(SPAN("687,000/month"), &p));
	ck_assert(!plan_pace_parse(SPAN("1/2021-13"), &p));
	ck_assert(!plan_pace_parse(SPAN("1/year"), &p));
	ck_assert(!plan_pace_parse(SPAN(""), &p));
}
END_TEST

Suite *plan_backtest_suite(void)
{
	Suite *s = suite_create("plan_backtest");
	TCase *t = tcase_create("plan_backtest");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, november_and_october);
	tcase_add_test(t, the_future_is_not_known);
	tcase_add_test(t, gross_and_net_are_two_columns);
	tcase_add_test(t, units_do_not_mix);
	tcase_add_test(t, a_residue_is_taken_off);
	tcase_add_test(t, a_pace_from_two_points);
	tcase_add_test(t, paces);
	suite_add_tcase(s, t);
	return s;
}
