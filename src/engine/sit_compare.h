/*
 * sit_compare.h - what a cycle says that the one before did not
 *
 *	FIXED		it did not pass, and passes now
 *	BROKEN		it passed, and does not now
 *	STILL_FAILING	it passes neither time
 *	STILL_PASSING	both times
 *	NEW		the older cycle has no result of it
 *	LOST		the newer one has none: coverage that is gone
 *	LEFT_OUT	one of the two skipped it; nothing can be said
 *
 *	struct comparison c;
 *
 *	sit_compare(&older, &newer, &c);
 *	comparison_release(&c);
 *
 * Passing is PASS. A case that either side planned and did not run is no
 * result of that side. Rows stand by combination, service and case.
 *
 * Source: section 13 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_SIT_COMPARE_H
#define ENGINE_SIT_COMPARE_H

#include "engine/outcome.h"

enum change_kind { CYCLES_FIXED, CYCLES_BROKEN, CYCLES_STILL_FAILING,
		   CYCLES_NEW, CYCLES_LOST, CYCLES_STILL_PASSING,
		   CYCLES_LEFT_OUT, CYCLES_CHANGES };

const char *change_kind_name(enum change_kind k);	/* "STILL_FAILING" */

struct compared {
	enum change_kind change;
	const struct outcome_case *which;	/* of the newer, if it has it */
	const struct outcome *old, *new;	/* NULL: no result */
	bool has_old_ms, has_new_ms;
	uint64_t old_ms, new_ms;
	struct span firmware;	/* what changed of it */
};

struct comparison {
	struct arena arena;
	VEC(struct compared) v;
	uint64_t count[CYCLES_CHANGES];
	/* of cases that passed both times and say how long they took */
	uint64_t timed, old_p50, new_p50, old_p95, new_p95;
};

void sit_compare(const struct outcomes *older, const struct outcomes *newer,
		 struct comparison *c);
void comparison_release(struct comparison *c);

#endif
