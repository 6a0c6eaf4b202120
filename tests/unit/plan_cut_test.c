/* plan_cut_test.c - in a tree, what is short is a minimum cut: the prices of
 * goal 1 against a flow that knows nothing of prices */
#include "engine/plan_make.h"

#include <check.h>

#include "base/mem.h"
#include "engine/plan_grid.h"
#include "plan_util.h"

Suite *plan_cut_suite(void);

/* ---- the greatest flow, by shortest ways -------------------------------- */

enum { SOURCE, SINK, OTHERS };

#define ENDLESS	((uint64_t)1 << 60)

struct edge {
	uint32_t to;
	uint64_t room;		/* edge i ^ 1 goes back */
};

struct flow {
	VEC(struct edge) edges;
	VEC(uint32_t) of;	/* of each edge: where it comes from */
	uint32_t places;
	uint32_t *came;		/* by place: the edge; UINT32_MAX: none */
	uint32_t *queue;
};

static void edge(struct flow *f, uint32_t from, uint32_t to, uint64_t room)
{
	vec_push(&f->edges, ((struct edge){ to, room }));
	vec_push(&f->of, from);
	vec_push(&f->edges, ((struct edge){ from, 0 }));
	vec_push(&f->of, to);
}

static bool reach(struct flow *f)
{
	size_t n = 1;

	for (uint32_t i = 0; i < f->places; i++)
		f->came[i] = UINT32_MAX;
	f->queue[0] = SOURCE;
	for (size_t at = 0; at < n; at++) {
		for (uint32_t e = 0; e < f->edges.n; e++) {
			const uint32_t to = f->edges.v[e].to;

			if (f->of.v[e] != f->queue[at] || to == SOURCE ||
			    !f->edges.v[e].room || f->came[to] != UINT32_MAX)
				continue;
			f->came[to] = e;
			f->queue[n++] = to;
		}
	}
	return f->came[SINK] != UINT32_MAX;
}

static uint64_t greatest_flow(struct flow *f)
{
	uint64_t sum = 0;

	f->came = mem_array(f->places, sizeof(*f->came));
	f->queue = mem_array(f->places, sizeof(*f->queue));
	while (reach(f)) {
		uint64_t most = ENDLESS;

		for (uint32_t at = SINK; at != SOURCE;
		     at = f->of.v[f->came[at]]) {
			if (f->edges.v[f->came[at]].room < most)
				most = f->edges.v[f->came[at]].room;
		}
		for (uint32_t at = SINK; at != SOURCE;
		     at = f->of.v[f->came[at]]) {
			f->edges.v[f->came[at]].room -= most;
			f->edges.v[f->came[at] ^ 1].room += most;
		}
		sum += most;
	}
	return sum;
}

/* ---- the tree as a network ---------------------------------------------- */

static uint32_t gate(const struct plan_problem *p, uint32_t n, uint32_t t)
{
	return OTHERS + p->classes + 2 * (n * p->periods + t);
}

/* Nodes of a class, the smallest first: in a tree each lies in the next. */
static size_t chain(const struct plan_grid *g, uint32_t k, uint32_t *of)
{
	const struct plan_problem *p = g->p;
	const uint32_t *at = g->node_at[PLAN_MIGRATE];
	size_t n = 0;

	for (uint32_t i = at[k]; i < at[k + 1]; i++) {
		const uint32_t node = g->node_of[PLAN_MIGRATE][i];
		size_t to = n++;

		for (; to > 0 && p->node[of[to - 1]].class_count >
		     p->node[node].class_count; to--)
			of[to] = of[to - 1];
		of[to] = node;
	}
	return n;
}

static void class_edges(struct flow *f, const struct plan_grid *g, uint32_t k)
{
	const struct plan_problem *p = g->p;
	uint32_t of[64];
	const size_t n = chain(g, k, of);

	edge(f, SOURCE, OTHERS + k, p->class_list[k].count);
	for (uint32_t t = 0; t < p->periods; t++) {
		uint32_t from = OTHERS + k;

		if (!g->open[plan_cell(g, k, 0, t)])
			continue;
		for (size_t i = 0; i < n; i++) {
			edge(f, from, gate(p, of[i], t), ENDLESS);
			from = gate(p, of[i], t) + 1;
		}
		edge(f, from, SINK, ENDLESS);
	}
}

static uint64_t most_migrated(const struct plan_problem *p, struct flow *f)
{
	struct plan_grid g;
	uint64_t sum;

	plan_grid_init(&g, p);
	*f = (struct flow){ .places = gate(p, p->nodes, 0) };
	for (uint32_t n = 0; n < p->nodes; n++) {
		for (uint32_t t = 0; t < p->periods; t++)
			edge(f, gate(p, n, t), gate(p, n, t) + 1,
			     p->node[n].capacity[t] == PLAN_UNLIMITED ?
			     ENDLESS : p->node[n].capacity[t]);
	}
	for (uint32_t k = 0; k < p->classes; k++)
		class_edges(f, &g, k);
	sum = greatest_flow(f);
	plan_grid_release(&g);
	return sum;
}

static void flow_release(struct flow *f)
{
	vec_release(&f->edges);
	vec_release(&f->of);
	mem_free(f->came);
	mem_free(f->queue);
}

/* A node with a price is cut: the greatest flow leaves no room there. */
static void check_full(const struct plan_problem *p, const struct plan *plan,
		       const struct flow *f)
{
	for (size_t i = 0; i < plan->prices.n; i++) {
		const struct plan_price *x = &plan->prices.v[i];

		if (x->goal != PLAN_LEFT)
			continue;
		ck_assert_int_eq(x->micro, PLAN_PPM);
		ck_assert_uint_eq(f->edges.v[2 * (x->at * p->periods +
						  x->period)].room, 0);
	}
}

START_TEST(what_is_short_is_a_minimum_cut)
{
	unsigned with_shortage = 0;

	for (uint64_t seed = 1; seed <= 60; seed++) {
		uint64_t draw = seed;
		const struct plan_toy_size size = {
			.classes = 1 + (uint32_t)toy_draw(&draw, 8),
			.periods = 1 + (uint32_t)toy_draw(&draw, 8),
			.suppliers = 3, .s1sps = 2, .most = 500,
			.tightness = 0.3 + (double)toy_draw(&draw, 100) / 80,
		};
		struct plan_toy e;
		struct plan plan;
		struct flow f;
		uint64_t all = 0, named = 0;
		plan_fixed left;

		toy_random(&e, seed, 0, &size);
		plan_make(&e.p, &plan);
		for (uint32_t k = 0; k < e.p.classes; k++)
			all += e.p.class_list[k].count;
		left = (plan_fixed)(all - most_migrated(&e.p, &f)) * PLAN_ONE;
		ck_assert(plan.left_total == left);
		ck_assert(plan.goal[PLAN_LEFT].bound == left);
		check_full(&e.p, &plan, &f);
		for (size_t i = 0; i < plan.shortages.n; i++)
			named += plan.shortages.v[i].count;
		ck_assert((plan_fixed)named * PLAN_ONE ==
			  left - plan.never_total);
		with_shortage += plan.shortages.n > 0;
		flow_release(&f);
		plan_release(&plan);
		toy_release(&e);
	}
	ck_assert_uint_gt(with_shortage, 20);
}
END_TEST

Suite *plan_cut_suite(void)
{
	Suite *s = suite_create("plan_cut");
	TCase *t = tcase_create("cut");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, what_is_short_is_a_minimum_cut);
	suite_add_tcase(s, t);
	return s;
}
