/*
 * variants.h - what a combination has that could be covered
 *
 * Numbers the things that a selection may be asked to cover, over all
 * in-scope combinations of a tally, and lists for each combination which it
 * has:
 *
 *   hardware  a value of one of the policy's hardware columns (a model of
 *             hub, electricity meter or gas meter unless the policy differs)
 *   model     a device model: maker, model and firmware of one device, as
 *             far as the key tells them apart
 *   pair      two device models of different devices in one combination
 *
 * NONE, blank, ? and masked (TBC) cells are no variants: nothing can be
 * tested on them. Of the 2019 FOC estate there are 7 hardware variants.
 *
 *	struct variants v;
 *	variants_init(&v, &tally, &policy, POLICY_COVER_HARDWARE);
 *	for (size_t i = v.first[row]; i < v.first[row + 1]; i++)
 *		use(v.item[i]);		(row: place among in-scope rows)
 *	variants_release(&v);
 *
 * Source: rule R8 of smets1-tools(7).
 */
#ifndef ENGINE_VARIANTS_H
#define ENGINE_VARIANTS_H

#include "base/intern.h"
#include "model/tally.h"

struct variants {
	uint32_t count;		/* distinct */
	uint32_t rows;		/* in-scope rows */
	size_t *first;		/* rows + 1 offsets into item */
	VEC(uint32_t) item;
	VEC(uint32_t) carriers;	/* by variant: rows that have it */
	struct intern names;	/* by variant: its text in words */
};

void variants_init(struct variants *v, const struct tally *t,
		   const struct policy *policy, enum policy_cover kind);
/* "gas meter G470 (MK1)"; a pair has " with " between its two. */
struct span variants_name(const struct variants *v, uint32_t variant);
void variants_release(struct variants *v);

#endif
