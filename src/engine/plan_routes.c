#include "engine/plan_routes.h"

#include <math.h>

#include "base/mem.h"

enum { ROUNDS_MAX = 500 };

/* What one route may save: below this part of what one left behind counts, it
 * is noise. What all may save, as a part of the cost: then it is the least. */
#define ROUTE_TOLERANCE	1e-9
#define COST_TOLERANCE	1e-10

struct route {
	uint32_t k;
	uint32_t column;
	size_t at;		/* its first stage in `when` */
};

struct entry {
	uint32_t row;
	double value;
};

struct plan_routes {
	struct plan_lp *m;
	const struct plan_problem *p;
	const struct plan_grid *g;
	struct arena arena;
	struct lp *lp;			/* row k: class k */
	uint32_t *node_row;		/* nodes x periods; PLAN_NONE */
	uint32_t milestone_row;		/* of the first; the others follow */
	uint32_t milestone_short;	/* alike, its column */
	const struct plan_more *more;	/* NULL: no question */
	uint32_t more_column;
	VEC(struct route) routes;
	VEC(uint32_t) when;		/* by route and stage: the period;
					 * PLAN_NONE: not tried */
	VEC(struct entry) entries;	/* scratch: of one column */
	bool at_once;			/* later attempts take theirs with the
					 * first: for a start */
	double left, waiting;		/* what the goals count */

	double *pays[PLAN_STEPS];	/* classes x periods: prices of all
					 * nodes, for an attempt of use 1 */
	double *worth;			/* alike, of a success: milestones */

	/* scratch of the walk: stages x (periods + 1) */
	double *cost;			/* of a stage just then */
	double *way;			/* the least from then on */
	uint32_t *next;			/* and its period */
};

/* ---- the programme ------------------------------------------------------ */

static double odds_of(const struct plan_routes *w, uint32_t k, uint32_t s,
		      uint32_t t)
{
	return (double)plan_stage_odds(w->p, &w->p->class_list[k], s,
				       t)->success_ppm / PLAN_PPM;
}

/* What one success in t is worth, not counting milestones. */
static double saves(const struct plan_routes *w, uint32_t k, uint32_t t)
{
	const struct plan_problem *p = w->p;
	const double days = plan_delay(p, p->periods) - plan_delay(p, t);

	return w->left + w->waiting * p->class_list[k].weight * days;
}

static bool is_firmware(const struct plan_routes *w, uint32_t k, uint32_t s)
{
	return plan_stage_step(&w->p->class_list[k], s) == PLAN_FIRMWARE;
}

static void more_column(struct plan_routes *w)
{
	const struct plan_problem *p = w->p;

	w->more_column = lp_column(w->lp, 1, 0, LP_INFINITY);
	for (uint32_t t = w->more->from; t < p->periods; t++) {
		const uint32_t row = w->node_row[(size_t)w->more->node *
						 p->periods + t];

		if (row != PLAN_NONE)
			lp_entry(w->lp, row, w->more_column,
				 -(p->period[t].end - p->period[t].start));
	}
}

static void rows_new(struct plan_routes *w)
{
	const struct plan_problem *p = w->p;
	const size_t rooms = (size_t)p->nodes * p->periods;

	for (uint32_t k = 0; k < p->classes; k++)
		lp_set_border(w->lp, lp_row(w->lp, -LP_INFINITY,
					    (double)p->class_list[k].count));
	w->node_row = arena_alloc(&w->arena, (rooms + 1) *
				  sizeof(*w->node_row));
	for (size_t i = 0; i < rooms; i++) {
		const size_t n = i / p->periods, t = i % p->periods;

		w->node_row[i] = w->m->node_row[i] == PLAN_NONE ? PLAN_NONE :
			lp_row(w->lp, -LP_INFINITY,
			       (double)p->node[n].capacity[t]);
	}
	w->milestone_row = lp_rows(w->lp);
	for (uint32_t i = 0; i < p->milestones; i++)
		lp_set_border(w->lp, lp_row(w->lp,
			(double)p->milestone[i].least, LP_INFINITY));
	w->milestone_short = lp_columns(w->lp);
	for (uint32_t i = 0; i < p->milestones; i++) {
		const uint32_t c = lp_column(w->lp, w->left *
			PLAN_MILESTONE_WEIGHT, 0,
			(double)p->milestone[i].least);

		lp_entry(w->lp, w->milestone_row + i, c, 1);
	}
	if (w->more)
		more_column(w);
}

