/* Columns of the reports as formats. */
#include "model/plan_reports.h"

#include <string.h>

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },

static const struct table_column series_columns[] = {
#include "model/series.cols.h"
};
static const struct table_column backtest_columns[] = {
#include "model/backtest.cols.h"
};
static const struct table_column pace_columns[] = {
#include "model/pace.cols.h"
};
static const struct table_column compare_columns[] = {
#include "model/compare.cols.h"
};
static const struct table_column completion_columns[] = {
#include "model/completion.cols.h"
};
#undef COL

static const char *const plan_codes[] = TABLE_CODES("PLAN");

#define FORMAT(name, schema_name) \
	TABLE_FORMAT(name, schema_name, plan_codes)

FORMAT(series, "plan-series/1");
FORMAT(backtest, "plan-backtest/1");
FORMAT(pace, "plan-pace/1");
FORMAT(compare, "plan-comparison/1");
FORMAT(completion, "plan-completion/1");

void plan_series_init(struct plan_series *s)
{
	memset(s, 0, sizeof(*s));
}

void plan_series_release(struct plan_series *s)
{
	vec_release(&s->rows);
	arena_release(&s->arena);
}
