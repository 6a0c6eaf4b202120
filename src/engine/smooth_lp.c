/* A column is the share of a class that is sent in a slot, so that all
 * numbers of the programme are near 1; a row is a slot of a resource, as a
 * part of its limit. */
#include "engine/smooth_lp.h"

#include <math.h>
#include "base/mem.h"
#include "engine/lp.h"
#include "engine/smooth.h"

#define PRICED		1e-7
#define SLACK		1e-9

struct model {
	const struct smooth_lp_problem *p;
	struct smooth_lp_plan *plan;
	double *base;		/* by row (resource x slots): of the limit */
	double *fixed;		/* level, or -1: at the level sought */
	bool *used;		/* some class can load it */
	uint64_t *work;		/* by class: that is placed */
	double *share;		/* classes x slots */
	uint32_t *row;		/* of the programme, by row */
	uint32_t *column;	/* classes x slots */
	struct lp *lp;
};

static uint32_t rows(const struct model *m)
{
	return m->p->resources * m->p->slots;
}

static uint32_t row_at(const struct model *m, const struct smooth_use *u,
		       uint32_t slot)
{
	return u->resource * m->p->slots + (slot + u->shift) % m->p->slots;
}

static uint64_t limit_at(const struct model *m, uint32_t row)
{
	return m->p->resource[row / m->p->slots].limit[row % m->p->slots];
}

static uint64_t base_at(const struct model *m, uint32_t row)
{
	return m->p->resource[row / m->p->slots].base[row % m->p->slots];
}

static void find_used(struct model *m)
{
	for (uint32_t c = 0; c < m->p->classes; c++) {
		const struct smooth_class *k = &m->p->class[c];

		for (uint32_t i = 0; k->work && i < k->slots; i++) {
			for (uint32_t u = 0; u < k->uses; u++)
				m->used[row_at(m, &k->use[u], k->from + i)] =
					true;
		}
	}
	for (uint32_t r = 0; r < rows(m); r++) {
		const uint64_t limit = limit_at(m, r), base = base_at(m, r);

		if (limit >= SMOOTH_NO_LIMIT)
			m->used[r] = false;
		m->base[r] = limit ? (double)base / (double)limit : 1;
		/* nothing goes where there is no room */
		m->fixed[r] = base >= limit ? m->base[r] : -1;
	}
}

static void add_columns(struct model *m, uint32_t class, uint32_t row,
			double cost)
{
	const struct smooth_class *k = &m->p->class[class];

	for (uint32_t i = 0; i < k->slots; i++) {
		const uint32_t t = (k->from + i) % m->p->slots;
		const uint32_t x = lp_column(m->lp, cost, 0, LP_INFINITY);

		m->column[(size_t)class * m->p->slots + t] = x;
		lp_entry(m->lp, row, x, 1);
		for (uint32_t u = 0; u < k->uses; u++) {
			const uint32_t at = row_at(m, &k->use[u], t);
			const uint64_t limit = limit_at(m, at);

			if (m->used[at])
				lp_entry(m->lp, m->row[at], x,
					 (double)m->work[class] *
					 (double)k->use[u].weight /
					 (limit ? (double)limit : 1));
		}
	}
}

/* Rows at most `fixed`, or at most the level sought; with `fit` no level is
 * sought: under the limits as much as possible. */
static void build(struct model *m, bool fit)
{
	uint32_t level = 0;

	m->lp = lp_new();
	for (uint32_t r = 0; r < rows(m); r++) {
		double most = m->fixed[r] >= 0 ? m->fixed[r] + SLACK :
			      fit ? 1 : 0;

		if (m->used[r])
			m->row[r] = lp_row(m->lp, -LP_INFINITY,
					   most - m->base[r]);
	}
	for (uint32_t c = 0; c < m->p->classes; c++)
		lp_row(m->lp, fit ? 0 : 1, 1);
	if (!fit) {
		level = lp_column(m->lp, 1, 0, 1);
		for (uint32_t r = 0; r < rows(m); r++) {
			if (m->used[r] && m->fixed[r] < 0)
				lp_entry(m->lp, m->row[r], level, -1);
		}
	}
	for (uint32_t c = 0; c < m->p->classes; c++) {
		if (m->work[c])
			add_columns(m, c, lp_rows(m->lp) - m->p->classes + c,
				    fit ? -(double)m->work[c] : 0);
		else
			lp_set_row(m->lp, lp_rows(m->lp) - m->p->classes + c,
				   0, 0);
	}
}

