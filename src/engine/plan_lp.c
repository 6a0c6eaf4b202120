/* The build: rows first, since columns bring their entries with them. */
#include "engine/plan_lp.h"

#include "base/bug.h"

static uint32_t column_new(struct plan_lp *m, double lo, double hi)
{
	for (unsigned g = 0; g < PLAN_GOALS; g++)
		vec_push(&m->cost[g], 0.0);
	return lp_column(m->lp, 0.0, lo, hi);
}

unsigned plan_goal_order(const struct plan_problem *p,
			 enum plan_goal order[PLAN_GOALS])
{
	static const enum plan_goal plain[PLAN_GOALS] = {
		PLAN_LEFT, PLAN_WAITING, PLAN_PEAK, PLAN_CHANGES
	};
	static const enum plan_goal replan[PLAN_GOALS] = {
		PLAN_LEFT, PLAN_CHANGES, PLAN_WAITING, PLAN_PEAK
	};
	const enum plan_goal *all = p->replan ? replan : plain;
	unsigned n = 0;

	for (unsigned i = 0; i < PLAN_GOALS; i++) {
		if (all[i] != PLAN_LEFT && !(p->goals & PLAN_GOAL_BIT(all[i])))
			continue;
		if (all[i] == PLAN_CHANGES && !p->has_previous)
			continue;
		order[n++] = all[i];
	}
	return n;
}

bool plan_tries_again(const struct plan_problem *p)
{
	for (uint32_t k = 0; k < p->classes; k++) {
		if (p->class_list[k].odds->attempts > 1)
			return true;
	}
	return false;
}

static bool sought(const struct plan_problem *p, enum plan_goal goal)
{
	enum plan_goal order[PLAN_GOALS];
	const unsigned n = plan_goal_order(p, order);

	for (unsigned i = 0; i < n; i++) {
		if (order[i] == goal)
			return true;
	}
	return false;
}

/* Rows that some open cell needs. */
static void node_rows(struct plan_lp *m)
{
	const struct plan_problem *p = m->p;
	bool *used = arena_zero(&m->arena, (size_t)p->nodes * p->periods + 1,
				sizeof(*used));

	for (uint32_t k = 0; k < p->classes; k++) {
		for (uint32_t s = 0; s < plan_stages(m->g, k); s++) {
			const enum plan_step step =
				plan_stage_step(&p->class_list[k], s);
			const uint32_t *at = m->g->node_at[step];

			for (uint32_t i = at[k]; i < at[k + 1]; i++) {
				const size_t n = m->g->node_of[step][i];

				for (uint32_t t = 0; t < p->periods; t++)
					used[n * p->periods + t] |= m->g->
						open[plan_cell(m->g, k, s, t)];
			}
		}
	}
	m->node_row = arena_alloc(&m->arena, ((size_t)p->nodes * p->periods +
					      1) * sizeof(*m->node_row));
	for (uint32_t n = 0; n < p->nodes; n++) {
		for (uint32_t t = 0; t < p->periods; t++) {
			const size_t i = (size_t)n * p->periods + t;
			const uint64_t cap = p->node[n].capacity[t];

			m->node_row[i] = !used[i] || cap == PLAN_UNLIMITED ?
				PLAN_NONE :
				lp_row(m->lp, -LP_INFINITY, (double)cap);
		}
	}
}

static void freeze_entries(struct plan_lp *m, uint32_t column)
{
	for (unsigned g = 0; g < PLAN_GOALS; g++) {
		const double cost = m->cost[g].v[column];

		if (m->freeze_row[g] != PLAN_NONE &&
		    (cost < 0 || cost > 0))
			lp_entry(m->lp, m->freeze_row[g], column, cost);
	}
}

/* Rows of goals and obligations, and the columns that go with them. */
static void goal_rows(struct plan_lp *m, bool freeze_left)
{
	const struct plan_problem *p = m->p;

	m->milestone_row = arena_zero(&m->arena, (size_t)p->milestones + 1,
				      sizeof(uint32_t));
	m->milestone_short = arena_zero(&m->arena, (size_t)p->milestones + 1,
					sizeof(uint32_t));
	for (uint32_t i = 0; i < p->milestones; i++)
		m->milestone_row[i] = lp_row(m->lp,
					     (double)p->milestone[i].least,
					     LP_INFINITY);
	if (sought(p, PLAN_PEAK)) {
		m->peak_row = arena_zero(&m->arena, p->periods,
					 sizeof(uint32_t));
		for (uint32_t t = 0; t < p->periods; t++)
			m->peak_row[t] = lp_row(m->lp, 0, LP_INFINITY);
	}
	for (unsigned g = 0; g < PLAN_GOALS; g++) {
		const bool gives = sought(p, (enum plan_goal)g) &&
				   p->slack_ppm[g];

		m->freeze_row[g] = gives || (g == PLAN_LEFT && freeze_left) ?
			lp_row(m->lp, -LP_INFINITY, LP_INFINITY) : PLAN_NONE;
	}
	for (uint32_t i = 0; i < p->milestones; i++) {
		const uint32_t c = column_new(m, 0,
					      (double)p->milestone[i].least);

		m->milestone_short[i] = c;
		m->cost[PLAN_LEFT].v[c] = PLAN_MILESTONE_WEIGHT;
		lp_entry(m->lp, m->milestone_row[i], c, 1);
		freeze_entries(m, c);
	}
	if (m->peak_row) {
		m->peak = column_new(m, 0, LP_INFINITY);
		m->cost[PLAN_PEAK].v[m->peak] = 1;
		for (uint32_t t = 0; t < p->periods; t++)
			lp_entry(m->lp, m->peak_row[t], m->peak,
				 p->period[t].end - p->period[t].start);
		freeze_entries(m, m->peak);
	}
}

