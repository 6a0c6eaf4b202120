/* smooth_test.c - the flattest load against two independent methods
 *
 * Brute force tries every placing of tiny cases. The other places request by
 * request, each along the path to the lowest slot that it can reach by moving
 * others: exact, slow, and without levels or arcs. Both compare sorted loads,
 * which are one and the same for every least majorised plan.
 */
#include "engine/smooth.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *smooth_suite(void);

enum { SLOTS_MAX = 48, WINDOWS_MAX = 8 };

struct toy {
	uint32_t slots, windows;
	uint64_t base[SLOTS_MAX], limit[SLOTS_MAX];
	struct smooth_window window[WINDOWS_MAX];
	uint64_t unit;
};

static uint64_t state;

static uint32_t pick(uint32_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % n;
}

static void make_toy(struct toy *t, uint32_t slots, uint32_t windows,
		     uint32_t work, bool limited)
{
	t->slots = 2 + pick(slots - 1);
	t->windows = 1 + pick(windows);
	t->unit = 1 + pick(4);
	for (uint32_t i = 0; i < t->slots; i++) {
		t->base[i] = pick(3) ? pick(20) : 0;
		t->limit[i] = limited && pick(3) == 0 ? pick(30) :
						       SMOOTH_NO_LIMIT;
	}
	for (uint32_t w = 0; w < t->windows; w++) {
		t->window[w].from = pick(t->slots);
		t->window[w].slots = 1 + pick(t->slots);
		t->window[w].work = pick(work + 1);
	}
}

static void solve(const struct toy *t, struct smooth_plan *plan)
{
	const struct smooth_problem p = {
		.slots = t->slots, .base = t->base, .limit = t->limit,
		.unit = t->unit, .window = t->window, .windows = t->windows,
	};

	smooth_make(&p, plan);
}

static bool in_window(const struct toy *t, uint32_t w, uint32_t slot)
{
	return (slot + t->slots - t->window[w].from) % t->slots <
	       t->window[w].slots;
}

static uint64_t room(const struct toy *t, uint32_t slot)
{
	return t->limit[slot] < t->base[slot] ? 0 :
	       (t->limit[slot] - t->base[slot]) / t->unit;
}

static int falling(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? 1 : x > y ? -1 : 0;
}

static void sort_loads(uint64_t *load, uint32_t n)
{
	qsort(load, n, sizeof(*load), falling);
}

/* Every request is in its window, no slot over its limit, nothing lost. */
static void check_plan(const struct toy *t, const struct smooth_plan *plan)
{
	for (uint32_t w = 0; w < t->windows; w++) {
		uint64_t sum = plan->left[w];

		for (uint32_t s = 0; s < t->slots; s++) {
			sum += smooth_at(plan, w, s);
			if (!in_window(t, w, s))
				ck_assert_uint_eq(smooth_at(plan, w, s), 0);
		}
		ck_assert_uint_eq(sum, t->window[w].work);
	}
	for (uint32_t s = 0; s < t->slots; s++) {
		uint64_t n = 0;

		for (uint32_t w = 0; w < t->windows; w++)
			n += smooth_at(plan, w, s);
		ck_assert_uint_eq(plan->load[s], t->base[s] + n * t->unit);
		ck_assert(n <= room(t, s));
	}
}

/* ---- request by request -------------------------------------------------- */

struct other {
	uint64_t in[WINDOWS_MAX][SLOTS_MAX];
	uint64_t used[SLOTS_MAX];
	uint64_t left;
};

