#include "model/sit_views.h"

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
static const struct table_column sit_matrix_columns[] = {
#include "model/sit_matrix.cols.h"
};
static const struct table_column sit_trt_columns[] = {
#include "model/sit_trt.cols.h"
};
static const struct table_column sit_defects_columns[] = {
#include "model/sit_defects.cols.h"
};
static const struct table_column sit_compare_columns[] = {
#include "model/sit_compare.cols.h"
};
static const struct table_column sit_unmatched_columns[] = {
#include "model/sit_unmatched.cols.h"
};
static const struct table_column sit_cycles_columns[] = {
#include "model/sit_cycles.cols.h"
};
static const struct table_column uit_sets_columns[] = {
#include "model/uit_sets.cols.h"
};
#undef COL

static const char *const sit_codes[] = TABLE_CODES("SIT");

TABLE_FORMAT(sit_matrix, "sit-matrix/1", sit_codes);
TABLE_FORMAT(sit_trt, "sit-attainment/1", sit_codes);
TABLE_FORMAT(sit_defects, "sit-defects/1", sit_codes);
TABLE_FORMAT(sit_compare, "sit-compare/1", sit_codes);
TABLE_FORMAT(sit_unmatched, "sit-unmatched/1", sit_codes);
TABLE_FORMAT(sit_cycles, "sit-cycles/1", sit_codes);
TABLE_FORMAT(uit_sets, "uit-sets/1", sit_codes);
