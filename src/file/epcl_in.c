/* Every cell of an entry has to be there: what is not needed for certain is
 * named in may_be_blank(). */
#include "file/epcl_in.h"

#include "base/intern.h"
#include "model/codes.h"

struct reader {
	struct epcl *e;
	struct diag *d;
	const char *file;
	uint64_t line;
	struct table_binding b;
	struct intern ids;
};

bool epcl_in_is(const struct span *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (span_eq_nocase(span_trim(names[i]),
				   SPAN("date_first_added")))
			return true;
	}
	return false;
}

static void reject(const struct reader *r, enum code code, unsigned column,
		   const struct span *value, const char *text)
{
	code_find(r->d, code, &(struct code_place){
		.file = r->file, .line = r->line,
		.position = r->b.at[column] + 1,
		.column = epcl_format.columns[column].name, .value = value },
		"%s", text);
}

static bool may_be_blank(unsigned column)
{
	return column == EPCL_COL_WAN_PROVIDER ||
	       column == EPCL_COL_FUEL_TYPE ||
	       column == EPCL_COL_REFERENCE_PPC_ID;
}

static bool is_device(unsigned column)
{
	return column >= EPCL_COL_CH_MANUFACTURER &&
	       column <= EPCL_COL_PPMID_FW_VERSION;
}

static bool cell_fits(const struct reader *r, unsigned c, struct span *cell)
{
	enum table_code why;
	struct span canonical;

	if (cell->n == 0 && !may_be_blank(c)) {
		reject(r, c == EPCL_COL_DATE_FIRST_ADDED ? EPCL005 : EPCL010,
		       c, cell, "is blank; the list must state it");
		return false;
	}
	if (is_device(c) && epcl_cell_open(*cell)) {
		reject(r, EPCL012, c, cell, "is open; nothing on the list is");
		return false;
	}
	if (table_valid(&epcl_format.columns[c], *cell, &canonical, &why)) {
		*cell = canonical;
		return true;
	}
	if (why == TABLE_NOT_DATE)
		reject(r, EPCL005, c, cell,
		       "is not a date; expected YYYY-MM-DD");
	else
		reject(r, EPCL006, c, cell,
		       "is not one of TESTED, EQUIVALENT, DMCT");
	return false;
}

static enum epcl_basis basis_of(struct span cell)
{
	enum epcl_basis b = EPCL_TESTED;

	while (!span_eq(cell, span_of(epcl_basis_name(b))))
		b = (enum epcl_basis)(b + 1);
	return b;
}

static bool is_digest(struct span s)
{
	if (s.n != SHA256_TEXT - 1)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!((s.p[i] >= '0' && s.p[i] <= '9') ||
		      (s.p[i] >= 'a' && s.p[i] <= 'f')))
			return false;
	}
	return true;
}

static bool row_fits(struct reader *r, const struct epcl_row *row)
{
	const bool by_reference = row->basis == EPCL_EQUIVALENT;
	bool fresh;

	if (by_reference != (row->reference.n != 0)) {
		reject(r, EPCL015, EPCL_COL_REFERENCE_PPC_ID, &row->reference,
		       by_reference ? "does not say what it is equivalent to" :
				      "stands on an entry that is not by "
				      "equivalence");
		return false;
	}
	if (!is_digest(row->evidence)) {
		reject(r, EPCL014, EPCL_COL_EVIDENCE_SHA256, &row->evidence,
		       "is not a digest; expected 64 lower-case hex digits");
		return false;
	}
	intern_put(&r->ids, row->what.ppc_id, &fresh);
	if (!fresh)
		reject(r, EPCL011, EPCL_COL_PPC_ID, &row->what.ppc_id,
		       "stands in the list already");
	return fresh;
}

static void read_row(struct reader *r, const struct span *file_cells)
{
	struct span cells[EPCL_COLUMNS];
	struct epcl_row row = { .line = r->line };
	struct arena *a = &r->e->arena;
	bool ok = true;

	for (unsigned c = 0; c < EPCL_COLUMNS; c++) {
		cells[c] = span_trim(table_cell(&r->b, file_cells, c));
		ok = cell_fits(r, c, &cells[c]) && ok;
		cells[c] = arena_span(a, cells[c]);
	}
	if (!ok || !date_parse(cells[EPCL_COL_DATE_FIRST_ADDED],
			       &row.first_added))
		return;
	row.what.ppc_id = cells[EPCL_COL_PPC_ID];
	row.what.number = release_id_number(row.what.ppc_id);
	row.what.smso = cells[EPCL_COL_SMSO];
	row.what.wan_provider = cells[EPCL_COL_WAN_PROVIDER];
	row.what.fuel_type = cells[EPCL_COL_FUEL_TYPE];
	row.s1sp = cells[EPCL_COL_S1SP];
	row.dco = cells[EPCL_COL_DCO];
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++)
			row.what.device[d][p] =
				cells[EPCL_COL_CH_MANUFACTURER +
				      d * RELEASE_PARTS + p];
	}
	row.basis = basis_of(cells[EPCL_COL_BASIS]);
	row.reference = cells[EPCL_COL_REFERENCE_PPC_ID];
	row.evidence = cells[EPCL_COL_EVIDENCE_SHA256];
	if (row_fits(r, &row))
		vec_push(&r->e->rows, row);
}

bool epcl_read_rows(struct epcl *e, struct rows *rows,
		    const struct span *names, size_t n, uint64_t line,
		    struct diag *d)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	const struct span schema = rows_schema(rows);
	struct reader r = { .e = e, .d = d, .file = rows_name(rows) };
	struct row row;

	if (schema.n && !span_eq(schema, span_of(epcl_format.schema))) {
		code_find(d, EPCL013, &(struct code_place){
			.file = r.file, .column = "schema",
			.value = &schema }, "is not %s", epcl_format.schema);
		return false;
	}
	if (n == 0)
		return true;
	if (rows_bind(rows, &r.b, &epcl_format, names, n, NULL, d, r.file,
		      line)) {
		while (rows_next(rows, &row)) {
			r.line = row.line;
			read_row(&r, row.cell);
		}
	}
	table_binding_release(&r.b);
	intern_release(&r.ids);
	epcl_sort(e);
	return d->count[DIAG_ERROR] == errors;
}

bool epcl_read(struct epcl *e, const char *path,
	       const struct input_limits *limits, struct diag *d,
	       struct rows_source *source, bool *system)
{
	struct rows *r = rows_open(path, limits, d, epcl_format.codes);
	const struct span *names;
	uint64_t line;
	size_t n;
	const bool ok = rows_header(r, &names, &n, &line) &&
			epcl_read_rows(e, r, names, n, line, d);

	*system = rows_system_error(r);
	rows_close(r, source);
	return ok && !*system;
}
