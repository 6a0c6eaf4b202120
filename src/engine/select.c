/*
 * Ranking is the tally's own order. Without constraints the choice is a
 * prefix of it; with constraints it is engine/cover.h's exact search, given
 * the variants and the policy's `require` conditions as items to cover.
 */
#include "engine/select.h"

#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/intern.h"
#include "base/mem.h"
#include "base/num.h"
#include "engine/canon.h"
#include "engine/cover.h"
#include "engine/variants.h"

/* Ten times what the hardest estates of hundreds of combinations needed; it
 * stops a hopeless search after seconds, at the same place on any machine. */
#define NODE_LIMIT	UINT64_C(100000)

struct chooser {
	struct selection *s;
	const struct policy *policy;
	VEC(uint32_t) candidate;	/* places among the in-scope rows */
	VEC(uint64_t) weight;
	VEC(size_t) first;
	VEC(uint32_t) item;
	struct variants variants;
	uint32_t items;			/* variants, then requirements */
	bool *chosen;			/* by in-scope row */
};

const char *selection_disposition_name(enum selection_disposition d)
{
	static const char *const names[] = {
		"SELECTED", "SMSO_FIRST_DMC", "DMCT_CANDIDATE",
		"OUT_OF_SCOPE", "NON_INTENDER", "UNRESOLVED",
	};

	return names[d];
}

const char *selection_rule_name(enum selection_rule r)
{
	static const char *const names[] = {
		"PREVALENCE", "COVERAGE", "REQUIRED", "FORBIDDEN",
		"MIN_SHARE", "SMSO_GATE", "BELOW_CUT", "",
	};

	return names[r];
}

bool select_matches(const struct tally *t, const struct tally_row *row,
		    const struct policy_when *when)
{
	for (uint32_t i = 0; i < when->n; i++) {
		const uint32_t at = tally_column(t, when->column[i]);

		if (at == TABLE_ABSENT ||
		    !canon_eq(row->key[at], when->value[i]))
			return false;
	}
	return true;
}

static bool any_matches(const struct tally *t, const struct tally_row *row,
			const struct policy_when *when, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (select_matches(t, row, &when[i]))
			return true;
	}
	return false;
}

static bool below_min_share(const struct selection *s,
			    const struct tally_row *row)
{
	/* total / in_scope < hundredths / 10000, in whole numbers */
	return (unsigned __int128)row->total * 10000 <
	       (unsigned __int128)s->policy->min_share_hundredths *
	       s->in_scope;
}

static void start_rows(struct selection *s)
{
	static const enum selection_disposition from[DISPOSITIONS] = {
		SELECTION_DMCT, SELECTION_OUT_OF_SCOPE,
		SELECTION_NON_INTENDER, SELECTION_UNRESOLVED,
	};

	for (size_t i = 0; i < s->tally->rows.n; i++) {
		const struct tally_row *t = &s->tally->rows.v[i];
		struct selection_row *r = vec_add(&s->rows);

		r->tally = t;
		r->disposition = from[t->disposition];
		r->rule = RULE_NONE;
		if (t->disposition != IN_SCOPE)
			continue;
		r->rank = ++s->combinations;
		r->rule = RULE_BELOW_CUT;
		s->in_scope += t->total;
	}
}

static void find_candidates(struct chooser *c)
{
	struct selection *s = c->s;

	for (uint32_t i = 0; i < s->combinations; i++) {
		struct selection_row *r = &s->rows.v[i];

		if (any_matches(s->tally, r->tally, c->policy->forbid.v,
				c->policy->forbid.n))
			r->rule = RULE_FORBIDDEN;
		else if (below_min_share(s, r->tally))
			r->rule = RULE_MIN_SHARE;
		else
			vec_push(&c->candidate, i);
		r->barred = r->rule != RULE_BELOW_CUT;
	}
}

