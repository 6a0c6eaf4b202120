/* Words for rules; every number in them comes from the selection. */
#include "engine/explain.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "engine/variants.h"

struct span explain_combination(const struct tally *t,
				const struct tally_row *row, struct arena *a)
{
	struct buf b = BUF_INIT;
	struct span s;

	for (unsigned d = 0; d < DEVICES; d++) {
		const uint32_t model = tally_column(t,
			rfi_column((enum device)d, PART_MODEL));
		const uint32_t fw = tally_column(t,
			rfi_column((enum device)d, PART_FW_VERSION));

		if (model == TABLE_ABSENT ||
		    span_eq(row->key[model], SPAN("NONE")))
			continue;
		if (b.n)
			buf_add(&b, SPAN(", "));
		buf_add(&b, row->key[model]);
		if (fw != TABLE_ABSENT && row->key[fw].n)
			buf_addf(&b, " " SPAN_F, SPAN_A(row->key[fw]));
	}
	s = arena_span(a, buf_span(&b));
	buf_release(&b);
	return s;
}

/* Hardware that only this one of the selected combinations has; for one that
 * is not selected, hardware that no selected one has. */
static struct span covers_alone(const struct selection *s,
				const struct variants *v, size_t row,
				const uint32_t *selected_with,
				struct arena *a)
{
	const uint32_t mine = s->rows.v[row].disposition ==
			      SELECTION_SELECTED;
	struct buf b = BUF_INIT;
	struct span text;

	for (size_t i = v->first[row]; i < v->first[row + 1]; i++) {
		if (selected_with[v->item.v[i]] != mine)
			continue;
		if (b.n)
			buf_add(&b, SPAN("; "));
		buf_add(&b, variants_name(v, v->item.v[i]));
	}
	text = arena_span(a, buf_span(&b));
	buf_release(&b);
	return text;
}

static struct span word(const struct selection *s,
			const struct selection_row *r,
			const struct selection_cut *cut, struct arena *a)
{
	char total[NUM_TEXT], share[NUM_TEXT], gap[NUM_TEXT];

	num_group(r->tally->total, total);
	num_percent(r->tally->total, s->in_scope, 2, share);
	if (r->disposition == SELECTION_SELECTED)
		return arena_printf(a, SPAN_F "; %s installations, %s %%",
				    SPAN_A(r->reason), total, share);
	if (cut->last_in && cut->last_in->tally->total >= r->tally->total) {
		num_group(cut->last_in->tally->total - r->tally->total, gap);
		return arena_printf(a, SPAN_F "; %s installations, %s %%; "
				    "%s behind rank %llu",
				    SPAN_A(r->reason), total, share, gap,
				    (unsigned long long)cut->last_in->rank);
	}
	return arena_printf(a, SPAN_F "; %s installations, %s %%",
			    SPAN_A(r->reason), total, share);
}

void explain_selection(struct selection *s, uint64_t misses,
		       struct explanation *x)
{
	struct variants v;
	struct selection_cut cut;
	uint32_t *with;
	uint64_t last = 0;

	memset(x, 0, sizeof(*x));
	selection_cut(s, &cut);
	variants_init(&v, s->tally, s->policy, POLICY_COVER_HARDWARE);
	with = mem_array(v.count + 1, sizeof(*with));
	for (size_t r = 0; r < s->combinations; r++) {
		if (s->rows.v[r].disposition != SELECTION_SELECTED)
			continue;
		last = s->rows.v[r].rank;
		for (size_t i = v.first[r]; i < v.first[r + 1]; i++)
			with[v.item.v[i]]++;
	}
	for (size_t r = 0; r < s->combinations; r++) {
		const struct selection_row *row = &s->rows.v[r];
		struct explain_row *e;

		if (row->disposition == SELECTION_DMCT &&
		    row->rank > last + misses)
			continue;
		e = vec_add(&x->rows);
		e->row = row;
		e->combination = explain_combination(s->tally, row->tally,
						     &x->arena);
		e->covers_alone = covers_alone(s, &v, r, with, &x->arena);
		e->text = word(s, row, &cut, &x->arena);
	}
	mem_free(with);
	variants_release(&v);
}

void explanation_release(struct explanation *x)
{
	vec_release(&x->rows);
	arena_release(&x->arena);
}
