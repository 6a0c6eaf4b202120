/*
 * ppcl_diff.h - what changed between two releases: rules R21 to R23
 *
 * One change for each cell that differs in any byte, one for each row that
 * came or went. Order: the list as a whole, then rows by the number in the
 * id, then columns. What a release does not state is no change; neither is a
 * share of which one release has the figure and the other its rounding.
 *
 *	struct changes c = CHANGES_INIT;
 *	ppcl_diff(&old, &new, &c);
 *
 * Classes of a cell:
 *
 *	firmware	LABEL_ONLY (the same version in another spelling),
 *			FW_RESOLVED (from TBC), FW_REOPENED (to TBC),
 *			FW_CHANGED
 *	maker, model	HW_CHANGED; of the display PPMID_SWAPPED; the
 *			firmware of such a device goes with it
 *	SMSO, fuel type	HW_CHANGED: another combination
 *	WAN provider	WAN_CHANGED
 *	share		SHARE_CHANGED
 *	id		RENUMBERED (the row matched by its key)
 *	all others, a name in another spelling, and a maker, SMSO, fuel type
 *	or WAN provider that one side does not provide	LABEL_ONLY
 */
#ifndef ENGINE_PPCL_DIFF_H
#define ENGINE_PPCL_DIFF_H

#include "engine/ppcl_match.h"
#include "model/change.h"

void ppcl_diff(const struct release *old, const struct release *new,
	       struct changes *c);
void ppcl_diff_matched(const struct ppcl_match *m, struct changes *c);

/* The combination of a row in words, for people. */
struct span ppcl_words(const struct release_row *row, struct arena *a);

#endif
