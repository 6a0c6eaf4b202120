/*
 * formats.h - the table formats that are nothing but their columns
 *
 * Each is described in NAME.cols.h; the enum numbers the columns of those
 * that are filled cell by cell. The inventory is in rfi.h, the tally in
 * tally.h: their columns depend on more.
 */
#ifndef MODEL_FORMATS_H
#define MODEL_FORMATS_H

#include "base/table.h"

#define COL(id, name, type, values, flags, help) SELECTION_COL_##id,
enum selection_column {
#include "model/selection.cols.h"
	SELECTION_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) CURVE_COL_##id,
enum curve_column {
#include "model/curve.cols.h"
	CURVE_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) EXPLAIN_COL_##id,
enum explain_column {
#include "model/explain.cols.h"
	EXPLAIN_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) STABILITY_COL_##id,
enum stability_column {
#include "model/stability.cols.h"
	STABILITY_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) REPORT_COL_##id,
enum report_column {
#include "model/report.cols.h"
	REPORT_COLUMNS
};
#undef COL

extern const struct table_format selection_format, curve_format,
	explain_format, stability_format, report_format, aliases_format,
	known_format, map_format, public_format;

#endif
