/*
 * linear.h - a linear programme to look at
 *
 *	minimise    sum cost[j] x[j]
 *	subject to  row_lo[i] <= sum a[i][j] x[j] <= row_hi[i]
 *	            lo[j] <= x[j] <= hi[j]
 *
 * by columns: the entries of column j are start[j] up to start[j + 1]. What
 * is beyond LINEAR_INFINITY in size is no bound. It only points: whoever made
 * it (engine/lp.h) says how long it lives.
 */
#ifndef MODEL_LINEAR_H
#define MODEL_LINEAR_H

#include <stdint.h>

#define LINEAR_INFINITY	1e30

struct linear {
	uint32_t rows, columns;
	const double *row_lo, *row_hi, *lo, *hi, *cost;
	const int *start, *row;
	const double *value;
};

#endif
