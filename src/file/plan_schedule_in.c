/* One row a schedule. */
#include "file/plan_schedule_in.h"

#include "file/table_in.h"

static void take(struct table_in *t, const struct span *cells)
{
	struct plan_schedules *s = t->into;
	struct plan_schedule r = { .line = t->line, .ends_on = DATE_NONE };

	table_in_present(t, PLAN010, SCHEDULES_COL_SCHEDULE_ID, cells);
	table_in_present(t, PLAN010, SCHEDULES_COL_INSTALLATION_ID, cells);
	table_in_day(t, SCHEDULES_COL_ENDS_ON, cells, &r.ends_on);
	if (!t->ok)
		return;
	r.schedule_id = arena_span(&s->arena,
				   cells[SCHEDULES_COL_SCHEDULE_ID]);
	r.installation_id = arena_span(&s->arena,
				       cells[SCHEDULES_COL_INSTALLATION_ID]);
	r.device_id = arena_span(&s->arena, cells[SCHEDULES_COL_DEVICE_ID]);
	r.supplier = arena_span(&s->arena, cells[SCHEDULES_COL_SUPPLIER]);
	r.srv = arena_span(&s->arena, cells[SCHEDULES_COL_SRV]);
	vec_push(&s->rows, r);
}

bool plan_schedule_read(struct plan_schedules *s, const char *path,
			const struct input_limits *limits, struct diag *diag,
			struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = { &schedules_format, take,
						   PLAN027, 0 };

	return table_in_read(&kind, path, limits, diag, s, source, system);
}
