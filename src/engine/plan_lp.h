/*
 * plan_lp.h - the plan as a linear programme, and its goals in order
 *
 * Columns are the open cells of the grid (attempts), the stock that waits
 * between two stages of a class, what a milestone is short of, and where a
 * goal asks for it the peak and the changes. Rows, all sparse:
 *
 *	class      sum of its first stage <= count
 *	stock      kept + come on - taken - keep = 0, by class, stage and
 *	           period: firmware ready, expected failures returned
 *	capacity   sum of attempts x use <= capacity, by node and period
 *	milestone  successes by then + short >= least
 *	peak       attempts x use <= days x peak, by period
 *	change     attempts + fewer - more = previous
 *	freeze     an earlier goal with slack <= its value
 *
 * The programme is never infeasible: nothing forces an attempt.
 *
 * Goals 1 and 2 go in one solve where they follow each other, with goal 1
 * weighted by 1 + the greatest waiting of one installation. That weight can
 * be too small where one migration pushes many others back, so it is checked:
 * goal 1 is solved alone too whenever anything could still be migrated, and
 * if that is better it is held and goal 2 solved behind it. A goal without
 * slack is held by its optimal face: columns and rows that have a price stay
 * where they are, which is exact and adds no dense row.
 */
#ifndef ENGINE_PLAN_LP_H
#define ENGINE_PLAN_LP_H

#include "engine/lp.h"
#include "engine/plan_grid.h"

/* Dual prices of the rows that a proof may use; by goal. */
struct plan_duals {
	bool known;
	double *node;		/* nodes x periods */
	double *milestone;	/* milestones */
	double *peak;		/* periods */
	double freeze[PLAN_GOALS];	/* of the earlier goals */
};

/* A question: so many more a day at a node from a period on. */
struct plan_more {
	uint32_t node, from;
};

struct plan_lp {
	const struct plan_problem *p;
	const struct plan_grid *g;
	struct lp *lp;
	struct arena arena;
	uint32_t *column;	/* by cell; PLAN_NONE: closed */
	uint32_t *node_row;	/* nodes x periods; PLAN_NONE: no row */
	uint32_t *milestone_row, *milestone_short;
	uint32_t *peak_row;	/* by period; NULL: the peak is no goal */
	uint32_t peak;		/* its column */
	uint32_t freeze_row[PLAN_GOALS];	/* PLAN_NONE: none */
	VEC(double) cost[PLAN_GOALS];		/* by column */
	uint32_t more;		/* the column of the question; PLAN_NONE */
	uint32_t class_row;	/* of class 0; the others follow */
	uint32_t *stock;	/* scratch of the build: rows of one class */

	double *x;		/* by cell: the solution */
	double value[PLAN_GOALS];	/* as the programme counts: less what
					 * no decision changes */
	struct plan_duals dual[PLAN_GOALS];
	double weight;		/* of goal 1 in the first solve */
};

/* Neither p nor g is copied. */
void plan_lp_init(struct plan_lp *m, const struct plan_grid *g);

/* With a column for the question, and a freeze row for goal 1 whatever its
 * slack. p has the capacities, g is of a problem with the node wide open. */
void plan_lp_init_more(struct plan_lp *m, const struct plan_problem *p,
		       const struct plan_grid *g,
		       const struct plan_more *more);
void plan_lp_release(struct plan_lp *m);

/* The goals in the order in which they count: their number. */
unsigned plan_goal_order(const struct plan_problem *p,
			 enum plan_goal order[PLAN_GOALS]);

/* Has a class more than one attempt? */
bool plan_tries_again(const struct plan_problem *p);

/* Costs of the first solve, as an export shows them. */
void plan_lp_first(struct plan_lp *m);

/* No price yet; lives in m. */
void plan_duals_init(struct plan_lp *m, struct plan_duals *d);

/* All goals; x, value and dual are then those of the last one. */
void plan_lp_solve(struct plan_lp *m);

#endif
