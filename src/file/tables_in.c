/* One loop reads any of them; what differs is a column table and what is
 * done with a row. */
#include "file/tables_in.h"

#include "model/codes.h"
#include "model/formats.h"
#include "model/rfi.h"

struct small {
	struct diag *d;
	const char *file;
	uint64_t line;
	const struct table_format *format;
};

typedef void row_taker(void *into, const struct small *s,
		       const struct span *cells);

static bool read_small(const char *path, const struct input_limits *limits,
		       struct diag *d, const struct table_format *format,
		       row_taker *take, void *into,
		       struct rows_source *source, bool *system)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct rows *r = rows_open(path, limits, d, format->codes);
	struct small s = { d, rows_name(r), 0, format };
	struct table_binding b;
	const struct span *names;
	struct row row;
	size_t n;

	if (rows_header(r, &names, &n, &s.line)) {
		if (table_bind(&b, format, names, n, NULL, d, s.file,
			       s.line)) {
			while (rows_next(r, &row)) {
				struct span cells[4] = { SPAN_EMPTY };

				for (unsigned i = 0; i < format->count; i++)
					cells[i] = table_cell(&b, row.cell,
							      i);
				s.line = row.line;
				take(into, &s, cells);
			}
		}
		table_binding_release(&b);
	}
	*system = rows_system_error(r);
	rows_close(r, source);
	return d->count[DIAG_ERROR] == errors && !*system;
}

static bool present(const struct small *s, unsigned column, struct span cell)
{
	if (span_trim(cell).n)
		return true;
	code_find(s->d, TAB012, &(struct code_place){
		.file = s->file, .line = s->line, .position = column + 1,
		.column = s->format->columns[column].name, .value = &cell },
		"names nothing");
	return false;
}

static bool field_exists(const struct small *s, struct span field)
{
	const char *near;

	for (unsigned c = 0; c < RFI_COLUMNS; c++) {
		if (span_eq_nocase(span_trim(field),
			span_of(rfi_wide_format.columns[c].name)) ||
		    span_eq_nocase(span_trim(field), rfi_field(c)))
			return true;
	}
	near = table_nearest(&rfi_wide_format, field);
	code_find(s->d, TAB010, &(struct code_place){
		.file = s->file, .line = s->line, .position = 1,
		.column = "field", .value = &field },
		"is no column of a return, nor the last part of one%s%s%s",
		near ? "; the nearest is '" : "", near ? near : "",
		near ? "'" : "");
	return false;
}

static void take_alias(void *into, const struct small *s,
		       const struct span *cells)
{
	struct alias_table *t = into;
	struct alias *a;

	if (!present(s, 0, cells[0]) || !present(s, 2, cells[2]) ||
	    !field_exists(s, cells[0]))
		return;
	for (size_t i = 0; i < t->aliases.n; i++) {
		a = &t->aliases.v[i];
		if (span_eq_nocase(span_trim(a->field),
				   span_trim(cells[0])) &&
		    span_eq(a->from, cells[1]) &&
		    !span_eq(a->to, cells[2])) {
			code_find(s->d, TAB011, &(struct code_place){
				.file = s->file, .line = s->line,
				.position = 2, .column = "from",
				.value = &cells[1] },
				"is mapped to '" SPAN_F "' already",
				SPAN_A(a->to));
			return;
		}
	}
	a = vec_add(&t->aliases);
	a->field = arena_span(&t->arena, cells[0]);
	a->from = arena_span(&t->arena, cells[1]);
	a->to = arena_span(&t->arena, cells[2]);
}

static void take_known(void *into, const struct small *s,
		       const struct span *cells)
{
	struct alias_table *t = into;
	struct known_name *k;

	if (!present(s, 0, cells[0]) || !present(s, 1, cells[1]) ||
	    !field_exists(s, cells[0]))
		return;
	k = vec_add(&t->known);
	k->field = arena_span(&t->arena, cells[0]);
	k->name = arena_span(&t->arena, cells[1]);
}

static void take_rename(void *into, const struct small *s,
			const struct span *cells)
{
	struct rename_table *t = into;
	struct table_rename *r;

	if (!present(s, 0, cells[0]) || !present(s, 1, cells[1]))
		return;
	r = vec_add(&t->renames);
	r->from = arena_span(&t->arena, cells[0]);
	r->to = arena_span(&t->arena, cells[1]);
}

static void take_public(void *into, const struct small *s,
			const struct span *cells)
{
	struct public_table *t = into;
	struct public_name *p;

	if (!present(s, 0, cells[0]) || !present(s, 1, cells[1]))
		return;
	p = vec_add(&t->names);
	p->smso = arena_span(&t->arena, cells[0]);
	p->alias = arena_span(&t->arena, cells[1]);
}

bool aliases_read(struct alias_table *t, const char *path,
		  const struct input_limits *limits, struct diag *d,
		  struct rows_source *source, bool *system)
{
	return read_small(path, limits, d, &aliases_format, take_alias, t,
			  source, system);
}

bool known_read(struct alias_table *t, const char *path,
		const struct input_limits *limits, struct diag *d,
		struct rows_source *source, bool *system)
{
	t->known_given = true;
	return read_small(path, limits, d, &known_format, take_known, t,
			  source, system);
}

bool renames_read(struct rename_table *t, const char *path,
		  const struct input_limits *limits, struct diag *d,
		  struct rows_source *source, bool *system)
{
	return read_small(path, limits, d, &map_format, take_rename, t,
			  source, system);
}

bool public_read(struct public_table *t, const char *path,
		 const struct input_limits *limits, struct diag *d,
		 struct rows_source *source, bool *system)
{
	return read_small(path, limits, d, &public_format, take_public, t,
			  source, system);
}

void rename_table_release(struct rename_table *t)
{
	vec_release(&t->renames);
	arena_release(&t->arena);
}

void public_table_release(struct public_table *t)
{
	vec_release(&t->names);
	arena_release(&t->arena);
}
