/* interior_test.c - arrows, and the points that they lead to */
#include "engine/interior.h"

#include <check.h>
#include <math.h>

#include "engine/arrow.h"
#include "engine/lp.h"

Suite *interior_suite(void);

enum { CLASSES = 12, PERIODS = 9, NODES = 6, COLUMNS = CLASSES * PERIODS,
       ROWS = CLASSES + PERIODS * NODES + 2 };

static uint64_t draw(uint64_t *seed, uint64_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (*seed >> 33) % below;
}

/* Classes that meet in the nodes of each period; then a promise that a third
 * of the first class is done in the first periods, with a column for what is
 * short of it, and a row without sides. */
static struct lp *plan_like(uint64_t seed)
{
	struct lp *p = lp_new();
	uint32_t most[NODES];
	uint32_t promise, short_of;

	for (uint32_t k = 0; k < CLASSES; k++)
		lp_set_border(p, lp_row(p, -LP_INFINITY,
					(double)draw(&seed, 4000)));
	for (uint32_t n = 0; n < NODES; n++)
		most[n] = 50 + (uint32_t)draw(&seed, 900);
	for (uint32_t i = 0; i < PERIODS * NODES; i++)
		lp_row(p, -LP_INFINITY, most[i % NODES]);
	promise = lp_row(p, 600, LP_INFINITY);
	lp_set_border(p, promise);
	lp_row(p, -LP_INFINITY, LP_INFINITY);
	short_of = lp_column(p, 5000, 0, 600);
	lp_entry(p, promise, short_of, 1);
	for (uint32_t j = 0; j < COLUMNS; j++) {
		const uint32_t k = j / PERIODS, t = j % PERIODS;
		const uint32_t c = lp_column(p, -100 - 7.0 * (PERIODS - t) *
			(1 + k % 3), 0, LP_INFINITY);

		lp_entry(p, k, c, 1);
		for (uint32_t n = 0; n < NODES; n++) {
			if (n == 0 || draw(&seed, 3) == 0)
				lp_entry(p, CLASSES + t * NODES + n, c,
					 1 + (double)draw(&seed, 9) / 50);
		}
		if (k == 0 && t < 3)
			lp_entry(p, promise, c, 0.9);
		lp_entry(p, ROWS - 1, c, 1);
	}
	return p;
}

static void named(bool border[ROWS])
{
	for (uint32_t i = 0; i < ROWS; i++)
		border[i] = i < CLASSES || i >= ROWS - 2;
}

/* A diag(theta) A' v + extra v, by row */
static void times(const struct linear *l, const double *theta,
		  const double *extra, const double *v, double *to)
{
	for (uint32_t i = 0; i < l->rows; i++)
		to[i] = extra[i] * v[i];
	for (uint32_t j = 0; j < l->columns; j++) {
		double sum = 0;

		for (int e = l->start[j]; e < l->start[j + 1]; e++)
			sum += l->value[e] * v[l->row[e]];
		for (int e = l->start[j]; e < l->start[j + 1]; e++)
			to[l->row[e]] += theta[j] * l->value[e] * sum;
	}
}

/* Whatever the border is: none, as it should be, or all rows. */
START_TEST(equations_are_solved)
{
	for (uint64_t seed = 1; seed < 25; seed++) {
		struct lp *p = plan_like(seed);
		const struct linear l = lp_look(p);
		double theta[COLUMNS + 1], extra[ROWS], v[ROWS], back[ROWS];
		bool border[ROWS];
		struct arrow *a;
		uint64_t s = seed;

		named(border);
		for (uint32_t i = 0; i < ROWS; i++) {
			border[i] = seed % 3 == 0 ? border[i] : seed % 3 == 1;
			v[i] = (double)draw(&s, 100) - 50;
			extra[i] = pow(10, (double)draw(&s, 8) - 4);
		}
		for (uint32_t j = 0; j <= COLUMNS; j++)
			theta[j] = pow(10, (double)draw(&s, 8) - 4);
		times(&l, theta, extra, v, back);
		a = arrow_new(&l, border);
		ck_assert_ptr_nonnull(a);
		ck_assert(arrow_factor(a, theta, extra));
		arrow_solve(a, back);
		for (uint32_t i = 0; i < ROWS; i++)
			ck_assert_double_eq_tol(back[i], v[i], 1e-6);
		arrow_free(a);
		lp_free(p);
	}
}
END_TEST

