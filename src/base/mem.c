/*
 * mem.c - memory that is there, or the program ends in one place
 *
 * The only file that calls malloc and its kin. A request of 0 bytes gets one
 * byte, so that NULL always means exhaustion here.
 */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/bug.h"

static mem_handler *on_exhaustion;

void mem_on_exhaustion(mem_handler *handler)
{
	on_exhaustion = handler;
}

_Noreturn void mem_exhausted(size_t wanted_bytes)
{
	if (on_exhaustion)
		on_exhaustion(wanted_bytes);
	BUG("memory ran out and nobody ended the program");
}

static size_t mem_bytes(size_t count, size_t item_bytes)
{
	if (item_bytes && count > SIZE_MAX / item_bytes)
		mem_exhausted(SIZE_MAX);
	if (!count || !item_bytes)
		return 1;
	return count * item_bytes;
}

void *mem_array(size_t count, size_t item_bytes)
{
	size_t bytes = mem_bytes(count, item_bytes);
	void *p = calloc(bytes, 1);

	if (!p)
		mem_exhausted(bytes);
	return p;
}

void *mem_resize(void *old, size_t count, size_t item_bytes)
{
	size_t bytes = mem_bytes(count, item_bytes);
	void *p = realloc(old, bytes);

	if (!p)
		mem_exhausted(bytes);
	return p;
}

char *mem_string(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(mem_resize(NULL, n, 1), s, n);
}

void mem_free(void *p)
{
	free(p);
}
