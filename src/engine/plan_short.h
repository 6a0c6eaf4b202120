/*
 * plan_short.h - what is short, and the least that would clear it
 *
 * A class of which more is left than any capacity could help is short at one
 * node: of the nodes with a positive goal 1 price in its window, the one
 * whose prices there add up to most (then the first in order), in that run of
 * adjacent periods which holds most of it. In a tree without repeats these
 * prices are a minimum cut, and the runs its edges.
 *
 * A price says what one unit more is worth where the plan stands, and nothing
 * about the second unit. So the remedy is found by solving again: so many
 * more a day at one node from one period to the end, as few as possible,
 * such that nothing is left that could be migrated.
 */
#ifndef ENGINE_PLAN_SHORT_H
#define ENGINE_PLAN_SHORT_H

#include "engine/plan_lp.h"

/* Reads the solution and the prices of goal 1, and never of the plan; fills
 * in its shortages. */
void plan_short(const struct plan_lp *m, struct plan *plan);

#endif
