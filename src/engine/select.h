/*
 * select.h - which combinations go into Migration Testing and SIT
 *
 * Ranks the in-scope combinations of a tally by installed base over all
 * SMSOs (R7) and selects (R8):
 *
 *   without a constraint   the first `top` by rank
 *   with --cover           of all choices of `top` that have every variant,
 *                          the one with the most installations, proved
 *
 * `forbid` and min_share take combinations out first; each `require` asks
 * for at least one that matches. Ties: count, active count, key bytewise;
 * among equally heavy choices the one of lower ranks.
 *
 *	struct selection s;
 *	select_combinations(&tally, &policy, &s);
 *	if (s.verdict == SELECTION_IMPOSSIBLE) ...	(smallest_k, missing)
 *	for (size_t i = 0; i < s.rows.n; i++) ...	(in rank order)
 *	selection_release(&s);
 *
 * PPC ids are given by SMSO (bytewise), then rank, so an id is no rank. An
 * SMSO in scope of which nothing is selected has an obligation (R11): its
 * most prevalent combination, SMSO_FIRST_DMC, has to pass Migration Testing
 * before its capability goes live. Everything else in scope is a
 * DMCT_CANDIDATE (R10). No defect or quality data takes part (R12).
 *
 * The selection points into the tally, which must live as long.
 */
#ifndef ENGINE_SELECT_H
#define ENGINE_SELECT_H

#include "base/arena.h"
#include "base/vec.h"
#include "model/tally.h"

enum selection_disposition {
	SELECTION_SELECTED, SELECTION_SMSO_FIRST, SELECTION_DMCT,
	SELECTION_OUT_OF_SCOPE, SELECTION_NON_INTENDER, SELECTION_UNRESOLVED,
};

enum selection_verdict {
	SELECTION_DONE,
	SELECTION_IMPOSSIBLE,	/* no choice of `top` meets the constraint */
	SELECTION_UNDECIDED,	/* not found within the limit of search */
};

enum selection_rule { RULE_PREVALENCE, RULE_COVERAGE, RULE_REQUIRED,
		      RULE_FORBIDDEN, RULE_MIN_SHARE, RULE_SMSO_GATE,
		      RULE_BELOW_CUT, RULE_NONE };

struct selection_row {
	const struct tally_row *tally;
	uint64_t rank;			/* from 1; 0: not in scope */
	uint64_t id;			/* of the PPC, from 1; 0: none */
	enum selection_disposition disposition;
	enum selection_rule rule;
	bool barred;			/* forbidden, or below min_share */
	uint64_t cumulative;		/* installations, selected rows only */
	struct span hold;		/* why it enters later; empty */
	struct span reason;		/* words, without any count */
};

struct selection_obligation {
	struct span smso;
	uint64_t rank;			/* of its first; 0: it has none */
};

struct selection {
	struct arena arena;
	const struct tally *tally;
	const struct policy *policy;
	VEC(struct selection_row) rows;	/* the tally's, same order */
	VEC(struct selection_obligation) obligations;
	uint64_t in_scope;		/* installations */
	uint64_t combinations;		/* in scope */
	uint64_t selected;		/* installations */
	uint64_t selected_count;	/* combinations */
	enum selection_verdict verdict;
	uint64_t objective, bound;	/* installations */
	bool optimal;
	uint64_t smallest_k;		/* with IMPOSSIBLE; 0: none could */
	bool smallest_k_proved;		/* else at least that many */
	VEC(struct span) missing;	/* variants that no candidate has */
};

void select_combinations(const struct tally *t, const struct policy *policy,
			 struct selection *s);
void selection_release(struct selection *s);

const char *selection_disposition_name(enum selection_disposition d);
const char *selection_rule_name(enum selection_rule r);	/* "PREVALENCE" */

/* "DMC-4"; empty for a row without an id. Lives in the selection. */
struct span selection_ppc_id(struct selection *s,
			     const struct selection_row *row);

/* Installations between the last one in and the first one out, and whether
 * they are tied; false where nothing is cut off. */
struct selection_cut {
	const struct selection_row *last_in, *first_out;
	uint64_t margin;
	bool tied;
};
bool selection_cut(const struct selection *s, struct selection_cut *cut);

/* Does a combination meet all members of a condition? */
bool select_matches(const struct tally *t, const struct tally_row *row,
		    const struct policy_when *when);

#endif
