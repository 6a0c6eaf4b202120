/* The matrix is kept here by columns and handed over whole: loading is a
 * copy, and a row added later costs a new start. Columns can come later.
 * What changes between solves (costs and bounds) is pushed before each one. */
#include "engine/lp.h"

#include <coin/Clp_C_Interface.h>

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include "base/bug.h"
#include "base/mem.h"
#include "base/vec.h"
#include "engine/interior.h"

enum { PERTURBATION = 50, NO_PERTURBATION = 100, PRESOLVE_ON = 0 };
enum { DUAL_SIMPLEX = 0, BARRIER = 3 };		/* ClpSolve::SolveType */
enum { START_OF_DUAL = 0, WITH_CRASH = 1 };	/* ClpSolve special options */
enum { BASIC = 1, AT_UPPER = 2, AT_LOWER = 3 };	/* ClpSimplex::Status */

struct lp {
	Clp_Simplex *clp;
	VEC(double) row_lo;
	VEC(double) row_hi;
	VEC(bool) border;		/* by row */
	VEC(double) lo;
	VEC(double) hi;
	VEC(double) cost;
	VEC(int) start;			/* by column: its first entry */
	VEC(int) row;			/* of each entry */
	VEC(double) value;
	bool loaded;			/* the solver has these rows */
	size_t columns;			/* of ours that it has */
	bool moved;			/* bounds changed since the solve */
	enum lp_start start_with;
	const double *primal, *dual;	/* of the last solve */
	const double *reduced, *activity;
	double objective;
};

/* The solver is C++: without a handler, memory that its operator new does not
 * find ends in abort(). This is std::set_new_handler(), by the name that it
 * has for C; weak, as the solver brings the library and the linker need not
 * know of it. */
typedef void new_handler(void);
__attribute__((weak))
new_handler *solver_on_exhaustion(new_handler *)
	__asm__("_ZSt15set_new_handlerPFvvE");

static void solver_exhausted(void)
{
	mem_exhausted(0);
}

struct lp *lp_new(void)
{
	struct lp *p = mem_array(1, sizeof(*p));

	if (solver_on_exhaustion)
		solver_on_exhaustion(solver_exhausted);
	p->clp = Clp_newModel();
	if (!p->clp)
		mem_exhausted(sizeof(*p));
	Clp_setLogLevel(p->clp, 0);
	return p;
}

void lp_free(struct lp *p)
{
	if (!p)
		return;
	Clp_deleteModel(p->clp);
	vec_release(&p->row_lo);
	vec_release(&p->row_hi);
	vec_release(&p->border);
	vec_release(&p->lo);
	vec_release(&p->hi);
	vec_release(&p->cost);
	vec_release(&p->start);
	vec_release(&p->row);
	vec_release(&p->value);
	mem_free(p);
}

uint32_t lp_row(struct lp *p, double lo, double hi)
{
	p->loaded = false;
	vec_push(&p->row_lo, lo);
	vec_push(&p->row_hi, hi);
	vec_push(&p->border, false);
	return (uint32_t)p->row_lo.n - 1;
}

uint32_t lp_column(struct lp *p, double cost, double lo, double hi)
{
	if (p->cost.n >= INT_MAX - 1)
		mem_exhausted(SIZE_MAX);
	vec_push(&p->start, (int)p->row.n);
	vec_push(&p->cost, cost);
	vec_push(&p->lo, lo);
	vec_push(&p->hi, hi);
	return (uint32_t)p->cost.n - 1;
}

void lp_entry(struct lp *p, uint32_t row, uint32_t column, double value)
{
	if (column + 1 != p->cost.n || row >= p->row_lo.n)
		BUG("an entry of a column that is not the newest");
	if (p->row.n >= INT_MAX - 1)
		mem_exhausted(SIZE_MAX);
	if (column < p->columns)
		p->loaded = false;
	vec_push(&p->row, (int)row);
	vec_push(&p->value, value);
}

void lp_set_cost(struct lp *p, uint32_t column, double cost)
{
	p->cost.v[column] = cost;
}

