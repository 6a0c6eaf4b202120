/* The register's columns. */
#include "model/firmware.h"

static const struct table_column columns[] = {
#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
#include "model/firmware.cols.h"
#undef COL
};

static const char *const codes[] = TABLE_CODES("PPCL");

const struct table_format firmware_format = {
	.schema = "firmware-register/1",
	.codes = codes,
	.columns = columns,
	.count = FIRMWARE_COLUMNS,
};

void firmware_register_release(struct firmware_register *r)
{
	vec_release(&r->images);
	arena_release(&r->arena);
}
