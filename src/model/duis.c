/* Trees of elements, and the identifiers in them. */
#include "model/duis.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/num.h"

const char *duis_space_uri(enum duis_space space)
{
	static const char *const uris[DUIS_SPACES] = {
		[DUIS_SR] = "http://www.dccinterface.co.uk/"
			    "ServiceUserGateway",
		[DUIS_RA] = "http://www.dccinterface.co.uk/ResponseAndAlert",
		[DUIS_DS] = "http://www.w3.org/2000/09/xmldsig#",
	};

	return uris[space];
}

const char *duis_kind_name(enum duis_kind kind)
{
	static const char *const names[DUIS_KINDS] = {
		[DUIS_REQUEST] = "request",
		[DUIS_SIGNED_PRE_COMMAND] = "signed pre-command",
		[DUIS_RESPONSE] = "response",
		[DUIS_SMETS1_RESPONSE] = "SMETS1 response",
		[DUIS_DEVICE_ALERT] = "device alert",
		[DUIS_DCC_ALERT] = "DCC alert",
		[DUIS_S1SP_ALERT] = "S1SP alert",
		[DUIS_SMETS1_SIGNED_RESPONSE] = "SMETS1 signed response",
	};

	return names[kind];
}

struct duis_element *duis_element_new(struct arena *a, struct span name)
{
	struct duis_element *e = arena_zero(a, 1, sizeof(*e));

	e->name = name;
	e->text = SPAN_EMPTY;
	return e;
}

struct duis_element *duis_element_add(struct arena *a,
				      struct duis_element *parent,
				      struct span name)
{
	struct duis_element *e = duis_element_new(a, name);

	e->parent = parent;
	e->space = parent->space;
	if (parent->last)
		parent->last->next = e;
	else
		parent->first = e;
	parent->last = e;
	return e;
}

struct duis_element *duis_element_put(struct arena *a,
				      struct duis_element *parent,
				      struct span name, struct span text)
{
	struct duis_element *e = duis_element_add(a, parent, name);

	e->text = text;
	return e;
}

void duis_element_set(struct arena *a, struct duis_element *e,
		      struct span attribute, struct span value)
{
	struct duis_attribute **end = &e->attributes;
	struct duis_attribute *it = arena_zero(a, 1, sizeof(*it));

	while (*end)
		end = &(*end)->next;
	it->name = attribute;
	it->value = value;
	*end = it;
}

struct duis_element *duis_element_find(const struct duis_element *e,
				       struct span name)
{
	struct duis_element *child = e->first;

	while (child && !span_eq(child->name, name))
		child = child->next;
	return child;
}

const struct span *duis_element_get(const struct duis_element *e,
				    struct span attribute)
{
	const struct duis_attribute *it;

	for (it = e->attributes; it; it = it->next) {
		if (span_eq(it->name, attribute))
			return &it->value;
	}
	return NULL;
}

struct duis_element *duis_element_at(const struct duis_element *e,
				     struct span path)
{
	struct duis_element *at = NULL;
	struct span name;

	while (e && span_cut(&path, '/', &name))
		e = at = duis_element_find(e, name);
	return at;
}

static bool same_attributes(const struct duis_element *a,
			    const struct duis_element *b)
{
	const struct duis_attribute *x = a->attributes, *y = b->attributes;

	while (x && y && span_eq(x->name, y->name) &&
	       span_eq(x->value, y->value)) {
		x = x->next;
		y = y->next;
	}
	return !x && !y;
}

bool duis_element_same(const struct duis_element *a,
		       const struct duis_element *b)
{
	const struct duis_element *x = a->first, *y = b->first;

	if (!span_eq(a->name, b->name) || !span_eq(a->text, b->text) ||
	    a->space != b->space || !same_attributes(a, b))
		return false;
	while (x && y && duis_element_same(x, y)) {
		x = x->next;
		y = y->next;
	}
	return !x && !y;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool duis_eui_parse(struct span s, uint64_t *eui)
{
	uint64_t v = 0;
	int digit;

	if (s.n != 23)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (i % 3 == 2) {
			if (s.p[i] != '-')
				return false;
			continue;
		}
		digit = hex(s.p[i]);
		if (digit < 0)
			return false;
		v = v << 4 | (uint64_t)digit;
	}
	*eui = v;
	return true;
}

const char *duis_eui_text(uint64_t eui, char text[DUIS_EUI_TEXT])
{
	static const char digits[] = "0123456789ABCDEF";
	char *to = text;

	for (int shift = 60; shift >= 0; shift -= 4) {
		*to++ = digits[eui >> shift & 15];
		if (shift % 8 == 0 && shift)
			*to++ = '-';
	}
	*to = '\0';
	return text;
}

