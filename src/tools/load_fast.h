/*
 * load_fast.h - a large plain file into the estate, a key at a time
 *
 * When a file is CSV in the wide layout, nothing is packed and nobody asks
 * for its rows one by one, the scanner of file/scan.h finds its distinct
 * keys, and each is added to the estate once with all its rows. Whatever
 * the scanner or check_kind() objects to is left to the careful reader, from
 * the first row on, and nothing has been added then: results, findings and
 * line numbers are always the careful reader's.
 *
 *	struct load_fast fast;
 *	load_fast_open(&fast, path);		(before rows_open())
 *	...header, binding...
 *	if (!load_fast_wide(&fast, l, names, n, &binding, &progress))
 *		...rows_next()...
 *	load_fast_close(&fast);
 */
#ifndef TOOLS_LOAD_FAST_H
#define TOOLS_LOAD_FAST_H

#include "cli/progress.h"
#include "tools/load.h"

struct load_fast {
	int fd;			/* -1: the careful reader's only */
	bool own_fd;
	uint64_t start;		/* byte at which the file begins */
	bool done;		/* it was read here */
	uint64_t rows;
};

void load_fast_open(struct load_fast *f, const char *path);
bool load_fast_wide(struct load_fast *f, struct load *l,
		    const struct span *names, size_t n,
		    const struct table_binding *b, struct progress *p);
void load_fast_close(struct load_fast *f);

#endif
