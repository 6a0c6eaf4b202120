#include "engine/plan_ppcl.h"

#include "engine/ppcl_key.h"
#include "model/codes.h"

struct resolver {
	struct plan_tables *t;
	const struct release *release;
	const char *file;
	struct ppcl_index ids;
	struct diag *d;
};

static void reject(const struct resolver *x, const struct plan_eligibility *e,
		   const char *text, const char *more)
{
	code_find(x->d, PLAN031, &(struct code_place){
		.file = x->t->file[PLAN_TABLE_ELIGIBILITY], .line = e->line,
		.column = "ppc_id", .value = &e->ppc_id }, "%s%s", text, more);
}

static const struct release_row *look_up(struct resolver *x,
					 struct span ppc_id)
{
	struct release_row asked = { .number = 0 };
	size_t at;

	asked.cell[PPCL_PPC_ID] = ppc_id;
	at = ppcl_index_find(&x->ids, &asked);
	return at == PPCL_NO_ROW ? NULL : &x->release->rows.v[at];
}

static void take_key(struct resolver *x, const struct release_row *row,
		     struct plan_eligibility *e)
{
	struct arena *a = &x->t->arena;
	uint32_t *column = arena_zero(a, PPCL_COLUMNS, sizeof(*column));
	struct span *value = arena_zero(a, PPCL_COLUMNS, sizeof(*value));
	const uint32_t asked = PPCL_KEY_MIGRATION &
			       ~(e->fw_needed ? PPCL_KEY_FIRMWARE : 0);
	uint32_t n = 0;

	for (unsigned c = 0; c < PPCL_COLUMNS; c++) {
		if (!(asked & PPCL_BIT(c)) || row->cell[c].n == 0)
			continue;
		column[n] = table_find(&rfi_wide_format,
				       span_of(ppcl_format.columns[c].name));
		value[n++] = arena_span(a, row->cell[c]);
	}
	e->ppc_id = arena_span(a, row->ppc_id);
	e->match = (struct plan_match){ SPAN_EMPTY, n, column, value };
}

/* False: nothing says which installations are meant. */
static bool resolve(struct resolver *x, struct plan_eligibility *e)
{
	const struct release_row *row;

	if (e->match.n || e->ppc_id.n == 0)
		return true;
	if (!x->release) {
		reject(x, e, "stands alone; key columns or --ppcl say which "
		       "installations are meant", "");
		return false;
	}
	row = look_up(x, e->ppc_id);
	if (!row)
		reject(x, e, "is no id of the release in ", x->file);
	else if (!e->fw_needed && release_row_open(row))
		reject(x, e, "has a firmware version that is TBC in ",
		       x->file);
	else
		take_key(x, row, e);
	return e->match.n > 0;
}

void plan_ppcl_resolve(struct plan_tables *t, const struct release *release,
		       const char *file, struct diag *d)
{
	struct resolver x = { .t = t, .release = release, .file = file,
			      .d = d };
	size_t kept = 0;

	if (release)
		ppcl_index_init(&x.ids, release, PPCL_BIT(PPCL_PPC_ID), NULL);
	for (size_t i = 0; i < t->eligibility.n; i++) {
		struct plan_eligibility e = t->eligibility.v[i];

		if (resolve(&x, &e))
			t->eligibility.v[kept++] = e;
	}
	t->eligibility.n = kept;
	if (release)
		ppcl_index_release(&x.ids);
}
