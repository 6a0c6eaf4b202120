/*
 * since.h - what became of the combinations between two snapshots
 *
 *	struct since s;
 *	since_compare(&old, &now, &s);
 *	s.rows.v[i].change, .before, .after	(rows of the tallies, or NULL)
 *	since_release(&s);
 *
 * Rows of the two tallies meet by disposition and key. Order: CAME, LEFT,
 * GREW, SHRANK, SAME; in each, by how many installations changed, then as
 * the tally orders them. The tallies must have the same columns.
 */
#ifndef ENGINE_SINCE_H
#define ENGINE_SINCE_H

#include "model/tally.h"

enum since_change { SINCE_CAME, SINCE_LEFT, SINCE_GREW, SINCE_SHRANK,
		    SINCE_SAME, SINCE_CHANGES };

struct since_row {
	enum since_change change;
	const struct tally_row *before, *after;
};

struct since {
	VEC(struct since_row) rows;
	uint64_t count[SINCE_CHANGES];		/* combinations */
};

const char *since_change_name(enum since_change c);
bool since_same_columns(const struct tally *a, const struct tally *b);
void since_compare(const struct tally *old, const struct tally *now,
		   struct since *s);
void since_release(struct since *s);

#endif
