/*
 * plan_verdict.h - plans that are read: to be checked, or to be kept to
 *
 * plan_verdict_write() is --check: it reads a plan and its prices, says what
 * is wrong in findings, writes a row for each goal, and gives the status: 0
 * if the plan is feasible and no gap is larger than stated, else 1 (or what
 * a file that cannot be read gives).
 *
 * plan_previous_read() makes a plan the one to keep to; what the question no
 * longer has is left out and counted in a note. The rows live in `plan`.
 */
#ifndef TOOLS_PLAN_VERDICT_H
#define TOOLS_PLAN_VERDICT_H

#include "tools/plan_session.h"

/* gap: what a plan that cannot say so states, "waiting=12.5". */
int plan_verdict_write(struct plan_session *s, const char *path,
		       const char *prices, const char *const *gap,
		       size_t gaps);
bool plan_previous_read(struct plan_session *s, const char *path,
			struct plan *plan);

#endif
