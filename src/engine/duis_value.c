/* The simple types of the messages. */
#include "engine/duis_value.h"

#include "model/duis.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number cut at its point, without zeros that do not count. */
struct decimal {
	bool negative;
	struct span whole, part;
};

/* Behind the digits that begin at `at`. */
static size_t digits_end(struct span s, size_t at)
{
	while (at < s.n && is_digit(s.p[at]))
		at++;
	return at;
}

static bool decimal_cut(struct span s, struct decimal *d)
{
	size_t from = s.n && (s.p[0] == '-' || s.p[0] == '+');
	const size_t point = digits_end(s, from);
	const bool has_point = point < s.n && s.p[point] == '.';
	size_t end = has_point ? digits_end(s, point + 1) : point;

	*d = (struct decimal){ .negative = s.n && s.p[0] == '-' };
	if (end < s.n || end - from == (size_t)has_point)
		return false;
	while (from < point && s.p[from] == '0')
		from++;
	d->whole = span_make(s.p + from, point - from);
	if (has_point) {
		while (end > point + 1 && s.p[end - 1] == '0')
			end--;
		d->part = span_make(s.p + point + 1, end - point - 1);
	}
	if (d->whole.n == 0 && d->part.n == 0)
		d->negative = false;
	return true;
}

/* -1, 0 or 1 */
static int decimal_cmp(const struct decimal *a, const struct decimal *b)
{
	int order;

	if (a->negative != b->negative)
		return a->negative ? -1 : 1;
	if (a->whole.n != b->whole.n)
		order = a->whole.n < b->whole.n ? -1 : 1;
	else
		order = span_cmp(a->whole, b->whole);
	if (order == 0)
		order = span_cmp(a->part, b->part);
	order = (order > 0) - (order < 0);
	return a->negative ? -order : order;
}

static bool spelled_integer(struct span s)
{
	const size_t from = s.n && (s.p[0] == '-' || s.p[0] == '+');

	for (size_t i = from; i < s.n; i++) {
		if (!is_digit(s.p[i]))
			return false;
	}
	return s.n > from;
}

/* A date or a time of the day is judged as half of a date with a time. */
static bool spelled_half(struct span s, bool is_date)
{
	struct buf b = BUF_INIT;
	int64_t seconds;
	bool good = false;

	if (is_date && s.n >= 10) {
		buf_add(&b, span_make(s.p, 10));
		buf_add(&b, SPAN("T00:00:00"));
		buf_add(&b, span_from(s, 10));
		good = s.n == 10 || s.p[10] != '.';
	} else if (!is_date) {
		buf_add(&b, SPAN("1970-01-01T"));
		buf_add(&b, s);
		good = true;
	}
	good = good && duis_time_parse(buf_span(&b), &seconds);
	buf_release(&b);
	return good;
}

static bool is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool spelled_hex(struct span s, uint64_t *bytes)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!is_hex(s.p[i]))
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

/* Blanks may be anywhere; what stands before "=" has no bits to spare. */
static bool spelled_base64(struct span s, uint64_t *bytes)
{
	uint64_t digits = 0;
	unsigned pads = 0;
	int last = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char c = s.p[i];

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
			continue;
		if (c == '=') {
			pads++;
			continue;
		}
		if (pads || base64_digit(c) < 0)
			return false;
		last = base64_digit(c);
		digits++;
	}
	*bytes = digits / 4 * 3 + (pads == 1 ? 2 : pads == 2 ? 1 : 0);
	if ((digits + pads) % 4 || pads > 2)
		return false;
	return pads == 0 || (last & (pads == 1 ? 3 : 15)) == 0;
}

static bool spelled_euis(struct span s)
{
	struct span part;
	uint64_t eui;

	if (s.n == 0 || s.p[s.n - 1] == ',')
		return false;
	while (span_cut(&s, ',', &part)) {
		if (!duis_eui_parse(part, &eui))
			return false;
	}
	return true;
}

