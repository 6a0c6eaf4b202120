/*
 * smooth_lp.h - the smallest worst utilisation over slots and resources
 *
 * Where requests weigh differently, use several resources, or load slots
 * behind the one in which they are sent, no plan betters every other in all
 * measures. This one has the smallest worst utilisation (load by limit), of
 * those the smallest next worst, and so on.
 *
 *	smooth_lp_make(&(struct smooth_lp_problem){ .slots = 288,
 *		.resource = r, .resources = 2, .class = c, .classes = 5 },
 *		&plan);
 *	smooth_lp_at(&plan, class, slot)	(requests)
 *	smooth_lp_plan_release(&plan);
 *
 * A request of a class sent in slot t brings `weight` to slot t + shift of
 * each resource that it uses. Where base load is over the limit already,
 * nothing is added. What cannot be placed under the limits is `left`.
 *
 * How: a linear programme finds the level; slots whose price says that they
 * must be at it are fixed there, and the rest is lowered in the next round.
 * Fractions then become whole requests by largest remainder in each class,
 * past slots that have no room. `bound_ppm` is the worst utilisation of the
 * programme, which no plan can beat, `worst_ppm` that of the plan.
 *
 * Rounds end after SMOOTH_LP_ROUNDS levels (`complete` is false then): the
 * worst ones are right, what lies below them is as the solver left it.
 */
#ifndef ENGINE_SMOOTH_LP_H
#define ENGINE_SMOOTH_LP_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"

#define SMOOTH_LP_ROUNDS	40
#define SMOOTH_LP_PPM		1000000u

struct smooth_use {
	uint32_t resource;
	uint32_t shift;			/* slots later */
	uint64_t weight;
};

struct smooth_class {
	uint32_t from, slots;		/* window */
	uint64_t work;			/* requests */
	const struct smooth_use *use;	/* each (resource, shift) once */
	uint32_t uses;
};

struct smooth_resource {
	const uint64_t *base, *limit;	/* by slot; SMOOTH_NO_LIMIT: none */
};

struct smooth_lp_problem {
	uint32_t slots;
	const struct smooth_resource *resource;
	uint32_t resources;
	const struct smooth_class *class;
	uint32_t classes;
};

struct smooth_lp_plan {
	struct arena arena;
	uint32_t slots;
	uint64_t *count;		/* classes x slots */
	uint64_t *left;			/* by class */
	uint64_t left_total;
	bool *critical;			/* resources x slots: at the worst */
	uint32_t rounds;
	bool complete;
	uint64_t bound_ppm, worst_ppm;
};

void smooth_lp_make(const struct smooth_lp_problem *p,
		    struct smooth_lp_plan *plan);
void smooth_lp_plan_release(struct smooth_lp_plan *plan);
uint64_t smooth_lp_at(const struct smooth_lp_plan *plan, uint32_t class,
		      uint32_t slot);

#endif
