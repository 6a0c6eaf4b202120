/* Odds by attempt and period, shared by the classes they are the same for;
 * and how many a milestone asks for. */
#include "engine/plan_question.h"

#include "base/intern.h"
#include "base/mem.h"
#include "model/codes.h"

/* Parts per million of a percentage with two places. */
enum { PPM_OF_PERCENT = 100 };

struct odds_maker {
	const struct plan_question_input *in;
	struct plan_question *q;
	struct plan_test *tests;	/* by row of the success table */
	bool *holds;			/* of the class at hand */
	bool *met;
	struct intern seen;		/* rows that hold, attempts made */
	struct buf key;
	VEC(struct plan_odds *) made;
};

/* One that names the attempt, then one that asks for more, then the newer
 * one, then the later row. */
static bool better(const struct plan_success *a, const struct plan_success *b)
{
	if ((a->attempt != 0) != (b->attempt != 0))
		return a->attempt != 0;
	if (a->match.n != b->match.n)
		return a->match.n > b->match.n;
	return a->effective_from >= b->effective_from;
}

static struct plan_odds_cell cell(const struct odds_maker *m,
				  uint64_t attempt, int32_t day)
{
	const struct plan_tables *t = m->in->tables;
	const struct plan_success *best = NULL;
	struct plan_odds_cell c = { PLAN_PPM, PLAN_PPM, (uint32_t)
		m->in->rules->number[PLAN_RULE_COOLDOWN] };

	for (size_t i = 0; i < t->success.n; i++) {
		const struct plan_success *s = &t->success.v[i];

		if (m->holds[i] && s->effective_from <= day &&
		    (s->attempt == 0 || s->attempt == attempt) &&
		    (!best || better(s, best)))
			best = s;
	}
	if (!best)
		return c;
	c.success_ppm = (uint32_t)best->percent * PPM_OF_PERCENT;
	if (best->has_cooldown)
		c.cooldown_days = (uint32_t)best->cooldown_days;
	return c;
}

/* Attempts behind one that never fails are never made. */
static struct plan_odds *make_odds(struct odds_maker *m, uint32_t made)
{
	const struct plan_question_input *in = m->in;
	const uint64_t most = in->rules->number[PLAN_RULE_ATTEMPTS];
	const uint32_t left = most > made ? (uint32_t)most - made : 1;
	struct plan_odds_cell *cells = arena_zero(&m->q->arena,
		(size_t)left * in->periods, sizeof(*cells));
	struct plan_odds *o = arena_zero(&m->q->arena, 1, sizeof(*o));
	bool sure = false;

	for (uint32_t j = 0; j < left && !sure; j++) {
		sure = true;
		for (uint32_t t = 0; t < in->periods; t++) {
			struct plan_odds_cell *c =
				&cells[(size_t)j * in->periods + t];

			*c = cell(m, (uint64_t)made + j + 1,
				  in->period[t].start);
			sure = sure && c->success_ppm == PLAN_PPM;
		}
		o->attempts = j + 1;
	}
	o->cell = cells;
	return o;
}

static const struct plan_odds *odds_for(struct odds_maker *m,
					const struct plan_class *c,
					const struct plan_fact *f)
{
	const size_t n = m->in->tables->success.n;
	uint32_t at;
	bool fresh;

	buf_clear(&m->key);
	buf_add_bytes(&m->key, &c->attempts_made, sizeof(c->attempts_made));
	for (size_t i = 0; i < n; i++) {
		m->holds[i] = plan_test_holds(&m->tests[i], f->ids);
		m->met[i] = m->met[i] || m->holds[i];
		buf_add_char(&m->key, m->holds[i] ? '1' : '0');
	}
	at = intern_put(&m->seen, buf_span(&m->key), &fresh);
	if (fresh)
		vec_push(&m->made, make_odds(m, c->attempts_made));
	return m->made.v[at];
}

/* Attempts behind the first, by class and period. */
static uint64_t later_cells(const struct plan_question_input *in)
{
	uint64_t n = 0;

	for (uint32_t i = 0; i < in->classes->n; i++) {
		const struct plan_class *c = &in->classes->list[i];

		if (c->first <= c->last)
			n += (uint64_t)(c->odds->attempts - 1) *
			     (c->last - c->first + 1);
	}
	return n;
}

