/*
 * pick.h - a selection read back from a file
 *
 * What dmc-select wrote, in the columns that a release has, with what is
 * needed for the share of the list. Or a release of which all rows are meant
 * (then every disposition is SELECTED). Strings belong to the arena of
 * `rows`.
 *
 *	counts		every row has count_total
 *	in_scope	installations in scope; from JSON only, else 0
 *	share, share_whole
 *			share of the selected together as the file states it;
 *			empty: it does not
 */
#ifndef MODEL_PICK_H
#define MODEL_PICK_H

#include "model/release.h"

struct pick {
	bool selected;
	uint64_t count;			/* installations */
	struct span cumulative;		/* percent up to this row, as text */
};

struct picks {
	const char *file;
	struct release rows;		/* in the order of the file */
	VEC(struct pick) pick;		/* by row */
	bool counts;
	uint64_t in_scope;
	struct span share, share_whole;
};

#define PICKS_INIT	{ .rows = RELEASE_INIT, .share = { "", 0 }, \
			  .share_whole = { "", 0 } }

void picks_release(struct picks *p);

#endif
