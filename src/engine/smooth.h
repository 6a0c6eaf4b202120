/*
 * smooth.h - the flattest load on the circle of a day, in whole requests
 *
 * A day is a circle of slots. Each slot has base load and a limit; each
 * window, an arc of slots, has so many requests that all weigh the same. The
 * plan puts every request into a slot of its window such that the load is
 * least majorised: the highest slot is as low as it can be, then the next,
 * and so on; of all plans in whole requests it has the smallest sum of any
 * convex measure (peak, variance) at once. Such a plan exists because one
 * exchange of a request between two slots betters every such measure or none.
 *
 *	struct smooth_plan plan;
 *
 *	smooth_make(&(struct smooth_problem){ .slots = 288, .base = base,
 *		.limit = limit, .unit = 2, .window = w, .windows = n }, &plan);
 *	smooth_at(&plan, w, slot)	(requests of window w in the slot)
 *	plan.load[slot]			(base and all requests)
 *	smooth_plan_release(&plan);
 *
 * How: arcs are peeled. The arc whose level, up to which its base load has
 * to be filled to take the work that lies wholly inside, is highest is
 * critical: no plan can be lower there. Its slots are fixed, its windows
 * done, the circle closed over the gap, and so on. Slots at their limit stay
 * there; an arc that cannot take its work is filled, and what is left over
 * is `left`. Peeling gives whole numbers up to rounding between arcs; single
 * exchanges along paths of windows then make it exact, and end because each
 * lowers the sum of squares.
 *
 * Rejected: a flow with convex costs, which needs a path for each request.
 *
 * Loads are in any unit; base, limit and unit times work stay below 2^62.
 * About windows x slots x 8 bytes.
 */
#ifndef ENGINE_SMOOTH_H
#define ENGINE_SMOOTH_H

#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"

#define SMOOTH_NO_LIMIT	(UINT64_MAX / 4)

struct smooth_window {
	uint32_t from;		/* slot */
	uint32_t slots;		/* 1 to all; past the last goes on at 0 */
	uint64_t work;		/* requests */
};

struct smooth_problem {
	uint32_t slots;
	const uint64_t *base, *limit;	/* by slot; SMOOTH_NO_LIMIT: none */
	uint64_t unit;			/* load of one request, not 0 */
	const struct smooth_window *window;
	uint32_t windows;
};

struct smooth_arc {		/* critical, highest first */
	uint32_t from, slots;	/* first slot, and the last by its distance */
	uint32_t filled;	/* slots of it: others were fixed before */
	uint64_t work;		/* requests wholly inside */
	uint64_t left;		/* of them do not fit */
	uint64_t level;		/* load up to which it is filled */
};

struct smooth_plan {
	struct arena arena;
	uint32_t slots, windows;
	uint64_t *count;	/* windows x slots */
	uint64_t *load;		/* by slot */
	uint64_t *left;		/* by window: requests that do not fit */
	uint64_t left_total;
	bool *blocked;		/* by slot: full, and wanted by what is left */
	VEC(struct smooth_arc) arcs;
};

void smooth_make(const struct smooth_problem *p, struct smooth_plan *plan);
void smooth_plan_release(struct smooth_plan *plan);
uint64_t smooth_at(const struct smooth_plan *plan, uint32_t window,
		   uint32_t slot);

#endif