static void find_items(struct chooser *c)
{
	const struct variants *v = &c->variants;

	c->items = v->count + (uint32_t)c->policy->require.n;
	for (size_t i = 0; i < c->candidate.n; i++) {
		const uint32_t row = c->candidate.v[i];
		const struct tally_row *t = c->s->rows.v[row].tally;

		vec_push(&c->weight, t->total);
		vec_push(&c->first, c->item.n);
		for (size_t j = v->first[row]; j < v->first[row + 1]; j++)
			vec_push(&c->item, v->item.v[j]);
		for (size_t j = 0; j < c->policy->require.n; j++) {
			if (select_matches(c->s->tally, t,
					   &c->policy->require.v[j]))
				vec_push(&c->item, v->count + (uint32_t)j);
		}
	}
	vec_push(&c->first, c->item.n);
}

static struct span item_words(const struct chooser *c, uint32_t item)
{
	const struct policy_when *w;
	struct buf b = BUF_INIT;
	struct span s;

	if (item < c->variants.count)
		return arena_span(&c->s->arena,
				  variants_name(&c->variants, item));
	w = &c->policy->require.v[item - c->variants.count];
	for (uint32_t i = 0; i < w->n; i++)
		buf_addf(&b, "%s%s " SPAN_F, i ? ", " : "",
			 rfi_wide_format.columns[w->column[i]].name,
			 SPAN_A(w->value[i]));
	s = arena_span(&c->s->arena, buf_span(&b));
	buf_release(&b);
	return s;
}

/* Is there any choice of k that covers everything? Asked first: what is just
 * too small for a cover is the hardest case of the search for the best. */
static bool is_possible(struct chooser *c, const struct cover_problem *p)
{
	struct selection *s = c->s;
	struct cover_least least;
	bool possible;

	cover_smallest(p, &least);
	for (uint32_t i = 0; i < least.uncoverable_count; i++)
		vec_push(&s->missing, item_words(c, least.uncoverable[i]));
	if (!least.uncoverable_count) {
		s->smallest_k = least.size;
		s->smallest_k_proved = least.size == least.bound;
	}
	possible = !least.uncoverable_count && least.bound <= p->k;
	cover_least_release(&least);
	return possible;
}

static void choose_covering(struct chooser *c, uint32_t k)
{
	struct selection *s = c->s;
	const struct cover_problem p = {
		.candidates = (uint32_t)c->candidate.n,
		.weight = c->weight.v,
		.items = c->items,
		.first = c->first.v,
		.item = c->item.v,
		.k = k,
		.node_limit = NODE_LIMIT,
	};
	struct cover_answer a;

	if (!is_possible(c, &p)) {
		s->verdict = SELECTION_IMPOSSIBLE;
		return;
	}
	cover_solve(&p, &a);
	s->objective = a.objective;
	s->bound = a.bound;
	s->optimal = a.verdict == COVER_OPTIMAL;
	if (a.verdict == COVER_INFEASIBLE)
		s->verdict = SELECTION_IMPOSSIBLE;
	else if (a.verdict == COVER_UNKNOWN)
		s->verdict = SELECTION_UNDECIDED;
	for (uint32_t i = 0; s->verdict == SELECTION_DONE && i < a.count; i++)
		c->chosen[c->candidate.v[a.chosen[i]]] = true;
	cover_release(&a);
}

static void choose(struct chooser *c)
{
	const uint64_t most = c->candidate.n;
	const uint32_t k = (uint32_t)(c->policy->top < most ?
				      c->policy->top : most);

	if (c->items) {
		choose_covering(c, k);
		return;
	}
	for (uint32_t i = 0; i < k; i++) {
		c->chosen[c->candidate.v[i]] = true;
		c->s->objective += c->weight.v[i];
	}
	c->s->bound = c->s->objective;
	c->s->optimal = true;
}

/* Which item made a choice that prevalence alone would not have made: one
 * that no combination chosen by prevalence has. */
static bool forcing_item(const struct chooser *c, size_t candidate, size_t k,
			 uint32_t *found)
{
	for (size_t j = c->first.v[candidate]; j < c->first.v[candidate + 1];
	     j++) {
		bool had = false;

		for (size_t o = 0; o < k && o < c->candidate.n; o++) {
			if (!c->chosen[c->candidate.v[o]])
				continue;
			for (size_t i = c->first.v[o];
			     i < c->first.v[o + 1]; i++)
				had = had || c->item.v[i] == c->item.v[j];
		}
		if (!had) {
			*found = c->item.v[j];
			return true;
		}
	}
	return false;
}

