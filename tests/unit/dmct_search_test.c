/* dmct_search_test.c - the order of tests against trying every choice */
#include "engine/dmct_search.h"

#include <check.h>
#include <stdlib.h>

#include "rows_util.h"

Suite *dmct_search_suite(void);

enum { UNITS_MAX = 12, ITEMS_MAX = 16 };

/* Masks of items by unit; what a unit shows has what it lacks. */
struct toy {
	uint32_t units, items;
	uint32_t lacks[UNITS_MAX], shows[UNITS_MAX];
	uint64_t weight[UNITS_MAX];
	uint32_t forced[UNITS_MAX], forced_count;
	uint64_t top;
};

static struct search_plan plan;

static size_t unfold(const uint32_t *masks, uint32_t units, size_t *at,
		     uint32_t *list)
{
	size_t n = 0;

	for (uint32_t u = 0; u < units; u++) {
		at[u] = n;
		for (uint32_t i = 0; i < ITEMS_MAX; i++) {
			if (masks[u] >> i & 1)
				list[n++] = i;
		}
	}
	at[units] = n;
	return n;
}

static void solve(const struct toy *t, uint64_t work_limit)
{
	size_t lacks_at[UNITS_MAX + 1], shows_at[UNITS_MAX + 1];
	uint32_t lacks[UNITS_MAX * ITEMS_MAX], shows[UNITS_MAX * ITEMS_MAX];
	struct search_problem p = {
		.units = t->units, .weight = t->weight, .items = t->items,
		.lacks_at = lacks_at, .lacks = lacks,
		.shows_at = shows_at, .shows = shows,
		.forced = t->forced, .forced_count = t->forced_count,
		.top = t->top, .work_limit = work_limit,
	};

	unfold(t->lacks, t->units, lacks_at, lacks);
	unfold(t->shows, t->units, shows_at, shows);
	search_plan(&p, &plan);
}

static uint64_t unlocked(const struct toy *t, uint32_t tests)
{
	uint32_t shown = 0;
	uint64_t sum = 0;

	for (uint32_t u = 0; u < t->units; u++)
		shown |= tests >> u & 1 ? t->shows[u] : 0;
	for (uint32_t u = 0; u < t->units; u++) {
		if ((t->lacks[u] & ~shown) == 0)
			sum += t->weight[u];
	}
	return sum;
}

/* Of all choices of at most k tests with the forced ones. */
static uint64_t best(const struct toy *t, uint32_t k)
{
	uint32_t forced = 0;
	uint64_t most = 0;

	for (uint32_t i = 0; i < t->forced_count; i++)
		forced |= UINT32_C(1) << t->forced[i];
	for (uint32_t m = 0; m < UINT32_C(1) << t->units; m++) {
		const uint64_t sum = unlocked(t, m);

		if ((m & forced) == forced && sum > most &&
		    (uint32_t)__builtin_popcount(m) <= k)
			most = sum;
	}
	return most;
}

/* What a plan says of itself must be so. */
static void check_plan(const struct toy *t)
{
	uint32_t tests = 0;
	uint64_t before = unlocked(t, 0);

	ck_assert_uint_eq(plan.start, before);
	for (size_t i = 0; i < plan.steps.n; i++) {
		const struct search_step *s = &plan.steps.v[i];
		const uint64_t most = i + 1 < t->forced_count ? 0 :
				      best(t, (uint32_t)i + 1);

		ck_assert(!(tests >> s->test & 1));
		tests |= UINT32_C(1) << s->test;
		ck_assert_uint_eq(s->total, unlocked(t, tests));
		ck_assert_uint_eq(s->gain, s->total - before);
		ck_assert_uint_ge(s->bound, s->total);
		ck_assert_uint_ge(s->bound, most);
		before = s->total;
	}
	for (uint32_t u = 0; u < t->units; u++) {
		uint32_t by = 0, first = 0;

		for (size_t i = 0; i < plan.steps.n && !first; i++) {
			by |= t->shows[plan.steps.v[i].test];
			if (t->lacks[u] && (t->lacks[u] & ~by) == 0)
				first = (uint32_t)i + 1;
		}
		ck_assert_uint_eq(plan.by[u], first);
	}
	ck_assert_uint_eq(before, unlocked(t, UINT32_MAX));
}

