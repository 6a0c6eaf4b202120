/*
 * duis_value.c - what a text in an envelope must be
 *
 * Types of XML Schema as far as messages use them. Blanks around a value do
 * not count, as there.
 */
#include "file/duis_shape.h"

#include <stdio.h>

#include "base/date.h"
#include "base/num.h"
#include "base/utf8.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_digits(struct span s, size_t from)
{
	for (size_t i = from; i < s.n; i++) {
		if (!is_digit(s.p[i]))
			return false;
	}
	return s.n > from;
}

static bool is_counter(struct span s)
{
	uint64_t n;

	return num_parse(s, &n) && (s.n == 1 || *s.p != '0');
}

static bool is_number(const struct duis_rule *rule, struct span s)
{
	uint64_t n;

	return num_parse(s, &n) && n >= rule->least && n <= rule->most;
}

static bool is_offset(struct span s)
{
	uint64_t n;
	bool minus = span_starts(s, SPAN("-"));

	if (minus)
		s = span_from(s, 1);
	return num_parse(s, &n) && n <= 400 && (minus || !n);
}

static bool is_integer(const struct duis_rule *rule, struct span s)
{
	if (s.n && (*s.p == '-' || *s.p == '+'))
		s = span_from(s, 1);
	return s.n <= rule->most && is_digits(s, 0);
}

static bool is_boolean(struct span s)
{
	return span_eq(s, SPAN("true")) || span_eq(s, SPAN("false")) ||
		span_eq(s, SPAN("1")) || span_eq(s, SPAN("0"));
}

static bool is_id(struct span s)
{
	struct duis_id id;

	return duis_id_parse(s, &id);
}

static bool is_euis(struct span s)
{
	struct span part;
	uint64_t eui;
	bool any = false;

	if (span_ends(s, SPAN(",")))
		return false;
	while (span_cut(&s, ',', &part)) {
		if (!duis_eui_parse(part, &eui))
			return false;
		any = true;
	}
	return any;
}

/* "Z", "+01:00", or nothing. */
static bool is_zone(struct span s)
{
	return !s.n || span_eq(s, SPAN("Z")) ||
		(s.n == 6 && (*s.p == '+' || *s.p == '-') &&
		 is_digits(span_make(s.p + 1, 2), 0) && s.p[3] == ':' &&
		 is_digits(span_make(s.p + 4, 2), 0));
}

static bool is_date(struct span s)
{
	int32_t day;

	return s.n >= 10 && date_parse_far(span_make(s.p, 10), &day) &&
		is_zone(span_from(s, 10));
}

/* The rules of a time are those of a time on a day. */
static bool is_time(struct span s)
{
	char text[64];
	int64_t seconds;
	int n = snprintf(text, sizeof(text), "2000-01-01T" SPAN_F,
			 SPAN_A(s));

	return n > 0 && (size_t)n < sizeof(text) && s.n < 40 &&
		duis_time_parse(span_of(text), &seconds);
}

static bool is_datetime(struct span s)
{
	int64_t seconds;

	return duis_time_parse(s, &seconds);
}

static bool is_hex_bytes(struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!is_hex(s.p[i]))
			return false;
	}
	return s.n % 2 == 0;
}

/* Blanks anywhere: Java writes base64 in lines that end in CR LF. */
static bool is_base64(struct span s)
{
	size_t n = 0, pads = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
			continue;
		if (c == '=')
			pads++;
		else if (pads || !(is_digit(c) || c == '+' || c == '/' ||
				   (c >= 'a' && c <= 'z') ||
				   (c >= 'A' && c <= 'Z')))
			return false;
		n++;
	}
	return n % 4 == 0 && pads <= 2;
}

static bool is_code(struct span s)
{
	return s.n && (*s.p == 'E' || *s.p == 'I' || *s.p == 'W') &&
		is_digits(s, 1);
}

static bool is_reference(struct span s)
{
	struct span part;
	unsigned parts = 0;

	while (span_cut(&s, '.', &part)) {
		if (!is_digits(part, 0) || part.n > 2)
			return false;
		parts++;
	}
	return parts == 2 || parts == 3;
}

