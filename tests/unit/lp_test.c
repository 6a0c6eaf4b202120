/* lp_test.c - the door to the solver */
#include "engine/lp.h"

#include <check.h>

#include "rows_util.h"

Suite *lp_suite(void);

#define NEAR	1e-7

/* minimise -3x - 2y, x + y <= 4, x + 3y <= 6, x <= 3: x 3, y 1 */
static struct lp *small(uint32_t row[2], uint32_t column[2])
{
	struct lp *p = lp_new();

	row[0] = lp_row(p, -LP_INFINITY, 4);
	row[1] = lp_row(p, -LP_INFINITY, 6);
	column[0] = lp_column(p, -3, 0, 3);
	lp_entry(p, row[0], column[0], 1);
	lp_entry(p, row[1], column[0], 1);
	column[1] = lp_column(p, -2, 0, LP_INFINITY);
	lp_entry(p, row[0], column[1], 1);
	lp_entry(p, row[1], column[1], 3);
	return p;
}

START_TEST(values_prices_and_reduced_costs)
{
	uint32_t row[2], x[2];
	struct lp *p = small(row, x);

	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	ck_assert_double_eq_tol(lp_value(p, x[0]), 3, NEAR);
	ck_assert_double_eq_tol(lp_value(p, x[1]), 1, NEAR);
	ck_assert_double_eq_tol(lp_objective(p), -11, NEAR);
	/* one more of row 0 is one y more, or a third where row 1 binds too:
	 * whichever it is, prices times sides are the objective */
	ck_assert_double_eq_tol(lp_price(p, row[0]) * 4 +
				lp_price(p, row[1]) * 6 +
				lp_reduced(p, x[0]) * 3, -11, NEAR);
	ck_assert_double_le(lp_price(p, row[0]), NEAR);
	ck_assert_double_eq_tol(lp_activity(p, row[0]), 4, NEAR);
	lp_free(p);
}
END_TEST

START_TEST(costs_and_bounds_change)
{
	uint32_t row[2], x[2];
	struct lp *p = small(row, x);

	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	lp_set_cost(p, x[0], 0);
	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	ck_assert_double_eq_tol(lp_objective(p), -4, NEAR);
	lp_set_row(p, row[1], -LP_INFINITY, 3);
	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	ck_assert_double_eq_tol(lp_objective(p), -2, NEAR);
	lp_set_column(p, x[1], 0, 0.5);
	lp_set_cost(p, x[0], -1);
	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	ck_assert_double_eq_tol(lp_objective(p), -3, NEAR);
	lp_free(p);
}
END_TEST

START_TEST(a_row_and_a_column_more)
{
	uint32_t row[2], x[2], more, z;
	struct lp *p = small(row, x);

	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	more = lp_row(p, -LP_INFINITY, 1);
	z = lp_column(p, -1, 0, LP_INFINITY);
	lp_entry(p, more, z, 2);
	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	ck_assert_double_eq_tol(lp_objective(p), -11.5, NEAR);
	lp_free(p);
}
END_TEST

/* Columns alone go on from the basis; the answer is that of all at once. */
START_TEST(columns_more)
{
	uint32_t row[2], x[2], y, z;
	struct lp *p = small(row, x);

	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	y = lp_column(p, -4, 0, LP_INFINITY);
	lp_entry(p, row[0], y, 1);
	z = lp_column(p, -1, 0.25, 1);
	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	ck_assert_double_eq_tol(lp_value(p, y), 4, NEAR);
	ck_assert_double_eq_tol(lp_value(p, z), 1, NEAR);
	ck_assert_double_eq_tol(lp_objective(p), -17, NEAR);
	/* an entry of a column that is solved already */
	lp_entry(p, row[1], z, 6);
	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	ck_assert_double_eq_tol(lp_objective(p), -17, NEAR);
	lp_set_cost(p, x[1], -9);
	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	ck_assert_double_eq_tol(lp_value(p, z), 0.25, NEAR);
	lp_free(p);
}
END_TEST

/* From the basis of a programme that is nearly the same. */
START_TEST(begin_at_another)
{
	uint32_t row[2], x[2];
	struct lp *p = small(row, x), *q = small(row, x);

	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	lp_set_cost(q, x[0], -1);
	lp_set_row(q, row[1], -LP_INFINITY, 9);
	lp_begin_at(q, p);
	lp_free(p);
	ck_assert_int_eq(lp_solve(q), LP_OPTIMAL);
	ck_assert_double_eq_tol(lp_objective(q), -6.5, NEAR);
	lp_free(q);
}
END_TEST

