/* Order and totals of a tally, and its table. */
#include "model/tally.h"

#include <stdlib.h>

#include "base/bug.h"
#include "base/num.h"

static const char *const names[DISPOSITIONS] = {
	"IN_SCOPE", "OUT_OF_SCOPE", "NON_INTENDER", "UNRESOLVED",
};

const char *disposition_name(enum disposition d)
{
	if (d >= DISPOSITIONS)
		BUG("no such disposition");
	return names[d];
}

int tally_compare_keys(const struct span *a, const struct span *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int c = span_cmp(a[i], b[i]);

		if (c != 0)
			return c;
	}
	return 0;
}

static int compare_rows(const void *pa, const void *pb, void *columns)
{
	const struct tally_row *a = pa, *b = pb;
	const size_t *n = columns;

	if (a->disposition != b->disposition)
		return a->disposition < b->disposition ? -1 : 1;
	if (a->total != b->total)
		return a->total > b->total ? -1 : 1;
	if (a->active != b->active)
		return a->active > b->active ? -1 : 1;
	return tally_compare_keys(a->key, b->key, *n);
}

void tally_sort(struct tally *t)
{
	if (t->rows.n > 1)
		qsort_r(t->rows.v, t->rows.n, sizeof(*t->rows.v),
			compare_rows, &t->columns.n);
}

uint64_t tally_total(const struct tally *t, enum disposition d)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < t->rows.n; i++) {
		if (t->rows.v[i].disposition == d &&
		    !num_add(&sum, t->rows.v[i].total))
			BUG("a tally beyond 2^64");
	}
	return sum;
}

size_t tally_count(const struct tally *t, enum disposition d)
{
	size_t n = 0;

	for (size_t i = 0; i < t->rows.n; i++)
		n += t->rows.v[i].disposition == d;
	return n;
}

uint32_t tally_column(const struct tally *t, unsigned column)
{
	for (size_t i = 0; i < t->columns.n; i++) {
		if (t->columns.v[i] == column)
			return (uint32_t)i;
	}
	return TABLE_ABSENT;
}

void tally_release(struct tally *t)
{
	vec_release(&t->columns);
	vec_release(&t->rows);
	arena_release(&t->arena);
}

/* tally.cols.h describes the tally of the default key; what stands around
 * the key is the same under every key. */
enum {
#define COL(id, name, type, values, flags, help) TALLY_##id,
#include "model/tally.cols.h"
#undef COL
};

static const struct table_column listed[] = {
#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
#include "model/tally.cols.h"
#undef COL
};

const struct table_format *tally_format(struct tally *t)
{
	static const char *const codes[] = TABLE_CODES("DMC");
	const size_t n = t->columns.n + 4;
	struct table_column *columns =
		arena_zero(&t->arena, n, sizeof(*columns));
	struct table_format *f = arena_zero(&t->arena, 1, sizeof(*f));

	columns[0] = listed[TALLY_DISPOSITION];
	for (size_t i = 0; i < t->columns.n; i++) {
		columns[1 + i] = rfi_wide_format.columns[t->columns.v[i]];
		columns[1 + i].flags = 0;
	}
	for (size_t i = 0; i < 3; i++)
		columns[1 + t->columns.n + i] = listed[TALLY_COUNT_ACTIVE + i];
	f->schema = "dmc-tally/1";
	f->codes = codes;
	f->columns = columns;
	f->count = (unsigned)n;
	return f;
}

static struct span count_cell(struct arena *a, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_text(n, text)));
}

void tally_cells(const struct tally *t, const struct tally_row *row,
		 struct arena *scratch, struct span *cells)
{
	const size_t n = t->columns.n;

	cells[0] = span_of(disposition_name(row->disposition));
	for (size_t i = 0; i < n; i++)
		cells[1 + i] = row->key[i];
	cells[1 + n] = count_cell(scratch, row->active);
	cells[2 + n] = count_cell(scratch, row->dormant);
	cells[3 + n] = count_cell(scratch, row->total);
}
