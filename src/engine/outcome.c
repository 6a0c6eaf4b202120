/*
 * Attempts of one case and cycle meet under one key; what the last of them
 * says is the outcome, whatever order the rows have.
 */
#include "engine/outcome.h"

#include <stdlib.h>

#include "base/num.h"
#include "model/codes.h"
#include "model/release.h"

struct maker {
	struct outcomes *o;
	const struct outcomes_ask *ask;
	struct diag *d;
	struct intern keys;		/* cycle and case: number in o->v */
	struct intern attempts;		/* cycle, case and attempt */
	VEC(uint64_t) last, first;	/* attempt numbers, by outcome */
};

/* ---- cells ---- */

/* The n-th part of a case id. */
static struct span part_of(struct span id, unsigned n)
{
	struct span part = SPAN_EMPTY;

	for (unsigned i = 0; i <= n; i++) {
		if (!span_cut(&id, '/', &part))
			return SPAN_EMPTY;
	}
	return part;
}

static struct span from_id(struct span id, enum result_column column)
{
	static const enum result_column parts[] = {
		RESULT_PHASE, RESULT_PPC_ID, RESULT_SET, RESULT_DEVICE_TYPE,
		RESULT_SRV, RESULT_COMMAND_VARIANT, RESULT_MODE,
		RESULT_POLARITY, RESULT_CASE };
	struct span part;

	for (unsigned i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i] != column)
			continue;
		part = part_of(id, i);
		return column == RESULT_COMMAND_VARIANT && part.n > 2 ?
		       span_from(part, 2) : part;
	}
	return SPAN_EMPTY;
}

static struct span no_dash(struct span ppc_id)
{
	return span_eq(ppc_id, SPAN("-")) ? SPAN_EMPTY : ppc_id;
}

struct span outcome_cell(const struct outcomes *o,
			 const struct outcome_case *c,
			 enum result_column column)
{
	struct span cell = SPAN_EMPTY;

	if (column == RESULT_PPC_ID)
		return c->ppc_id;
	if (column == RESULT_CASE_ID)
		return c->id;
	for (size_t i = c->n; i-- > 0 && !cell.n;)
		cell = outcome_of(o, c, i)->row->cell[column];
	if (!cell.n && c->plan && column == RESULT_INSTALLATION_TYPE)
		cell = span_of(case_installation_name(c->plan->installation));
	return cell.n ? cell : from_id(c->id, column);
}

/* ---- making ---- */

static uint64_t number_of(struct span cell)
{
	uint64_t n;

	return num_parse(cell, &n) ? n : 0;
}

static enum verdict_kind verdict_of(struct span cell)
{
	enum verdict_kind k = VERDICT_PASS;

	while (k < VERDICTS && !span_eq_nocase(cell,
					       span_of(verdict_name(k))))
		k = (enum verdict_kind)(k + 1);
	return k;
}

static enum verdict_timing timing_of(struct span cell)
{
	if (span_eq_nocase(cell, SPAN("IN_TRT")))
		return VERDICT_IN_TRT;
	return span_eq_nocase(cell, SPAN("LATE")) ? VERDICT_TRT_LATE :
						   VERDICT_TRT_NA;
}

static uint32_t cycle_number(struct maker *m, const struct result_row *r)
{
	struct outcomes *o = m->o;
	struct outcome_cycle *c;
	bool fresh;
	const uint32_t n = intern_put(&o->cycle_names, r->cell[RESULT_CYCLE],
				      &fresh);

	if (fresh) {
		c = vec_add(&o->cycles);
		c->name = r->cell[RESULT_CYCLE];
	}
	c = &o->cycles.v[n];
	if (!c->kind.n)
		c->kind = r->cell[RESULT_CYCLE_KIND];
	if (!c->campaign.n)
		c->campaign = r->cell[RESULT_CAMPAIGN];
	if (span_cmp(r->cell[RESULT_SENT_AT], c->newest) > 0)
		c->newest = r->cell[RESULT_SENT_AT];
	return n;
}

static uint32_t case_number(struct maker *m, struct span id, struct span ppc,
			    struct span srv, const struct testcase *plan)
{
	struct outcomes *o = m->o;
	struct outcome_case *c;
	bool fresh;
	const uint32_t n = intern_put(&o->ids, id, &fresh);

