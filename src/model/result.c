/* The columns of results. */
#include "model/result.h"

static const struct table_column columns[] = {
#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
#include "model/result.cols.h"
#undef COL
};

static const char *const sit[] = TABLE_CODES("SIT");
static const char *const ppcl[] = TABLE_CODES("PPCL");

#define FORMAT(family) { \
	.schema = "sit-results/1", \
	.codes = family, \
	.columns = columns, \
	.count = RESULT_COLUMNS, \
}

const struct table_format result_format = FORMAT(sit);
const struct table_format result_release_format = FORMAT(ppcl);

unsigned result_firmware(enum device d)
{
	return RESULT_CH_FW_VERSION + (unsigned)d;
}

void results_release(struct results *r)
{
	vec_release(&r->rows);
	arena_release(&r->arena);
}
