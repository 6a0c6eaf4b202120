/* plan_input_test.c - matches, rules as known, periods, classes, splitting */
#include <check.h>

#include "engine/plan_assign.h"
#include "engine/plan_cancel.h"
#include "engine/plan_rules.h"
#include "model/codes.h"
#include "rows_util.h"

Suite *plan_input_suite(void);

static int32_t day(const char *text)
{
	int32_t d;

	ck_assert(date_parse(span_of(text), &d));
	return d;
}

static void is_day(int32_t d, const char *text)
{
	char is[DATE_TEXT];

	ck_assert_str_eq(date_text(d, is), text);
}

/* ---- matches ----------------------------------------------------------- */

static const struct {
	const char *text;
	uint32_t n;			/* parts; 9: refused */
	bool column;			/* refused for its column */
} matches[] = {
	{ "", 0, false },
	{ "  ", 0, false },
	{ "smso=SMSO-1", 1, false },
	{ " smso = SMSO-1 ; status=DORMANT;", 2, false },
	{ "SMSO=x;Fuel=DF;esme_model=E470 (MK1)", 3, false },
	{ "party=a;channel=b", 2, false },
	{ "ppc_id=1;s1sp=2;dco=3;requesting_party=4", 4, false },
	{ "smso", 9, false },
	{ "smso=", 9, false },
	{ "=x", 9, true },
	{ "smso=a;;", 9, false },
	{ "smso=a;channel=b", 9, false },
	{ "smsso=a", 9, true },
	{ "installation_id=a", 9, true },
};

START_TEST(matches_are_read)
{
	struct arena a = ARENA_INIT;
	struct plan_match_why why;
	struct plan_match m;
	const bool ok = plan_match_parse(span_of(matches[_i].text), &a, &m,
					 &why);

	ck_assert_msg(ok == (matches[_i].n != 9), "'%s'", matches[_i].text);
	if (ok)
		ck_assert_uint_eq(m.n, matches[_i].n);
	else
		ck_assert(why.column == matches[_i].column);
	arena_release(&a);
}
END_TEST

START_TEST(matches_hold_by_canonical_form)
{
	struct plan_words w = PLAN_WORDS_INIT;
	struct arena a = ARENA_INIT;
	struct plan_match_why why;
	uint32_t ids[PLAN_COL_COUNT];
	struct plan_match m;
	struct plan_test t;

	for (unsigned i = 0; i < PLAN_COL_COUNT; i++)
		ids[i] = PLAN_WORD_BLANK;
	ids[RFI_ESME_MODEL] = plan_word(&w, SPAN("E470  (mk1)"));
	ck_assert(plan_match_parse(SPAN("esme_model=E470(MK1)"), &a, &m,
				   &why));
	t = plan_test_make(&w, &m, &a);
	ck_assert(plan_test_holds(&t, ids));
	ids[RFI_ESME_MODEL] = PLAN_WORD_BLANK;
	ck_assert(!plan_test_holds(&t, ids));
	plan_words_release(&w);
	arena_release(&a);
}
END_TEST

/* ---- days and rules ---------------------------------------------------- */

START_TEST(months_end_where_they_are_shorter)
{
	is_day(plan_months_later(day("2021-03-15"), 12), "2022-03-15");
	is_day(plan_months_later(day("2020-02-29"), 12), "2021-02-28");
	is_day(plan_months_later(day("2021-10-31"), 1), "2021-11-30");
	is_day(plan_months_later(day("2021-12-31"), 2), "2022-02-28");
	is_day(plan_months_later(day("2021-12-01"), 1), "2022-01-01");
	is_day(plan_months_later(day("2021-01-31"), 0), "2021-01-31");
}
END_TEST

START_TEST(plans_begin_on_a_monday)
{
	is_day(plan_monday(day("2021-08-31")), "2021-09-06");
	is_day(plan_monday(day("2021-09-06")), "2021-09-06");
	is_day(plan_monday(day("2021-09-05")), "2021-09-06");
	is_day(plan_monday(day("1969-12-30")), "1970-01-05");
}
END_TEST

