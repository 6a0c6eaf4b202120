/*
 * plan_scenario.h - a plan as a line among others, or what would change one
 *
 * Read from JSON by file/plan_scenario_in.h: either a finished plan
 * (schema migrate-plan/1), of which `result` says what it came to, or a
 * scenario, plan-scenario(5): other inputs and a few changes to them.
 * Strings belong to the arena of the scenario.
 */
#ifndef MODEL_PLAN_SCENARIO_H
#define MODEL_PLAN_SCENARIO_H

#include "base/date.h"
#include "base/vec.h"
#include "model/plan_tables.h"

struct plan_compared {
	int32_t finish;			/* DATE_NONE: nothing is migrated */
	uint64_t installations, left_behind, never;
	struct span waiting;		/* weighted days, one decimal */
	struct span peak;		/* attempts a day, one decimal */
	struct span bottleneck;
	struct span gap_left;		/* empty: not proved */
};

struct plan_percent {
	struct span node;		/* "*": every one */
	uint64_t percent;
	bool met;
};

struct plan_scenario {
	struct arena arena;
	struct span name;
	const char *file;		/* base name */
	bool is_plan;
	struct plan_compared result;	/* of a plan */

	/* of a scenario; NULL, 0, DATE_NONE: as on the command line */
	const char *table[PLAN_TABLES];
	VEC(const char *) policy;
	uint64_t weeks;
	int32_t big_bang;
	uint64_t firmware_delay_days;
	VEC(struct plan_percent) percents;
};

void plan_scenario_init(struct plan_scenario *s);
void plan_scenario_release(struct plan_scenario *s);

#endif
