/*
 * curve.h - what k combinations would buy, for every k
 *
 * For k = 1 .. all in-scope combinations, taken by rank: the installations
 * they stand for and how many hardware variants, device models and pairs of
 * device models they have between them (engine/variants.h). The question of
 * R8 on one page: how many are enough?
 *
 *	struct curve c;
 *	curve_init(&c, &tally, &policy);
 *	c.points.v[k - 1].installations
 *	curve_release(&c);
 */
#ifndef ENGINE_CURVE_H
#define ENGINE_CURVE_H

#include "base/vec.h"
#include "model/tally.h"

struct curve_point {
	uint64_t installations;		/* of the first k */
	uint32_t hardware, models, pairs;
};

struct curve {
	VEC(struct curve_point) points;
	uint64_t in_scope;		/* installations */
	uint32_t hardware, models, pairs;	/* in all */
};

void curve_init(struct curve *c, const struct tally *t,
		const struct policy *policy);
void curve_release(struct curve *c);

#endif
