#include "engine/plan_bound.h"

struct pricing {
	const struct plan_problem *p;
	struct arena arena;
	plan_fixed *pays[PLAN_STEPS];	/* millionths, by class and period: for
					 * one whole use of capacity */
	uint64_t *room[PLAN_STEPS];	/* alike: the use that has room, ppm */
	plan_fixed *worth;		/* alike: a success, for milestones */
	plan_fixed left, wait, peak;	/* what a unit of each goal counts,
					 * millionths */
	int64_t *peak_price;		/* by period */
	plan_fixed sum;			/* the bound */
	bool over;
};

static plan_fixed times(struct pricing *w, plan_fixed a, plan_fixed b)
{
	plan_fixed v;

	if (!__builtin_mul_overflow(a, b, &v))
		return v;
	w->over = true;
	return 0;
}

static plan_fixed plus(struct pricing *w, plan_fixed a, plan_fixed b)
{
	plan_fixed v;

	if (!__builtin_add_overflow(a, b, &v))
		return v;
	w->over = true;
	return 0;
}

bool plan_price_known(const struct plan_problem *p,
		      const struct plan_price *price)
{
	switch (price->row) {
	case PLAN_ROW_CAPACITY:
		return price->at < p->nodes && price->period < p->periods &&
		       price->step == p->node[price->at].step &&
		       p->node[price->at].capacity[price->period] !=
		       PLAN_UNLIMITED;
	case PLAN_ROW_MILESTONE:
		return price->at < p->milestones;
	case PLAN_ROW_PEAK:
		return price->goal == PLAN_PEAK && price->period < p->periods;
	case PLAN_ROW_FREEZE:
		return price->goal < PLAN_CHANGES && price->at < price->goal;
	case PLAN_PRICE_ROWS:
		break;
	}
	return false;
}

/* ---- room --------------------------------------------------------------- */

static void room_of_nodes(struct pricing *w)
{
	const struct plan_problem *p = w->p;

	for (uint32_t n = 0; n < p->nodes; n++) {
		const struct plan_node *node = &p->node[n];

		for (size_t i = 0; i < node->class_count; i++) {
			const size_t k = node->classes[i];
			const uint64_t each = node->unit == PLAN_METERS ?
					      p->class_list[k].meters : 1;
			uint64_t *room = w->room[node->step] + k * p->periods;

			for (uint32_t t = 0; t < p->periods; t++) {
				const uint64_t cap = node->capacity[t];

				if (cap != PLAN_UNLIMITED &&
				    cap * PLAN_PPM / each < room[t])
					room[t] = cap * PLAN_PPM / each;
			}
		}
	}
}

/* In frozen periods only where the previous plan has something. */
static void room_of_freeze(struct pricing *w)
{
	const struct plan_problem *p = w->p;
	bool *has = arena_zero(&w->arena,
			       (size_t)p->classes * p->periods + 1,
			       sizeof(*has));

	for (int step = 0; step < PLAN_STEPS; step++) {
		for (size_t i = 0; i < p->previous_rows; i++) {
			const struct plan_row *r = &p->previous[i];

			if ((int)r->step == step && r->attempts)
				has[(size_t)r->class_index * p->periods +
				    r->period] = true;
		}
		for (size_t i = 0; i < (size_t)p->classes * p->periods; i++) {
			if (i % p->periods < p->frozen && !has[i])
				w->room[step][i] = 0;
			has[i] = false;
		}
	}
}

static void pricing_init(struct pricing *w, const struct plan_problem *p)
{
	const size_t n = (size_t)p->classes * p->periods;

	*w = (struct pricing){ .p = p, .arena = ARENA_INIT };
	for (int step = 0; step < PLAN_STEPS; step++) {
		w->pays[step] = arena_zero(&w->arena, n + 1,
					   sizeof(plan_fixed));
		w->room[step] = arena_alloc(&w->arena,
					    (n + 1) * sizeof(uint64_t));
		for (size_t i = 0; i < n; i++)
			w->room[step][i] = UINT64_MAX;
	}
	w->worth = arena_zero(&w->arena, n + 1, sizeof(*w->worth));
	w->peak_price = arena_zero(&w->arena, p->periods,
				   sizeof(*w->peak_price));
	room_of_nodes(w);
	if (p->has_previous && p->frozen)
		room_of_freeze(w);
}

/* ---- prices ------------------------------------------------------------- */

