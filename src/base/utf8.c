/*
 * utf8.c - what a byte string is, and how wide it looks
 *
 * Nearly all data is ASCII, so the check looks at eight bytes at a time and
 * decodes only what is not. Well-formed sequences are those of table 3-7 of
 * the Unicode Standard: the second byte's range depends on the first.
 */
#include "base/utf8.h"

#include <string.h>

#include "base/utf8_table.h"

/* Bytes of the sequence at p, or 0 if there is no well-formed one. */
static size_t decode(const unsigned char *p, size_t n, uint32_t *rune)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t len;

	if (p[0] < 0x80) {
		*rune = p[0];
		return 1;
	}
	if (p[0] >= 0xc2 && p[0] <= 0xdf) {
		len = 2;
		*rune = p[0] & 0x1fu;
	} else if (p[0] >= 0xe0 && p[0] <= 0xef) {
		len = 3;
		*rune = p[0] & 0x0fu;
		low = p[0] == 0xe0 ? 0xa0 : low;
		high = p[0] == 0xed ? 0x9f : high;
	} else if (p[0] >= 0xf0 && p[0] <= 0xf4) {
		len = 4;
		*rune = p[0] & 0x07u;
		low = p[0] == 0xf0 ? 0x90 : low;
		high = p[0] == 0xf4 ? 0x8f : high;
	} else {
		return 0;
	}
	if (n < len || p[1] < low || p[1] > high)
		return 0;
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		*rune = *rune << 6 | (p[i] & 0x3fu);
	}
	return len;
}

size_t utf8_check(struct span s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	size_t i = 0;
	uint32_t rune;

	while (i < s.n) {
		uint64_t eight;
		size_t len;

		while (s.n - i >= sizeof(eight)) {
			memcpy(&eight, p + i, sizeof(eight));
			if (eight & UINT64_C(0x8080808080808080))
				break;
			i += sizeof(eight);
		}
		while (i < s.n && p[i] < 0x80)
			i++;
		if (i == s.n)
			break;
		len = decode(p + i, s.n - i, &rune);
		if (!len)
			return i;
		i += len;
	}
	return s.n;
}

size_t utf8_next(struct span s, size_t at, uint32_t *rune)
{
	size_t len;

	if (at >= s.n)
		return 0;
	len = decode((const unsigned char *)s.p + at, s.n - at, rune);
	if (len)
		return len;
	*rune = UTF8_BAD;
	return 1;
}

static bool in_ranges(const struct utf8_range *range, size_t n, uint32_t rune)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (rune > range[mid].last)
			low = mid + 1;
		else if (rune < range[mid].first)
			high = mid;
		else
			return true;
	}
	return false;
}

static size_t rune_width(uint32_t rune)
{
	if (rune == UTF8_BAD)
		return 1;
	if (rune < 0x20 || (rune >= 0x7f && rune < 0xa0))
		return 0;
	if (rune < utf8_zero[0].first)
		return 1;
	if (in_ranges(utf8_zero, sizeof(utf8_zero) / sizeof(utf8_zero[0]),
		      rune))
		return 0;
	return in_ranges(utf8_wide, sizeof(utf8_wide) / sizeof(utf8_wide[0]),
			 rune) ? 2 : 1;
}

size_t utf8_width(struct span s)
{
	size_t columns = 0;
	size_t at = 0, len;
	uint32_t rune;

	while ((len = utf8_next(s, at, &rune)) > 0) {
		columns += rune_width(rune);
		at += len;
	}
	return columns;
}

static bool bidi_control(uint32_t rune)
{
	return rune == 0x61c || rune == 0x200e || rune == 0x200f ||
	       (rune >= 0x202a && rune <= 0x202e) ||
	       (rune >= 0x2066 && rune <= 0x2069);
}

void utf8_add_visible(struct buf *b, struct span s)
{
	size_t at = 0, len;
	uint32_t rune;

	for (; (len = utf8_next(s, at, &rune)) > 0; at += len) {
		if (rune == '\n')
			buf_add(b, SPAN("\\n"));
		else if (rune == '\t')
			buf_add(b, SPAN("\\t"));
		else if (rune == '\r')
			buf_add(b, SPAN("\\r"));
		else if (rune == UTF8_BAD || rune < 0x20 || rune == 0x7f)
			buf_addf(b, "\\x%02x", (unsigned char)s.p[at]);
		else if ((rune >= 0x80 && rune < 0xa0) || bidi_control(rune))
			buf_addf(b, "\\u{%x}", (unsigned)rune);
		else
			buf_add_bytes(b, s.p + at, len);
	}
}

void utf8_add_cut(struct buf *b, struct span s, size_t columns)
{
	size_t used = 0, keep = 0;
	size_t at = 0, len;
	uint32_t rune;

	while ((len = utf8_next(s, at, &rune)) > 0) {
		used += rune_width(rune);
		if (used > columns)
			break;
		at += len;
		if (used < columns)	/* the ellipsis still fits behind */
			keep = at;
	}
	if (at == s.n) {
		buf_add(b, s);
		return;
	}
	buf_add_bytes(b, s.p, keep);
	if (columns)
		buf_add(b, SPAN("\xe2\x80\xa6"));
}
