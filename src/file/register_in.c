/* What is done with a row of each table; the loop is table_in's. Text keeps
 * the blanks at its ends: a version is compared as it is spelled. */
#include "file/register_in.h"

#include "base/date.h"
#include "file/table_in.h"
#include "model/mark.h"

static void present(struct table_in *t, unsigned column,
		    const struct span *cells)
{
	if (mark_strip(cells[column]).n == 0)
		table_in_reject(t, PPCL010, column, cells, "names nothing");
}

static void take_image(struct table_in *t, const struct span *cells)
{
	struct firmware_register *r = t->into;
	struct firmware_image *i;

	for (unsigned c = 0; c < FIRMWARE_COLUMNS; c++) {
		if (c != FIRMWARE_SMSO && c != FIRMWARE_NOTE &&
		    c != FIRMWARE_AVAILABLE_FROM)
			present(t, c, cells);
	}
	if (span_eq_nocase(mark_strip(cells[FIRMWARE_FW_VERSION]),
			   SPAN("TBC")))
		table_in_reject(t, PPCL010, FIRMWARE_FW_VERSION, cells,
				"is no version; leave the row out until "
				"there is one");
	if (!t->ok)
		return;
	i = vec_add(&r->images);
	i->line = t->line;
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

static void take_result(struct table_in *t, const struct span *cells)
{
	struct results *r = t->into;
	struct result_row *row;
	struct span *copy;

	if (mark_strip(cells[RESULT_CASE_ID]).n == 0)
		table_in_reject(t, t->format == &result_format ? SIT056 :
				PPCL010, RESULT_CASE_ID, cells,
				"names nothing");
	if (!t->ok)
		return;
	copy = arena_zero(&r->arena, RESULT_COLUMNS, sizeof(*copy));
	for (unsigned c = 0; c < RESULT_COLUMNS; c++)
		copy[c] = arena_span(&r->arena, cells[c]);
	row = vec_add(&r->rows);
	row->line = t->line;
	row->cell = copy;
}

static void take_change(struct table_in *t, const struct span *cells)
{
	struct changes *to = t->into;
	struct change c = { .line = t->line };

	if (t->ok && !change_named(cells[CHANGE_COL_CHANGE], &c.class))
		table_in_reject(t, PPCL006, CHANGE_COL_CHANGE, cells,
				"is no class of change");
	if (!change_column_named(cells[CHANGE_COL_COLUMN], &c.column) ||
	    c.column == CHANGE_WHOLE_ROW)
		table_in_reject(t, PPCL006, CHANGE_COL_COLUMN, cells,
				"is no column of a release; a patch is made "
				"with ppcl-diff --patch");
	if (!t->ok)
		return;
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
	static const struct table_in_kind kind = {
		&firmware_format, take_image, PPCL014, TABLE_IN_EXACT };
	const bool ok = table_in_read(&kind, path, limits, d, r, source,
				      system);

	r->file = source->name;
	return ok;
}

bool results_read(struct results *r, const char *path,
		  const struct input_limits *limits, struct diag *d,
		  struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&result_release_format, take_result, PPCL014,
		TABLE_IN_EXACT };

	return table_in_read(&kind, path, limits, d, r, source, system);
}

bool results_read_sit(struct results *r, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&result_format, take_result, SIT013, TABLE_IN_EXACT };

	return table_in_read(&kind, path, limits, d, r, source, system);
}

bool patch_read(struct changes *c, const char *path,
		const struct input_limits *limits, struct diag *d,
		struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&patch_format, take_change, PPCL014, TABLE_IN_EXACT };

	return table_in_read(&kind, path, limits, d, c, source, system);
}
