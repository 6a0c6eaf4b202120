/*
 * smooth_lp_test.c - the smallest worst utilisation
 *
 * Where a least majorised plan exists its peak is the bound, found without a
 * programme (engine/smooth.h). With two resources every plan is checked for
 * what it must keep, and its loss against the bound for what rounding costs.
 */
#include "engine/smooth_lp.h"
#include "engine/smooth.h"

#include <check.h>

Suite *smooth_lp_suite(void);

enum { SLOTS = 24, CLASSES = 5, USES = 3 };

static uint64_t state;

static uint32_t pick(uint32_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % n;
}

struct toy {
	uint64_t base[2][SLOTS], limit[2][SLOTS];
	struct smooth_use use[CLASSES][USES];
	struct smooth_class class[CLASSES];
	struct smooth_resource resource[2];
	struct smooth_lp_problem p;
};

static void make_toy(struct toy *t, bool two, uint64_t limit)
{
	t->p = (struct smooth_lp_problem){ SLOTS, t->resource, two ? 2 : 1,
					   t->class, 1 + pick(CLASSES) };
	for (uint32_t r = 0; r < 2; r++) {
		for (uint32_t s = 0; s < SLOTS; s++) {
			t->base[r][s] = pick(4000);
			t->limit[r][s] = limit;
		}
		t->resource[r] = (struct smooth_resource){ t->base[r],
							   t->limit[r] };
	}
	for (uint32_t c = 0; c < t->p.classes; c++) {
		t->use[c][0] = (struct smooth_use){ 0, 0,
			two ? 1 + pick(5) : 2 };
		t->use[c][1] = (struct smooth_use){ 1, 0, 1 + pick(9) };
		t->use[c][2] = (struct smooth_use){ 0, 1 + pick(3),
			1 + pick(2) };
		t->class[c] = (struct smooth_class){ pick(SLOTS),
			1 + pick(SLOTS), pick(3000), t->use[c],
			two ? USES : 1 };
	}
}

/* Everything is somewhere in its window, and no slot is over its limit. */
static void check_kept(const struct toy *t, const struct smooth_lp_plan *plan)
{
	uint64_t load[2][SLOTS];

	for (uint32_t r = 0; r < 2; r++) {
		for (uint32_t s = 0; s < SLOTS; s++)
			load[r][s] = t->base[r][s];
	}
	for (uint32_t c = 0; c < t->p.classes; c++) {
		const struct smooth_class *k = &t->class[c];
		uint64_t sum = plan->left[c];

		for (uint32_t s = 0; s < SLOTS; s++) {
			const uint64_t n = smooth_lp_at(plan, c, s);

			sum += n;
			ck_assert(n == 0 || (s + SLOTS - k->from) % SLOTS <
				  k->slots);
			for (uint32_t u = 0; u < k->uses; u++)
				load[k->use[u].resource]
				    [(s + k->use[u].shift) % SLOTS] +=
					n * k->use[u].weight;
		}
		ck_assert_uint_eq(sum, k->work);
	}
	for (uint32_t r = 0; r < t->p.resources; r++) {
		for (uint32_t s = 0; s < SLOTS; s++)
			ck_assert(load[r][s] <= t->limit[r][s] ||
				  load[r][s] == t->base[r][s]);
	}
}

START_TEST(one_resource)
{
	struct toy t;
	struct smooth_window w[CLASSES];
	struct smooth_lp_plan lp;
	struct smooth_plan exact;
	uint64_t peak = 0;

	state = (uint64_t)_i;
	make_toy(&t, false, 100000);
	for (uint32_t c = 0; c < t.p.classes; c++)
		w[c] = (struct smooth_window){ t.class[c].from,
			t.class[c].slots, t.class[c].work };
	smooth_lp_make(&t.p, &lp);
	smooth_make(&(struct smooth_problem){ SLOTS, t.base[0], t.limit[0],
		2, w, t.p.classes }, &exact);
	check_kept(&t, &lp);
	ck_assert_uint_eq(lp.left_total, 0);
	for (uint32_t s = 0; s < SLOTS; s++) {
		bool used = false;

		for (uint32_t c = 0; c < t.p.classes; c++)
			used = used || (w[c].work &&
				(s + SLOTS - w[c].from) % SLOTS < w[c].slots);
		if (used && exact.load[s] > peak)
			peak = exact.load[s];
	}
	/* ppm of a limit of 100,000: a load is 10 ppm; one request is 20,
	 * and each class may round up in the same slot */
	ck_assert(lp.bound_ppm <= peak * 10 + 1);
	ck_assert(lp.bound_ppm + 21 >= peak * 10);
	ck_assert(lp.worst_ppm <= peak * 10 + 20 * CLASSES);
	smooth_plan_release(&exact);
	smooth_lp_plan_release(&lp);
}
END_TEST

START_TEST(two_resources)
{
	struct toy t;
	struct smooth_lp_plan lp;

	state = (uint64_t)_i + 1000;
	make_toy(&t, true, 4000 + pick(60000));
	smooth_lp_make(&t.p, &lp);
	check_kept(&t, &lp);
	if (lp.left_total == 0 && lp.rounds)
		/* a request weighs at most 12 of at least 4,000 */
		ck_assert(lp.worst_ppm <= lp.bound_ppm + 3000 * CLASSES);
	ck_assert(lp.left_total || lp.bound_ppm <= lp.worst_ppm + 1);
	smooth_lp_plan_release(&lp);
}
END_TEST

/* Half of the work has no room: as much as fits is placed, no more. */
START_TEST(half_fits)
{
	static uint64_t base[SLOTS], limit[SLOTS];
	const struct smooth_use use = { 0, 0, 3 };
	const struct smooth_class c = { 2, 4, 80, &use, 1 };
	const struct smooth_resource r = { base, limit };
	struct smooth_lp_plan plan;

	for (int s = 0; s < SLOTS; s++)
		limit[s] = 31;
	smooth_lp_make(&(struct smooth_lp_problem){ SLOTS, &r, 1, &c, 1 },
		       &plan);
	ck_assert_uint_eq(plan.left_total, 40);
	for (uint32_t s = 2; s < 6; s++)
		ck_assert_uint_eq(smooth_lp_at(&plan, 0, s), 10);
	smooth_lp_plan_release(&plan);
}
END_TEST

Suite *smooth_lp_suite(void)
{
	Suite *s = suite_create("smooth_lp");
	TCase *c = tcase_create("smooth_lp");

	tcase_set_timeout(c, 60);
	tcase_add_loop_test(c, one_resource, 0, 100);
	tcase_add_loop_test(c, two_resources, 0, 100);
	tcase_add_test(c, half_fits);
	suite_add_tcase(s, c);
	return s;
}
