/*
 * Rows first, then answers, then the order of tests. Whether a row is
 * unlocked is decided in one place, by what it lacks in the search problem;
 * the class in words comes from the same comparison.
 */
#include "engine/dmct.h"

#include <stdlib.h>

#include "base/bug.h"
#include "base/num.h"
#include "engine/admit.h"
#include "engine/canon.h"
#include "engine/dmct_room.h"

enum { ALSO_NAMED = 10 };

const char *dmct_answer_name(enum dmct_answer a)
{
	static const char *const names[] = {
		"TEST", "REDUCED", "UPGRADE", "DISPLAY_MISMATCH", "NO_TEST",
		"UNECONOMIC",
	};

	if (a > DMCT_UNECONOMIC)
		BUG("no such answer");
	return names[a];
}

static struct span key_cell(const struct tally *t, const struct tally_row *r,
			    unsigned column)
{
	const uint32_t at = tally_column(t, column);

	return at == TABLE_ABSENT ? SPAN_EMPTY : r->key[at];
}

static void fill_what(const struct tally *t, const struct tally_row *row,
		      struct release_row *what)
{
	what->smso = key_cell(t, row, RFI_SMSO);
	what->wan_provider = key_cell(t, row, RFI_WAN_PROVIDER);
	what->fuel_type = key_cell(t, row, RFI_FUEL_TYPE);
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++)
			what->device[d][p] = key_cell(t, row,
				rfi_column((enum device)d,
					   device_model_parts[p]));
	}
}

static bool is_uneconomic(const struct dmct_input *in, struct dmct_queue *q,
			  struct dmct_row *r)
{
	bool meant = false;

	for (size_t i = 0; i < in->tables->uneconomic.n; i++) {
		const struct uneconomic_row *u = &in->tables->uneconomic.v[i];

		if (!admit_uneconomic(u, &r->what))
			continue;
		q->uneconomic_met[i] = true;
		if (!meant)
			r->reason = u->reason;
		meant = true;
	}
	return meant;
}

static void take_rows(const struct dmct_input *in, struct dmct_queue *q)
{
	uint64_t rank = 0;

	for (size_t i = 0; i < in->tally->rows.n; i++) {
		const struct tally_row *t = &in->tally->rows.v[i];
		const struct release_row *pending;
		struct dmct_row r = { .tally = t };

		if (t->disposition != IN_SCOPE)
			continue;
		r.rank = ++rank;
		q->in_scope += t->total;
		fill_what(in->tally, t, &r.what);
		evidence_classify(in->tested, &r.what, &q->arena,
				  &r.evidence);
		pending = evidence_identical(in->pending, &r.what);
		if (pending)
			r.what.ppc_id = pending->ppc_id;
		if (r.evidence.identical) {
			q->eligible += t->total;
			continue;
		}
		if (is_uneconomic(in, q, &r)) {
			r.answer = DMCT_UNECONOMIC;
			q->uneconomic += t->total;
		}
		vec_push(&q->rows, r);
	}
}

/* Of each SMSO of which nothing was tested, the most prevalent (R11). */
static void find_gates(const struct dmct_input *in, struct dmct_queue *q)
{
	struct intern seen = INTERN_INIT;
	struct buf name = BUF_INIT;

	q->smso_stated = in->tested->tested.n == 0;
	for (size_t i = 0; i < in->tested->tested.n; i++) {
		const struct span smso = in->tested->tested.v[i]->smso;

		if (!epcl_cell_open(smso))
			q->smso_stated = true;
	}
	for (size_t i = 0; i < q->rows.n; i++) {
		struct dmct_row *r = &q->rows.v[i];
		static const struct evidence_item smso = {
			THING_SMSO, THING_SMSO,
		};
		struct evidence_code c;
		bool fresh;

		if (r->answer == DMCT_UNECONOMIC ||
		    epcl_cell_open(r->what.smso))
			continue;
		evidence_encode(in->tested, &r->what, &c);
		if (evidence_shown(in->tested, &c, smso))
			continue;
		buf_clear(&name);
		canon_add(&name, r->what.smso);
		intern_put(&seen, buf_span(&name), &fresh);
		r->smso_waits = true;
		r->gate = fresh;
		q->gates += fresh;
	}
	intern_release(&seen);
	buf_release(&name);
}

