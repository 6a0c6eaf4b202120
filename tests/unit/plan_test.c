/* plan_test.c - plans made and judged */
#include "engine/plan_make.h"

#include <check.h>
#include <stdlib.h>

#include "engine/plan_bound.h"
#include "engine/plan_check.h"
#include "engine/plan_value.h"
#include "plan_util.h"
#include "rows_util.h"

Suite *plan_suite(void);

#define GOALS_2	(PLAN_GOAL_BIT(PLAN_LEFT) | PLAN_GOAL_BIT(PLAN_WAITING))
#define GOALS_3	(GOALS_2 | PLAN_GOAL_BIT(PLAN_PEAK))
#define GOALS_4	(GOALS_3 | PLAN_GOAL_BIT(PLAN_CHANGES))

static void tell(void *data, const struct plan_wrong *wrong)
{
	bool *met = data;

	met[wrong->code] = true;
}

/* Was this code told, and the plan refused? */
static bool refused(const struct plan_problem *p, const struct plan *plan,
		    enum code code)
{
	bool met[CODES] = { false };
	struct plan_verdict v;

	return !plan_check(p, plan, tell, met, &v) && met[code];
}

static bool accepted(const struct plan_problem *p, const struct plan *plan)
{
	struct plan_verdict v;

	return plan_check(p, plan, NULL, NULL, &v) && v.feasible;
}

static void same_fixed(plan_fixed a, plan_fixed b)
{
	char x[PLAN_FIXED_TEXT], y[PLAN_FIXED_TEXT];

	ck_assert_str_eq(plan_fixed_text(a, 12, x), plan_fixed_text(b, 12, y));
}

START_TEST(texts_of_numbers)
{
	char t[PLAN_FIXED_TEXT];

	ck_assert_str_eq(plan_fixed_text(PLAN_ONE * 3 / 2, 2, t), "1.50");
	ck_assert_str_eq(plan_fixed_text(PLAN_ONE * 3 / 2, 0, t), "2");
	ck_assert_str_eq(plan_fixed_text(-PLAN_ONE / 4, 1, t), "-0.3");
	ck_assert_str_eq(plan_fixed_text(0, 0, t), "0");
	ck_assert_str_eq(plan_fixed_text(1, 12, t), "0.000000000001");
}
END_TEST

START_TEST(returns_by_the_calendar)
{
	struct plan_toy e;

	toy_begin(&e, 5, 1, 1);
	ck_assert_uint_eq(plan_returns(&e.p, 1, 0), 1);
	ck_assert_uint_eq(plan_returns(&e.p, 1, 1), 2);
	ck_assert_uint_eq(plan_returns(&e.p, 1, 7), 2);
	ck_assert_uint_eq(plan_returns(&e.p, 1, 8), 3);
	ck_assert_uint_eq(plan_returns(&e.p, 1, 999), 5);
	ck_assert_uint_eq(plan_delay(&e.p, 5), 35);
	toy_release(&e);
}
END_TEST

START_TEST(fast_odds_stand_for_all)
{
	struct plan_toy e;
	struct plan_odds fast;

	toy_begin(&e, 2, 1, 1);
	toy_class(&e, 0, 1, 0, 1);
	toy_odds(&e, 0, 3, 900000, 14);
	fast = plan_fast_odds(e.p.class_list[0].odds, 2, &e.arena);
	ck_assert_uint_eq(fast.attempts, 1);
	ck_assert_uint_eq(fast.cell[1].success_ppm, 999000);
	ck_assert_uint_eq(fast.cell[1].use_ppm, 1110000);
	toy_release(&e);
}
END_TEST

START_TEST(one_class_one_node)
{
	struct plan_toy e;
	struct plan plan;

	toy_begin(&e, 12, 1, 1);
	toy_class(&e, 0, 100, 1, 11);
	toy_node(&e, 0, "s", 30, 0, 0);
	plan_make(&e.p, &plan);
	ck_assert_uint_eq(plan.rows.n, 4);
	ck_assert_uint_eq(plan.rows.v[0].period, 1);
	ck_assert_uint_eq(plan.rows.v[0].attempts, 30);
	ck_assert_uint_eq(plan.rows.v[3].attempts, 10);
	same_fixed(plan.goal[PLAN_LEFT].value, 0);
	same_fixed(plan.goal[PLAN_WAITING].value,
		   PLAN_ONE * 7 * (30 + 60 + 90 + 40));
	same_fixed(plan.goal[PLAN_WAITING].gap, 0);
	ck_assert_uint_eq(plan.shortages.n, 0);
	ck_assert(accepted(&e.p, &plan));
	plan_release(&plan);
	toy_release(&e);
}
END_TEST