static bool is_listed(const char *values, struct span s)
{
	struct span rest = span_of(values), one;

	while (span_cut(&rest, '|', &one)) {
		if (span_eq(one, s))
			return true;
	}
	return false;
}

static size_t characters(struct span s)
{
	size_t n = 0, step;
	uint32_t rune;

	for (size_t at = 0; (step = utf8_next(s, at, &rune)); at += step)
		n++;
	return n;
}

static bool is_text(const struct duis_rule *rule, struct span s)
{
	size_t n = characters(s);

	return n >= rule->least && n <= rule->most;
}

/* Types that are told by their letters alone. */
static const struct {
	bool (*is)(struct span s);
	const char *wanted;
} plain[] = {
	[DUIS_IS_COUNTER] = { is_counter, "a counter: digits without a"
		" leading zero, at most 18446744073709551615" },
	[DUIS_IS_OFFSET] = { is_offset, "an offset of -400 to 0 days" },
	[DUIS_IS_BOOLEAN] = { is_boolean, "true or false" },
	[DUIS_IS_ID] = { is_id, "EUI:EUI:counter, the counter without a"
		" leading zero and at most 18446744073709551615" },
	[DUIS_IS_EUI] = { is_euis, "an EUI-64 such as"
		" 00-DB-12-34-56-78-90-A0" },
	[DUIS_IS_EUIS] = { is_euis, "EUI-64s joined by commas" },
	[DUIS_IS_DATETIME] = { is_datetime, "a date and time such as"
		" 2026-01-31T00:00:00Z" },
	[DUIS_IS_DATE] = { is_date, "a date such as 2026-01-31" },
	[DUIS_IS_TIME] = { is_time, "a time such as 00:30:00Z" },
	[DUIS_IS_HEX] = { is_hex_bytes, "pairs of hexadecimal digits" },
	[DUIS_IS_BASE64] = { is_base64, "base64" },
	[DUIS_IS_CODE] = { is_code, "E, I or W and digits" },
	[DUIS_IS_REFERENCE] = { is_reference, "a service such as 4.4 or"
		" 4.4.3" },
};

static const char *wanted_size(const struct duis_rule *rule, char room[128])
{
	if (rule->least == rule->most)
		snprintf(room, 128, "%llu characters",
			 (unsigned long long)rule->most);
	else
		snprintf(room, 128, "%llu to %llu characters",
			 (unsigned long long)rule->least,
			 (unsigned long long)rule->most);
	return room;
}

const char *duis_wanted(const struct duis_rule *rule, struct span text,
			char room[128])
{
	struct span s = span_trim(text);

	switch (rule->type) {
	case DUIS_IS_ANY:
	case DUIS_IS_BODY:
	case DUIS_IS_INNER:
		return NULL;
	case DUIS_IS_TEXT:
		return is_text(rule, text) ? NULL : wanted_size(rule, room);
	case DUIS_IS_VALUE:
		if (is_listed(rule->values, s))
			return NULL;
		snprintf(room, 128, "one of %.100s", rule->values);
		return room;
	case DUIS_IS_NUMBER:
		if (is_number(rule, s))
			return NULL;
		snprintf(room, 128, "a number from %llu to %llu",
			 (unsigned long long)rule->least,
			 (unsigned long long)rule->most);
		return room;
	case DUIS_IS_DIGITS:
		if (s.n == rule->most && is_digits(s, 0))
			return NULL;
		snprintf(room, 128, "%llu digits",
			 (unsigned long long)rule->most);
		return room;
	case DUIS_IS_INTEGER:
		if (is_integer(rule, s))
			return NULL;
		snprintf(room, 128, "a whole number of at most %llu digits",
			 (unsigned long long)rule->most);
		return room;
	case DUIS_IS_EUI:
		return s.n == 23 && is_euis(s) ? NULL :
			plain[rule->type].wanted;
	default:
		return plain[rule->type].is(s) ? NULL :
			plain[rule->type].wanted;
	}
}
