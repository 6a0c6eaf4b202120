/*
 * plan_match.h - which installations a row of a planner's table speaks of
 *
 * A match is "column=value" joined by ';', all of which must hold; blank
 * holds for everything. Columns are those of the inventory that a class may
 * have, and what eligibility adds: s1sp, dco, requesting_party, ppc_id.
 * "fuel" is fuel_type; "party" and "channel" are other words for supplier
 * and smso, for programmes that have neither.
 *
 *	struct plan_match m;
 *	if (!plan_match_parse(SPAN("smso=SMSO-2;status=DORMANT"), &arena,
 *			      &m, &why))
 *		...			(why.text says what is wrong)
 *	m.column[0] == RFI_SMSO
 *
 * Values are compared in canonical form (engine/plan_match.h). A column may
 * stand in a match once. Strings belong to the arena.
 */
#ifndef MODEL_PLAN_MATCH_H
#define MODEL_PLAN_MATCH_H

#include "base/arena.h"
#include "model/rfi.h"

/* Columns beyond those of rfi.h. */
enum { PLAN_COL_S1SP = RFI_COLUMNS, PLAN_COL_DCO, PLAN_COL_REQUESTING_PARTY,
       PLAN_COL_PPC_ID, PLAN_COL_COUNT };

struct plan_match {
	struct span text;		/* as it stands */
	uint32_t n;
	const uint32_t *column;
	const struct span *value;
};

struct plan_match_why {
	bool column;			/* a column that does not exist */
	struct span part;		/* of the match, at fault */
	struct span text;		/* continues the quoted part */
};

bool plan_match_parse(struct span text, struct arena *a,
		      struct plan_match *m, struct plan_match_why *why);

/* The value that the match asks of a column; false: it asks none. */
bool plan_match_asks(const struct plan_match *m, uint32_t column,
		     struct span *value);

const char *plan_match_name(uint32_t column);

#endif
