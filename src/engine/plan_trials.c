/* Cells as in a grid: class, attempt, period, periods fastest. */
#include "engine/plan_trials.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "engine/draw.h"
#include "engine/plan_usage.h"

#define SAMPLES_MAX	((size_t)32 << 20)	/* of 8 bytes */

enum kind { PLANNED, EXTRA };

struct room {
	const struct plan_problem *p;
	const struct plan *plan;
	uint32_t periods;
	size_t *at;			/* by class: first stage */
	size_t cells;
	uint64_t *planned, *later;	/* by cell: in it; behind it */
	size_t *row_of;			/* by cell: of the plan, + 1 */
	uint32_t *node_at, *node_of;	/* by class */
	uint64_t *used;			/* node * periods: by the plan */
	/* of one trial */
	uint64_t *due;			/* by cell: come back in its period */
	uint64_t *pool;			/* by stage: wait for an attempt */
	uint64_t *load;			/* node * periods */
	uint64_t *done;			/* by class */
	uint64_t *open;			/* by class: come back too late */
	uint32_t *last;			/* by class: period of an attempt */
	/* of all of them */
	uint32_t *finishes;		/* (classes + 1) * (periods + 1) */
	uint64_t *samples;		/* series from .. to, by trial */
	size_t from, to;
	uint32_t trials, trial;
	uint64_t seed;
};

static uint32_t attempts_of(const struct room *r, uint32_t k)
{
	return r->p->class_list[k].odds->attempts;
}

/* ---- before the trials ------------------------------------------------- */

static void place_rows(struct room *r)
{
	const struct plan_problem *p = r->p;

	for (size_t i = 0; i < r->plan->rows.n; i++) {
		const struct plan_row *row = &r->plan->rows.v[i];
		size_t cell;

		if (row->step != PLAN_MIGRATE)
			continue;
		cell = (r->at[row->class_index] + row->attempt) * r->periods +
		       row->period;
		r->planned[cell] = row->attempts;
		r->row_of[cell] = i + 1;
	}
	for (uint32_t k = 0; k < p->classes; k++) {
		for (size_t s = r->at[k]; s < r->at[k + 1]; s++) {
			uint64_t sum = 0;

			for (uint32_t t = r->periods; t-- > 0;) {
				r->later[s * r->periods + t] = sum;
				sum += r->planned[s * r->periods + t];
			}
		}
	}
}

static void place_nodes(struct room *r)
{
	const struct plan_problem *p = r->p;
	uint32_t *n = mem_array(p->classes + (size_t)1, sizeof(*n));

	r->node_at = mem_array(p->classes + (size_t)2, sizeof(*r->node_at));
	for (uint32_t i = 0; i < p->nodes; i++) {
		for (size_t c = 0; p->node[i].step == PLAN_MIGRATE &&
				   c < p->node[i].class_count; c++)
			r->node_at[p->node[i].classes[c] + 1]++;
	}
	for (uint32_t k = 0; k < p->classes; k++)
		r->node_at[k + 1] += r->node_at[k];
	r->node_of = mem_array(r->node_at[p->classes] + (size_t)1,
			       sizeof(*r->node_of));
	for (uint32_t i = 0; i < p->nodes; i++) {
		for (size_t c = 0; p->node[i].step == PLAN_MIGRATE &&
				   c < p->node[i].class_count; c++) {
			const uint32_t k = p->node[i].classes[c];

			r->node_of[r->node_at[k] + n[k]++] = i;
		}
	}
	mem_free(n);
}

