/*
 * arrow.h - equations whose rows fall into blocks that meet in a border
 *
 * The matrix is
 *
 *	M = A diag(theta) A' + diag(extra)
 *
 * for the rows of a programme (model/linear.h), theta by column and extra by
 * row, none negative, extra positive. Rows named as the border are taken out;
 * what then still meets in a column is one block. In a plan the border is the
 * classes, and a block is the nodes of one period. So M has the shape of an
 * arrow, and is factored block after block, each with no regard to the
 * others, and last the border:
 *
 *	struct arrow *a = arrow_new(&l, border);	(border[i]: row i)
 *	if (a && arrow_factor(a, theta, extra))
 *		arrow_solve(a, v);			(v := M^-1 v, by row)
 *	arrow_free(a);
 *
 * Within a block the rows that meet fewest columns go first: they fill up
 * least. Rows of the factor that stay mostly empty are kept as lists, the
 * others are worked on whole.
 *
 * No sum depends on how the compiler groups it: same programme, same bits.
 *
 * Memory: for each row of a block 12 bytes for each row that the block meets.
 *
 * Source: Duff, Erisman and Reid, Direct Methods for Sparse Matrices (1986),
 * chapter 10; bordered block diagonal form.
 */
#ifndef ENGINE_ARROW_H
#define ENGINE_ARROW_H

#include <stdbool.h>
#include "model/linear.h"

struct arrow;

/* l must outlive it. NULL: the blocks would take too much memory. */
struct arrow *arrow_new(const struct linear *l, const bool *border);
void arrow_free(struct arrow *a);	/* NULL: nothing to do */

/* False: not positive, as far as the numbers go. */
bool arrow_factor(struct arrow *a, const double *theta, const double *extra);
void arrow_solve(const struct arrow *a, double *v);

#endif
