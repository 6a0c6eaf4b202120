/* One goal after the other on one programme. A goal without slack is held by
 * fixing what has a price, so the next solve begins at a feasible basis and
 * its duals need only a multiple of the earlier prices to prove something in
 * the open: that multiple is the price of the freeze. */
#include "engine/plan_lp.h"

#include <math.h>

#include "engine/plan_bound.h"
#include "engine/plan_routes.h"

/* Below this a price is rounding of the solver. */
#define FACE_TOLERANCE	1e-6

struct before {			/* prices of the goal held last */
	bool held;
	enum plan_goal goal;
	const struct plan_duals *dual;
	double *reduced;	/* by column */
};

static void set_costs(struct plan_lp *m, enum plan_goal goal, double left)
{
	for (uint32_t c = 0; c < lp_columns(m->lp); c++)
		lp_set_cost(m->lp, c, m->cost[goal].v[c] +
			    left * m->cost[PLAN_LEFT].v[c]);
}

static bool together(const struct plan_problem *p,
		     const enum plan_goal *order, unsigned n)
{
	/* with slack for goal 2 its face is not held, and so not goal 1's */
	return n > 1 && order[1] == PLAN_WAITING &&
	       !p->slack_ppm[PLAN_LEFT] &&
	       (n == 2 || !p->slack_ppm[PLAN_WAITING]);
}

static double left_weight(const struct plan_problem *p)
{
	double most = 0;

	for (uint32_t k = 0; k < p->classes; k++) {
		if (most < p->class_list[k].weight)
			most = p->class_list[k].weight;
	}
	return 1 + most * plan_delay(p, p->periods);
}

void plan_lp_first(struct plan_lp *m)
{
	enum plan_goal order[PLAN_GOALS];
	const unsigned n = plan_goal_order(m->p, order);

	m->weight = left_weight(m->p);
	if (together(m->p, order, n))
		set_costs(m, PLAN_WAITING, m->weight);
	else
		set_costs(m, PLAN_LEFT, 0);
}

/* Many capacities that bind, for classes that meet but in them: an interior
 * point is several times faster, by blocks of a period each, which rows of
 * stock or of the peak would tie to each other, and without the equations of a
 * previous plan. With many classes to a capacity a crash basis is better, and
 * small ones need neither. Found by trial on the estates of
 * tests/bench/plan.sh. */
static enum lp_start start_of(const struct plan_lp *m)
{
	const uint32_t rows = lp_rows(m->lp);
	bool stock = false;

	if (rows < 2000)
		return LP_PLAIN;
	for (uint32_t k = 0; k < m->p->classes; k++)
		stock |= plan_stages(m->g, k) > 1;
	return stock || m->peak_row || rows / 10 < m->p->classes ||
	       (m->g->before && rows > 20000) ? LP_CRASH : LP_INTERIOR;
}

static double value_of(const struct plan_lp *m, enum plan_goal goal)
{
	double sum = 0;

	for (uint32_t c = 0; c < lp_columns(m->lp); c++)
		sum += m->cost[goal].v[c] * lp_value(m->lp, c);
	return sum;
}

static bool solve(struct plan_lp *m)
{
	if (lp_solve(m->lp) != LP_OPTIMAL)
		return false;
	for (size_t i = 0; i < m->g->cells; i++) {
		if (m->column[i] != PLAN_NONE)
			m->x[i] = lp_value(m->lp, m->column[i]);
	}
	for (unsigned g = 0; g < PLAN_GOALS; g++)
		m->value[g] = value_of(m, (enum plan_goal)g);
	return true;
}

/* ---- prices ------------------------------------------------------------- */

void plan_duals_init(struct plan_lp *m, struct plan_duals *d)
{
	const struct plan_problem *p = m->p;

	*d = (struct plan_duals){
		.node = arena_zero(&m->arena,
				   (size_t)p->nodes * p->periods + 1,
				   sizeof(double)),
		.milestone = arena_zero(&m->arena,
					(size_t)p->milestones + 1,
					sizeof(double)),
		.peak = arena_zero(&m->arena, p->periods, sizeof(double)),
	};
}

static void duals_read(const struct plan_lp *m, struct plan_duals *d)
{
	const struct plan_problem *p = m->p;

	for (size_t i = 0; i < (size_t)p->nodes * p->periods; i++) {
		if (m->node_row[i] != PLAN_NONE)
			d->node[i] = -lp_price(m->lp, m->node_row[i]);
	}
	for (uint32_t i = 0; i < p->milestones; i++)
		d->milestone[i] = lp_price(m->lp, m->milestone_row[i]);
	for (uint32_t t = 0; m->peak_row && t < p->periods; t++)
		d->peak[t] = lp_price(m->lp, m->peak_row[t]);
	for (unsigned g = 0; g < PLAN_GOALS; g++) {
		if (m->freeze_row[g] != PLAN_NONE)
			d->freeze[g] = -lp_price(m->lp, m->freeze_row[g]);
	}
	d->known = true;
}