	if (fresh) {
		c = vec_add(&o->cases);
		c->id = id;
		c->ppc_id = no_dash(ppc.n ? ppc : from_id(id, RESULT_PPC_ID));
		c->srv = srv.n ? srv : from_id(id, RESULT_SRV);
		c->known = srv_find(c->srv);
	}
	if (plan)
		o->cases.v[n].plan = plan;	/* the later one of two */
	return n;
}

/* The first verdict of a row that stands for all attempts of its case. */
static enum verdict_kind first_of(const struct result_row *r,
				  enum verdict_kind verdict, uint64_t attempt)
{
	const struct span first = r->cell[RESULT_FIRST_VERDICT];

	if (first.n)
		return verdict_of(first);
	if (attempt > 1 || number_of(r->cell[RESULT_ATTEMPTS]) > 1 ||
	    span_eq_nocase(r->cell[RESULT_FLAKY], SPAN("Y")))
		return VERDICTS;
	return verdict;
}

static uint32_t key_of(struct intern *keys, const struct result_row *r,
		       bool with_attempt, bool *fresh)
{
	struct buf key = BUF_INIT;
	uint32_t n;

	buf_add(&key, r->cell[RESULT_CYCLE]);
	buf_add_char(&key, '\0');
	buf_add(&key, r->cell[RESULT_CASE_ID]);
	if (with_attempt) {
		buf_add_char(&key, '\0');
		buf_add(&key, r->cell[RESULT_ATTEMPT]);
	}
	n = intern_put(keys, buf_span(&key), fresh);
	buf_release(&key);
	return n;
}

static void fold(struct maker *m, uint32_t n, const struct outcome *is,
		 uint64_t attempt)
{
	struct outcome *was = &m->o->v.v[n];

	was->rows++;
	if (attempt < m->first.v[n]) {
		m->first.v[n] = attempt;
		was->first = is->first;
	}
	if (attempt > m->last.v[n]) {
		m->last.v[n] = attempt;
		was->row = is->row;
		was->verdict = is->verdict;
		was->timing = is->timing;
		was->ran = is->ran;
	}
	if (was->attempts < is->attempts)
		was->attempts = is->attempts;
	if (was->attempts < was->rows)
		was->attempts = was->rows;
}

static void add_result(struct maker *m, const struct result_row *r)
{
	const uint64_t attempt = number_of(r->cell[RESULT_ATTEMPT]);
	struct outcome is = { .row = r, .rows = 1 };
	bool fresh;
	uint32_t n;

	is.verdict = verdict_of(r->cell[RESULT_VERDICT]);
	if (is.verdict == VERDICTS) {
		code_find(m->d, SIT148, &(struct code_place){
			.file = m->ask->file, .line = r->line,
			.column = "verdict",
			.value = &r->cell[RESULT_CASE_ID] },
			"has no verdict");
		return;
	}
	key_of(&m->attempts, r, true, &fresh);
	if (!fresh) {
		code_find(m->d, SIT140, &(struct code_place){
			.file = m->ask->file, .line = r->line,
			.column = "case_id",
			.value = &r->cell[RESULT_CASE_ID] },
			"has a result of this cycle and attempt already");
		return;
	}
	is.cycle = cycle_number(m, r);
	is.which = case_number(m, r->cell[RESULT_CASE_ID],
			       r->cell[RESULT_PPC_ID], r->cell[RESULT_SRV],
			       NULL);
	is.timing = timing_of(r->cell[RESULT_TIMING]);
	is.first = first_of(r, is.verdict, attempt);
	is.ran = !(is.verdict == VERDICT_NO_VERDICT &&
		   span_eq_nocase(r->cell[RESULT_REASON],
				  SPAN(OUTCOME_NOT_RUN)));
	is.attempts = number_of(r->cell[RESULT_ATTEMPTS]);
	if (is.attempts < attempt)
		is.attempts = attempt;
	if (!is.attempts && is.ran && is.verdict != VERDICT_SKIP &&
	    is.verdict != VERDICT_BLOCKED)
		is.attempts = 1;
	n = key_of(&m->keys, r, false, &fresh);
	if (fresh) {
		vec_push(&m->o->v, is);
		vec_push(&m->last, attempt);
		vec_push(&m->first, attempt);
	} else {
		fold(m, n, &is, attempt);
	}
}

