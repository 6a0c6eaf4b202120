#include "engine/plan_short.h"

#include <math.h>
#include <stdlib.h>

#include "engine/plan_make.h"
#include "engine/plan_routes.h"

#define PRICE_TOLERANCE	1e-6
#define LEFT_BEHIND	1e4	/* in units of a day more */

enum { MANY_ROWS = 2000 };

struct run {
	uint32_t node, first, last;
	double price;
};

static bool priced(const double *price, uint32_t t)
{
	return price[t] > PRICE_TOLERANCE;
}

/* The run of priced periods of one node that weighs most in a window. */
static struct run best_run(const struct plan_problem *p, uint32_t node,
			   const double *price, uint32_t from, uint32_t to)
{
	struct run best = { .node = node };

	for (uint32_t t = from; t <= to && t < p->periods; t++) {
		struct run r = { node, t, t, 0 };

		if (!priced(price, t))
			continue;
		for (; t <= to && t < p->periods && priced(price, t); t++) {
			r.price += price[t];
			r.last = t;
		}
		/* noise decides nothing: the first of equals stays */
		if (r.price > best.price * (1 + 1e-9))
			best = r;
	}
	/* the whole of it, beyond the window too */
	while (best.price > 0 && best.first > 0 &&
	       priced(price, best.first - 1))
		best.first--;
	while (best.price > 0 && best.last + 1 < p->periods &&
	       priced(price, best.last + 1))
		best.last++;
	return best;
}

static struct run short_at(const struct plan_grid *g, const double *node,
			   uint32_t k)
{
	const struct plan_problem *p = g->p;
	const struct plan_class *c = &p->class_list[k];
	struct run best = { .price = 0 };

	for (int step = 0; step < PLAN_STEPS; step++) {
		const uint32_t *at = g->node_at[step];
		const uint32_t from = step == PLAN_FIRMWARE ? c->fw_first :
				      c->first;

		if (step == PLAN_FIRMWARE && !c->firmware)
			continue;
		for (uint32_t i = at[k]; i < at[k + 1]; i++) {
			const uint32_t n = g->node_of[step][i];
			const struct run r = best_run(p, n, node + (size_t)n *
						      p->periods, from,
						      c->last);

			if (r.price > best.price * (1 + 1e-9))
				best = r;
		}
	}
	return best;
}

struct tally {
	struct plan_shortage s;
	plan_fixed count;	/* in tenths of thousandths */
};

static int by_count(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	if (x->s.node != y->s.node)
		return x->s.node < y->s.node ? -1 : 1;
	return x->s.first < y->s.first ? -1 : x->s.first > y->s.first;
}

/* What the programme leaves of a class: whole plans lose parts of
 * installations besides, and nobody is short of these. */
static double left_of(const struct plan_lp *m, uint32_t k)
{
	const struct plan_class *c = &m->p->class_list[k];
	double left = (double)c->count;

	for (uint32_t s = 0; s < plan_stages(m->g, k); s++) {
		if (plan_stage_step(c, s) == PLAN_FIRMWARE)
			continue;
		for (uint32_t t = 0; t < m->p->periods; t++)
			left -= m->x[plan_cell(m->g, k, s, t)] *
				plan_stage_odds(m->p, c, s, t)->success_ppm /
				PLAN_PPM;
	}
	return left;
}

static void add_up(const struct plan_lp *m, struct plan *plan)
{
	const struct plan_grid *g = m->g;
	VEC(struct tally) all = VEC_INIT;

	for (uint32_t k = 0; k < g->p->classes; k++) {
		const double more = left_of(m, k) -
				    (double)plan->never[k] / (double)PLAN_ONE;
		struct run r;
		size_t i = 0;

		if (more < 1e-4)
			continue;
		r = short_at(g, m->dual[PLAN_LEFT].node, k);
		if (r.price <= 0)
			continue;
		while (i < all.n && (all.v[i].s.node != r.node ||
				     all.v[i].s.first != r.first))
			i++;
		if (i == all.n)
			vec_push(&all, ((struct tally){
				{ r.node, r.first, r.last, 0 }, 0 }));
		all.v[i].count += (plan_fixed)(more * 1e4 + 0.5);
	}
	if (all.n)
		qsort(all.v, all.n, sizeof(*all.v), by_count);
	for (size_t i = 0; i < all.n; i++) {
		all.v[i].s.count = (uint64_t)
			((all.v[i].count + 9999) / 10000);
		vec_push(&plan->shortages, all.v[i].s);
	}
	vec_release(&all);
}

