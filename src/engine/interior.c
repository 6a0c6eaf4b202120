/* Rows with a lower side are turned round, so all are A x + s = b with x and
 * s not negative, y their prices and z the reduced costs. Both sides are
 * scaled to numbers near 1. */
#include "engine/interior.h"

#include <math.h>

#include "base/arena.h"
#include "engine/arrow.h"

#define GAP	1e-8	/* of the cost: then it is near enough */
#define WHOLE_STEP	0.9995	/* of the way to the edge, at most */
#define FLOOR	1e-3	/* of the largest side: the least at the start */
#define PART	0.9	/* of the rows that the start fills */
#define OTHERS	10	/* times as much as the others, or as little, a product
			 * may be */
#define FURTHER	0.1	/* how much further a step is to go for it */
#define PAYS	0.02	/* how much further it must go, or that is all */

enum { STEPS_MAX = 100, CENTRES = 2 };

struct step {
	double *x, *z;		/* by column */
	double *s, *y;		/* by row */
	double primal, dual;	/* how far it can go */
};

struct work {
	const struct linear *l;
	struct linear scaled;
	struct arena arena;
	struct arrow *m;
	uint32_t rows, columns;
	double *b, *c;
	double x_scale, y_scale;
	double *x, *z, *s, *y;
	double *lack;		/* by row: b - A x - s */
	double *over;		/* by column: z - c - A' y */
	double *theta, *extra;
	struct step way, other;
	double *xz, *sy;	/* what a step is to make of the products */
	double *right;		/* scratch by row */
	double *take;		/* scratch by column */
};

static double *zeros(struct work *w, uint32_t n)
{
	return arena_zero(&w->arena, (size_t)n + 1, sizeof(double));
}

/* to += A v */
static void add_rows(const struct linear *l, const double *v, double *to)
{
	for (uint32_t j = 0; j < l->columns; j++) {
		for (int e = l->start[j]; e < l->start[j + 1]; e++)
			to[l->row[e]] += l->value[e] * v[j];
	}
}

/* (A' v) of a column */
static double column_sum(const struct linear *l, const double *v, uint32_t j)
{
	double sum = 0;

	for (int e = l->start[j]; e < l->start[j + 1]; e++)
		sum += l->value[e] * v[l->row[e]];
	return sum;
}

static double largest(const double *v, uint32_t n)
{
	double most = 0;

	for (uint32_t i = 0; i < n; i++)
		most = fmax(most, fabs(v[i]));
	return most;
}

/* ---- the programme ------------------------------------------------------ */

static bool one_sided(const struct linear *l)
{
	for (uint32_t i = 0; i < l->rows; i++) {
		if (l->row_lo[i] > -LINEAR_INFINITY &&
		    l->row_hi[i] < LINEAR_INFINITY)
			return false;
	}
	for (uint32_t j = 0; j < l->columns; j++) {
		if (l->lo[j] < 0 || l->lo[j] > 0)
			return false;
	}
	return true;
}

/* A lower side is an upper one turned round; a row without is left out. */
static int sign_of(const struct linear *l, uint32_t i)
{
	if (l->row_hi[i] < LINEAR_INFINITY)
		return 1;
	return l->row_lo[i] > -LINEAR_INFINITY ? -1 : 0;
}

static void scale(struct work *w)
{
	const struct linear *l = w->l;
	const int entries = l->start[l->columns];
	double *value = arena_alloc(&w->arena, ((size_t)entries + 1) *
				    sizeof(*value));

	w->b = zeros(w, w->rows);
	w->c = zeros(w, w->columns);
	for (uint32_t i = 0; i < w->rows; i++) {
		if (sign_of(l, i) > 0)
			w->b[i] = l->row_hi[i];
		else if (sign_of(l, i) < 0)
			w->b[i] = -l->row_lo[i];
	}
	w->x_scale = fmax(largest(w->b, w->rows), 1e-9);
	w->y_scale = fmax(largest(l->cost, w->columns), 1e-9);
	for (uint32_t i = 0; i < w->rows; i++)
		w->b[i] = sign_of(l, i) ? w->b[i] / w->x_scale : 1;
	for (uint32_t j = 0; j < w->columns; j++)
		w->c[j] = l->cost[j] / w->y_scale;
	for (int e = 0; e < entries; e++)
		value[e] = sign_of(l, (uint32_t)l->row[e]) * l->value[e];
	w->scaled = *l;
	w->scaled.value = value;
}

static struct step step_new(struct work *w)
{
	return (struct step){ zeros(w, w->columns), zeros(w, w->columns),
			      zeros(w, w->rows), zeros(w, w->rows), 0, 0 };
}

