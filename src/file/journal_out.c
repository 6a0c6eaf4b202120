/* Rows of sit-results(5), in the order of the plans. */
#include "file/journal_out.h"

#include "base/moment.h"
#include "base/num.h"
#include "file/evidence_line.h"
#include "model/attempt.h"

#define NONE	UINT32_MAX
#define NO_END_MS	(MOMENT_DAY * 365 * 5000)	/* no time to tell */

struct tried {				/* an attempt */
	uint64_t attempt;
	bool counts;			/* something was tried, and stands */
	uint32_t next;			/* of the same case; NONE: the last */
	struct span *cell;
};

struct out {
	const struct journal_want *want;
	struct evidence_plan plan;
	struct results *results;
	VEC(struct tried) tried;
	uint32_t *first;		/* of each case, by place in the plan;
					   NONE: it has none */
	struct buf line;
};

/* ---- cells ---- */

static struct span count(struct arena *a, bool has, uint64_t v)
{
	char text[NUM_TEXT];

	return has ? arena_span(a, span_of(num_text(v, text))) : SPAN_EMPTY;
}

static struct span keep(struct arena *a, struct span s)
{
	return s.n ? arena_span(a, s) : SPAN_EMPTY;
}

/* Release, cycle, device, case: the same in every attempt. */
static void case_cells(const struct out *o, const struct evidence_case *c,
		       struct span *cell)
{
	static const struct {
		enum result_column to;
		enum cases_column from;
	} same[] = {
		{ RESULT_PHASE, CASES_COL_PHASE },
		{ RESULT_PPC_ID, CASES_COL_PPC_ID },
		{ RESULT_SET, CASES_COL_SET },
		{ RESULT_INSTALLATION_TYPE, CASES_COL_INSTALLATION_TYPE },
		{ RESULT_DEVICE_TYPE, CASES_COL_DEVICE_TYPE },
		{ RESULT_SRV, CASES_COL_SRV },
		{ RESULT_COMMAND_VARIANT, CASES_COL_COMMAND_VARIANT },
		{ RESULT_MODE, CASES_COL_MODE },
		{ RESULT_POLARITY, CASES_COL_POLARITY },
		{ RESULT_CASE, CASES_COL_CASE },
		{ RESULT_TRT_MS, CASES_COL_TRT_MS },
	};

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		cell[same[i].to] = c->cell[same[i].from];
	cell[RESULT_CAMPAIGN] = o->plan.campaign.name;
	cell[RESULT_RELEASE] = o->plan.campaign.release;
	cell[RESULT_SMSO] = c->smso;
	cell[RESULT_CYCLE] = c->cycle;
	for (size_t i = 0; i < o->plan.cycles.n; i++) {
		if (o->plan.cycles.v[i].cycle == c->cycle_no)
			cell[RESULT_CYCLE_KIND] = o->plan.cycles.v[i].kind;
	}
	cell[RESULT_CASE_ID] = c->case_id;
	cell[RESULT_DEVICE_ID] = c->device_id;
	cell[RESULT_S1SP] = c->s1sp;
}

/* What is open says what it waits for; the runner keeps until when. */
static struct span still_open(struct arena *a, const struct journal_attempt *t)
{
	char text[MOMENT_TEXT];
	struct attempt kept;

	if (!attempt_restore(t->carry, a, &kept) || kept.until_ms <= 0 ||
	    kept.until_ms >= NO_END_MS ||
	    (kept.state != ATTEMPT_WAITING && kept.state != ATTEMPT_IN_DOUBT))
		return arena_printf(a, "still open: " SPAN_F,
				    SPAN_A(t->state));
	return arena_printf(a, "still open: " SPAN_F " until %s",
			    SPAN_A(t->state),
			    moment_text(kept.until_ms, text));
}

static void verdict_cells(struct arena *a, const struct journal_attempt *t,
			  struct span *cell)
{
	if (t->ended_ms) {
		cell[RESULT_VERDICT] = keep(a, t->verdict);
		cell[RESULT_REASON] = keep(a, t->reason);
		cell[RESULT_TIMING] = keep(a, t->timing);
	} else {
		cell[RESULT_VERDICT] = SPAN("NO_VERDICT");
		cell[RESULT_REASON] = still_open(a, t);
		cell[RESULT_TIMING] = t->timing.n ? keep(a, t->timing) :
				      SPAN("NA");
	}
}

static void attempt_cells(struct out *o, const struct evidence_attempt *e,
			  struct span *cell)
{
	struct arena *a = &o->results->arena;
	const struct journal_attempt *t = &e->a;
	char text[MOMENT_TEXT], sum[SHA256_TEXT];
	struct sha256 h;

	cell[RESULT_ATTEMPT] = count(a, true, t->attempt);
	verdict_cells(a, t, cell);
	cell[RESULT_ACK_CODE] = keep(a, t->ack_code);
	cell[RESULT_FINAL_CODE] = keep(a, t->final_code);
	cell[RESULT_REQUEST_ID] = keep(a, t->request_id);
	if (t->sent_ms)
		cell[RESULT_SENT_AT] = arena_span(a,
			span_of(moment_text(t->sent_ms, text)));
	cell[RESULT_ACK_MS] = count(a, t->has_ack, t->ack_ms);
	cell[RESULT_RESULT_MS] = count(a, t->has_result, t->result_ms);
	if (t->has_trt)
		cell[RESULT_TRT_MS] = count(a, true, t->trt_ms);
	for (unsigned d = 0; d < DEVICES; d++)
		cell[result_firmware((enum device)d)] =
			keep(a, t->firmware[d]);
	cell[RESULT_VOIDED_BY] = keep(a, t->voided_by);
	cell[RESULT_ISSUE_IDS] = keep(a, t->issue_ids);
	buf_clear(&o->line);
	evidence_line(e, &o->line);
	sha256_init(&h);
	sha256_add(&h, o->line.p, o->line.n);
	sha256_hex(&h, sum);
	cell[RESULT_EVIDENCE_SHA256] = arena_span(a, span_of(sum));
}

