/*
 * sit_views.h - the columns of what is read out of a campaign
 *
 * Tables that sit-run writes and nothing reads; sit-run(1) lists them.
 */
#ifndef MODEL_SIT_VIEWS_H
#define MODEL_SIT_VIEWS_H

#include "base/table.h"

#define COL(id, name, type, values, flags, help) MATRIX_COL_##id,
enum matrix_column {
#include "model/sit_matrix.cols.h"
	MATRIX_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) ATTAINED_COL_##id,
enum attained_column {
#include "model/sit_trt.cols.h"
	ATTAINED_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) DEFECTS_COL_##id,
enum defects_column {
#include "model/sit_defects.cols.h"
	DEFECTS_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) CYCLES_COL_##id,
enum cycles_column {
#include "model/sit_compare.cols.h"
	CYCLES_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) UNMATCHED_COL_##id,
enum unmatched_column {
#include "model/sit_unmatched.cols.h"
	UNMATCHED_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) PROGRESS_COL_##id,
enum progress_column {
#include "model/sit_cycles.cols.h"
	PROGRESS_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) UIT_COL_##id,
enum uit_column {
#include "model/uit_sets.cols.h"
	UIT_COLUMNS
};
#undef COL

extern const struct table_format sit_matrix_format, sit_trt_format,
	sit_defects_format, sit_compare_format, sit_unmatched_format,
	sit_cycles_format, uit_sets_format;

#endif