static int compare_cycles(const void *pa, const void *pb, void *of)
{
	const struct outcomes *o = of;
	const struct outcome_cycle *a = &o->cycles.v[*(const uint32_t *)pa];
	const struct outcome_cycle *b = &o->cycles.v[*(const uint32_t *)pb];
	int c = span_cmp(a->newest, b->newest);

	if (o->in_order)
		c = a < b ? -1 : a > b;
	return c ? c : span_cmp(a->name, b->name);
}

static int compare_outcomes(const void *pa, const void *pb, void *of)
{
	const struct outcomes *o = of;
	const struct outcome *a = &o->v.v[*(const uint32_t *)pa];
	const struct outcome *b = &o->v.v[*(const uint32_t *)pb];
	const uint32_t x = o->cycles.v[a->cycle].order;
	const uint32_t y = o->cycles.v[b->cycle].order;

	if (a->which != b->which)
		return a->which < b->which ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* Cycles by age, outcomes by case and cycle. */
static void order(struct outcomes *o)
{
	VEC(uint32_t) cycles = VEC_INIT;

	for (uint32_t i = 0; i < o->cycles.n; i++)
		vec_push(&cycles, i);
	if (cycles.n > 1)
		qsort_r(cycles.v, cycles.n, sizeof(*cycles.v),
			compare_cycles, o);
	for (uint32_t i = 0; i < cycles.n; i++)
		o->cycles.v[cycles.v[i]].order = i;
	vec_release(&cycles);
	for (uint32_t i = 0; i < o->v.n; i++)
		vec_push(&o->by_case, i);
	if (o->by_case.n > 1)
		qsort_r(o->by_case.v, o->by_case.n, sizeof(*o->by_case.v),
			compare_outcomes, o);
	for (size_t i = o->by_case.n; i-- > 0;) {
		struct outcome_case *c =
			&o->cases.v[o->v.v[o->by_case.v[i]].which];

		c->first = i;
		c->n++;
	}
}

static bool has_cycle(const struct outcomes_ask *ask)
{
	for (size_t i = 0; i < ask->results->rows.n; i++) {
		if (span_eq(ask->results->rows.v[i].cell[RESULT_CYCLE],
			    ask->cycle))
			return true;
	}
	return false;
}

static void no_cycle(const struct outcomes_ask *ask, struct diag *d)
{
	struct intern names = INTERN_INIT;
	struct buf list = BUF_INIT;
	bool fresh;

	for (size_t i = 0; i < ask->results->rows.n && names.count < 20; i++) {
		const struct span name =
			ask->results->rows.v[i].cell[RESULT_CYCLE];

		intern_put(&names, name, &fresh);
		if (fresh)
			buf_addf(&list, "%s" SPAN_F, list.n ? ", " : "",
				 SPAN_A(name));
	}
	code_find(d, SIT153, &(struct code_place){ .file = ask->file,
		.value = &ask->cycle }, "is no cycle of these results; %s%s",
		list.n ? "there are: " : "there are none",
		list.n ? list.p : "");
	buf_release(&list);
	intern_release(&names);
}

bool outcomes_make(struct outcomes *o, const struct outcomes_ask *ask,
		   struct diag *d)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct maker m = { .o = o, .ask = ask, .d = d, .keys = INTERN_INIT,
			   .attempts = INTERN_INIT };

	*o = (struct outcomes){ .arena = ARENA_INIT,
		.cycle_names = INTERN_INIT, .ids = INTERN_INIT,
		.has_plan = ask->plan != NULL, .in_order = ask->in_order };
	if (ask->cycle.n && !has_cycle(ask))
		no_cycle(ask, d);
	for (size_t i = 0; ask->plan && i < ask->plan->rows.n; i++) {
		const struct testcase *c = &ask->plan->rows.v[i];

		case_number(&m, c->id, c->ppc_id, span_of(c->srv->srv), c);
	}
	for (size_t i = 0; i < ask->results->rows.n; i++) {
		const struct result_row *r = &ask->results->rows.v[i];

		if (!ask->cycle.n || span_eq(r->cell[RESULT_CYCLE],
					     ask->cycle))
			add_result(&m, r);
	}
	order(o);
	intern_release(&m.keys);
	intern_release(&m.attempts);
	vec_release(&m.last);
	vec_release(&m.first);
	return d->count[DIAG_ERROR] == errors;
}

