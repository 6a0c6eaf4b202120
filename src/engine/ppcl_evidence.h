/*
 * ppcl_evidence.h - which test results a change voids: rule R26
 *
 * A result counts for a combination as long as it ran on the device models
 * that the combination has. Of a change that voids evidence, it takes the
 * results of that row
 *
 *	firmware	that ran on any other version than the new one, or do
 *			not say on which
 *	all others	that ran on an earlier release than the new one, or do
 *			not say on which
 *
 * Results that are void already (voided_by) are counted, not listed. A
 * result is listed once, under the first change that voids it, by the number
 * in the id, then cycle, case and attempt.
 *
 *	struct voided v = VOIDED_INIT;
 *	ppcl_evidence(&changes, &new, &results, &v);
 *
 * Spans point into what was given.
 */
#ifndef ENGINE_PPCL_EVIDENCE_H
#define ENGINE_PPCL_EVIDENCE_H

#include "model/change.h"
#include "model/result.h"

struct voided_result {
	const struct result_row *result;
	const struct change *change;
	struct span ran_on;
};

struct voided {
	VEC(struct voided_result) v;
	uint64_t already;		/* results that were void before */
};

#define VOIDED_INIT	{ VEC_INIT, 0 }

void ppcl_evidence(const struct changes *c, const struct release *new,
		   const struct results *results, struct voided *v);
/* How many of them belong to that id of the new release. */
uint64_t voided_count(const struct voided *v, struct span ppc_id);
void voided_release(struct voided *v);

#endif