static bool add_one(const struct toy *t, struct other *o, uint32_t window)
{
	int from[SLOTS_MAX], by[SLOTS_MAX], best = -1;
	uint32_t queue[SLOTS_MAX], head = 0, tail = 0;

	for (uint32_t s = 0; s < t->slots; s++) {
		from[s] = -2;
		if (in_window(t, window, s)) {
			from[s] = -1;
			by[s] = (int)window;
			queue[tail++] = s;
		}
	}
	for (; head < tail; head++) {
		const uint32_t s = queue[head];

		if (o->used[s] < room(t, s) &&
		    (best < 0 || t->base[s] + o->used[s] * t->unit <
		     t->base[best] + o->used[best] * t->unit))
			best = (int)s;
		for (uint32_t w = 0; w < t->windows; w++) {
			for (uint32_t k = 0; o->in[w][s] && k < t->slots;
			     k++) {
				if (from[k] != -2 || !in_window(t, w, k))
					continue;
				from[k] = (int)s;
				by[k] = (int)w;
				queue[tail++] = k;
			}
		}
	}
	if (best < 0)
		return false;
	o->used[best]++;
	for (int s = best; ; s = from[s]) {
		o->in[by[s]][s]++;
		if (from[s] < 0)
			return true;
		o->in[by[s]][from[s]]--;
	}
}

static void solve_other(const struct toy *t, struct other *o,
			uint64_t *load)
{
	memset(o, 0, sizeof(*o));
	for (uint32_t w = 0; w < t->windows; w++) {
		for (uint64_t n = 0; n < t->window[w].work; n++)
			o->left += !add_one(t, o, w);
	}
	for (uint32_t s = 0; s < t->slots; s++)
		load[s] = t->base[s] + o->used[s] * t->unit;
}

/* The first arc is as high as the highest slot that has work, to a request. */
static void check_peak(const struct toy *t, const struct smooth_plan *plan)
{
	uint64_t peak = 0;

	if (plan->left_total || plan->arcs.n == 0)
		return;
	for (uint32_t s = 0; s < t->slots; s++) {
		if (plan->load[s] > t->base[s] && plan->load[s] > peak)
			peak = plan->load[s];
	}
	ck_assert(plan->arcs.v[0].level <= peak);
	ck_assert(peak < plan->arcs.v[0].level + t->unit);
}

static void compare(const struct toy *t)
{
	struct smooth_plan plan;
	struct other o;
	uint64_t load[SLOTS_MAX];

	solve(t, &plan);
	check_plan(t, &plan);
	solve_other(t, &o, load);
	ck_assert_uint_eq(plan.left_total, o.left);
	check_peak(t, &plan);
	/* which requests are left out is a choice; the load is then not one */
	if (o.left == 0) {
		sort_loads(load, t->slots);
		sort_loads(plan.load, t->slots);
		ck_assert_mem_eq(load, plan.load,
				 t->slots * sizeof(*load));
	}
	smooth_plan_release(&plan);
}

START_TEST(random_cases)
{
	for (int i = 0; i < 1000; i++) {
		struct toy t;

		state = (uint64_t)i * 7919 + (uint64_t)_i;
		make_toy(&t, SLOTS_MAX, WINDOWS_MAX, 60, i % 2 == 1);
		compare(&t);
	}
}
END_TEST

/* ---- every placing ------------------------------------------------------- */

struct brute {
	const struct toy *t;
	uint64_t used[SLOTS_MAX], best[SLOTS_MAX];
	bool found;
};

static void keep_lower(struct brute *b)
{
	uint64_t load[SLOTS_MAX];

	for (uint32_t s = 0; s < b->t->slots; s++)
		load[s] = b->t->base[s] + b->used[s] * b->t->unit;
	sort_loads(load, b->t->slots);
	for (uint32_t s = 0; b->found && s < b->t->slots; s++) {
		if (load[s] > b->best[s])
			return;
		if (load[s] < b->best[s])
			break;
	}
	memcpy(b->best, load, sizeof(load));
	b->found = true;
}

