/* One loop reads any of them; what differs is a column table and what is
 * done with a row whose cells are of the kind that the table asks for. */
#include "file/epcl_tables_in.h"

#include "base/bug.h"
#include "model/codes.h"

enum { CELLS_MAX = 24 };

struct small {
	struct diag *d;
	const char *file;
	uint64_t line;
	const struct table_binding *b;
	struct epcl_tables *t;
};

typedef void row_taker(const struct small *s, const struct span *cells);

static void reject(const struct small *s, enum code code, unsigned column,
		   const struct span *value, const char *text)
{
	code_find(s->d, code, &(struct code_place){
		.file = s->file, .line = s->line,
		.position = s->b->at[column] + 1,
		.column = s->b->format->columns[column].name,
		.value = value }, "%s", text);
}

static void not_one_of(const struct small *s, unsigned column,
		       const struct span *value)
{
	struct span rest = span_of(s->b->format->columns[column].values);
	struct buf b = BUF_INIT;
	struct span one;

	while (span_cut(&rest, '|', &one))
		buf_addf(&b, "%s " SPAN_F, b.n ? "," : "is not one of",
			 SPAN_A(one));
	reject(s, EPCL006, column, value, b.p);
	buf_release(&b);
}

/* Enumerations as they are listed. */
static bool valid(const struct small *s, struct span *cells)
{
	const struct table_format *f = s->b->format;
	bool ok = true;

	for (unsigned i = 0; i < f->count; i++) {
		struct span canonical;
		enum table_code why;

		if (table_valid(&f->columns[i], cells[i], &canonical, &why)) {
			cells[i] = canonical;
			continue;
		}
		if (why == TABLE_NOT_DATE)
			reject(s, EPCL005, i, &cells[i],
			       "is not a date; expected YYYY-MM-DD");
		else
			not_one_of(s, i, &cells[i]);
		ok = false;
	}
	return ok;
}

static bool schema_fits(const struct rows *r, const struct table_format *f,
			struct diag *d)
{
	const struct span schema = rows_schema(r);

	if (schema.n == 0 || span_eq(schema, span_of(f->schema)))
		return true;
	code_find(d, EPCL013, &(struct code_place){
		.file = rows_name(r), .column = "schema", .value = &schema },
		"is not %s", f->schema);
	return false;
}

static void read_rows(struct rows *r, struct small *s, row_taker *take)
{
	const struct table_format *f = s->b->format;
	struct row row;

	while (rows_next(r, &row)) {
		struct span cells[CELLS_MAX] = { SPAN_EMPTY };

		for (unsigned i = 0; i < f->count; i++)
			cells[i] = span_trim(table_cell(s->b, row.cell, i));
		s->line = row.line;
		if (valid(s, cells))
			take(s, cells);
	}
}

static bool read_small(struct epcl_tables *t, const char *path,
		       const struct input_limits *limits, struct diag *d,
		       const struct table_format *format, row_taker *take,
		       struct rows_source *source, bool *system)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct rows *r = rows_open(path, limits, d, format->codes);
	struct table_binding b = { NULL, NULL, 0 };
	struct small s = { d, rows_name(r), 0, &b, t };
	const struct span *names;
	size_t n;

	if (format->count > CELLS_MAX)
		BUG("a table wider than its reader");
	if (rows_header(r, &names, &n, &s.line)) {
		if (schema_fits(r, format, d) && n &&
		    table_bind(&b, format, names, n, NULL, d, s.file, s.line))
			read_rows(r, &s, take);
		if (n)
			table_binding_release(&b);
	}
	*system = rows_system_error(r);
	rows_close(r, source);
	return d->count[DIAG_ERROR] == errors && !*system;
}

static bool present(const struct small *s, unsigned column,
		    const struct span *cells)
{
	if (cells[column].n)
		return true;
	reject(s, EPCL010, column, &cells[column], "is blank");
	return false;
}

