/* Formats of schedules, and of those to cancel. */
#include "model/plan_schedule.h"

#include <string.h>

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },

static const struct table_column schedules_columns[] = {
#include "model/schedules.cols.h"
};
static const struct table_column cancel_columns[] = {
#include "model/cancel.cols.h"
};
#undef COL

static const char *const plan_codes[] = TABLE_CODES("PLAN");

const struct table_format schedules_format = {
	.schema = "plan-schedules/1", .codes = plan_codes,
	.columns = schedules_columns, .count = SCHEDULES_COLUMNS,
};
const struct table_format cancel_format = {
	.schema = "plan-cancel/1", .codes = plan_codes,
	.columns = cancel_columns, .count = CANCEL_COLUMNS,
};

void plan_schedules_init(struct plan_schedules *s)
{
	memset(s, 0, sizeof(*s));
}

void plan_schedules_release(struct plan_schedules *s)
{
	vec_release(&s->rows);
	arena_release(&s->arena);
}
