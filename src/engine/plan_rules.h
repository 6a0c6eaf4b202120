/*
 * plan_rules.h - the rules as they were known on a day, and the periods
 *
 * Of several rows for one key the newest known on the day counts, then the
 * one that took effect last; what takes effect after the first day of the
 * plan does not count yet. Without a row: five attempts, 14 days to cool
 * down, no lead times, a floor of 100 a day, no deadline.
 *
 *	struct plan_rules r;
 *	plan_rules_make(&tables, known_on, start, lenient, &diag, &r);
 *	latest = plan_rules_latest(&r, able_or_gained, &which);
 *
 * Source: section 2.3 and rules R2 and M7 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_RULES_H
#define ENGINE_PLAN_RULES_H

#include "base/diag.h"
#include "model/plan_tables.h"

struct plan_rules {
	const struct plan_policy *row[PLAN_RULES];	/* NULL: the default */
	uint64_t number[PLAN_RULES];	/* of what is no deadline */
};

/* lenient: a deadline that has passed is a warning, and does not bind. */
void plan_rules_make(const struct plan_tables *t, int32_t known_on,
		     int32_t start, bool lenient, struct diag *d,
		     struct plan_rules *r);

/* The last day that the deadlines leave; DATE_NONE: there is none. `able`
 * is the later of the days on which it could migrate and was gained. */
int32_t plan_rules_latest(const struct plan_rules *r, int32_t able,
			  const struct plan_policy **which);

/* Some months later; the last of the month where it is shorter. */
int32_t plan_months_later(int32_t day, uint64_t months);

/* The first Monday on or after the day. */
int32_t plan_monday(int32_t day);

/* Weeks from a Monday up to `end`, where the last one may be short; daily:
 * the first 28 days each on their own. Gives the number of periods; `period`
 * has room for one a week, one more, and PLAN_DAILY. */
enum { PLAN_DAILY = 28 };
uint32_t plan_periods_make(int32_t start, int32_t end, bool daily,
			   struct plan_period *period);

#endif
