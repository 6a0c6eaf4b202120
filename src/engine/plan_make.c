#include "engine/plan_make.h"

#include <math.h>

#include "engine/plan_bound.h"
#include "engine/plan_integer.h"
#include "engine/plan_lp.h"
#include "engine/plan_short.h"
#include "engine/plan_value.h"

static void take_rows(const struct plan_grid *g, const uint64_t *n,
		      struct plan *plan)
{
	const struct plan_problem *p = g->p;

	for (uint32_t k = 0; k < p->classes; k++) {
		const struct plan_class *c = &p->class_list[k];

		for (uint32_t s = 0; s < plan_stages(g, k); s++) {
			const enum plan_step step = plan_stage_step(c, s);

			for (uint32_t t = 0; t < p->periods; t++) {
				const uint64_t many = n[plan_cell(g, k, s, t)];

				if (!many)
					continue;
				vec_push(&plan->rows, ((struct plan_row){
					k, t, step, step == PLAN_FIRMWARE ? 0 :
					plan_stage_attempt(c, s), many }));
			}
		}
	}
}

/* ---- prices ------------------------------------------------------------- */

#define PRICE_MAX	1e12	/* a number beyond this is no price */

/* Millionths. Down for the peak: its prices may not add up to more than it
 * counts. To the nearest for the others. */
static int64_t micro(double price, bool down)
{
	const double v = price * PLAN_PPM;

	if (!(v > 0) || v > PRICE_MAX * PLAN_PPM)
		return 0;
	return (int64_t)(down ? floor(v + 1e-9) : floor(v + 0.5));
}

static void push_price(struct plan *plan, struct plan_price price)
{
	if (price.micro > 0)
		vec_push(&plan->prices, price);
}

static void goal_prices(const struct plan_problem *p, struct plan *plan,
			enum plan_goal goal, const struct plan_duals *d)
{
	for (uint32_t n = 0; n < p->nodes; n++) {
		for (uint32_t t = 0; t < p->periods; t++)
			push_price(plan, (struct plan_price){
				goal, PLAN_ROW_CAPACITY, n, t,
				p->node[n].step,
				micro(d->node[(size_t)n * p->periods + t],
				      false) });
	}
	for (uint32_t m = 0; m < p->milestones; m++)
		push_price(plan, (struct plan_price){
			goal, PLAN_ROW_MILESTONE, m, PLAN_NONE, PLAN_MIGRATE,
			micro(d->milestone[m], false) });
	for (uint32_t t = 0; goal == PLAN_PEAK && t < p->periods; t++)
		push_price(plan, (struct plan_price){
			goal, PLAN_ROW_PEAK, PLAN_NONE, t, PLAN_MIGRATE,
			micro(d->peak[t], true) });
	for (int g = 0; g < (int)goal; g++)
		push_price(plan, (struct plan_price){
			goal, PLAN_ROW_FREEZE, (uint32_t)g, PLAN_NONE,
			PLAN_MIGRATE, micro(d->freeze[g], false) });
}

/* Prices are kept where they prove more than none would. */
static void prove(const struct plan_problem *p, struct plan *plan,
		  enum plan_goal goal, const struct plan_duals *d,
		  const plan_fixed value[PLAN_GOALS])
{
	struct plan_goal_value *v = &plan->goal[goal];
	const size_t at = plan->prices.n;
	plan_fixed without;

	v->proved = plan_bound(p, NULL, 0, goal, value, &v->bound);
	if (d->known) {
		goal_prices(p, plan, goal, d);
		without = v->bound;
		if (plan_bound(p, plan->prices.v + at, plan->prices.n - at,
			       goal, value, &v->bound) &&
		    (v->bound > without || !v->proved)) {
			v->proved = true;
		} else {
			v->bound = without;
			plan->prices.n = at;
		}
	}
	v->gap = v->value > v->bound ? v->value - v->bound : 0;
}

static void take_goals(const struct plan_problem *p, struct plan *plan,
		       const struct plan_duals *duals)
{
	enum plan_goal order[PLAN_GOALS];
	const unsigned n = plan_goal_order(p, order);
	plan_fixed value[PLAN_GOALS];
	struct plan_sums sums;

	if (!plan_values(p, plan->rows.v, plan->rows.n, &plan->arena, &sums))
		return;		/* beyond 128 bits: nothing is stated */
	for (int g = 0; g < PLAN_GOALS; g++) {
		value[g] = sums.value[g];
		plan->goal[g].value = value[g];
	}
	plan->left = sums.left;
	plan->left_total = sums.left_total;
	plan->milestone_short = arena_zero(&plan->arena,
					   (size_t)p->milestones + 1,
					   sizeof(*plan->milestone_short));
	for (uint32_t m = 0; m < p->milestones; m++)
		plan->milestone_short[m] = (uint64_t)
			((sums.milestone_short[m] + PLAN_ONE - 1) / PLAN_ONE);
	for (unsigned i = 0; i < n; i++)
		plan->goal[order[i]].sought = true;
	for (int g = 0; g < PLAN_CHANGES; g++) {
		if (plan->goal[g].sought)
			prove(p, plan, (enum plan_goal)g, &duals[g], value);
	}
}

static void take_never(const struct plan_problem *p, struct plan *plan)
{
	plan->never = arena_zero(&plan->arena, (size_t)p->classes + 1,
				 sizeof(*plan->never));
	plan_never(p, plan->never);
	for (uint32_t k = 0; k < p->classes; k++)
		plan->never_total += plan->never[k];
}

void plan_make(const struct plan_problem *p, struct plan *plan)
{
	struct plan_grid g;
	struct plan_lp m;
	struct plan_wish wish;
	uint64_t *n;

	plan_init(plan);
	plan_grid_init(&g, p);
	plan_lp_init(&m, &g);
	plan_lp_solve(&m);
	wish = (struct plan_wish){
		.x = m.x, .peak = m.peak_row ? m.value[PLAN_PEAK] : -1,
		.hold_back = p->slack_ppm[PLAN_LEFT] ||
			     p->slack_ppm[PLAN_WAITING],
		.stay = g.before && p->goals & PLAN_GOAL_BIT(PLAN_CHANGES),
	};
	n = arena_zero(&plan->arena, g.cells + 1, sizeof(*n));
	plan_integer(&g, &wish, n);
	take_rows(&g, n, plan);
	take_never(p, plan);
	take_goals(p, plan, m.dual);
	plan_short(&m, plan);
	plan_lp_release(&m);
	plan_grid_release(&g);
}

struct lp *plan_programme(const struct plan_problem *p)
{
	struct plan_grid g;
	struct plan_lp m;
	struct lp *lp;

	plan_grid_init(&g, p);
	plan_lp_init(&m, &g);
	plan_lp_first(&m);
	lp = m.lp;
	m.lp = NULL;
	plan_lp_release(&m);
	plan_grid_release(&g);
	return lp;
}
