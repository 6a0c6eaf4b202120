/* One row a party and day. */
#include "file/plan_demand_in.h"

#include "file/table_in.h"

static void take_number(struct table_in *t, unsigned column,
			const struct span *cells, uint64_t *n)
{
	if (table_in_count(t, column, cells, n) && *n > PLAN_COUNT_MAX)
		table_in_reject(t, PLAN037, column, cells,
				"is more than the planner takes");
}

static void take(struct table_in *t, const struct span *cells)
{
	struct plan_demands *d = t->into;
	struct plan_demand r = { .line = t->line };

	table_in_present(t, PLAN010, DEMAND_COL_SUPPLIER, cells);
	table_in_present(t, PLAN010, DEMAND_COL_SMSO, cells);
	table_in_present(t, PLAN005, DEMAND_COL_DATE, cells);
	table_in_day(t, DEMAND_COL_DATE, cells, &r.date);
	table_in_present(t, PLAN004, DEMAND_COL_DEMAND, cells);
	take_number(t, DEMAND_COL_DEMAND, cells, &r.demand);
	r.has_weight = cells[DEMAND_COL_WEIGHT].n > 0;
	take_number(t, DEMAND_COL_WEIGHT, cells, &r.weight);
	if (!t->ok)
		return;
	r.supplier = arena_span(&d->arena, cells[DEMAND_COL_SUPPLIER]);
	r.smso = arena_span(&d->arena, cells[DEMAND_COL_SMSO]);
	vec_push(&d->rows, r);
}

bool plan_demand_read(struct plan_demands *d, const char *path,
		      const struct input_limits *limits, struct diag *diag,
		      struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = { &demand_format, take,
						   PLAN027, 0 };
	const bool ok = table_in_read(&kind, path, limits, diag, d, source,
				      system);

	d->file = source->name;
	return ok;
}
