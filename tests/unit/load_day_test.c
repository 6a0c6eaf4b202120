/* load_day_test.c - local days, and windows on the days clocks change */
#include "engine/load_day.h"

#include <check.h>

Suite *load_day_suite(void);

static int32_t day_of(const char *text)
{
	int32_t day = DATE_NONE;

	ck_assert(date_parse(span_of(text), &day));
	return day;
}

struct window_case {
	const char *date;		/* "": an ordinary day */
	uint32_t start, end;		/* minutes */
	bool utc;
	const char *from;		/* "": no slot */
	uint32_t slots;			/* of 30 minutes */
};

static const struct window_case windows[] = {
	{ "", 0, 360, false, "00:00", 12 },
	{ "", 1320, 120, false, "22:00", 8 },
	{ "", 0, 1440, false, "00:00", 48 },
	{ "", 5, 60, false, "00:30", 1 },
	{ "", 5, 30, false, "", 0 },
	/* clocks go forward: 01:00 to 02:00 is not there */
	{ "2021-03-28", 0, 360, false, "00:00+00:00", 10 },
	{ "2021-03-28", 60, 120, false, "", 0 },
	{ "2021-03-28", 90, 180, false, "02:00+01:00", 2 },
	{ "2021-03-28", 1320, 120, false, "22:00+01:00", 6 },
	{ "2021-03-28", 0, 360, true, "00:00+00:00", 12 },
	/* clocks go back: 01:00 to 02:00 is there twice */
	{ "2021-10-31", 0, 360, false, "00:00+01:00", 14 },
	{ "2021-10-31", 60, 120, false, "01:00+01:00", 4 },
	{ "2021-10-31", 60, 90, false, "01:00+01:00", 1 },
	{ "2021-10-31", 90, 180, false, "01:30+00:00", 3 },
	{ "2021-10-31", 0, 90, false, "00:00+01:00", 3 },
	{ "2021-10-31", 0, 360, true, "01:00+01:00", 12 },
	/* the days beside them have 24 hours; UTC is an hour off in summer */
	{ "2021-03-27", 0, 360, true, "00:00", 12 },
	{ "2021-03-29", 0, 360, true, "01:00", 12 },
	{ "2021-10-30", 0, 360, true, "01:00", 12 },
	{ "2021-11-01", 0, 360, true, "00:00", 12 },
	{ "2021-07-01", 1380, 60, true, "00:00", 4 },
};

START_TEST(window)
{
	const struct window_case *c = &windows[_i];
	const struct load_window w = { .start = c->start, .end = c->end,
				       .start_day = DATE_NONE,
				       .end_day = DATE_NONE };
	struct load_day day;
	uint32_t from, slots;
	char text[LOAD_SLOT_TEXT];

	load_day_init(&day, *c->date ? day_of(c->date) : DATE_NONE, 1800);
	ck_assert(load_day_arc(&day, &w, c->utc, &from, &slots) ==
		  (c->slots > 0));
	ck_assert_uint_eq(slots, c->slots);
	if (slots)
		ck_assert_str_eq(load_day_slot(&day, from, text), c->from);
	load_day_release(&day);
}
END_TEST

/* Every day of years: 23, 24 or 25 hours, by a rule told otherwise: the last
 * Sunday is the one after which the month has less than a week. */
START_TEST(lengths)
{
	const int32_t end = day_of("2040-01-01");

	for (int32_t date = day_of("1996-01-01"); date < end; date++) {
		const bool sunday = ((date + 4) % 7 + 7) % 7 == 0;
		char text[DATE_TEXT];
		struct load_day day;
		uint32_t hours = 24;

		date_text(date, text);
		if (sunday && span_starts(span_from(span_of(text), 5),
					  SPAN("03")) && text[8] >= '2' &&
		    !(text[8] == '2' && text[9] < '5'))
			hours = 23;
		if (sunday && span_starts(span_from(span_of(text), 5),
					  SPAN("10")) && text[8] >= '2' &&
		    !(text[8] == '2' && text[9] < '5'))
			hours = 25;
		load_day_init(&day, date, 3600);
		ck_assert_msg(day.slots == hours, "%s", text);
		ck_assert(day.changes == (hours != 24));
		load_day_release(&day);
	}
}
END_TEST

struct due_case {
	enum load_frequency frequency;
	const char *first, *date;
	bool due;
};

static const struct due_case dues[] = {
	{ LOAD_DAILY, "2022-01-31", "2022-01-30", false },
	{ LOAD_DAILY, "2022-01-31", "2022-02-01", true },
	{ LOAD_WEEKLY, "2022-01-31", "2022-02-14", true },
	{ LOAD_WEEKLY, "2022-01-31", "2022-02-15", false },
	{ LOAD_MONTHLY, "2022-01-31", "2022-02-28", true },
	{ LOAD_MONTHLY, "2022-01-31", "2024-02-28", false },
	{ LOAD_MONTHLY, "2022-01-31", "2024-02-29", true },
	{ LOAD_MONTHLY, "2022-01-31", "2022-03-31", true },
	{ LOAD_MONTHLY, "2022-01-31", "2022-04-30", true },
	{ LOAD_QUARTERLY, "2022-01-31", "2022-04-30", true },
	{ LOAD_QUARTERLY, "2022-01-31", "2022-03-31", false },
	{ LOAD_HALF_YEARLY, "2022-01-31", "2022-07-31", true },
	{ LOAD_YEARLY, "2022-01-31", "2023-01-31", true },
	{ LOAD_YEARLY, "2022-01-31", "2022-07-31", false },
};

START_TEST(due)
{
	const struct due_case *c = &dues[_i];
	const struct load_group g = {
		.frequency = c->frequency, .first_date = day_of(c->first),
		.window = { .start_day = DATE_NONE, .end_day = DATE_NONE },
	};

	ck_assert(load_group_due(&g, day_of(c->date)) == c->due);
	ck_assert(load_group_due(&g, DATE_NONE));
}
END_TEST

Suite *load_day_suite(void)
{
	Suite *s = suite_create("load_day");
	TCase *c = tcase_create("load_day");

	tcase_add_loop_test(c, window, 0,
			    (int)(sizeof(windows) / sizeof(windows[0])));
	tcase_add_test(c, lengths);
	tcase_add_loop_test(c, due, 0, (int)(sizeof(dues) / sizeof(dues[0])));
	suite_add_tcase(s, c);
	return s;
}
