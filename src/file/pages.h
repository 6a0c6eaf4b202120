/*
 * pages.h - very many pages of memory, all of one size
 *
 * For what grows with rows: pages come from large slabs, for which the
 * system is asked for large pages, and what is given back is had again.
 *
 *	struct pages p = PAGES_INIT;
 *	unsigned char *page = pages_take(&p);	(PAGES_BYTES, at a multiple)
 *	pages_give(&p, page);
 *	pages_release(&p);
 *
 * A page's bytes are not set. Not to be shared by threads.
 */
#ifndef FILE_PAGES_H
#define FILE_PAGES_H

#include <stdint.h>
#include "base/vec.h"

#define PAGES_BYTES	4096u

struct pages {
	VEC(void *) slabs;
	VEC(unsigned char *) given;	/* back, and free */
	unsigned char *next;		/* of the last slab */
	unsigned left;
	uint64_t in_use;		/* bytes */
};

#define PAGES_INIT	{ VEC_INIT, VEC_INIT, NULL, 0, 0 }

unsigned char *pages_take(struct pages *p);
void pages_give(struct pages *p, unsigned char *page);
void pages_release(struct pages *p);

#endif