START_TEST(what_has_no_answer)
{
	uint32_t row[2], x[2];
	struct lp *p = small(row, x);

	lp_set_row(p, row[0], 8, 9);
	ck_assert_int_eq(lp_solve(p), LP_INFEASIBLE);
	lp_set_row(p, row[0], -LP_INFINITY, LP_INFINITY);
	lp_set_row(p, row[1], -LP_INFINITY, LP_INFINITY);
	ck_assert_int_eq(lp_solve(p), LP_UNBOUNDED);
	lp_set_row(p, row[1], -LP_INFINITY, 6);
	lp_set_row(p, row[0], -LP_INFINITY, 4);
	ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
	ck_assert_double_eq_tol(lp_objective(p), -11, NEAR);
	lp_free(p);
}
END_TEST

START_TEST(it_can_be_looked_at)
{
	uint32_t row[2], x[2];
	struct lp *p = small(row, x);
	const struct linear l = lp_look(p);
	const double *value;
	const int *at;

	ck_assert_uint_eq(l.rows, 2);
	ck_assert_uint_eq(l.columns, 2);
	ck_assert_int_eq(l.start[2], 4);
	ck_assert_double_eq(l.value[3], 3);
	ck_assert_uint_eq(lp_entries(p, x[1], &at, &value), 2);
	ck_assert_int_eq(at[1], 1);
	ck_assert_double_eq(lp_row_hi(p, row[1]), 6);
	ck_assert_double_eq(lp_column_hi(p, x[0]), 3);
	lp_free(p);
}
END_TEST

/* Optimal is: feasible, prices of the right sign, and complementary. */
static void certify(const struct lp *p)
{
	double bound = 0;

	for (uint32_t i = 0; i < lp_rows(p); i++) {
		const double y = lp_price(p, i);

		ck_assert_double_le(lp_activity(p, i), lp_row_hi(p, i) + 1e-6);
		ck_assert_double_le(y, 1e-6);
		bound += y * lp_row_hi(p, i);
	}
	for (uint32_t j = 0; j < lp_columns(p); j++) {
		const double d = lp_reduced(p, j);

		ck_assert_double_ge(lp_value(p, j), -1e-6);
		if (d < 0)
			bound += d * lp_column_hi(p, j);
	}
	ck_assert_double_eq_tol(bound, lp_objective(p),
				1e-6 * (1 - lp_objective(p)));
}

START_TEST(random_ones_are_proved)
{
	const unsigned n = rounds(100, 2000);

	seed_of("lp", 7);
	for (unsigned k = 0; k < n; k++) {
		struct lp *p = lp_new();
		const uint32_t rows = 1 + rng(8), columns = 1 + rng(12);

		for (uint32_t i = 0; i < rows; i++)
			lp_row(p, -LP_INFINITY, rng(100));
		for (uint32_t j = 0; j < columns; j++) {
			const uint32_t c = lp_column(p, -(double)rng(20), 0,
						     1 + rng(50));

			for (uint32_t i = 0; i < rows; i++) {
				if (rng(2))
					lp_entry(p, i, c, rng(9));
			}
		}
		ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
		certify(p);
		for (uint32_t j = 0; j < columns; j++)
			lp_set_cost(p, j, -(double)rng(20));
		ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
		certify(p);
		for (uint32_t i = 0; i < rows; i++)
			lp_set_row(p, i, -LP_INFINITY, rng(100));
		ck_assert_int_eq(lp_solve(p), LP_OPTIMAL);
		certify(p);
		lp_free(p);
	}
}
END_TEST

Suite *lp_suite(void)
{
	Suite *s = suite_create("lp");
	TCase *t = tcase_create("lp");

	suite_add_tcase(s, t);
	tcase_add_test(t, values_prices_and_reduced_costs);
	tcase_add_test(t, costs_and_bounds_change);
	tcase_add_test(t, a_row_and_a_column_more);
	tcase_add_test(t, columns_more);
	tcase_add_test(t, begin_at_another);
	tcase_add_test(t, what_has_no_answer);
	tcase_add_test(t, it_can_be_looked_at);
	tcase_add_test(t, random_ones_are_proved);
	return s;
}
