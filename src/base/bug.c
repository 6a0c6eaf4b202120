/*
 * bug.c - the impossible
 *
 * By write(2) on a line made on the stack: whatever went wrong, memory and
 * stdio need not work for this.
 */
#include "base/bug.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

_Noreturn void bug_at(const char *file, int line, const char *why)
{
	char text[256];
	int n = snprintf(text, sizeof(text), "bug: %s (%s:%d)\n", why, file,
			 line);

	if (n > (int)sizeof(text) - 1)
		n = (int)sizeof(text) - 1;
	if (n > 0 && write(STDERR_FILENO, text, (size_t)n) < 0)
		abort();
	abort();
}
