/* The columns of a selection that a release has carry the same names. */
#include "file/selection_in.h"

#include "base/num.h"
#include "file/ppcl_in.h"
#include "file/rows_head.h"
#include "model/codes.h"
#include "model/formats.h"

struct reader {
	struct picks *p;
	struct diag *d;
	const char *file;
	struct table_binding b;
	uint32_t from[PPCL_COLUMNS];	/* of the selection, or TABLE_ABSENT */
	bool first;			/* input of these picks */
};

static void reject(struct reader *k, enum code code, uint64_t line,
		   unsigned column, struct span value, const char *text)
{
	code_find(k->d, code, &(struct code_place){ .file = k->file,
		.line = line, .position = k->b.at[column] + 1,
		.column = selection_format.columns[column].name,
		.value = &value }, "%s", text);
}

static void read_row(struct reader *k, const struct row *from)
{
	struct release *r = &k->p->rows;
	struct release_row *row = vec_add(&r->rows);
	struct pick *pick = vec_add(&k->p->pick);
	const struct span disposition = table_cell(&k->b, from->cell,
		SELECTION_COL_DISPOSITION);
	const struct span count = table_cell(&k->b, from->cell,
		SELECTION_COL_COUNT_TOTAL);
	struct span word;

	row->line = from->line;
	for (unsigned c = 0; c < PPCL_COLUMNS; c++)
		row->cell[c] = k->from[c] == TABLE_ABSENT ? SPAN_EMPTY :
			arena_span(&r->arena, table_cell(&k->b, from->cell,
							 k->from[c]));
	row->number = release_id_number(row->cell[PPCL_PPC_ID]);
	if (!table_valid(&selection_format.columns[SELECTION_COL_DISPOSITION],
			 span_trim(disposition), &word, NULL) || !word.n)
		reject(k, PPCL006, from->line, SELECTION_COL_DISPOSITION,
		       disposition, "is no disposition of a selection");
	pick->selected = span_eq(word, SPAN("SELECTED"));
	pick->cumulative = arena_span(&r->arena, table_cell(&k->b,
		from->cell, SELECTION_COL_CUMULATIVE_PERCENT));
	if (count.n == 0)
		k->p->counts = false;
	else if (!num_parse(count, &pick->count))
		reject(k, PPCL004, from->line, SELECTION_COL_COUNT_TOTAL,
		       count, "is not a count; expected digits");
	if (pick->selected && span_trim(row->cell[PPCL_PPC_ID]).n == 0)
		reject(k, PPCL010, from->line, SELECTION_COL_PPC_ID,
		       row->cell[PPCL_PPC_ID], "names no combination");
}

static void map_columns(struct reader *k)
{
	k->p->rows.stated = RELEASE_STATES_ALL;
	for (unsigned c = 0; c < PPCL_COLUMNS; c++) {
		k->from[c] = table_find(&selection_format,
			span_of(ppcl_format.columns[c].name));
		if (k->from[c] != TABLE_ABSENT &&
		    k->b.at[k->from[c]] == TABLE_ABSENT)
			k->p->rows.stated &= ~(UINT32_C(1) << c);
	}
}

/* The counts of the whole are in the document only. */
static void read_members(struct reader *k, struct rows *rows)
{
	struct rows_head h;
	struct span s;
	size_t totals;

	rows_head_init(&h, rows);
	totals = rows_head_object(&h, "totals");
	if (rows_head_text(&h, 0, "as_of", &s, NULL))
		k->p->rows.as_of = arena_span(&k->p->rows.arena, s);
	if (rows_head_text(&h, 0, "capability", &s, NULL))
		k->p->rows.capability = arena_span(&k->p->rows.arena, s);
	if (totals && rows_head_text(&h, totals, "in_scope", &s, NULL) &&
	    !num_parse(s, &k->p->in_scope))
		k->p->in_scope = 0;
	if (totals && rows_head_text(&h, totals, "share_percent", &s, NULL))
		k->p->share = arena_span(&k->p->rows.arena, s);
	if (totals && rows_head_text(&h, totals, "share_percent_whole", &s,
				     NULL))
		k->p->share_whole = arena_span(&k->p->rows.arena, s);
	rows_head_release(&h);
}

