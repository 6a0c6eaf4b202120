/*
 * Canonical form by one pass over the bytes. A Unicode fold was rejected: it
 * would make equality depend on a table's version, and no name at hand has
 * a letter outside ASCII.
 */
#include "engine/canon.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
	c = fold(c);
	return c >= 'a' && c <= 'z';
}

/* Bytes of the blank at s[at], or 0. */
static size_t blank_at(struct span s, size_t at)
{
	unsigned char c = (unsigned char)s.p[at];

	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	if (c == 0xc2 && at + 1 < s.n && (unsigned char)s.p[at + 1] == 0xa0)
		return 2;
	return 0;
}

/* Bytes of the footnote mark that ends s, or 0. */
static size_t mark_at_end(struct span s)
{
	const unsigned char *p = (const unsigned char *)s.p;

	if (s.n >= 2 && p[s.n - 2] == 0xc2 &&
	    (p[s.n - 1] == 0xb9 || p[s.n - 1] == 0xb2 || p[s.n - 1] == 0xb3))
		return 2;
	if (s.n >= 3 && p[s.n - 3] == 0xe2 && p[s.n - 2] == 0x81 &&
	    (p[s.n - 1] == 0xb0 ||
	     (p[s.n - 1] >= 0xb4 && p[s.n - 1] <= 0xb9)))
		return 3;
	return 0;
}

static size_t blank_at_end(struct span s)
{
	if (s.n && blank_at(s, s.n - 1) == 1)
		return 1;
	return s.n >= 2 && blank_at(s, s.n - 2) == 2 ? 2 : 0;
}

struct span canon_trim(struct span s)
{
	size_t n;

	/* Most names begin and end in what is plainly part of them. */
	if (s.n && s.p[0] > ' ' && s.p[0] < 0x7f && s.p[s.n - 1] > ' ' &&
	    s.p[s.n - 1] < 0x7f)
		return s;
	while (s.n && (n = blank_at(s, 0)))
		s = span_from(s, n);
	while (s.n && ((n = blank_at_end(s)) || (n = mark_at_end(s))))
		s.n -= n;
	return s;
}

void canon_add(struct buf *to, struct span name)
{
	struct span s = canon_trim(name);
	bool gap = false;

	for (size_t i = 0; i < s.n;) {
		size_t n = blank_at(s, i);

		if (n) {
			gap = true;
			i += n;
			continue;
		}
		if (gap && s.p[i] != '(')
			buf_add_char(to, ' ');
		gap = false;
		buf_add_char(to, fold(s.p[i++]));
	}
}

bool canon_eq(struct span a, struct span b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool eq;

	canon_add(&x, a);
	canon_add(&y, b);
	eq = span_eq(buf_span(&x), buf_span(&y));
	buf_release(&x);
	buf_release(&y);
	return eq;
}

void canon_add_skeleton(struct buf *to, struct span name)
{
	struct span s = canon_trim(name);

	for (size_t i = 0; i < s.n; i++) {
		if (is_letter(s.p[i]) || is_digit(s.p[i]) ||
		    (unsigned char)s.p[i] >= 0x80)
			buf_add_char(to, fold(s.p[i]));
	}
}

/* One letter other: same length. */
static bool one_other(struct span a, struct span b)
{
	size_t others = 0, at = 0;

	for (size_t i = 0; i < a.n; i++) {
		if (a.p[i] != b.p[i]) {
			others++;
			at = i;
		}
	}
	return others == 1 && is_letter(a.p[at]) && is_letter(b.p[at]);
}

/* b has one letter that a lacks. */
static bool one_more(struct span a, struct span b)
{
	size_t i = 0;

	while (i < a.n && a.p[i] == b.p[i])
		i++;
	return is_letter(b.p[i]) &&
	       span_eq(span_from(a, i), span_from(b, i + 1));
}

bool canon_near(struct span a, struct span b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	struct span s, t;
	bool near = false;

	if (canon_eq(a, b))
		return false;
	canon_add_skeleton(&x, a);
	canon_add_skeleton(&y, b);
	s = buf_span(&x);
	t = buf_span(&y);
	if (s.n && t.n) {
		if (s.n == t.n)
			near = span_eq(s, t) || one_other(s, t);
		else if (s.n + 1 == t.n)
			near = one_more(s, t);
		else if (t.n + 1 == s.n)
			near = one_more(t, s);
	}
	buf_release(&x);
	buf_release(&y);
	return near;
}
