/*
 * journal_out.h - results out of a journal
 *
 *	struct results results = RESULTS_INIT;
 *	struct journal_want want = { .cycle = SPAN("C1") };
 *
 *	if (!journal_results(j, &want, &results)) ...
 *	for (size_t i = 0; i < results.rows.n; i++)
 *		table_out_row(&t, results.rows.v[i].cell);
 *
 * Rows come by cycle in the order of their begin, then in the order of the
 * plan, then by attempt. The row of a case is that of its last attempt, with
 * the verdict of the first that was not voided beside it; an attempt that is
 * still open is NO_VERDICT, and its reason says what it waits for and until
 * when, by the campaign's clock. flaky: it passed, and the first attempt had
 * not.
 *
 * evidence_sha256 is the digest of the line that tells of the attempt in the
 * file attempts.ndjson of an evidence pack, sit-evidence(5).
 */
#ifndef FILE_JOURNAL_OUT_H
#define FILE_JOURNAL_OUT_H

#include "file/journal.h"
#include "model/result.h"

struct journal_want {
	struct span cycle;	/* empty: all of them */
	bool attempts;		/* a row each, not one a case */
	bool not_run;		/* also cases without an attempt: NO_VERDICT,
				   reason JOURNAL_NOT_RUN */
	bool gone;		/* also cases that the plan lost */
};

#define JOURNAL_NOT_RUN	"not run"

/* False: it cannot be read; journal_failure(). */
bool journal_results(struct journal *j, const struct journal_want *want,
		     struct results *results);

/* Is that a row of a case that has no attempt? */
bool journal_row_not_run(const struct result_row *row);

#endif
