/* The first slabs are small: most files are. */
#include "file/pages.h"

#include <stdbool.h>
#include <sys/mman.h>

#include "base/mem.h"

enum { FIRST = 64, LARGE = 2048, SMALL_SLABS = 8, HUGE_BYTES = 1 << 21 };

/* A large slab begins where a large page may, and is a whole number of them;
 * what is left out at its ends is never touched. */
static void add_slab(struct pages *p)
{
	const bool large = p->slabs.n >= SMALL_SLABS;
	const size_t align = large ? HUGE_BYTES : PAGES_BYTES;
	const unsigned pages = large ? LARGE : FIRST;
	const size_t bytes = pages * (size_t)PAGES_BYTES;
	unsigned char *slab = mem_resize(NULL, bytes + align, 1);

	vec_push(&p->slabs, slab);
	p->next = slab + (align - (uintptr_t)slab % align) % align;
	p->left = pages;
#ifdef MADV_HUGEPAGE
	if (large)
		(void)madvise(p->next, bytes, MADV_HUGEPAGE);
#endif
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
