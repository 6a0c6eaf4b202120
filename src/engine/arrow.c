#include "engine/arrow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

/* Numbers of all blocks together: beyond, an interior point does not pay. */
#define ROOM_MAX	((size_t)1 << 25)
#define NONE		UINT32_MAX

/* A row of a block has places: first the rows of the block itself, from 0,
 * then the rows of the border that it meets. */
struct block {
	uint32_t rows, width;
	uint32_t *row;		/* by place: of the programme */
	double *at;		/* rows x width, the upper triangle */
	uint32_t *list;		/* rows x width: places that are not zero,
				 * behind the diagonal */
	uint32_t *listed;	/* by row: how many */
};

struct entry {
	uint32_t place;
	double value;
};

struct arrow {
	const struct linear *l;
	struct arena arena;
	struct block *block;
	uint32_t blocks;
	struct block border;
	uint32_t *block_of;	/* by row; NONE: of the border */
	uint32_t *place;	/* by row: in its block, or in the border */
	uint32_t *column_of;	/* by column: its block; NONE: the border */
	struct entry *entry;	/* as in the programme, but by place */
	double *schur;		/* scratch: what a block leaves the border */
	uint32_t *full;		/* scratch: rows of a block */
	double *right;		/* scratch: by place of a block */
};

/* ---- the shape ---------------------------------------------------------- */

static uint32_t root_of(uint32_t *up, uint32_t i)
{
	while (up[i] != i) {
		up[i] = up[up[i]];
		i = up[i];
	}
	return i;
}

static void join_rows(const struct linear *l, const bool *border,
		      uint32_t *up, uint32_t *meets)
{
	for (uint32_t i = 0; i < l->rows; i++) {
		up[i] = i;
		meets[i] = 0;
	}
	for (uint32_t j = 0; j < l->columns; j++) {
		uint32_t first = NONE;

		for (int e = l->start[j]; e < l->start[j + 1]; e++) {
			const uint32_t i = (uint32_t)l->row[e];

			meets[i]++;
			if (border[i])
				continue;
			if (first == NONE)
				first = root_of(up, i);
			else
				up[root_of(up, i)] = first;
		}
	}
}

struct order {
	uint32_t block, meets, row;
};

