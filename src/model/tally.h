/*
 * tally.h - installations counted by disposition and combination
 *
 * Made by engine/count.h from an inventory, or read back from dmc-count's
 * output. A row's key has one cell for each of the tally's columns; masked
 * columns hold TBC in every row.
 *
 * Order (tally_sort): disposition as listed, count_total descending,
 * count_active descending, key cells bytewise. No two rows of one
 * disposition have the same key.
 *
 * Strings belong to the tally's arena.
 */
#ifndef MODEL_TALLY_H
#define MODEL_TALLY_H

#include <stdint.h>
#include "base/arena.h"
#include "base/table.h"
#include "base/vec.h"
#include "model/policy.h"

/* All installations of one count together: readers refuse more, so that no
 * sum or share of counts can overflow. */
#define TALLY_INSTALLATIONS_MAX	(UINT64_C(1) << 56)

enum disposition { IN_SCOPE, OUT_OF_SCOPE, NON_INTENDER, UNRESOLVED,
		   DISPOSITIONS };

struct tally_row {
	enum disposition disposition;
	const struct span *key;		/* tally.columns.n cells */
	uint64_t active;		/* installations */
	uint64_t dormant;		/* installations */
	uint64_t total;			/* active + dormant */
	uint32_t made;			/* by engine/count.h: its number */
};

struct tally {
	struct arena arena;
	VEC(uint32_t) columns;		/* of rfi.h, in order */
	VEC(struct tally_row) rows;
};

#define TALLY_INIT	{ ARENA_INIT, VEC_INIT, VEC_INIT }

const char *disposition_name(enum disposition d);	/* "IN_SCOPE" */
void tally_sort(struct tally *t);
int tally_compare_keys(const struct span *a, const struct span *b, size_t n);
uint64_t tally_total(const struct tally *t, enum disposition d);
size_t tally_count(const struct tally *t, enum disposition d);
/* Place of an rfi.h column in the key, or TABLE_ABSENT. */
uint32_t tally_column(const struct tally *t, unsigned column);
void tally_release(struct tally *t);

/*
 * The columns of a tally's table: disposition, the key, three counts. The
 * format lives in the arena of the tally. `tally_cells` fills one row of it
 * (columns.n + 4 cells); numbers are written into the scratch arena.
 */
const struct table_format *tally_format(struct tally *t);
void tally_cells(const struct tally *t, const struct tally_row *row,
		 struct arena *scratch, struct span *cells);

#endif