START_TEST(what_is_short_and_what_clears_it)
{
	struct plan_toy e;
	struct plan plan;

	toy_begin(&e, 12, 2, 2);
	toy_class(&e, 0, 100, 0, 11);
	toy_class(&e, 1, 50, 0, 11);
	toy_node(&e, 0, "narrow", 5, 0, 0);
	toy_node(&e, 1, "wide", 1000, 0, 1);
	plan_make(&e.p, &plan);
	ck_assert_uint_eq(plan.shortages.n, 1);
	ck_assert_uint_eq(plan.shortages.v[0].node, 0);
	ck_assert_uint_eq(plan.shortages.v[0].first, 0);
	ck_assert_uint_eq(plan.shortages.v[0].last, 11);
	ck_assert_uint_eq(plan.shortages.v[0].count, 40);
	ck_assert(plan_remedy(&e.p, &plan));
	ck_assert_uint_eq(plan.remedy.node, 0);
	ck_assert_uint_eq(plan.remedy.from, 0);
	ck_assert_uint_eq(plan.remedy.per_day, 1);	/* 40 in 84 days */
	ck_assert(accepted(&e.p, &plan));
	plan_release(&plan);
	toy_release(&e);
}
END_TEST

START_TEST(no_window_no_shortage)
{
	struct plan_toy e;
	struct plan plan;

	toy_begin(&e, 4, 1, 1);
	toy_class(&e, 0, 9, 3, 2);
	toy_node(&e, 0, "s", 30, 0, 0);
	plan_make(&e.p, &plan);
	ck_assert_uint_eq(plan.rows.n, 0);
	same_fixed(plan.never_total, PLAN_ONE * 9);
	same_fixed(plan.goal[PLAN_LEFT].gap, 0);
	ck_assert_uint_eq(plan.shortages.n, 0);
	ck_assert(accepted(&e.p, &plan));
	plan_release(&plan);
	toy_release(&e);
}
END_TEST

START_TEST(firmware_goes_before)
{
	struct plan_toy e;
	struct plan_class *c;
	struct plan plan;

	toy_begin(&e, 6, 1, 2);
	c = toy_class(&e, 0, 20, 0, 5);
	c->firmware = true;
	c->fw_first = 1;
	c->fw_lead_days = 14;
	toy_node(&e, 0, "s", 100, 0, 0);
	toy_node(&e, 1, "fw", 8, 0, 0)->step = PLAN_FIRMWARE;
	plan_make(&e.p, &plan);
	/* 8, 8, 4 from period 1; two weeks later they migrate */
	ck_assert_uint_eq(plan.rows.n, 6);
	ck_assert_int_eq(plan.rows.v[0].step, PLAN_FIRMWARE);
	ck_assert_uint_eq(plan.rows.v[0].period, 1);
	ck_assert_uint_eq(plan.rows.v[3].period, 3);
	ck_assert_uint_eq(plan.rows.v[3].attempts, 8);
	ck_assert_uint_eq(plan.rows.v[5].attempts, 4);
	ck_assert(accepted(&e.p, &plan));
	plan.rows.v[3].period = 2;
	ck_assert(refused(&e.p, &plan, PLAN053));
	plan_release(&plan);
	toy_release(&e);
}
END_TEST