bool duis_id_parse(struct span s, struct duis_id *id)
{
	struct span part[3], rest = s;

	for (size_t i = 0; i < 3; i++) {
		if (!span_cut(&rest, ':', &part[i]))
			return false;
	}
	/* two EUIs, two colons and nothing but the counter */
	if (s.n != 48 + part[2].n || part[2].n == 0 ||
	    (part[2].n > 1 && part[2].p[0] == '0'))
		return false;
	return duis_eui_parse(part[0], &id->originator) &&
	       duis_eui_parse(part[1], &id->target) &&
	       num_parse(part[2], &id->counter);
}

const char *duis_id_text(const struct duis_id *id, char text[DUIS_ID_TEXT])
{
	const size_t counter = (size_t)2 * DUIS_EUI_TEXT;
	char number[NUM_TEXT];

	duis_eui_text(id->originator, text);
	text[DUIS_EUI_TEXT - 1] = ':';
	duis_eui_text(id->target, text + DUIS_EUI_TEXT);
	text[counter - 1] = ':';
	num_text(id->counter, number);
	memcpy(text + counter, number, strlen(number) + 1);
	return text;
}

bool duis_id_same(const struct duis_id *a, const struct duis_id *b)
{
	return a->originator == b->originator && a->target == b->target &&
	       a->counter == b->counter;
}

/* Two digits at `at`, at most `most`; -1: not that. */
static int two(struct span s, size_t at, int most)
{
	int v;

	if (at + 2 > s.n || s.p[at] < '0' || s.p[at] > '9' ||
	    s.p[at + 1] < '0' || s.p[at + 1] > '9')
		return -1;
	v = (s.p[at] - '0') * 10 + (s.p[at + 1] - '0');
	return v <= most ? v : -1;
}

/* The zone behind the seconds: "", "Z", "+hh:mm" */
static bool zone(struct span s, int64_t *seconds)
{
	int h, m;

	*seconds = 0;
	if (s.n == 0 || span_eq(s, SPAN("Z")))
		return true;
	if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-') || s.p[3] != ':')
		return false;
	h = two(s, 1, 14);
	m = two(s, 4, 59);
	if (h < 0 || m < 0 || (h == 14 && m))
		return false;
	*seconds = ((int64_t)h * 60 + m) * (s.p[0] == '-' ? -60 : 60);
	return true;
}

/* Fraction of a second, at `at`; *end is behind it. At the end of a day
 * (24:00:00) it can only be 0. */
static bool fraction(struct span s, size_t at, bool only_zero, size_t *end)
{
	*end = at;
	if (at == s.n || s.p[at] != '.')
		return true;
	for (at++; at < s.n && s.p[at] >= '0' && s.p[at] <= '9'; at++) {
		if (only_zero && s.p[at] != '0')
			return false;
	}
	*end = at;
	return s.p[at - 1] != '.';
}

/* "hh:mm:ss", at `at` */
static bool clock_time(struct span s, size_t at, int64_t *seconds)
{
	const int h = two(s, at, 24), m = two(s, at + 3, 59);
	const int sec = two(s, at + 6, 59);

	if (s.p[at + 2] != ':' || s.p[at + 5] != ':' || h < 0 || m < 0 ||
	    sec < 0 || (h == 24 && (m || sec)))
		return false;
	*seconds = ((int64_t)h * 60 + m) * 60 + sec;
	return true;
}

bool duis_time_parse(struct span s, int64_t *seconds)
{
	int64_t within, off;
	int32_t day;
	size_t end;

	if (s.n < 19 || s.p[10] != 'T' ||
	    !date_parse_far(span_make(s.p, 10), &day) ||
	    !clock_time(s, 11, &within) ||
	    !fraction(s, 19, within == 86400, &end) ||
	    !zone(span_from(s, end), &off))
		return false;
	*seconds = (int64_t)day * 86400 + within - off;
	return true;
}

const char *duis_time_text(int64_t seconds, char text[DUIS_TIME_TEXT])
{
	int64_t day = seconds / 86400, rest = seconds % 86400;
	char date[DATE_TEXT];

	if (rest < 0) {
		rest += 86400;
		day--;
	}
	snprintf(text, DUIS_TIME_TEXT, "%.10sT%02d:%02d:%02dZ",
		 date_text((int32_t)day, date), (int)(rest / 3600),
		 (int)(rest / 60 % 60), (int)(rest % 60));
	return text;
}
