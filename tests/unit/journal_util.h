/*
 * journal_util.h - journals of any size for tests
 *
 * A plan of made-up cases, and for each of them what a run would put: a
 * signed request and its acknowledgement, and the result that was pushed.
 * Bodies have the size and the entropy of real ones; every digit follows
 * from the number of the case.
 */
#ifndef JOURNAL_UTIL_H
#define JOURNAL_UTIL_H

#include "file/journal.h"

#define JOURNAL_UTIL_NOW	INT64_C(1571097600000)	/* 15 October 2019 */

/* A campaign, a cycle of that name, and a plan of `cases`. */
uint64_t journal_util_plan(struct journal *j, const char *cycle,
			   uint64_t cases);
/* Puts what the case had; the attempt's number. Commits nothing. */
uint64_t journal_util_case(struct journal *j, uint64_t cycle,
			   uint64_t case_no, uint64_t attempt,
			   const char *verdict);
/* Bodies of a case: 0 request, 1 acknowledgement, 2 result. */
void journal_util_body(uint64_t seed, unsigned which, struct buf *body);
/* The whole of it, `batch` cases to a commit. False: journal_failure(). */
bool journal_util_fill(struct journal *j, uint64_t cases, uint64_t batch);

#endif
