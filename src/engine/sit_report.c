/* Outcomes sorted by cycle, combination and plan: a suite is a stretch. */
#include "engine/sit_report.h"

#include <stdlib.h>

#include "base/moment.h"
#include "base/num.h"

bool outcome_ms(const struct outcome *is, uint64_t *ms)
{
	return num_parse(is->row->cell[RESULT_RESULT_MS], ms) ||
	       num_parse(is->row->cell[RESULT_ACK_MS], ms);
}

static int by_suite(const void *pa, const void *pb, void *of)
{
	const struct outcomes *o = of;
	const struct outcome *a = &o->v.v[*(const uint32_t *)pa];
	const struct outcome *b = &o->v.v[*(const uint32_t *)pb];
	const uint32_t x = o->cycles.v[a->cycle].order;
	const uint32_t y = o->cycles.v[b->cycle].order;
	int c;

	if (x != y)
		return x < y ? -1 : 1;
	c = outcome_compare_ppc(o->cases.v[a->which].ppc_id,
				o->cases.v[b->which].ppc_id);
	if (c)
		return c;
	return a->which < b->which ? -1 : a->which > b->which;
}

static void add_property(struct test_suite *s, struct span name,
			 struct span value)
{
	if (value.n)
		vec_push(&s->properties,
			 ((struct test_property){ name, value }));
}

/* What is true of every result of the suite. */
static void begin(struct test_report *r, const struct outcomes *o,
		  struct span clock, const struct outcome *is)
{
	static const enum result_column told[] = {
		RESULT_CAMPAIGN, RESULT_RELEASE, RESULT_CYCLE,
		RESULT_CYCLE_KIND, RESULT_PPC_ID, RESULT_SMSO };
	const struct span cycle = o->cycles.v[is->cycle].name;
	const struct span ppc = o->cases.v[is->which].ppc_id;
	struct test_suite *s = vec_add(&r->suites);

	s->name = arena_printf(&r->arena, SPAN_F "%s" SPAN_F, SPAN_A(cycle),
			       cycle.n && ppc.n ? " " : "", SPAN_A(ppc));
	if (!s->name.n)
		s->name = SPAN("results");
	s->package = is->row->cell[RESULT_CAMPAIGN];
	s->first = r->cases.n;
	for (unsigned i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		add_property(s, span_of(result_format.columns[told[i]].name),
			     is->row->cell[told[i]]);
	add_property(s, SPAN("clock"), clock);
}

/* The class ends where the fourth of nine parts does. */
static void name_case(struct test_case *c, struct span ppc_id)
{
	size_t parts = 1, cut = 0;

	for (size_t i = 0; i < c->id.n; i++) {
		if (c->id.p[i] != '/')
			continue;
		if (++parts == 5)
			cut = i;
	}
	c->classname = parts == 9 ? span_make(c->id.p, cut) :
		       ppc_id.n ? ppc_id : SPAN("-");
	c->name = parts == 9 ? span_from(c->id, cut + 1) : c->id;
}

static enum test_kind kind_of(enum verdict_kind v)
{
	switch (v) {
	case VERDICT_PASS:
		return TEST_PASSED;
	case VERDICT_FAIL:
	case VERDICT_LATE:
		return TEST_FAILED;
	case VERDICT_SKIP:
		return TEST_SKIPPED;
	default:
		return TEST_ERROR;
	}
}

static void add_case(struct test_report *r, const struct outcomes *o,
		     const struct outcome *is)
{
	const struct outcome_case *c = &o->cases.v[is->which];
	const struct span *cell = is->row->cell;
	struct test_suite *s = &r->suites.v[r->suites.n - 1];
	struct test_case *t = vec_add(&r->cases);

	t->id = c->id;
	name_case(t, c->ppc_id);
	t->kind = kind_of(is->verdict);
	if (is->verdict != VERDICT_PASS)
		t->type = span_of(verdict_name(is->verdict));
	t->message = cell[RESULT_REASON];
	t->has_ms = outcome_ms(is, &t->ms);
	t->code = cell[RESULT_FINAL_CODE].n ? cell[RESULT_FINAL_CODE] :
					      cell[RESULT_ACK_CODE];
	t->evidence = cell[RESULT_EVIDENCE_SHA256];
	t->attempts = is->attempts;
	if (is->attempts > 1) {
		t->first = is->first < VERDICTS ?
			   span_of(verdict_name(is->first)) : SPAN("?");
		add_property(s, arena_printf(&r->arena, "attempts:" SPAN_F,
			SPAN_A(t->id)), arena_printf(&r->arena, "%llu, first "
			SPAN_F ", last %s", (unsigned long long)t->attempts,
			SPAN_A(t->first), verdict_name(is->verdict)));
	}
	s->n++;
	s->first_time += is->first == VERDICT_PASS &&
			 is->verdict != VERDICT_SKIP;
	s->count[t->kind]++;
	s->ms += t->ms;
}

/* "2020-01-20T09:00:00", of the earliest result of the suite. */
static void stamp(struct test_report *r, struct span sent_at)
{
	struct test_suite *s = &r->suites.v[r->suites.n - 1];
	char text[MOMENT_TEXT];
	struct span is;
	int64_t ms;

	if (!moment_parse(sent_at, &ms))
		return;
	is = span_of(moment_text(ms, text));
	is.n = sizeof("YYYY-MM-DDThh:mm:ss") - 1;
	if (!s->timestamp.n || span_cmp(is, s->timestamp) < 0)
		s->timestamp = arena_span(&r->arena, is);
}

static struct span share(struct arena *a, uint64_t n, uint64_t d)
{
	char text[NUM_TEXT];

