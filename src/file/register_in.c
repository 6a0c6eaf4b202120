/* One loop reads any of them; what differs is a column table and what is
 * done with a row. */
#include "file/register_in.h"

#include "base/date.h"
#include "model/codes.h"
#include "model/mark.h"

struct reader {
	struct diag *d;
	const char *file;
	const struct table_format *format;
	struct table_binding b;
	uint64_t line;
	bool ok;			/* the row at hand */
};

typedef void row_taker(void *into, struct reader *k, const struct span *cells);

enum { CELLS_MAX = RESULT_COLUMNS };

static void reject(struct reader *k, enum code code, unsigned column,
		   struct span value, const char *text)
{
	k->ok = false;
	code_find(k->d, code, &(struct code_place){ .file = k->file,
		.line = k->line, .position = k->b.at[column] + 1,
		.column = k->format->columns[column].name, .value = &value },
		"%s", text);
}

/* Cells of other types than text are what the column says, or a finding. */
static void check_cell(struct reader *k, unsigned column, struct span *cell)
{
	const struct table_column *c = &k->format->columns[column];
	enum table_code why;
	struct buf b = BUF_INIT;
	struct span rest = span_of(c->values), value;

	if (table_valid(c, span_trim(*cell), cell, &why))
		return;
	switch (why) {
	case TABLE_NOT_DATE:
		reject(k, PPCL005, column, *cell,
		       "is not a date; expected YYYY-MM-DD");
		break;
	case TABLE_NOT_VALUE:
		buf_add(&b, SPAN("is not one of"));
		while (span_cut(&rest, '|', &value))
			buf_addf(&b, "%s " SPAN_F, b.n > 13 ? "," : "",
				 SPAN_A(value));
		reject(k, PPCL006, column, *cell, b.p);
		break;
	default:
		reject(k, PPCL004, column, *cell, "is not a number");
		break;
	}
	buf_release(&b);
}

static void read_row(struct reader *k, const struct row *row, row_taker *take,
		     void *into)
{
	struct span cells[CELLS_MAX] = { SPAN_EMPTY };

	k->line = row->line;
	k->ok = true;
	for (unsigned i = 0; i < k->format->count; i++) {
		cells[i] = table_cell(&k->b, row->cell, i);
		if (k->format->columns[i].type != TABLE_TEXT)
			check_cell(k, i, &cells[i]);
	}
	take(into, k, cells);
}

static bool schema_fits(struct reader *k, const struct rows *rows)
{
	const struct span schema = rows_schema(rows);

	if (schema.n == 0 || span_eq(schema, span_of(k->format->schema)))
		return true;
	code_find(k->d, PPCL014, &(struct code_place){ .file = k->file,
		.column = "schema", .value = &schema }, "is not %s",
		k->format->schema);
	return false;
}

static bool read_table(const char *path, const struct input_limits *limits,
		       struct diag *d, const struct table_format *format,
		       row_taker *take, void *into, const char **name,
		       struct rows_source *source, bool *system)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct rows *rows = rows_open(path, limits, d, format->codes);
	struct reader k = { .d = d, .file = rows_name(rows),
			    .format = format };
	const struct span *names;
	struct row row;
	size_t n;

	if (name)
		*name = k.file;
	if (rows_header(rows, &names, &n, &k.line) &&
	    schema_fits(&k, rows) && n > 0) {
		if (table_bind(&k.b, format, names, n, NULL, d, k.file,
			       k.line)) {
			while (rows_next(rows, &row))
				read_row(&k, &row, take, into);
		}
		table_binding_release(&k.b);
	}
	*system = rows_system_error(rows);
	rows_close(rows, source);
	return d->count[DIAG_ERROR] == errors && !*system;
}

static bool present(struct reader *k, unsigned column, struct span cell)
{
	if (mark_strip(cell).n)
		return true;
	reject(k, PPCL010, column, cell, "names nothing");
	return false;
}

