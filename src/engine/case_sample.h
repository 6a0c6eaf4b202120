/*
 * case_sample.h - a part of a campaign that still says something
 *
 *	SMOKE		each device answers one read, each set one request to
 *			the DCC itself and one refusal
 *	PAIRWISE	every two of combination, service, mode, polarity and
 *			installation type that stand together in a case of
 *			the campaign stand together in a case of the sample
 *	REGRESSION	the cases whose results a change voided
 *
 *	bool *keep = mem_array(cases.rows.n, sizeof(*keep));
 *
 *	case_sample_pairwise(&cases, keep);
 *	case_sample_close(&cases, keep);	(and what they depend on)
 *	case_sample_cut(&cases, keep);
 *
 * Pairwise takes the case that covers most pairs not yet covered, of equals
 * the first: the same sample every time, within a logarithmic factor of the
 * smallest one. Cases of one chain stay together.
 */
#ifndef ENGINE_CASE_SAMPLE_H
#define ENGINE_CASE_SAMPLE_H

#include "base/intern.h"
#include "model/testcase.h"

void case_sample_smoke(const struct cases *cases, bool *keep);
void case_sample_pairwise(const struct cases *cases, bool *keep);
/* found[i]: is the i-th id that of a case? May be NULL. */
void case_sample_regression(const struct cases *cases,
			    const struct intern *ids, bool *keep,
			    bool *found);
void case_sample_combination(const struct cases *cases, struct span ppc_id,
			     bool *keep);

void case_sample_close(const struct cases *cases, bool *keep);
void case_sample_cut(struct cases *cases, const bool *keep);

/* The number of pairs that the kept cases cover; keep NULL: all. */
uint64_t case_sample_pairs(const struct cases *cases, const bool *keep);

#endif