void outcomes_release(struct outcomes *o)
{
	intern_release(&o->cycle_names);
	intern_release(&o->ids);
	vec_release(&o->cycles);
	vec_release(&o->v);
	vec_release(&o->cases);
	vec_release(&o->by_case);
	arena_release(&o->arena);
}

/* ---- asking ---- */

const struct outcome *outcome_of(const struct outcomes *o,
				 const struct outcome_case *c, size_t i)
{
	return &o->v.v[o->by_case.v[c->first + i]];
}

/* Of those that ran the first on the way from one end; one that was skipped
 * only where there is no other. */
static const struct outcome *first_that_ran(const struct outcomes *o,
					    const struct outcome_case *c,
					    bool from_newest)
{
	const struct outcome *skipped = NULL;

	for (size_t i = 0; i < c->n; i++) {
		const struct outcome *is = outcome_of(o, c, from_newest ?
						      c->n - 1 - i : i);

		if (!is->ran)
			continue;
		if (is->verdict != VERDICT_SKIP)
			return is;
		if (!skipped)
			skipped = is;
	}
	return skipped;
}

const struct outcome *outcome_newest(const struct outcomes *o,
				     const struct outcome_case *c)
{
	return first_that_ran(o, c, true);
}

const struct outcome *outcome_oldest(const struct outcomes *o,
				     const struct outcome_case *c)
{
	return first_that_ran(o, c, false);
}

void outcome_rates_add(struct outcome_rates *r, const struct outcomes *o,
		       const struct outcome_case *c)
{
	const struct outcome *now = outcome_newest(o, c);
	const struct outcome *then = outcome_oldest(o, c);

	r->cases++;
	if (!now) {
		r->not_run++;
		return;
	}
	r->verdict[now->verdict]++;
	if (now->verdict != VERDICT_SKIP) {
		r->tried++;
		r->first_time += then->first == VERDICT_PASS;
	}
	for (size_t i = 0; i < c->n; i++)
		r->attempts += outcome_of(o, c, i)->attempts;
}

void outcome_rates(struct outcome_rates *r, const struct outcomes *o)
{
	*r = (struct outcome_rates){ 0 };
	for (size_t i = 0; i < o->cases.n; i++)
		outcome_rates_add(r, o, &o->cases.v[i]);
}

bool outcomes_good(const struct outcomes *o)
{
	for (size_t i = 0; i < o->v.n; i++) {
		if (o->v.v[i].verdict != VERDICT_PASS &&
		    o->v.v[i].verdict != VERDICT_SKIP)
			return false;
	}
	return true;
}

int outcome_compare_ppc(struct span a, struct span b)
{
	const uint64_t x = release_id_number(a), y = release_id_number(b);

	if (x != y)
		return x < y ? -1 : 1;
	if (!a.n != !b.n)
		return a.n ? -1 : 1;
	return span_cmp(a, b);
}

static int by_catalogue(const struct srv *x, const struct srv *y,
			struct span a, struct span b)
{
	if (x && y)
		return x < y ? -1 : x > y;
	if (x || y)
		return x ? -1 : 1;
	return span_cmp(a, b);
}

int outcome_compare_srv(struct span a, struct span b)
{
	return by_catalogue(srv_find(a), srv_find(b), a, b);
}

int outcome_compare_services(const struct outcome_case *a,
			     const struct outcome_case *b)
{
	return by_catalogue(a->known, b->known, a->srv, b->srv);
}

int outcome_compare_cases(const struct outcome_case *a,
			  const struct outcome_case *b)
{
	int c = outcome_compare_ppc(a->ppc_id, b->ppc_id);

	if (!c)
		c = outcome_compare_services(a, b);
	return c ? c : span_cmp(a->id, b->id);
}
