#include <check.h>

#include "base/moment.h"

Suite *moment_suite(void);

static const struct {
	const char *text;
	int64_t ms;
	const char *back;	/* NULL: the same */
} good[] = {
	{ "1970-01-01T00:00:00Z", 0, NULL },
	{ "2026-03-01T00:30:05Z", 1772325005000, NULL },
	{ "2026-03-01T00:30:05.007Z", 1772325005007, NULL },
	{ "2026-03-01T00:30:05.5Z", 1772325005500,
	  "2026-03-01T00:30:05.500Z" },
	{ "2026-03-01T00:30:05.0079Z", 1772325005007,
	  "2026-03-01T00:30:05.007Z" },
	{ "2026-03-01T01:30:05+01:00", 1772325005000,
	  "2026-03-01T00:30:05Z" },
	{ "2026-02-28T23:00:05-01:30", 1772325005000,
	  "2026-03-01T00:30:05Z" },
	{ "2026-02-28T24:00:00Z", 1772323200000, "2026-03-01T00:00:00Z" },
	{ "1969-12-31T23:59:59.999Z", -1, NULL },
};

static const char *const bad[] = {
	"", "2026-03-01", "2026-03-01T00:30:05", "2026-02-30T00:00:00Z",
	"2026-03-01T24:00:01Z", "2026-03-01T25:00:00Z",
	"2026-03-01T00:60:00Z", "2026-03-01T00:00:60Z",
	"2026-03-01T00:30Z", "2026-03-01T00:30:05.Z",
	"2026-03-01T00:30:05Zx", "2026-03-01 00:30:05Z",
	"2026-03-01T00:30:05+15:00", "2026-03-01T00:30:05+01",
};

START_TEST(reads_and_writes)
{
	char text[MOMENT_TEXT];
	int64_t ms;

	ck_assert(moment_parse(span_of(good[_i].text), &ms));
	ck_assert_int_eq(ms, good[_i].ms);
	ck_assert_str_eq(moment_text(ms, text),
			 good[_i].back ? good[_i].back : good[_i].text);
}
END_TEST

START_TEST(refuses)
{
	int64_t ms;

	ck_assert(!moment_parse(span_of(bad[_i]), &ms));
}
END_TEST

START_TEST(times_of_day)
{
	uint64_t ms;

	ck_assert(moment_parse_time(SPAN("00:30"), &ms) && ms == 1800000);
	ck_assert(moment_parse_time(SPAN("23:59:59.5Z"), &ms));
	ck_assert_uint_eq(ms, 86399500);
	ck_assert(!moment_parse_time(SPAN("24:00"), &ms));
	ck_assert(!moment_parse_time(SPAN("00:30+01:00"), &ms));
	ck_assert(!moment_parse_time(SPAN("0:30"), &ms));
}
END_TEST

START_TEST(days)
{
	ck_assert_int_eq(moment_day(-1), -1);
	ck_assert_int_eq(moment_day(0), 0);
	ck_assert_int_eq(moment_day(MOMENT_DAY), 1);
	ck_assert_int_eq(moment_of_day(-1), -MOMENT_DAY);
}
END_TEST

Suite *moment_suite(void)
{
	Suite *s = suite_create("moment");
	TCase *t = tcase_create("moment");

	tcase_add_loop_test(t, reads_and_writes, 0,
			    sizeof(good) / sizeof(good[0]));
	tcase_add_loop_test(t, refuses, 0, sizeof(bad) / sizeof(bad[0]));
	tcase_add_test(t, times_of_day);
	tcase_add_test(t, days);
	suite_add_tcase(s, t);
	return s;
}
