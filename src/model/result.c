/* The columns of results. */
#include "model/result.h"

static const struct table_column columns[] = {
#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
#include "model/result.cols.h"
#undef COL
};

static const char *const codes[] = TABLE_CODES("PPCL");

const struct table_format result_format = {
	.schema = "sit-results/1",
	.codes = codes,
	.columns = columns,
	.count = RESULT_COLUMNS,
};

unsigned result_firmware(enum device d)
{
	return RESULT_CH_FW_VERSION + (unsigned)d;
}

void results_release(struct results *r)
{
	vec_release(&r->rows);
	arena_release(&r->arena);
}
