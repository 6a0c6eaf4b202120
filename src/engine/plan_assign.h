/*
 * plan_assign.h - a plan split back to single installations
 *
 * Within a class nothing in the question tells installations apart, so any
 * order will do; it is that of a hash of their ids, which is the same on any
 * machine and for any order of the inventory. The first so many of a class
 * are attempted in its first period, and so on; those with firmware get it in
 * the same order, so nobody migrates before it.
 *
 * Twice over the inventory: first every hash is kept (8 bytes an
 * installation), sorted by class, and cut at the quotas; then each is asked
 * for its periods.
 *
 *	plan_assign_init(&a, &problem, &plan, &classes);
 *	plan_assign_add(&a, piece, gas, hash);		(every installation)
 *	plan_assign_cut(&a);
 *	plan_assign_find(&a, piece, gas, hash, &found);	(every one again)
 *	plan_assign_release(&a);
 *
 * A piece is a row of the tally and a status (plan_classes.h). Of a piece
 * that GT01 splits, the first in the order keep their gas meter; who is
 * excluded by a share is behind all the others.
 *
 * Ids that hash alike (two rows of one id) take their places in the order in
 * which they are asked for, so both passes must go over the same rows.
 */
#ifndef ENGINE_PLAN_ASSIGN_H
#define ENGINE_PLAN_ASSIGN_H

#include "engine/plan_classes.h"

struct plan_pool;

struct plan_assign {
	const struct plan_problem *p;
	const struct plan_classes *c;
	struct plan_pool *pools;	/* one a class, then the split pieces */
	uint32_t n;
	uint32_t *pool_of;		/* by piece; PLAN_NONE: no class */
};

struct plan_found {
	uint32_t class_index;		/* PLAN_NONE: of no class */
	uint32_t period[PLAN_STEPS];	/* PLAN_NONE: left, or no such step */
};

uint64_t plan_hash(struct span id);

void plan_assign_init(struct plan_assign *a, const struct plan_problem *p,
		      const struct plan *plan, const struct plan_classes *c);
/* gas_excluded: GT01 names it by its id. */
void plan_assign_add(struct plan_assign *a, size_t piece, bool gas_excluded,
		     uint64_t hash);
void plan_assign_cut(struct plan_assign *a);
void plan_assign_find(struct plan_assign *a, size_t piece, bool gas_excluded,
		      uint64_t hash, struct plan_found *found);
/* Its place among those of the class, from 0. */
uint64_t plan_assign_rank(const struct plan_assign *a, uint32_t class_index,
			  uint64_t hash);
void plan_assign_release(struct plan_assign *a);

#endif