START_TEST(nothing_is_not_positive)
{
	struct lp *p = plan_like(1);
	const struct linear l = lp_look(p);
	double theta[COLUMNS + 1] = { 0 }, extra[ROWS] = { 0 };
	bool border[ROWS];
	struct arrow *a;

	named(border);
	a = arrow_new(&l, border);
	ck_assert(!arrow_factor(a, theta, extra));
	arrow_free(a);
	arrow_free(NULL);
	lp_free(p);
}
END_TEST

/* Near the best, within the rows; and what it says of edges are 0 or 1 ways
 * to come to the vertex, so only the cost is asked of them. */
START_TEST(a_point_is_near_the_best)
{
	for (uint64_t seed = 1; seed < 60; seed++) {
		struct lp *p = plan_like(seed);
		const struct linear l = lp_look(p);
		double x[COLUMNS + 1], row[ROWS] = { 0 }, cost = 0;
		bool inside[COLUMNS + 1], loose[ROWS], border[ROWS];
		struct interior_point at = { x, inside, loose };

		named(border);
		ck_assert(interior_solve(&l, border, &at));
		for (uint32_t j = 0; j < l.columns; j++) {
			ck_assert_double_ge(x[j], 0);
			cost += x[j] * l.cost[j];
			for (int e = l.start[j]; e < l.start[j + 1]; e++)
				row[l.row[e]] += l.value[e] * x[j];
		}
		for (uint32_t i = 0; i < ROWS; i++) {
			ck_assert_double_le(row[i], l.row_hi[i] + 1e-3);
			ck_assert_double_ge(row[i], l.row_lo[i] - 1e-3);
		}
		ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
		ck_assert_double_eq_tol(cost, lp_objective(p),
					1e-6 * fabs(cost));
		lp_free(p);
	}
}
END_TEST

/* From there to a vertex: the same cost as by the simplex method alone, and
 * so it stays when costs, sides and columns come to be others. */
START_TEST(a_vertex_from_inside)
{
	for (uint64_t seed = 1; seed < 60; seed++) {
		struct lp *p = plan_like(seed), *q = plan_like(seed);

		lp_set_start(p, LP_INTERIOR);
		for (uint32_t i = 0; i < 3; i++) {
			ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
			ck_assert_int_eq(lp_solve(q), LP_OPTIMAL);
			ck_assert_double_eq_tol(lp_objective(p),
						lp_objective(q), 1e-4);
			lp_set_cost(p, 5 + i, 40);
			lp_set_cost(q, 5 + i, 40);
			lp_set_row(p, 20, -LP_INFINITY, 10 * i);
			lp_set_row(q, 20, -LP_INFINITY, 10 * i);
		}
		lp_free(p);
		lp_free(q);
	}
}
END_TEST

/* Two sides are not for it, and nor is what has no answer: the start is then
 * another, and the end the same. */
START_TEST(other_shapes)
{
	struct lp *p = plan_like(7), *q = plan_like(7), *none = lp_new();
	bool border[1] = { false }, inside[1], loose[1];
	double x[1];
	struct interior_point at = { x, inside, loose };
	struct linear l;

	lp_set_row(p, 15, 4, 4);
	lp_set_row(q, 15, 4, 4);
	lp_set_start(p, LP_INTERIOR);
	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	ck_assert_int_eq(lp_solve(q), LP_OPTIMAL);
	ck_assert_double_eq_tol(lp_objective(p), lp_objective(q), 1e-4);
	lp_free(p);
	lp_free(q);

	lp_row(none, 4, LP_INFINITY);
	lp_column(none, -1, 0, LP_INFINITY);
	lp_entry(none, 0, 0, 1);
	l = lp_look(none);
	ck_assert(!interior_solve(&l, border, &at));
	lp_set_start(none, LP_INTERIOR);
	ck_assert_int_eq(lp_solve(none), LP_UNBOUNDED);
	lp_free(none);
}
END_TEST

Suite *interior_suite(void)
{
	Suite *s = suite_create("interior");
	TCase *t = tcase_create("interior");

	tcase_add_test(t, equations_are_solved);
	tcase_add_test(t, nothing_is_not_positive);
	tcase_add_test(t, a_point_is_near_the_best);
	tcase_add_test(t, a_vertex_from_inside);
	tcase_add_test(t, other_shapes);
	suite_add_tcase(s, t);
	return s;
}