void plan_short(const struct plan_lp *m, struct plan *plan)
{
	if (m->dual[PLAN_LEFT].known && plan->never)
		add_up(m, plan);
}

/* ---- the remedy --------------------------------------------------------- */

/* The problem with a node that is open from a period on: what the grid of
 * the question must see, or cells without capacity would stay closed. */
struct wide {
	struct plan_problem p;
	struct plan_node *node;
	uint64_t *capacity;
};

static void widen(struct wide *w, const struct plan_problem *p,
		  const struct plan_more *more, struct arena *a)
{
	w->p = *p;
	w->node = arena_alloc(a, p->nodes * sizeof(*w->node));
	w->capacity = arena_alloc(a, p->periods * sizeof(*w->capacity));
	for (uint32_t n = 0; n < p->nodes; n++)
		w->node[n] = p->node[n];
	for (uint32_t t = 0; t < p->periods; t++)
		w->capacity[t] = t < more->from ?
			p->node[more->node].capacity[t] : PLAN_UNLIMITED;
	w->node[more->node].capacity = w->capacity;
	w->p.node = w->node;
}

/* Many rows: by routes. One left behind counts so much that no number of more
 * a day outweighs it. */
static double more_by_routes(struct plan_lp *m, const struct plan_more *more,
			     double done, double noise)
{
	struct plan_routes *w = plan_routes_new(m, LP_CRASH);
	struct plan_duals d;
	double answer = -1;

	plan_duals_init(m, &d);
	plan_routes_ask(w, more);
	if (plan_routes_solve(w, LEFT_BEHIND, 0, &d) &&
	    m->value[PLAN_LEFT] <= -done + noise)
		answer = fmax(0, plan_routes_more(w));
	plan_routes_free(w);
	return answer;
}

static double more_by_rows(struct plan_lp *m, double done, double noise)
{
	lp_set_row(m->lp, m->freeze_row[PLAN_LEFT], -LP_INFINITY,
		   -done + noise);
	lp_set_cost(m->lp, m->more, 1);
	return lp_solve(m->lp) == LP_OPTIMAL ? lp_objective(m->lp) : -1;
}

/* The least more a day that clears it; negative: none does. */
static double least_more(const struct plan_problem *p,
			 const struct plan_more *more, const struct plan *plan)
{
	struct arena a = ARENA_INIT;
	struct plan_problem only = *p;
	struct wide w;
	struct plan_grid g;
	struct plan_lp m;
	double count = 0, answer, done, noise;

	only.goals = 0;
	only.milestones = 0;
	widen(&w, &only, more, &a);
	plan_grid_init(&g, &w.p);
	plan_lp_init_more(&m, &only, &g, more);
	for (uint32_t k = 0; k < p->classes; k++)
		count += (double)p->class_list[k].count;
	/* successes there must be, less the noise of their sum */
	done = count - (double)plan->never_total / (double)PLAN_ONE;
	noise = 1e-7 + 1e-10 * count;
	answer = lp_rows(m.lp) < MANY_ROWS ? more_by_rows(&m, done, noise) :
		 more_by_routes(&m, more, done, noise);
	plan_lp_release(&m);
	plan_grid_release(&g);
	arena_release(&a);
	return answer;
}

bool plan_remedy(const struct plan_problem *p, struct plan *plan)
{
	enum { TRIES = 4 };

	plan->remedy = (struct plan_remedy){ .found = false };
	for (size_t i = 0; i < plan->shortages.n && i < TRIES; i++) {
		const struct plan_shortage *s = &plan->shortages.v[i];
		const uint32_t from[] = { 0, s->first };

		/* what more from the first day does not clear, nothing does;
		 * more from the day on which it gets short is better */
		for (size_t j = 0; j < 2; j++) {
			const struct plan_more more = { s->node, from[j] };
			const double least = least_more(p, &more, plan);

			if (least < 0 || least > (double)PLAN_COUNT_MAX)
				break;
			plan->remedy = (struct plan_remedy){
				true, s->node, from[j],
				(uint64_t)ceil(least - 1e-5)
			};
		}
		if (plan->remedy.found)
			break;
	}
	return plan->remedy.found;
}