/* Stock rows of a class: by stage and period, that of the first period from
 * it on that can take; PLAN_NONE where nothing takes any more. */
static void stock_rows(struct plan_lp *m, uint32_t k)
{
	const uint32_t periods = m->p->periods;

	for (uint32_t s = 1; s < plan_stages(m->g, k); s++) {
		uint32_t *of = m->stock + (size_t)s * periods;
		uint32_t row = PLAN_NONE;

		for (uint32_t t = periods; t-- > 0;) {
			if (m->g->open[plan_cell(m->g, k, s, t)])
				row = lp_row(m->lp, 0, row == PLAN_NONE ?
					     LP_INFINITY : 0);
			of[t] = row;
		}
	}
}

/* What is kept from one taking period to the next. */
static void stock_columns(struct plan_lp *m, uint32_t k)
{
	const uint32_t periods = m->p->periods;

	for (uint32_t s = 1; s < plan_stages(m->g, k); s++) {
		const uint32_t *of = m->stock + (size_t)s * periods;

		for (uint32_t t = 1; t < periods; t++) {
			uint32_t c;

			if (of[t] == of[t - 1] || of[t] == PLAN_NONE)
				continue;
			c = column_new(m, 0, LP_INFINITY);
			lp_entry(m->lp, of[t - 1], c, -1);
			lp_entry(m->lp, of[t], c, 1);
		}
	}
}

/* What an attempt saves of what would be left and would wait to the end. */
static void cell_costs(struct plan_lp *m, uint32_t column,
		       const struct plan_class *c, double success,
		       uint32_t t)
{
	const double saved = plan_delay(m->p, m->p->periods) -
			     plan_delay(m->p, t);

	m->cost[PLAN_LEFT].v[column] = -success;
	m->cost[PLAN_WAITING].v[column] = -success * c->weight * saved;
}

struct cell_at {
	uint32_t k, stage, t;
	size_t cell;
};

static void obligation_entries(struct plan_lp *m, const struct cell_at *a,
			       uint32_t column,
			       const struct plan_odds_cell *o)
{
	const struct plan_problem *p = m->p;
	const uint32_t *at = m->g->milestone_at;

	for (uint32_t i = at[a->k]; i < at[a->k + 1]; i++) {
		const uint32_t ms = m->g->milestone_of[i];

		if (a->t <= p->milestone[ms].by && o->success_ppm)
			lp_entry(m->lp, m->milestone_row[ms], column,
				 (double)o->success_ppm / PLAN_PPM);
	}
	if (m->peak_row)
		lp_entry(m->lp, m->peak_row[a->t], column,
			 -(double)o->use_ppm / PLAN_PPM);
}

static void cell_entries(struct plan_lp *m, const struct cell_at *a,
			 uint32_t column)
{
	const struct plan_problem *p = m->p;
	const struct plan_class *c = &p->class_list[a->k];
	const enum plan_step step = plan_stage_step(c, a->stage);
	const uint32_t *at = m->g->node_at[step];
	const uint32_t ready = m->g->ready[a->cell];
	double fails = 1;

	if (a->stage == 0)
		lp_entry(m->lp, m->class_row + a->k, column, 1);
	for (uint32_t i = at[a->k]; i < at[a->k + 1]; i++) {
		const uint32_t n = m->g->node_of[step][i];
		const uint32_t row = m->node_row[(size_t)n * p->periods +
						 a->t];

		if (row != PLAN_NONE)
			lp_entry(m->lp, row, column,
				 (double)plan_takes(p, c, a->stage, a->t,
						    &p->node[n]) / PLAN_PPM);
	}
	if (step == PLAN_MIGRATE) {
		const struct plan_odds_cell *o =
			plan_stage_odds(p, c, a->stage, a->t);

		fails = (double)(PLAN_PPM - o->success_ppm) / PLAN_PPM;
		obligation_entries(m, a, column, o);
		cell_costs(m, column, c, (double)o->success_ppm / PLAN_PPM,
			   a->t);
	}
	if (a->stage > 0)
		lp_entry(m->lp, m->stock[(size_t)a->stage * p->periods + a->t],
			 column, -1);
	if (a->stage + 1 < plan_stages(m->g, a->k) && fails > 0 &&
	    ready < p->periods) {
		const uint32_t row =
			m->stock[(size_t)(a->stage + 1) * p->periods + ready];

		if (row != PLAN_NONE)
			lp_entry(m->lp, row, column, fails);
	}
}