static void work_init(struct work *w, const struct linear *l)
{
	*w = (struct work){ .l = l, .arena = ARENA_INIT, .rows = l->rows,
			    .columns = l->columns };
	scale(w);
	w->x = zeros(w, w->columns);
	w->z = zeros(w, w->columns);
	w->s = zeros(w, w->rows);
	w->y = zeros(w, w->rows);
	w->lack = zeros(w, w->rows);
	w->over = zeros(w, w->columns);
	w->theta = zeros(w, w->columns);
	w->extra = zeros(w, w->rows);
	w->xz = zeros(w, w->columns);
	w->sy = zeros(w, w->rows);
	w->right = zeros(w, w->rows);
	w->take = zeros(w, w->columns);
	w->other = step_new(w);
	w->way = step_new(w);
}

/* ---- the start ---------------------------------------------------------- */

/* Within the rows, so far as their sides allow: each column takes of every row
 * that it is in no more than its share of PART, and all products are the same.
 * The reduced costs are then not those of the prices: that is soon mended. */
static bool begin(struct work *w)
{
	const struct linear *l = &w->scaled;
	double *meets = zeros(w, w->rows), mu = 0;

	for (int e = 0; e < l->start[l->columns]; e++)
		meets[l->row[e]] += fabs(l->value[e]);
	for (uint32_t j = 0; j < w->columns; j++) {
		double most = 1;

		for (int e = l->start[j]; e < l->start[j + 1]; e++)
			most = fmin(most, fmax(w->b[l->row[e]], FLOOR) /
				    meets[l->row[e]]);
		w->x[j] = PART * most;
		mu += fabs(w->c[j]) * w->x[j];
	}
	mu /= w->columns;
	if (!(mu > 0))
		return false;
	add_rows(l, w->x, w->s);
	for (uint32_t i = 0; i < w->rows; i++) {
		w->s[i] = fmax(w->b[i] - w->s[i], FLOOR);
		w->y[i] = mu / w->s[i];
	}
	for (uint32_t j = 0; j < w->columns; j++)
		w->z[j] = mu / w->x[j];
	return true;
}

/* ---- a step ------------------------------------------------------------- */

/* The step that adds xz and sy to the products, as far as a straight line can
 * tell, and mends what rows and columns lack. */
static void newton(struct work *w, struct step *d)
{
	const struct linear *l = &w->scaled;

	for (uint32_t j = 0; j < w->columns; j++)
		w->take[j] = w->theta[j] * w->over[j] + w->xz[j] / w->z[j];
	for (uint32_t i = 0; i < w->rows; i++)
		d->y[i] = w->sy[i] / w->y[i] - w->lack[i];
	add_rows(l, w->take, d->y);
	arrow_solve(w->m, d->y);
	for (uint32_t j = 0; j < w->columns; j++) {
		d->x[j] = w->take[j] - w->theta[j] * column_sum(l, d->y, j);
		d->z[j] = (w->xz[j] - w->z[j] * d->x[j]) / w->x[j];
	}
	for (uint32_t i = 0; i < w->rows; i++)
		d->s[i] = (w->sy[i] - w->s[i] * d->y[i]) / w->y[i];
}

/* How far v may go: to nothing. */
static double reach(const double *v, const double *d, uint32_t n, double most)
{
	for (uint32_t i = 0; i < n; i++) {
		if (v[i] + most * d[i] < 0)
			most = -v[i] / d[i];
	}
	return most;
}

static double products(const struct work *w, const struct step *d,
		       double primal, double dual)
{
	double sum = 0;

	for (uint32_t j = 0; j < w->columns; j++)
		sum += (w->x[j] + primal * d->x[j]) *
		       (w->z[j] + dual * d->z[j]);
	for (uint32_t i = 0; i < w->rows; i++)
		sum += (w->s[i] + primal * d->s[i]) *
		       (w->y[i] + dual * d->y[i]);
	return sum;
}

static void residuals(struct work *w)
{
	const struct linear *l = &w->scaled;

	for (uint32_t i = 0; i < w->rows; i++)
		w->right[i] = 0;
	add_rows(l, w->x, w->right);
	for (uint32_t i = 0; i < w->rows; i++)
		w->lack[i] = w->b[i] - w->right[i] - w->s[i];
	for (uint32_t j = 0; j < w->columns; j++)
		w->over[j] = w->z[j] - w->c[j] - column_sum(l, w->y, j);
}

static void walk(struct work *w, const struct step *d, double primal,
		 double dual)
{
	for (uint32_t j = 0; j < w->columns; j++) {
		w->x[j] += primal * d->x[j];
		w->z[j] += dual * d->z[j];
	}
	for (uint32_t i = 0; i < w->rows; i++) {
		w->s[i] += primal * d->s[i];
		w->y[i] += dual * d->y[i];
	}
}

