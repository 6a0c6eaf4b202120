/*
 * lp.h - linear programmes, solved: the one door to the solver
 *
 *	minimise    sum cost[j] x[j]
 *	subject to  row_lo[i] <= sum a[i][j] x[j] <= row_hi[i]
 *	            lo[j] <= x[j] <= hi[j]
 *
 *	struct lp *p = lp_new();
 *	row = lp_row(p, -LP_INFINITY, 450);
 *	x = lp_column(p, 1.0, 0, LP_INFINITY);
 *	lp_entry(p, row, x, 2.0);
 *	if (lp_solve(p) == LP_OPTIMAL)
 *		use(lp_value(p, x), lp_price(p, row));
 *	lp_free(p);
 *
 * Rows and columns are numbered from 0 in the order in which they were made.
 * Entries of a column must be added while it is the newest one (a matrix by
 * columns), each row at most once.
 *
 * After a solve, costs and bounds may be changed and the programme solved
 * again: it begins at the last basis, with the primal simplex where only
 * costs changed (the point is still feasible) and with the dual where bounds
 * did. So a second goal on top of a first is cheap. Columns may be added too,
 * and it goes on with the primal simplex; with rows more it begins afresh.
 *
 * lp_price() is the change of the optimal objective for one more unit of the
 * row's binding side: not positive for a row at its upper side. Values and
 * prices are binary floating point, good to about 1e-7: who prints a number
 * makes it from counts, and who proves one rounds prices and recomputes.
 *
 * The solver is COIN-OR Clp: dual simplex with presolve and its perturbation
 * of 50, without which models over time are two to five times slower; who
 * knows the matrix may name another start (lp_set_start). One thread, no
 * clock: the same programme gives the same vertex.
 *
 * Memory: about 60 bytes an entry here, and as much again in the solver.
 */
#ifndef ENGINE_LP_H
#define ENGINE_LP_H

#include <stdint.h>
#include "model/linear.h"

#define LP_INFINITY	LINEAR_INFINITY

enum lp_status { LP_OPTIMAL, LP_INFEASIBLE, LP_UNBOUNDED, LP_FAILED };

struct lp;

struct lp *lp_new(void);
void lp_free(struct lp *p);

uint32_t lp_row(struct lp *p, double lo, double hi);
uint32_t lp_column(struct lp *p, double cost, double lo, double hi);
void lp_entry(struct lp *p, uint32_t row, uint32_t column, double value);

void lp_set_cost(struct lp *p, uint32_t column, double cost);
void lp_set_row(struct lp *p, uint32_t row, double lo, double hi);
void lp_set_column(struct lp *p, uint32_t column, double lo, double hi);

/* How the first solve begins; without a word, plain. All end at a vertex. */
enum lp_start {
	LP_PLAIN,	/* the slack basis */
	LP_CRASH,	/* a basis guessed from the matrix: many rows that tie
			 * periods to each other */
	LP_INTERIOR,	/* an interior point first, then a vertex: thousands of
			 * rows that most columns meet in few */
};

void lp_set_start(struct lp *p, enum lp_start start);

/* A row that ties others to each other, for which an interior point must
 * know (engine/arrow.h): without such rows the others are many small blocks
 * that meet in no column. Said of rows of classes, it is several times
 * faster. */
void lp_set_border(struct lp *p, uint32_t row);

/* The next solve of p begins at the basis of other, which is solved and has as
 * many rows and columns. */
void lp_begin_at(struct lp *p, const struct lp *other);
enum lp_status lp_solve(struct lp *p);
double lp_objective(const struct lp *p);
double lp_value(const struct lp *p, uint32_t column);
double lp_price(const struct lp *p, uint32_t row);
double lp_reduced(const struct lp *p, uint32_t column);	/* reduced cost */
double lp_activity(const struct lp *p, uint32_t row);

/* What it is made of: for who writes it to a file, or checks it. Lives until
 * p is changed. */
struct linear lp_look(struct lp *p);
uint32_t lp_rows(const struct lp *p);
uint32_t lp_columns(const struct lp *p);
double lp_row_lo(const struct lp *p, uint32_t row);
double lp_row_hi(const struct lp *p, uint32_t row);
double lp_column_lo(const struct lp *p, uint32_t column);
double lp_column_hi(const struct lp *p, uint32_t column);
double lp_cost(const struct lp *p, uint32_t column);
/* Entries of a column: their number; *row and *value point into p. */
uint32_t lp_entries(const struct lp *p, uint32_t column,
		    const int **row, const double **value);

#endif