static void put_together(struct odds_maker *m)
{
	const struct plan_question_input *in = m->in;
	const uint64_t cells = later_cells(in);

	if (cells == 0 || in->attempts == PLAN_ATTEMPTS_EACH ||
	    (in->attempts == PLAN_ATTEMPTS_AS_FITS &&
	     cells <= PLAN_CELLS_EACH))
		return;
	for (uint32_t i = 0; i < m->made.n; i++) {
		struct plan_odds *all = m->made.v[i];

		if (all->attempts > 1)
			*all = plan_fast_odds(all, in->periods,
					      &m->q->arena);
	}
	m->q->together = true;
	if (in->attempts == PLAN_ATTEMPTS_AS_FITS)
		code_find(in->diag, PLAN044, &(struct code_place){ 0 },
			  "one attempt stands for all of a class, for there "
			  "are %llu later ones to place; --attempts each "
			  "places every one", (unsigned long long)cells);
}

/* Two rows that say different things of one attempt from the same day. */
static void find_twice(const struct plan_question_input *in)
{
	const struct plan_tables *t = in->tables;

	for (size_t i = 0; i < t->success.n; i++) {
		const struct plan_success *a = &t->success.v[i];

		for (size_t j = 0; j < i; j++) {
			const struct plan_success *b = &t->success.v[j];

			if (a->attempt != b->attempt ||
			    a->effective_from != b->effective_from ||
			    !span_eq_nocase(a->match.text, b->match.text))
				continue;
			code_find(in->diag, PLAN025, &(struct code_place){
				.file = t->file[PLAN_TABLE_SUCCESS],
				.line = a->line }, "the row speaks of the "
				"same attempts as line %llu",
				(unsigned long long)b->line);
			break;
		}
	}
}

void plan_success_make(const struct plan_question_input *in,
		       struct plan_question *q)
{
	const struct plan_tables *t = in->tables;
	struct odds_maker m = { .in = in, .q = q, .seen = INTERN_INIT };

	m.tests = mem_array(t->success.n + 1, sizeof(*m.tests));
	m.holds = mem_array(t->success.n + 1, sizeof(bool));
	m.met = mem_array(t->success.n + 1, sizeof(bool));
	find_twice(in);
	for (size_t i = 0; i < t->success.n; i++)
		m.tests[i] = plan_test_make(&in->classes->words,
					    &t->success.v[i].match,
					    &q->arena);
	for (uint32_t i = 0; i < in->classes->n; i++)
		in->classes->list[i].odds = odds_for(&m,
			&in->classes->list[i], &in->classes->facts[i]);
	put_together(&m);
	for (size_t i = 0; i < t->success.n && in->classes->n && in->sound;
	     i++) {
		if (!m.met[i])
			code_find(in->diag, PLAN030, &(struct code_place){
				.file = t->file[PLAN_TABLE_SUCCESS],
				.line = t->success.v[i].line },
				"this row meets no installation");
	}
	mem_free(m.tests);
	mem_free(m.holds);
	mem_free(m.met);
	vec_release(&m.made);
	intern_release(&m.seen);
	buf_release(&m.key);
}

/* ---- milestones -------------------------------------------------------- */

static bool last_period_by(const struct plan_question_input *in, int32_t by,
			   uint32_t *period)
{
	uint32_t n = 0;

	while (n < in->periods && in->period[n].end - 1 <= by)
		n++;
	*period = n - 1;
	return n > 0;
}

static void make_milestone(const struct plan_question_input *in,
			   struct plan_question *q,
			   const struct plan_goal_date *g,
			   struct plan_milestone *m)
{
	char day[DATE_TEXT], end[DATE_TEXT];
	const struct span by = span_of(date_text(g->by, day));
	const struct code_place at = {
		.file = in->tables->file[PLAN_TABLE_MILESTONES],
		.line = g->line, .column = "by", .value = &by };
	uint64_t all = 0;

	m->name = g->name;
	m->class_count = plan_matching(in->classes, &g->match, &q->arena,
				       &m->classes);
	for (size_t i = 0; i < m->class_count; i++)
		all += in->classes->list[m->classes[i]].count;
	m->least = (uint64_t)(((plan_fixed)all * g->percent +
			       (plan_fixed)100 * PLAN_PERCENT_SCALE - 1) /
			      ((plan_fixed)100 * PLAN_PERCENT_SCALE));
	if (!last_period_by(in, g->by, &m->by))
		code_find(in->diag, PLAN023, &at, "is before %s, when the "
			  "first period of the plan ends",
			  date_text(in->period[0].end - 1, end));
	if (m->class_count == 0 && in->classes->n && in->sound)
		code_find(in->diag, PLAN030, &(struct code_place){
			.file = at.file, .line = g->line },
			"this row meets no installation");
}

void plan_milestones_make(const struct plan_question_input *in,
			  struct plan_question *q)
{
	const size_t n = in->tables->milestones.n;

	q->milestones = arena_zero(&q->arena, n + 1,
				   sizeof(*q->milestones));
	for (size_t i = 0; i < n; i++)
		make_milestone(in, q, &in->tables->milestones.v[i],
			       &q->milestones[i]);
	q->problem.milestones = (uint32_t)n;
}
