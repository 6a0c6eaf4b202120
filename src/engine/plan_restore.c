/* Names are looked up in sets; periods by search. */
#include "engine/plan_restore.h"

#include "base/date.h"
#include "base/num.h"

struct restore {
	const struct plan_text *t;
	const struct plan_problem *p;
	struct plan *plan;
	struct plan_lines *lines;
	plan_restore_tell *tell;
	void *data;
	struct intern classes;
};

static uint32_t period_of(const struct plan_problem *p, int32_t day)
{
	uint32_t lo = 0, hi = p->periods;

	while (lo < hi) {
		const uint32_t mid = lo + (hi - lo) / 2;

		if (p->period[mid].start < day)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < p->periods && p->period[lo].start == day ? lo : PLAN_NONE;
}

static void wrong_row(const struct restore *r, const struct plan_text_row *row,
		      const char *text)
{
	r->tell(r->data, PLAN056, false, row->line, span_of(text));
}

static void take_row(struct restore *r, const struct plan_text_row *row)
{
	const uint32_t k = intern_find(&r->classes, row->class_name);
	const uint32_t t = period_of(r->p, row->period_start);
	const struct plan_class *c;
	uint64_t base, meters;

	if (k == INTERN_NONE) {
		wrong_row(r, row, "names a class that there is not");
		return;
	}
	if (t == PLAN_NONE) {
		wrong_row(r, row, "names a period that there is not");
		return;
	}
	c = &r->p->class_list[k];
	base = row->step == PLAN_FIRMWARE ? 1 :
	       (uint64_t)c->attempts_made + 1;
	meters = row->unit == PLAN_METERS ? c->meters : 1;
	if (row->attempt < base || row->attempt - base >= PLAN_ATTEMPTS_MAX) {
		wrong_row(r, row, "names an attempt that there is not");
	} else if (row->attempts % meters) {
		wrong_row(r, row, "splits the meters of an installation");
	} else {
		vec_push(&r->plan->rows, ((struct plan_row){ k, t, row->step,
			(uint32_t)(row->attempt - base),
			row->attempts / meters }));
		vec_push(&r->lines->row, row->line);
	}
}

static uint32_t node_of(const struct plan_problem *p,
			const struct plan_text_price *x)
{
	for (uint32_t n = 0; n < p->nodes; n++) {
		if (p->node[n].step == x->step &&
		    span_eq(p->node[n].name, x->node))
			return n;
	}
	return PLAN_NONE;
}

static uint32_t milestone_of(const struct plan_problem *p, struct span name)
{
	for (uint32_t m = 0; m < p->milestones; m++) {
		if (span_eq(p->milestone[m].name, name))
			return m;
	}
	return PLAN_NONE;
}

/* What the price is of; false: of nothing that there is. */
static bool find_row(const struct plan_problem *p,
		     const struct plan_text_price *x, struct plan_price *to)
{
	uint64_t goal;

	to->at = to->period = PLAN_NONE;
	if (x->period_start != DATE_NONE) {
		to->period = period_of(p, x->period_start);
		if (to->period == PLAN_NONE)
			return false;
	}
	switch (x->row) {
	case PLAN_ROW_CAPACITY:
		to->at = node_of(p, x);
		return to->at != PLAN_NONE && to->period != PLAN_NONE;
	case PLAN_ROW_MILESTONE:
		to->at = milestone_of(p, x->node);
		return to->at != PLAN_NONE;
	case PLAN_ROW_FREEZE:
		if (!num_parse(x->node, &goal) || goal < 1 ||
		    goal > PLAN_GOALS)
			return false;
		to->at = (uint32_t)goal - 1;
		return true;
	default:
		return to->period != PLAN_NONE;
	}
}

static void take_price(struct restore *r, const struct plan_text_price *x)
{
	struct plan_price price = { .row = x->row, .step = x->step,
				    .micro = x->micro };

	if (x->goal < 1 || x->goal > PLAN_GOALS ||
	    !find_row(r->p, x, &price)) {
		r->tell(r->data, PLAN059, true, x->line,
			SPAN("is of a row that there is not"));
		return;
	}
	price.goal = (enum plan_goal)(x->goal - 1);
	if (price.row != PLAN_ROW_CAPACITY)
		price.step = PLAN_MIGRATE;
	vec_push(&r->plan->prices, price);
	vec_push(&r->lines->price, x->line);
}

/* A plan that states no gap may have any: its bounds are told all the same. */
static void restore_goals(const struct plan_text *t, struct plan *plan)
{
	for (unsigned g = 0; g < PLAN_GOALS; g++) {
		struct plan_goal_value *to = &plan->goal[g];

		to->sought = t->goal[g].stated || g <= PLAN_WAITING;
		for (size_t i = 0; i < plan->prices.n; i++)
			to->sought = to->sought ||
				     plan->prices.v[i].goal == g;
		to->proved = to->sought;
		to->gap = t->goal[g].stated ? t->goal[g].gap :
					      (plan_fixed)1 << 126;
	}
}

void plan_restore(const struct plan_text *t, const struct plan_problem *p,
		  struct plan *plan, struct plan_lines *lines,
		  plan_restore_tell *tell, void *data)
{
	struct restore r = { t, p, plan, lines, tell, data, INTERN_INIT };

	for (uint32_t k = 0; k < p->classes; k++)
		intern_put(&r.classes, p->class_list[k].label[PLAN_CLASS],
			   NULL);
	for (size_t i = 0; i < t->rows.n; i++)
		take_row(&r, &t->rows.v[i]);
	for (size_t i = 0; i < t->prices.n; i++)
		take_price(&r, &t->prices.v[i]);
	restore_goals(t, plan);
	intern_release(&r.classes);
}

void plan_lines_release(struct plan_lines *l)
{
	vec_release(&l->row);
	vec_release(&l->price);
}