START_TEST(failures_come_back_and_use_capacity)
{
	struct plan_toy e;
	struct plan plan;

	toy_begin(&e, 6, 1, 1);
	toy_class(&e, 0, 101, 0, 5);
	toy_odds(&e, 0, 2, 800000, 14);
	toy_node(&e, 0, "s", 101, 0, 0);
	plan_make(&e.p, &plan);
	ck_assert_uint_eq(plan.rows.n, 2);
	ck_assert_uint_eq(plan.rows.v[1].attempt, 1);
	ck_assert_uint_eq(plan.rows.v[1].period, 2);
	ck_assert_uint_eq(plan.rows.v[1].attempts, 20);	/* floor of 20.2 */
	same_fixed(plan.left_total, PLAN_ONE * 42 / 10);	/* 101 - 96.8 */
	same_fixed(plan.never_total, PLAN_ONE * 404 / 100);
	ck_assert_uint_eq(plan.shortages.n, 0);
	ck_assert(accepted(&e.p, &plan));
	plan.rows.v[1].attempts++;
	ck_assert(refused(&e.p, &plan, PLAN054));
	plan.rows.v[1].attempts--;
	plan.rows.v[1].period--;
	ck_assert(refused(&e.p, &plan, PLAN054));
	plan_release(&plan);
	toy_release(&e);
}
END_TEST

START_TEST(a_milestone_goes_before_weight)
{
	struct plan_toy e;
	struct plan plan;
	const uint32_t light = 1;
	const struct plan_milestone m = {
		.name = SPAN("half"), .by = 1, .least = 10,
		.classes = &light, .class_count = 1,
	};

	toy_begin(&e, 4, 2, 1);
	toy_class(&e, 0, 20, 0, 3)->weight = 9;
	toy_class(&e, 1, 20, 0, 3);
	toy_node(&e, 0, "s", 10, 0, 1);
	e.p.milestone = &m;
	e.p.milestones = 1;
	plan_make(&e.p, &plan);
	ck_assert_uint_eq(plan.milestone_short[0], 0);
	ck_assert_uint_eq(plan.rows.v[0].class_index, 0);
	same_fixed(plan.goal[PLAN_WAITING].value,
		   PLAN_ONE * (10 * 9 * 14 + 10 * 7 + 10 * 21));
	same_fixed(plan.goal[PLAN_WAITING].gap, 0);
	ck_assert(accepted(&e.p, &plan));
	plan_release(&plan);
	toy_release(&e);
}
END_TEST

START_TEST(a_milestone_out_of_reach_is_missed_by_the_least)
{
	struct plan_toy e;
	struct plan plan;
	const uint32_t all = 0;
	const struct plan_milestone m = {
		.name = SPAN("all"), .by = 1, .least = 50,
		.classes = &all, .class_count = 1,
	};

	toy_begin(&e, 4, 1, 1);
	toy_class(&e, 0, 60, 0, 3);
	toy_node(&e, 0, "s", 10, 0, 0);
	e.p.milestone = &m;
	e.p.milestones = 1;
	plan_make(&e.p, &plan);
	ck_assert_uint_eq(plan.milestone_short[0], 30);
	same_fixed(plan.left_total, PLAN_ONE * 20);
	same_fixed(plan.goal[PLAN_LEFT].value, PLAN_ONE * (20 + 30 * 1000));
	same_fixed(plan.goal[PLAN_LEFT].gap, 0);
	ck_assert(accepted(&e.p, &plan));
	plan_release(&plan);
	toy_release(&e);
}
END_TEST

START_TEST(slack_buys_a_lower_peak)
{
	struct plan_toy e;
	struct plan tight, loose;

	toy_begin(&e, 10, 1, 1);
	toy_class(&e, 0, 100, 0, 9);
	toy_node(&e, 0, "s", 50, 0, 0);
	e.p.goals = GOALS_3;
	plan_make(&e.p, &tight);
	same_fixed(tight.goal[PLAN_PEAK].value, (PLAN_ONE * 50 + 6) / 7);
	ck_assert(accepted(&e.p, &tight));
	e.p.slack_ppm[PLAN_WAITING] = 10 * PLAN_PPM;
	plan_make(&e.p, &loose);
	ck_assert(loose.goal[PLAN_PEAK].value < tight.goal[PLAN_PEAK].value);
	same_fixed(loose.left_total, 0);
	ck_assert(accepted(&e.p, &loose));
	plan_release(&tight);
	plan_release(&loose);
	toy_release(&e);
}
END_TEST

