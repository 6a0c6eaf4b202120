/*
 * plan_emergency.h - firmware for some, at once, in what capacity is left
 *
 * The firmware nodes of a plan, less what the plan uses of them, and the
 * classes that are chosen: each installation once, in the least number of
 * periods from the first on in which all of them fit, and in these as early
 * as possible.
 *
 *	struct plan_emergency e;
 *	plan_emergency_make(&problem, &plan, classes, n, &e);
 *	if (e.last != PLAN_NONE)		(all fit, the last one there)
 *		for (size_t i = 0; i < e.plan.rows.n; i++) ...
 *	plan_emergency_release(&e);
 *
 * Rows are in the terms of the problem and of step FIRMWARE. Where not all
 * fit into the periods, last is PLAN_NONE, and the rows are those of the most
 * that do; left says how many are not among them.
 *
 * Shortest is found by halving: fewer periods are solved and leave somebody.
 * proved: for one period fewer the bound of the solver's prices, recomputed
 * in whole numbers, is above 0. Without it integers were rounded, and one
 * period fewer may do.
 *
 * Source: rule R7 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_EMERGENCY_H
#define ENGINE_PLAN_EMERGENCY_H

#include "model/plan.h"

struct plan_emergency {
	struct arena arena;
	struct plan plan;
	uint64_t installations, left;
	uint32_t last;			/* period; PLAN_NONE */
	bool proved;
	uint32_t bottleneck;		/* node; PLAN_NONE: none was full */
	uint32_t uncovered;		/* first class without a firmware node;
					 * PLAN_NONE: all have one */
};

/* classes: ascending, by number. Nothing is planned if one is uncovered. */
void plan_emergency_make(const struct plan_problem *p,
			 const struct plan *plan, const uint32_t *classes,
			 size_t n, struct plan_emergency *e);
void plan_emergency_release(struct plan_emergency *e);

#endif
