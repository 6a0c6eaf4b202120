#include "emu/value.h"

#include "base/num.h"
#include "model/world.h"

enum { SHOWN = 40, NANO_DIGITS = 9, WHOLE_DIGITS = 9 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool all_digits(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!is_digit(s.p[i]))
			return false;
	return s.n != 0;
}

static bool take_char(struct span *s, char c)
{
	if (s->n == 0 || s->p[0] != c)
		return false;
	*s = span_from(*s, 1);
	return true;
}

static struct span take_digits(struct span *s)
{
	struct span d = *s;

	for (d.n = 0; d.n < s->n && is_digit(s->p[d.n]); )
		d.n++;
	*s = span_from(*s, d.n);
	return d;
}

/* ---- numbers ---- */

struct number {
	bool minus;
	uint64_t n;			/* UINT64_MAX: that or more */
};

static int compare(struct number a, struct number b)
{
	const int apart = (a.n > b.n) - (a.n < b.n);

	if (a.minus != b.minus)
		return a.minus ? -1 : 1;
	return a.minus ? -apart : apart;
}

static bool take_sign(struct span *s)
{
	const bool minus = take_char(s, '-');

	if (!minus)
		take_char(s, '+');
	return minus;
}

static bool read_integer(struct span s, struct number *v)
{
	v->minus = take_sign(&s);
	if (!all_digits(s))
		return false;
	while (s.n > 1 && s.p[0] == '0')
		s = span_from(s, 1);
	if (!num_parse(s, &v->n))
		v->n = UINT64_MAX;
	v->minus = v->minus && v->n;
	return true;
}

/* In thousand millionths; *places: digits behind the point that count. */
static bool read_decimal(struct span s, struct number *v, uint64_t *places)
{
	struct span whole, part = SPAN_EMPTY;

	v->minus = take_sign(&s);
	whole = take_digits(&s);
	if (take_char(&s, '.'))
		part = take_digits(&s);
	if (s.n || whole.n + part.n == 0)
		return false;
	while (whole.n && whole.p[0] == '0')
		whole = span_from(whole, 1);
	while (part.n && part.p[part.n - 1] == '0')
		part.n--;
	*places = part.n;
	v->n = 0;
	for (size_t i = 0; i < whole.n && i < WHOLE_DIGITS; i++)
		v->n = v->n * 10 + (uint64_t)(whole.p[i] - '0');
	for (size_t i = 0; i < NANO_DIGITS; i++)
		v->n = v->n * 10 + (uint64_t)(i < part.n ?
					      part.p[i] - '0' : 0);
	if (whole.n > WHOLE_DIGITS)
		v->n = UINT64_MAX;
	v->minus = v->minus && v->n;
	return true;
}

static bool read_number(const struct srv_row *row, struct span s,
			struct number *v, uint64_t *places)
{
	*places = 0;
	return row->type == SRV_INTEGER ? read_integer(s, v) :
	       read_decimal(s, v, places);
}

/* The unsigned types of XML Schema have no sign, not even "+". */
static bool number_ok(const struct srv_row *row, struct span s)
{
	struct number v, limit;
	uint64_t places, most, unused;
	struct span facet;

	if (!read_number(row, s, &v, &places))
		return false;
	if (srv_row_facet_named(row, "min", &facet) &&
	    read_number(row, facet, &limit, &unused) &&
	    (compare(v, limit) < 0 || (row->type == SRV_INTEGER &&
				       !limit.minus && !is_digit(s.p[0]))))
		return false;
	if (srv_row_facet_named(row, "max", &facet) &&
	    read_number(row, facet, &limit, &unused) &&
	    compare(v, limit) > 0)
		return false;
	return !srv_row_facet_named(row, "digits", &facet) ||
	       !num_parse(facet, &most) || places <= most;
}

/* ---- times ---- */

/* Two digits, 0 to `most`. */
static bool take_two(struct span *s, unsigned most, unsigned *v)
{
	if (s->n < 2 || !is_digit(s->p[0]) || !is_digit(s->p[1]))
		return false;
	*v = (unsigned)(s->p[0] - '0') * 10 + (unsigned)(s->p[1] - '0');
	*s = span_from(*s, 2);
	return *v <= most;
}

