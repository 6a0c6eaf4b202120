/*
 * plan_value.h - what a plan comes to, counted from its rows
 *
 * Exact: a success is a millionth part of an installation, a waiting one of
 * these times days times weight. A peak is a share of days and is rounded up
 * in the twelfth place.
 *
 *	struct plan_sums sums;
 *	if (plan_values(&problem, plan.rows.v, plan.rows.n, &arena, &sums))
 *		... sums.value[PLAN_WAITING]
 *
 * False: a number left 128 bits; the sums are then worthless.
 */
#ifndef ENGINE_PLAN_VALUE_H
#define ENGINE_PLAN_VALUE_H

#include "model/plan.h"

struct plan_sums {
	plan_fixed value[PLAN_GOALS];	/* changes: 0 without a previous plan */
	plan_fixed *left;		/* by class */
	plan_fixed left_total;
	plan_fixed *milestone_short;	/* by milestone */
};

/* Rows may come in any order, and name only what there is. */
bool plan_values(const struct plan_problem *p, const struct plan_row *rows,
		 size_t n, struct arena *a, struct plan_sums *sums);

/* The order of a plan's rows: class, FIRMWARE first, attempt, period. */
int plan_row_order(const struct plan_row *a, const struct plan_row *b);
void plan_rows_sort(struct plan_row *rows, size_t n);

#endif
