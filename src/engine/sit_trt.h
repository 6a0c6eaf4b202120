/*
 * sit_trt.h - were answers in their target response time?
 *
 * Every result whose timing was judged is measured, of all cycles: by
 * service, S1SP and mode. Attainment is the share in time. Percentiles are
 * by the nearest rank: the time that so many in a hundred did not exceed,
 * always one that was measured.
 *
 *	struct trt_report r;
 *
 *	sit_trt(&outcomes, &r);
 *	r.rows.v[i].p[TRT_P95]
 *	trt_report_release(&r);
 *
 * The time is that to the last answer, or, of what has a due time, behind
 * that. A result may be judged and not say its time: it is measured, not
 * timed.
 *
 * Source: section 8 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_SIT_TRT_H
#define ENGINE_SIT_TRT_H

#include "engine/outcome.h"

enum trt_percentile { TRT_P50, TRT_P90, TRT_P95, TRT_P99, TRT_PERCENTILES };

struct trt_line {
	struct span srv, s1sp, mode;	/* all empty: of all */
	uint64_t measured, in_trt, late;
	struct span targets;		/* milliseconds, joined by ; */
	uint64_t timed;
	uint64_t p[TRT_PERCENTILES], worst_ms;	/* if any is timed */
	struct span worst_case;
};

struct trt_report {
	struct arena arena;
	VEC(struct trt_line) rows;	/* by service, S1SP, mode */
	struct trt_line all;
};

void sit_trt(const struct outcomes *o, struct trt_report *r);
void trt_report_release(struct trt_report *r);

/* Of n times in ascending order, that of the nearest rank. n > 0 */
uint64_t trt_rank(const uint64_t *ms, uint64_t n, unsigned percent);

#endif