static void take_shares(struct model *m)
{
	for (uint32_t c = 0; c < m->p->classes; c++) {
		const struct smooth_class *k = &m->p->class[c];

		for (uint32_t i = 0; m->work[c] && i < k->slots; i++) {
			const size_t at = (size_t)c * m->p->slots +
					  (k->from + i) % m->p->slots;
			const double v = lp_value(m->lp, m->column[at]);

			m->share[at] = v > 0 ? v : 0;
		}
	}
}

/* As much as fits under the limits, class by class in whole requests. */
static bool fit(struct model *m)
{
	bool ok;

	build(m, true);
	ok = lp_solve(m->lp) == LP_OPTIMAL;
	if (ok) {
		take_shares(m);
		for (uint32_t c = 0; c < m->p->classes; c++) {
			double sum = 0;

			for (uint32_t t = 0; t < m->p->slots; t++)
				sum += m->share[(size_t)c * m->p->slots + t];
			sum = floor(sum * (double)m->work[c] + 1e-6);
			if (sum < (double)m->work[c])
				m->work[c] = (uint64_t)sum;
		}
	}
	lp_free(m->lp);
	return ok;
}

/* Rows that have to be at the level; false: none is known to be. */
static bool fix_rows(struct model *m, double level)
{
	bool any = false;

	for (uint32_t r = 0; r < rows(m); r++) {
		if (!m->used[r] || m->fixed[r] >= 0)
			continue;
		if (lp_price(m->lp, m->row[r]) < -PRICED) {
			m->fixed[r] = level;
			any = true;
			if (m->plan->rounds == 0)
				m->plan->critical[r] = true;
		}
	}
	return any;
}

static bool all_fixed(const struct model *m)
{
	for (uint32_t r = 0; r < rows(m); r++) {
		if (m->used[r] && m->fixed[r] < 0)
			return false;
	}
	return true;
}

static void lower(struct model *m)
{
	bool go = true;

	while (go && m->plan->rounds < SMOOTH_LP_ROUNDS && !all_fixed(m)) {
		build(m, false);
		go = lp_solve(m->lp) == LP_OPTIMAL;
		if (go) {
			const double level = lp_objective(m->lp);

			take_shares(m);
			if (m->plan->rounds == 0)
				m->plan->bound_ppm = (uint64_t)
					(level * SMOOTH_LP_PPM + 0.5);
			go = fix_rows(m, level);
			m->plan->rounds++;
		}
		lp_free(m->lp);
	}
	m->plan->complete = all_fixed(m) || !go;
}

/* ---- whole requests ------------------------------------------------------ */

struct whole {
	struct model *m;
	uint64_t *load;		/* by row */
	double *rest;		/* by slot, of the class at hand */
};

static void send(struct whole *w, uint32_t class, uint32_t t, uint64_t n)
{
	const struct smooth_class *k = &w->m->p->class[class];

	for (uint32_t u = 0; u < k->uses; u++)
		w->load[row_at(w->m, &k->use[u], t)] += n * k->use[u].weight;
	w->m->plan->count[(size_t)class * w->m->p->slots + t] += n;
}

/* So many of the class that slot t has room for. */
static uint64_t room_for(const struct whole *w, const struct smooth_class *k,
			 uint32_t t, uint64_t n)
{
	for (uint32_t u = 0; u < k->uses; u++) {
		const uint32_t at = row_at(w->m, &k->use[u], t);
		const uint64_t limit = limit_at(w->m, at);
		const uint64_t weight = k->use[u].weight;

		if (!w->m->used[at] || weight == 0)
			continue;
		if (limit <= w->load[at])
			return 0;
		if ((limit - w->load[at]) / weight < n)
			n = (limit - w->load[at]) / weight;
	}
	return n;
}

/* Whole parts, at most what fits. */
static uint64_t send_floors(struct whole *w, uint32_t class)
{
	const struct smooth_class *k = &w->m->p->class[class];
	uint64_t left = w->m->work[class];

	for (uint32_t i = 0; i < k->slots; i++) {
		const uint32_t t = (k->from + i) % w->m->p->slots;
		const double want = (double)w->m->work[class] *
			w->m->share[(size_t)class * w->m->p->slots + t];
		uint64_t n = (uint64_t)floor(want + 1e-7);

		if (n > left)
			n = left;
		n = room_for(w, k, t, n);
		send(w, class, t, n);
		left -= n;
		w->rest[t] = want - (double)n;
	}
	return left;
}

/* One by one, the largest remainder first; in larger steps where it is more
 * than rounding that is left. */