/* Characters of a text, bytes of what is written as digits. */
static uint64_t characters(struct span s)
{
	uint64_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

static bool spelled(enum srv_type type, struct span s, uint64_t *length)
{
	struct duis_id id;
	struct decimal d;
	uint64_t eui;
	int64_t seconds;

	*length = characters(s);
	switch (type) {
	case SRV_BOOLEAN:
		return span_eq(s, SPAN("true")) || span_eq(s, SPAN("false")) ||
		       span_eq(s, SPAN("1")) || span_eq(s, SPAN("0"));
	case SRV_INTEGER:
		return spelled_integer(s);
	case SRV_DECIMAL:
		return decimal_cut(s, &d);
	case SRV_DATETIME:
		return duis_time_parse(s, &seconds);
	case SRV_DATE:
		return spelled_half(s, true);
	case SRV_TIME:
		return spelled_half(s, false);
	case SRV_HEX:
		return spelled_hex(s, length);
	case SRV_BASE64:
		return spelled_base64(s, length);
	case SRV_EUI:
		return duis_eui_parse(s, &eui);
	case SRV_EUIS:
		return spelled_euis(s);
	case SRV_ID:
		return duis_id_parse(s, &id);
	default:
		return true;
	}
}

static const char *expected(enum srv_type type)
{
	switch (type) {
	case SRV_BOOLEAN:
		return "is not a truth value; expected true or false";
	case SRV_INTEGER:
		return "is not a whole number; expected digits";
	case SRV_DECIMAL:
		return "is not a number; expected digits, with a point before "
		       "the decimals";
	case SRV_DATETIME:
		return "is not a date and time; expected the form "
		       "2026-01-31T00:00:00Z";
	case SRV_DATE:
		return "is not a date; expected the form 2026-01-31";
	case SRV_TIME:
		return "is not a time of the day; expected the form 00:00:00Z";
	case SRV_HEX:
		return "is not hexadecimal; expected pairs of 0 to 9 and A to "
		       "F";
	case SRV_BASE64:
		return "is not base64";
	case SRV_EUI:
		return "is not an EUI-64; expected eight pairs of hexadecimal "
		       "digits joined by '-'";
	case SRV_EUIS:
		return "is not a list of EUI-64; expected eight pairs of "
		       "hexadecimal digits joined by '-' each, and commas "
		       "between them";
	default:
		return "is not a request id; expected originator:target:"
		       "counter";
	}
}

/* The limit, if the row has it and the number is beyond: order is -1 or 1 */
static bool beyond(const struct srv_row *row, const char *facet,
		   const struct decimal *value, int order)
{
	struct span text;
	struct decimal limit;

	return srv_row_facet_named(row, facet, &text) &&
	       decimal_cut(text, &limit) &&
	       decimal_cmp(value, &limit) == order;
}

static enum duis_value check_number(const struct srv_row *row, struct span s,
				    struct buf *why)
{
	struct span low, high, digits;
	struct decimal d;

	decimal_cut(s, &d);
	/* some unsigned types of XML Schema have no sign, not even of 0 */
	if (row->type == SRV_INTEGER && !is_digit(s.p[0]) &&
	    srv_row_facet_named(row, "min", &low) && low.p[0] != '-') {
		buf_addf(why, "has a sign; expected digits only");
		return DUIS_VALUE_TYPE;
	}
	if (beyond(row, "min", &d, -1) || beyond(row, "max", &d, 1)) {
		buf_addf(why, "is out of range; expected");
		if (srv_row_facet_named(row, "min", &low))
			buf_addf(why, " " SPAN_F, SPAN_A(low));
		if (srv_row_facet_named(row, "max", &high))
			buf_addf(why, " to " SPAN_F, SPAN_A(high));
		return DUIS_VALUE_RANGE;
	}
	if (srv_row_facet_named(row, "digits", &digits) &&
	    d.part.n > (size_t)(digits.p[0] - '0')) {
		buf_addf(why, "has more than " SPAN_F " decimals",
			 SPAN_A(digits));
		return DUIS_VALUE_RANGE;
	}
	return DUIS_VALUE_GOOD;
}

static enum duis_value check_list(const struct srv_row *row, struct span s,
				  struct buf *why)
{
	struct span list, rest, part;
	const char *between = "";

	if (!srv_row_facet_named(row, "values", &list))
		return DUIS_VALUE_GOOD;
	rest = list;
	while (span_cut(&rest, '|', &part)) {
		if (span_eq(part, s))
			return DUIS_VALUE_GOOD;
	}
	buf_addf(why, "is not one of ");
	while (span_cut(&list, '|', &part)) {
		buf_addf(why, "%s" SPAN_F, between, SPAN_A(part));
		between = ", ";
	}
	return DUIS_VALUE_LIST;
}

static uint64_t whole(struct span s)
{
	uint64_t v = 0;

	for (size_t i = 0; i < s.n; i++)
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	return v;
}

static enum duis_value check_length(const struct srv_row *row,
				    uint64_t length, struct buf *why)
{
	const char *unit = row->type == SRV_HEX || row->type == SRV_BASE64 ?
		"bytes" : "characters";
	struct span range, low;

	if (!srv_row_facet_named(row, "length", &range))
		return DUIS_VALUE_GOOD;
	span_cut(&range, '.', &low);
	range = range.n ? span_from(range, 1) : range;
	if (length >= whole(low) && (range.n == 0 || length <= whole(range)))
		return DUIS_VALUE_GOOD;
	buf_addf(why, "has %llu %s; expected " SPAN_F,
		 (unsigned long long)length, unit, SPAN_A(low));
	if (range.n && !span_eq(range, low))
		buf_addf(why, " to " SPAN_F, SPAN_A(range));
	return DUIS_VALUE_LENGTH;
}

static bool may_have(struct span chars, char c)
{
	if (span_eq(chars, SPAN("printable")))
		return c >= ' ' && c <= '~';
	return is_digit(c) || (c == ' ' && span_eq(chars, SPAN("phone")));
}

static enum duis_value check_characters(const struct srv_row *row,
					struct span s, struct buf *why)
{
	struct span chars;

	if (!srv_row_facet_named(row, "chars", &chars))
		return DUIS_VALUE_GOOD;
	for (size_t i = 0; i < s.n; i++) {
		if (may_have(chars, s.p[i]))
			continue;
		buf_addf(why, "has a character that it may not have; "
			 "expected %s",
			 span_eq(chars, SPAN("printable")) ?
			 "printable ASCII" :
			 span_eq(chars, SPAN("phone")) ?
			 "digits and blanks" : "digits");
		return DUIS_VALUE_LENGTH;
	}
	return DUIS_VALUE_GOOD;
}

struct span duis_value_text(const struct srv_row *row, struct span text)
{
	return row->type == SRV_STRING || row->type == SRV_EUIS ?
		text : span_trim(text);
}

enum duis_value duis_value_check(const struct srv_row *row, struct span text,
				 struct buf *why)
{
	const struct span s = duis_value_text(row, text);
	enum duis_value is;
	uint64_t length;

	if (!spelled(row->type, s, &length)) {
		buf_addf(why, "%s", expected(row->type));
		return DUIS_VALUE_TYPE;
	}
	if (row->type == SRV_INTEGER || row->type == SRV_DECIMAL)
		return check_number(row, s, why);
	is = check_list(row, s, why);
	if (is == DUIS_VALUE_GOOD)
		is = check_length(row, length, why);
	if (is == DUIS_VALUE_GOOD)
		is = check_characters(row, s, why);
	return is;
}