static void room_init(struct room *r)
{
	const struct plan_problem *p = r->p;
	struct plan_usage usage;

	r->periods = p->periods;
	r->at = mem_array(p->classes + (size_t)2, sizeof(*r->at));
	for (uint32_t k = 0; k < p->classes; k++)
		r->at[k + 1] = r->at[k] + attempts_of(r, k);
	r->cells = r->at[p->classes] * r->periods;
	r->planned = mem_array(r->cells + 1, sizeof(*r->planned));
	r->later = mem_array(r->cells + 1, sizeof(*r->later));
	r->row_of = mem_array(r->cells + 1, sizeof(*r->row_of));
	r->due = mem_array(r->cells + 1, sizeof(*r->due));
	r->pool = mem_array(r->at[p->classes] + 1, sizeof(*r->pool));
	r->done = mem_array(p->classes + (size_t)1, sizeof(*r->done));
	r->open = mem_array(p->classes + (size_t)1, sizeof(*r->open));
	r->last = mem_array(p->classes + (size_t)1, sizeof(*r->last));
	r->finishes = mem_array((p->classes + (size_t)1) *
				(r->periods + (size_t)1),
				sizeof(*r->finishes));
	place_rows(r);
	place_nodes(r);
	plan_usage_make(p, r->plan, &usage);
	r->used = usage.used;
	usage.used = NULL;
	plan_usage_release(&usage);
	r->load = mem_array((size_t)p->nodes * r->periods + 1,
			    sizeof(*r->load));
}

static void room_release(struct room *r)
{
	mem_free(r->at);
	mem_free(r->planned);
	mem_free(r->later);
	mem_free(r->row_of);
	mem_free(r->due);
	mem_free(r->pool);
	mem_free(r->done);
	mem_free(r->open);
	mem_free(r->last);
	mem_free(r->finishes);
	mem_free(r->used);
	mem_free(r->load);
	mem_free(r->node_at);
	mem_free(r->node_of);
	mem_free(r->samples);
}

/* ---- one trial --------------------------------------------------------- */

/* What attempts take of a node, rounded up as the plan's use of it is. */
static uint64_t take_of(const struct room *r, uint32_t k, uint32_t node,
			uint64_t attempts, uint32_t use_ppm)
{
	const uint32_t each = r->p->node[node].unit == PLAN_METERS ?
			      r->p->class_list[k].meters : 1;

	return (uint64_t)(((plan_fixed)attempts * use_ppm * each +
			   PLAN_PPM - 1) / PLAN_PPM);
}

static uint64_t room_for(const struct room *r, uint32_t k, uint32_t t,
			 uint64_t wanted, uint32_t use_ppm)
{
	for (uint32_t i = r->node_at[k]; i < r->node_at[k + 1]; i++) {
		const uint32_t node = r->node_of[i];
		const struct plan_node *n = &r->p->node[node];
		const uint64_t load = r->load[(size_t)node * r->periods + t];
		const uint64_t each = (uint64_t)use_ppm *
			(n->unit == PLAN_METERS ?
			 r->p->class_list[k].meters : 1);
		plan_fixed free;

		if (n->capacity[t] == PLAN_UNLIMITED)
			continue;
		free = n->capacity[t] > load && each ?
		       (plan_fixed)(n->capacity[t] - load) * PLAN_PPM /
		       (plan_fixed)each : 0;
		if (free < (plan_fixed)wanted)
			wanted = (uint64_t)free;
	}
	return wanted;
}

static void attempt(struct room *r, uint32_t k, uint32_t j, uint32_t t,
		    uint64_t n, enum kind kind)
{
	const struct plan_odds_cell *odds = plan_odds_at(r->p, k, j, t);
	const size_t stage = r->at[k] + j, cell = stage * r->periods + t;
	struct draw d = draw_begin(r->seed, r->trial, k,
				   (uint64_t)j * 2 + kind, t);
	const uint64_t good = draw_binomial(&d, n, odds->success_ppm);
	uint32_t back;

	r->pool[stage] -= n;
	r->done[k] += good;
	r->last[k] = t;
	if (kind == PLANNED && r->row_of[cell] > r->from &&
	    r->row_of[cell] <= r->to)
		r->samples[(r->row_of[cell] - 1 - r->from) * r->trials +
			   r->trial] = good;
	if (j + 1 == attempts_of(r, k) || good == n)
		return;
	back = plan_returns(r->p, t, odds->cooldown_days);
	if (back == r->periods)
		r->open[k] += n - good;
	else if (back == t)
		r->pool[stage + 1] += n - good;
	else
		r->due[(stage + 1) * r->periods + back] += n - good;
}

