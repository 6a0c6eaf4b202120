/*
 * dmct.h - which combinations still need a test, and in which order
 *
 * Every combination in scope that is not on the tested list gets an evidence
 * class (engine/evidence_class.h), an answer, and where it needs a test a
 * place in the queue (engine/dmct_search.h). Unlocked is a combination that
 * is E0 or E1 and whose SMSO has passed Migration Testing: then it needs no
 * test of its own, as far as evidence goes.
 *
 *	TEST              E4, or the first combination of its SMSO (a gate)
 *	REDUCED           E2 or E3: only some pair or some firmware is new
 *	UPGRADE           becomes an eligible one by firmware alone
 *	DISPLAY_MISMATCH  the meters are eligible ones or become so, and the
 *	                  display's firmware fits none of them
 *	NO_TEST           E0 or E1, now or after a test before it
 *	UNECONOMIC        decided not to be tested: never eligible
 *
 * An answer is a suggestion: a combination that can be upgraded, or whose
 * display does not fit, keeps its place in the order of tests beside it.
 *
 *	struct dmct_queue q;
 *	dmct_queue_make(&input, &q);
 *	for (size_t i = 0; i < q.rows.n; i++) ...	(tests first)
 *	dmct_queue_release(&q);
 *
 * The queue points into what it was given.
 *
 * Source: rules R10 and R11 and section 7.4 of the method, dmct-queue(1).
 */
#ifndef ENGINE_DMCT_H
#define ENGINE_DMCT_H

#include "engine/evidence_class.h"
#include "model/tally.h"

enum dmct_answer { DMCT_TEST, DMCT_REDUCED, DMCT_UPGRADE, DMCT_DISPLAY,
		   DMCT_NO_TEST, DMCT_UNECONOMIC };

struct dmct_input {
	const struct tally *tally;
	struct evidence_set *tested;
	struct evidence_set *pending;	/* rows that have ids, tested or not */
	const struct epcl_tables *tables;	/* uneconomic, upgrades */
	uint64_t top;			/* prove the first so many tests */
	uint64_t work_limit;		/* of the search; 0: its own */
};

struct dmct_row {
	const struct tally_row *tally;
	struct release_row what;
	uint64_t rank;
	struct evidence evidence;
	bool gate;
	bool smso_waits;		/* has yet to pass Migration Testing */
	enum dmct_answer answer;
	uint64_t order;			/* of its test, from 1; 0: none */
	uint64_t unlocked;		/* installations, by its test */
	uint64_t total;			/* unlocked and eligible by then */
	uint64_t gap;			/* installations */
	struct span also_unlocks;
	uint64_t unlocked_by;		/* order; 0: by none */
	const struct release_row *upgrade_to;	/* NULL: no path */
	struct span upgrade_path;
	uint64_t upgrade_kinds;		/* devices an installation */
	struct span reason;
};

struct dmct_queue {
	struct arena arena;
	VEC(struct dmct_row) rows;
	uint64_t in_scope;		/* installations, all of these */
	uint64_t eligible;		/* identical to a tested one */
	uint64_t no_test;		/* E0 or E1 before the first test */
	uint64_t uneconomic;
	uint64_t upgradable;
	uint64_t tests;
	uint64_t gates;
	bool smso_stated;		/* else gates cannot be told */
	uint64_t exact;			/* tests searched exactly */
	uint64_t exact_total;		/* eligible and unlocked by them */
	uint64_t exact_bound;
	bool *uneconomic_met;		/* by row of the table */
};

void dmct_queue_make(const struct dmct_input *in, struct dmct_queue *q);
void dmct_queue_release(struct dmct_queue *q);

const char *dmct_answer_name(enum dmct_answer a);	/* "NO_TEST" */

#endif
