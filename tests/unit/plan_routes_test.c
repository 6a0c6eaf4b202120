/* plan_routes_test.c - large programmes by routes */
#include "engine/plan_routes.h"

#include <check.h>
#include <math.h>

#include "plan_util.h"

Suite *plan_routes_suite(void);

static void random_estate(struct plan_toy *e, uint64_t seed, unsigned shape)
{
	uint64_t draw = seed;
	const struct plan_toy_size size = {
		.classes = 1 + (uint32_t)toy_draw(&draw, 12),
		.periods = 1 + (uint32_t)toy_draw(&draw, 16),
		.suppliers = 3, .s1sps = 2, .most = 1000,
		.tightness = 0.4 + (double)toy_draw(&draw, 100) / 50,
	};

	toy_random(e, seed, shape, &size);
}

/* Both ways to the least of left x goal 1 + waiting x goal 2. */
struct both {
	struct plan_grid g;
	struct plan_lp m;
	struct plan_routes *w;
	struct plan_duals d;
};

static void both_init(struct both *b, const struct plan_problem *p)
{
	plan_grid_init(&b->g, p);
	plan_lp_init(&b->m, &b->g);
	plan_lp_first(&b->m);
	b->w = plan_routes_new(&b->m, LP_PLAIN);
	plan_duals_init(&b->m, &b->d);
}

static void both_release(struct both *b)
{
	plan_routes_free(b->w);
	plan_lp_release(&b->m);
	plan_grid_release(&b->g);
}

static double by_rows(struct both *b, double left, double waiting)
{
	for (uint32_t c = 0; c < lp_columns(b->m.lp); c++)
		lp_set_cost(b->m.lp, c, left * b->m.cost[PLAN_LEFT].v[c] +
			    waiting * b->m.cost[PLAN_WAITING].v[c]);
	ck_assert_int_eq(lp_solve(b->m.lp), LP_OPTIMAL);
	return lp_objective(b->m.lp);
}

static double by_routes(struct both *b, double left, double waiting)
{
	ck_assert(plan_routes_solve(b->w, left, waiting, &b->d));
	ck_assert(b->d.known);
	return left * b->m.value[PLAN_LEFT] +
	       waiting * b->m.value[PLAN_WAITING];
}

static bool near(double a, double b)
{
	return fabs(a - b) <= 1e-6 * (1 + fabs(a) + fabs(b));
}

/* Capacity and counts, for routes could promise what no plan can do. */
static void check_room(const struct both *b, const struct plan_problem *p)
{
	for (uint32_t n = 0; n < p->nodes; n++) {
		const struct plan_node *node = &p->node[n];

		for (uint32_t t = 0; t < p->periods; t++) {
			double used = 0;

			for (size_t i = 0; i < node->class_count; i++) {
				const uint32_t k = node->classes[i];
				const struct plan_class *c = &p->class_list[k];

				for (uint32_t s = 0; s <
				     plan_stages(&b->g, k); s++)
					used += plan_stage_step(c, s) !=
						node->step ? 0 : b->m.x[
						plan_cell(&b->g, k, s, t)] *
						(double)plan_takes(p, c, s, t,
								   node) /
						PLAN_PPM;
			}
			if (node->capacity[t] != PLAN_UNLIMITED)
				ck_assert(used <= (double)node->capacity[t] *
					  (1 + 1e-6) + 1e-6);
		}
	}
}

START_TEST(routes_cost_what_the_programme_costs)
{
	for (uint64_t seed = 1; seed <= 400; seed++) {
		const unsigned shape = (unsigned)(seed * 37) % ESTATE_ALL;
		struct plan_toy e;
		struct both b;

		random_estate(&e, seed, shape);
		both_init(&b, &e.p);
		ck_assert_msg(near(by_rows(&b, b.m.weight, 1),
				   by_routes(&b, b.m.weight, 1)),
			      "seed %d, both goals", (int)seed);
		check_room(&b, &e.p);
		ck_assert_msg(near(by_rows(&b, 1, 0), by_routes(&b, 1, 0)),
			      "seed %d, goal 1", (int)seed);
		check_room(&b, &e.p);
		both_release(&b);
		toy_release(&e);
	}
}
END_TEST

/* The least more a day at a node that migrates all that more can. */
START_TEST(more_costs_what_the_programme_says)
{
	unsigned some = 0;

	for (uint64_t seed = 1; seed <= 100; seed++) {
		const struct plan_more more = { 0, (uint32_t)seed % 2 };
		struct plan_duals d;
		struct plan_routes *w;
		struct plan_toy e;
		struct plan_grid g;
		struct plan_lp m;
		double left, least;

		random_estate(&e, seed, (unsigned)(seed * 53) % ESTATE_ALL &
			      ~(unsigned)ESTATE_MILESTONES);
		e.p.goals = 0;
		plan_grid_init(&g, &e.p);
		plan_lp_init_more(&m, &e.p, &g, &more);
		plan_duals_init(&m, &d);
		for (uint32_t c = 0; c < lp_columns(m.lp); c++)
			lp_set_cost(m.lp, c, m.cost[PLAN_LEFT].v[c]);
		ck_assert_int_eq(lp_solve(m.lp), LP_OPTIMAL);
		left = lp_objective(m.lp);
		for (uint32_t c = 0; c < lp_columns(m.lp); c++)
			lp_set_cost(m.lp, c, c == m.more);
		lp_set_row(m.lp, m.freeze_row[PLAN_LEFT], -LP_INFINITY,
			   left + 1e-6);
		ck_assert_int_eq(lp_solve(m.lp), LP_OPTIMAL);
		least = lp_objective(m.lp);
		w = plan_routes_new(&m, LP_PLAIN);
		plan_routes_ask(w, &more);
		ck_assert(plan_routes_solve(w, 1e4, 0, &d));
		ck_assert(near(m.value[PLAN_LEFT], left));
		ck_assert_double_eq_tol(plan_routes_more(w), least,
					1e-4 * (1 + least));
		some += least > 1;
		plan_routes_free(w);
		plan_lp_release(&m);
		plan_grid_release(&g);
		toy_release(&e);
	}
	ck_assert_uint_gt(some, 10);
}
END_TEST

START_TEST(no_window_no_route)
{
	struct plan_toy e;
	struct both b;

	toy_begin(&e, 3, 1, 1);
	toy_class(&e, 0, 10, 2, 1);	/* no window */
	toy_node(&e, 0, "all", 5, 0, 0);
	both_init(&b, &e.p);
	ck_assert(near(by_routes(&b, 1, 0), 0));
	both_release(&b);
	toy_release(&e);
}
END_TEST

Suite *plan_routes_suite(void)
{
	Suite *s = suite_create("plan_routes");
	TCase *t = tcase_create("routes");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, routes_cost_what_the_programme_costs);
	tcase_add_test(t, more_costs_what_the_programme_says);
	tcase_add_test(t, no_window_no_route);
	suite_add_tcase(s, t);
	return s;
}