static void move_load(struct room *r, uint32_t k, uint32_t j, uint32_t t,
		      uint64_t n, bool add)
{
	const uint32_t use = plan_odds_at(r->p, k, j, t)->use_ppm;

	for (uint32_t i = r->node_at[k]; i < r->node_at[k + 1]; i++) {
		const uint32_t node = r->node_of[i];
		uint64_t *load = &r->load[(size_t)node * r->periods + t];
		const uint64_t take = take_of(r, k, node, n, use);

		*load = add ? *load + take : *load > take ? *load - take : 0;
	}
}

static void planned_ones(struct room *r, uint32_t k, uint32_t t)
{
	for (uint32_t j = 0; j < attempts_of(r, k); j++) {
		const size_t stage = r->at[k] + j;
		const size_t cell = stage * r->periods + t;
		const uint64_t planned = r->planned[cell];
		uint64_t n;

		r->pool[stage] += r->due[cell];
		if (planned == 0)
			continue;
		n = planned < r->pool[stage] ? planned : r->pool[stage];
		if (n < planned)
			move_load(r, k, j, t, planned - n, false);
		if (n)
			attempt(r, k, j, t, n, PLANNED);
	}
}

static void extra_ones(struct room *r, uint32_t k, uint32_t t)
{
	const struct plan_class *c = &r->p->class_list[k];

	for (uint32_t j = 1; j < attempts_of(r, k); j++) {
		const size_t stage = r->at[k] + j;
		const uint64_t later = r->later[stage * r->periods + t];
		uint64_t n;

		if (r->pool[stage] <= later || t < c->first || t > c->last)
			continue;
		n = room_for(r, k, t, r->pool[stage] - later,
			     plan_odds_at(r->p, k, j, t)->use_ppm);
		if (n == 0)
			continue;
		move_load(r, k, j, t, n, true);
		attempt(r, k, j, t, n, EXTRA);
	}
}

static uint64_t first_attempts(const struct room *r, uint32_t k)
{
	const size_t cell = r->at[k] * r->periods;

	return r->planned[cell] + r->later[cell];
}

static void carry_out(struct room *r)
{
	const struct plan_problem *p = r->p;

	memset(r->due, 0, r->cells * sizeof(*r->due));
	memset(r->pool, 0, r->at[p->classes] * sizeof(*r->pool));
	memset(r->done, 0, p->classes * sizeof(*r->done));
	memset(r->open, 0, p->classes * sizeof(*r->open));
	if (p->nodes)
		memcpy(r->load, r->used, (size_t)p->nodes * r->periods *
					 sizeof(*r->load));
	for (uint32_t k = 0; k < p->classes; k++) {
		r->last[k] = PLAN_NONE;
		r->pool[r->at[k]] = first_attempts(r, k);
	}
	for (uint32_t t = 0; t < r->periods; t++) {
		for (uint32_t k = 0; k < p->classes; k++)
			planned_ones(r, k, t);
		for (uint32_t k = 0; k < p->classes; k++)
			extra_ones(r, k, t);
	}
}

static void keep_sample(struct room *r, size_t series, uint64_t value)
{
	if (series >= r->from && series < r->to)
		r->samples[(series - r->from) * r->trials + r->trial] = value;
}

static void keep(struct room *r, bool finishes)
{
	const struct plan_problem *p = r->p;
	const size_t width = r->periods + (size_t)1;
	uint32_t last_all = 0;
	uint64_t done_all = 0;

	for (uint32_t k = 0; k < p->classes; k++) {
		uint64_t open = r->open[k];
		uint32_t last = r->last[k];

		for (size_t s = r->at[k]; s < r->at[k + 1]; s++)
			open += r->pool[s];
		keep_sample(r, r->plan->rows.n + k, r->done[k]);
		done_all += r->done[k];
		if (last == PLAN_NONE)
			continue;
		last = open ? r->periods : last;
		last_all = last > last_all ? last : last_all;
		if (finishes)
			r->finishes[k * width + last]++;
	}
	keep_sample(r, r->plan->rows.n + p->classes, done_all);
	if (finishes)
		r->finishes[p->classes * width + last_all]++;
}

/* ---- quantiles --------------------------------------------------------- */

