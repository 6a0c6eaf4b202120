/* Text is cut at its marks; the calendar is that of date.h. */
#include "base/moment.h"

#include <string.h>

static bool digits(struct span *s, unsigned n, uint64_t *value)
{
	*value = 0;
	if (s->n < n)
		return false;
	for (unsigned i = 0; i < n; i++) {
		if (s->p[i] < '0' || s->p[i] > '9')
			return false;
		*value = *value * 10 + (uint64_t)(s->p[i] - '0');
	}
	*s = span_from(*s, n);
	return true;
}

static bool mark(struct span *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = span_from(*s, 1);
	return true;
}

/* ".5": 500; what follows milliseconds is cut off */
static bool fraction(struct span *s, uint64_t *ms)
{
	uint64_t digit, scale = 100;
	bool any = false;

	while (digits(s, 1, &digit)) {
		*ms += digit * scale;
		scale /= 10;
		any = true;
	}
	return any;
}

/* 24:00:00 is the end of a day, as XML Schema has it. */
static bool time_of_day(struct span *s, bool seconds_needed, uint64_t *ms)
{
	uint64_t h, m, sec = 0;

	if (!digits(s, 2, &h) || !mark(s, ':') || !digits(s, 2, &m))
		return false;
	if (mark(s, ':')) {
		if (!digits(s, 2, &sec))
			return false;
	} else if (seconds_needed) {
		return false;
	}
	*ms = ((h * 60 + m) * 60 + sec) * 1000;
	if (mark(s, '.') && !fraction(s, ms))
		return false;
	return m < 60 && sec < 60 && *ms <= (uint64_t)MOMENT_DAY && h <= 24;
}

static bool zone(struct span *s, int64_t *offset_ms)
{
	const bool east = s->n && s->p[0] == '+';
	uint64_t h, m;

	*offset_ms = 0;
	if (mark(s, 'Z'))
		return true;
	if (!mark(s, '+') && !mark(s, '-'))
		return false;
	if (!digits(s, 2, &h) || !mark(s, ':') || !digits(s, 2, &m) ||
	    h > 14 || m > 59)
		return false;
	*offset_ms = (int64_t)(h * 60 + m) * 60000;
	if (!east)
		*offset_ms = -*offset_ms;
	return true;
}

bool moment_parse(struct span s, int64_t *ms)
{
	uint64_t of_day;
	int64_t offset;
	int32_t day;

	if (s.n < 11 || s.p[10] != 'T' ||
	    !date_parse(span_make(s.p, 10), &day))
		return false;
	s = span_from(s, 11);
	if (!time_of_day(&s, true, &of_day) || !zone(&s, &offset) || s.n)
		return false;
	*ms = moment_of_day(day) + (int64_t)of_day - offset;
	return true;
}

bool moment_parse_time(struct span s, uint64_t *ms)
{
	int64_t offset;

	if (!time_of_day(&s, false, ms) || *ms == (uint64_t)MOMENT_DAY)
		return false;
	return s.n == 0 || (zone(&s, &offset) && offset == 0 && s.n == 0);
}

static char *put_digits(char *p, char before, unsigned v, unsigned n)
{
	*p = before;
	for (unsigned i = n; i > 0; i--) {
		p[i] = (char)('0' + v % 10);
		v /= 10;
	}
	return p + 1 + n;
}

/* Digit by digit: every row of a campaign has some of them. */
const char *moment_text(int64_t ms, char text[MOMENT_TEXT])
{
	const int32_t day = moment_day(ms);
	const unsigned of_day = (unsigned)(ms - moment_of_day(day));
	const unsigned second = of_day / 1000;
	char *p = text;

	date_text(day, text);
	p = put_digits(text + strlen(text), 'T', second / 3600, 2);
	p = put_digits(p, ':', second / 60 % 60, 2);
	p = put_digits(p, ':', second % 60, 2);
	if (of_day % 1000)
		p = put_digits(p, '.', of_day % 1000, 3);
	*p++ = 'Z';
	*p = '\0';
	return text;
}

int32_t moment_day(int64_t ms)
{
	const int64_t day = ms / MOMENT_DAY;

	return (int32_t)(ms % MOMENT_DAY < 0 ? day - 1 : day);
}

int64_t moment_of_day(int32_t day)
{
	return (int64_t)day * MOMENT_DAY;
}
