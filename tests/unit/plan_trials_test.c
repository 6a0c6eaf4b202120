/* Trials and emergencies of plans that are small enough to know. */
#include <check.h>

#include "engine/plan_emergency.h"
#include "engine/plan_make.h"
#include "engine/plan_trials.h"

Suite *plan_trials_suite(void);

enum { PERIODS = 6, CLASSES = 2 };

static struct plan_period period[PERIODS];
static struct plan_odds_cell cell[2][2 * PERIODS];
static struct plan_odds odds[2];
static struct plan_class class_list[CLASSES];
static struct plan_node node[2];
static uint64_t capacity[2][PERIODS];
static const uint32_t both[] = { 0, 1 };
static struct plan_problem problem;

/* Two classes of weeks: one is sure, one succeeds as `ppm` says, twice. */
static void setup_with(uint32_t ppm, uint64_t cap)
{
	for (uint32_t t = 0; t < PERIODS; t++) {
		period[t] = (struct plan_period){ 7 * (int32_t)t,
						  7 * (int32_t)t + 7 };
		capacity[0][t] = capacity[1][t] = cap;
		for (uint32_t j = 0; j < 2; j++) {
			cell[0][j * PERIODS + t] = (struct plan_odds_cell){
				PLAN_PPM, PLAN_PPM, 7 };
			cell[1][j * PERIODS + t] = (struct plan_odds_cell){
				ppm, PLAN_PPM, 7 };
		}
	}
	for (uint32_t k = 0; k < CLASSES; k++) {
		odds[k] = (struct plan_odds){ 2, cell[k] };
		class_list[k] = (struct plan_class){ .count = 100,
			.meters = 1, .weight = 1, .last = PERIODS - 1,
			.odds = &odds[k] };
	}
	node[0] = (struct plan_node){ .name = SPAN("all"),
		.step = PLAN_MIGRATE, .capacity = capacity[0],
		.classes = both, .class_count = 2, .parent = PLAN_NONE };
	node[1] = node[0];
	node[1].name = SPAN("firmware");
	node[1].step = PLAN_FIRMWARE;
	node[1].capacity = capacity[1];
	problem = (struct plan_problem){ .period = period,
		.periods = PERIODS, .class_list = class_list,
		.classes = CLASSES, .node = node, .nodes = 2,
		.goals = PLAN_GOAL_BIT(PLAN_LEFT) |
			 PLAN_GOAL_BIT(PLAN_WAITING) };
}

START_TEST(what_is_sure_is_sure)
{
	struct plan_trials t;
	struct plan plan;

	setup_with(PLAN_PPM, 50);
	plan_make(&problem, &plan);
	plan_trials_make(&problem, &plan, 50, 3, &t);
	ck_assert_uint_eq(t.of[2].planned, 200);
	ck_assert_uint_eq(t.of[2].done_p90, 200);
	ck_assert_uint_eq(t.of[2].p10, 3);
	ck_assert_uint_eq(t.of[2].p90, 3);
	ck_assert_uint_eq(t.of[2].finish, 3);
	ck_assert_uint_eq(t.of[2].open, 0);
	for (size_t i = 0; i < plan.rows.n; i++)
		ck_assert_uint_eq(t.row_p90[i], plan.rows.v[i].attempts);
	plan_trials_release(&t);
	plan_release(&plan);
}
END_TEST

/* Two attempts at 80 %: 96 of 100 are expected; the tenth percentile of that
 * binomial is 93 or 94. */
START_TEST(the_promise_is_less_than_the_plan)
{
	struct plan_trials t, again;
	struct plan plan;

	setup_with(800000, 100);
	plan_make(&problem, &plan);
	plan_trials_make(&problem, &plan, 2000, 3, &t);
	ck_assert_uint_eq(t.of[1].planned, 100);
	ck_assert_uint_eq(t.of[1].done_ppm, 96000000);
	ck_assert(t.of[1].done_p90 >= 92 && t.of[1].done_p90 <= 94);
	ck_assert_uint_eq(t.of[0].done_p90, 100);
	ck_assert(t.of[1].p10 <= t.of[1].p50 && t.of[1].p50 <= t.of[1].p90);
	for (size_t i = 0; i < plan.rows.n; i++)
		ck_assert(t.row_p90[i] <= plan.rows.v[i].attempts);
	plan_trials_make(&problem, &plan, 2000, 3, &again);
	for (uint32_t k = 0; k <= CLASSES; k++)
		ck_assert(t.of[k].done_p90 == again.of[k].done_p90 &&
			  t.of[k].p90 == again.of[k].p90);
	plan_trials_release(&again);
	plan_trials_release(&t);
	plan_release(&plan);
}
END_TEST

/* Nothing is free behind a plan that is full: what fails beyond it waits. */
START_TEST(a_full_plan_has_no_room_for_chance)
{
	struct plan_trials t;
	struct plan plan;

	setup_with(800000, 37);
	plan_make(&problem, &plan);
	for (uint32_t i = 0; i < PERIODS; i++)
		capacity[0][i] = 0;
	for (size_t i = 0; i < plan.rows.n; i++)
		capacity[0][plan.rows.v[i].period] += plan.rows.v[i].attempts;
	plan_trials_make(&problem, &plan, 500, 9, &t);
	ck_assert(t.of[1].open > 50 && t.of[1].open < 500);
	ck_assert_uint_eq(t.of[0].open, 0);
	plan_trials_release(&t);
	plan_release(&plan);
}
END_TEST

START_TEST(an_emergency_takes_what_is_left)
{
	struct plan_emergency e;
	struct plan plan;
	uint64_t used = 0;

	setup_with(PLAN_PPM, 1000);
	for (uint32_t t = 0; t < PERIODS; t++)
		capacity[1][t] = 45;
	class_list[0].firmware = true;
	plan_make(&problem, &plan);
	/* class 0 takes 45, 45, 10: 170 are left, 35 + 3 * 45 */
	plan_emergency_make(&problem, &plan, &both[1], 1, &e);
	ck_assert_uint_eq(e.installations, 100);
	ck_assert_uint_eq(e.left, 0);
	ck_assert_uint_eq(e.last, 4);
	ck_assert(e.proved);
	ck_assert_uint_eq(e.bottleneck, 1);
	for (size_t i = 0; i < e.plan.rows.n; i++) {
		const struct plan_row *r = &e.plan.rows.v[i];

		ck_assert(r->class_index == 1 && r->step == PLAN_FIRMWARE);
		ck_assert(r->period > 1);
		used += r->attempts;
	}
	ck_assert_uint_eq(used, 100);
	plan_emergency_release(&e);
	class_list[1].count = 171;
	plan_emergency_make(&problem, &plan, &both[1], 1, &e);
	ck_assert_uint_eq(e.last, PLAN_NONE);
	ck_assert_uint_eq(e.left, 1);
	plan_emergency_release(&e);
	node[1].class_count = 1;
	plan_emergency_make(&problem, &plan, &both[1], 1, &e);
	ck_assert_uint_eq(e.uncovered, 1);
	plan_emergency_release(&e);
	plan_release(&plan);
}
END_TEST

Suite *plan_trials_suite(void)
{
	Suite *s = suite_create("plan_trials");
	TCase *t = tcase_create("plan_trials");

	tcase_add_test(t, what_is_sure_is_sure);
	tcase_add_test(t, the_promise_is_less_than_the_plan);
	tcase_add_test(t, a_full_plan_has_no_room_for_chance);
	tcase_add_test(t, an_emergency_takes_what_is_left);
	suite_add_tcase(s, t);
	return s;
}