static bool take_date(struct span *s)
{
	static const unsigned char lengths[] = {
		31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	unsigned year = 0, month, day, any = 0;
	struct span digits;

	take_char(s, '-');
	digits = take_digits(s);
	if (digits.n < 4 || (digits.n > 4 && digits.p[0] == '0'))
		return false;
	for (size_t i = 0; i < digits.n; i++) {
		any |= digits.p[i] != '0';
		year = (year * 10 + (unsigned)(digits.p[i] - '0')) % 400;
	}
	if (!any || !take_char(s, '-') || !take_two(s, 12, &month) ||
	    !month || !take_char(s, '-') ||
	    !take_two(s, lengths[month - 1], &day) || !day)
		return false;
	return month != 2 || day < 29 ||
	       (year % 4 == 0 && (year % 100 != 0 || year == 0));
}

static bool take_time(struct span *s)
{
	unsigned hour, minute, second;
	struct span part = SPAN_EMPTY;

	if (!take_two(s, 24, &hour) || !take_char(s, ':') ||
	    !take_two(s, 59, &minute) || !take_char(s, ':') ||
	    !take_two(s, 59, &second))
		return false;
	if (take_char(s, '.')) {
		part = take_digits(s);
		if (!part.n)
			return false;
	}
	while (part.n && part.p[part.n - 1] == '0')
		part.n--;
	return hour < 24 || (!minute && !second && !part.n);
}

/* Nothing, Z, or up to fourteen hours to either side. */
static bool is_zone(struct span s)
{
	unsigned hour, minute;

	if (s.n == 0)
		return true;
	if (take_char(&s, 'Z'))
		return s.n == 0;
	if (!take_char(&s, '+') && !take_char(&s, '-'))
		return false;
	return take_two(&s, 14, &hour) && take_char(&s, ':') &&
	       take_two(&s, 59, &minute) && s.n == 0 &&
	       (hour < 14 || !minute);
}

static bool moment_ok(enum srv_type type, struct span s)
{
	if (type != SRV_TIME && !take_date(&s))
		return false;
	if (type == SRV_DATETIME && !take_char(&s, 'T'))
		return false;
	if (type != SRV_DATE && !take_time(&s))
		return false;
	return is_zone(s);
}

/* ---- bytes ---- */

static bool count_hex(struct span s, uint64_t *bytes)
{
	for (size_t i = 0; i < s.n; i++) {
		const char c = s.p[i];

		if (!is_digit(c) && !(c >= 'a' && c <= 'f') &&
		    !(c >= 'A' && c <= 'F'))
			return false;
	}
	*bytes = s.n / 2;
	return s.n % 2 == 0;
}

static int base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (is_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool count_base64(struct span s, uint64_t *bytes)
{
	/* the bits of the last digit that no byte has */
	static const int spare[] = { 0, 3, 15 };
	size_t digits = 0, ends = 0;
	int last = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char c = s.p[i];

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
			continue;
		if (c == '=') {
			ends++;
			continue;
		}
		last = base64_digit(c);
		if (last < 0 || ends)
			return false;
		digits++;
	}
	*bytes = digits / 4 * 3 + (digits % 4 ? 3 - ends : 0);
	return ends < 3 && (digits + ends) % 4 == 0 &&
	       (last & spare[ends]) == 0;
}

/* ---- texts ---- */

static uint64_t characters(struct span s)
{
	uint64_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

/* "1..8", "0.." */
static bool length_ok(const struct srv_row *row, uint64_t n)
{
	struct span range, low;
	uint64_t least, most;

	if (!srv_row_facet_named(row, "length", &range))
		return true;
	if (!span_cut(&range, '.', &low))
		return true;
	if (num_parse(low, &least) && n < least)
		return false;
	return range.n < 2 || !num_parse(span_from(range, 1), &most) ||
	       n <= most;
}

static bool chars_ok(const struct srv_row *row, struct span s)
{
	struct span kind;

	if (!srv_row_facet_named(row, "chars", &kind))
		return true;
	for (size_t i = 0; i < s.n; i++) {
		const char c = s.p[i];

		if (span_eq(kind, SPAN("printable")) ? c < ' ' || c > '~' :
		    !is_digit(c) && !(c == ' ' && span_eq(kind,
							  SPAN("phone"))))
			return false;
	}
	return true;
}

static bool values_ok(const struct srv_row *row, struct span s)
{
	struct span list, one;

	if (!srv_row_facet_named(row, "values", &list))
		return true;
	while (span_cut(&list, '|', &one))
		if (span_eq(one, s))
			return true;
	return false;
}

static bool euis_ok(struct span s)
{
	struct span one;
	uint64_t eui;

	if (span_ends(s, SPAN(",")))
		return false;
	while (span_cut(&s, ',', &one))
		if (!world_eui_parse(one, &eui))
			return false;
	return true;
}

/* "EUI:EUI:counter" */
static bool id_ok(struct span s)
{
	struct span from, to;
	uint64_t n;

	return span_cut(&s, ':', &from) && span_cut(&s, ':', &to) &&
	       world_eui_parse(from, &n) && world_eui_parse(to, &n) &&
	       num_parse(s, &n) && (s.n == 1 || s.p[0] != '0');
}

static bool boolean_ok(struct span s)
{
	return span_eq(s, SPAN("true")) || span_eq(s, SPAN("false")) ||
	       span_eq(s, SPAN("1")) || span_eq(s, SPAN("0"));
}

static bool is_ok(const struct srv_row *row, struct span s)
{
	uint64_t n;

	switch ((enum srv_type)row->type) {
	case SRV_STRING:
	case SRV_TOKEN:
		return values_ok(row, s) && chars_ok(row, s) &&
		       length_ok(row, characters(s));
	case SRV_BOOLEAN:
		return boolean_ok(s);
	case SRV_INTEGER:
	case SRV_DECIMAL:
		return number_ok(row, s);
	case SRV_DATETIME:
	case SRV_DATE:
	case SRV_TIME:
		return moment_ok(row->type, s);
	case SRV_HEX:
		return count_hex(s, &n) && length_ok(row, n);
	case SRV_BASE64:
		return count_base64(s, &n) && length_ok(row, n);
	case SRV_EUI:
		return world_eui_parse(s, &n);
	case SRV_EUIS:
		return euis_ok(s) && length_ok(row, s.n);
	case SRV_ID:
		return id_ok(s);
	default:
		return true;
	}
}

/* ---- what is expected, in words ---- */

static const char *kind_name(const struct srv_row *row)
{
	static const char *const names[] = {
		[SRV_STRING] = "a text", [SRV_TOKEN] = "a word",
		[SRV_BOOLEAN] = "true or false",
		[SRV_INTEGER] = "an integer", [SRV_DECIMAL] = "a decimal",
		[SRV_DATETIME] = "a dateTime", [SRV_DATE] = "a date",
		[SRV_TIME] = "a time", [SRV_HEX] = "hexadecimal bytes",
		[SRV_BASE64] = "base64", [SRV_EUI] = "an EUI-64",
		[SRV_EUIS] = "a list of EUI-64 joined by commas",
		[SRV_ID] = "EUI:EUI:counter",
	};

	return names[row->type];
}

static void add_facet(const struct srv_row *row, const char *name,
		      const char *before, const char *after, struct buf *why)
{
	struct span s;

	if (!srv_row_facet_named(row, name, &s))
		return;
	buf_addf(why, "%s" SPAN_F "%s", before, SPAN_A(s), after);
}

static void say_expected(const struct srv_row *row, struct buf *why)
{
	struct span s;

	if (srv_row_facet_named(row, "values", &s)) {
		buf_addf(why, "one of " SPAN_F, SPAN_A(s));
		return;
	}
	buf_addf(why, "%s", kind_name(row));
	add_facet(row, "min", " from ", "", why);
	add_facet(row, "max", " to ", "", why);
	add_facet(row, "digits", " with at most ", " decimals", why);
	add_facet(row, "chars", " of ", " characters", why);
	add_facet(row, "length", " of length ", "", why);
}

/* So much of it as a message can show, in whole characters. */
static struct span beginning(struct span s)
{
	size_t n = s.n < SHOWN ? s.n : SHOWN;

	while (n < s.n && n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return span_make(s.p, n);
}

bool emu_value_ok(const struct srv_row *row, struct span text,
		  struct buf *why)
{
	if (row->type != SRV_STRING)
		text = span_trim(text);
	if (is_ok(row, text))
		return true;
	buf_addf(why, "is '" SPAN_F "%s', which is not ",
		 SPAN_A(beginning(text)), text.n > SHOWN ? ".." : "");
	say_expected(row, why);
	return false;
}
