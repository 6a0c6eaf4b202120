/*
 * moment.h - points in time as milliseconds since 1970, in UTC
 *
 * Text is the dateTime of XML Schema: "2026-03-01T00:30:00Z", with or
 * without a fraction of a second (cut to milliseconds), and with Z or an
 * offset such as +01:00; text without either is refused, for it says no
 * point in time. Written with Z, and with milliseconds only where there are
 * some. There is no clock in here.
 *
 *	int64_t ms;
 *	if (!moment_parse(SPAN("2026-02-30T00:00:00Z"), &ms)) ...
 */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/date.h"
#include "base/span.h"

#define MOMENT_TEXT	32
#define MOMENT_SECOND	INT64_C(1000)
#define MOMENT_DAY	INT64_C(86400000)

bool moment_parse(struct span s, int64_t *ms);
const char *moment_text(int64_t ms, char text[MOMENT_TEXT]);

/* "00:30", "00:30:00", "00:30:00.5Z": milliseconds after midnight */
bool moment_parse_time(struct span s, uint64_t *ms);

/* The day it falls on (UTC), and its first moment. */
int32_t moment_day(int64_t ms);
int64_t moment_of_day(int32_t day);

#endif
