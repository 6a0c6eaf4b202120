/* One row a fact. */
#include "file/plan_series_in.h"

#include "file/table_in.h"
#include "model/plan.h"

static void take(struct table_in *t, const struct span *cells)
{
	struct plan_series *s = t->into;
	struct plan_series_row r = { .line = t->line };

	table_in_present(t, PLAN005, SERIES_COL_DATE, cells);
	table_in_day(t, SERIES_COL_DATE, cells, &r.date);
	table_in_present(t, PLAN010, SERIES_COL_METRIC, cells);
	table_in_present(t, PLAN010, SERIES_COL_UNIT, cells);
	table_in_present(t, PLAN004, SERIES_COL_VALUE, cells);
	if (table_in_count(t, SERIES_COL_VALUE, cells, &r.value) &&
	    r.value > PLAN_COUNT_MAX)
		table_in_reject(t, PLAN037, SERIES_COL_VALUE, cells,
				"is more than the planner takes");
	if (!t->ok)
		return;
	r.metric = arena_span(&s->arena, cells[SERIES_COL_METRIC]);
	r.unit = arena_span(&s->arena, cells[SERIES_COL_UNIT]);
	r.precision = arena_span(&s->arena, cells[SERIES_COL_PRECISION]);
	r.source = arena_span(&s->arena, cells[SERIES_COL_SOURCE]);
	vec_push(&s->rows, r);
}

bool plan_series_read(struct plan_series *s, const char *path,
		      const struct input_limits *limits, struct diag *diag,
		      struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = { &series_format, take,
						   PLAN027, 0 };
	const bool ok = table_in_read(&kind, path, limits, diag, s, source,
				      system);

	s->file = source->name;
	return ok;
}
