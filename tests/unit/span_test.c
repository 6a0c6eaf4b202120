#include <check.h>
#include <string.h>

#include "base/span.h"

Suite *span_suite(void);

static int sign(int v)
{
	return (v > 0) - (v < 0);
}

START_TEST(compares_bytes)
{
	static const struct {
		const char *a, *b;
		int cmp;
		bool nocase;
	} row[] = {
		{ "", "", 0, true },
		{ "", "a", -1, false },
		{ "a", "A", 1, true },
		{ "abc", "abd", -1, false },
		{ "abc", "ab", 1, false },
		{ "G470 (mk1)", "G470 (MK1)", 1, true },
		{ "\xc3\xa9", "e", 1, false },
		{ "\xc3\x89", "\xc3\xa9", -1, false },	/* A-Z only */
		{ "[", "{", -1, false },
		{ "@", "`", -1, false },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct span a = span_of(row[i].a), b = span_of(row[i].b);

		ck_assert_msg(sign(span_cmp(a, b)) == row[i].cmp &&
			      sign(span_cmp(b, a)) == -row[i].cmp,
			      "'%s' to '%s'", row[i].a, row[i].b);
		ck_assert_int_eq(span_eq(a, b), row[i].cmp == 0);
		ck_assert_int_eq(span_eq_nocase(a, b), row[i].nocase);
	}
}
END_TEST

START_TEST(empty_spans_are_equal)
{
	struct span null = { NULL, 0 };

	ck_assert(span_eq(null, SPAN_EMPTY));
	ck_assert(span_eq_nocase(SPAN_EMPTY, null));
	ck_assert_int_eq(span_cmp(null, SPAN_EMPTY), 0);
	ck_assert_int_eq(span_cmp(null, SPAN("a")), -1);
	ck_assert(span_starts(null, null));
	ck_assert(span_ends(SPAN("a"), null));
	ck_assert_uint_eq(span_trim(null).n, 0);
	ck_assert_uint_eq(span_of(NULL).n, 0);
}
END_TEST

START_TEST(holds_any_byte)
{
	ck_assert(!span_eq(SPAN("a\0b"), SPAN("a\0c")));
	ck_assert(span_cmp(SPAN("a\0b"), SPAN("a")) > 0);
	ck_assert_uint_eq(SPAN("a\0b").n, 3);
}
END_TEST

START_TEST(starts_and_ends)
{
	ck_assert(span_starts(SPAN("sup-a.csv"), SPAN("sup-")));
	ck_assert(!span_starts(SPAN("sup"), SPAN("sup-")));
	ck_assert(span_ends(SPAN("sup-a.csv"), SPAN(".csv")));
	ck_assert(!span_ends(SPAN("csv"), SPAN(".csv")));
	ck_assert(!span_ends(SPAN("a.CSV"), SPAN(".csv")));
	ck_assert(span_eq(span_from(SPAN("abc"), 1), SPAN("bc")));
	ck_assert_uint_eq(span_from(SPAN("abc"), 3).n, 0);
}
END_TEST

START_TEST(trims_both_ends)
{
	static const struct { const char *from, *to; } row[] = {
		{ "", "" }, { " \t\r\n", "" }, { "a", "a" },
		{ " a b\r\n", "a b" }, { "\ta", "a" }, { "a\v", "a\v" },
		{ "\xc2\xa0x", "\xc2\xa0x" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		ck_assert_msg(span_eq(span_trim(span_of(row[i].from)),
				      span_of(row[i].to)), "row %zu", i);
}
END_TEST

START_TEST(cuts_into_parts)
{
	static const struct { const char *from, *joined; } row[] = {
		{ "", "" }, { "a", "<a>" }, { "a,b", "<a><b>" },
		{ "a,,b", "<a><><b>" }, { ",a", "<><a>" }, { "a,", "<a>" },
		{ ",", "<>" }, { "Y|N", "<Y|N>" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct span rest = span_of(row[i].from), part;
		char got[64] = "";

		while (span_cut(&rest, ',', &part)) {
			strcat(got, "<");
			strncat(got, part.p, part.n);
			strcat(got, ">");
		}
		ck_assert_str_eq(got, row[i].joined);
	}
}
END_TEST

START_TEST(counts_edits)
{
	static const struct {
		const char *a, *b;
		unsigned limit, want;
	} row[] = {
		{ "", "", 3, 0 },
		{ "smso", "smso", 3, 0 },
		{ "SMSO", "smso", 0, 0 },
		{ "smso", "smsoo", 3, 1 },
		{ "smso", "smos", 3, 2 },
		{ "smso", "smso_id", 3, 3 },
		{ "kitten", "sitting", 5, 3 },
		{ "flaw", "lawn", 5, 2 },
		{ "", "abc", 5, 3 },
		{ "abc", "xyz", 5, 3 },
		{ "abc", "xyz", 1, 2 },
		{ "kitten", "sitting", 2, 3 },
		{ "a", "abcdefgh", 2, 3 },
		{ "a", "b", 0, 1 },
		{ "intention", "execution", 9, 5 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct span a = span_of(row[i].a), b = span_of(row[i].b);

		ck_assert_msg(span_distance(a, b, row[i].limit) ==
			      row[i].want &&
			      span_distance(b, a, row[i].limit) ==
			      row[i].want, "'%s' to '%s' within %u",
			      row[i].a, row[i].b, row[i].limit);
	}
}
END_TEST

START_TEST(long_names_are_near_nothing)
{
	char a[1000], b[1000];

	memset(a, 'a', sizeof(a));
	memset(b, 'b', sizeof(b));
	ck_assert_uint_eq(span_distance(span_make(a, sizeof(a)),
					span_make(b, sizeof(b)), 2000), 2001);
	memset(b, 'a', sizeof(b));
	b[500] = 'x';
	ck_assert_uint_eq(span_distance(span_make(a, sizeof(a)),
					span_make(b, sizeof(b)), 3), 1);
}
END_TEST

Suite *span_suite(void)
{
	Suite *s = suite_create("span");
	TCase *t = tcase_create("span");

	tcase_add_test(t, compares_bytes);
	tcase_add_test(t, empty_spans_are_equal);
	tcase_add_test(t, holds_any_byte);
	tcase_add_test(t, starts_and_ends);
	tcase_add_test(t, trims_both_ends);
	tcase_add_test(t, cuts_into_parts);
	tcase_add_test(t, counts_edits);
	tcase_add_test(t, long_names_are_near_nothing);
	suite_add_tcase(s, t);
	return s;
}
