/*
 * load_told.h - the findings of a scanned file, row by row where there are any
 *
 * What is wrong with a key is wrong with each of its rows, and the user wants
 * to see each with its line and counts. Keys are asked about once; then a
 * second pass over the file visits the rows of those that have something to
 * be said of, in order, as the careful reader would. When the findings of a
 * key are only counted any more (DIAG_KEEP of each code), so are its rows.
 *
 *	struct load_told t;
 *	load_told_init(&t, &check, wanted);
 *	flags = load_told_key(&t, cells, counted);	(key by key)
 *	if (load_told_any(&t))
 *		why = load_told_rows(&t, &at, scan, fd);
 *	load_told_release(&t);
 */
#ifndef TOOLS_LOAD_TOLD_H
#define TOOLS_LOAD_TOLD_H

#include "base/vec.h"
#include "engine/check.h"
#include "file/scan.h"
#include "model/codes.h"

struct load_told_kind {
	uint32_t code, codes;	/* in load_told.codes */
	bool suspect;		/* each row has findings */
	bool counted;		/* rows have counts: of nothing, perhaps */
	bool full;		/* findings are only counted */
	uint64_t rows;		/* so counted */
};

struct load_told {
	struct check *check;		/* of the file */
	const bool *wanted;
	struct check quiet;
	struct diag scratch;
	VEC(struct load_told_kind) kinds;	/* by key */
	VEC(const struct code_info *) codes;	/* of kinds, end to end */
	bool any;
};

/* Where in the file and in a key the cells are. */
struct load_told_at {
	const unsigned *column;		/* of rfi.h, by cell of a key */
	uint32_t columns;
	uint32_t active, dormant;	/* of the file, or TABLE_ABSENT */
	unsigned threads;
};

void load_told_init(struct load_told *t, struct check *check,
		    const bool *wanted);
/* CHECK_... of the next key; counted: a row of it has counts. */
unsigned load_told_key(struct load_told *t, const struct span *cells,
		       bool counted);
bool load_told_any(const struct load_told *t);
/* NULL, or why the file could not be read again: some findings may have been
 * made then. */
const char *load_told_rows(struct load_told *t, const struct load_told_at *at,
			   struct scan *scan, int fd);
void load_told_release(struct load_told *t);

#endif
