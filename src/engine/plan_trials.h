/*
 * plan_trials.h - a plan, tried many times
 *
 * A plan counts on the failures that are expected. In a trial every attempt
 * succeeds or fails by chance (engine/draw.h), and the plan is carried out:
 *
 *	1. first attempts as planned
 *	2. repeated ones as planned, as far as that many have failed; capacity
 *	   that is not needed is free
 *	3. failures beyond those that the plan has room for later are attempted
 *	   in the first open period in which every node has capacity left, in
 *	   order of class
 *
 *	struct plan_trials t;
 *	plan_trials_make(&problem, &plan, 1000, seed, &t);
 *	t.of[k].p90		(period in which nine trials in ten are done)
 *	t.row_p90[i]		(successes of row i, nine chances in ten)
 *	plan_trials_release(&t);
 *
 * A class is done when nobody whom the plan attempts is left to be attempted:
 * migrated, or failed for the last time. What the plan leaves is not counted
 * here. A trial that is not done when the periods are over is open. Quantiles
 * are of nearest rank: of N trials, P90 is the least period by which at least
 * 0.9 N are done; of successes, the most that at least 0.9 N reach.
 *
 * Same seed, same trials. Memory: at most 256 MB for the quantiles of rows;
 * plans beyond are tried several times over, with the same draws.
 *
 * Source: section 6.5 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_TRIALS_H
#define ENGINE_PLAN_TRIALS_H

#include "model/plan.h"

#define PLAN_TRIALS_MAX	100000u

struct plan_chance {
	uint64_t planned;		/* first attempts of the plan */
	uint64_t done_ppm;		/* expected successes, millionths */
	uint64_t done_p90;
	uint32_t finish;		/* of the plan; PLAN_NONE: nothing */
	uint32_t p10, p50, p90;		/* period; PLAN_NONE: not in the plan */
	uint64_t open;			/* trials */
};

struct plan_trials {
	uint32_t trials;
	uint32_t classes;
	struct plan_chance *of;		/* by class; [classes]: all of them */
	uint64_t *row_p90;		/* by row; of FIRMWARE all succeed */
};

/* trials: 1 to PLAN_TRIALS_MAX. */
void plan_trials_make(const struct plan_problem *p, const struct plan *plan,
		      uint32_t trials, uint64_t seed, struct plan_trials *t);
void plan_trials_release(struct plan_trials *t);

#endif