/* The multiple of the earlier prices that leaves none negative. */
static void need(double *least, double now, double earlier)
{
	if (now < -FACE_TOLERANCE && earlier > FACE_TOLERANCE &&
	    -now / earlier > *least)
		*least = -now / earlier;
}

static double multiple(const struct plan_lp *m, const struct plan_duals *d,
		       const struct before *b)
{
	const struct plan_problem *p = m->p;
	double least = 0;

	for (size_t i = 0; i < (size_t)p->nodes * p->periods; i++)
		need(&least, d->node[i], b->dual->node[i]);
	for (uint32_t i = 0; i < p->milestones; i++)
		need(&least, d->milestone[i], b->dual->milestone[i]);
	for (uint32_t t = 0; t < p->periods; t++)
		need(&least, d->peak[t], b->dual->peak[t]);
	for (uint32_t c = 0; c < lp_columns(m->lp); c++)
		need(&least, lp_reduced(m->lp, c), b->reduced[c]);
	return least;
}

static void duals_add(const struct plan_problem *p, struct plan_duals *d,
		      const struct before *b, double times)
{
	for (size_t i = 0; i < (size_t)p->nodes * p->periods; i++)
		d->node[i] += times * b->dual->node[i];
	for (uint32_t i = 0; i < p->milestones; i++)
		d->milestone[i] += times * b->dual->milestone[i];
	for (uint32_t t = 0; t < p->periods; t++)
		d->peak[t] += times * b->dual->peak[t];
	for (unsigned g = 0; g < PLAN_GOALS; g++)
		d->freeze[g] += times * b->dual->freeze[g];
	d->freeze[b->goal] += times;
}

static void duals_take(struct plan_lp *m, enum plan_goal goal,
		       const struct before *b)
{
	struct plan_duals *d = &m->dual[goal];

	plan_duals_init(m, d);
	duals_read(m, d);
	if (b->held)
		duals_add(m->p, d, b, multiple(m, d, b));
}

/* ---- holding ------------------------------------------------------------ */

static void hold_face(struct plan_lp *m, struct before *b,
		      enum plan_goal goal)
{
	const uint32_t columns = lp_columns(m->lp), rows = lp_rows(m->lp);

	if (!b->reduced)
		b->reduced = arena_zero(&m->arena, columns,
					sizeof(*b->reduced));
	for (uint32_t c = 0; c < columns; c++) {
		const double d = lp_reduced(m->lp, c);
		const double lo = lp_column_lo(m->lp, c);
		const double hi = lp_column_hi(m->lp, c);

		b->reduced[c] = d;
		if (fabs(d) > FACE_TOLERANCE && lo < hi) {
			const double at = d > 0 ? lo : hi;

			if (fabs(at) < LP_INFINITY)
				lp_set_column(m->lp, c, at, at);
		}
	}
	for (uint32_t r = 0; r < rows; r++) {
		const double price = lp_price(m->lp, r);
		const double at = price > 0 ? lp_row_lo(m->lp, r) :
				  lp_row_hi(m->lp, r);

		if (fabs(price) > FACE_TOLERANCE && fabs(at) < LP_INFINITY)
			lp_set_row(m->lp, r, at, at);
	}
	b->held = true;
	b->goal = goal;
	b->dual = &m->dual[goal];
}

/* What no decision changes of a goal: all left, all waiting to the end. */
static double constant_of(const struct plan_lp *m, enum plan_goal goal)
{
	const struct plan_problem *p = m->p;
	const double end = plan_delay(p, p->periods);
	double sum = 0;

	if (goal == PLAN_PEAK)
		return 0;
	if (goal == PLAN_CHANGES) {
		/* what it had in closed cells is a change whatever happens */
		sum = (double)m->g->before_outside;
		for (size_t i = 0; i < m->g->cells; i++) {
			if (m->column[i] == PLAN_NONE)
				sum += (double)m->g->before[i];
		}
		return sum;
	}
	for (uint32_t k = 0; k < p->classes; k++) {
		const struct plan_class *c = &p->class_list[k];

		sum += (double)c->count *
		       (goal == PLAN_WAITING ? c->weight * end : 1);
	}
	return sum;
}

static void hold(struct plan_lp *m, struct before *b, enum plan_goal goal)
{
	const double slack = (double)m->p->slack_ppm[goal] / PLAN_PPM;

	if (m->freeze_row[goal] == PLAN_NONE) {
		hold_face(m, b, goal);
	} else {
		const double all = constant_of(m, goal);
		const double may = (m->value[goal] + all) * (1 + slack) - all;

		/* a little more than it is, or the next solve finds nothing */
		lp_set_row(m->lp, m->freeze_row[goal], -LP_INFINITY,
			   may + 1e-7 * (1 + fabs(may)));
	}
}

/* ---- goals -------------------------------------------------------------- */