static void take_image(void *into, struct reader *k, const struct span *cells)
{
	struct firmware_register *r = into;
	struct firmware_image *i;

	for (unsigned c = 0; c < FIRMWARE_COLUMNS; c++) {
		if (c != FIRMWARE_SMSO && c != FIRMWARE_NOTE &&
		    c != FIRMWARE_AVAILABLE_FROM)
			present(k, c, cells[c]);
	}
	if (!k->ok)
		return;
	if (span_eq_nocase(mark_strip(cells[FIRMWARE_FW_VERSION]),
			   SPAN("TBC"))) {
		reject(k, PPCL010, FIRMWARE_FW_VERSION,
		       cells[FIRMWARE_FW_VERSION], "is no version; leave "
		       "the row out until there is one");
		return;
	}
	i = vec_add(&r->images);
	i->line = k->line;
	for (unsigned d = 0; d < DEVICES; d++) {
		if (span_eq_nocase(cells[FIRMWARE_DEVICE_TYPE],
				   span_of(device_name((enum device)d))))
			i->device = (enum device)d;
	}
	i->manufacturer = arena_span(&r->arena,
				     cells[FIRMWARE_MANUFACTURER]);
	i->model = arena_span(&r->arena, cells[FIRMWARE_MODEL]);
	i->smso = arena_span(&r->arena, mark_strip(cells[FIRMWARE_SMSO]));
	i->fw_version = arena_span(&r->arena, cells[FIRMWARE_FW_VERSION]);
	i->note = arena_span(&r->arena, cells[FIRMWARE_NOTE]);
	i->final = span_eq(cells[FIRMWARE_STATE], SPAN("FINAL"));
	if (!date_parse(cells[FIRMWARE_AVAILABLE_FROM], &i->from))
		i->from = DATE_NONE;
}

static void take_result(void *into, struct reader *k,
			const struct span *cells)
{
	struct results *r = into;
	struct result_row *row;
	struct span *copy;

	if (!present(k, RESULT_CASE_ID, cells[RESULT_CASE_ID]) ||
	    !present(k, RESULT_PPC_ID, cells[RESULT_PPC_ID]))
		return;
	copy = arena_zero(&r->arena, RESULT_COLUMNS, sizeof(*copy));
	for (unsigned c = 0; c < RESULT_COLUMNS; c++)
		copy[c] = arena_span(&r->arena, cells[c]);
	row = vec_add(&r->rows);
	row->line = k->line;
	row->cell = copy;
}

static void take_change(void *into, struct reader *k,
			const struct span *cells)
{
	struct changes *to = into;
	struct change c = { .line = k->line };

	if (!k->ok)
		return;
	if (!change_named(cells[CHANGE_COL_CHANGE], &c.class)) {
		reject(k, PPCL006, CHANGE_COL_CHANGE,
		       cells[CHANGE_COL_CHANGE], "is no class of change");
		return;
	}
	if (!change_column_named(cells[CHANGE_COL_COLUMN], &c.column) ||
	    c.column == CHANGE_WHOLE_ROW) {
		reject(k, PPCL006, CHANGE_COL_COLUMN,
		       cells[CHANGE_COL_COLUMN], "is no column of a release; "
		       "a patch is made with ppcl-diff --patch");
		return;
	}
	c.ppc_id = arena_span(&to->arena, cells[CHANGE_COL_PPC_ID]);
	c.old_ppc_id = arena_span(&to->arena, cells[CHANGE_COL_OLD_PPC_ID]);
	c.old = arena_span(&to->arena, cells[CHANGE_COL_OLD]);
	c.new = arena_span(&to->arena, cells[CHANGE_COL_NEW]);
	vec_push(&to->v, c);
}

bool register_read(struct firmware_register *r, const char *path,
		   const struct input_limits *limits, struct diag *d,
		   struct rows_source *source, bool *system)
{
	return read_table(path, limits, d, &firmware_format, take_image, r,
			  &r->file, source, system);
}

bool results_read(struct results *r, const char *path,
		  const struct input_limits *limits, struct diag *d,
		  struct rows_source *source, bool *system)
{
	return read_table(path, limits, d, &result_format, take_result, r,
			  NULL, source, system);
}

bool patch_read(struct changes *c, const char *path,
		const struct input_limits *limits, struct diag *d,
		struct rows_source *source, bool *system)
{
	return read_table(path, limits, d, &patch_format, take_change, c,
			  NULL, source, system);
}