static void random_toy(struct toy *t)
{
	*t = (struct toy){ .units = 1 + rng(UNITS_MAX - 2),
			   .items = 3 + rng(ITEMS_MAX - 3) };
	for (uint32_t u = 0; u < t->units; u++) {
		for (uint32_t i = 0; i < 1 + rng(5); i++)
			t->shows[u] |= UINT32_C(1) << rng(t->items);
		t->lacks[u] = t->shows[u] & (rng(4) ? UINT32_MAX :
					     rng(1u << t->items));
		t->weight[u] = rng(50);
	}
	for (uint32_t u = 0; u < t->units && t->forced_count < 2; u++) {
		if (rng(5) == 0)
			t->forced[t->forced_count++] = u;
	}
}

START_TEST(random_against_every_choice)
{
	const unsigned n = rounds(400, 10000);

	seed_of("dmct_search", 20260101);
	for (unsigned i = 0; i < n; i++) {
		struct toy t;

		random_toy(&t);
		t.top = rng(t.units + 2);
		solve(&t, 0);
		check_plan(&t);
		ck_assert(plan.proved);
		if (t.top > t.forced_count && plan.exact > t.forced_count)
			ck_assert_uint_eq(
				plan.steps.v[plan.exact - 1].total,
				best(&t, (uint32_t)t.top));
		search_plan_release(&plan);
	}
}
END_TEST

/* Unit 0 is worth 10. Of the others each lacks two of three items, so that
 * any two of them unlock all three: 18. */
static const struct toy trap = {
	.units = 4, .items = 4,
	.lacks = { 8, 1 | 2, 2 | 4, 1 | 4 },
	.shows = { 8, 1 | 2, 2 | 4, 1 | 4 },
	.weight = { 10, 6, 6, 6 },
};

START_TEST(greedy_falls_into_the_trap)
{
	solve(&trap, 0);
	ck_assert_uint_eq(plan.exact, 0);
	ck_assert_uint_eq(plan.steps.v[0].test, 0);
	ck_assert_uint_eq(plan.steps.v[1].total, 16);
	ck_assert_uint_ge(plan.steps.v[1].bound, 18);
	ck_assert_uint_eq(plan.steps.n, 3);
	search_plan_release(&plan);
}
END_TEST

START_TEST(the_search_does_not)
{
	struct toy t = trap;

	t.top = 2;
	solve(&t, 0);
	ck_assert_uint_eq(plan.steps.v[0].test, 1);
	ck_assert_uint_eq(plan.steps.v[0].bound, 10);	/* unit 0 would do */
	ck_assert_uint_eq(plan.steps.v[1].test, 2);
	ck_assert_uint_eq(plan.steps.v[1].gain, 12);
	ck_assert_uint_eq(plan.steps.v[1].bound, 18);
	ck_assert_uint_eq(plan.by[3], 2);
	search_plan_release(&plan);
}
END_TEST

START_TEST(forced_come_first)
{
	struct toy t = trap;

	t.forced[0] = 2;
	t.forced_count = 1;
	solve(&t, 0);
	ck_assert_uint_eq(plan.steps.v[0].test, 2);
	ck_assert_uint_eq(plan.steps.v[1].test, 1);
	ck_assert_uint_eq(plan.steps.v[1].gain, 12);
	search_plan_release(&plan);
}
END_TEST

/* Stopped at once, it still has a plan and a bound that holds. */
START_TEST(a_stopped_search_says_how_far_off)
{
	const unsigned n = rounds(200, 5000);
	unsigned stopped = 0;

	seed_of("dmct_search_stopped", 20260102);
	for (unsigned i = 0; i < n; i++) {
		struct toy t;

		random_toy(&t);
		t.top = 3;
		solve(&t, 1);
		check_plan(&t);
		stopped += !plan.proved;
		search_plan_release(&plan);
	}
	ck_assert_uint_gt(stopped, 0);
}
END_TEST

START_TEST(nothing_to_order)
{
	struct toy t = { .units = 0 };

	solve(&t, 0);
	ck_assert_uint_eq(plan.steps.n, 0);
	search_plan_release(&plan);
	t = (struct toy){ .units = 1, .items = 1, .weight = { 5 } };
	solve(&t, 0);
	ck_assert_uint_eq(plan.start, 5);
	ck_assert_uint_eq(plan.steps.n, 0);
	search_plan_release(&plan);
}
END_TEST

Suite *dmct_search_suite(void)
{
	Suite *s = suite_create("dmct_search");
	TCase *t = tcase_create("dmct_search");

	tcase_add_test(t, random_against_every_choice);
	tcase_add_test(t, greedy_falls_into_the_trap);
	tcase_add_test(t, the_search_does_not);
	tcase_add_test(t, forced_come_first);
	tcase_add_test(t, a_stopped_search_says_how_far_off);
	tcase_add_test(t, nothing_to_order);
	suite_add_tcase(s, t);
	return s;
}
