/*
 * ppcl_merge.h - do two branches of one release contradict each other?
 *
 * Both branches are compared with the release that they began with. They
 * contradict each other where
 *
 *	CELL			both changed one cell, to different values
 *	REMOVED_CHANGED		one removed a row of which the other changed
 *				a cell (more than its spelling or share)
 *	ADDED_TWICE		both gave one id to different combinations
 *	SAME_COMBINATION	both added one combination under two ids
 *
 *	struct conflicts c = CONFLICTS_INIT;
 *	ppcl_merge(&base, &a, &b, &c);
 *
 * Two spellings of one value are no conflict. Spans point into the releases
 * or the arena. Order: as the changes of a, then those of b alone.
 */
#ifndef ENGINE_PPCL_MERGE_H
#define ENGINE_PPCL_MERGE_H

#include "engine/ppcl_diff.h"

enum conflict_kind { CONFLICT_CELL, CONFLICT_REMOVED_CHANGED,
		     CONFLICT_ADDED_TWICE, CONFLICT_SAME_COMBINATION };

struct conflict {
	enum conflict_kind kind;
	unsigned column;		/* as in struct change */
	struct span ppc_id, base, a, b;
};

struct conflicts {
	struct changes of_a, of_b;
	VEC(struct conflict) v;
};

#define CONFLICTS_INIT	{ CHANGES_INIT, CHANGES_INIT, VEC_INIT }

void ppcl_merge(const struct release *base, const struct release *a,
		const struct release *b, struct conflicts *c);
const char *conflict_name(enum conflict_kind k);
void conflicts_release(struct conflicts *c);

#endif
