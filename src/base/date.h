/*
 * date.h - calendar dates as day numbers
 *
 * A day is the count of days since 1970-01-01 in the proleptic Gregorian
 * calendar; years 1900 to 2199. Text is ISO 8601, YYYY-MM-DD, nothing else:
 * what 03/04/2019 means is not ours to guess. There is no clock in here:
 * "today" is always somebody's parameter.
 *
 *	int32_t day;
 *	if (!date_parse(SPAN("2019-02-30"), &day)) ...	(no such date)
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/span.h"

#define DATE_TEXT	12
#define DATE_NONE	INT32_MIN	/* sorts before every date */

bool date_parse(struct span s, int32_t *day);
/* The same for years 0001 to 9999: formats that mark "never" by a date far
 * away. date_text() takes years 0002 to 9998. */
bool date_parse_far(struct span s, int32_t *day);
const char *date_text(int32_t day, char text[DATE_TEXT]); /* NONE: "" */

#endif
