/* Which slots lie in a window is asked slot by slot; the arc is the longest
 * run of them. That way hours that are missing or there twice need no case
 * of their own. */
#include "engine/load_day.h"

#include "base/buf.h"
#include "base/mem.h"

enum { HOUR = 60, SUNDAY = 3 };		/* 1970-01-01 was a Thursday: 0 */

static int weekday(int32_t date)
{
	return (int)(((int64_t)date % 7 + 7) % 7);
}

void load_day_parts(int32_t date, int *year, int *month, int *day)
{
	char text[DATE_TEXT];

	date_text(date, text);
	*year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 +
		(text[2] - '0') * 10 + (text[3] - '0');
	*month = (text[5] - '0') * 10 + (text[6] - '0');
	*day = (text[8] - '0') * 10 + (text[9] - '0');
}

/* March and October have 31 days. */
static bool last_sunday(int32_t date, int month)
{
	int y, m, d;

	load_day_parts(date, &y, &m, &d);
	return m == month && d > 24 && weekday(date) == SUNDAY;
}

/* Is it BST as the day begins? */
static bool begins_in_summer(int32_t date)
{
	int y, m, d, sunday;

	load_day_parts(date, &y, &m, &d);
	if (m != 3 && m != 10)
		return m > 3 && m < 10;
	/* the last Sunday is the one with less than a week behind it */
	sunday = d - (weekday(date) - SUNDAY + 7) % 7;
	while (sunday + 7 <= 31)
		sunday += 7;
	return m == 3 ? d > sunday : d <= sunday;
}

void load_day_init(struct load_day *day, int32_t date, uint32_t slot_s)
{
	const bool known = date != DATE_NONE;
	const bool spring = known && last_sunday(date, 3);
	const bool autumn = known && last_sunday(date, 10);
	const uint32_t step = slot_s / 60;
	const uint32_t minutes = LOAD_DAY_MINUTES - (spring ? HOUR : 0) +
				 (autumn ? HOUR : 0);
	bool summer = known && begins_in_summer(date);
	uint32_t local = 0;

	*day = (struct load_day){ .date = date, .slot_s = slot_s,
		.slots = minutes / step, .changes = spring || autumn };
	day->minute = mem_array(day->slots, sizeof(*day->minute));
	day->summer = mem_array(day->slots, sizeof(*day->summer));
	for (uint32_t t = 0; t < day->slots; t++, local += step) {
		if (spring && local == HOUR) {
			local += HOUR;
			summer = true;
		} else if (autumn && summer && local == 2 * HOUR) {
			local -= HOUR;
			summer = false;
		}
		day->minute[t] = local;
		day->summer[t] = summer;
	}
}

void load_day_release(struct load_day *day)
{
	mem_free(day->minute);
	mem_free(day->summer);
}

bool load_day_within(const struct load_day *day, uint32_t slot,
		     uint32_t start, uint32_t end, bool utc)
{
	const uint32_t length = end > start ? end - start :
				end + LOAD_DAY_MINUTES - start;
	uint32_t at = day->minute[slot] + LOAD_DAY_MINUTES;

	if (utc && day->summer[slot])
		at -= HOUR;
	at = (at - start) % LOAD_DAY_MINUTES;
	return at + day->slot_s / 60 <= length;
}

bool load_day_arc(const struct load_day *day, const struct load_window *w,
		  bool utc, uint32_t *from, uint32_t *slots)
{
	const uint32_t n = day->slots;
	uint32_t run = 0;

	*from = *slots = 0;
	if (n == 0)
		return false;
	if (w->any || w->end - w->start == LOAD_DAY_MINUTES) {
		*slots = n;
		return true;
	}
	for (uint32_t i = 0; i < 2 * n; i++) {
		if (!load_day_within(day, i % n, w->start, w->end, utc)) {
			run = 0;
			continue;
		}
		run++;
		if (run > *slots && run <= n) {
			*slots = run;
			*from = (i + 1 - run) % n;
		}
	}
	return *slots > 0;
}

static const char *say(const struct load_day *day, uint32_t minute,
		       bool summer, char text[LOAD_SLOT_TEXT])
{
	const uint32_t h = minute / HOUR, m = minute % HOUR;
	const char *offset = !day->changes ? "" : summer ? "+01:00" :
			     "+00:00";

	text[0] = (char)('0' + h / 10 % 10);
	text[1] = (char)('0' + h % 10);
	text[2] = ':';
	text[3] = (char)('0' + m / 10);
	text[4] = (char)('0' + m % 10);
	for (unsigned i = 0; i < 7; i++) {
		text[5 + i] = offset[i];
		if (!offset[i])
			break;
	}
	return text;
}

const char *load_day_slot(const struct load_day *day, uint32_t slot,
			  char text[LOAD_SLOT_TEXT])
{
	return say(day, day->minute[slot], day->summer[slot], text);
}

const char *load_day_slot_end(const struct load_day *day, uint32_t slot,
			      char text[LOAD_SLOT_TEXT])
{
	return say(day, day->minute[slot] + day->slot_s / 60,
		   day->summer[slot], text);
}

static int month_length(int year, int month)
{
	const bool leap = year % 4 == 0 && (year % 100 || year % 400 == 0);

	if (month == 2)
		return leap ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Every `step` months from the first date; a month that is too short has it
 * on its last day. */
static bool due_monthly(int32_t first, int32_t date, int step)
{
	int y, m, d, y0, m0, d0;

	load_day_parts(first, &y0, &m0, &d0);
	load_day_parts(date, &y, &m, &d);
	if (((y - y0) * 12 + m - m0) % step)
		return false;
	return d == (d0 < month_length(y, m) ? d0 : month_length(y, m));
}

bool load_group_due(const struct load_group *g, int32_t date)
{
	static const int months[] = { 0, 0, 1, 3, 6, 12 };

	if (date == DATE_NONE)
		return true;
	if (g->window.start_day != DATE_NONE)
		return date == g->window.start_day;
	if (g->first_date == DATE_NONE)
		return true;
	if (date < g->first_date)
		return false;
	switch (g->frequency) {
	case LOAD_DAILY:
		return true;
	case LOAD_WEEKLY:
		return (date - g->first_date) % 7 == 0;
	case LOAD_MONTHLY:
	case LOAD_QUARTERLY:
	case LOAD_HALF_YEARLY:
	case LOAD_YEARLY:
		break;
	}
	return due_monthly(g->first_date, date, months[g->frequency]);
}