START_TEST(a_new_plan_stays_near_the_old)
{
	struct plan_toy e;
	struct plan old, new;

	toy_begin(&e, 6, 2, 1);
	toy_class(&e, 0, 20, 0, 5);
	toy_class(&e, 1, 20, 0, 5);
	toy_node(&e, 0, "s", 10, 0, 1);
	plan_make(&e.p, &old);
	e.p.previous = old.rows.v;
	e.p.previous_rows = old.rows.n;
	e.p.has_previous = true;
	e.p.replan = true;
	e.p.goals = GOALS_4;
	((struct plan_class *)(uintptr_t)&e.p.class_list[1])->weight = 7;
	plan_make(&e.p, &new);
	same_fixed(new.goal[PLAN_CHANGES].value, 0);
	ck_assert(accepted(&e.p, &new));
	plan_release(&new);
	e.p.replan = false;
	plan_make(&e.p, &new);
	ck_assert(new.goal[PLAN_CHANGES].value > 0);
	plan_release(&new);
	e.p.frozen = 2;
	plan_make(&e.p, &new);
	ck_assert(accepted(&e.p, &new));
	for (size_t i = 0; i < new.rows.n; i++) {
		if (new.rows.v[i].class_index == 1)
			ck_assert_uint_ge(new.rows.v[i].period, 2);
	}
	plan_release(&new);
	plan_release(&old);
	toy_release(&e);
}
END_TEST

/* ---- what a check refuses ----------------------------------------------- */

struct tight {
	struct plan_toy e;
	struct plan plan;
};

/* Short of capacity everywhere, so that every price counts. */
static void tight_begin(struct tight *t)
{
	toy_begin(&t->e, 4, 2, 2);
	toy_class(&t->e, 0, 30, 0, 3);
	toy_class(&t->e, 1, 40, 0, 3)->weight = 2;
	toy_node(&t->e, 0, "a", 5, 0, 0);
	toy_node(&t->e, 1, "b", 9, 1, 1);
	plan_make(&t->e.p, &t->plan);
	ck_assert(accepted(&t->e.p, &t->plan));
	same_fixed(t->plan.goal[PLAN_LEFT].gap, 0);
	same_fixed(t->plan.goal[PLAN_WAITING].gap, 0);
}

static void tight_end(struct tight *t)
{
	plan_release(&t->plan);
	toy_release(&t->e);
}

START_TEST(one_over_a_cap)
{
	struct tight t;

	tight_begin(&t);
	t.plan.rows.v[0].attempts++;
	ck_assert(refused(&t.e.p, &t.plan, PLAN050));
	tight_end(&t);
}
END_TEST

START_TEST(one_lost)
{
	struct tight t;

	tight_begin(&t);
	t.plan.rows.v[0].attempts--;
	ck_assert(refused(&t.e.p, &t.plan, PLAN060));
	tight_end(&t);
}
END_TEST

START_TEST(one_too_many_of_a_class)
{
	struct tight t;

	tight_begin(&t);
	((struct plan_class *)(uintptr_t)&t.e.p.class_list[0])->count = 19;
	ck_assert(refused(&t.e.p, &t.plan, PLAN051));
	tight_end(&t);
}
END_TEST

START_TEST(rows_that_cannot_be)
{
	struct tight t;

	tight_begin(&t);
	((struct plan_class *)(uintptr_t)&t.e.p.class_list[0])->first = 1;
	ck_assert(refused(&t.e.p, &t.plan, PLAN052));
	t.plan.rows.v[0].class_index = 2;
	ck_assert(refused(&t.e.p, &t.plan, PLAN056));
	t.plan.rows.v[0].class_index = 0;
	t.plan.rows.v[0].attempt = 1;
	ck_assert(refused(&t.e.p, &t.plan, PLAN056));
	t.plan.rows.v[0] = t.plan.rows.v[1];
	ck_assert(refused(&t.e.p, &t.plan, PLAN057));
	t.plan.rows.v[0].attempts = UINT64_MAX;
	ck_assert(refused(&t.e.p, &t.plan, PLAN061));
	tight_end(&t);
}
END_TEST

START_TEST(prices_that_cannot_be)
{
	struct tight t;

	tight_begin(&t);
	t.plan.prices.v[0].micro = -1;
	ck_assert(refused(&t.e.p, &t.plan, PLAN058));
	t.plan.prices.v[0].micro = 1;
	t.plan.prices.v[0].at = 2;
	ck_assert(refused(&t.e.p, &t.plan, PLAN059));
	t.plan.prices.v[0] = t.plan.prices.v[1];
	ck_assert(refused(&t.e.p, &t.plan, PLAN059));
	tight_end(&t);
}
END_TEST

