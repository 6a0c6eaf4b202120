/*
 * load_sheet.h - what a load comes to, as a table of text
 *
 * The views of srv-load other than the load itself are small: their cells
 * are made where they are reckoned, and written by one loop.
 *
 *	struct load_sheet s;
 *
 *	load_sheet_init(&s, &load_compare_format);
 *	cells = load_sheet_row(&s);		(blank cells, one a column)
 *	cells[LOAD_COMPARE_COL_LEFT] = load_sheet_number(&s, left);
 *	load_sheet_release(&s);
 *
 * Cells belong to the arena of the sheet, or to what they were taken from.
 */
#ifndef MODEL_LOAD_SHEET_H
#define MODEL_LOAD_SHEET_H

#include "base/arena.h"
#include "base/ratio.h"
#include "base/table.h"
#include "base/vec.h"

struct load_sheet {
	struct arena arena;
	const struct table_format *format;
	VEC(struct span *) rows;
	uint64_t no;			/* rows that say no */
};

void load_sheet_init(struct load_sheet *s, const struct table_format *f);
void load_sheet_release(struct load_sheet *s);
struct span *load_sheet_row(struct load_sheet *s);
struct span load_sheet_number(struct load_sheet *s, uint64_t n);
/* Hundredths as "250" or "62.5". */
struct span load_sheet_rate(struct load_sheet *s, uint64_t hundredths);
/* Rounded half up to two decimals, zeros at the end left out. */
struct span load_sheet_ratio(struct load_sheet *s, const struct ratio *r);

#define COL(id, name, type, values, flags, help) LOAD_EXPLAIN_COL_##id,
enum load_explain_column {
#include "model/load_explain.cols.h"
	LOAD_EXPLAIN_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_PUBLISHED_COL_##id,
enum load_published_column {
#include "model/load_published.cols.h"
	LOAD_PUBLISHED_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_COMPARE_COL_##id,
enum load_compare_column {
#include "model/load_compare.cols.h"
	LOAD_COMPARE_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_CAPACITY_COL_##id,
enum load_capacity_column {
#include "model/load_capacity.cols.h"
	LOAD_CAPACITY_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_WEEKS_COL_##id,
enum load_weeks_column {
#include "model/load_weeks.cols.h"
	LOAD_WEEKS_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_FORECAST_COL_##id,
enum load_forecast_column {
#include "model/load_forecast.cols.h"
	LOAD_FORECAST_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) LOAD_THRESHOLDS_COL_##id,
enum load_thresholds_column {
#include "model/load_thresholds.cols.h"
	LOAD_THRESHOLDS_COLUMNS
};
#undef COL

extern const struct table_format load_explain_format,
	load_published_format,
	load_compare_format,
	load_capacity_format,
	load_weeks_format,
	load_forecast_format,
	load_thresholds_format;

#endif