static void take_criterion(const struct small *s, const struct span *cells)
{
	const bool overall = span_eq(cells[SHEET_COL_SCOPE],
				     SPAN("OVERALL"));
	struct criterion_row *c;

	if (!present(s, SHEET_COL_CRITERION, cells) ||
	    !present(s, SHEET_COL_SCOPE, cells) ||
	    !present(s, SHEET_COL_MET, cells) ||
	    (!overall && !present(s, SHEET_COL_PPC_ID, cells)))
		return;
	if (overall && cells[SHEET_COL_PPC_ID].n) {
		reject(s, EPCL006, SHEET_COL_PPC_ID, &cells[SHEET_COL_PPC_ID],
		       "stands beside scope OVERALL; it must be blank there");
		return;
	}
	c = vec_add(&s->t->criteria);
	c->name = arena_span(&s->t->arena, cells[SHEET_COL_CRITERION]);
	c->ppc_id = arena_span(&s->t->arena, cells[SHEET_COL_PPC_ID]);
	c->value = arena_span(&s->t->arena, cells[SHEET_COL_VALUE]);
	c->threshold = arena_span(&s->t->arena, cells[SHEET_COL_THRESHOLD]);
	c->reason = arena_span(&s->t->arena, cells[SHEET_COL_REASON]);
	c->overall = overall;
	c->met = span_eq(cells[SHEET_COL_MET], SPAN("Y"));
}

static void take_service(const struct small *s, const struct span *cells)
{
	struct service_row *v;

	if (!present(s, SERVICES_COL_SMSO, cells) ||
	    !present(s, SERVICES_COL_S1SP, cells) ||
	    !present(s, SERVICES_COL_DCO, cells))
		return;
	for (size_t i = 0; i < s->t->services.n; i++) {
		if (span_eq(s->t->services.v[i].smso,
			    cells[SERVICES_COL_SMSO])) {
			reject(s, EPCL011, SERVICES_COL_SMSO,
			       &cells[SERVICES_COL_SMSO],
			       "stands in this file already");
			return;
		}
	}
	v = vec_add(&s->t->services);
	v->smso = arena_span(&s->t->arena, cells[SERVICES_COL_SMSO]);
	v->s1sp = arena_span(&s->t->arena, cells[SERVICES_COL_S1SP]);
	v->dco = arena_span(&s->t->arena, cells[SERVICES_COL_DCO]);
}

static void take_equivalence(const struct small *s, const struct span *cells)
{
	struct equivalence_row *e;
	int32_t day;

	if (!present(s, EQUIVALENCE_COL_PPC_ID, cells) ||
	    !present(s, EQUIVALENCE_COL_REFERENCE_PPC_ID, cells) ||
	    !present(s, EQUIVALENCE_COL_DECIDED_ON, cells) ||
	    !present(s, EQUIVALENCE_COL_REASON, cells) ||
	    !date_parse(cells[EQUIVALENCE_COL_DECIDED_ON], &day))
		return;
	if (span_eq(cells[EQUIVALENCE_COL_PPC_ID],
		    cells[EQUIVALENCE_COL_REFERENCE_PPC_ID])) {
		reject(s, EPCL015, EQUIVALENCE_COL_REFERENCE_PPC_ID,
		       &cells[EQUIVALENCE_COL_REFERENCE_PPC_ID],
		       "is the combination itself");
		return;
	}
	for (size_t i = 0; i < s->t->equivalences.n; i++) {
		if (span_eq(s->t->equivalences.v[i].ppc_id,
			    cells[EQUIVALENCE_COL_PPC_ID])) {
			reject(s, EPCL011, EQUIVALENCE_COL_PPC_ID,
			       &cells[EQUIVALENCE_COL_PPC_ID],
			       "stands in this file already");
			return;
		}
	}
	e = vec_add(&s->t->equivalences);
	e->ppc_id = arena_span(&s->t->arena, cells[EQUIVALENCE_COL_PPC_ID]);
	e->reference = arena_span(&s->t->arena,
				  cells[EQUIVALENCE_COL_REFERENCE_PPC_ID]);
	e->reason = arena_span(&s->t->arena, cells[EQUIVALENCE_COL_REASON]);
	e->decided_on = day;
	e->line = s->line;
}

