/* Sums over the rows of a plan, made once. */
#include "engine/plan_usage.h"

#include <string.h>

#include "base/mem.h"

static void add_row(struct plan_usage *u, const struct plan_row *r)
{
	const struct plan_problem *p = u->p;
	const uint64_t done = plan_done_ppm(p, r);

	u->attempts[r->step][r->period] += r->attempts;
	if (r->step == PLAN_MIGRATE) {
		u->done_ppm[(size_t)r->class_index * p->periods + r->period]
			+= done;
		u->done_all_ppm[r->period] += done;
	}
}

/* Attempts that use capacity of a node, in its unit, for one of the class. */
static uint64_t use_of(const struct plan_problem *p,
		       const struct plan_node *n, const struct plan_row *r)
{
	const struct plan_class *c = &p->class_list[r->class_index];
	const uint64_t use = r->step == PLAN_MIGRATE ?
		plan_odds_at(p, r->class_index, r->attempt,
			     r->period)->use_ppm : PLAN_PPM;

	return (uint64_t)(((plan_fixed)r->attempts * use *
			   (n->unit == PLAN_METERS ? c->meters : 1) +
			   PLAN_PPM - 1) / PLAN_PPM);
}

static void add_node(struct plan_usage *u, const struct plan *plan,
		     uint32_t node, const uint64_t *first)
{
	const struct plan_problem *p = u->p;
	const struct plan_node *n = &p->node[node];

	for (size_t i = 0; i < n->class_count; i++) {
		const uint32_t c = n->classes[i];

		for (uint64_t r = first[c]; r < first[c + 1]; r++) {
			const struct plan_row *row = &plan->rows.v[r];

			if (row->step == n->step)
				u->used[(size_t)node * p->periods +
					row->period] += use_of(p, n, row);
		}
	}
}

/* Made and failed by attempt, of one class. */
static uint64_t find_behind(const struct plan_problem *p,
			    const struct plan *plan, uint32_t c,
			    const uint64_t *first)
{
	uint64_t made[PLAN_ATTEMPTS_MAX] = { 0 };
	uint64_t failed_ppm[PLAN_ATTEMPTS_MAX] = { 0 };
	const struct plan_class *k = &p->class_list[c];
	uint64_t sum;

	for (uint64_t r = first[c]; r < first[c + 1]; r++) {
		const struct plan_row *row = &plan->rows.v[r];

		if (row->step != PLAN_MIGRATE)
			continue;
		made[row->attempt] += row->attempts;
		failed_ppm[row->attempt] += row->attempts * PLAN_PPM -
					    plan_done_ppm(p, row);
	}
	sum = k->count > made[0] ? k->count - made[0] : 0;
	for (uint32_t j = 0; j + 1 < k->odds->attempts; j++) {
		const uint64_t failed = failed_ppm[j] / PLAN_PPM;

		sum += failed > made[j + 1] ? failed - made[j + 1] : 0;
	}
	return sum;
}

void plan_usage_make(const struct plan_problem *p, const struct plan *plan,
		     struct plan_usage *u)
{
	uint64_t *first = mem_array(p->classes + (size_t)2, sizeof(*first));

	memset(u, 0, sizeof(*u));
	u->p = p;
	u->used = mem_array((size_t)p->nodes * p->periods + 1,
			    sizeof(*u->used));
	u->done_ppm = mem_array((size_t)p->classes * p->periods + 1,
				sizeof(*u->done_ppm));
	u->done_all_ppm = mem_array(p->periods, sizeof(*u->done_all_ppm));
	for (unsigned s = 0; s < PLAN_STEPS; s++)
		u->attempts[s] = mem_array(p->periods,
					   sizeof(*u->attempts[s]));
	for (size_t i = 0; i < plan->rows.n; i++) {
		add_row(u, &plan->rows.v[i]);
		first[plan->rows.v[i].class_index + 1]++;
	}
	for (uint32_t c = 0; c < p->classes; c++)
		first[c + 1] += first[c];
	for (uint32_t n = 0; n < p->nodes; n++)
		add_node(u, plan, n, first);
	u->behind = mem_array(p->classes + (size_t)1, sizeof(*u->behind));
	for (uint32_t c = 0; c < p->classes; c++) {
		u->behind[c] = find_behind(p, plan, c, first);
		u->behind_all += u->behind[c];
	}
	mem_free(first);
}

void plan_usage_release(struct plan_usage *u)
{
	mem_free(u->used);
	mem_free(u->done_ppm);
	mem_free(u->done_all_ppm);
	mem_free(u->behind);
	for (unsigned s = 0; s < PLAN_STEPS; s++)
		mem_free(u->attempts[s]);
}

bool plan_usage_full(const struct plan_usage *u, uint32_t node,
		     uint32_t period, uint32_t class_index)
{
	const struct plan_node *n = &u->p->node[node];
	const uint64_t one = n->unit == PLAN_METERS ?
			     u->p->class_list[class_index].meters : 1;

	return n->capacity[period] != PLAN_UNLIMITED &&
	       u->used[(size_t)node * u->p->periods + period] + one >
	       n->capacity[period];
}

uint64_t plan_usage_left(const struct plan_usage *u, uint32_t class_index,
			 uint32_t period)
{
	const uint64_t count = u->p->class_list[class_index].count;
	const uint64_t *done =
		&u->done_ppm[(size_t)class_index * u->p->periods];
	uint64_t sum = 0;

	for (uint32_t t = 0; t <= period; t++)
		sum += done[t];
	sum /= PLAN_PPM;
	return sum < count ? count - sum : 0;
}

uint32_t plan_usage_last(const struct plan_usage *u)
{
	uint32_t t = u->p->periods;

	while (t > 0 && u->attempts[PLAN_MIGRATE][t - 1] == 0)
		t--;
	return t ? t - 1 : PLAN_NONE;
}
