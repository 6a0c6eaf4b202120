/*
 * plan_demand.h - what the parties ask for, day by day
 *
 * The rows of demand.csv as they stand, plan-demand(5): file/plan_demand_in.h
 * reads them, engine/plan_shares.h shares capacity among them. A party is a
 * supplier at an SMSO. Strings belong to the arena.
 *
 *	struct plan_demands d;
 *	plan_demands_init(&d);
 *	plan_demand_read(&d, path, &limits, &diag, &source, &system);
 *	plan_demands_release(&d);
 */
#ifndef MODEL_PLAN_DEMAND_H
#define MODEL_PLAN_DEMAND_H

#include "base/table.h"
#include "model/plan_tables.h"

struct plan_demand {
	uint64_t line;
	struct span supplier, smso;
	int32_t date;
	uint64_t demand;		/* installations, to PLAN_COUNT_MAX */
	bool has_weight;
	uint64_t weight;		/* to PLAN_COUNT_MAX */
};

struct plan_demands {
	struct arena arena;
	const char *file;		/* base name */
	VEC(struct plan_demand) rows;
};

#define COL(id, name, type, values, flags, help) DEMAND_COL_##id,
enum demand_column {
#include "model/demand.cols.h"
	DEMAND_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) ALLOCATION_COL_##id,
enum allocation_column {
#include "model/allocation.cols.h"
	ALLOCATION_COLUMNS
};
#undef COL

extern const struct table_format demand_format, allocation_format;

void plan_demands_init(struct plan_demands *d);
void plan_demands_release(struct plan_demands *d);

#endif