void lp_set_row(struct lp *p, uint32_t row, double lo, double hi)
{
	p->row_lo.v[row] = lo;
	p->row_hi.v[row] = hi;
	p->moved = true;
}

void lp_set_column(struct lp *p, uint32_t column, double lo, double hi)
{
	p->lo.v[column] = lo;
	p->hi.v[column] = hi;
	p->moved = true;
}

static void load(struct lp *p)
{
	vec_push(&p->start, (int)p->row.n);
	Clp_loadProblem(p->clp, (int)p->cost.n, (int)p->row_lo.n,
			p->start.v, p->row.v, p->value.v, p->lo.v, p->hi.v,
			p->cost.v, p->row_lo.v, p->row_hi.v);
	p->start.n--;
	Clp_setPerturbation(p->clp, PERTURBATION);
	p->loaded = true;
	p->columns = p->cost.n;
}

void lp_set_start(struct lp *p, enum lp_start start)
{
	p->start_with = start;
}

void lp_set_border(struct lp *p, uint32_t row)
{
	p->border.v[row] = true;
}

static void begin_inside(struct lp *p, const struct interior_point *at)
{
	const size_t columns = p->cost.n, rows = p->row_lo.n;
	unsigned char *status = mem_array(columns + rows, 1);

	for (size_t j = 0; j < columns; j++)
		status[j] = at->inside[j] ? BASIC : AT_LOWER;
	for (size_t i = 0; i < rows; i++)
		status[columns + i] = at->loose[i] ? BASIC :
			p->row_hi.v[i] < LP_INFINITY ? AT_UPPER : AT_LOWER;
	for (size_t j = 0; j < columns; j++) {
		if (!at->inside[j])
			at->x[j] = 0;
		else if (at->x[j] > p->hi.v[j])
			at->x[j] = p->hi.v[j];
	}
	Clp_copyinStatus(p->clp, status);
	Clp_setColSolution(p->clp, at->x);
	mem_free(status);
}

/* From a point in the middle, whose columns are then taken to their edges or
 * into the basis one by one. A perturbation would undo what it is good for. */
static bool solve_inside(struct lp *p)
{
	const struct linear l = lp_look(p);
	struct interior_point at = {
		mem_array(p->cost.n, sizeof(double)),
		mem_array(p->cost.n, sizeof(bool)),
		mem_array(p->row_lo.n, sizeof(bool)),
	};
	const bool found = interior_solve(&l, p->border.v, &at);

	if (found) {
		load(p);
		begin_inside(p, &at);
		Clp_setPerturbation(p->clp, NO_PERTURBATION);
		Clp_primal(p->clp, 1);
		Clp_setPerturbation(p->clp, PERTURBATION);
	}
	mem_free(at.x);
	mem_free(at.inside);
	mem_free(at.loose);
	return found && Clp_status(p->clp) == 0;
}

static void solve_afresh(struct lp *p)
{
	Clp_Solve *how;

	if (p->start_with == LP_INTERIOR && solve_inside(p))
		return;
	how = ClpSolve_new();
	load(p);
	ClpSolve_setSolveType(how, p->start_with == LP_INTERIOR ? BARRIER :
			      DUAL_SIMPLEX, -1);
	if (p->start_with == LP_CRASH)
		ClpSolve_setSpecialOption(how, START_OF_DUAL, WITH_CRASH, -1);
	ClpSolve_setPresolveType(how, PRESOLVE_ON, -1);
	Clp_initialSolveWithOptions(p->clp, how);
	ClpSolve_delete(how);
	/* whose own method says too soon that it has the least */
	if (p->start_with == LP_INTERIOR)
		Clp_primal(p->clp, 0);
}

/* Columns made since the last solve; the basis stays. */
static void load_more(struct lp *p)
{
	const size_t from = p->columns, n = p->cost.n - from;
	VEC(int) start = VEC_INIT;
	const int first = p->start.v[from];

	for (size_t i = from; i < p->cost.n; i++)
		vec_push(&start, p->start.v[i] - first);
	vec_push(&start, (int)p->row.n - first);
	Clp_addColumns(p->clp, (int)n, p->lo.v + from, p->hi.v + from,
		       p->cost.v + from, start.v, p->row.v + first,
		       p->value.v + first);
	vec_release(&start);
	p->columns = p->cost.n;
}

