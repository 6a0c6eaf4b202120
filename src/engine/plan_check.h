/*
 * plan_check.h - is a plan what it says: no solver, no rounding
 *
 * Feasibility is rules 1 to 6 of model/plan.h in whole numbers. The bound of
 * a goal is recomputed from the prices alone:
 *
 *	sum over classes of count x V(class) - sum of price x right-hand side
 *
 * where V is what one installation costs on its cheapest way through
 * firmware, attempts and cool-downs, or left behind, when every unit of a
 * priced row is paid for: a dynamic programme over the periods, backwards.
 * Any prices that are not negative give a true bound, so rounding them can
 * weaken a proof and never make a false one. The arithmetic is in fixed point
 * of 128 bits, each product rounded down: exact in its direction.
 *
 * Every thing that is wrong is told to `wrong`, in the order of the rows,
 * then of the prices, then of the goals; `text` continues the sentence.
 *
 *	struct plan_verdict v;
 *	if (!plan_check(&problem, &plan, told, data, &v))
 *		...
 *
 * Source: section 6.4 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_CHECK_H
#define ENGINE_PLAN_CHECK_H

#include <stddef.h>
#include "model/codes.h"
#include "model/plan.h"

#define PLAN_NO_ROW	SIZE_MAX

struct plan_wrong {
	enum code code;			/* PLAN050 and on */
	size_t row;			/* of plan->rows, or PLAN_NO_ROW */
	size_t price;			/* of plan->prices, or PLAN_NO_ROW */
	struct span text;		/* stands alone; lives for the call */
};

typedef void plan_tell(void *data, const struct plan_wrong *wrong);

struct plan_verdict {
	bool feasible;
	bool accepted;			/* feasible, no gap above the stated */
	struct plan_goal_value goal[PLAN_GOALS];	/* recomputed */
	plan_fixed left_total;
	uint64_t milestone_short;	/* installations, of all */
};

/* Rows may come in any order. What is read of the plan: rows, prices, and of
 * a goal that is `proved` the gap that it states. */
bool plan_check(const struct plan_problem *p, const struct plan *plan,
		plan_tell *tell, void *data, struct plan_verdict *v);

/* The bound of one goal from the plan's prices of it; rounded down. */
plan_fixed plan_bound(const struct plan_problem *p, const struct plan *plan,
		      enum plan_goal goal);

#endif
