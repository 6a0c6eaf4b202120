/*
 * exit_criteria.h - may the campaign end? The arithmetic of each criterion
 *
 * A criterion takes its sample of cases by the columns that say what a case
 * is, and of each case the results that its filter lets in. What counts:
 *
 *	EXECUTED	of all cases but those left out: the newest result
 *			that counts is PASS, FAIL or LATE
 *	PASSED		of all cases with a result that counts: the newest
 *			is PASS
 *	FIRST_TIME	of the same: the first attempt of the oldest was PASS
 *	IN_TRT		of those whose time was judged: in time
 *	MANDATORY	of all cases that the plan has as mandatory, left out
 *			or not: the newest is PASS
 *	FINAL_FW	of all cases with a result: the newest result counts
 *	REGRESSION_DONE	of all cases that have a result that does not count,
 *			or are in a cycle SYSTEM_REGRESSION: run again, PASS,
 *			FAIL or LATE, with a result that counts; of those in
 *			such a cycle, in it
 *	OPEN_ISSUES	issues that are not closed
 *
 * A result counts that is evidence (engine/evidence_counts.h) for its
 * combination as the current release has it, and is not SKIP. BLOCKED, ERROR
 * and NO_VERDICT have been tried and are not passed. Of a case that was not
 * run nothing is assumed.
 *
 * Shares are compared as fractions, never as rounded percentages. A sample
 * of nothing meets no threshold; issues are counted, and none is a count
 * once there is a table of issues. A count threshold of any other measure is
 * how many cases may fall short.
 *
 *	struct sheet s;
 *
 *	exit_criteria(&ask, &s, &diag);
 *	for (size_t i = 0; i < s.rows.n; i++) ...
 *	sheet_release(&s);
 *
 * Source: section 10.6 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_EXIT_CRITERIA_H
#define ENGINE_EXIT_CRITERIA_H

#include "engine/issue_links.h"
#include "engine/outcome.h"
#include "model/criteria.h"
#include "model/release.h"

struct sheet_ask {
	const struct criteria *criteria;
	const struct outcomes *outcomes;
	const struct test_issues *issues;	/* NULL: no table */
	const struct issue_links *links;	/* with issues */
	const struct release *release;		/* NULL: none to judge by */
	const char *file;			/* of the results */
};

struct sheet_row {
	const struct exit_criterion *criterion;
	struct span ppc_id;		/* empty: overall */
	uint64_t numerator, denominator;
	bool met;
	struct span reason;		/* why not */
};

struct sheet {
	struct arena arena;
	VEC(struct sheet_row) rows;	/* as the criteria stand, then by
					   combination */
	uint64_t met;
};

void exit_criteria(const struct sheet_ask *ask, struct sheet *s,
		   struct diag *d);
void sheet_release(struct sheet *s);

/* Is a share reached: is n of d at least `percent` (times CRITERION_SCALE)? */
bool share_reached(uint64_t n, uint64_t d, uint64_t percent);

#endif