	return arena_printf(a, "%llu of %llu (%s %%)", (unsigned long long)n,
			    (unsigned long long)d, num_percent(n, d, 2, text));
}

/* How many passed, and how many at once, of those that were tried. */
static void rate(struct test_report *r)
{
	for (size_t i = 0; i < r->suites.n; i++) {
		struct test_suite *s = &r->suites.v[i];
		const uint64_t tried = s->n - s->count[TEST_SKIPPED];

		if (!tried)
			continue;
		add_property(s, SPAN("passed"), share(&r->arena,
			s->count[TEST_PASSED], tried));
		add_property(s, SPAN("passed_first_time"), share(&r->arena,
			s->first_time, tried));
	}
}

static void summarise(struct test_report *r, const struct outcomes *o,
		      struct span clock)
{
	uint64_t passed = 0, first = 0, tried = 0;

	for (size_t i = 0; i < o->v.n; i++) {
		const struct outcome *is = &o->v.v[i];

		if (is->verdict == VERDICT_SKIP)
			continue;
		tried++;
		passed += is->verdict == VERDICT_PASS;
		first += is->first == VERDICT_PASS;
	}
	if (tried)
		r->summary = arena_printf(&r->arena, SPAN_F " passed, " SPAN_F
			" in the first attempt%s" SPAN_F,
			SPAN_A(share(&r->arena, passed, tried)),
			SPAN_A(share(&r->arena, first, tried)),
			clock.n ? "; clock: " : "", SPAN_A(clock));
	else
		r->summary = SPAN("nothing was tried");
}

void sit_report(const struct outcomes *o, struct span clock,
		struct test_report *r)
{
	VEC(uint32_t) order = VEC_INIT;
	const struct outcome *before = NULL;

	for (uint32_t i = 0; i < o->v.n; i++)
		vec_push(&order, i);
	if (order.n > 1)
		qsort_r(order.v, order.n, sizeof(*order.v), by_suite,
			(void *)(uintptr_t)o);
	for (size_t i = 0; i < order.n; i++) {
		const struct outcome *is = &o->v.v[order.v[i]];

		if (!before || before->cycle != is->cycle ||
		    !span_eq(o->cases.v[before->which].ppc_id,
			     o->cases.v[is->which].ppc_id))
			begin(r, o, clock, is);
		add_case(r, o, is);
		stamp(r, is->row->cell[RESULT_SENT_AT]);
		before = is;
	}
	vec_release(&order);
	rate(r);
	summarise(r, o, clock);
}
