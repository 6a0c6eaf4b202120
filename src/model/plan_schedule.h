/*
 * plan_schedule.h - schedules that are set at devices, and which to cancel
 *
 * The rows of schedules.csv as they stand, plan-tables(5):
 * file/plan_schedule_in.h reads them, engine/plan_cancel.h says which are to
 * be cancelled. Strings belong to the arena.
 *
 *	struct plan_schedules s;
 *	plan_schedules_init(&s);
 *	plan_schedule_read(&s, path, &limits, &diag, &source, &system);
 *	plan_schedules_release(&s);
 *
 * Source: rule R9 of section 4 of smets1-tools(7) on planning.
 */
#ifndef MODEL_PLAN_SCHEDULE_H
#define MODEL_PLAN_SCHEDULE_H

#include "base/date.h"
#include "base/table.h"
#include "base/vec.h"

#define COL(id, name, type, values, flags, help) SCHEDULES_COL_##id,
enum schedules_column {
#include "model/schedules.cols.h"
	SCHEDULES_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) CANCEL_COL_##id,
enum cancel_column {
#include "model/cancel.cols.h"
	CANCEL_COLUMNS
};
#undef COL

struct plan_schedule {
	uint64_t line;
	struct span schedule_id, installation_id, device_id, supplier, srv;
	int32_t ends_on;		/* DATE_NONE: no end */
};

struct plan_schedules {
	struct arena arena;
	VEC(struct plan_schedule) rows;
};

extern const struct table_format schedules_format, cancel_format;

void plan_schedules_init(struct plan_schedules *s);
void plan_schedules_release(struct plan_schedules *s);

#endif
