#include "engine/sit_compare.h"

#include <stdlib.h>

#include "engine/sit_report.h"
#include "engine/sit_trt.h"

const char *change_kind_name(enum change_kind k)
{
	static const char *const names[CYCLES_CHANGES] = {
		"FIXED", "BROKEN", "STILL_FAILING", "NEW", "LOST",
		"STILL_PASSING", "LEFT_OUT" };

	return names[k];
}

static bool passes(const struct outcome *is)
{
	return is->verdict == VERDICT_PASS;
}

static enum change_kind change_of(const struct compared *x)
{
	if (!x->old)
		return CYCLES_NEW;
	if (!x->new)
		return CYCLES_LOST;
	if (x->old->verdict == VERDICT_SKIP ||
	    x->new->verdict == VERDICT_SKIP)
		return CYCLES_LEFT_OUT;
	if (passes(x->old))
		return passes(x->new) ? CYCLES_STILL_PASSING : CYCLES_BROKEN;
	return passes(x->new) ? CYCLES_FIXED : CYCLES_STILL_FAILING;
}

/* "ESME 24.01.08.00 24.01.10.00" of each that is not what it was. */
static struct span firmware_of(const struct compared *x, struct arena *a)
{
	static const char *const names[DEVICES] = { "CH", "ESME", "GSME",
						    "PPMID" };
	struct buf b = BUF_INIT;
	struct span s;

	for (unsigned d = 0; x->old && x->new && d < DEVICES; d++) {
		const unsigned column = result_firmware((enum device)d);
		const struct span was = x->old->row->cell[column];
		const struct span is = x->new->row->cell[column];

		if (!span_eq(was, is))
			buf_addf(&b, "%s%s " SPAN_F " -> " SPAN_F,
				 b.n ? "; " : "", names[d], SPAN_A(was),
				 SPAN_A(is));
	}
	s = arena_span(a, buf_span(&b));
	buf_release(&b);
	return s;
}

static void add(struct comparison *c, const struct outcome_case *which,
		const struct outcome *old, const struct outcome *new)
{
	struct compared x = { .which = which, .old = old, .new = new };

	if (!old && !new)
		return;
	x.change = change_of(&x);
	x.has_old_ms = old && outcome_ms(old, &x.old_ms);
	x.has_new_ms = new && outcome_ms(new, &x.new_ms);
	x.firmware = firmware_of(&x, &c->arena);
	c->count[x.change]++;
	vec_push(&c->v, x);
}

static int by_case(const void *pa, const void *pb)
{
	const struct compared *a = pa, *b = pb;

	return outcome_compare_cases(a->which, b->which);
}

static int by_number(const void *pa, const void *pb)
{
	const uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;

	return a < b ? -1 : a > b;
}

static void shift(struct comparison *c)
{
	VEC(uint64_t) old = VEC_INIT, new = VEC_INIT;

	for (size_t i = 0; i < c->v.n; i++) {
		const struct compared *x = &c->v.v[i];

		if (x->change != CYCLES_STILL_PASSING || !x->has_old_ms ||
		    !x->has_new_ms)
			continue;
		vec_push(&old, x->old_ms);
		vec_push(&new, x->new_ms);
	}
	c->timed = old.n;
	if (old.n) {
		qsort(old.v, old.n, sizeof(*old.v), by_number);
		qsort(new.v, new.n, sizeof(*new.v), by_number);
		c->old_p50 = trt_rank(old.v, old.n, 50);
		c->old_p95 = trt_rank(old.v, old.n, 95);
		c->new_p50 = trt_rank(new.v, new.n, 50);
		c->new_p95 = trt_rank(new.v, new.n, 95);
	}
	vec_release(&old);
	vec_release(&new);
}

void sit_compare(const struct outcomes *older, const struct outcomes *newer,
		 struct comparison *c)
{
	*c = (struct comparison){ .arena = ARENA_INIT };
	for (size_t i = 0; i < newer->cases.n; i++) {
		const struct outcome_case *is = &newer->cases.v[i];
		const uint32_t was = intern_find(&older->ids, is->id);

		add(c, is, was == INTERN_NONE ? NULL : outcome_newest(older,
			&older->cases.v[was]), outcome_newest(newer, is));
	}
	for (size_t i = 0; i < older->cases.n; i++) {
		const struct outcome_case *was = &older->cases.v[i];

		if (intern_find(&newer->ids, was->id) == INTERN_NONE)
			add(c, was, outcome_newest(older, was), NULL);
	}
	if (c->v.n > 1)
		qsort(c->v.v, c->v.n, sizeof(*c->v.v), by_case);
	shift(c);
}

void comparison_release(struct comparison *c)
{
	vec_release(&c->v);
	arena_release(&c->arena);
}