static void mark_selected(struct chooser *c)
{
	struct selection *s = c->s;

	for (size_t i = 0; i < c->candidate.n; i++) {
		struct selection_row *r = &s->rows.v[c->candidate.v[i]];
		uint32_t item;

		if (!c->chosen[c->candidate.v[i]])
			continue;
		r->disposition = SELECTION_SELECTED;
		s->selected += r->tally->total;
		s->selected_count++;
		r->cumulative = s->selected;
		r->rule = RULE_PREVALENCE;
		if (i < c->policy->top ||
		    !forcing_item(c, i, c->policy->top, &item)) {
			r->reason = arena_printf(&s->arena,
				"prevalence: rank %llu of %llu",
				(unsigned long long)r->rank,
				(unsigned long long)s->combinations);
			continue;
		}
		r->rule = item < c->variants.count ? RULE_COVERAGE :
						     RULE_REQUIRED;
		r->reason = arena_printf(&s->arena, "%s: " SPAN_F
			", not by prevalence (rank %llu of %llu)",
			r->rule == RULE_COVERAGE ? "coverage" : "required",
			SPAN_A(item_words(c, item)),
			(unsigned long long)r->rank,
			(unsigned long long)s->combinations);
	}
}

static void choose_rows(struct selection *s)
{
	struct chooser c = { .s = s, .policy = s->policy };

	variants_init(&c.variants, s->tally, s->policy, s->policy->cover);
	c.chosen = mem_array(s->combinations + 1, sizeof(*c.chosen));
	find_candidates(&c);
	find_items(&c);
	choose(&c);
	mark_selected(&c);
	vec_release(&c.candidate);
	vec_release(&c.weight);
	vec_release(&c.first);
	vec_release(&c.item);
	variants_release(&c.variants);
	mem_free(c.chosen);
}

static const struct policy_hold *hold_of(const struct selection *s,
					 const struct tally_row *row)
{
	for (size_t i = 0; i < s->policy->holds.n; i++) {
		if (select_matches(s->tally, row, &s->policy->holds.v[i].when))
			return &s->policy->holds.v[i];
	}
	return NULL;
}

struct by_smso {
	uint32_t at;		/* of the SMSO in the key */
	struct selection *s;
};

static int compare_smso(const void *pa, const void *pb, void *ctx)
{
	const struct by_smso *by = ctx;
	const struct selection_row *a = &by->s->rows.v[*(const size_t *)pa];
	const struct selection_row *b = &by->s->rows.v[*(const size_t *)pb];
	int c = 0;

	if (by->at != TABLE_ABSENT && by->s->policy->ppc_by_smso)
		c = span_cmp(a->tally->key[by->at], b->tally->key[by->at]);
	if (c == 0)
		c = a->rank < b->rank ? -1 : a->rank > b->rank;
	return c;
}

static void give_ids(struct selection *s)
{
	struct by_smso by = { tally_column(s->tally, RFI_SMSO), s };
	VEC(size_t) order = VEC_INIT;

	for (size_t i = 0; i < s->rows.n; i++) {
		struct selection_row *r = &s->rows.v[i];
		const struct policy_hold *hold;

		if (r->disposition != SELECTION_SELECTED)
			continue;
		vec_push(&order, i);
		hold = hold_of(s, r->tally);
		if (hold)
			r->hold = hold->reason;
	}
	if (order.n > 1)
		qsort_r(order.v, order.n, sizeof(*order.v), compare_smso, &by);
	for (size_t i = 0; i < order.n; i++)
		s->rows.v[order.v[i]].id = i + 1;
	vec_release(&order);
}

static bool smso_selected(const struct selection *s, uint32_t at,
			  struct span smso)
{
	for (size_t i = 0; i < s->rows.n; i++) {
		if (s->rows.v[i].disposition == SELECTION_SELECTED &&
		    canon_eq(s->rows.v[i].tally->key[at], smso))
			return true;
	}
	return false;
}

