#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

Suite *utf8_suite(void);

START_TEST(finds_the_first_bad_byte)
{
	static const struct { const char *text; size_t bad; } row[] = {
		{ "", 0 }, { "abc", 3 }, { "caf\xc3\xa9", 5 },
		{ "\xe2\x82\xac", 3 }, { "\xf0\x9f\x98\x80", 4 },
		{ "\xff", 0 }, { "a\x80", 1 }, { "ab\xc3", 2 },
		{ "ab\xc3(", 2 }, { "\xe2\x82", 0 }, { "\xf0\x9f\x98", 0 },
		{ "\xc0\x80", 0 }, { "\xc1\xbf", 0 },	/* overlong */
		{ "\xe0\x9f\xbf", 0 }, { "\xf0\x8f\xbf\xbf", 0 },
		{ "\xed\x9f\xbf", 3 }, { "\xed\xa0\x80", 0 },	/* surrogate */
		{ "\xee\x80\x80", 3 },
		{ "\xf4\x8f\xbf\xbf", 4 }, { "\xf4\x90\x80\x80", 0 },
		{ "\xf5\x80\x80\x80", 0 },
		{ "\xc3\xa9\xc3\xa9\xe9", 4 },		/* Latin-1 at the end */
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		ck_assert_msg(utf8_check(span_of(row[i].text)) == row[i].bad,
			      "row %zu", i);
	ck_assert_uint_eq(utf8_check(SPAN("a\0b")), 3);
	ck_assert_uint_eq(utf8_check((struct span){ NULL, 0 }), 0);
}
END_TEST

/* Eight bytes are looked at together: no place among them is blind. */
START_TEST(no_place_is_blind)
{
	char text[64];

	for (size_t n = 1; n <= 40; n++)
		for (size_t at = 0; at < n; at++) {
			memset(text, 'x', n);
			text[at] = '\x80';
			ck_assert_uint_eq(utf8_check(span_make(text, n)), at);
			ck_assert_uint_eq(utf8_check(span_make(text + 1,
							       n - 1)),
					  at ? at - 1 : n - 1);
		}
}
END_TEST

static bool one_rune(const unsigned char *p, size_t n, uint32_t *rune)
{
	struct span s = span_make((const char *)p, n);

	return utf8_check(s) == n && utf8_next(s, 0, rune) == n;
}

/* All heads and seconds; of what follows, the edges. The counts are those of
 * the code space less the surrogates. */
START_TEST(accepts_the_code_space_and_no_more)
{
	static const unsigned char edge[] = { 0x00, 0x7f, 0x80, 0xbf, 0xc0,
					      0xff };
	unsigned char p[4];
	unsigned two = 0, three = 0, four = 0;
	uint32_t rune;

	for (unsigned i = 0; i < 65536; i++) {
		p[0] = (unsigned char)(i >> 8);
		p[1] = (unsigned char)i;
		two += one_rune(p, 2, &rune);
		for (size_t j = 0; j < sizeof(edge); j++) {
			p[2] = edge[j];
			if (one_rune(p, 3, &rune)) {
				ck_assert_uint_ge(rune, 0x800);
				ck_assert_uint_le(rune, 0xffff);
				ck_assert(rune < 0xd800 || rune > 0xdfff);
				three++;
			}
			for (size_t k = 0; k < sizeof(edge); k++) {
				p[3] = edge[k];
				if (!one_rune(p, 4, &rune))
					continue;
				ck_assert_uint_ge(rune, 0x10000);
				ck_assert_uint_le(rune, 0x10ffff);
				four++;
			}
		}
	}
	ck_assert_uint_eq(two, 0x800 - 0x80);
	ck_assert_uint_eq(three, (0x10000 - 0x800 - 0x800) / 64 * 2);
	ck_assert_uint_eq(four, 0x100000 / 4096 * 4);
}
END_TEST

START_TEST(walks_over_bad_bytes)
{
	struct span s = SPAN("a\xe2\x82\xac\xff" "b");
	static const struct { size_t len; uint32_t rune; } want[] = {
		{ 1, 'a' }, { 3, 0x20ac }, { 1, UTF8_BAD }, { 1, 'b' },
	};
	size_t at = 0;
	uint32_t rune;

	for (size_t i = 0; i < 4; i++) {
		ck_assert_uint_eq(utf8_next(s, at, &rune), want[i].len);
		ck_assert_uint_eq(rune, want[i].rune);
		at += want[i].len;
	}
	ck_assert_uint_eq(utf8_next(s, at, &rune), 0);
}
END_TEST

START_TEST(width_in_columns)
{
	static const struct { const char *text; size_t width; } row[] = {
		{ "", 0 }, { "abc", 3 }, { "caf\xc3\xa9", 4 },
		{ "cafe\xcc\x81", 4 },			/* combining acute */
		{ "\xe6\x97\xa5\xe6\x9c\xac", 4 },	/* two ideographs */
		{ "\xef\xbc\xa1", 2 },			/* full-width A */
		{ "\xef\xbd\xb1", 1 },			/* half-width kana */
		{ "\xf0\x9f\x98\x80", 2 },		/* emoji */
		{ "a\xe2\x80\x8b" "b", 2 },		/* zero width space */
		{ "a\xe2\x80\x8d" "b", 2 },		/* joiner */
		{ "\xe2\x9d\xa4\xef\xb8\x8f", 1 },	/* variation selector */
		{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2 },	/* Jamo */
		{ "\xed\x95\x9c", 2 },			/* Hangul */
		{ "\xc2\xad", 1 },			/* soft hyphen */
		{ "\xe2\x82\xac", 1 }, { "\xe2\x80\xa6", 1 },
		{ "\xf0\xa0\x80\x80", 2 }, { "\xf3\xa0\x87\xaf", 0 },
		{ "\xff", 1 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		ck_assert_msg(utf8_width(span_of(row[i].text)) ==
			      row[i].width, "row %zu: %zu", i,
			      utf8_width(span_of(row[i].text)));
}
END_TEST

START_TEST(makes_visible)
{
	static const struct { const char *from, *to; } row[] = {
		{ "G470 (MK1)", "G470 (MK1)" },
		{ "a\nb\tc\rd", "a\\nb\\tc\\rd" },
		{ "\x1b[31m", "\\x1b[31m" },
		{ "\x7f\x01", "\\x7f\\x01" },
		{ "\xc2\x9b" "31m", "\\u{9b}31m" },		/* C1 CSI */
		{ "\xe2\x80\xae" "exe", "\\u{202e}exe" },	/* override */
		{ "\xe2\x81\xa6\xe2\x80\x8f\xd8\x9c",
		  "\\u{2066}\\u{200f}\\u{61c}" },
		{ "\xe9t\xc3\xa9", "\\xe9t\xc3\xa9" },
		{ "\xed\xa0\x80", "\\xed\\xa0\\x80" },
		{ "caf\xc3\xa9 \xe6\x97\xa5", "caf\xc3\xa9 \xe6\x97\xa5" },
	};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		buf_clear(&b);
		utf8_add_visible(&b, span_of(row[i].from));
		ck_assert_str_eq(b.p, row[i].to);
	}
	buf_clear(&b);
	utf8_add_visible(&b, SPAN("a\0b"));
	ck_assert_str_eq(b.p, "a\\x00b");
	buf_release(&b);
}
END_TEST

#define ELLIPSIS "\xe2\x80\xa6"
#define SUN "\xe6\x97\xa5"

START_TEST(cuts_to_columns)
{
	static const struct {
		const char *from;
		size_t columns;
		const char *to;
	} row[] = {
		{ "abc", 3, "abc" }, { "abcd", 3, "ab" ELLIPSIS },
		{ "abcd", 1, ELLIPSIS }, { "abcd", 0, "" }, { "", 0, "" },
		{ "", 5, "" },
		{ SUN SUN, 4, SUN SUN }, { SUN SUN, 3, SUN ELLIPSIS },
		{ SUN SUN SUN, 4, SUN ELLIPSIS },
		{ "a" SUN SUN, 4, "a" SUN ELLIPSIS },
		{ "e\xcc\x81" "bc", 2, "e\xcc\x81" ELLIPSIS },
		{ "ab\xcc\x81", 2, "ab\xcc\x81" },
	};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		buf_clear(&b);
		utf8_add_cut(&b, span_of(row[i].from), row[i].columns);
		buf_add(&b, SPAN_EMPTY);
		ck_assert_str_eq(b.p, row[i].to);
		ck_assert_uint_le(utf8_width(buf_span(&b)), row[i].columns);
	}
	buf_release(&b);
}
END_TEST

Suite *utf8_suite(void)
{
	Suite *s = suite_create("utf8");
	TCase *t = tcase_create("utf8");

	tcase_add_test(t, finds_the_first_bad_byte);
	tcase_add_test(t, no_place_is_blind);
	tcase_add_test(t, accepts_the_code_space_and_no_more);
	tcase_add_test(t, walks_over_bad_bytes);
	tcase_add_test(t, width_in_columns);
	tcase_add_test(t, makes_visible);
	tcase_add_test(t, cuts_to_columns);
	suite_add_tcase(s, t);
	return s;
}
