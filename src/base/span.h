/*
 * span.h - a view of bytes that somebody else owns
 *
 * A span is a pointer and a length. It owns nothing, may hold any byte, and
 * need not end in NUL. The empty span is { "", 0 } or { NULL, 0 }: the two
 * compare equal.
 *
 *	struct span s = SPAN("G470 (MK1)");
 *	if (span_eq(s, span_of(argv[1]))) ...
 *	printf("'" SPAN_F "'\n", SPAN_A(s));
 *
 * Comparison is bytewise and knows no locale: the same order on any machine.
 * "_nocase" folds A-Z only, for the same reason.
 */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct span {
	const char *p;
	size_t n;
};

#define SPAN(literal)	((struct span){ "" literal, sizeof(literal) - 1 })
#define SPAN_EMPTY	((struct span){ "", 0 })
#define SPAN_F		"%.*s"
#define SPAN_A(s)	(int)(s).n, (s).p

/* What each is said in full, for they are most of what is called at all. */

static inline struct span span_of(const char *cstr)
{
	if (!cstr)
		return SPAN_EMPTY;
	return (struct span){ cstr, strlen(cstr) };
}

static inline struct span span_make(const char *p, size_t n)
{
	return (struct span){ p, n };
}

/* offset <= s.n */
static inline struct span span_from(struct span s, size_t offset)
{
	if (!offset)
		return s;
	return (struct span){ s.p + offset, s.n - offset };
}

static inline bool span_eq(struct span a, struct span b)
{
	return a.n == b.n && (!a.n || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool span_starts(struct span s, struct span prefix)
{
	return s.n >= prefix.n &&
	       span_eq(span_make(s.p, prefix.n), prefix);
}

static inline bool span_ends(struct span s, struct span suffix)
{
	return s.n >= suffix.n &&
	       span_eq(span_from(s, s.n - suffix.n), suffix);
}

bool span_eq_nocase(struct span a, struct span b);
int span_cmp(struct span a, struct span b);	/* <0, 0, >0, as memcmp */
struct span span_trim(struct span s);	/* blanks, tabs, CR, LF at both ends */

/* First part up to sep; *rest gets what follows it. False once s is used up.
 * A separator ends a part, as a newline ends a line: "a,,b," is a, "", b. */
bool span_cut(struct span *rest, char sep, struct span *part);

/* Edit distance of two short names, case folded; at most `limit` + 1. */
unsigned span_distance(struct span a, struct span b, unsigned limit);

#endif
