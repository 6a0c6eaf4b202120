/*
 * result.h - the results of a test campaign
 *
 * One row a cycle and case, or an attempt; a cell for each column of
 * result.cols.h, blank where the file has no such column. Strings belong to
 * the arena.
 *
 *	row->cell[RESULT_VERDICT]
 *	row->cell[result_firmware(DEVICE_CH)]
 */
#ifndef MODEL_RESULT_H
#define MODEL_RESULT_H

#include "base/arena.h"
#include "base/vec.h"
#include "model/rfi.h"

enum result_column {
#define COL(id, name, type, values, flags, help) RESULT_##id,
#include "model/result.cols.h"
#undef COL
	RESULT_COLUMNS
};

extern const struct table_format result_format;		/* sit-results/1 */
/* The same, with the finding codes of the tools that make releases. */
extern const struct table_format result_release_format;

struct result_row {
	uint64_t line;
	const struct span *cell;	/* RESULT_COLUMNS */
};

struct results {
	struct arena arena;
	VEC(struct result_row) rows;
};

#define RESULTS_INIT	{ ARENA_INIT, VEC_INIT }

unsigned result_firmware(enum device d);	/* its firmware column */
void results_release(struct results *r);

#endif