/* Two stages of a route may meet one row. */
static void add_entry(struct plan_routes *w, uint32_t row, double value)
{
	size_t i = 0;

	if (row == PLAN_NONE || !(value > 0))
		return;
	while (i < w->entries.n && w->entries.v[i].row != row)
		i++;
	if (i == w->entries.n)
		vec_push(&w->entries, ((struct entry){ row, 0 }));
	w->entries.v[i].value += value;
}

/* The part `reach` of the installations of a route is at stage s in t. */
static void stage_entries(struct plan_routes *w, uint32_t k, uint32_t s,
			  uint32_t t, double reach)
{
	const struct plan_problem *p = w->p;
	const struct plan_class *c = &p->class_list[k];
	const enum plan_step step = plan_stage_step(c, s);
	const uint32_t *at = w->g->node_at[step];
	const uint32_t *of = w->g->milestone_at;

	for (uint32_t i = at[k]; i < at[k + 1]; i++) {
		const uint32_t n = w->g->node_of[step][i];

		add_entry(w, w->node_row[(size_t)n * p->periods + t],
			  reach * (double)plan_takes(p, c, s, t,
						     &p->node[n]) / PLAN_PPM);
	}
	for (uint32_t i = of[k]; step == PLAN_MIGRATE && i < of[k + 1]; i++) {
		const uint32_t o = w->g->milestone_of[i];

		if (t <= p->milestone[o].by)
			add_entry(w, w->milestone_row + o,
				  reach * odds_of(w, k, s, t));
	}
}

static double route_cost(const struct plan_routes *w, const struct route *a)
{
	double reach = 1, cost = 0;

	for (uint32_t s = 0; s < plan_stages(w->g, a->k); s++) {
		const uint32_t t = w->when.v[a->at + s];
		double good;

		if (t == PLAN_NONE)
			break;
		if (is_firmware(w, a->k, s))
			continue;
		good = reach * odds_of(w, a->k, s, t);
		cost -= good * saves(w, a->k, t);
		reach -= good;
	}
	return cost;
}

static void route_column(struct plan_routes *w, struct route *a)
{
	double reach = 1;
	uint32_t first = PLAN_NONE;

	a->column = lp_column(w->lp, route_cost(w, a), 0, LP_INFINITY);
	w->entries.n = 0;
	add_entry(w, a->k, 1);
	for (uint32_t s = 0; s < plan_stages(w->g, a->k); s++) {
		uint32_t t = w->when.v[a->at + s];

		if (t == PLAN_NONE)
			break;
		if (w->at_once && !is_firmware(w, a->k, s)) {
			if (first == PLAN_NONE)
				first = t;
			t = first;
		}
		stage_entries(w, a->k, s, t, reach);
		if (!is_firmware(w, a->k, s))
			reach *= 1 - odds_of(w, a->k, s, t);
	}
	for (size_t i = 0; i < w->entries.n; i++)
		lp_entry(w->lp, w->entries.v[i].row, a->column,
			 w->entries.v[i].value);
}

/* ---- prices ------------------------------------------------------------- */

static void pays_of_node(struct plan_routes *w, uint32_t n,
			 const double *price)
{
	const struct plan_problem *p = w->p;
	const struct plan_node *node = &p->node[n];

	for (size_t i = 0; i < node->class_count; i++) {
		const uint32_t k = node->classes[i];
		const double meters = node->unit == PLAN_METERS ?
			p->class_list[k].meters : 1;
		double *pays = w->pays[node->step] + (size_t)k * p->periods;

		for (uint32_t t = 0; t < p->periods; t++)
			pays[t] += price[t] * meters;
	}
}

