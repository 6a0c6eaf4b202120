/*
 * plan_bound.h - what prices prove: a bound that no plan is below
 *
 *	sum over classes of count x V(class) - sum of price x right-hand side
 *
 * where V is what one installation costs on its cheapest way through
 * firmware, attempts and cool-downs, or left behind, when every unit of a
 * priced row is paid for: a dynamic programme over the periods, backwards.
 * Any prices that are not negative give a true bound, so rounding them can
 * weaken a proof and never make a false one. The arithmetic is in fixed point
 * of 128 bits, each quotient rounded down: exact in its direction.
 *
 * Of a goal that is proved given earlier ones, a freeze row holds each of
 * these at `value`, the plan's own. The right-hand sides are: the capacity;
 * the least of a milestone (it may be short, at its weight of goal 1); the
 * peak's rows have none, and the peak itself is at most the plan's own.
 *
 * A way uses a period only where every node has room for one attempt.
 *
 * Source: section 6.4 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_BOUND_H
#define ENGINE_PLAN_BOUND_H

#include "model/plan.h"

/* False: a number left 128 bits, and nothing is proved. Prices of other
 * goals are passed over, and so are those that are negative or of a row that
 * there is not (plan_price_known). */
bool plan_bound(const struct plan_problem *p, const struct plan_price *prices,
		size_t n, enum plan_goal goal,
		const plan_fixed value[PLAN_GOALS], plan_fixed *bound);

/* Is there such a row, with a right-hand side? */
bool plan_price_known(const struct plan_problem *p,
		      const struct plan_price *price);

/* What is left of each class whatever the capacities, in expectation. */
void plan_never(const struct plan_problem *p, plan_fixed *by_class);

#endif