static void solve_again(struct lp *p)
{
	if (p->columns < p->cost.n)
		load_more(p);
	Clp_chgObjCoefficients(p->clp, p->cost.v);
	Clp_chgColumnLower(p->clp, p->lo.v);
	Clp_chgColumnUpper(p->clp, p->hi.v);
	Clp_chgRowLower(p->clp, p->row_lo.v);
	Clp_chgRowUpper(p->clp, p->row_hi.v);
	if (p->moved)
		Clp_dual(p->clp, 0);
	else
		Clp_primal(p->clp, 0);
}

void lp_begin_at(struct lp *p, const struct lp *other)
{
	if (p->cost.n != other->cost.n || p->row_lo.n != other->row_lo.n)
		BUG("the basis of another programme");
	load(p);
	Clp_copyinStatus(p->clp, Clp_statusArray(other->clp));
	p->moved = false;
}

enum lp_status lp_solve(struct lp *p)
{
	if (p->cost.n == 0)
		BUG("a programme without columns");
	if (p->loaded)
		solve_again(p);
	else
		solve_afresh(p);
	p->primal = Clp_primalColumnSolution(p->clp);
	p->dual = Clp_dualRowSolution(p->clp);
	p->reduced = Clp_dualColumnSolution(p->clp);
	p->activity = Clp_primalRowSolution(p->clp);
	p->moved = false;
	p->objective = Clp_objectiveValue(p->clp);
	switch (Clp_status(p->clp)) {
	case 0:
		return LP_OPTIMAL;
	case 1:
		return LP_INFEASIBLE;
	case 2:
		return LP_UNBOUNDED;
	default:
		return LP_FAILED;
	}
}

double lp_objective(const struct lp *p)
{
	return p->objective;
}

double lp_value(const struct lp *p, uint32_t column)
{
	return p->primal[column];
}

double lp_price(const struct lp *p, uint32_t row)
{
	return p->dual[row];
}

double lp_reduced(const struct lp *p, uint32_t column)
{
	return p->reduced[column];
}

double lp_activity(const struct lp *p, uint32_t row)
{
	return p->activity[row];
}

struct linear lp_look(struct lp *p)
{
	/* one start more than there are columns, as the solver wants it too */
	vec_push(&p->start, (int)p->row.n);
	p->start.n--;
	return (struct linear){
		.rows = (uint32_t)p->row_lo.n,
		.columns = (uint32_t)p->cost.n,
		.row_lo = p->row_lo.v, .row_hi = p->row_hi.v,
		.lo = p->lo.v, .hi = p->hi.v, .cost = p->cost.v,
		.start = p->start.v, .row = p->row.v, .value = p->value.v,
	};
}

uint32_t lp_rows(const struct lp *p)
{
	return (uint32_t)p->row_lo.n;
}

uint32_t lp_columns(const struct lp *p)
{
	return (uint32_t)p->cost.n;
}

double lp_row_lo(const struct lp *p, uint32_t row)
{
	return p->row_lo.v[row];
}

double lp_row_hi(const struct lp *p, uint32_t row)
{
	return p->row_hi.v[row];
}

double lp_column_lo(const struct lp *p, uint32_t column)
{
	return p->lo.v[column];
}

double lp_column_hi(const struct lp *p, uint32_t column)
{
	return p->hi.v[column];
}

double lp_cost(const struct lp *p, uint32_t column)
{
	return p->cost.v[column];
}

uint32_t lp_entries(const struct lp *p, uint32_t column,
		    const int **row, const double **value)
{
	const int from = p->start.v[column];
	const int to = column + 1 < p->start.n ? p->start.v[column + 1] :
		       (int)p->row.n;

	*row = p->row.v + from;
	*value = p->value.v + from;
	return (uint32_t)(to - from);
}