static void oblige(struct selection *s, uint32_t at, struct span smso)
{
	struct selection_obligation *o;

	for (size_t i = 0; i < s->obligations.n; i++) {
		if (canon_eq(s->obligations.v[i].smso, smso))
			return;
	}
	if (smso_selected(s, at, smso))
		return;
	o = vec_add(&s->obligations);
	o->smso = smso;
	for (size_t i = 0; i < s->combinations; i++) {
		struct selection_row *r = &s->rows.v[i];

		if (!canon_eq(r->tally->key[at], smso))
			continue;
		o->smso = r->tally->key[at];
		o->rank = r->rank;
		r->disposition = SELECTION_SMSO_FIRST;
		r->rule = RULE_SMSO_GATE;
		return;
	}
}

static int compare_obligations(const void *pa, const void *pb)
{
	const struct selection_obligation *a = pa, *b = pb;

	return span_cmp(a->smso, b->smso);
}

/* R11: the SMSOs of the policy's scope, and those that have installations. */
static void find_obligations(struct selection *s)
{
	const uint32_t at = tally_column(s->tally, RFI_SMSO);

	if (at == TABLE_ABSENT || s->verdict != SELECTION_DONE)
		return;
	for (size_t i = 0; i < s->combinations; i++)
		oblige(s, at, s->rows.v[i].tally->key[at]);
	for (size_t i = 0; i < s->policy->smso.n; i++)
		oblige(s, at, s->policy->smso.v[i]);
	if (s->obligations.n > 1)
		qsort(s->obligations.v, s->obligations.n,
		      sizeof(*s->obligations.v), compare_obligations);
}

static void word_reasons(struct selection *s)
{
	for (size_t i = 0; i < s->rows.n; i++) {
		struct selection_row *r = &s->rows.v[i];
		const char *why = "";

		if (r->disposition == SELECTION_SELECTED)
			continue;
		if (r->rank == 0) {
			r->reason = SPAN_EMPTY;
			continue;
		}
		if (r->rule == RULE_SMSO_GATE)
			why = "first of its SMSO: Migration Testing in SIT "
			      "before go-live";
		else if (r->rule == RULE_FORBIDDEN)
			why = "forbidden by policy";
		else if (r->rule == RULE_MIN_SHARE)
			why = "below the minimum share";
		else
			why = "below the cut";
		r->reason = arena_printf(&s->arena,
			"%s (rank %llu of %llu)", why,
			(unsigned long long)r->rank,
			(unsigned long long)s->combinations);
	}
}

void select_combinations(const struct tally *t, const struct policy *policy,
			 struct selection *s)
{
	memset(s, 0, sizeof(*s));
	s->tally = t;
	s->policy = policy;
	start_rows(s);
	choose_rows(s);
	give_ids(s);
	find_obligations(s);
	word_reasons(s);
}

void selection_release(struct selection *s)
{
	vec_release(&s->rows);
	vec_release(&s->obligations);
	vec_release(&s->missing);
	arena_release(&s->arena);
}

struct span selection_ppc_id(struct selection *s,
			     const struct selection_row *row)
{
	if (row->id == 0)
		return SPAN_EMPTY;
	return arena_printf(&s->arena, SPAN_F "%llu",
			    SPAN_A(s->policy->ppc_prefix),
			    (unsigned long long)row->id);
}

bool selection_cut(const struct selection *s, struct selection_cut *cut)
{
	memset(cut, 0, sizeof(*cut));
	for (size_t i = 0; i < s->combinations; i++) {
		const struct selection_row *r = &s->rows.v[i];

		if (r->disposition == SELECTION_SELECTED) {
			if (r->rule == RULE_PREVALENCE)
				cut->last_in = r;
		} else if (!cut->first_out && !r->barred) {
			cut->first_out = r;
		}
	}
	if (!cut->last_in || !cut->first_out)
		return false;
	if (cut->last_in->tally->total > cut->first_out->tally->total)
		cut->margin = cut->last_in->tally->total -
			      cut->first_out->tally->total;
	cut->tied = cut->last_in->tally->total == cut->first_out->tally->total;
	return true;
}
