/*
 * Who comes after whom is turned round once, as lists of followers; what an
 * issue blocks is what its failing cases reach in them.
 */
#include "engine/sit_defects.h"

#include <stdlib.h>

#include "base/date.h"

struct finder {
	const struct defects_ask *ask;
	struct defects *x;
	VEC(uint32_t) next, first;	/* followers, by case; and one more */
	uint32_t *seen;			/* by case: the issue it was seen for */
	bool *has_issue;		/* by case: an open one is about it */
};

const char *defect_kind_name(enum defect_kind k)
{
	static const char *const names[DEFECT_KINDS] = {
		"ISSUE", "NO_FAILING_CASE", "CLOSED_STILL_FAILING",
		"CASE_WITHOUT_ISSUE", "" };

	return names[k];
}

static bool is_blocked(const struct outcome *now)
{
	return now && now->verdict == VERDICT_BLOCKED;
}

static bool fails(const struct outcome *now)
{
	return now && now->verdict != VERDICT_PASS &&
	       now->verdict != VERDICT_SKIP &&
	       now->verdict != VERDICT_BLOCKED;
}

/* ---- what comes after what ---- */

struct step {
	uint32_t from, to;
};

static int by_from(const void *pa, const void *pb)
{
	const struct step *a = pa, *b = pb;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->to < b->to ? -1 : a->to > b->to;
}

static void turn_round(struct finder *f)
{
	const struct outcomes *o = f->ask->outcomes;
	VEC(struct step) steps = VEC_INIT;

	for (uint32_t i = 0; i < o->cases.n; i++) {
		struct span rest = o->cases.v[i].plan ?
				   o->cases.v[i].plan->after : SPAN_EMPTY, id;

		while (span_cut(&rest, ';', &id)) {
			const uint32_t from = intern_find(&o->ids,
							  span_trim(id));

			if (from != INTERN_NONE)
				vec_push(&steps, ((struct step){ from, i }));
		}
	}
	if (steps.n > 1)
		qsort(steps.v, steps.n, sizeof(*steps.v), by_from);
	for (size_t i = 0, at = 0; i <= o->cases.n; i++) {
		while (at < steps.n && steps.v[at].from < i)
			at++;
		vec_push(&f->first, (uint32_t)at);
	}
	for (size_t i = 0; i < steps.n; i++)
		vec_push(&f->next, steps.v[i].to);
	vec_release(&steps);
}

/* Blocked cases behind this one; `mark` is the issue's number from 1. */
static uint64_t blocked_by(struct finder *f, uint32_t from, uint32_t mark)
{
	const struct outcomes *o = f->ask->outcomes;
	VEC(uint32_t) open = VEC_INIT;
	uint64_t n = 0;

	vec_push(&open, from);
	while (open.n) {
		const uint32_t at = open.v[--open.n];

		for (size_t i = f->first.v[at]; i < f->first.v[at + 1]; i++) {
			const uint32_t to = f->next.v[i];

			if (f->seen[to] == mark)
				continue;
			f->seen[to] = mark;
			n += is_blocked(outcome_newest(o, &o->cases.v[to]));
			vec_push(&open, to);
		}
	}
	vec_release(&open);
	return n;
}

/* ---- issues ---- */

static void add_ppc(struct buf *list, struct span ppc_id)
{
	struct span rest = buf_span(list), part;

	while (span_cut(&rest, ';', &part)) {
		if (span_eq(part, ppc_id))
			return;
	}
	if (ppc_id.n)
		buf_addf(list, "%s" SPAN_F, list->n ? ";" : "",
			 SPAN_A(ppc_id));
}

static void look_at(struct finder *f, struct defect *d, uint32_t which,
		    uint32_t mark)
{
	const struct outcomes *o = f->ask->outcomes;
	const struct outcome_case *c = &o->cases.v[which];
	const struct outcome *now = outcome_newest(o, c);

	d->passed += now && now->verdict == VERDICT_PASS;
	if (issue_is_open(d->issue))
		f->has_issue[which] = true;
	if (is_blocked(now) && f->seen[which] != mark) {
		f->seen[which] = mark;
		d->blocked++;
	}
	if (!fails(now))
		return;
	d->failing++;
	d->blocked += blocked_by(f, which, mark);
	if (!d->example) {
		d->example = c;
		d->now = now;
	}
}

