/* Formats of demand and allocation. */
#include "model/plan_demand.h"

#include <string.h>

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },

static const struct table_column demand_columns[] = {
#include "model/demand.cols.h"
};
static const struct table_column allocation_columns[] = {
#include "model/allocation.cols.h"
};
#undef COL

static const char *const plan_codes[] = TABLE_CODES("PLAN");

const struct table_format demand_format = {
	.schema = "plan-demand/1", .codes = plan_codes,
	.columns = demand_columns, .count = DEMAND_COLUMNS,
};
const struct table_format allocation_format = {
	.schema = "plan-allocation/1", .codes = plan_codes,
	.columns = allocation_columns, .count = ALLOCATION_COLUMNS,
};

void plan_demands_init(struct plan_demands *d)
{
	memset(d, 0, sizeof(*d));
}

void plan_demands_release(struct plan_demands *d)
{
	vec_release(&d->rows);
	arena_release(&d->arena);
}
