/* pattern_test.c - patterns of codes, against the regular expressions of the
 * C library */
#include "model/pattern.h"

#include <check.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>

Suite *pattern_suite(void);

static const struct {
	const char *pattern, *text;
	bool matches;
} rows[] = {
	{ "I0", "I0", true }, { "I0", "I01", false }, { "I0", "I", false },
	{ "I0|I99", "I99", true }, { "I0|I99", "I0|I99", false },
	{ "E.*", "E050113", true }, { "E.*", "W050201", false },
	{ "E0501[0-9]+", "E050113", true }, { "E0501[0-9]+", "E0501", false },
	{ "[^I].*", "E13", true }, { "[^I].*", "I99", false },
	{ "E1?3", "E3", true }, { "E1?3", "E113", false },
	{ ".*", "", true }, { "[.]", ".", true }, { "[.]", "x", false },
	{ "[A-CX]9", "B9", true }, { "[A-CX]9", "X9", true },
	{ "[A-CX]9", "D9", false },
};

static const char *const invalid[] = { "", "|", "I0|", "|I0", "*", "+1",
	"[", "[]", "[^]", "]", "(E1)", "E\\1", "E**", "[a[b]" };

START_TEST(match)
{
	ck_assert(pattern_valid(span_of(rows[_i].pattern)));
	ck_assert_int_eq(pattern_matches(span_of(rows[_i].pattern),
					 span_of(rows[_i].text)),
			 rows[_i].matches);
}
END_TEST

START_TEST(refused)
{
	ck_assert(!pattern_valid(span_of(invalid[_i])));
	ck_assert(!pattern_matches(span_of(invalid[_i]), SPAN("E13")));
}
END_TEST

/* A pattern of few letters, so that it often matches. */
static void random_pattern(char *to, size_t n)
{
	static const char *const atoms[] = { "a", "b", ".", "[ab]", "[^b]",
					     "[a-b]", "c" };
	static const char *const repeats[] = { "", "", "", "*", "+", "?" };
	size_t at = 0;

	for (int i = 1 + rand() % 5; i > 0; i--)
		at += (size_t)snprintf(to + at, n - at, "%s%s%s",
			atoms[rand() % 7], repeats[rand() % 6],
			i > 1 && rand() % 5 == 0 ? "|" : "");
}

START_TEST(as_regcomp)
{
	char pattern[64], whole[80], text[8];
	unsigned matched = 0;

	srand(1);
	for (int i = 0; i < 20000; i++) {
		const size_t n = (size_t)(rand() % 7);
		regex_t re;
		bool want;

		random_pattern(pattern, sizeof(pattern));
		for (size_t k = 0; k < n; k++)
			text[k] = "abc"[rand() % 3];
		text[n] = '\0';
		snprintf(whole, sizeof(whole), "^(%s)$", pattern);
		ck_assert_int_eq(regcomp(&re, whole,
					 REG_EXTENDED | REG_NOSUB), 0);
		want = regexec(&re, text, 0, NULL, 0) == 0;
		regfree(&re);
		if (pattern_matches(span_of(pattern), span_of(text)) != want)
			ck_abort_msg("'%s' and '%s'", pattern, text);
		matched += want;
	}
	ck_assert_uint_gt(matched, 2000);
	ck_assert_uint_lt(matched, 18000);
}
END_TEST

Suite *pattern_suite(void)
{
	Suite *s = suite_create("pattern");
	TCase *t = tcase_create("pattern");

	tcase_add_loop_test(t, match, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_loop_test(t, refused, 0,
			    sizeof(invalid) / sizeof(invalid[0]));
	tcase_add_test(t, as_regcomp);
	suite_add_tcase(s, t);
	return s;
}