START_TEST(the_last_period_ends_with_the_plan)
{
	struct plan_period p[64];
	const int32_t start = day("2021-09-06");

	ck_assert_uint_eq(plan_periods_make(start, start + 17, false, p), 3);
	ck_assert_int_eq(p[2].start, start + 14);
	ck_assert_int_eq(p[2].end, start + 17);
	ck_assert_uint_eq(plan_periods_make(start, start + 35, true, p), 29);
	ck_assert_int_eq(p[27].end, start + 28);
	ck_assert_int_eq(p[28].end, start + 35);
	ck_assert_uint_eq(plan_periods_make(start, start + 3, true, p), 3);
}
END_TEST

static void rule(struct plan_tables *t, enum plan_rule which,
		 const char *effective, const char *known, const char *value)
{
	struct plan_policy p = { .file = "p.csv", .column = "value",
		.rule = which, .text = span_of(value),
		.effective_from = effective ? day(effective) : DATE_NONE,
		.known_on = known ? day(known) : DATE_NONE };

	if (!date_parse(p.text, &p.day)) {
		p.relative = which <= PLAN_RULE_TMAD;
		p.number = (uint64_t)(value[0] - '0');
	}
	p.line = t->policy.n + 2;
	vec_push(&t->policy, p);
}

START_TEST(rules_are_those_known_on_the_day)
{
	static const struct {
		const char *known_on, *start, *latest;
		uint64_t attempts;
	} cases[] = {
		{ "2019-01-01", "2019-01-07", "2020-12-31", 5 },
		{ "2021-08-01", "2021-08-02", "2022-12-31", 5 },
		{ "2021-11-01", "2021-11-01", "2022-12-31", 6 },
		{ "2022-08-01", "2022-08-01", "2023-12-31", 6 },
	};
	struct diag d = DIAG_INIT;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct plan_policy *which;
		struct plan_tables t;
		struct plan_rules r;

		plan_tables_init(&t);
		rule(&t, PLAN_RULE_ENROL, NULL, "2018-10-05", "2020-12-31");
		rule(&t, PLAN_RULE_ENROL, NULL, "2022-07-15", "2023-12-31");
		rule(&t, PLAN_RULE_ENROL, NULL, "2020-11-15", "2022-12-31");
		rule(&t, PLAN_RULE_ATTEMPTS, "2021-10-12", "2021-08-26",
		     "6");
		plan_rules_make(&t, day(cases[i].known_on),
				day(cases[i].start), false, &d, &r);
		ck_assert_uint_eq(r.number[PLAN_RULE_ATTEMPTS],
				  cases[i].attempts);
		is_day(plan_rules_latest(&r, DATE_NONE, &which),
		       cases[i].latest);
		plan_tables_release(&t);
	}
	ck_assert_uint_eq(d.count[DIAG_ERROR], 0);
	diag_release(&d);
}
END_TEST

START_TEST(passed_deadlines_are_found)
{
	struct diag d = DIAG_INIT;
	const struct plan_policy *which;
	struct plan_tables t;
	struct plan_rules r;

	plan_tables_init(&t);
	rule(&t, PLAN_RULE_REPLACE, NULL, NULL, "2020-12-31");
	plan_rules_make(&t, day("2021-09-01"), day("2021-09-06"), false, &d,
			&r);
	ck_assert_uint_eq(d.count[DIAG_ERROR], 1);
	plan_rules_make(&t, day("2021-09-01"), day("2021-09-06"), true, &d,
			&r);
	ck_assert_uint_eq(d.count[DIAG_ERROR], 1);
	ck_assert_uint_eq(d.count[DIAG_WARNING], 1);
	ck_assert_int_eq(plan_rules_latest(&r, 0, &which), DATE_NONE);
	plan_tables_release(&t);
	diag_release(&d);
}
END_TEST

