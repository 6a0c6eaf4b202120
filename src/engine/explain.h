/*
 * explain.h - why each chosen combination is in, and each near miss is not
 *
 * One row for each selected combination, for each SMSO's first, and for the
 * near misses: the unselected combinations of rank up to the last selected
 * one's, and the `misses` best behind it.
 *
 *	struct explanation x;
 *	explain_selection(&selection, 3, &x);
 *	x.rows.v[i].covers_alone	("gas meter G470 (MK2)")
 *	explanation_release(&x);
 */
#ifndef ENGINE_EXPLAIN_H
#define ENGINE_EXPLAIN_H

#include "engine/select.h"

struct explain_row {
	const struct selection_row *row;
	struct span combination;	/* models and firmware, hub first */
	struct span covers_alone;	/* hardware no other selected one has */
	struct span text;		/* the rule in words, with numbers */
};

struct explanation {
	struct arena arena;
	VEC(struct explain_row) rows;	/* by rank */
};

void explain_selection(struct selection *s, uint64_t misses,
		       struct explanation *x);
void explanation_release(struct explanation *x);

/* "SEAP-2000-V 2.1.12, E470 (MK1) TBC, G370 03.00.01.61": absent devices
 * are left out. */
struct span explain_combination(const struct tally *t,
				const struct tally_row *row, struct arena *a);

#endif