static void take_prices(struct plan_routes *w, const struct plan_duals *d)
{
	const struct plan_problem *p = w->p;
	const size_t n = (size_t)p->classes * p->periods;

	for (size_t i = 0; i < n; i++) {
		w->pays[PLAN_MIGRATE][i] = w->pays[PLAN_FIRMWARE][i] = 0;
		w->worth[i] = 0;
	}
	for (uint32_t i = 0; i < p->nodes; i++)
		pays_of_node(w, i, d->node + (size_t)i * p->periods);
	for (uint32_t i = 0; i < p->milestones; i++) {
		const struct plan_milestone *m = &p->milestone[i];

		for (size_t j = 0; j < m->class_count; j++) {
			for (uint32_t t = 0; t <= m->by; t++)
				w->worth[(size_t)m->classes[j] * p->periods +
					 t] += d->milestone[i];
		}
	}
}

/* Below nothing a price is noise of the solver. */
static void read_prices(const struct plan_routes *w, struct plan_duals *d)
{
	const struct plan_problem *p = w->p;

	for (size_t i = 0; i < (size_t)p->nodes * p->periods; i++)
		d->node[i] = w->node_row[i] == PLAN_NONE ? 0 :
			     fmax(0, -lp_price(w->lp, w->node_row[i]));
	for (uint32_t i = 0; i < p->milestones; i++)
		d->milestone[i] = fmax(0, lp_price(w->lp,
						   w->milestone_row + i));
}

/* ---- the walk ----------------------------------------------------------- */

static size_t place_of(const struct plan_routes *w, uint32_t s, uint32_t t)
{
	return (size_t)s * (w->p->periods + 1) + t;
}

/* What it costs to be at stage s in t, and then to go on as is best. */
static double stage_cost(const struct plan_routes *w, uint32_t k, uint32_t s,
			 uint32_t t)
{
	const size_t at = (size_t)k * w->p->periods + t;
	const struct plan_odds_cell *o;
	double then = 0, odds;

	if (s + 1 < plan_stages(w->g, k))
		then = w->way[place_of(w, s + 1, w->g->ready[
			plan_cell(w->g, k, s, t)])];
	if (is_firmware(w, k, s))
		return w->pays[PLAN_FIRMWARE][at] + then;
	o = plan_stage_odds(w->p, &w->p->class_list[k], s, t);
	odds = (double)o->success_ppm / PLAN_PPM;
	return w->pays[PLAN_MIGRATE][at] * o->use_ppm / PLAN_PPM -
	       odds * (saves(w, k, t) + w->worth[at]) + (1 - odds) * then;
}

/* To stop costs nothing; of equals, the earliest. */
static void walk(struct plan_routes *w, uint32_t k)
{
	for (uint32_t s = plan_stages(w->g, k); s-- > 0;) {
		size_t i = place_of(w, s, w->p->periods);

		w->way[i] = 0;
		w->next[i] = PLAN_NONE;
		for (uint32_t t = w->p->periods; t-- > 0;) {
			i = place_of(w, s, t);
			w->way[i] = w->way[i + 1];
			w->next[i] = w->next[i + 1];
			w->cost[i] = 0;
			if (!w->g->open[plan_cell(w->g, k, s, t)])
				continue;
			w->cost[i] = stage_cost(w, k, s, t);
			if (w->cost[i] <= w->way[i]) {
				w->way[i] = w->cost[i];
				w->next[i] = t;
			}
		}
	}
}

/* The route that has firmware in fw (PLAN_NONE: needs none), its first attempt
 * in t, and goes on as is best. */
