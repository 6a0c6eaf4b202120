/*
 * ppcl_match.h - which row of one release is which of another: rule R21
 *
 * Rows match by PPC id; what is left by migration key, as far as both
 * releases provide its columns. What is left then has come or gone; the row
 * nearest to it by device models may be named, as a suggestion only.
 *
 *	struct ppcl_match m;
 *	ppcl_match_init(&m, &old, &new);
 *	m.old_of[i]		(row of old, or PPCL_NO_ROW)
 *	ppcl_match_release(&m);
 */
#ifndef ENGINE_PPCL_MATCH_H
#define ENGINE_PPCL_MATCH_H

#include "engine/ppcl_key.h"

struct ppcl_match {
	const struct release *old, *new;
	uint32_t provided;		/* columns, by both */
	size_t *old_of;			/* by row of new */
	size_t *new_of;			/* by row of old */
};

void ppcl_match_init(struct ppcl_match *m, const struct release *old,
		     const struct release *new);
/* The nearest row of old that nothing matches, or PPCL_NO_ROW. It looks at
 * no more than PPCL_NEAREST_MAX of them. */
#define PPCL_NEAREST_MAX	1000
size_t ppcl_match_nearest(const struct ppcl_match *m,
			  const struct release_row *row, unsigned *distance);
void ppcl_match_release(struct ppcl_match *m);

#endif
