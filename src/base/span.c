/*
 * span.c - a view of bytes that somebody else owns
 *
 * memcmp and memchr are not called on empty spans, whose pointer may be
 * NULL. The distance is Levenshtein's over one row of the matrix; a fixed
 * row is enough because what is compared are names, and what is longer than
 * a name is never near anything.
 */
#include "base/span.h"

#include <string.h>

enum { DISTANCE_MAX = 128 };	/* bytes that differ, at most */

static unsigned char fold(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (unsigned char)(c - 'A' + 'a');
	return (unsigned char)c;
}

bool span_eq_nocase(struct span a, struct span b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (fold(a.p[i]) != fold(b.p[i]))
			return false;
	return true;
}

int span_cmp(struct span a, struct span b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int cmp = n ? memcmp(a.p, b.p, n) : 0;

	if (cmp)
		return cmp;
	return (a.n > b.n) - (a.n < b.n);
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct span span_trim(struct span s)
{
	while (s.n && blank(s.p[s.n - 1]))
		s.n--;
	while (s.n && blank(s.p[0])) {
		s.p++;
		s.n--;
	}
	return s;
}

bool span_cut(struct span *rest, char sep, struct span *part)
{
	const char *end;

	if (!rest->n)
		return false;
	end = memchr(rest->p, sep, rest->n);
	if (!end) {
		*part = *rest;
		*rest = span_from(*rest, rest->n);
		return true;
	}
	*part = span_make(rest->p, (size_t)(end - rest->p));
	*rest = span_from(*rest, part->n + 1);
	return true;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned span_distance(struct span a, struct span b, unsigned limit)
{
	unsigned row[DISTANCE_MAX + 1];
	unsigned beyond = limit + 1 ? limit + 1 : limit;

	while (a.n && b.n && fold(a.p[0]) == fold(b.p[0])) {
		a = span_from(a, 1);
		b = span_from(b, 1);
	}
	while (a.n && b.n && fold(a.p[a.n - 1]) == fold(b.p[b.n - 1])) {
		a.n--;
		b.n--;
	}
	if ((a.n > b.n ? a.n - b.n : b.n - a.n) > limit)
		return beyond;
	if (a.n > DISTANCE_MAX || b.n > DISTANCE_MAX)
		return beyond;
	for (unsigned j = 0; j <= b.n; j++)
		row[j] = j;
	for (unsigned i = 1; i <= a.n; i++) {
		unsigned corner = row[0];
		unsigned best = row[0] = i;

		for (unsigned j = 1; j <= b.n; j++) {
			unsigned swap = corner +
				(fold(a.p[i - 1]) != fold(b.p[j - 1]));

			corner = row[j];
			row[j] = least(swap, least(row[j], row[j - 1]) + 1);
			best = least(best, row[j]);
		}
		if (best > limit)
			return beyond;
	}
	return least(row[b.n], beyond);
}
