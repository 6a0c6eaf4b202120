/* What is done with a row of each table; the loop is table_in's. */
#include "file/epcl_tables_in.h"

#include "file/table_in.h"

/* Every one of `n` columns is there; all that are not are told. */
static void present(struct table_in *t, const struct span *cells,
		    const unsigned *columns, size_t n)
{
	for (size_t i = 0; i < n; i++)
		table_in_present(t, EPCL010, columns[i], cells);
}

#define PRESENT(t, cells, ...) \
	present(t, cells, (const unsigned[]){ __VA_ARGS__ }, \
		sizeof((const unsigned[]){ __VA_ARGS__ }) / sizeof(unsigned))

static void take_criterion(struct table_in *t, const struct span *cells)
{
	const bool overall = span_eq(cells[SHEET_COL_SCOPE],
				     SPAN("OVERALL"));
	struct epcl_tables *into = t->into;
	struct criterion_row *c;

	PRESENT(t, cells, SHEET_COL_CRITERION, SHEET_COL_SCOPE,
		SHEET_COL_MET);
	if (overall && cells[SHEET_COL_PPC_ID].n)
		table_in_reject(t, EPCL006, SHEET_COL_PPC_ID, cells,
				"stands beside scope OVERALL; it must be "
				"blank there");
	else if (!overall)
		PRESENT(t, cells, SHEET_COL_PPC_ID);
	if (!t->ok)
		return;
	c = vec_add(&into->criteria);
	c->name = arena_span(&into->arena, cells[SHEET_COL_CRITERION]);
	c->ppc_id = arena_span(&into->arena, cells[SHEET_COL_PPC_ID]);
	c->value = arena_span(&into->arena, cells[SHEET_COL_VALUE]);
	c->threshold = arena_span(&into->arena, cells[SHEET_COL_THRESHOLD]);
	c->reason = arena_span(&into->arena, cells[SHEET_COL_REASON]);
	c->overall = overall;
	c->met = span_eq(cells[SHEET_COL_MET], SPAN("Y"));
}

static void take_service(struct table_in *t, const struct span *cells)
{
	struct epcl_tables *into = t->into;
	struct service_row *v;

	PRESENT(t, cells, SERVICES_COL_SMSO, SERVICES_COL_S1SP,
		SERVICES_COL_DCO);
	for (size_t i = 0; t->ok && i < into->services.n; i++) {
		if (span_eq(into->services.v[i].smso,
			    cells[SERVICES_COL_SMSO]))
			table_in_reject(t, EPCL011, SERVICES_COL_SMSO, cells,
					"stands in this file already");
	}
	if (!t->ok)
		return;
	v = vec_add(&into->services);
	v->smso = arena_span(&into->arena, cells[SERVICES_COL_SMSO]);
	v->s1sp = arena_span(&into->arena, cells[SERVICES_COL_S1SP]);
	v->dco = arena_span(&into->arena, cells[SERVICES_COL_DCO]);
}

static void take_equivalence(struct table_in *t, const struct span *cells)
{
	struct epcl_tables *into = t->into;
	struct equivalence_row *e;
	int32_t day = DATE_NONE;

	PRESENT(t, cells, EQUIVALENCE_COL_PPC_ID,
		EQUIVALENCE_COL_REFERENCE_PPC_ID,
		EQUIVALENCE_COL_DECIDED_ON, EQUIVALENCE_COL_REASON);
	date_parse(cells[EQUIVALENCE_COL_DECIDED_ON], &day);
	if (t->ok && span_eq(cells[EQUIVALENCE_COL_PPC_ID],
			     cells[EQUIVALENCE_COL_REFERENCE_PPC_ID]))
		table_in_reject(t, EPCL015, EQUIVALENCE_COL_REFERENCE_PPC_ID,
				cells, "is the combination itself");
	for (size_t i = 0; t->ok && i < into->equivalences.n; i++) {
		if (span_eq(into->equivalences.v[i].ppc_id,
			    cells[EQUIVALENCE_COL_PPC_ID]))
			table_in_reject(t, EPCL011, EQUIVALENCE_COL_PPC_ID,
					cells, "stands in this file already");
	}
	if (!t->ok)
		return;
	e = vec_add(&into->equivalences);
	e->ppc_id = arena_span(&into->arena, cells[EQUIVALENCE_COL_PPC_ID]);
	e->reference = arena_span(&into->arena,
				  cells[EQUIVALENCE_COL_REFERENCE_PPC_ID]);
	e->reason = arena_span(&into->arena, cells[EQUIVALENCE_COL_REASON]);
	e->decided_on = day;
	e->line = t->line;
}

static void take_uneconomic(struct table_in *t, const struct span *cells)
{
	struct epcl_tables *into = t->into;
	struct arena *a = &into->arena;
	struct uneconomic_row *u;
	size_t said = 0;

	PRESENT(t, cells, UNECONOMIC_COL_REASON);
	for (unsigned i = 0; i < UNECONOMIC_COL_REASON; i++)
		said += cells[i].n;
	if (said == 0)
		table_in_complain(t, EPCL010, UNECONOMIC_COL_PPC_ID,
				  "neither an id nor a column of the key is "
				  "given; the row would mean everything");
	if (!t->ok)
		return;
	u = vec_add(&into->uneconomic);
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
	u->line = t->line;
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

static void take_upgrade(struct table_in *t, const struct span *cells)
{
	struct epcl_tables *into = t->into;
	struct upgrade_row *u;

	for (unsigned i = 0; i < UPGRADE_COLUMNS; i++)
		PRESENT(t, cells, i);
	if (!t->ok)
		return;
	u = vec_add(&into->upgrades);
	u->device = device_of(cells[UPGRADE_COL_DEVICE_TYPE]);
	u->model = arena_span(&into->arena, cells[UPGRADE_COL_MODEL]);
	u->from = arena_span(&into->arena, cells[UPGRADE_COL_FROM]);
	u->to = arena_span(&into->arena, cells[UPGRADE_COL_TO]);
}

#define READER(name, column_table, taker) \
	bool name##_read(struct epcl_tables *t, const char *path, \
			 const struct input_limits *limits, struct diag *d, \
			 struct rows_source *source, bool *system) \
	{ \
		static const struct table_in_kind kind = { \
			&column_table##_format, taker, EPCL013, 0 }; \
		return table_in_read(&kind, path, limits, d, t, source, \
				     system); \
	}

READER(criteria_sheet, criteria_sheet, take_criterion)
READER(services, services, take_service)
READER(equivalences, equivalence, take_equivalence)
READER(uneconomic, uneconomic, take_uneconomic)
READER(upgrade_paths, upgrade_paths, take_upgrade)