/* ---- classes ----------------------------------------------------------- */

struct estate_world {
	struct plan_tables t;
	struct plan_rules rules;
	struct tally tally;
	struct plan_period period[200];
	struct plan_classes c;
	struct diag d;
};

static void row(struct estate_world *w, const char *supplier, const char *fuel,
		uint64_t active, uint64_t dormant)
{
	struct span *key = arena_zero(&w->tally.arena, 2, sizeof(*key));

	key[0] = span_of(supplier);
	key[1] = span_of(fuel);
	vec_push(&w->tally.rows, ((struct tally_row){ IN_SCOPE, key, active,
		dormant, active + dormant, 0 }));
}

static void begin(struct estate_world *w)
{
	struct plan_eligibility e = { .line = 2, .from = day("2021-01-01"),
		.to = DATE_NONE, .fw_ready_from = DATE_NONE };

	memset(w, 0, sizeof(*w));
	w->tally = (struct tally)TALLY_INIT;
	w->d = (struct diag)DIAG_INIT;
	plan_tables_init(&w->t);
	vec_push(&w->t.eligibility, e);
	vec_push(&w->tally.columns, RFI_SUPPLIER);
	vec_push(&w->tally.columns, RFI_FUEL_TYPE);
}

static void exclude(struct estate_world *w, const char *match, const char *code,
		    uint64_t hundredths)
{
	struct plan_exclusion x = { .code = span_of(code),
		.percent = hundredths, .from = DATE_NONE };
	struct plan_match_why why;

	ck_assert(plan_match_parse(span_of(match), &w->t.arena, &x.match,
				   &why));
	vec_push(&w->t.exclusions, x);
}

static void classify(struct estate_world *w)
{
	const int32_t start = day("2021-09-06");
	const uint32_t n = plan_periods_make(start, start + 70, false,
					     w->period);
	const struct plan_classes_input in = {
		.tally = &w->tally, .tables = &w->t, .rules = &w->rules,
		.period = w->period, .periods = n, .start = start,
		.known_on = start, .sound = true, .diag = &w->d,
	};

	plan_rules_make(&w->t, start, start, false, &w->d, &w->rules);
	plan_classes_make(&in, &w->c);
}

static void end(struct estate_world *w)
{
	plan_classes_release(&w->c);
	plan_tables_release(&w->t);
	tally_release(&w->tally);
	diag_release(&w->d);
}

START_TEST(shares_lose_nothing_over_many_rows)
{
	struct estate_world w;

	begin(&w);
	for (int i = 0; i < 100; i++)
		row(&w, "SUP-A", i % 2 ? "DF" : "SE", 3, 1);
	exclude(&w, "supplier=sup-a", "a", 1000);	/* a tenth */
	classify(&w);
	ck_assert_uint_eq(w.c.installations, 400);
	ck_assert_uint_eq(w.c.never, 40);
	ck_assert_uint_eq(w.c.planned, 360);
	ck_assert_uint_eq(w.c.n, 4);
	ck_assert_uint_eq(w.d.count[DIAG_WARNING], 0);
	end(&w);
}
END_TEST

START_TEST(gt01_splits_the_meters)
{
	struct estate_world w;

	begin(&w);
	row(&w, "SUP-A", "DF", 10, 0);
	row(&w, "SUP-A", "SG", 10, 0);
	row(&w, "SUP-A", "SE", 10, 0);
	exclude(&w, "", "GT01", 5000);
	classify(&w);
	ck_assert_uint_eq(w.c.installations, 30);
	ck_assert_uint_eq(w.c.planned, 25);
	ck_assert_uint_eq(w.c.never, 5);		/* gas only */
	ck_assert_uint_eq(w.c.residue.v[0].meters, 10);
	ck_assert_uint_eq(w.c.n, 4);
	end(&w);
}
END_TEST

