/*
 * marks.h - does any string come twice among very many?
 *
 * Of each string a mark is kept (the keyed hash of base/intern.h, 64 bits of
 * it), not the string. Different marks are different strings, so
 * "none comes twice" is certain. Equal marks are equal strings nearly
 * always: who hears "twice" looks at the strings themselves, which is rare
 * or wanted anyway. Nobody can send strings made to collide.
 *
 *	struct marks *m = marks_new();
 *	marks_begin(m);				(a file, say)
 *	h = marks_hand(m, thread);		(before the threads start)
 *	marks_add(h, s);			(one hand, one thread)
 *	if (marks_twice(m, threads))		(since marks_begin)
 *		marks_drop(m);			(forgets what came since)
 *	...
 *	if (marks_join(m))			(over all that was kept)
 *		...marks_shared(m, s)...	(is s one that comes twice?)
 *	marks_free(m);
 *
 * Strings fall into 256 slices by their marks. A hand may be told to keep
 * some of them only (before the first mark, or in one round): others are
 * dropped and no longer taken, and to look for all takes several rounds.
 *
 * Memory: 7 bytes a string and 4 MiB a hand; marks_twice() and marks_join()
 * need 12 bytes more a thread for one in 1,024 of the strings; marks_join()
 * keeps up to 32 bytes for each mark that comes twice. 57 million strings are
 * 420 MB.
 */
#ifndef FILE_MARKS_H
#define FILE_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/span.h"

#define MARKS_SLICES	256u

struct marks;
struct marks_hand;

struct marks *marks_new(void);
void marks_free(struct marks *m);
/* The hand of a thread, numbered from 0; it lives as long as m. */
struct marks_hand *marks_hand(struct marks *m, unsigned thread);
void marks_begin(struct marks *m);
void marks_add(struct marks_hand *h, struct span s);
/* Numbers instead of strings; the same number of another kind is another. */
void marks_add_numbers(struct marks_hand *h, unsigned kind,
		       const uint64_t *number, size_t n);
/* threads: 0 is one for each processor at hand */
bool marks_twice(const struct marks *m, unsigned threads);
/* Slices [from, to) are kept. */
void marks_keep(struct marks_hand *h, unsigned from, unsigned to);
uint64_t marks_bytes(const struct marks_hand *h);	/* in use */
void marks_drop(struct marks *m);
bool marks_join(struct marks *m);
bool marks_shared(const struct marks *m, struct span s);

#endif
