#include <check.h>
#include <stdlib.h>

#include "base/ratio.h"

Suite *ratio_suite(void);

static struct ratio make(uint64_t num, uint64_t den)
{
	struct ratio r = ratio_of(num);

	ratio_div(&r, den);
	return r;
}

START_TEST(prints)
{
	static const struct {
		uint64_t num, den;
		unsigned places;
		enum ratio_rounding how;
		const char *text;
	} row[] = {
		{ 0, 7, 0, RATIO_HALF_UP, "0" },
		{ 0, 7, 2, RATIO_UP, "0.00" },
		{ 1, 3, 4, RATIO_HALF_UP, "0.3333" },
		{ 1, 3, 4, RATIO_UP, "0.3334" },
		{ 2, 3, 4, RATIO_HALF_UP, "0.6667" },
		{ 2, 3, 4, RATIO_DOWN, "0.6666" },
		{ 1, 20, 1, RATIO_HALF_UP, "0.1" },	/* the half */
		{ 499, 10000, 1, RATIO_HALF_UP, "0.0" },
		{ 999, 1000, 1, RATIO_HALF_UP, "1.0" },	/* carries */
		{ 5, 1, 3, RATIO_UP, "5.000" },
		{ UINT64_MAX, 1, 6, RATIO_DOWN,
		  "18446744073709551615.000000" },
	};
	char text[RATIO_TEXT];

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		const struct ratio r = make(row[i].num, row[i].den);

		ck_assert_str_eq(ratio_text(&r, row[i].places, row[i].how,
					    text), row[i].text);
	}
}
END_TEST

START_TEST(groups)
{
	char text[RATIO_TEXT];
	struct ratio r = make(123456789, 10);

	ck_assert_str_eq(ratio_group(&r, 1, RATIO_DOWN, text),
			 "12,345,678.9");
	r = make(100000, 1);
	ck_assert_str_eq(ratio_group(&r, 0, RATIO_DOWN, text), "100,000");
	r = make(999, 1);
	ck_assert_str_eq(ratio_group(&r, 2, RATIO_DOWN, text), "999.00");
}
END_TEST

START_TEST(sums_are_exact)
{
	struct ratio sum = ratio_of(0), one = make(1, 3), tenth = make(1, 10);

	for (int i = 0; i < 3; i++)
		ratio_add(&sum, &one);
	ck_assert(sum.num == 1 && sum.den == 1);
	for (int i = 0; i < 10; i++)
		ratio_add(&sum, &tenth);
	ck_assert(sum.num == 2 && sum.den == 1);
	ratio_mul_ratio(&sum, &one);
	ck_assert(sum.num == 2 && sum.den == 3);
	ck_assert(!sum.over);
}
END_TEST

START_TEST(compares)
{
	const struct ratio a = make(1, 3), b = make(333333333, 1000000000),
			   c = make(2, 6), zero = ratio_of(0);
	const struct ratio big = make(UINT64_MAX, UINT64_MAX - 1),
			   less = make(UINT64_MAX - 1, UINT64_MAX - 2);

	ck_assert_int_gt(ratio_cmp(&a, &b), 0);
	ck_assert_int_lt(ratio_cmp(&b, &a), 0);
	ck_assert_int_eq(ratio_cmp(&a, &c), 0);
	ck_assert_int_gt(ratio_cmp(&a, &zero), 0);
	ck_assert_int_lt(ratio_cmp(&big, &less), 0);
	srand(1);
	for (int i = 0; i < 10000; i++) {
		const unsigned an = (unsigned)rand() % 50,
			       ad = (unsigned)rand() % 50 + 1,
			       bn = (unsigned)rand() % 50,
			       bd = (unsigned)rand() % 50 + 1;
		const struct ratio x = make(an, ad), y = make(bn, bd);
		const int want = (an * bd > bn * ad) - (an * bd < bn * ad);

		ck_assert_int_eq((ratio_cmp(&x, &y) > 0) -
				 (ratio_cmp(&x, &y) < 0), want);
	}
}
END_TEST

START_TEST(says_when_it_is_over)
{
	struct ratio r = ratio_of(UINT64_MAX), other = ratio_of(1);
	char text[RATIO_TEXT];
	uint64_t whole;

	ratio_mul(&r, 2);
	ck_assert(!r.over);
	ck_assert(!ratio_whole(&r, RATIO_DOWN, &whole));
	ratio_mul(&r, UINT64_MAX);
	ck_assert(r.over);
	ratio_div(&r, UINT64_MAX);
	ck_assert(r.over);
	ck_assert_str_eq(ratio_text(&r, 2, RATIO_UP, text), "");
	ratio_add(&other, &r);
	ck_assert(other.over);
	/* what reduces does not overflow */
	r = make(1, UINT64_MAX);
	ratio_mul(&r, UINT64_MAX);
	ck_assert(!r.over && r.num == 1 && r.den == 1);
}
END_TEST

START_TEST(whole_part)
{
	const struct ratio r = make(7, 2);
	uint64_t whole;

	ck_assert(ratio_whole(&r, RATIO_DOWN, &whole) && whole == 3);
	ck_assert(ratio_whole(&r, RATIO_UP, &whole) && whole == 4);
	ck_assert(ratio_whole(&r, RATIO_HALF_UP, &whole) && whole == 4);
}
END_TEST

Suite *ratio_suite(void)
{
	Suite *s = suite_create("ratio");
	TCase *c = tcase_create("ratio");

	suite_add_tcase(s, c);
	tcase_add_test(c, prints);
	tcase_add_test(c, groups);
	tcase_add_test(c, sums_are_exact);
	tcase_add_test(c, compares);
	tcase_add_test(c, says_when_it_is_over);
	tcase_add_test(c, whole_part);
	return s;
}