START_TEST(names_of_classes_stay)
{
	struct estate_world a, b;

	begin(&a);
	row(&a, "SUP-A", "DF", 10, 0);
	row(&a, "SUP-B", "DF", 10, 0);
	classify(&a);
	begin(&b);
	row(&b, "SUP-B", "DF", 7, 0);
	classify(&b);
	ck_assert(span_eq(a.c.list[1].label[PLAN_CLASS],
			  b.c.list[0].label[PLAN_CLASS]));
	end(&a);
	end(&b);
}
END_TEST

/* ---- splitting back ---------------------------------------------------- */

static void plan_row(struct plan *plan, uint32_t k, uint32_t t,
		     uint64_t attempts)
{
	vec_push(&plan->rows, ((struct plan_row){ k, t, PLAN_MIGRATE, 0,
						  attempts }));
}

START_TEST(quotas_hold_when_ids_are_the_same)
{
	struct plan_problem p = { 0 };
	struct plan_assign a;
	struct plan plan;
	uint64_t in[10] = { 0 };
	uint32_t left = 0;
	struct estate_world w;

	begin(&w);
	row(&w, "SUP-A", "SE", 1000, 0);
	classify(&w);
	plan_init(&plan);
	plan_row(&plan, 0, 2, 100);
	plan_row(&plan, 0, 3, 7);
	plan_row(&plan, 0, 9, 500);
	p.periods = 10;
	plan_assign_init(&a, &p, &plan, &w.c);
	/* few ids, so that every quota ends in the middle of one */
	for (unsigned i = 0; i < 1000; i++)
		plan_assign_add(&a, 0, false, plan_hash(
			span_make("abcdefg", 1 + i % 7)));
	plan_assign_cut(&a);
	for (unsigned i = 0; i < 1000; i++) {
		struct plan_found f;

		plan_assign_find(&a, 0, false, plan_hash(
			span_make("abcdefg", 1 + i % 7)), &f);
		ck_assert_uint_eq(f.class_index, 0);
		if (f.period[PLAN_MIGRATE] == PLAN_NONE)
			left++;
		else
			in[f.period[PLAN_MIGRATE]]++;
	}
	ck_assert_uint_eq(in[2], 100);
	ck_assert_uint_eq(in[3], 7);
	ck_assert_uint_eq(in[9], 500);
	ck_assert_uint_eq(left, 393);
	plan_assign_release(&a);
	plan_release(&plan);
	end(&w);
}
END_TEST

START_TEST(ranks_are_those_of_the_hashes)
{
	struct plan_problem p = { .periods = 10 };
	struct plan_assign a;
	struct plan plan;
	uint64_t most = 0, least = UINT64_MAX;
	struct estate_world w;

	begin(&w);
	row(&w, "SUP-A", "SE", 5000, 0);
	classify(&w);
	plan_init(&plan);
	plan_row(&plan, 0, 0, 2500);
	plan_assign_init(&a, &p, &plan, &w.c);
	for (unsigned pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < 5000; i++) {
			const uint64_t h = plan_hash(span_make(
				(const char *)&i, sizeof(i)));
			struct plan_found f;

			if (pass == 0) {
				plan_assign_add(&a, 0, false, h);
				continue;
			}
			plan_assign_find(&a, 0, false, h, &f);
			if (f.period[PLAN_MIGRATE] == 0)
				most = h > most ? h : most;
			else
				least = h < least ? h : least;
		}
		if (pass == 0)
			plan_assign_cut(&a);
	}
	ck_assert(most < least);
	ck_assert_uint_eq(plan_assign_rank(&a, 0, least), 2500);
	plan_assign_release(&a);
	plan_release(&plan);
	end(&w);
}
END_TEST

/* ---- schedules to cancel ------------------------------------------------ */

