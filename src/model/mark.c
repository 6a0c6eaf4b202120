/* From the end backwards, one mark or blank at a time. */
#include "model/mark.h"

/* Bytes of the blank that begins at s[at], or 0. */
static size_t blank_at(struct span s, size_t at)
{
	const unsigned char c = (unsigned char)s.p[at];

	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	if (c == 0xc2 && at + 1 < s.n && (unsigned char)s.p[at + 1] == 0xa0)
		return 2;
	return 0;
}

static size_t blank_at_end(struct span s)
{
	if (s.n && blank_at(s, s.n - 1) == 1)
		return 1;
	return s.n >= 2 && blank_at(s, s.n - 2) == 2 ? 2 : 0;
}

/* Superscript 1 to 3 are in Latin-1, the others from U+2070 on. */
static size_t mark_at_end(struct span s)
{
	const unsigned char *end = (const unsigned char *)s.p + s.n;

	if (s.n >= 2 && end[-2] == 0xc2 &&
	    (end[-1] == 0xb2 || end[-1] == 0xb3 || end[-1] == 0xb9))
		return 2;
	if (s.n >= 3 && end[-3] == 0xe2 && end[-2] == 0x81 &&
	    (end[-1] == 0xb0 || (end[-1] >= 0xb4 && end[-1] <= 0xb9)))
		return 3;
	return 0;
}

struct span mark_strip(struct span s)
{
	size_t n;

	while (s.n && (n = blank_at(s, 0)))
		s = span_from(s, n);
	while (s.n && ((n = blank_at_end(s)) || (n = mark_at_end(s))))
		s.n -= n;
	return s;
}