/* Is all that can ever be migrated migrated? Then no price proves more. */
static bool nothing_left(struct plan_lp *m)
{
	const double left = m->value[PLAN_LEFT] + constant_of(m, PLAN_LEFT);
	plan_fixed *never = arena_zero(&m->arena,
				       (size_t)m->p->classes + 1,
				       sizeof(*never));
	double least = 0;

	plan_never(m->p, never);
	for (uint32_t k = 0; k < m->p->classes; k++)
		least += (double)never[k] / (double)PLAN_ONE;
	return left <= least + 1e-9 * (1 + constant_of(m, PLAN_LEFT));
}

static bool single(struct plan_lp *m, enum plan_goal goal,
		   const struct before *b)
{
	set_costs(m, goal, 0);
	if (!solve(m))
		return false;
	duals_take(m, goal, b);
	return true;
}

/* Goals 1 and 2 at once; then goal 1 alone, unless it cannot be better. */
static bool first_two(struct plan_lp *m, struct before *b, bool more)
{
	double left;

	set_costs(m, PLAN_WAITING, m->weight);
	if (!solve(m))
		return false;
	duals_take(m, PLAN_WAITING, b);
	m->dual[PLAN_WAITING].freeze[PLAN_LEFT] += m->weight;
	if (nothing_left(m)) {
		plan_duals_init(m, &m->dual[PLAN_LEFT]);
		m->dual[PLAN_LEFT].known = true;
		return true;
	}
	left = m->value[PLAN_LEFT];
	set_costs(m, PLAN_LEFT, 0);
	if (lp_solve(m->lp) != LP_OPTIMAL)
		return true;		/* without a proof of goal 1 */
	duals_take(m, PLAN_LEFT, b);
	if (lp_objective(m->lp) < left - 1e-7 * (1 + fabs(left))) {
		hold(m, b, PLAN_LEFT);
		return single(m, PLAN_WAITING, b);
	}
	if (!more)
		return true;
	set_costs(m, PLAN_WAITING, m->weight);
	return solve(m);
}

/* Only two goals, and many rows: the programme of routes has the same answer,
 * and is smaller. */
static bool routes_serve(const struct plan_lp *m, const enum plan_goal *order,
			unsigned n)
{
	return n == 2 && together(m->p, order, n) &&
	       start_of(m) != LP_PLAIN && !(m->p->has_previous &&
					    m->p->frozen);
}

/* The least of goal 1 alone, with its prices; the solution stays. */
static bool least_left(struct plan_lp *m, struct plan_routes *w, double *least)
{
	double value[PLAN_GOALS], *x = m->x;
	bool good;

	for (unsigned g = 0; g < PLAN_GOALS; g++)
		value[g] = m->value[g];
	m->x = arena_zero(&m->arena, m->g->cells + 1, sizeof(*m->x));
	good = plan_routes_solve(w, 1, 0, &m->dual[PLAN_LEFT]);
	*least = m->value[PLAN_LEFT];
	m->x = x;
	for (unsigned g = 0; g < PLAN_GOALS; g++)
		m->value[g] = value[g];
	return good;
}

/* Both goals, with goal 1 weighted until goal 2 cannot outweigh it. */
static bool both_by_routes(struct plan_lp *m, struct plan_routes *w)
{
	enum { TIMES = 16, TRIES = 5 };
	struct plan_duals *d = &m->dual[PLAN_WAITING];
	double weight = m->weight, least = 0;

	for (unsigned i = 0; i < TRIES; i++) {
		if (!plan_routes_solve(w, weight, 1, d))
			return false;
		d->freeze[PLAN_LEFT] = weight;
		if (i == 0 && nothing_left(m)) {
			m->dual[PLAN_LEFT].known = true;
			return true;
		}
		if (i == 0 && !least_left(m, w, &least))
			return false;
		if (m->value[PLAN_LEFT] <= least + 1e-7 * (1 + fabs(least)))
			return true;
		weight *= TIMES;
	}
	return false;
}

static bool by_routes(struct plan_lp *m)
{
	struct plan_routes *w = plan_routes_new(m, start_of(m));
	bool good;

	plan_duals_init(m, &m->dual[PLAN_LEFT]);
	plan_duals_init(m, &m->dual[PLAN_WAITING]);
	good = both_by_routes(m, w);
	plan_routes_free(w);
	return good;
}

void plan_lp_solve(struct plan_lp *m)
{
	enum plan_goal order[PLAN_GOALS];
	const unsigned n = plan_goal_order(m->p, order);
	struct before b = { .held = false };
	unsigned i = 1;
	bool good;

	m->weight = left_weight(m->p);
	if (routes_serve(m, order, n) && by_routes(m))
		return;
	/* stock of failures: a crash basis takes three times as long */
	lp_set_start(m->lp, plan_tries_again(m->p) ? LP_PLAIN : start_of(m));
	if (together(m->p, order, n)) {
		good = first_two(m, &b, n > 2);
		i = 2;
	} else {
		good = single(m, PLAN_LEFT, &b);
	}
	for (; good && i < n; i++) {
		hold(m, &b, order[i - 1]);
		good = single(m, order[i], &b);
	}
}
