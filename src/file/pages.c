/* The first slabs are small: most files are. */
#include "file/pages.h"

#include <sys/mman.h>

#include "base/mem.h"

enum { FIRST = 64, LARGE = 2048, SMALL_SLABS = 8, HUGE_BYTES = 1 << 21 };

/* A whole number of large pages in the middle of the slab. */
static void ask_for_large_pages(unsigned char *slab, size_t bytes)
{
#ifdef MADV_HUGEPAGE
	const size_t skip = (HUGE_BYTES - (uintptr_t)slab % HUGE_BYTES) %
			    HUGE_BYTES;

	if (skip + HUGE_BYTES <= bytes)
		(void)madvise(slab + skip, (bytes - skip) / HUGE_BYTES *
			      HUGE_BYTES, MADV_HUGEPAGE);
#else
	(void)slab;
	(void)bytes;
#endif
}

static void add_slab(struct pages *p)
{
	const unsigned pages = p->slabs.n < SMALL_SLABS ? FIRST : LARGE;
	unsigned char *slab = mem_resize(NULL, pages + 1, PAGES_BYTES);

	vec_push(&p->slabs, slab);
	if (pages == LARGE)
		ask_for_large_pages(slab, (pages + 1) * (size_t)PAGES_BYTES);
	p->next = slab + (PAGES_BYTES - (uintptr_t)slab % PAGES_BYTES) %
			 PAGES_BYTES;
	p->left = pages;
}

unsigned char *pages_take(struct pages *p)
{
	unsigned char *page;

	p->in_use += PAGES_BYTES;
	if (p->given.n)
		return p->given.v[--p->given.n];
	if (p->left == 0)
		add_slab(p);
	page = p->next;
	p->next += PAGES_BYTES;
	p->left--;
	return page;
}

void pages_give(struct pages *p, unsigned char *page)
{
	p->in_use -= PAGES_BYTES;
	vec_push(&p->given, page);
}

void pages_release(struct pages *p)
{
	for (size_t i = 0; i < p->slabs.n; i++)
		mem_free(p->slabs.v[i]);
	vec_release(&p->slabs);
	vec_release(&p->given);
	*p = (struct pages)PAGES_INIT;
}
