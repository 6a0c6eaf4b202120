/*
 * plan_check.h - is a plan what it says: no solver, no rounding
 *
 * Feasibility is rules 1 to 6 of model/plan.h in whole numbers; the values of
 * the goals are counted again from the rows (engine/plan_value.h), and what
 * the prices prove is computed from them alone (engine/plan_bound.h).
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

#endif
