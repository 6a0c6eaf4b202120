/*
 * plan_pace.h - so many in so many days
 *
 *	struct plan_pace pace;
 *	if (plan_pace_parse(SPAN("687000/month"), &pace))
 *		plan_pace_days(&pace, 10000000)		452
 *		plan_pace_weekend(&pace, 10000000)	226
 *
 * A pace is a count and "/day", "/week", "/month", or the month it was made
 * in: "687000/2021-08". A month without a name has 31 days: a pace is not
 * flattered. Both answers are exact and rounded up. One weekend is two days.
 *
 * Source: section 2.2 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_PACE_H
#define ENGINE_PLAN_PACE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/span.h"

struct plan_pace {
	uint64_t count;			/* 1 to PLAN_COUNT_MAX */
	uint32_t days;
	bool monthly;
};

bool plan_pace_parse(struct span text, struct plan_pace *pace);
uint64_t plan_pace_days(const struct plan_pace *p, uint64_t population);
uint64_t plan_pace_weekend(const struct plan_pace *p, uint64_t population);

#endif