static struct span no_test_reason(struct dmct_queue *q,
				  const struct dmct_row *r)
{
	const struct release_row *n = r->evidence.nearest;

	if (r->evidence.class == EVIDENCE_E0)
		return arena_printf(&q->arena, "the device models and WAN "
			"provider of " SPAN_F "%s", SPAN_A(n->ppc_id),
			r->evidence.same_smso == 'N' ?
			", under another SMSO" :
			r->evidence.open_cells.n ? ", as far as they are "
			"known" : "");
	return SPAN("every device model and every pair of them was tested");
}

static void answer(struct dmct_queue *q, struct dmct_row *r)
{
	switch (r->evidence.class) {
	case EVIDENCE_E0:
	case EVIDENCE_E1:
		r->answer = DMCT_NO_TEST;
		r->reason = no_test_reason(q, r);
		break;
	case EVIDENCE_E2:
		r->answer = DMCT_REDUCED;
		r->reason = SPAN("every device model was tested, not every "
				 "pair of them");
		break;
	case EVIDENCE_E3:
		r->answer = DMCT_REDUCED;
		r->reason = SPAN("new firmware on tested hardware");
		break;
	case EVIDENCE_E4:
		r->answer = DMCT_TEST;
		r->reason = SPAN("new hardware");
		break;
	}
	if (!r->gate)
		return;
	r->answer = DMCT_TEST;
	r->reason = arena_printf(&q->arena, "first combination of " SPAN_F
		": its Migration Testing comes before the SMSO's go-live",
		SPAN_A(r->what.smso));
}

/* The others that a test unlocks, best first: "rank 12 (5000)". */
static struct span also_words(struct dmct_queue *q,
			      const struct dmct_problem *p,
			      const uint32_t *units, size_t n, uint32_t own)
{
	struct buf b = BUF_INIT;
	uint64_t more = 0, installations = 0, named = 0;
	struct span words;

	for (size_t i = 0; i < n; i++) {
		const struct dmct_row *r = &q->rows.v[p->row_of.v[units[i]]];

		if (units[i] == own)
			continue;
		if (named++ < ALSO_NAMED) {
			buf_addf(&b, "%srank %llu (%llu)", b.n ? "; " : "",
				 (unsigned long long)r->rank,
				 (unsigned long long)r->tally->total);
			continue;
		}
		more++;
		installations += r->tally->total;
	}
	if (more)
		buf_addf(&b, "; %llu more (%llu)", (unsigned long long)more,
			 (unsigned long long)installations);
	words = arena_span(&q->arena, buf_span(&b));
	buf_release(&b);
	return words;
}

static void fill_steps(struct dmct_queue *q, const struct dmct_problem *p,
		       const struct search_plan *plan)
{
	const uint32_t units = p->problem.units;
	size_t *end = mem_array(plan->steps.n + 1, sizeof(*end));
	uint32_t *list = mem_array((size_t)units + 1, sizeof(*list));
	size_t first = 0;

	/* units by the step that unlocks them: end[k] is behind step k's */
	for (uint32_t u = 0; u < units; u++)
		end[plan->by[u]] += plan->by[u] != 0;
	for (size_t k = 1; k <= plan->steps.n; k++)
		end[k] += end[k - 1];
	for (uint32_t u = 0; u < units; u++) {
		if (plan->by[u])
			list[end[plan->by[u] - 1]++] = u;
	}
	/* each end has moved on to that of the next step */
	for (size_t k = 0; k < plan->steps.n; k++) {
		const struct search_step *s = &plan->steps.v[k];
		struct dmct_row *r = &q->rows.v[p->row_of.v[s->test]];

		r->order = k + 1;
		r->unlocked = s->gain;
		r->total = q->eligible + s->total;
		r->gap = s->bound - s->total;
		r->also_unlocks = also_words(q, p, list + first,
					     end[k] - first, s->test);
		first = end[k];
	}
	mem_free(end);
	mem_free(list);
}

