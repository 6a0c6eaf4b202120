#include <check.h>
#include <signal.h>
#include <stdio.h>

#include "base/date.h"

Suite *date_suite(void);

START_TEST(known_days)
{
	static const struct { const char *text; int32_t day; } row[] = {
		{ "1970-01-01", 0 }, { "1969-12-31", -1 },
		{ "2000-02-29", 11016 }, { "2000-03-01", 11017 },
		{ "2019-08-30", 18138 }, { "1900-01-01", -25567 },
		{ "2199-12-31", 84005 },
	};
	char text[DATE_TEXT];

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		int32_t day = DATE_NONE;

		ck_assert_msg(date_parse(span_of(row[i].text), &day), "%s",
			      row[i].text);
		ck_assert_int_eq(day, row[i].day);
		ck_assert_str_eq(date_text(day, text), row[i].text);
	}
	ck_assert_str_eq(date_text(DATE_NONE, text), "");
}
END_TEST

START_TEST(refuses_what_is_no_date)
{
	static const char *const row[] = {
		"", "2019-02-30", "2019-02-29", "1900-02-29", "2100-02-29",
		"2019-04-31", "2019-13-01", "2019-00-01", "2019-01-00",
		"2019-01-32", "1899-12-31", "2200-01-01", "03/04/2019",
		"2019/04/03", "20190403", "2019-4-3", "19-04-03",
		"2019-04-03 ", " 2019-04-03", "2019-04-03T00:00",
		"+019-04-03", "2019-O4-03", "2019-04-3x", "2019-04--3",
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		int32_t day = 7;

		ck_assert_msg(!date_parse(span_of(row[i]), &day), "'%s'",
			      row[i]);
		ck_assert_int_eq(day, 7);
	}
}
END_TEST

/* Walks every text from 1900 to 2199: days go up by one and come back. */
START_TEST(every_day_comes_back)
{
	int32_t want = -25567, day;
	char text[DATE_TEXT], name[40];
	unsigned dates = 0;

	for (int y = 1900; y <= 2199; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= 31; d++) {
				snprintf(name, sizeof(name), "%04d-%02d-%02d",
					 y, m, d);
				if (!date_parse(span_of(name), &day))
					continue;
				ck_assert_int_eq(day, want++);
				ck_assert_str_eq(date_text(day, text), name);
				dates++;
			}
	ck_assert_uint_eq(dates, 300 * 365 + 73);
}
END_TEST

START_TEST(sums_may_leave_the_range)
{
	char text[DATE_TEXT];

	ck_assert_str_eq(date_text(84005 + 1, text), "2200-01-01");
	ck_assert_str_eq(date_text(-25568, text), "1899-12-31");
	ck_assert_str_eq(date_text(2932896 - 366, text), "9998-12-30");
}
END_TEST

START_TEST(no_such_calendar_is_a_bug)
{
	char text[DATE_TEXT];

	date_text(INT32_MAX, text);
}
END_TEST

Suite *date_suite(void)
{
	Suite *s = suite_create("date");
	TCase *t = tcase_create("date");

	tcase_add_test(t, known_days);
	tcase_add_test(t, refuses_what_is_no_date);
	tcase_add_test(t, every_day_comes_back);
	tcase_add_test(t, sums_may_leave_the_range);
	tcase_add_test_raise_signal(t, no_such_calendar_is_a_bug, SIGABRT);
	suite_add_tcase(s, t);
	return s;
}