/* Each capacity here is full, and someone is left: without its price the
 * bound of goal 1 falls by the capacity. */
START_TEST(a_price_lowered)
{
	struct tight t;
	size_t tried = 0;

	tight_begin(&t);
	for (size_t i = 0; i < t.plan.prices.n; i++) {
		struct plan_price *price = &t.plan.prices.v[i];

		if (price->goal != PLAN_LEFT)
			continue;
		price->micro--;
		ck_assert(refused(&t.e.p, &t.plan, PLAN060));
		price->micro++;
		tried++;
	}
	ck_assert_uint_eq(tried, 8);
	ck_assert(accepted(&t.e.p, &t.plan));
	tight_end(&t);
}
END_TEST

START_TEST(a_gap_understated)
{
	struct tight t;

	tight_begin(&t);
	t.plan.prices.n = 0;
	t.plan.goal[PLAN_LEFT].gap = PLAN_ONE * 14 - 1;
	ck_assert(refused(&t.e.p, &t.plan, PLAN060));
	t.plan.goal[PLAN_LEFT].gap = PLAN_ONE * 1000;
	t.plan.goal[PLAN_WAITING].gap = PLAN_ONE * 10000;
	ck_assert(accepted(&t.e.p, &t.plan));
	tight_end(&t);
}
END_TEST

/* ---- random ------------------------------------------------------------- */

static struct plan_toy_size random_size(void)
{
	return (struct plan_toy_size){
		.classes = 1 + rng(20), .periods = 1 + rng(24),
		.suppliers = 1 + rng(4), .s1sps = 1 + rng(3),
		.most = rng(2) ? 30 : 5000,
		.tightness = 0.4 + (double)rng(100) / 60,
	};
}

static void draw(struct plan_toy *e, unsigned shape)
{
	const struct plan_toy_size size = random_size();
	const uint64_t seed = rng(UINT32_MAX);

	toy_random(e, seed, shape, &size);
	e->p.goals = rng(2) ? GOALS_2 : GOALS_3;
	for (int g = 0; g < PLAN_GOALS; g++) {
		if (rng(8) == 0)
			e->p.slack_ppm[g] = rng(200000);
	}
}

static void same_plan(const struct plan *a, const struct plan *b)
{
	ck_assert_uint_eq(a->rows.n, b->rows.n);
	for (size_t i = 0; i < a->rows.n; i++) {
		ck_assert_int_eq(plan_row_order(&a->rows.v[i], &b->rows.v[i]),
				 0);
		ck_assert_uint_eq(a->rows.v[i].attempts,
				  b->rows.v[i].attempts);
	}
	ck_assert_uint_eq(a->prices.n, b->prices.n);
	for (size_t i = 0; i < a->prices.n; i++)
		ck_assert_int_eq(a->prices.v[i].micro, b->prices.v[i].micro);
}

/* Its own plans are accepted, after a change of plans too; the same question
 * has the same answer. */
START_TEST(own_plans_are_accepted)
{
	const unsigned n = rounds(150, 2000);

	seed_of("plan", 20261122);
	for (unsigned i = 0; i < n; i++) {
		struct plan_toy e;
		struct plan plan, again;

		draw(&e, rng(ESTATE_ALL + 1));
		plan_make(&e.p, &plan);
		ck_assert(accepted(&e.p, &plan));
		plan_make(&e.p, &again);
		same_plan(&plan, &again);
		plan_release(&again);
		e.p.previous = plan.rows.v;
		e.p.previous_rows = plan.rows.n;
		e.p.has_previous = true;
		e.p.replan = rng(2);
		e.p.frozen = rng(3) ? 0 : rng(e.p.periods);
		e.p.goals = GOALS_4;
		((struct plan_class *)(uintptr_t)&e.p.class_list[0])->weight =
			20;
		plan_make(&e.p, &again);
		ck_assert(accepted(&e.p, &again));
		plan_release(&again);
		plan_release(&plan);
		toy_release(&e);
	}
}
END_TEST

