/*
 * plan_routes.h - large programmes of the first two goals, columns as needed
 *
 * The programme of plan_lp.h has a row of stock for every stage and period of
 * a class. The same plans are sums of routes: a route says when an installation
 * of a class has its firmware, its first attempt, and its next should that
 * fail. It takes of every node on its way, less as more of it has succeeded:
 *
 *	minimise    sum cost[route] x[route]
 *	subject to  sum of the routes of a class            <= count
 *	            sum of what they take of a node        <= capacity
 *	            successes by a milestone's day + short >= least
 *
 * That has the same least cost and the same prices of nodes and milestones,
 * and no row of stock: an eighth of the rows where most classes need firmware.
 * There are too many routes to write down, but under given prices the best of
 * a class is found by one walk back through its periods, as in
 * engine/plan_bound.c. So: solve with one route for each period of a first
 * attempt; add those that would make it better; again, until all of them
 * could save no more than noise. Then it is the least cost of all routes.
 *
 *	w = plan_routes_new(&m);
 *	if (plan_routes_solve(w, m.weight, 1, &m.dual[PLAN_WAITING]))
 *		use(m.x, m.value);
 *	plan_routes_free(w);
 *
 * No clock decides when anything ends: same question, same answer.
 *
 * Not for plans with frozen periods, nor for the goals behind the second.
 *
 * Source: Dantzig and Wolfe, Decomposition principle for linear programs,
 * Operations Research 8 (1960).
 */
#ifndef ENGINE_PLAN_ROUTES_H
#define ENGINE_PLAN_ROUTES_H

#include "engine/plan_lp.h"

struct plan_routes;

/* m must outlive it; the programme in m is not used. */
struct plan_routes *plan_routes_new(struct plan_lp *m, enum lp_start start);

/* With a question (NULL: none): a column for so many more a day, which counts
 * 1 each in a solve; and how many that was. m is of plan_lp_init_more(). */
void plan_routes_ask(struct plan_routes *w, const struct plan_more *more);
double plan_routes_more(const struct plan_routes *w);
void plan_routes_free(struct plan_routes *w);	/* NULL: nothing to do */

/* Costs are left x goal 1 + waiting x goal 2. Fills in x and value of m, and
 * the prices into d, which is allocated. The next solve, with other costs,
 * begins where this one ended. False: the solver gave up, or it took too many
 * rounds; m then holds nothing of use. */
bool plan_routes_solve(struct plan_routes *w, double left, double waiting,
		      struct plan_duals *d);

#endif