/* How far a step can go on either side, at most to 1. */
static void measure(const struct work *w, struct step *d)
{
	d->primal = reach(w->x, d->x, w->columns,
			  reach(w->s, d->s, w->rows, 1 / WHOLE_STEP));
	d->dual = reach(w->z, d->z, w->columns,
			reach(w->y, d->y, w->rows, 1 / WHOLE_STEP));
}

/* What brings a product, v as the step would leave it, back among the
 * others. */
static double towards(double v, double mu)
{
	const double to = fmin(fmax(v, mu / OTHERS), mu * OTHERS);

	return fmax(to - v, -mu * OTHERS);
}

/* A product that would fall behind the others or run ahead of them is brought
 * back, as the step would be if it went a little further. */
static void centre(struct work *w, const struct step *d, double mu)
{
	const double primal = fmin(1, d->primal * (1 + FURTHER) + FURTHER);
	const double dual = fmin(1, d->dual * (1 + FURTHER) + FURTHER);

	for (uint32_t j = 0; j < w->columns; j++)
		w->xz[j] += towards((w->x[j] + primal * d->x[j]) *
				    (w->z[j] + dual * d->z[j]), mu);
	for (uint32_t i = 0; i < w->rows; i++)
		w->sy[i] += towards((w->s[i] + primal * d->s[i]) *
				    (w->y[i] + dual * d->y[i]), mu);
}

/* The products that this step is to leave: what the first, straight at the
 * edge, would, cubed; and its second order taken off. */
static double aim(struct work *w)
{
	const double n = (double)w->rows + w->columns;
	double now, mu;

	for (uint32_t j = 0; j < w->columns; j++)
		w->xz[j] = -w->x[j] * w->z[j];
	for (uint32_t i = 0; i < w->rows; i++)
		w->sy[i] = -w->s[i] * w->y[i];
	newton(w, &w->way);
	measure(w, &w->way);
	now = products(w, &w->way, 0, 0);
	mu = products(w, &w->way, fmin(1, w->way.primal),
		      fmin(1, w->way.dual)) / now;
	mu = mu * mu * mu * now / n;
	for (uint32_t j = 0; j < w->columns; j++)
		w->xz[j] += mu - w->way.x[j] * w->way.z[j];
	for (uint32_t i = 0; i < w->rows; i++)
		w->sy[i] += mu - w->way.s[i] * w->way.y[i];
	return mu;
}

static bool step(struct work *w)
{
	double mu;

	for (uint32_t j = 0; j < w->columns; j++)
		w->theta[j] = w->x[j] / w->z[j];
	for (uint32_t i = 0; i < w->rows; i++)
		w->extra[i] = w->s[i] / w->y[i];
	if (!arrow_factor(w->m, w->theta, w->extra))
		return false;
	mu = aim(w);
	newton(w, &w->way);
	measure(w, &w->way);
	for (unsigned i = 0; i < CENTRES; i++) {
		const struct step best = w->way;

		centre(w, &best, mu);
		newton(w, &w->other);
		measure(w, &w->other);
		if (w->other.primal + w->other.dual <
		    best.primal + best.dual + PAYS)
			break;
		w->way = w->other;
		w->other = best;
	}
	walk(w, &w->way, WHOLE_STEP * w->way.primal,
	     WHOLE_STEP * w->way.dual);
	return true;
}

/* ---- the end ------------------------------------------------------------ */

static double cost_of(const double *c, const double *x, uint32_t n)
{
	double sum = 0;

	for (uint32_t i = 0; i < n; i++)
		sum += c[i] * x[i];
	return sum;
}

static bool near(const struct work *w)
{
	const double cost = cost_of(w->c, w->x, w->columns);
	const double bound = -cost_of(w->b, w->y, w->rows);

	return fabs(cost - bound) <= GAP * (1e-3 + fabs(cost)) &&
	       largest(w->lack, w->rows) <= GAP &&
	       largest(w->over, w->columns) <= GAP;
}

static void tell(const struct work *w, struct interior_point *at)
{
	for (uint32_t j = 0; j < w->columns; j++) {
		at->x[j] = w->x[j] * w->x_scale;
		at->inside[j] = w->x[j] > w->z[j];
	}
	for (uint32_t i = 0; i < w->rows; i++)
		at->loose[i] = w->s[i] > w->y[i];
}

bool interior_solve(const struct linear *l, const bool *border,
		    struct interior_point *at)
{
	struct work w;
	bool good, found = false;

	if (!one_sided(l))
		return false;
	work_init(&w, l);
	w.m = arrow_new(&w.scaled, border);
	good = w.m && begin(&w);
	for (unsigned i = 0; good && i < STEPS_MAX; i++) {
		residuals(&w);
		found = near(&w);
		if (found)
			break;
		good = step(&w);
	}
	if (found)
		tell(&w, at);
	arrow_free(w.m);
	arena_release(&w.arena);
	return found;
}
