/*
 * stability.h - how firm does a selection stand?
 *
 *   MARGIN        installations between the last one in and the first one
 *                 out: so many missing ones could turn it
 *   TIE           each combination with the same count as the cut
 *   UNRESOLVED    could the unresolved installations turn it? They could if
 *                 they are at least as many as the margin (R13)
 *   NON_INTENDER  the same of those who do not intend to enrol (R6)
 *   REPORTER      the selection again with each reporter left out: what
 *                 would enter, what would leave (needs an estate)
 *
 *	struct stability st;
 *	stability_of_cut(&selection, &st);
 *	stability_without(&selection, &estate, &policy, &st);
 *	stability_release(&st);
 */
#ifndef ENGINE_STABILITY_H
#define ENGINE_STABILITY_H

#include "engine/estate.h"
#include "engine/select.h"

struct stability_row {
	const char *check;
	struct span subject;
	uint64_t installations;		/* of the subject */
	uint64_t margin;
	bool has_margin;
	bool turns;
	struct span enters, leaves;	/* combinations; empty: none */
	struct span text;
};

struct stability {
	struct arena arena;
	VEC(struct stability_row) rows;
};

#define STABILITY_INIT	{ ARENA_INIT, VEC_INIT }

void stability_of_cut(struct selection *s, struct stability *st);
void stability_without(struct selection *s, const struct estate *e,
		       const struct policy *policy, struct stability *st);
void stability_release(struct stability *st);

#endif
