/*
 * Leaving a reporter out is a new count and a new selection, nothing less:
 * suppliers' rows come back where the reporter was an SMSO.
 */
#include "engine/stability.h"

#include "base/buf.h"
#include "base/num.h"
#include "engine/count.h"
#include "engine/explain.h"
#include "engine/precedence.h"

static struct span id_words(struct selection *s, struct stability *st,
			    const struct selection_row *r)
{
	if (r->id)
		return arena_span(&st->arena, selection_ppc_id(s, r));
	return arena_printf(&st->arena, "rank %llu",
			    (unsigned long long)r->rank);
}

static void add_bucket(struct selection *s, struct stability *st,
		       const struct selection_cut *cut, enum disposition d,
		       const char *what)
{
	struct stability_row *r = vec_add(&st->rows);
	char n[NUM_TEXT], margin[NUM_TEXT], now[NUM_TEXT], with[NUM_TEXT];

	r->check = disposition_name(d);
	r->subject = span_of(r->check);
	r->installations = tally_total(s->tally, d);
	r->margin = cut->margin;
	r->has_margin = true;
	r->turns = r->installations > 0 && r->installations >= cut->margin;
	num_group(r->installations, n);
	num_group(cut->margin, margin);
	num_percent(s->selected, s->in_scope, 2, now);
	num_percent(s->selected, s->in_scope + r->installations, 2, with);
	r->text = arena_printf(&st->arena, "%s %s %s turn a margin of %s; the "
			       "share is %s %% without them, %s %% with them "
			       "in the estate", n, what,
			       r->turns ? "could" : "could not", margin, now,
			       with);
}

static void add_ties(struct selection *s, struct stability *st,
		     const struct selection_cut *cut)
{
	for (size_t i = 0; cut->tied && i < s->combinations; i++) {
		const struct selection_row *row = &s->rows.v[i];
		struct stability_row *r;

		if (row->barred ||
		    row->tally->total != cut->last_in->tally->total)
			continue;
		r = vec_add(&st->rows);
		r->check = "TIE";
		r->subject = id_words(s, st, row);
		r->installations = row->tally->total;
		r->turns = true;
		r->text = arena_printf(&st->arena, "tied at the cut; %s by "
			"active count, then key",
			row->disposition == SELECTION_SELECTED ?
			"in" : "out");
	}
}

void stability_of_cut(struct selection *s, struct stability *st)
{
	struct selection_cut cut;
	struct stability_row *r = vec_add(&st->rows);
	char margin[NUM_TEXT];

	r->check = "MARGIN";
	if (!selection_cut(s, &cut)) {
		r->text = SPAN("nothing is cut off");
		return;
	}
	r->subject = id_words(s, st, cut.last_in);
	r->installations = cut.last_in->tally->total;
	r->margin = cut.margin;
	r->has_margin = true;
	num_group(cut.margin, margin);
	r->text = arena_printf(&st->arena, "rank %llu is next, %s "
		"installations behind; so many missing ones could turn it",
		(unsigned long long)cut.first_out->rank, margin);
	add_ties(s, st, &cut);
	add_bucket(s, st, &cut, UNRESOLVED, "unresolved installations");
	add_bucket(s, st, &cut, NON_INTENDER,
		   "installations of non-intenders");
}

static const struct selection_row *same_key(const struct selection *in,
					    const struct tally_row *row)
{
	for (size_t i = 0; i < in->combinations; i++) {
		if (tally_compare_keys(in->rows.v[i].tally->key, row->key,
				       in->tally->columns.n) == 0)
			return &in->rows.v[i];
	}
	return NULL;
}

static bool is_selected(const struct selection_row *r)
{
	return r && r->disposition == SELECTION_SELECTED;
}

/* Selected in `a`, not in `b`; named by what the base selection calls it. */
static struct span only_in(const struct selection *a,
			   const struct selection *b, struct selection *base,
			   struct stability *st)
{
	struct buf text = BUF_INIT;
	struct span out;

	for (size_t i = 0; i < a->combinations; i++) {
		const struct selection_row *r = &a->rows.v[i], *known;

		if (!is_selected(r) || is_selected(same_key(b, r->tally)))
			continue;
		if (text.n)
			buf_add(&text, SPAN("; "));
		known = same_key(base, r->tally);
		if (known)
			buf_add(&text, id_words(base, st, known));
		else
			buf_add(&text, explain_combination(a->tally, r->tally,
							   &st->arena));
	}
	out = arena_span(&st->arena, buf_span(&text));
	buf_release(&text);
	return out;
}

static void leave_out(struct selection *s, const struct estate *e,
		      const struct policy *policy, uint32_t reporter,
		      const struct reporter *who, struct stability *st)
{
	struct tally t = TALLY_INIT;
	struct count_notes notes;
	struct selection again;
	struct stability_row *r;

	count_estate(e, policy, reporter, &t, &notes);
	select_combinations(&t, policy, &again);
	r = vec_add(&st->rows);
	r->check = "REPORTER";
	r->subject = arena_span(&st->arena, names_print(e->names, who->name));
	r->installations = who->installations;
	r->enters = only_in(&again, s, s, st);
	r->leaves = only_in(s, &again, s, st);
	r->turns = r->enters.n || r->leaves.n;
	r->text = arena_printf(&st->arena, "without this %s's return the "
		"selection %s", who->is_smso ? "SMSO" : "supplier",
		r->turns ? "changes" : "is the same");
	selection_release(&again);
	tally_release(&t);
}

void stability_without(struct selection *s, const struct estate *e,
		       const struct policy *policy, struct stability *st)
{
	struct precedence p;

	precedence_init(&p, e, policy->reporters, PRECEDENCE_ALL);
	for (uint32_t i = 0; i < p.reporters.n; i++)
		leave_out(s, e, policy, i, &p.reporters.v[i], st);
	precedence_release(&p);
}

void stability_release(struct stability *st)
{
	vec_release(&st->rows);
	arena_release(&st->arena);
}