static void read_selection(struct reader *k, struct rows *rows,
			   const struct span *names, size_t n, uint64_t line)
{
	struct row row;

	if (rows_bind(rows, &k->b, &selection_format, names, n, NULL, k->d,
		      k->file, line)) {
		k->p->counts = true;
		map_columns(k);
		while (rows_next(rows, &row))
			read_row(k, &row);
		read_members(k, rows);
	}
	table_binding_release(&k->b);
}

/* Tables of one list that are published apart come together here. */
static void join_lists(struct reader *k, const struct release *r)
{
	struct picks *p = k->p;

	if (!k->first && !span_eq(p->share, r->list_share) &&
	    (p->share.n || r->list_share.n)) {
		code_find(k->d, PPCL032, &(struct code_place){
			.file = k->file, .value = &r->list_share,
			.column = "list_share_percent" },
			"is the share of a part of the list; rounded shares "
			"are not added up, so the list has none");
		p->share = p->share_whole = SPAN_EMPTY;
		return;
	}
	p->share = arena_span(&p->rows.arena, r->list_share);
	p->share_whole = arena_span(&p->rows.arena, r->list_share_whole);
}

static void read_release(struct reader *k, struct rows *rows,
			 const struct span *names, size_t n, uint64_t line)
{
	struct release r = RELEASE_INIT;
	struct release *to = &k->p->rows;

	ppcl_read_rows(&r, rows, names, n, line, k->d);
	join_lists(k, &r);
	to->stated = k->first ? r.stated : to->stated & r.stated;
	if (r.capability.n)
		to->capability = arena_span(&to->arena, r.capability);
	if (r.as_of.n)
		to->as_of = arena_span(&to->arena, r.as_of);
	for (size_t i = 0; i < r.rows.n; i++) {
		struct release_row *row = vec_add(&to->rows);
		struct pick *pick = vec_add(&k->p->pick);

		*row = r.rows.v[i];
		for (unsigned c = 0; c < PPCL_COLUMNS; c++)
			row->cell[c] = arena_span(&to->arena, row->cell[c]);
		pick->selected = true;
		pick->cumulative = SPAN_EMPTY;
	}
	k->p->counts = false;
	release_release(&r);
}

bool selection_read(struct picks *p, const char *path,
		    const struct input_limits *limits, struct diag *d,
		    struct rows_source *source, bool *system)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct rows *rows = rows_open(path, limits, d, ppcl_format.codes);
	struct reader k = { .p = p, .d = d, .file = rows_name(rows),
			    .first = p->file == NULL };
	const struct span *names;
	uint64_t line;
	size_t n;

	p->file = k.file;
	if (rows_header(rows, &names, &n, &line)) {
		const struct span schema = rows_schema(rows);
		const bool selection = ppcl_in_named(names, n, "disposition");

		if (selection && !k.first)
			code_find(d, PPCL035, &(struct code_place){
				.file = k.file, .line = line }, "a selection "
				"stands alone; several inputs are parts of "
				"one release");
		else if (schema.n && n == 0 &&
			 span_eq(schema, span_of(selection_format.schema)))
			read_members(&k, rows);
		else if (selection && schema.n &&
			 !span_eq(schema, span_of(selection_format.schema)))
			code_find(d, PPCL035, &(struct code_place){
				.file = k.file, .column = "schema",
				.value = &schema }, "is not %s",
				selection_format.schema);
		else if (selection)
			read_selection(&k, rows, names, n, line);
		else
			read_release(&k, rows, names, n, line);
	}
	*system = rows_system_error(rows);
	rows_close(rows, source);
	return d->count[DIAG_ERROR] == errors && !*system;
}
