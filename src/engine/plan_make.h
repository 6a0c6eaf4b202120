/*
 * plan_make.h - the plan, made: solve, round, prove, say what is short
 *
 *	struct plan plan;
 *	plan_make(&problem, &plan);
 *	for (size_t i = 0; i < plan.rows.n; i++) ...
 *	plan_release(&plan);
 *
 * There is always a plan: whom no capacity is found for is left, and
 * plan.left, plan.never and plan.shortages say whom and why. It is feasible
 * in integers, and plan_check() (engine/plan_check.h) accepts it with the
 * gaps that it states.
 *
 * Ties are broken by the order of classes, nodes and periods; the same
 * problem gives the same plan.
 */
#ifndef ENGINE_PLAN_MAKE_H
#define ENGINE_PLAN_MAKE_H

#include "model/plan.h"

struct lp;

void plan_make(const struct plan_problem *p, struct plan *plan);

/* Fills in plan->remedy for the shortages of a plan: tried for the greatest of
 * them, from the first period of each, else from the first of all. Solves up
 * to eight programmes; false: more at no one of these nodes clears it. */
bool plan_remedy(const struct plan_problem *p, struct plan *plan);

/* The programme that is solved first, for who solves it elsewhere: goals 1
 * and 2 in one objective. The caller frees it with lp_free(). */
struct lp *plan_programme(const struct plan_problem *p);

#endif
