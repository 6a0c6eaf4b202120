/* What is done with a row of each table; the loop is table_in's. Text keeps
 * the blanks at its ends: they are part of what an alias maps. */
#include "file/tables_in.h"

#include "file/table_in.h"
#include "model/formats.h"
#include "model/rfi.h"

static void present(struct table_in *t, unsigned column,
		    const struct span *cells)
{
	if (span_trim(cells[column]).n == 0)
		table_in_reject(t, TAB012, column, cells, "names nothing");
}

static void check_field(struct table_in *t, const struct span *cells)
{
	const struct span field = cells[0];
	const char *near;

	if (span_trim(field).n == 0)
		return;			/* said already */
	for (unsigned c = 0; c < RFI_COLUMNS; c++) {
		if (span_eq_nocase(span_trim(field),
			span_of(rfi_wide_format.columns[c].name)) ||
		    span_eq_nocase(span_trim(field), rfi_field(c)))
			return;
	}
	near = table_nearest(&rfi_wide_format, field);
	table_in_reject(t, TAB010, 0, cells,
			"is no column of a return, nor the last part of "
			"one%s%s%s", near ? "; the nearest is '" : "",
			near ? near : "", near ? "'" : "");
}

static void take_alias(struct table_in *t, const struct span *cells)
{
	struct alias_table *to = t->into;
	struct alias *a;

	present(t, 0, cells);
	present(t, 2, cells);
	check_field(t, cells);
	for (size_t i = 0; t->ok && i < to->aliases.n; i++) {
		a = &to->aliases.v[i];
		if (span_eq_nocase(span_trim(a->field),
				   span_trim(cells[0])) &&
		    span_eq(a->from, cells[1]) &&
		    !span_eq(a->to, cells[2]))
			table_in_reject(t, TAB011, 1, cells, "is mapped to '"
					SPAN_F "' already", SPAN_A(a->to));
	}
	if (!t->ok)
		return;
	a = vec_add(&to->aliases);
	a->field = arena_span(&to->arena, cells[0]);
	a->from = arena_span(&to->arena, cells[1]);
	a->to = arena_span(&to->arena, cells[2]);
}

static void take_known(struct table_in *t, const struct span *cells)
{
	struct alias_table *to = t->into;
	struct known_name *k;

	present(t, 0, cells);
	present(t, 1, cells);
	check_field(t, cells);
	if (!t->ok)
		return;
	k = vec_add(&to->known);
	k->field = arena_span(&to->arena, cells[0]);
	k->name = arena_span(&to->arena, cells[1]);
}

static void take_rename(struct table_in *t, const struct span *cells)
{
	struct rename_table *to = t->into;
	struct table_rename *r;

	present(t, 0, cells);
	present(t, 1, cells);
	if (!t->ok)
		return;
	r = vec_add(&to->renames);
	r->from = arena_span(&to->arena, cells[0]);
	r->to = arena_span(&to->arena, cells[1]);
}

static void take_public(struct table_in *t, const struct span *cells)
{
	struct public_table *to = t->into;
	struct public_name *p;

	present(t, 0, cells);
	present(t, 1, cells);
	if (!t->ok)
		return;
	p = vec_add(&to->names);
	p->smso = arena_span(&to->arena, cells[0]);
	p->alias = arena_span(&to->arena, cells[1]);
}

#define KIND(column_table, taker) \
	(&(const struct table_in_kind){ &column_table##_format, taker, \
					TAB013, TABLE_IN_EXACT })

bool aliases_read(struct alias_table *t, const char *path,
		  const struct input_limits *limits, struct diag *d,
		  struct rows_source *source, bool *system)
{
	return table_in_read(KIND(aliases, take_alias), path, limits, d, t,
			     source, system);
}

bool known_read(struct alias_table *t, const char *path,
		const struct input_limits *limits, struct diag *d,
		struct rows_source *source, bool *system)
{
	t->known_given = true;
	return table_in_read(KIND(known, take_known), path, limits, d, t,
			     source, system);
}

bool renames_read(struct rename_table *t, const char *path,
		  const struct input_limits *limits, struct diag *d,
		  struct rows_source *source, bool *system)
{
	return table_in_read(KIND(map, take_rename), path, limits, d, t,
			     source, system);
}

bool public_read(struct public_table *t, const char *path,
		 const struct input_limits *limits, struct diag *d,
		 struct rows_source *source, bool *system)
{
	return table_in_read(KIND(public, take_public), path, limits, d, t,
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
