/*
 * mem.h - memory that is there, or the program ends in one place
 *
 * Every allocation of the suite goes through here (tests/house greps for
 * malloc). None of these functions returns NULL: when memory runs out the
 * handler is called, and it does not return. The program sets the handler
 * (cli/prog.c: one message, status 4); without one, mem aborts. A library's
 * own allocation that failed is mem_exhausted(0): how much is not known.
 *
 *	struct row *rows = mem_array(n, sizeof(*rows));
 *	rows = mem_resize(rows, 2 * n, sizeof(*rows));
 *	mem_free(rows);
 *
 * Sizes are in bytes, counts in items; count * size that overflows is
 * exhaustion, not wrap-around. mem_array() gives zeroed memory.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

typedef void mem_handler(size_t wanted_bytes);

void mem_on_exhaustion(mem_handler *handler);
_Noreturn void mem_exhausted(size_t wanted_bytes);

void *mem_array(size_t count, size_t item_bytes);
void *mem_resize(void *old, size_t count, size_t item_bytes);
char *mem_string(const char *s);
void mem_free(void *p);

#endif
