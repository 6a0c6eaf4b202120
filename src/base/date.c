/*
 * date.c - calendar dates as day numbers
 *
 * Years are counted from 1 March, so that the odd day of February is the
 * last of its year and no table of months is needed; eras of 400 years make
 * the leap rule a matter of division.
 */
#include "base/date.h"

#include "base/bug.h"

enum {
	YEAR_MIN = 1900,
	YEAR_MAX = 2199,
	ERA_DAYS = 146097,	/* 400 years */
	EPOCH = 719468,		/* 0000-03-01 to 1970-01-01 */
};

static bool leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
	if (month == 2)
		return leap(year) ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static bool digits(const char *p, int n, int *value)
{
	*value = 0;
	for (int i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
		*value = *value * 10 + (p[i] - '0');
	}
	return true;
}

static bool parse(struct span s, int year_min, int year_max, int32_t *day)
{
	int y, m, d;
	int era_year, year_day;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	if (!digits(s.p, 4, &y) || !digits(s.p + 5, 2, &m) ||
	    !digits(s.p + 8, 2, &d))
		return false;
	if (y < year_min || y > year_max || m < 1 || m > 12 || d < 1 ||
	    d > month_days(y, m))
		return false;
	if (m <= 2)
		y--;
	era_year = y % 400;
	year_day = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
	*day = y / 400 * ERA_DAYS + era_year * 365 + era_year / 4 -
	       era_year / 100 + year_day - EPOCH;
	return true;
}

bool date_parse(struct span s, int32_t *day)
{
	return parse(s, YEAR_MIN, YEAR_MAX, day);
}

bool date_parse_far(struct span s, int32_t *day)
{
	return parse(s, 1, 9999, day);
}

static char *put(char *to, int value, int n)
{
	for (int i = n - 1; i >= 0; i--) {
		to[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return to + n;
}

const char *date_text(int32_t day, char text[DATE_TEXT])
{
	int left, era, era_day, era_year, year_day, month;
	int y, m;
	char *p = text;

	if (day == DATE_NONE) {
		text[0] = '\0';
		return text;
	}
	if (day < -EPOCH + 366 || day > 25 * ERA_DAYS - EPOCH - 366)
		BUG("a day far outside the calendar");
	left = day + EPOCH;
	era = left / ERA_DAYS;
	era_day = left % ERA_DAYS;
	era_year = (era_day - era_day / 1460 + era_day / 36524 -
		    era_day / (ERA_DAYS - 1)) / 365;
	year_day = era_day - (365 * era_year + era_year / 4 - era_year / 100);
	month = (5 * year_day + 2) / 153;
	m = month < 10 ? month + 3 : month - 9;
	y = era * 400 + era_year + (m <= 2);
	p = put(p, y, 4);
	*p++ = '-';
	p = put(p, m, 2);
	*p++ = '-';
	p = put(p, year_day - (153 * month + 2) / 5 + 1, 2);
	*p = '\0';
	return text;
}