/* The tree without failures is a network: whole by itself, no gap. */
START_TEST(trees_have_no_gap)
{
	const unsigned n = rounds(100, 1000);

	seed_of("plan trees", 11);
	for (unsigned i = 0; i < n; i++) {
		const struct plan_toy_size size = random_size();
		struct plan_toy e;
		struct plan plan;

		toy_random(&e, rng(UINT32_MAX), rng(2) ? ESTATE_DAYS : 0,
			      &size);
		plan_make(&e.p, &plan);
		same_fixed(plan.goal[PLAN_LEFT].gap, 0);
		same_fixed(plan.goal[PLAN_WAITING].gap, 0);
		plan_release(&plan);
		toy_release(&e);
	}
}
END_TEST

static void random_prices(const struct plan_problem *p, struct plan *plan,
			  enum plan_goal goal)
{
	plan->prices.n = 0;
	for (uint32_t n = 0; n < p->nodes; n++) {
		for (uint32_t t = 0; t < p->periods; t++) {
			if (rng(2) && p->node[n].capacity[t] != PLAN_UNLIMITED)
				vec_push(&plan->prices, ((struct plan_price){
					goal, PLAN_ROW_CAPACITY, n, t,
					p->node[n].step,
					rng(goal == PLAN_LEFT ? 2000000 :
					    900000000) }));
		}
	}
	for (uint32_t m = 0; m < p->milestones; m++)
		vec_push(&plan->prices, ((struct plan_price){
			goal, PLAN_ROW_MILESTONE, m, PLAN_NONE, PLAN_MIGRATE,
			rng(2000000000) }));
	for (uint32_t t = 0; goal == PLAN_PEAK && t < p->periods; t++)
		vec_push(&plan->prices, ((struct plan_price){
			goal, PLAN_ROW_PEAK, PLAN_NONE, t, PLAN_MIGRATE,
			rng(300000) }));
	for (uint32_t g = 0; g < (uint32_t)goal; g++)
		vec_push(&plan->prices, ((struct plan_price){
			goal, PLAN_ROW_FREEZE, g, PLAN_NONE, PLAN_MIGRATE,
			rng(goal == PLAN_WAITING ? 500000000 : 1000) }));
}

START_TEST(no_price_proves_too_much)
{
	const unsigned n = rounds(150, 2000);

	seed_of("plan prices", 3);
	for (unsigned i = 0; i < n; i++) {
		struct plan_toy e;
		struct plan plan;
		plan_fixed value[PLAN_GOALS], bound;

		draw(&e, rng(ESTATE_ALL + 1));
		e.p.goals = GOALS_3;
		plan_make(&e.p, &plan);
		for (int g = 0; g < PLAN_GOALS; g++)
			value[g] = plan.goal[g].value;
		for (int g = 0; g < PLAN_CHANGES; g++) {
			random_prices(&e.p, &plan, (enum plan_goal)g);
			ck_assert(plan_bound(&e.p, plan.prices.v,
					     plan.prices.n, (enum plan_goal)g,
					     value, &bound));
			ck_assert(bound <= value[g]);
		}
		plan_release(&plan);
		toy_release(&e);
	}
}
END_TEST

/* ---- every plan there is ------------------------------------------------ */

struct every {
	const struct plan_problem *p;
	struct plan_row cell[8];
	size_t cells;
	plan_fixed left, waiting;	/* the best; left < 0: none yet */
};

static void try_one(struct every *every)
{
	struct plan plan;
	struct plan_verdict v;

	plan_init(&plan);
	for (size_t i = 0; i < every->cells; i++) {
		if (every->cell[i].attempts)
			vec_push(&plan.rows, every->cell[i]);
	}
	plan_check(every->p, &plan, NULL, NULL, &v);
	if (v.feasible && (every->left < 0 ||
			   v.goal[PLAN_LEFT].value < every->left ||
			   (v.goal[PLAN_LEFT].value == every->left &&
			    v.goal[PLAN_WAITING].value < every->waiting))) {
		every->left = v.goal[PLAN_LEFT].value;
		every->waiting = v.goal[PLAN_WAITING].value;
	}
	plan_release(&plan);
}

static void try_all(struct every *every, size_t at)
{
	struct plan_row *r = &every->cell[at];

	if (at == every->cells) {
		try_one(every);
		return;
	}
	for (uint64_t n = 0;
	     n <= every->p->class_list[r->class_index].count; n++) {
		r->attempts = n;
		try_all(every, at + 1);
	}
	r->attempts = 0;
}