static void age(const struct finder *f, struct defect *d)
{
	const struct test_issue *i = d->issue;
	const int32_t until = i->closed != DATE_NONE ? i->closed :
			      issue_is_open(i) ? f->ask->as_of : DATE_NONE;

	if (i->opened == DATE_NONE || until == DATE_NONE ||
	    until < i->opened)
		return;
	d->has_age = true;
	d->age_days = (uint64_t)(until - i->opened);
}

static void add_issue(struct finder *f, uint32_t n)
{
	const struct issue_links *l = f->ask->links;
	struct defect d = { .issue = &f->ask->issues->v.v[n] };
	struct buf list = BUF_INIT;

	for (size_t i = l->first.v[n]; i < l->first.v[n + 1]; i++) {
		d.cases++;
		if (l->v.v[i].which == INTERN_NONE)
			continue;
		add_ppc(&list, f->ask->outcomes->cases.v[l->v.v[i].which]
			.ppc_id);
		look_at(f, &d, l->v.v[i].which, n + 1);
	}
	if (issue_is_open(d.issue))
		d.kind = d.failing ? DEFECT_ISSUE : DEFECT_NO_FAILING_CASE;
	else
		d.kind = d.failing ? DEFECT_CLOSED_STILL_FAILING :
				     DEFECT_CLOSED;
	if (issue_is_open(d.issue))
		f->x->open[d.issue->severity]++;
	age(f, &d);
	d.ppc_ids = arena_span(&f->x->arena, buf_span(&list));
	buf_release(&list);
	if (d.kind != DEFECT_CLOSED)
		vec_push(&f->x->v, d);
}

static int by_gravity(const void *pa, const void *pb)
{
	const struct defect *a = pa, *b = pb;
	const bool x = issue_is_open(a->issue), y = issue_is_open(b->issue);

	if (x != y)
		return x ? -1 : 1;
	if (a->issue->severity != b->issue->severity)
		return a->issue->severity < b->issue->severity ? -1 : 1;
	if (a->age_days != b->age_days)
		return a->age_days > b->age_days ? -1 : 1;
	return span_cmp(a->issue->id, b->issue->id);
}

/* ---- cases ---- */

static void add_cases(struct finder *f)
{
	const struct outcomes *o = f->ask->outcomes;

	for (size_t i = 0; i < o->cases.n; i++) {
		const struct outcome_case *c = &o->cases.v[i];
		const struct outcome *now = outcome_newest(o, c);
		struct defect *d;

		f->x->blocked += is_blocked(now);
		if (!fails(now))
			continue;
		f->x->failing++;
		if (f->has_issue[i])
			continue;
		d = vec_add(&f->x->v);
		d->kind = DEFECT_CASE_WITHOUT_ISSUE;
		d->cases = d->failing = 1;
		d->blocked = blocked_by(f, (uint32_t)i, UINT32_MAX -
					(uint32_t)i);
		d->ppc_ids = c->ppc_id;
		d->example = c;
		d->now = now;
	}
}

void sit_defects(const struct defects_ask *ask, struct defects *x)
{
	struct finder f = { .ask = ask, .x = x };
	const size_t n = ask->outcomes->cases.n + 1;

	*x = (struct defects){ .arena = ARENA_INIT };
	f.seen = arena_zero(&x->arena, n, sizeof(*f.seen));
	f.has_issue = arena_zero(&x->arena, n, sizeof(*f.has_issue));
	turn_round(&f);
	for (uint32_t i = 0; i < ask->issues->v.n; i++)
		add_issue(&f, i);
	if (x->v.n > 1)
		qsort(x->v.v, x->v.n, sizeof(*x->v.v), by_gravity);
	add_cases(&f);
	vec_release(&f.next);
	vec_release(&f.first);
}

void defects_release(struct defects *x)
{
	vec_release(&x->v);
	arena_release(&x->arena);
}
