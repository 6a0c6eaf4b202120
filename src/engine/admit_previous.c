/* What was eligible stays eligible: entries are carried on, never decided
 * again. Whatever would take one away is told, and nothing is written. */
#include "engine/admit_room.h"

#include "engine/canon.h"
#include "model/codes.h"

static bool same_cell(struct span a, struct span b)
{
	return a.n == 0 || b.n == 0 || canon_eq(a, b);
}

bool admit_same_product(const struct release_row *a,
			const struct release_row *b)
{
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++) {
			if (!same_cell(a->device[d][p], b->device[d][p]))
				return false;
		}
	}
	return same_cell(a->wan_provider, b->wan_provider);
}

static void find(struct diag *d, enum code code, const char *file,
		 const struct epcl_row *e, unsigned column, struct span text)
{
	code_find(d, code, &(struct code_place){
		.file = file, .line = e->line,
		.column = epcl_format.columns[column].name,
		.value = &e->what.ppc_id }, SPAN_F, SPAN_A(text));
}

/* Was the release of an earlier day than the entry? Then that is how the
 * entry came about, and no contradiction. */
static bool is_before(const struct release *r, int32_t first_added)
{
	int32_t day;

	return date_parse(r->as_of, &day) && day < first_added;
}

static void check_pending(const struct admit_input *in,
			  const struct epcl_row *e, struct arena *a)
{
	for (size_t i = 0; i < in->ppcl->rows.n; i++) {
		const struct release_row *row = &in->ppcl->rows.v[i];
		const bool id = canon_eq(row->ppc_id, e->what.ppc_id);
		const bool product = admit_same_product(row, &e->what);
		const bool smso = same_cell(row->smso, e->what.smso);

		if (id && !(product && smso))
			find(in->diag, EPCL018, in->files.previous, e,
			     EPCL_COL_PPC_ID, arena_printf(a, "is another "
				"combination in %s, line %llu",
				in->files.ppcl,
				(unsigned long long)row->line));
		else if (product && smso &&
			 !is_before(in->ppcl, e->first_added))
			find(in->diag, EPCL016, in->files.previous, e,
			     EPCL_COL_PPC_ID, arena_printf(a, "is eligible, "
				"and pending in %s, line %llu%s" SPAN_F,
				in->files.ppcl,
				(unsigned long long)row->line,
				id ? "" : ", as ",
				SPAN_A(id ? SPAN_EMPTY : row->ppc_id)));
	}
}

static void check_entry(const struct admit_input *in,
			const struct epcl_row *e, struct arena *a)
{
	char day[DATE_TEXT], as_of[DATE_TEXT];

	if (e->first_added > in->as_of)
		find(in->diag, EPCL019, in->files.previous, e,
		     EPCL_COL_DATE_FIRST_ADDED, arena_printf(a, "was first "
			"added on %s, later than %s, the day of the list",
			date_text(e->first_added, day),
			date_text(in->as_of, as_of)));
	if (e->basis == EPCL_EQUIVALENT &&
	    !epcl_find(in->previous, e->reference))
		find(in->diag, EPCL017, in->files.previous, e,
		     EPCL_COL_REFERENCE_PPC_ID, arena_printf(a, "rests on "
			SPAN_F ", and that is gone from the list",
			SPAN_A(e->reference)));
	for (size_t i = 0; i < in->tables->uneconomic.n; i++) {
		if (!admit_uneconomic(&in->tables->uneconomic.v[i], &e->what))
			continue;
		find(in->diag, EPCL017, in->files.previous, e,
		     EPCL_COL_PPC_ID, arena_printf(a, "is eligible, and %s, "
			"line %llu, would take it away",
			in->files.uneconomic, (unsigned long long)
			in->tables->uneconomic.v[i].line));
		break;
	}
}

void admit_previous(const struct admit_input *in, struct admission *a)
{
	for (size_t i = 0; i < in->previous->rows.n; i++) {
		const struct epcl_row *e = &in->previous->rows.v[i];

		check_entry(in, e, &a->arena);
		check_pending(in, e, &a->arena);
		vec_push(&a->list.rows, *e);
		a->carried++;
	}
}

bool admit_compare(const struct epcl *before, const struct epcl *now,
		   const char *now_file, int32_t as_of, struct diag *d)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct arena a = ARENA_INIT;
	char was[DATE_TEXT], is[DATE_TEXT];

	for (size_t i = 0; i < before->rows.n; i++) {
		const struct epcl_row *old = &before->rows.v[i];
		const struct epcl_row *e = epcl_find(now, old->what.ppc_id);

		if (!e) {
			code_find(d, EPCL017, &(struct code_place){
				.file = now_file, .column = "ppc_id",
				.value = &old->what.ppc_id },
				"is gone; it was eligible from %s on",
				date_text(old->first_added, was));
			continue;
		}
		if (e->first_added != old->first_added)
			find(d, EPCL019, now_file, e,
			     EPCL_COL_DATE_FIRST_ADDED, arena_printf(&a,
				"was first added on %s, not on %s",
				date_text(old->first_added, was),
				date_text(e->first_added, is)));
		if (!admit_same_product(&e->what, &old->what) ||
		    !same_cell(e->what.smso, old->what.smso))
			find(d, EPCL018, now_file, e, EPCL_COL_PPC_ID,
			     SPAN("is another combination than before"));
	}
	for (size_t i = 0; i < now->rows.n; i++) {
		const struct epcl_row *e = &now->rows.v[i];

		if (as_of != DATE_NONE && e->first_added > as_of)
			find(d, EPCL019, now_file, e,
			     EPCL_COL_DATE_FIRST_ADDED, arena_printf(&a,
				"was first added on %s, later than %s",
				date_text(e->first_added, was),
				date_text(as_of, is)));
		if (e->basis == EPCL_EQUIVALENT &&
		    !epcl_find(now, e->reference))
			find(d, EPCL017, now_file, e,
			     EPCL_COL_REFERENCE_PPC_ID, arena_printf(&a,
				"rests on " SPAN_F ", which is not on the "
				"list", SPAN_A(e->reference)));
	}
	arena_release(&a);
	return d->count[DIAG_ERROR] == errors;
}
