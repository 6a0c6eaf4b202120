/*
 * smooth_peel.h - how high each slot will be: critical arcs, one by one
 *
 *	smooth_peel(problem, room, target, plan);
 *
 * target[slot] gets the requests of the slot, never more than room[slot];
 * plan->arcs the critical arcs in the order in which they were found, highest
 * first. For engine/smooth.c; the idea is told in engine/smooth.h.
 */
#ifndef ENGINE_SMOOTH_PEEL_H
#define ENGINE_SMOOTH_PEEL_H

#include "engine/smooth.h"

void smooth_peel(const struct smooth_problem *p, const uint64_t *room,
		 uint64_t *target, struct smooth_plan *plan);

#endif
