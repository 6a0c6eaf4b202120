/* Eligibility, from a table of its own or from the Eligible list. */
#include "file/epcl_in.h"
#include "file/plan_in.h"

static bool is_key(const char *name, uint32_t *column)
{
	*column = table_find(&rfi_wide_format, span_of(name));
	return *column != TABLE_ABSENT;
}

/* What the row's stated key columns ask for; blank asks for nothing. */
static struct plan_match stated(struct arena *a,
				const struct table_format *f,
				const struct span *cells)
{
	uint32_t *column = arena_zero(a, f->count, sizeof(*column));
	struct span *value = arena_zero(a, f->count, sizeof(*value));
	struct plan_match m = { SPAN_EMPTY, 0, column, value };

	for (unsigned i = 0; i < f->count; i++) {
		if (cells[i].n == 0 ||
		    !is_key(f->columns[i].name, &column[m.n]))
			continue;
		value[m.n++] = arena_span(a, cells[i]);
	}
	return m;
}

static void take_eligibility(struct table_in *t, const struct span *cells)
{
	struct plan_tables *p = t->into;
	struct arena *a = &p->arena;
	struct plan_eligibility r = { .line = t->line, .from = DATE_NONE,
		.to = DATE_NONE, .fw_ready_from = DATE_NONE };
	unsigned needed = 1;

	table_in_present(t, PLAN005, ELIGIBILITY_COL_FROM, cells);
	table_in_day(t, ELIGIBILITY_COL_FROM, cells, &r.from);
	if (table_in_day(t, ELIGIBILITY_COL_TO, cells, &r.to) &&
	    r.from != DATE_NONE && r.to <= r.from)
		table_in_reject(t, PLAN019, ELIGIBILITY_COL_TO, cells,
				"is not after 'from': no day is left to "
				"migrate on");
	table_in_value(t, ELIGIBILITY_COL_FW_NEEDED, cells, &needed);
	table_in_day(t, ELIGIBILITY_COL_FW_READY_FROM, cells,
		     &r.fw_ready_from);
	r.match = stated(a, t->format, cells);
	if (!t->ok)
		return;
	r.fw_needed = needed == 0;
	r.ppc_id = arena_span(a, cells[ELIGIBILITY_COL_PPC_ID]);
	r.s1sp = arena_span(a, cells[ELIGIBILITY_COL_S1SP]);
	r.dco = arena_span(a, cells[ELIGIBILITY_COL_DCO]);
	r.requesting_party = arena_span(a,
		cells[ELIGIBILITY_COL_REQUESTING_PARTY]);
	vec_push(&p->eligibility, r);
}

static void take_epcl(struct plan_tables *t, const struct epcl *e)
{
	struct arena *a = &t->arena;
	struct span cells[EPCL_COLUMNS];

	for (size_t i = 0; i < e->rows.n; i++) {
		const struct epcl_row *row = &e->rows.v[i];
		struct plan_eligibility r = {
			.line = row->line, .from = row->first_added,
			.to = DATE_NONE, .fw_ready_from = DATE_NONE,
		};

		epcl_cells(row, a, cells);
		r.match = stated(a, &epcl_format, cells);
		r.ppc_id = arena_span(a, row->what.ppc_id);
		r.s1sp = arena_span(a, row->s1sp);
		r.dco = arena_span(a, row->dco);
		vec_push(&t->eligibility, r);
	}
}

bool plan_eligibility_read(struct plan_tables *t, const char *path,
			   const struct input_limits *limits,
			   struct diag *d, struct rows_source *source,
			   bool *system)
{
	static const struct table_in_kind kind = {
		&eligibility_format, take_eligibility, PLAN027, 0,
	};
	const uint64_t errors = d->count[DIAG_ERROR];
	struct rows *rows = rows_open(path, limits, d,
				      eligibility_format.codes);
	struct epcl e = EPCL_INIT;
	const struct span *names;
	uint64_t line;
	size_t n;

	if (!rows_header(rows, &names, &n, &line))
		;			/* a finding says why */
	else if (epcl_in_is(names, n) ||
		 span_eq(rows_schema(rows), span_of(epcl_format.schema)))
		epcl_read_rows(&e, rows, names, n, line, d);
	else
		table_in_rows(&kind, rows, names, n, line, d, t);
	take_epcl(t, &e);
	epcl_release(&e);
	*system = rows_system_error(rows);
	rows_close(rows, source);
	t->file[PLAN_TABLE_ELIGIBILITY] = source->name;
	return d->count[DIAG_ERROR] == errors && !*system;
}