static void try_all(struct brute *b, uint32_t w, uint32_t slot, uint64_t left)
{
	if (w == b->t->windows) {
		keep_lower(b);
		return;
	}
	if (left == 0) {
		try_all(b, w + 1, 0, w + 1 < b->t->windows ?
			b->t->window[w + 1].work : 0);
		return;
	}
	if (slot == b->t->slots)
		return;
	for (uint64_t n = 0; n <= left; n++) {
		if (n && (!in_window(b->t, w, slot) ||
			  b->used[slot] + n > room(b->t, slot)))
			break;
		b->used[slot] += n;
		try_all(b, w, slot + 1, left - n);
		b->used[slot] -= n;
	}
}

START_TEST(brute_force)
{
	for (int i = 0; i < 300; i++) {
		struct toy t;
		struct smooth_plan plan;
		struct brute b = { .t = &t };

		state = (uint64_t)i + 77;
		make_toy(&t, 5, 3, 4, i % 3 == 0);
		solve(&t, &plan);
		check_plan(&t, &plan);
		try_all(&b, 0, 0, t.window[0].work);
		ck_assert(b.found == (plan.left_total == 0));
		if (b.found) {
			sort_loads(plan.load, t.slots);
			ck_assert_mem_eq(b.best, plan.load,
					 t.slots * sizeof(*b.best));
		}
		smooth_plan_release(&plan);
	}
}
END_TEST

/* ---- the cases of the text ----------------------------------------------- */

START_TEST(midnight)
{
	static uint64_t base[288], limit[288];
	const struct smooth_window w = { 0, 72, 2700000 };
	const struct smooth_problem p = { 288, base, limit, 2, &w, 1 };
	struct smooth_plan plan;

	for (int i = 0; i < 288; i++)
		limit[i] = 450 * 300;
	smooth_make(&p, &plan);
	ck_assert_uint_eq(plan.left_total, 0);
	ck_assert_uint_eq(plan.load[0], 250 * 300);
	ck_assert_uint_eq(plan.load[71], 250 * 300);
	ck_assert_uint_eq(plan.load[72], 0);
	ck_assert_uint_eq(plan.arcs.n, 1);
	ck_assert_uint_eq(plan.arcs.v[0].level, 250 * 300);
	smooth_plan_release(&plan);
	/* with 200 TPS of base it is full, with more it does not fit */
	for (int i = 0; i < 288; i++)
		base[i] = 200 * 300;
	smooth_make(&p, &plan);
	ck_assert_uint_eq(plan.left_total, 0);
	smooth_plan_release(&plan);
	base[5] += 20;
	smooth_make(&p, &plan);
	ck_assert_uint_eq(plan.left_total, 10);
	ck_assert(plan.blocked[0] && plan.blocked[71] && !plan.blocked[72]);
	ck_assert_uint_eq(plan.arcs.v[0].left, 10);
	smooth_plan_release(&plan);
}
END_TEST

START_TEST(past_midnight)
{
	static uint64_t base[24], limit[24];
	const struct smooth_window w[] = { { 22, 4, 40 }, { 0, 24, 10 } };
	const struct smooth_problem p = { 24, base, limit, 1, w, 2 };
	struct smooth_plan plan;

	for (int i = 0; i < 24; i++)
		limit[i] = SMOOTH_NO_LIMIT;
	smooth_make(&p, &plan);
	ck_assert_uint_eq(plan.load[23], 10);
	ck_assert_uint_eq(plan.load[1], 10);
	ck_assert_uint_eq(plan.arcs.v[0].from, 22);
	ck_assert_uint_eq(plan.arcs.v[0].slots, 4);
	ck_assert_uint_eq(plan.arcs.v[0].work, 40);
	smooth_plan_release(&plan);
}
END_TEST

Suite *smooth_suite(void)
{
	Suite *s = suite_create("smooth");
	TCase *c = tcase_create("smooth");

	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, random_cases, 0, 3);
	tcase_add_test(c, brute_force);
	tcase_add_test(c, midnight);
	tcase_add_test(c, past_midnight);
	suite_add_tcase(s, c);
	return s;
}
