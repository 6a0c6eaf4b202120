#include <check.h>
#include <signal.h>
#include <stdio.h>

#include "base/num.h"

Suite *num_suite(void);

START_TEST(parses_digits_only)
{
	static const struct { const char *text; bool ok; uint64_t v; } row[] = {
		{ "0", true, 0 }, { "12", true, 12 }, { "007", true, 7 },
		{ "18446744073709551615", true, UINT64_MAX },
		{ "00018446744073709551615", true, UINT64_MAX },
		{ "18446744073709551616", false, 0 },
		{ "99999999999999999999", false, 0 },
		{ "", false, 0 }, { "12O4", false, 0 }, { " 1", false, 0 },
		{ "1 ", false, 0 }, { "+1", false, 0 }, { "-1", false, 0 },
		{ "1,000", false, 0 }, { "1e3", false, 0 },
		{ "1.0", false, 0 }, { "0x10", false, 0 },
		{ "\xd9\xa1", false, 0 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		uint64_t v = 0;

		ck_assert_msg(num_parse(span_of(row[i].text), &v) ==
			      row[i].ok, "'%s'", row[i].text);
		if (row[i].ok)
			ck_assert_uint_eq(v, row[i].v);
	}
	ck_assert(!num_parse(SPAN("1\0"), &(uint64_t){ 0 }));
}
END_TEST

START_TEST(add_refuses_overflow)
{
	uint64_t sum = UINT64_MAX - 2;

	ck_assert(num_add(&sum, 2));
	ck_assert_uint_eq(sum, UINT64_MAX);
	ck_assert(num_add(&sum, 0));
	ck_assert(!num_add(&sum, 1));
	ck_assert_uint_eq(sum, UINT64_MAX);
}
END_TEST

START_TEST(prints)
{
	static const struct { uint64_t v; const char *text, *group; } row[] = {
		{ 0, "0", "0" }, { 7, "7", "7" }, { 999, "999", "999" },
		{ 1000, "1000", "1,000" }, { 100000, "100000", "100,000" },
		{ 1380453, "1380453", "1,380,453" },
		{ UINT64_MAX, "18446744073709551615",
		  "18,446,744,073,709,551,615" },
	};
	char text[NUM_TEXT];

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		ck_assert_str_eq(num_text(row[i].v, text), row[i].text);
		ck_assert_str_eq(num_group(row[i].v, text), row[i].group);
	}
}
END_TEST

START_TEST(percent)
{
	static const struct {
		uint64_t part, whole;
		unsigned places;
		const char *text;
	} row[] = {
		{ 1, 3, 2, "33.33" }, { 1, 3, 0, "33" }, { 2, 3, 2, "66.67" },
		{ 0, 5, 2, "0.00" }, { 5, 5, 2, "100.00" },
		{ 5, 0, 2, "" }, { 0, 0, 0, "" },
		{ 1, 8, 1, "12.5" }, { 1, 8, 0, "13" },
		{ 1, 200, 0, "1" },		/* 0.5, half up */
		{ 1, 201, 0, "0" },
		{ 5, 2, 1, "250.0" },
		{ 1, 20000, 2, "0.01" },	/* 0.005 */
		{ 1, 20001, 2, "0.00" },
		{ 333, 20000, 2, "1.67" },	/* 1.665: a double says 1.66 */
		{ 1005, 100000, 2, "1.01" },	/* 1.005, likewise */
		{ UINT64_MAX, UINT64_MAX, 8, "100.00000000" },
		{ UINT64_MAX - 1, UINT64_MAX, 2, "100.00" },
		{ UINT64_MAX, 1, 8, "1844674407370955161500.00000000" },
		{ 1, UINT64_MAX, 8, "0.00000000" },
		{ UINT64_MAX / 2, UINT64_MAX, 2, "50.00" },
	};
	char text[NUM_TEXT];

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		ck_assert_str_eq(num_percent(row[i].part, row[i].whole,
					     row[i].places, text),
				 row[i].text);
}
END_TEST

/* Every small share against the definition: v - 1/2 <= x < v + 1/2. */
START_TEST(percent_is_half_up)
{
	char text[NUM_TEXT], want[NUM_TEXT];

	for (uint64_t whole = 1; whole < 220; whole++) {
		for (uint64_t part = 0; part <= whole; part++) {
			uint64_t v = 0;

			while ((2 * v + 1) * whole <= 2000 * part)
				v++;
			snprintf(want, sizeof(want), "%u.%u",
				 (unsigned)(v / 10), (unsigned)(v % 10));
			ck_assert_str_eq(num_percent(part, whole, 1, text),
					 want);
		}
	}
}
END_TEST

START_TEST(too_many_places_is_a_bug)
{
	char text[NUM_TEXT];

	num_percent(1, 3, 9, text);
}
END_TEST

START_TEST(parses_decimals)
{
	static const struct {
		const char *text;
		unsigned places;
		bool ok;
		uint64_t v;
	} row[] = {
		{ "12.5", 2, true, 1250 }, { "12", 2, true, 1200 },
		{ "12.50", 2, true, 1250 }, { "0.01", 2, true, 1 },
		{ "12.505", 2, false, 0 }, { "12", 0, true, 12 },
		{ "12.5", 0, false, 0 }, { "12.", 2, false, 0 },
		{ ".5", 2, false, 0 }, { "", 2, false, 0 },
		{ "-1", 2, false, 0 }, { "1,5", 2, false, 0 },
		{ "1.5.5", 3, false, 0 }, { "1e2", 2, false, 0 },
		{ "184467440737095516.15", 2, true, UINT64_MAX },
		{ "184467440737095516.16", 2, false, 0 },
		{ "18446744073709551615", 1, false, 0 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		uint64_t v = 0;

		ck_assert_msg(num_parse_decimal(span_of(row[i].text),
						row[i].places, &v) ==
			      row[i].ok, "'%s'", row[i].text);
		if (row[i].ok)
			ck_assert_uint_eq(v, row[i].v);
	}
}
END_TEST

Suite *num_suite(void)
{
	Suite *s = suite_create("num");
	TCase *t = tcase_create("num");

	tcase_add_test(t, parses_digits_only);
	tcase_add_test(t, add_refuses_overflow);
	tcase_add_test(t, prints);
	tcase_add_test(t, percent);
	tcase_add_test(t, percent_is_half_up);
	tcase_add_test_raise_signal(t, too_many_places_is_a_bug, SIGABRT);
	tcase_add_test(t, parses_decimals);
	suite_add_tcase(s, t);
	return s;
}
