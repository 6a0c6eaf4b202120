/* What a selection knows that a release needs. */
#include "engine/release.h"

#include "base/num.h"

static struct span cell(const struct selection *s,
			const struct selection_row *row, unsigned column,
			struct arena *a)
{
	const uint32_t at = tally_column(s->tally, column);

	return at == TABLE_ABSENT ? SPAN_EMPTY :
	       arena_span(a, row->tally->key[at]);
}

static struct span percent(uint64_t part, uint64_t whole, unsigned places,
			   struct arena *a)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_percent(part, whole, places, text)));
}

static void take_row(struct selection *s, const struct selection_row *row,
		     struct release *r)
{
	struct release_row *to = vec_add(&r->rows);
	struct arena *a = &r->arena;

	for (unsigned c = 0; c < PPCL_COLUMNS; c++)
		to->cell[c] = SPAN_EMPTY;
	to->number = row->id;
	to->cell[PPCL_PPC_ID] = arena_span(a, selection_ppc_id(s, row));
	to->cell[PPCL_SMSO] = cell(s, row, RFI_SMSO, a);
	to->cell[PPCL_WAN_PROVIDER] = cell(s, row, RFI_WAN_PROVIDER, a);
	to->cell[PPCL_FUEL_TYPE] = cell(s, row, RFI_FUEL_TYPE, a);
	to->cell[PPCL_SHARE_PERCENT] = percent(row->tally->total,
					       s->in_scope, 2, a);
	to->cell[PPCL_ENTRY_HOLD] = arena_span(a, row->hold);
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++)
			to->cell[release_column((enum device)d, p)] =
				cell(s, row, rfi_column((enum device)d,
					device_model_parts[p]), a);
	}
}

void release_from_selection(struct selection *s, struct span number,
			    struct release *r)
{
	release_set_number(r, arena_span(&r->arena, number));
	r->capability = arena_span(&r->arena, s->policy->capability);
	r->list_share = percent(s->selected, s->in_scope, 2, &r->arena);
	r->list_share_whole = percent(s->selected, s->in_scope, 0,
				      &r->arena);
	for (size_t i = 0; i < s->rows.n; i++) {
		if (s->rows.v[i].disposition == SELECTION_SELECTED)
			take_row(s, &s->rows.v[i], r);
	}
	release_sort(r);
}
