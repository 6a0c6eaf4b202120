/* Formats, order and cells of the Eligible list. */
#include "model/epcl.h"

#include <stdlib.h>

#include "base/bug.h"

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },

static const struct table_column epcl_columns[] = {
#include "model/epcl.cols.h"
};
static const struct table_column dmct_columns[] = {
#include "model/dmct.cols.h"
};
static const struct table_column services_columns[] = {
#include "model/services.cols.h"
};
static const struct table_column equivalence_columns[] = {
#include "model/equivalence.cols.h"
};
static const struct table_column uneconomic_columns[] = {
#include "model/uneconomic.cols.h"
};
static const struct table_column upgrade_paths_columns[] = {
#include "model/upgrade_paths.cols.h"
};
static const struct table_column criteria_sheet_columns[] = {
#include "model/criteria_sheet.cols.h"
};
static const struct table_column admission_columns[] = {
#include "model/admission.cols.h"
};
#undef COL

static const char *const epcl_codes[] = TABLE_CODES("EPCL");

#define FORMAT(name, schema_name) \
	TABLE_FORMAT(name, schema_name, epcl_codes)

FORMAT(epcl, "epcl/1");
FORMAT(dmct, "dmct-queue/1");
FORMAT(services, "services/1");
FORMAT(equivalence, "equivalence/1");
FORMAT(uneconomic, "uneconomic/1");
FORMAT(upgrade_paths, "upgrade-paths/1");
FORMAT(criteria_sheet, "criteria-sheet/1");
FORMAT(admission, "epcl-admission/1");

const char *epcl_basis_name(enum epcl_basis b)
{
	static const char *const names[EPCL_BASES] = {
		"TESTED", "EQUIVALENT", "DMCT",
	};

	if (b >= EPCL_BASES)
		BUG("no such basis");
	return names[b];
}

bool epcl_cell_open(struct span cell)
{
	const struct span s = span_trim(cell);

	return s.n == 0 || span_eq(s, SPAN("?")) ||
	       span_eq_nocase(s, SPAN("TBC"));
}

static int compare_rows(const void *pa, const void *pb)
{
	const struct epcl_row *a = pa, *b = pb;

	if (a->what.number != b->what.number)
		return a->what.number < b->what.number ? -1 : 1;
	return span_cmp(a->what.ppc_id, b->what.ppc_id);
}

void epcl_sort(struct epcl *e)
{
	if (e->rows.n > 1)
		qsort(e->rows.v, e->rows.n, sizeof(*e->rows.v), compare_rows);
}

void epcl_release(struct epcl *e)
{
	vec_release(&e->rows);
	arena_release(&e->arena);
}

void epcl_tables_release(struct epcl_tables *t)
{
	vec_release(&t->criteria);
	vec_release(&t->services);
	vec_release(&t->equivalences);
	vec_release(&t->uneconomic);
	vec_release(&t->upgrades);
	arena_release(&t->arena);
}

const struct epcl_row *epcl_find(const struct epcl *e, struct span ppc_id)
{
	for (size_t i = 0; i < e->rows.n; i++) {
		if (span_eq(e->rows.v[i].what.ppc_id, ppc_id))
			return &e->rows.v[i];
	}
	return NULL;
}

void epcl_cells(const struct epcl_row *r, struct arena *a,
		struct span cells[EPCL_COLUMNS])
{
	char day[DATE_TEXT];

	cells[EPCL_COL_PPC_ID] = r->what.ppc_id;
	cells[EPCL_COL_SMSO] = r->what.smso;
	cells[EPCL_COL_WAN_PROVIDER] = r->what.wan_provider;
	cells[EPCL_COL_S1SP] = r->s1sp;
	cells[EPCL_COL_DCO] = r->dco;
	cells[EPCL_COL_FUEL_TYPE] = r->what.fuel_type;
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++)
			cells[EPCL_COL_CH_MANUFACTURER + d * RELEASE_PARTS +
			      p] = r->what.device[d][p];
	}
	cells[EPCL_COL_DATE_FIRST_ADDED] =
		arena_span(a, span_of(date_text(r->first_added, day)));
	cells[EPCL_COL_BASIS] = span_of(epcl_basis_name(r->basis));
	cells[EPCL_COL_REFERENCE_PPC_ID] = r->reference;
	cells[EPCL_COL_EVIDENCE_SHA256] = r->evidence;
}