static void price_capacity(struct pricing *w, const struct plan_price *price)
{
	const struct plan_problem *p = w->p;
	const struct plan_node *n = &p->node[price->at];

	for (size_t i = 0; i < n->class_count; i++) {
		const size_t k = n->classes[i];
		plan_fixed *pays = &w->pays[n->step][k * p->periods +
						     price->period];

		*pays += (plan_fixed)price->micro *
			 (n->unit == PLAN_METERS ? p->class_list[k].meters :
			  1);
	}
	w->sum = plus(w, w->sum, -times(w, (plan_fixed)price->micro * PLAN_PPM,
			(plan_fixed)n->capacity[price->period]));
}

static void price_milestone(struct pricing *w, const struct plan_price *price)
{
	const struct plan_problem *p = w->p;
	const struct plan_milestone *m = &p->milestone[price->at];

	for (size_t i = 0; i < m->class_count; i++) {
		for (uint32_t t = 0; t <= m->by; t++)
			w->worth[(size_t)m->classes[i] * p->periods + t] +=
				price->micro;
	}
}

/* Least of (price x (least - short) + what being short counts), over what
 * may be short. */
static void milestone_side(struct pricing *w, const struct plan_price *price)
{
	const plan_fixed least =
		(plan_fixed)w->p->milestone[price->at].least;
	const plan_fixed counts = times(w, w->left, PLAN_MILESTONE_WEIGHT);
	const plan_fixed micro = price->micro < counts ? price->micro : counts;

	w->sum = plus(w, w->sum, times(w, micro * PLAN_PPM, least));
}

/* Both are scaled: in parts, or the product would be too long. */
static void freeze_side(struct pricing *w, const struct plan_price *price,
			plan_fixed value)
{
	const plan_fixed part = value % PLAN_PPM * price->micro;

	w->sum = plus(w, w->sum, -times(w, value / PLAN_PPM, price->micro));
	w->sum = plus(w, w->sum, -((part + PLAN_PPM - 1) / PLAN_PPM));
}

static bool used(const struct plan_problem *p, const struct plan_price *price,
		 enum plan_goal goal)
{
	return price->goal == goal && price->micro >= 0 &&
	       plan_price_known(p, price);
}