static void take_uneconomic(const struct small *s, const struct span *cells)
{
	struct arena *a = &s->t->arena;
	struct uneconomic_row *u;
	size_t said = 0;

	if (!present(s, UNECONOMIC_COL_REASON, cells))
		return;
	for (unsigned i = 0; i < UNECONOMIC_COL_REASON; i++)
		said += cells[i].n;
	if (said == 0) {
		reject(s, EPCL010, UNECONOMIC_COL_PPC_ID, NULL,
		       "neither an id nor a column of the key is given; the "
		       "row would mean everything");
		return;
	}
	u = vec_add(&s->t->uneconomic);
	u->what.ppc_id = arena_span(a, cells[UNECONOMIC_COL_PPC_ID]);
	u->what.smso = arena_span(a, cells[UNECONOMIC_COL_SMSO]);
	u->what.wan_provider = arena_span(a,
		cells[UNECONOMIC_COL_WAN_PROVIDER]);
	u->what.fuel_type = arena_span(a, cells[UNECONOMIC_COL_FUEL_TYPE]);
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++)
			u->what.device[d][p] = arena_span(a,
				cells[UNECONOMIC_COL_CH_MANUFACTURER +
				      d * RELEASE_PARTS + p]);
	}
	u->reason = arena_span(a, cells[UNECONOMIC_COL_REASON]);
	u->line = s->line;
}

static enum device device_of(struct span type)
{
	if (span_starts(type, SPAN("CH")))
		return DEVICE_CH;
	if (span_eq(type, SPAN("ESME")))
		return DEVICE_ESME;
	if (span_eq(type, SPAN("GSME")))
		return DEVICE_GSME;
	return DEVICE_PPMID;
}

static void take_upgrade(const struct small *s, const struct span *cells)
{
	struct upgrade_row *u;

	for (unsigned i = 0; i < UPGRADE_COLUMNS; i++) {
		if (!present(s, i, cells))
			return;
	}
	u = vec_add(&s->t->upgrades);
	u->device = device_of(cells[UPGRADE_COL_DEVICE_TYPE]);
	u->model = arena_span(&s->t->arena, cells[UPGRADE_COL_MODEL]);
	u->from = arena_span(&s->t->arena, cells[UPGRADE_COL_FROM]);
	u->to = arena_span(&s->t->arena, cells[UPGRADE_COL_TO]);
}

bool criteria_sheet_read(struct epcl_tables *t, const char *path,
			 const struct input_limits *limits, struct diag *d,
			 struct rows_source *source, bool *system)
{
	return read_small(t, path, limits, d, &criteria_sheet_format,
			  take_criterion, source, system);
}

bool services_read(struct epcl_tables *t, const char *path,
		   const struct input_limits *limits, struct diag *d,
		   struct rows_source *source, bool *system)
{
	return read_small(t, path, limits, d, &services_format, take_service,
			  source, system);
}

bool equivalences_read(struct epcl_tables *t, const char *path,
		       const struct input_limits *limits, struct diag *d,
		       struct rows_source *source, bool *system)
{
	return read_small(t, path, limits, d, &equivalence_format,
			  take_equivalence, source, system);
}

bool uneconomic_read(struct epcl_tables *t, const char *path,
		     const struct input_limits *limits, struct diag *d,
		     struct rows_source *source, bool *system)
{
	return read_small(t, path, limits, d, &uneconomic_format,
			  take_uneconomic, source, system);
}

bool upgrade_paths_read(struct epcl_tables *t, const char *path,
			const struct input_limits *limits, struct diag *d,
			struct rows_source *source, bool *system)
{
	return read_small(t, path, limits, d, &upgrade_paths_format,
			  take_upgrade, source, system);
}