static int compare(const void *pa, const void *pb)
{
	const uint64_t a = *(const uint64_t *)pa, b = *(const uint64_t *)pb;

	return a < b ? -1 : a > b;
}

static uint32_t rank(uint32_t trials, unsigned percent)
{
	return (uint32_t)(((uint64_t)trials * percent + 99) / 100);
}

static uint32_t finish_at(const struct room *r, size_t series,
			  unsigned percent)
{
	const uint32_t *n = &r->finishes[series * (r->periods + (size_t)1)];
	const uint32_t wanted = rank(r->trials, percent);
	uint64_t sum = 0;

	for (uint32_t t = 0; t < r->periods; t++) {
		sum += n[t];
		if (sum >= wanted)
			return t;
	}
	return PLAN_NONE;
}

static void take_samples(struct room *r, struct plan_trials *out)
{
	for (size_t s = r->from; s < r->to; s++) {
		uint64_t *v = &r->samples[(s - r->from) * r->trials];
		uint64_t p90;

		qsort(v, r->trials, sizeof(*v), compare);
		p90 = v[r->trials - rank(r->trials, 90)];
		if (s < r->plan->rows.n)
			out->row_p90[s] = r->plan->rows.v[s].step ==
				PLAN_FIRMWARE ? r->plan->rows.v[s].attempts :
				p90;
		else
			out->of[s - r->plan->rows.n].done_p90 = p90;
	}
}

static void take_chances(const struct room *r, struct plan_trials *out)
{
	struct plan_chance *all = &out->of[out->classes];

	all->finish = PLAN_NONE;
	for (uint32_t k = 0; k < out->classes; k++) {
		out->of[k].planned = first_attempts(r, k);
		all->planned += out->of[k].planned;
		out->of[k].finish = PLAN_NONE;
	}
	for (size_t i = 0; i < r->plan->rows.n; i++) {
		const struct plan_row *row = &r->plan->rows.v[i];
		struct plan_chance *c = &out->of[row->class_index];
		const uint64_t done = plan_done_ppm(r->p, row);

		if (row->step != PLAN_MIGRATE)
			continue;
		c->done_ppm += done;
		all->done_ppm += done;
		if (c->finish == PLAN_NONE || row->period > c->finish)
			c->finish = row->period;
		if (all->finish == PLAN_NONE || row->period > all->finish)
			all->finish = row->period;
	}
	for (uint32_t k = 0; k <= out->classes; k++) {
		struct plan_chance *c = &out->of[k];

		c->p10 = c->planned ? finish_at(r, k, 10) : PLAN_NONE;
		c->p50 = c->planned ? finish_at(r, k, 50) : PLAN_NONE;
		c->p90 = c->planned ? finish_at(r, k, 90) : PLAN_NONE;
		c->open = r->finishes[k * (r->periods + (size_t)1) +
				      r->periods];
	}
}

void plan_trials_make(const struct plan_problem *p, const struct plan *plan,
		      uint32_t trials, uint64_t seed, struct plan_trials *out)
{
	struct room r = { .p = p, .plan = plan, .trials = trials,
			  .seed = seed };
	const size_t all = plan->rows.n + p->classes + 1;
	size_t block = SAMPLES_MAX / trials;

	memset(out, 0, sizeof(*out));
	out->trials = trials;
	out->classes = p->classes;
	out->of = mem_array(p->classes + (size_t)1, sizeof(*out->of));
	out->row_p90 = mem_array(plan->rows.n + 1, sizeof(*out->row_p90));
	room_init(&r);
	block = block < all ? block : all;
	r.samples = mem_array(block * trials, sizeof(*r.samples));
	for (size_t from = 0; from < all; from += block) {
		r.from = from;
		r.to = from + block < all ? from + block : all;
		memset(r.samples, 0, block * trials * sizeof(*r.samples));
		for (r.trial = 0; r.trial < trials; r.trial++) {
			carry_out(&r);
			keep(&r, from == 0);
		}
		take_samples(&r, out);
	}
	take_chances(&r, out);
	room_release(&r);
}

void plan_trials_release(struct plan_trials *t)
{
	mem_free(t->of);
	mem_free(t->row_p90);
}
