/*
 * sit_cycles.h - how far each cycle is, and how it got there
 *
 * A line for each day of a cycle on which a result was sent, and one for the
 * cycle as a whole, behind them, which also has what was never sent: left
 * out, blocked, not run. Oldest cycle first.
 *
 *	struct cycles_report r;
 *
 *	sit_cycles(&outcomes, &r);
 *	r.rows.v[i].passed_so_far
 *	cycles_report_release(&r);
 *
 * A cycle's cases are those that it has a result of; a journal tells also
 * those that have not been run yet. Each cycle stands for itself: first time
 * is in its first attempt of this cycle.
 *
 * Source: section 13 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_SIT_CYCLES_H
#define ENGINE_SIT_CYCLES_H

#include "base/date.h"
#include "engine/outcome.h"

struct cycles_line {
	const struct outcome_cycle *cycle;
	int32_t day;			/* DATE_NONE: the whole */
	uint64_t planned, executed, first_time, not_run;
	uint64_t verdict[VERDICTS];
	uint64_t executed_so_far, passed_so_far;
};

struct cycles_report {
	VEC(struct cycles_line) rows;
};

void sit_cycles(const struct outcomes *o, struct cycles_report *r);
void cycles_report_release(struct cycles_report *r);

#endif
