/* One loop reads any small table; what differs is a column table and what is
 * done with a row. */
#include "file/table_in.h"

#include <stdarg.h>
#include "base/bug.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/num.h"

static enum code table_code(const struct table_in *t, enum table_code which)
{
	return (enum code)(code_named(t->format->codes[which]) - code_table);
}

static void find(struct table_in *t, enum code code, unsigned column,
		 const struct span *value, const char *fmt, va_list args)
{
	const bool whole = column == TABLE_ABSENT;
	const uint32_t at = whole ? TABLE_ABSENT : t->binding->at[column];
	struct buf b = BUF_INIT;

	t->ok = false;
	buf_vaddf(&b, fmt, args);
	code_find(t->d, code, &(struct code_place){
		.file = t->file, .line = t->line,
		.position = at == TABLE_ABSENT ? 0 : at + 1,
		.column = whole ? NULL : t->format->columns[column].name,
		.value = value }, "%s", b.p ? b.p : "");
	buf_release(&b);
}

void table_in_reject(struct table_in *t, enum code code, unsigned column,
		     const struct span *cells, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	find(t, code, column, &cells[column], fmt, args);
	va_end(args);
}

void table_in_complain(struct table_in *t, enum code code, unsigned column,
		       const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	find(t, code, column, NULL, fmt, args);
	va_end(args);
}

bool table_in_present(struct table_in *t, enum code code, unsigned column,
		      const struct span *cells)
{
	if (cells[column].n)
		return true;
	table_in_reject(t, code, column, cells, "is blank");
	return false;
}

/* Has the type of the column said already what is wrong with the cell? */
static bool was_rejected(const struct table_in *t, unsigned column,
			 const struct span *cells)
{
	return !table_valid(&t->format->columns[column], cells[column], NULL,
			    NULL);
}

bool table_in_count(struct table_in *t, unsigned column,
		    const struct span *cells, uint64_t *value)
{
	if (cells[column].n == 0)
		return false;
	if (num_parse(cells[column], value))
		return true;
	if (!was_rejected(t, column, cells))
		table_in_reject(t, table_code(t, TABLE_NOT_COUNT), column,
				cells, "is not a count; expected digits");
	return false;
}

bool table_in_day(struct table_in *t, unsigned column,
		  const struct span *cells, int32_t *day)
{
	if (cells[column].n == 0)
		return false;
	if (date_parse(cells[column], day))
		return true;
	if (!was_rejected(t, column, cells))
		table_in_reject(t, table_code(t, TABLE_NOT_DATE), column,
				cells, "is not a date; expected YYYY-MM-DD");
	return false;
}

bool table_in_decimal(struct table_in *t, unsigned column,
		      const struct span *cells, unsigned places,
		      uint64_t *scaled)
{
	if (cells[column].n == 0)
		return false;
	if (num_parse_decimal(cells[column], places, scaled))
		return true;
	table_in_reject(t, table_code(t, TABLE_NOT_COUNT), column, cells,
			"is not a number without sign and with at most %u "
			"decimal places", places);
	return false;
}

bool table_in_value(struct table_in *t, unsigned column,
		    const struct span *cells, unsigned *value)
{
	struct span rest = span_of(t->format->columns[column].values), one;

	if (cells[column].n == 0)
		return false;
	for (unsigned i = 0; span_cut(&rest, '|', &one); i++) {
		if (span_eq(one, cells[column])) {
			*value = i;
			return true;
		}
	}
	return false;		/* the cell was rejected when it was read */
}

static void not_one_of(struct table_in *t, unsigned column,
		       const struct span *cells)
{
	struct span rest = span_of(t->format->columns[column].values);
	struct buf b = BUF_INIT;
	struct span one;

	while (span_cut(&rest, '|', &one))
		buf_addf(&b, "%s " SPAN_F, b.n ? "," : "is not one of",
			 SPAN_A(one));
	table_in_reject(t, table_code(t, TABLE_NOT_VALUE), column, cells,
			"%s", b.p);
	buf_release(&b);
}

