/*
 * arena.h - memory that dies together
 *
 * One arena per document: strings belong to the arena of the thing they
 * were read into; a function that keeps a pointer says so in its header;
 * nothing else frees. That is the ownership law of the whole tree.
 *
 *	struct arena a = ARENA_INIT;
 *	struct span s = arena_span(&a, cell);	(copied, NUL behind it)
 *	arena_release(&a);			(everything, at once)
 *
 * arena_clear() forgets the contents and keeps the memory for the next
 * round. Memory is aligned for any type and is not zeroed, except by
 * arena_zero().
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/span.h"

struct arena_block;

struct arena {
	struct arena_block *head;
	size_t used;		/* bytes handed out, padding included */
};

#define ARENA_INIT	{ NULL, 0 }

void *arena_alloc(struct arena *a, size_t bytes);
void *arena_zero(struct arena *a, size_t count, size_t item_bytes);
struct span arena_span(struct arena *a, struct span s);
const char *arena_string(struct arena *a, struct span s);
struct span arena_printf(struct arena *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void arena_clear(struct arena *a);
void arena_release(struct arena *a);

#endif