/* ---- attempts of a case, in order ---- */

static struct span *new_cells(struct out *o)
{
	return arena_zero(&o->results->arena, RESULT_COLUMNS,
			  sizeof(struct span));
}

static void take(void *into, const struct evidence_attempt *e)
{
	struct out *o = into;
	uint32_t *at = &o->first[e->of - o->plan.cases.v];
	struct tried t = { .attempt = e->a.attempt,
			   .counts = e->a.attempt && !e->a.voided_by.n };

	if ((e->of->gone && !o->want->gone) ||
	    (o->want->cycle.n && !span_eq(e->of->cycle, o->want->cycle)))
		return;
	t.cell = new_cells(o);
	case_cells(o, e->of, t.cell);
	attempt_cells(o, e, t.cell);
	while (*at != NONE && o->tried.v[*at].attempt < t.attempt)
		at = &o->tried.v[*at].next;
	t.next = *at;
	*at = (uint32_t)o->tried.n;
	vec_push(&o->tried, t);
}

static void put_row(struct out *o, const struct span *cell)
{
	vec_push(&o->results->rows, ((struct result_row){
		.line = o->results->rows.n + 1, .cell = cell }));
}

static bool is(const struct span *cell, enum result_column column,
	       struct span value)
{
	return span_eq(cell[column], value);
}

static void summary_cells(struct out *o, const struct span *first,
			  struct span *cell, uint64_t attempts)
{
	const bool passed = is(cell, RESULT_VERDICT, SPAN("PASS"));

	cell[RESULT_ATTEMPTS] = count(&o->results->arena, true, attempts);
	cell[RESULT_FIRST_VERDICT] = first[RESULT_VERDICT];
	cell[RESULT_FLAKY] = passed && !is(first, RESULT_VERDICT,
					   SPAN("PASS")) ?
			     SPAN("Y") : SPAN("N");
}

static void put_not_run(struct out *o, const struct evidence_case *c)
{
	struct span *cell = new_cells(o);

	case_cells(o, c, cell);
	cell[RESULT_ATTEMPT] = cell[RESULT_ATTEMPTS] = SPAN("0");
	cell[RESULT_VERDICT] = cell[RESULT_FIRST_VERDICT] = SPAN("NO_VERDICT");
	cell[RESULT_FLAKY] = SPAN("N");
	cell[RESULT_TIMING] = SPAN("NA");
	cell[RESULT_REASON] = SPAN(JOURNAL_NOT_RUN);
	put_row(o, cell);
}

/* The first attempt that stands; else the first at all. One at which nothing
 * was tried is the first only where it is the only one. */
static uint32_t first_of(const struct out *o, uint32_t at)
{
	uint32_t first = at;

	if (o->tried.v[at].attempt == 0 && o->tried.v[at].next != NONE)
		first = o->tried.v[at].next;
	for (; at != NONE; at = o->tried.v[at].next) {
		if (o->tried.v[at].counts)
			return at;
	}
	return first;
}

static void put_case(struct out *o, size_t place)
{
	const struct evidence_case *c = &o->plan.cases.v[place];
	const uint32_t first = o->first[place];
	uint64_t attempts = 0;
	uint32_t begun, last = first;

	if ((c->gone && !o->want->gone) ||
	    (o->want->cycle.n && !span_eq(c->cycle, o->want->cycle)))
		return;
	if (first == NONE) {
		if (o->want->not_run && !c->gone)
			put_not_run(o, c);
		return;
	}
	for (uint32_t at = first; at != NONE; at = o->tried.v[at].next) {
		attempts += o->tried.v[at].attempt > 0;
		last = at;
	}
	begun = first_of(o, first);
	for (uint32_t at = first; at != NONE; at = o->tried.v[at].next) {
		if (!o->want->attempts && at != last)
			continue;
		summary_cells(o, o->tried.v[begun].cell, o->tried.v[at].cell,
			      attempts);
		put_row(o, o->tried.v[at].cell);
	}
}

bool journal_results(struct journal *j, const struct journal_want *want,
		     struct results *results)
{
	struct out o = { .want = want, .results = results };
	bool ok;

	evidence_plan_load(j, &results->arena, &o.plan);
	o.first = mem_array(o.plan.cases.n + 1, sizeof(*o.first));
	for (size_t i = 0; i < o.plan.cases.n; i++)
		o.first[i] = NONE;
	ok = evidence_walk(j, &o.plan, take, &o);
	for (size_t i = 0; ok && i < o.plan.cases.n; i++)
		put_case(&o, i);
	vec_release(&o.tried);
	mem_free(o.first);
	buf_release(&o.line);
	evidence_plan_release(&o.plan);
	return ok;
}

bool journal_row_not_run(const struct result_row *row)
{
	return span_eq(row->cell[RESULT_ATTEMPTS], SPAN("0")) &&
	       span_eq(row->cell[RESULT_REASON], SPAN(JOURNAL_NOT_RUN));
}