static void route_new(struct plan_routes *w, uint32_t k, uint32_t fw,
		     uint32_t t)
{
	const uint32_t stages = plan_stages(w->g, k);
	const uint32_t first = fw == PLAN_NONE ? 0 : 1;
	struct route a = { .k = k, .at = w->when.n };

	if (first)
		vec_push(&w->when, fw);
	for (uint32_t s = first; s < stages; s++) {
		vec_push(&w->when, t);
		if (t != PLAN_NONE && s + 1 < stages)
			t = w->next[place_of(w, s + 1, w->g->ready[
				plan_cell(w->g, k, s, t)])];
	}
	route_column(w, &a);
	vec_push(&w->routes, a);
}

/* For each period of a first attempt the best route, if it costs less than
 * `below`. How much less the best of them costs. Firmware is where it is
 * cheapest; of equals, late, which leaves early capacity to whom needs it. */
static double better_of(struct plan_routes *w, uint32_t k, double below)
{
	const struct plan_problem *p = w->p;
	const bool firmware = p->class_list[k].firmware;
	const double *pays = w->pays[PLAN_FIRMWARE] + (size_t)k * p->periods;
	uint32_t fw = PLAN_NONE, u = 0;
	double saved = 0;

	walk(w, k);
	for (uint32_t t = 0; t < p->periods; t++) {
		const uint32_t s = firmware ? 1 : 0;
		double cost = w->cost[place_of(w, s, t)];

		for (; firmware && u < p->periods &&
		     w->g->ready[plan_cell(w->g, k, 0, u)] <= t; u++) {
			if (w->g->open[plan_cell(w->g, k, 0, u)] &&
			    (fw == PLAN_NONE || pays[u] <= pays[fw]))
				fw = u;
		}
		if (!w->g->open[plan_cell(w->g, k, s, t)] ||
		    (firmware && fw == PLAN_NONE))
			continue;
		if (firmware)
			cost += pays[fw];
		if (cost < below) {
			route_new(w, k, fw, t);
			saved = fmax(saved, below - cost);
		}
	}
	return saved;
}

/* ---- rounds ------------------------------------------------------------- */

/* The same rows and columns, but later attempts take of the nodes when the
 * first does: that is soon solved, and its basis is near the one that is
 * sought. From nothing, repeated attempts take a hundred times as long. */
static void begin_at_once(struct plan_routes *w)
{
	struct lp *all = w->lp;

	w->lp = lp_new();
	w->at_once = true;
	lp_set_start(w->lp, LP_CRASH);
	rows_new(w);
	for (size_t i = 0; i < w->routes.n; i++)
		route_column(w, &w->routes.v[i]);
	if (lp_solve(w->lp) == LP_OPTIMAL)
		lp_begin_at(all, w->lp);
	lp_free(w->lp);
	w->lp = all;
	w->at_once = false;
}

static void begin(struct plan_routes *w)
{
	rows_new(w);
	for (uint32_t k = 0; k < w->p->classes; k++)
		better_of(w, k, INFINITY);
	if (!lp_columns(w->lp))
		lp_column(w->lp, 0, 0, 0);	/* a programme has one */
	else if (plan_tries_again(w->p))
		begin_at_once(w);
}

static void set_costs(struct plan_routes *w)
{
	for (size_t i = 0; i < w->routes.n; i++)
		lp_set_cost(w->lp, w->routes.v[i].column,
			    route_cost(w, &w->routes.v[i]));
	for (uint32_t i = 0; i < w->p->milestones; i++)
		lp_set_cost(w->lp, w->milestone_short + i,
			    w->left * PLAN_MILESTONE_WEIGHT);
}

/* What all that were added could save at most. */
static double add_better(struct plan_routes *w)
{
	double sum = 0;

	for (uint32_t k = 0; k < w->p->classes; k++)
		sum += (double)w->p->class_list[k].count *
			better_of(w, k, lp_price(w->lp, k) -
				  ROUTE_TOLERANCE * saves(w, k, 0));
	return sum;
}