/* A row that another's test unlocks needs none of its own. */
static void fill_unlocked(struct dmct_queue *q, const struct dmct_problem *p,
			  const struct search_plan *plan)
{
	for (uint32_t u = 0; u < p->problem.units; u++) {
		struct dmct_row *r = &q->rows.v[p->row_of.v[u]];

		if (r->order || plan->by[u] == 0)
			continue;
		r->unlocked_by = plan->by[u];
		if (r->answer == DMCT_UPGRADE)
			continue;
		if (r->answer == DMCT_NO_TEST)
			r->reason = arena_printf(&q->arena, SPAN_F
				"; its SMSO has yet to pass Migration "
				"Testing", SPAN_A(r->reason));
		else
			r->reason = SPAN("every device model and every pair "
					 "of them is tested by then");
		r->answer = DMCT_NO_TEST;
	}
}

/* One that is E0 or E1 by open cells alone can be worth a test for others. */
static void fill_tests(struct dmct_queue *q)
{
	for (size_t i = 0; i < q->rows.n; i++) {
		struct dmct_row *r = &q->rows.v[i];

		if (r->order == 0 || r->answer != DMCT_NO_TEST)
			continue;
		r->answer = DMCT_REDUCED;
		r->reason = arena_printf(&q->arena, SPAN_F "; its test shows "
			"what is open, and that unlocks others",
			SPAN_A(r->reason));
	}
}

static void reason_upgrades(struct dmct_queue *q)
{
	for (size_t i = 0; i < q->rows.n; i++) {
		struct dmct_row *r = &q->rows.v[i];

		if (r->answer != DMCT_UPGRADE)
			continue;
		r->reason = arena_printf(&q->arena, "becomes " SPAN_F
			" by firmware alone; test %llu would unlock the same"
			"%s", SPAN_A(r->upgrade_to->ppc_id),
			(unsigned long long)(r->order ? r->order :
					     r->unlocked_by),
			r->smso_waits ? "; either way its SMSO has to pass "
			"Migration Testing first" : "");
	}
}

static int compare_rows(const void *pa, const void *pb)
{
	const struct dmct_row *a = pa, *b = pb;
	const bool never_a = a->answer == DMCT_UNECONOMIC;
	const bool never_b = b->answer == DMCT_UNECONOMIC;

	if ((a->order == 0) != (b->order == 0))
		return a->order ? -1 : 1;
	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	if (never_a != never_b)
		return never_a ? 1 : -1;
	if (a->unlocked_by != b->unlocked_by)
		return a->unlocked_by < b->unlocked_by ? -1 : 1;
	return a->rank < b->rank ? -1 : a->rank > b->rank;
}

void dmct_queue_make(const struct dmct_input *in, struct dmct_queue *q)
{
	struct dmct_problem p;
	struct search_plan plan;

	memset(q, 0, sizeof(*q));
	q->uneconomic_met = arena_zero(&q->arena,
		in->tables->uneconomic.n + 1, sizeof(*q->uneconomic_met));
	take_rows(in, q);
	find_gates(in, q);
	for (size_t i = 0; i < q->rows.n; i++) {
		if (q->rows.v[i].answer != DMCT_UNECONOMIC)
			answer(q, &q->rows.v[i]);
	}
	dmct_upgrades(in, q);
	dmct_problem_init(&p, in, q);
	search_plan(&p.problem, &plan);
	q->no_test = plan.start;
	q->tests = plan.steps.n;
	q->exact = plan.exact;
	if (plan.exact) {
		const struct search_step *s =
			&plan.steps.v[plan.exact - 1];

		q->exact_total = q->eligible + s->total;
		q->exact_bound = q->eligible + s->bound;
	}
	fill_steps(q, &p, &plan);
	fill_unlocked(q, &p, &plan);
	fill_tests(q);
	reason_upgrades(q);
	search_plan_release(&plan);
	dmct_problem_release(&p);
	if (q->rows.n > 1)
		qsort(q->rows.v, q->rows.n, sizeof(*q->rows.v), compare_rows);
}

void dmct_queue_release(struct dmct_queue *q)
{
	vec_release(&q->rows);
	arena_release(&q->arena);
}