static const struct {
	uint32_t setter;		/* of the schedule */
	uint32_t met[2];		/* suppliers it is met with; 0: not */
	bool replaced;
	const char *ends_on;		/* the plan begins on 2021-09-06 */
	enum plan_cancel_why why;
} cancels[] = {
	{ 7, { 0, 0 }, false, "", PLAN_CANCEL_GONE },
	{ 7, { 0, 0 }, false, "2021-09-05", PLAN_KEEP },
	{ 7, { 0, 0 }, false, "2021-09-06", PLAN_CANCEL_GONE },
	{ 7, { 7, 0 }, false, "", PLAN_KEEP },
	{ 7, { 8, 0 }, false, "", PLAN_CANCEL_CHURNED },
	{ 7, { 8, 7 }, false, "", PLAN_KEEP },
	{ 7, { 8, 9 }, false, "", PLAN_CANCEL_CHURNED },
	{ 7, { 8, PLAN_ANY_SUPPLIER }, false, "", PLAN_KEEP },
	{ PLAN_ANY_SUPPLIER, { 8, 0 }, false, "", PLAN_KEEP },
	{ 7, { 7, 0 }, true, "", PLAN_CANCEL_REPLACED },
	{ 7, { 8, 0 }, true, "", PLAN_CANCEL_REPLACED },
};

/* Two schedules at one installation, and a third that nobody asks of. */
START_TEST(schedules_are_cancelled_or_kept)
{
	struct plan_schedules s;
	struct plan_cancel c;
	struct plan_schedule row = {
		.installation_id = SPAN(" I-1 "), .ends_on = DATE_NONE,
	};

	plan_schedules_init(&s);
	if (cancels[_i].ends_on[0])
		row.ends_on = day(cancels[_i].ends_on);
	vec_push(&s.rows, row);
	row.ends_on = DATE_NONE;
	vec_push(&s.rows, row);
	row.installation_id = SPAN("I-2");
	vec_push(&s.rows, row);
	plan_cancel_init(&c, &s, day("2021-09-06"));
	c.supplier[0] = cancels[_i].setter;
	ck_assert(plan_cancel_asks(&c, SPAN("I-1")));
	ck_assert(!plan_cancel_asks(&c, SPAN("I-3")));
	ck_assert(!plan_cancel_asks(&c, SPAN_EMPTY));
	for (unsigned m = 0; m < 2 && cancels[_i].met[m]; m++)
		plan_cancel_meet(&c, SPAN("I-1"), cancels[_i].met[m],
				 cancels[_i].replaced);
	ck_assert_int_eq(plan_cancel_why(&c, 0), cancels[_i].why);
	ck_assert_int_eq(plan_cancel_why(&c, 1),
			 !cancels[_i].met[0] ? PLAN_CANCEL_GONE :
			 cancels[_i].replaced ? PLAN_CANCEL_REPLACED :
			 PLAN_KEEP);
	ck_assert_int_eq(plan_cancel_why(&c, 2), PLAN_CANCEL_GONE);
	plan_cancel_release(&c);
	plan_schedules_release(&s);
}
END_TEST

Suite *plan_input_suite(void)
{
	Suite *s = suite_create("plan_input");
	TCase *c = tcase_create("all");

	tcase_add_loop_test(c, matches_are_read, 0,
			    sizeof(matches) / sizeof(matches[0]));
	tcase_add_test(c, matches_hold_by_canonical_form);
	tcase_add_test(c, months_end_where_they_are_shorter);
	tcase_add_test(c, plans_begin_on_a_monday);
	tcase_add_test(c, the_last_period_ends_with_the_plan);
	tcase_add_test(c, rules_are_those_known_on_the_day);
	tcase_add_test(c, passed_deadlines_are_found);
	tcase_add_test(c, shares_lose_nothing_over_many_rows);
	tcase_add_test(c, gt01_splits_the_meters);
	tcase_add_test(c, names_of_classes_stay);
	tcase_add_test(c, quotas_hold_when_ids_are_the_same);
	tcase_add_test(c, ranks_are_those_of_the_hashes);
	tcase_add_loop_test(c, schedules_are_cancelled_or_kept, 0,
			    sizeof(cancels) / sizeof(cancels[0]));
	suite_add_tcase(s, c);
	return s;
}