static void take_route(struct plan_routes *w, const struct route *a)
{
	struct plan_lp *m = w->m;
	double x = lp_value(w->lp, a->column);

	for (uint32_t s = 0; s < plan_stages(w->g, a->k); s++) {
		const uint32_t t = w->when.v[a->at + s];
		double good;

		if (!(x > 0) || t == PLAN_NONE)
			break;
		m->x[plan_cell(w->g, a->k, s, t)] += x;
		if (is_firmware(w, a->k, s))
			continue;
		good = x * odds_of(w, a->k, s, t);
		m->value[PLAN_LEFT] -= good;
		m->value[PLAN_WAITING] -= good *
			w->p->class_list[a->k].weight *
			(double)(plan_delay(w->p, w->p->periods) -
				 plan_delay(w->p, t));
		x -= good;
	}
}

static void take_solution(struct plan_routes *w)
{
	struct plan_lp *m = w->m;

	for (size_t i = 0; i < w->g->cells; i++)
		m->x[i] = 0;
	for (unsigned g = 0; g < PLAN_GOALS; g++)
		m->value[g] = 0;
	for (size_t i = 0; i < w->routes.n; i++)
		take_route(w, &w->routes.v[i]);
	for (uint32_t i = 0; i < w->p->milestones; i++)
		m->value[PLAN_LEFT] += PLAN_MILESTONE_WEIGHT *
			lp_value(w->lp, w->milestone_short + i);
}

/* Is it the least? Not if routes were added that save, unless the last ones
 * that were to save did not. */
static bool least_cost(struct plan_routes *w, double *last)
{
	const double cost = lp_objective(w->lp);
	const double noise = COST_TOLERANCE * (1 + fabs(cost));
	const bool stuck = cost > *last - noise;

	*last = cost;
	return add_better(w) <= noise || stuck;
}

bool plan_routes_solve(struct plan_routes *w, double left, double waiting,
		      struct plan_duals *d)
{
	double last = INFINITY;

	w->left = left;
	w->waiting = waiting;
	if (!lp_rows(w->lp))
		begin(w);
	else
		set_costs(w);
	for (unsigned i = 0; i < ROUNDS_MAX; i++) {
		if (lp_solve(w->lp) != LP_OPTIMAL)
			return false;
		read_prices(w, d);
		take_prices(w, d);
		take_solution(w);
		if (least_cost(w, &last)) {
			d->known = true;
			return true;
		}
	}
	return false;
}

/* ---- its life ----------------------------------------------------------- */

struct plan_routes *plan_routes_new(struct plan_lp *m, enum lp_start start)
{
	const struct plan_problem *p = m->p;
	const size_t cells = (size_t)p->classes * p->periods + 1;
	struct plan_routes *w = mem_array(1, sizeof(*w));
	size_t places, stages = 1;

	*w = (struct plan_routes){ .m = m, .p = p, .g = m->g, .lp = lp_new(),
				  .arena = ARENA_INIT };
	lp_set_start(w->lp, start);
	for (uint32_t k = 0; k < p->classes; k++) {
		if (plan_stages(m->g, k) > stages)
			stages = plan_stages(m->g, k);
	}
	places = stages * (p->periods + 1);
	for (int step = 0; step < PLAN_STEPS; step++)
		w->pays[step] = arena_zero(&w->arena, cells, sizeof(double));
	w->worth = arena_zero(&w->arena, cells, sizeof(double));
	w->cost = arena_zero(&w->arena, places, sizeof(*w->cost));
	w->way = arena_zero(&w->arena, places, sizeof(*w->way));
	w->next = arena_zero(&w->arena, places, sizeof(*w->next));
	return w;
}

void plan_routes_ask(struct plan_routes *w, const struct plan_more *more)
{
	w->more = more;
}

double plan_routes_more(const struct plan_routes *w)
{
	return lp_value(w->lp, w->more_column);
}

void plan_routes_free(struct plan_routes *w)
{
	if (!w)
		return;
	lp_free(w->lp);
	vec_release(&w->routes);
	vec_release(&w->when);
	vec_release(&w->entries);
	arena_release(&w->arena);
	mem_free(w);
}