/* Changes cost by themselves where the previous plan has nothing. */
static void cell_changes(struct plan_lp *m, uint32_t column, uint32_t row)
{
	if (!m->g->before)
		return;
	if (row == PLAN_NONE)
		m->cost[PLAN_CHANGES].v[column] = 1;
	else
		lp_entry(m->lp, row, column, 1);
}

static void change_columns(struct plan_lp *m, uint32_t row)
{
	for (int sign = -1; sign <= 1; sign += 2) {
		const uint32_t c = column_new(m, 0, LP_INFINITY);

		m->cost[PLAN_CHANGES].v[c] = 1;
		lp_entry(m->lp, row, c, -sign);
		freeze_entries(m, c);
	}
}

static void class_columns(struct plan_lp *m, uint32_t k)
{
	stock_rows(m, k);
	for (uint32_t s = 0; s < plan_stages(m->g, k); s++) {
		for (uint32_t t = 0; t < m->p->periods; t++) {
			const struct cell_at a = {
				k, s, t, plan_cell(m->g, k, s, t)
			};
			const bool changes = m->g->before &&
					     m->g->before[a.cell] &&
					     sought(m->p, PLAN_CHANGES);
			const uint64_t most = m->g->most[a.cell];
			uint32_t row = PLAN_NONE, c;

			if (!m->g->open[a.cell])
				continue;
			if (changes) {
				const double v = (double)m->g->before[a.cell];

				row = lp_row(m->lp, v, v);
			}
			c = column_new(m, 0, most == UINT64_MAX ?
				       LP_INFINITY : (double)most);
			m->column[a.cell] = c;
			cell_entries(m, &a, c);
			cell_changes(m, c, row);
			freeze_entries(m, c);
			if (changes)
				change_columns(m, row);
		}
	}
	stock_columns(m, k);
}

static void more_column(struct plan_lp *m, const struct plan_more *more)
{
	const struct plan_problem *p = m->p;

	m->more = column_new(m, 0, LP_INFINITY);
	for (uint32_t t = more->from; t < p->periods; t++) {
		const uint32_t row = m->node_row[(size_t)more->node *
						 p->periods + t];

		if (row != PLAN_NONE)
			lp_entry(m->lp, row, m->more,
				 -(p->period[t].end - p->period[t].start));
	}
}

void plan_lp_init(struct plan_lp *m, const struct plan_grid *g)
{
	plan_lp_init_more(m, g->p, g, NULL);
}

void plan_lp_init_more(struct plan_lp *m, const struct plan_problem *p,
		       const struct plan_grid *g,
		       const struct plan_more *more)
{
	uint32_t stages = 1;

	*m = (struct plan_lp){ .p = p, .g = g, .lp = lp_new(),
			       .more = PLAN_NONE, .arena = ARENA_INIT };
	m->class_row = lp_rows(m->lp);
	for (uint32_t k = 0; k < p->classes; k++) {
		lp_set_border(m->lp, lp_row(m->lp, -LP_INFINITY,
			(double)p->class_list[k].count));
		if (plan_stages(g, k) > stages)
			stages = plan_stages(g, k);
	}
	m->column = arena_alloc(&m->arena,
				(g->cells + 1) * sizeof(*m->column));
	for (size_t i = 0; i < g->cells; i++)
		m->column[i] = PLAN_NONE;
	m->x = arena_zero(&m->arena, g->cells + 1, sizeof(*m->x));
	m->stock = arena_zero(&m->arena, (size_t)stages * p->periods,
			      sizeof(*m->stock));
	node_rows(m);
	goal_rows(m, more != NULL);
	if (more)
		more_column(m, more);
	for (uint32_t k = 0; k < p->classes; k++)
		class_columns(m, k);
	if (!lp_columns(m->lp))
		column_new(m, 0, 0);	/* a programme has a column */
}

void plan_lp_release(struct plan_lp *m)
{
	lp_free(m->lp);
	arena_release(&m->arena);
	for (unsigned g = 0; g < PLAN_GOALS; g++)
		vec_release(&m->cost[g]);
}
