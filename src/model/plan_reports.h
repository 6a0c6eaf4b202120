/*
 * plan_reports.h - what is asked of a planner besides a plan
 *
 * Formats of the published series and of the answers: the forecast check,
 * the pace, scenarios side by side, completion with its chances. The columns
 * are in the .cols.h of each name.
 */
#ifndef MODEL_PLAN_REPORTS_H
#define MODEL_PLAN_REPORTS_H

#include <stdint.h>
#include "base/arena.h"
#include "base/table.h"
#include "base/vec.h"

struct plan_series_row {
	uint64_t line;
	int32_t date;
	struct span metric, unit, precision, source;
	uint64_t value;			/* to 2^40 */
};

struct plan_series {
	struct arena arena;
	const char *file;		/* base name */
	VEC(struct plan_series_row) rows;
};

void plan_series_init(struct plan_series *s);
void plan_series_release(struct plan_series *s);

#define COL(id, name, type, values, flags, help) SERIES_COL_##id,
enum series_column {
#include "model/series.cols.h"
	SERIES_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) BACKTEST_COL_##id,
enum backtest_column {
#include "model/backtest.cols.h"
	BACKTEST_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) PACE_COL_##id,
enum pace_column {
#include "model/pace.cols.h"
	PACE_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) COMPARE_COL_##id,
enum compare_column {
#include "model/compare.cols.h"
	COMPARE_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) COMPLETION_COL_##id,
enum completion_column {
#include "model/completion.cols.h"
	COMPLETION_COLUMNS
};
#undef COL

extern const struct table_format series_format, backtest_format, pace_format,
	compare_format, completion_format;

#endif