/* Cells of other types than text are what the column says, or a finding. */
static void check_cell(struct table_in *t, unsigned column,
		       struct span *cells)
{
	enum table_code why;

	if (table_valid(&t->format->columns[column], cells[column],
			&cells[column], &why))
		return;
	if (why == TABLE_NOT_DATE)
		table_in_reject(t, table_code(t, why), column, cells,
				"is not a date; expected YYYY-MM-DD");
	else if (why == TABLE_NOT_VALUE)
		not_one_of(t, column, cells);
	else
		table_in_reject(t, table_code(t, why), column, cells,
				"is not a count; expected digits");
}

static bool schema_fits(const struct table_in_kind *kind,
			const struct rows *rows, struct diag *d)
{
	const struct span schema = rows_schema(rows);

	if (schema.n == 0 ||
	    span_eq(schema, span_of(kind->format->schema)))
		return true;
	code_find(d, kind->schema, &(struct code_place){
		.file = rows_name(rows), .column = "schema",
		.value = &schema }, "is not %s", kind->format->schema);
	return false;
}

static void take_record(const struct table_in_kind *kind, struct table_in *t,
			struct span *cells)
{
	t->ok = true;
	for (unsigned i = 0; i < t->format->count; i++) {
		const bool text = t->format->columns[i].type == TABLE_TEXT;

		if (!text || !(kind->flags & TABLE_IN_EXACT))
			cells[i] = span_trim(cells[i]);
		if (!text)
			check_cell(t, i, cells);
	}
	kind->take(t, cells);
}

bool table_in_given(const struct table_in_kind *kind, const char *file,
		    table_in_next *next, void *from, struct diag *d,
		    void *into)
{
	const struct table_format *f = kind->format;
	const uint64_t errors = d->count[DIAG_ERROR];
	struct table_binding b = { f, mem_array(f->count, sizeof(*b.at)),
				   f->count };
	struct table_in t = { .d = d, .file = diag_file(d, file), .format = f,
			      .binding = &b, .into = into };
	struct span *cells = mem_array(f->count, sizeof(*cells));

	for (uint32_t i = 0; i < f->count; i++)
		b.at[i] = i;
	while (next(from, cells, &t.line))
		take_record(kind, &t, cells);
	table_binding_release(&b);
	mem_free(cells);
	return d->count[DIAG_ERROR] == errors;
}

bool table_in_rows(const struct table_in_kind *kind, struct rows *rows,
		   const struct span *names, size_t n, uint64_t line,
		   struct diag *d, void *into)
{
	const struct table_format *f = kind->format;
	const uint64_t errors = d->count[DIAG_ERROR];
	struct table_binding b = { NULL, NULL, 0 };
	struct table_in t = { .d = d, .file = rows_name(rows), .format = f,
			      .binding = &b, .into = into };
	struct span *cells = mem_array(f->count, sizeof(*cells));
	struct row row;

	if (schema_fits(kind, rows, d) && n > 0 &&
	    rows_bind(rows, &b, f, names, n, NULL, d, t.file, line)) {
		while (rows_next(rows, &row)) {
			for (unsigned i = 0; i < f->count; i++)
				cells[i] = table_cell(&b, row.cell, i);
			t.line = row.line;
			take_record(kind, &t, cells);
		}
	}
	table_binding_release(&b);
	mem_free(cells);
	return d->count[DIAG_ERROR] == errors;
}

bool table_in_read(const struct table_in_kind *kind, const char *path,
		   const struct input_limits *limits, struct diag *d,
		   void *into, struct rows_source *source, bool *system)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct rows *rows = rows_open(path, limits, d, kind->format->codes);
	const struct span *names;
	uint64_t line;
	size_t n;

	if (rows_header(rows, &names, &n, &line))
		table_in_rows(kind, rows, names, n, line, d, into);
	*system = rows_system_error(rows);
	rows_close(rows, source);
	return d->count[DIAG_ERROR] == errors && !*system;
}
