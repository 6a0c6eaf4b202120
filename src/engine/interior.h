/*
 * interior.h - a point near the best one, by an interior point method
 *
 * For programmes (model/linear.h) whose columns are not negative and whose
 * rows have one side at most, and whose rows form an arrow (engine/arrow.h):
 *
 *	struct interior_point at = { x, inside, loose };
 *	if (interior_solve(&l, border, &at))
 *		... go on with the simplex method from there
 *
 * It follows the central path from both sides, predictor and corrector, until
 * cost and bound differ by 1e-8 of the cost. That is no vertex, and good to no
 * more: who wants one takes it as a start. Upper bounds of columns are passed
 * over. No clock and no random number: same programme, same point.
 *
 * Source: Mehrotra, On the implementation of a primal-dual interior point
 * method, SIAM Journal on Optimization 2 (1992); Gondzio, Multiple centrality
 * corrections in a primal-dual method for linear programming, Computational
 * Optimization and Applications 6 (1996).
 */
#ifndef ENGINE_INTERIOR_H
#define ENGINE_INTERIOR_H

#include <stdbool.h>
#include "model/linear.h"

struct interior_point {
	double *x;		/* by column */
	bool *inside;		/* by column: farther from nothing than its
				 * reduced cost, as parts of the greatest side
				 * and cost */
	bool *loose;		/* by row: what is left of its side, and its
				 * price, alike */
};

/* False: the programme has another shape, or the numbers gave out. */
bool interior_solve(const struct linear *l, const bool *border,
		    struct interior_point *at);

#endif