static int by_block(const void *a, const void *b)
{
	const struct order *x = a, *y = b;

	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	if (x->meets != y->meets)
		return x->meets < y->meets ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

/* Rows by block, those of the border behind all others. */
static struct order *order_rows(struct arrow *a, const bool *border)
{
	const uint32_t rows = a->l->rows;
	struct order *order = arena_alloc(&a->arena,
					  (rows + 1) * sizeof(*order));
	uint32_t *up = arena_alloc(&a->arena, (rows + 1) * sizeof(*up));
	uint32_t *meets = arena_alloc(&a->arena, (rows + 1) * sizeof(*meets));

	join_rows(a->l, border, up, meets);
	for (uint32_t i = 0; i < rows; i++)
		order[i] = (struct order){
			border[i] ? NONE : root_of(up, i),
			border[i] ? 0 : meets[i], i
		};
	qsort(order, rows, sizeof(*order), by_block);
	return order;
}

/* Counts the rows of each block, and gives them their places. */
static void cut_blocks(struct arrow *a, const bool *border)
{
	const uint32_t rows = a->l->rows;
	const struct order *order = order_rows(a, border);

	a->block = arena_zero(&a->arena, (size_t)rows + 1, sizeof(*a->block));
	a->place = arena_alloc(&a->arena, (rows + 1) * sizeof(*a->place));
	a->block_of = arena_alloc(&a->arena,
				  (rows + 1) * sizeof(*a->block_of));
	for (uint32_t i = 0; i < rows; i++) {
		const uint32_t row = order[i].row;
		struct block *b = &a->border;

		a->block_of[row] = NONE;
		if (order[i].block != NONE) {
			if (!i || order[i].block != order[i - 1].block)
				a->blocks++;
			a->block_of[row] = a->blocks - 1;
			b = &a->block[a->blocks - 1];
		}
		a->place[row] = b->rows++;
	}
	a->column_of = arena_alloc(&a->arena, ((size_t)a->l->columns + 1) *
				   sizeof(*a->column_of));
	for (uint32_t j = 0; j < a->l->columns; j++) {
		a->column_of[j] = NONE;
		for (int e = a->l->start[j]; e < a->l->start[j + 1]; e++) {
			const uint32_t b = a->block_of[a->l->row[e]];

			if (b != NONE)
				a->column_of[j] = b;
		}
	}
}

/* meet: blocks x border: the place of its row in the block, NONE: none. */
static bool meet_border(struct arrow *a, uint32_t *meet)
{
	const uint32_t n = a->border.rows;
	size_t room = (size_t)n * n;

	for (uint32_t j = 0; j < a->l->columns; j++) {
		for (int e = a->l->start[j]; e < a->l->start[j + 1]; e++) {
			const int i = a->l->row[e];

			if (a->block_of[i] == NONE && a->column_of[j] != NONE)
				meet[(size_t)a->column_of[j] * n +
				     a->place[i]] = 0;
		}
	}
	a->border.width = n;
	for (uint32_t b = 0; b < a->blocks; b++) {
		struct block *k = &a->block[b];

		k->width = k->rows;
		for (uint32_t i = 0; i < n; i++) {
			if (meet[(size_t)b * n + i] == 0)
				meet[(size_t)b * n + i] = k->width++;
		}
		room += (size_t)k->rows * k->width;
		if (room > ROOM_MAX)
			return false;
	}
	return true;
}

static void block_open(struct arrow *a, struct block *b)
{
	const size_t room = (size_t)b->rows * b->width + 1;

	b->row = arena_zero(&a->arena, (size_t)b->width + 1, sizeof(*b->row));
	b->listed = arena_zero(&a->arena, (size_t)b->rows + 1,
			       sizeof(*b->listed));
	b->list = arena_alloc(&a->arena, room * sizeof(*b->list));
	b->at = arena_alloc(&a->arena, room * sizeof(*b->at));
}

static int by_place(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;

	return a->place < b->place ? -1 : a->place > b->place;
}

static void place_entries(struct arrow *a, const uint32_t *meet)
{
	const struct linear *l = a->l;
	const uint32_t n = a->border.rows;

	a->entry = arena_alloc(&a->arena, ((size_t)l->start[l->columns] + 1) *
			       sizeof(*a->entry));
	for (uint32_t j = 0; j < l->columns; j++) {
		for (int e = l->start[j]; e < l->start[j + 1]; e++) {
			const int i = l->row[e];
			uint32_t place = a->place[i];

			if (a->block_of[i] == NONE && a->column_of[j] != NONE)
				place = meet[(size_t)a->column_of[j] * n +
					     place];
			a->entry[e] = (struct entry){ place, l->value[e] };
		}
		qsort(a->entry + l->start[j],
		      (size_t)(l->start[j + 1] - l->start[j]),
		      sizeof(*a->entry), by_place);
	}
}

static void name_rows(struct arrow *a, const uint32_t *meet)
{
	const uint32_t n = a->border.rows;

	for (uint32_t i = 0; i < a->l->rows; i++) {
		struct block *b = a->block_of[i] == NONE ? &a->border :
				  &a->block[a->block_of[i]];

		b->row[a->place[i]] = i;
	}
	for (uint32_t b = 0; b < a->blocks; b++) {
		for (uint32_t i = 0; i < n; i++) {
			const uint32_t place = meet[(size_t)b * n + i];

			if (place != NONE)
				a->block[b].row[place] = a->border.row[i];
		}
	}
}

struct arrow *arrow_new(const struct linear *l, const bool *border)
{
	struct arrow *a = mem_array(1, sizeof(*a));
	uint32_t *meet, most;
	size_t n;

	*a = (struct arrow){ .l = l, .arena = ARENA_INIT };
	cut_blocks(a, border);
	n = (size_t)a->blocks * a->border.rows;
	meet = arena_alloc(&a->arena, (n + 1) * sizeof(*meet));
	memset(meet, 0xff, n * sizeof(*meet));	/* NONE */
	if (!meet_border(a, meet)) {
		arrow_free(a);
		return NULL;
	}
	block_open(a, &a->border);
	most = a->border.rows;
	for (uint32_t b = 0; b < a->blocks; b++) {
		block_open(a, &a->block[b]);
		if (most < a->block[b].rows)
			most = a->block[b].rows;
	}
	place_entries(a, meet);
	name_rows(a, meet);
	a->schur = arena_alloc(&a->arena, ((size_t)a->border.rows *
					   a->border.rows + 1) *
			       sizeof(*a->schur));
	a->full = arena_alloc(&a->arena, ((size_t)most + 1) *
			      sizeof(*a->full));
	a->right = arena_alloc(&a->arena, ((size_t)l->rows + 1) *
			       sizeof(*a->right));
	return a;
}

void arrow_free(struct arrow *a)
{
	if (!a)
		return;
	arena_release(&a->arena);
	mem_free(a);
}

/* ---- the numbers -------------------------------------------------------- */

/* Four at once, in the order of the loop: for every compiler alike. */
typedef double four __attribute__((vector_size(32), aligned(8), may_alias));

/* to[i] -= f x[i] */
static void less(double *to, const double *x, double f, uint32_t n)
{
	uint32_t i = 0;

	for (; i + 4 <= n; i += 4)
		*(four *)(to + i) -= f * *(const four *)(x + i);
	for (; i < n; i++)
		to[i] -= f * x[i];
}

/* The same of four rows at once: to is read and written once. */
static void less_of_four(double *to, const double *const x[4], uint32_t n)
{
	const double f[4] = { x[0][0], x[1][0], x[2][0], x[3][0] };
	uint32_t i = 0;

	for (; i + 4 <= n; i += 4) {
		four v = *(four *)(to + i);

		v -= f[0] * *(const four *)(x[0] + i);
		v -= f[1] * *(const four *)(x[1] + i);
		v -= f[2] * *(const four *)(x[2] + i);
		v -= f[3] * *(const four *)(x[3] + i);
		*(four *)(to + i) = v;
	}
	for (; i < n; i++)
		to[i] = to[i] - f[0] * x[0][i] - f[1] * x[1][i] -
			f[2] * x[2][i] - f[3] * x[3][i];
}

static void fill_in(struct arrow *a, const double *theta, const double *extra)
{
	for (uint32_t b = 0; b <= a->blocks; b++) {
		struct block *k = b < a->blocks ? &a->block[b] : &a->border;

		memset(k->at, 0, (size_t)k->rows * k->width *
		       sizeof(*k->at));
		for (uint32_t i = 0; i < k->rows; i++)
			k->at[(size_t)i * k->width + i] = extra[k->row[i]];
	}
	for (uint32_t j = 0; j < a->l->columns; j++) {
		const struct block *k = a->column_of[j] == NONE ? &a->border :
					&a->block[a->column_of[j]];
		const struct entry *end = a->entry + a->l->start[j + 1];

		for (const struct entry *e = a->entry + a->l->start[j];
		     e < end; e++) {
			const double f = theta[j] * e->value;
			const bool edge = e->place >= k->rows;
			double *to = edge ? a->border.at +
				(size_t)a->place[k->row[e->place]] *
				a->border.width :
				k->at + (size_t)e->place * k->width;

			for (const struct entry *o = e; o < end; o++)
				to[edge ? a->place[k->row[o->place]] :
				   o->place] += f * o->value;
		}
	}
}

static bool is_full(const struct block *b, uint32_t i)
{
	return b->listed[i] * 2 > b->width - i;
}

/* What row i of a block, mostly empty, leaves the rows behind it. */
static void spread_list(struct arrow *a, struct block *b, const double *row,
			const uint32_t *list, uint32_t n)
{
	const uint32_t edge = b->width - b->rows;
	uint32_t q = 0;

	for (; q < n && list[q] < b->rows; q++) {
		double *to = b->at + (size_t)list[q] * b->width;

		for (uint32_t o = q; o < n; o++)
			to[list[o]] -= row[list[q]] * row[list[o]];
	}
	for (; q < n; q++) {
		double *to = a->schur + (size_t)(list[q] - b->rows) * edge;

		for (uint32_t o = q; o < n; o++)
			to[list[o] - b->rows] -= row[list[q]] * row[list[o]];
	}
}

/* Row i of a block is done. True: it is full, and the border has yet to have
 * its part. */
static bool eliminate(struct arrow *a, struct block *b, uint32_t i)
{
	double *row = b->at + (size_t)i * b->width;
	uint32_t *list = b->list + (size_t)i * b->width, n = 0;

	row[i] = 1 / sqrt(row[i]);
	for (uint32_t p = i + 1; p < b->width; p++) {
		if (row[p] > 0 || row[p] < 0) {
			row[p] *= row[i];
			list[n++] = p;
		}
	}
	b->listed[i] = n;
	if (!is_full(b, i)) {
		spread_list(a, b, row, list, n);
		return false;
	}
	for (uint32_t q = 0; q < n && list[q] < b->rows; q++) {
		const uint32_t p = list[q];

		less(b->at + (size_t)p * b->width + p, row + p, row[p],
		     b->width - p);
	}
	return true;
}

/* What the full rows of a block leave the border. */
static void spread_full(struct arrow *a, const struct block *b, uint32_t n)
{
	const uint32_t edge = b->width - b->rows;

	for (uint32_t p = 0; p < edge; p++) {
		double *to = a->schur + (size_t)p * edge + p;
		uint32_t i = 0;

		for (; i + 4 <= n; i += 4) {
			const double *x[4];

			for (uint32_t o = 0; o < 4; o++)
				x[o] = b->at + (size_t)a->full[i + o] *
				       b->width + b->rows + p;
			less_of_four(to, x, edge - p);
		}
		for (; i < n; i++) {
			const double *x = b->at + (size_t)a->full[i] *
					  b->width + b->rows + p;

			less(to, x, x[0], edge - p);
		}
	}
	for (uint32_t p = 0; p < edge; p++) {
		double *to = a->border.at + (size_t)a->place[
			b->row[b->rows + p]] * a->border.width;

		for (uint32_t q = p; q < edge; q++)
			to[a->place[b->row[b->rows + q]]] +=
				a->schur[(size_t)p * edge + q];
	}
}

static bool factor_block(struct arrow *a, struct block *b)
{
	const uint32_t edge = b->width - b->rows;
	uint32_t n = 0;

	memset(a->schur, 0, (size_t)edge * edge * sizeof(*a->schur));
	for (uint32_t i = 0; i < b->rows; i++) {
		if (!(b->at[(size_t)i * b->width + i] > 0))
			return false;
		if (eliminate(a, b, i))
			a->full[n++] = i;
	}
	if (edge)
		spread_full(a, b, n);
	return true;
}

bool arrow_factor(struct arrow *a, const double *theta, const double *extra)
{
	fill_in(a, theta, extra);
	for (uint32_t b = 0; b < a->blocks; b++) {
		if (!factor_block(a, &a->block[b]))
			return false;
	}
	return factor_block(a, &a->border);
}

/* ---- solving ------------------------------------------------------------ */

/* w: by place, at first what is left of the right side. */
static void forward(const struct block *b, double *w)
{
	for (uint32_t i = 0; i < b->rows; i++) {
		const double *row = b->at + (size_t)i * b->width;
		const uint32_t *list = b->list + (size_t)i * b->width;

		w[i] *= row[i];
		if (is_full(b, i)) {
			less(w + i + 1, row + i + 1, w[i], b->width - i - 1);
			continue;
		}
		for (uint32_t q = 0; q < b->listed[i]; q++)
			w[list[q]] -= row[list[q]] * w[i];
	}
}

static double product(const double *x, const double *y, uint32_t n)
{
	four sum = { 0 };
	double rest = 0;
	uint32_t i = 0;

	for (; i + 4 <= n; i += 4)
		sum += *(const four *)(x + i) * *(const four *)(y + i);
	for (; i < n; i++)
		rest += x[i] * y[i];
	return (sum[0] + sum[1]) + (sum[2] + sum[3]) + rest;
}

static void back(const struct block *b, double *w)
{
	for (uint32_t i = b->rows; i-- > 0;) {
		const double *row = b->at + (size_t)i * b->width;
		const uint32_t *list = b->list + (size_t)i * b->width;
		double sum = 0;

		if (is_full(b, i))
			sum = product(row + i + 1, w + i + 1,
				      b->width - i - 1);
		for (uint32_t q = 0; !is_full(b, i) && q < b->listed[i]; q++)
			sum += row[list[q]] * w[list[q]];
		w[i] = (w[i] - sum) * row[i];
	}
}

/* Of a vector by row, what is at the places of a block; and the first n of
 * them back. */
static void gather(const struct block *b, const double *v, double *w)
{
	for (uint32_t p = 0; p < b->width; p++)
		w[p] = v[b->row[p]];
}

static void scatter(const struct block *b, uint32_t n, const double *w,
		    double *v)
{
	for (uint32_t p = 0; p < n; p++)
		v[b->row[p]] = w[p];
}

void arrow_solve(const struct arrow *a, double *v)
{
	const struct block *b = a->block;
	double *w = a->right;

	for (; b < a->block + a->blocks; b++) {
		gather(b, v, w);
		forward(b, w);
		scatter(b, b->width, w, v);
	}
	gather(&a->border, v, w);
	forward(&a->border, w);
	back(&a->border, w);
	scatter(&a->border, a->border.width, w, v);
	while (b-- > a->block) {
		gather(b, v, w);
		back(b, w);
		scatter(b, b->rows, w, v);
	}
}
