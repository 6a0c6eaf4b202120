/* The small column tables as formats. */
#include "model/formats.h"

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },

static const struct table_column selection_columns[] = {
#include "model/selection.cols.h"
};
static const struct table_column curve_columns[] = {
#include "model/curve.cols.h"
};
static const struct table_column explain_columns[] = {
#include "model/explain.cols.h"
};
static const struct table_column stability_columns[] = {
#include "model/stability.cols.h"
};
static const struct table_column report_columns[] = {
#include "model/report.cols.h"
};
static const struct table_column aliases_columns[] = {
#include "model/aliases.cols.h"
};
static const struct table_column known_columns[] = {
#include "model/known.cols.h"
};
static const struct table_column map_columns[] = {
#include "model/map.cols.h"
};
static const struct table_column public_columns[] = {
#include "model/public.cols.h"
};
#undef COL

static const char *const dmc_codes[] = TABLE_CODES("DMC");
static const char *const tab_codes[] = TABLE_CODES("TAB");

#define FORMAT(name, schema_name, family) \
	TABLE_FORMAT(name, schema_name, family##_codes)

FORMAT(selection, "dmc-selection/1", dmc);
FORMAT(curve, "dmc-curve/1", dmc);
FORMAT(explain, "dmc-explain/1", dmc);
FORMAT(stability, "dmc-stability/1", dmc);
FORMAT(report, "rfi-report/1", dmc);
FORMAT(aliases, "aliases/1", tab);
FORMAT(known, "known-names/1", tab);
FORMAT(map, "column-map/1", tab);
FORMAT(public, "public-names/1", tab);