static void send_rest(struct whole *w, uint32_t class, uint64_t left)
{
	const struct smooth_class *k = &w->m->p->class[class];

	while (left) {
		uint32_t best = UINT32_MAX;
		uint64_t n;

		for (uint32_t i = 0; i < k->slots; i++) {
			const uint32_t t = (k->from + i) % w->m->p->slots;

			if ((best == UINT32_MAX ||
			     w->rest[t] > w->rest[best] + 1e-7) &&
			    room_for(w, k, t, 1))
				best = t;
		}
		if (best == UINT32_MAX)
			break;
		n = room_for(w, k, best, left / ((uint64_t)2 * k->slots) + 1);
		send(w, class, best, n);
		w->rest[best] -= (double)n;
		left -= n;
	}
	w->m->plan->left[class] = k->work - w->m->work[class] + left;
	w->m->plan->left_total += w->m->plan->left[class];
}

/* Shares of a class add up to one; where nothing was said, evenly. */
static void normalise(struct model *m)
{
	for (uint32_t c = 0; c < m->p->classes; c++) {
		const struct smooth_class *k = &m->p->class[c];
		double *share = m->share + (size_t)c * m->p->slots, sum = 0;

		for (uint32_t t = 0; t < m->p->slots; t++)
			sum += share[t];
		for (uint32_t i = 0; i < k->slots; i++) {
			const uint32_t at = k->from + i;
			const uint32_t t = at < m->p->slots ? at :
					   at - m->p->slots;

			share[t] = sum > 0 ? share[t] / sum :
				   1 / (double)k->slots;
		}
	}
}

static void make_whole(struct model *m)
{
	struct whole w = { .m = m };

	normalise(m);
	w.load = mem_array(rows(m) + 1u, sizeof(*w.load));
	w.rest = mem_array(m->p->slots, sizeof(*w.rest));
	for (uint32_t r = 0; r < rows(m); r++)
		w.load[r] = base_at(m, r);
	for (uint32_t c = 0; c < m->p->classes; c++)
		send_rest(&w, c, send_floors(&w, c));
	for (uint32_t r = 0; r < rows(m); r++) {
		const uint64_t limit = limit_at(m, r);
		uint64_t ppm;

		if (!m->used[r] || limit == 0 || base_at(m, r) >= limit)
			continue;
		ppm = (uint64_t)((double)w.load[r] / (double)limit *
				 SMOOTH_LP_PPM + 0.5);
		if (ppm > m->plan->worst_ppm)
			m->plan->worst_ppm = ppm;
	}
	mem_free(w.load);
	mem_free(w.rest);
}

static void model_init(struct model *m, const struct smooth_lp_problem *p,
		       struct smooth_lp_plan *plan, struct arena *a)
{
	const size_t cells = (size_t)p->classes * p->slots;
	const size_t n = (size_t)p->resources * p->slots;

	*m = (struct model){ .p = p, .plan = plan };
	m->base = arena_zero(a, n, sizeof(*m->base));
	m->fixed = arena_zero(a, n, sizeof(*m->fixed));
	m->used = arena_zero(a, n, sizeof(*m->used));
	m->row = arena_zero(a, n, sizeof(*m->row));
	m->work = arena_zero(a, p->classes, sizeof(*m->work));
	m->share = arena_zero(a, cells, sizeof(*m->share));
	m->column = arena_zero(a, cells, sizeof(*m->column));
	plan->count = arena_zero(&plan->arena, cells, sizeof(*plan->count));
	plan->left = arena_zero(&plan->arena, p->classes,
				sizeof(*plan->left));
	plan->critical = arena_zero(&plan->arena, n,
				    sizeof(*plan->critical));
	for (uint32_t c = 0; c < p->classes; c++)
		m->work[c] = p->class[c].work;
}

void smooth_lp_make(const struct smooth_lp_problem *p,
		    struct smooth_lp_plan *plan)
{
	struct arena scratch = ARENA_INIT;
	struct model m;

	*plan = (struct smooth_lp_plan){ .arena = ARENA_INIT,
					 .slots = p->slots };
	model_init(&m, p, plan, &scratch);
	find_used(&m);
	lower(&m);
	if (plan->rounds == 0 && !all_fixed(&m) && fit(&m))
		lower(&m);
	make_whole(&m);
	arena_release(&scratch);
}

void smooth_lp_plan_release(struct smooth_lp_plan *plan)
{
	arena_release(&plan->arena);
}

uint64_t smooth_lp_at(const struct smooth_lp_plan *plan, uint32_t class,
		      uint32_t slot)
{
	return plan->count[(size_t)class * plan->slots + slot];
}
