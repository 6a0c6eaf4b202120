/*
 * plan_usage.h - a plan by period: who is full when, who is left when
 *
 *	struct plan_usage u;
 *	plan_usage_make(&problem, &plan, &u);
 *	if (plan_usage_full(&u, node, period, meters)) ...
 *	left = plan_usage_left(&u, class_index, period);
 *	plan_usage_release(&u);
 *
 * A node is full for a class in a period when not one more attempt of it
 * would fit. What is done is in expectation, in millionths of an
 * installation; what is left of a class is its count less what is done in
 * periods up to and with that one.
 *
 * behind is what makes a plan fall short, in whole installations: those that
 * are never attempted, and expected failures that are not attempted again
 * though attempts are left. A fraction of an installation that fails is none,
 * and what fails for the last time is residue, not behind.
 */
#ifndef ENGINE_PLAN_USAGE_H
#define ENGINE_PLAN_USAGE_H

#include "model/plan.h"

struct plan_usage {
	const struct plan_problem *p;
	uint64_t *used;			/* node * periods + period */
	uint64_t *done_ppm;		/* class * periods + period */
	uint64_t *attempts[PLAN_STEPS];	/* by period */
	uint64_t *done_all_ppm;		/* by period */
	uint64_t *behind;		/* by class: see below */
	uint64_t behind_all;
};

void plan_usage_make(const struct plan_problem *p, const struct plan *plan,
		     struct plan_usage *u);
void plan_usage_release(struct plan_usage *u);

bool plan_usage_full(const struct plan_usage *u, uint32_t node,
		     uint32_t period, uint32_t class_index);

/* Of a class; rounded up: who is nearly migrated is not. */
uint64_t plan_usage_left(const struct plan_usage *u, uint32_t class_index,
			 uint32_t period);

/* The last period in which anything is migrated; PLAN_NONE: in none. */
uint32_t plan_usage_last(const struct plan_usage *u);

#endif
