/*
 * arena.c - memory that dies together
 *
 * A list of blocks, the one being filled at its head; each is twice as large
 * as the one before, up to BLOCK_MAX. A request too large for the head's
 * kin gets a block of its own behind the head, so that the head's room is
 * not lost. arena_clear() joins what it finds into one block of the same
 * size: after one round of any work there is one block and no search.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/bug.h"
#include "base/mem.h"

enum { BLOCK_MIN = 4096, BLOCK_MAX = 1 << 20 };

struct arena_block {
	struct arena_block *next;
	size_t size;
	size_t used;
	alignas(max_align_t) char bytes[];
};

static struct arena_block *block_new(size_t size)
{
	struct arena_block *b;

	if (size > SIZE_MAX - sizeof(*b))
		mem_exhausted(SIZE_MAX);
	b = mem_resize(NULL, sizeof(*b) + size, 1);
	b->next = NULL;
	b->size = size;
	b->used = 0;
	return b;
}

static struct arena_block *block_for(struct arena *a, size_t bytes)
{
	struct arena_block *head = a->head;
	struct arena_block *b;
	size_t size = head ? head->size * 2 : BLOCK_MIN;

	if (size > BLOCK_MAX)
		size = BLOCK_MAX;
	if (bytes > size / 4) {
		b = block_new(bytes);
		if (head) {
			b->next = head->next;
			head->next = b;
		} else {
			a->head = b;
		}
		return b;
	}
	b = block_new(size);
	b->next = head;
	a->head = b;
	return b;
}

static void *take(struct arena *a, size_t bytes, size_t align)
{
	struct arena_block *b = a->head;
	size_t pad = b ? (size_t)-b->used & (align - 1) : 0;
	char *p;

	if (!b || b->size - b->used < pad ||
	    b->size - b->used - pad < bytes) {
		b = block_for(a, bytes);
		pad = 0;
	}
	p = b->bytes + b->used + pad;
	b->used += pad + bytes;
	a->used += pad + bytes;
	return p;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
	return take(a, bytes, alignof(max_align_t));
}

void *arena_zero(struct arena *a, size_t count, size_t item_bytes)
{
	if (item_bytes && count > SIZE_MAX / item_bytes)
		mem_exhausted(SIZE_MAX);
	return memset(arena_alloc(a, count * item_bytes), 0,
		      count * item_bytes);
}

struct span arena_span(struct arena *a, struct span s)
{
	char *p;

	if (s.n == SIZE_MAX)
		mem_exhausted(SIZE_MAX);
	p = take(a, s.n + 1, 1);
	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return span_make(p, s.n);
}

const char *arena_string(struct arena *a, struct span s)
{
	return arena_span(a, s).p;
}

struct span arena_printf(struct arena *a, const char *fmt, ...)
{
	const struct arena_block *b = a->head;
	const size_t room = b ? b->size - b->used : 0;
	va_list ap;
	char *p;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(room ? a->head->bytes + b->used : NULL, room, fmt, ap);
	va_end(ap);
	if (n < 0)
		BUG("a format that cannot be printed");
	p = take(a, (size_t)n + 1, 1);
	if ((size_t)n >= room) {	/* it tells what it needs */
		va_start(ap, fmt);
		vsnprintf(p, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	return span_make(p, (size_t)n);
}

void arena_clear(struct arena *a)
{
	size_t size = 0;

	a->used = 0;
	if (!a->head)
		return;
	if (!a->head->next) {
		a->head->used = 0;
		return;
	}
	for (struct arena_block *b = a->head; b; b = b->next)
		size += b->size;
	arena_release(a);
	a->head = block_new(size);
}

void arena_release(struct arena *a)
{
	struct arena_block *b = a->head;

	while (b) {
		struct arena_block *next = b->next;

		mem_free(b);
		b = next;
	}
	a->head = NULL;
	a->used = 0;
}