static void every_init(struct every *every, const struct plan_problem *p)
{
	*every = (struct every){ .p = p, .left = -1 };
	for (uint32_t k = 0; k < p->classes; k++) {
		const struct plan_class *c = &p->class_list[k];

		for (uint32_t t = 0; c->firmware && t < p->periods; t++)
			every->cell[every->cells++] = (struct plan_row){
				k, t, PLAN_FIRMWARE, 0, 0 };
		for (uint32_t j = 0; j < c->odds->attempts; j++) {
			for (uint32_t t = 0; t < p->periods; t++)
				every->cell[every->cells++] =
					(struct plan_row){ k, t, PLAN_MIGRATE,
							   j, 0 };
		}
	}
}

static size_t cells_of(const struct plan_problem *p)
{
	size_t n = 0;

	for (uint32_t k = 0; k < p->classes; k++)
		n += p->periods * (p->class_list[k].odds->attempts +
				   p->class_list[k].firmware);
	return n;
}

START_TEST(against_every_plan_there_is)
{
	const unsigned n = rounds(60, 400);
	unsigned best = 0, done = 0;

	seed_of("plan brute", 5);
	while (done < n) {
		const unsigned shape = rng(ESTATE_ALL + 1);
		const struct plan_toy_size size = {
			.classes = 1 + rng(2), .periods = 1 + rng(3),
			.suppliers = 2, .s1sps = 1 + rng(2), .most = 3,
			.tightness = 0.5 + (double)rng(100) / 50,
		};
		struct plan_toy e;
		struct every every;
		struct plan plan;

		toy_random(&e, rng(UINT32_MAX), shape, &size);
		if (cells_of(&e.p) <= 6) {
			every_init(&every, &e.p);
			try_all(&every, 0);
			plan_make(&e.p, &plan);
			ck_assert(plan.goal[PLAN_LEFT].bound <= every.left);
			ck_assert(plan.goal[PLAN_LEFT].value >= every.left);
			if (plan.goal[PLAN_LEFT].value == every.left) {
				ck_assert(plan.goal[PLAN_WAITING].bound <=
					  every.waiting);
				ck_assert(plan.goal[PLAN_WAITING].value >=
					  every.waiting);
				best += plan.goal[PLAN_WAITING].value ==
					every.waiting;
			}
			done++;
			plan_release(&plan);
		}
		toy_release(&e);
	}
	/* rounding may lose; if it loses often, it is broken */
	ck_assert_uint_ge(best * 10, done * 9);
}
END_TEST

static void by_hand(TCase *t)
{
	tcase_add_test(t, texts_of_numbers);
	tcase_add_test(t, returns_by_the_calendar);
	tcase_add_test(t, fast_odds_stand_for_all);
	tcase_add_test(t, one_class_one_node);
	tcase_add_test(t, what_is_short_and_what_clears_it);
	tcase_add_test(t, no_window_no_shortage);
	tcase_add_test(t, firmware_goes_before);
	tcase_add_test(t, failures_come_back_and_use_capacity);
	tcase_add_test(t, a_milestone_goes_before_weight);
	tcase_add_test(t, a_milestone_out_of_reach_is_missed_by_the_least);
	tcase_add_test(t, slack_buys_a_lower_peak);
	tcase_add_test(t, a_new_plan_stays_near_the_old);
}

static void judged(TCase *t)
{
	tcase_add_test(t, one_over_a_cap);
	tcase_add_test(t, one_lost);
	tcase_add_test(t, one_too_many_of_a_class);
	tcase_add_test(t, rows_that_cannot_be);
	tcase_add_test(t, prices_that_cannot_be);
	tcase_add_test(t, a_price_lowered);
	tcase_add_test(t, a_gap_understated);
}

Suite *plan_suite(void)
{
	Suite *s = suite_create("plan");
	TCase *hand = tcase_create("by hand"), *judge = tcase_create("judged");
	TCase *random = tcase_create("random");

	suite_add_tcase(s, hand);
	suite_add_tcase(s, judge);
	suite_add_tcase(s, random);
	by_hand(hand);
	judged(judge);
	tcase_set_timeout(random, 1200);
	tcase_add_test(random, own_plans_are_accepted);
	tcase_add_test(random, trees_have_no_gap);
	tcase_add_test(random, no_price_proves_too_much);
	tcase_add_test(random, against_every_plan_there_is);
	return s;
}