static void take_prices(struct pricing *w, const struct plan_price *prices,
			size_t n, enum plan_goal goal,
			const plan_fixed value[PLAN_GOALS])
{
	plan_fixed *counts[] = { &w->left, &w->wait, &w->peak };
	plan_fixed peak;

	if (goal < PLAN_CHANGES)
		*counts[goal] = PLAN_PPM;
	for (size_t i = 0; i < n; i++) {
		const struct plan_price *price = &prices[i];

		if (!used(w->p, price, goal))
			continue;
		if (price->row == PLAN_ROW_CAPACITY)
			price_capacity(w, price);
		else if (price->row == PLAN_ROW_MILESTONE)
			price_milestone(w, price);
		else if (price->row == PLAN_ROW_PEAK)
			w->peak_price[price->period] += price->micro;
		else {
			*counts[price->at] += price->micro;
			freeze_side(w, price, value[price->at]);
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (used(w->p, &prices[i], goal) &&
		    prices[i].row == PLAN_ROW_MILESTONE)
			milestone_side(w, &prices[i]);
	}
	peak = w->peak;
	for (uint32_t t = 0; t < w->p->periods; t++)
		peak -= times(w, w->peak_price[t], w->p->period[t].end -
			      w->p->period[t].start);
	if (peak < 0)	/* more is paid for the peak than it counts */
		w->sum = plus(w, w->sum,
			      times(w, peak, value[PLAN_PEAK] / PLAN_PPM + 1));
}

/* ---- the cheapest way --------------------------------------------------- */

static plan_fixed attempt_cost(struct pricing *w, uint32_t k, uint32_t j,
			       uint32_t t, plan_fixed then)
{
	const struct plan_problem *p = w->p;
	const struct plan_class *c = &p->class_list[k];
	const struct plan_odds_cell *o =
		&c->odds->cell[(size_t)j * p->periods + t];
	const size_t at = (size_t)k * p->periods + t;
	const plan_fixed success =
		times(w, w->wait, (plan_fixed)c->weight * plan_delay(p, t)) -
		w->worth[at];
	const plan_fixed fails = times(w, then, PLAN_PPM - o->success_ppm);
	plan_fixed cost = times(w, w->pays[PLAN_MIGRATE][at] +
				w->peak_price[t], o->use_ppm);

	cost = plus(w, cost, times(w, success, o->success_ppm));
	/* towards minus infinity, whatever the sign */
	return plus(w, cost, fails / PLAN_PPM -
		    (fails % PLAN_PPM < 0 ? 1 : 0));
}

/* way[t]: the cheapest from t on, for one that waits for attempt j; on entry
 * for one that waits for attempt j + 1. way[periods] is left behind. */
static void way_of_attempt(struct pricing *w, uint32_t k, uint32_t j,
			   const plan_fixed *then, plan_fixed *way)
{
	const struct plan_problem *p = w->p;
	const struct plan_class *c = &p->class_list[k];

	way[p->periods] = then[p->periods];
	for (uint32_t t = p->periods; t-- > 0;) {
		const size_t at = (size_t)k * p->periods + t;
		const struct plan_odds_cell *o =
			&c->odds->cell[(size_t)j * p->periods + t];
		plan_fixed cost;

		way[t] = way[t + 1];
		if (t < c->first || t > c->last ||
		    o->use_ppm > w->room[PLAN_MIGRATE][at])
			continue;
		cost = attempt_cost(w, k, j, t, then[
			plan_returns(p, t, o->cooldown_days)]);
		if (cost < way[t])
			way[t] = cost;
	}
}

static plan_fixed firmware_first(struct pricing *w, uint32_t k,
				 const plan_fixed *way)
{
	const struct plan_problem *p = w->p;
	const struct plan_class *c = &p->class_list[k];
	plan_fixed least = way[p->periods];

	for (uint32_t t = c->fw_first; t < p->periods; t++) {
		const size_t at = (size_t)k * p->periods + t;
		plan_fixed cost;

		if (w->room[PLAN_FIRMWARE][at] < PLAN_PPM)
			continue;
		cost = plus(w, times(w, w->pays[PLAN_FIRMWARE][at], PLAN_PPM),
			    way[plan_returns(p, t, c->fw_lead_days)]);
		if (cost < least)
			least = cost;
	}
	return least;
}

/* V of a class; scratch holds twice periods + 1. */
static plan_fixed cheapest(struct pricing *w, uint32_t k, plan_fixed *scratch)
{
	const struct plan_problem *p = w->p;
	const struct plan_class *c = &p->class_list[k];
	plan_fixed *then = scratch, *way = scratch + p->periods + 1;
	const plan_fixed left = times(w, plus(w, w->left, times(w, w->wait,
		(plan_fixed)c->weight * plan_delay(p, p->periods))),
		PLAN_PPM);

	for (uint32_t t = 0; t <= p->periods; t++)
		then[t] = left;
	for (uint32_t j = c->odds->attempts; j-- > 0;) {
		plan_fixed *swap = then;

		way_of_attempt(w, k, j, then, way);
		then = way;
		way = swap;
	}
	return c->firmware ? firmware_first(w, k, then) : then[0];
}

bool plan_bound(const struct plan_problem *p, const struct plan_price *prices,
		size_t n, enum plan_goal goal,
		const plan_fixed value[PLAN_GOALS], plan_fixed *bound)
{
	struct pricing w;
	plan_fixed *scratch;

	pricing_init(&w, p);
	scratch = arena_zero(&w.arena, 2 * ((size_t)p->periods + 1),
			     sizeof(*scratch));
	take_prices(&w, prices, n, goal, value);
	for (uint32_t k = 0; k < p->classes; k++)
		w.sum = plus(&w, w.sum, times(&w, cheapest(&w, k, scratch),
			     (plan_fixed)p->class_list[k].count));
	arena_release(&w.arena);
	/* nothing that is sought can be below nothing */
	*bound = w.over || w.sum < 0 ? 0 : w.sum;
	return !w.over;
}

void plan_never(const struct plan_problem *p, plan_fixed *by_class)
{
	struct pricing w;
	plan_fixed *scratch;

	pricing_init(&w, p);
	w.left = PLAN_PPM;
	scratch = arena_zero(&w.arena, 2 * ((size_t)p->periods + 1),
			     sizeof(*scratch));
	for (uint32_t k = 0; k < p->classes; k++)
		by_class[k] = times(&w, cheapest(&w, k, scratch),
				    (plan_fixed)p->class_list[k].count);
	arena_release(&w.arena);
}
