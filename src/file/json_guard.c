/*
 * json_guard.c - is it JSON, all of it, and where is what
 *
 * A machine of five states over a stack of what is open. Duplicate members
 * are found by sorting the names of an object when it closes: no hash that
 * somebody could make collide, and no pairwise comparison.
 */
#include "file/json_guard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bug.h"
#include "base/table.h"
#include "base/utf8.h"

enum guard_state {
	FIRST_KEY,		/* a member, or the end of the object */
	NEXT_KEY,		/* a member */
	FIRST_VALUE,		/* an element, or the end of the array */
	NEXT_VALUE,
	BEHIND_VALUE,		/* a comma or the end of what is open */
};

static bool fault_at(struct json_guard *g, const char *at, const char *why)
{
	g->fault = why;
	g->fault_line = g->line;
	g->fault_column = (uint64_t)(at - g->line_start) + 1;
	return false;
}

static bool fault(struct json_guard *g, const char *why)
{
	return fault_at(g, g->at, why);
}

static void skip_blanks(struct json_guard *g)
{
	for (; g->at < g->end; g->at++) {
		switch (*g->at) {
		case '\n':
			g->line++;
			g->line_start = g->at + 1;
			break;
		case ' ':
		case '\t':
		case '\r':
			break;
		default:
			return;
		}
	}
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The four digits behind \u, or -1. */
static int32_t hex_unit(const char *p, const char *end)
{
	int32_t unit = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int digit = hex_value(p[i]);

		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

static bool is_high(int32_t unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low(int32_t unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

/* g->at is on the backslash; leaves it behind the escape. */
static bool read_escape(struct json_guard *g)
{
	static const char letters[] = "\"\\/bfnrt";
	const char *p = g->at + 1;
	int32_t unit;

	if (p == g->end)
		return fault(g, "a string without an end");
	if (*p != 'u') {
		if (!memchr(letters, *p, sizeof(letters) - 1))
			return fault(g, "an escape that JSON does not have");
		g->at = p + 1;
		return true;
	}
	unit = hex_unit(p + 1, g->end);
	if (unit < 0)
		return fault(g, "\\u without four hex digits");
	if (unit == 0)
		return fault(g, "\\u0000, which no text here may hold");
	p += 5;
	if (is_high(unit)) {
		if (g->end - p < 6 || p[0] != '\\' || p[1] != 'u' ||
		    !is_low(hex_unit(p + 2, g->end)))
			return fault(g, "half of a surrogate pair");
		p += 6;
	} else if (is_low(unit)) {
		return fault(g, "half of a surrogate pair");
	}
	g->at = p;
	return true;
}

/* g->at is on the quote; *raw gets what is between the quotes. */
static bool read_string(struct json_guard *g, struct span *raw)
{
	const char *start = ++g->at;

	for (;;) {
		while (g->at < g->end && *g->at != '"' && *g->at != '\\' &&
		       (unsigned char)*g->at >= 0x20)
			g->at++;
		if (g->at == g->end)
			return fault_at(g, start - 1,
					"a string without an end");
		if (*g->at == '"')
			break;
		if (*g->at != '\\')
			return fault(g, "a control character in a string; "
				     "expected an escape such as \\n");
		if (!read_escape(g))
			return false;
	}
	*raw = span_make(start, (size_t)(g->at - start));
	g->at++;
	return true;
}

static size_t read_digits(struct json_guard *g)
{
	const char *start = g->at;

	while (g->at < g->end && *g->at >= '0' && *g->at <= '9')
		g->at++;
	return (size_t)(g->at - start);
}

static bool at_char(const struct json_guard *g, char a, char b)
{
	return g->at < g->end && (*g->at == a || *g->at == b);
}

static bool read_number(struct json_guard *g)
{
	const char *start = g->at;
	size_t digits, more;

	if (at_char(g, '-', '-'))
		g->at++;
	if (at_char(g, '0', '0')) {
		digits = 1;
		g->at++;
		if (read_digits(g) > 0)
			return fault_at(g, start,
					"a number with a leading zero");
	} else {
		digits = read_digits(g);
		if (digits == 0)
			return fault(g, "a sign without digits");
	}
	if (at_char(g, '.', '.')) {
		g->at++;
		more = read_digits(g);
		if (more == 0)
			return fault(g, "a decimal point without digits");
		digits += more;
	}
	if (at_char(g, 'e', 'E')) {
		g->at++;
		if (at_char(g, '+', '-'))
			g->at++;
		more = read_digits(g);
		if (more == 0)
			return fault(g, "an exponent without digits");
		digits += more;
	}
	if (digits > JSON_GUARD_DIGITS)
		return fault_at(g, start, "a number of more than 1,000 "
				"digits");
	return true;
}

static bool read_word(struct json_guard *g, struct span word)
{
	if ((size_t)(g->end - g->at) < word.n ||
	    memcmp(g->at, word.p, word.n) != 0)
		return fault(g, "no value; expected a string, number, "
			     "object, array, true, false or null");
	g->at += word.n;
	return true;
}

static bool read_key(struct json_guard *g)
{
	struct guard_key key = { .at = g->at };

	if (*g->at != '"')
		return fault(g, "no member; expected a name in quotes");
	if (!read_string(g, &g->key))
		return false;
	key.name = json_guard_unescape(g->key, &g->names);
	vec_push(&g->keys, key);
	skip_blanks(g);
	if (!at_char(g, ':', ':'))
		return fault(g, "a name without value; expected ':'");
	g->at++;
	return true;
}

static int by_name(const void *va, const void *vb)
{
	const struct guard_key *a = va, *b = vb;

	if (a->name.n != b->name.n)
		return a->name.n < b->name.n ? -1 : 1;
	return memcmp(a->name.p, b->name.p, a->name.n);
}

static int by_name_and_place(const void *va, const void *vb)
{
	const struct guard_key *a = va, *b = vb;
	int order = by_name(a, b);

	return order ? order : (a->at > b->at) - (a->at < b->at);
}

/* The keys of the object that closes here: each only once? The finding
 * names the first that comes again, at its value's place. */
static bool check_keys(struct json_guard *g, const struct guard_level *level)
{
	size_t n = g->keys.n - level->keys;
	struct guard_key *key;
	const struct guard_key *twice = NULL;
	const struct guard_value *v = &g->value.v[level->value + 1];

	g->keys.n = level->keys;
	if (n < 2)
		return true;
	key = g->keys.v + level->keys;
	qsort(key, n, sizeof(*key), by_name_and_place);
	for (size_t i = 1; i < n; i++)
		if (by_name(&key[i - 1], &key[i]) == 0 &&
		    (!twice || key[i].at < twice->at))
			twice = &key[i];
	if (!twice)
		return true;
	while (v->key.p != twice->at + 1)
		v += v->size;
	g->fault = "is named twice in one object";
	g->fault_name = twice->name;
	g->fault_line = v->line;
	g->fault_column = v->column;
	return false;
}

static bool close_level(struct json_guard *g)
{
	struct guard_level level = g->open.v[--g->open.n];
	struct guard_value *v = &g->value.v[level.value];

	g->at++;
	v->size = g->value.n - level.value;
	v->text.n = (size_t)(g->at - v->text.p);
	return v->kind != GUARD_OBJECT || check_keys(g, &level);
}

static enum guard_kind kind_of(char c)
{
	switch (c) {
	case '{':
		return GUARD_OBJECT;
	case '[':
		return GUARD_ARRAY;
	case '"':
		return GUARD_STRING;
	case 't':
		return GUARD_TRUE;
	case 'f':
		return GUARD_FALSE;
	case '-':
	case '0': case '1': case '2': case '3': case '4':
	case '5': case '6': case '7': case '8': case '9':
		return GUARD_NUMBER;
	default:
		return GUARD_NULL;	/* or nothing: read_word() says */
	}
}

static bool open_level(struct json_guard *g, size_t value)
{
	struct guard_level level = { value, g->keys.n };

	if (g->open.n == JSON_GUARD_DEPTH)
		return fault(g, "nested more than 512 deep");
	vec_push(&g->open, level);
	g->at++;
	return true;
}

static bool read_value(struct json_guard *g, enum guard_state *next)
{
	struct guard_value *v = vec_add(&g->value);
	size_t value = g->value.n - 1;
	struct span raw;
	bool good;

	v->kind = kind_of(*g->at);
	v->text = span_make(g->at, 0);
	v->key = g->key;
	v->line = g->line;
	v->column = (uint64_t)(g->at - g->line_start) + 1;
	v->size = 1;
	g->key = (struct span){ NULL, 0 };
	*next = BEHIND_VALUE;
	switch (v->kind) {
	case GUARD_OBJECT:
		*next = FIRST_KEY;
		return open_level(g, value);
	case GUARD_ARRAY:
		*next = FIRST_VALUE;
		return open_level(g, value);
	case GUARD_STRING:
		good = read_string(g, &raw);
		break;
	case GUARD_NUMBER:
		good = read_number(g);
		break;
	case GUARD_TRUE:
		good = read_word(g, SPAN("true"));
		break;
	case GUARD_FALSE:
		good = read_word(g, SPAN("false"));
		break;
	case GUARD_NULL:
		good = read_word(g, SPAN("null"));
		break;
	default:
		BUG("a kind of value that is not");
	}
	v->text.n = (size_t)(g->at - v->text.p);
	return good;
}

static bool read_behind(struct json_guard *g, enum guard_state *next)
{
	bool object;

	object = g->value.v[g->open.v[g->open.n - 1].value].kind ==
		 GUARD_OBJECT;
	if (*g->at == (object ? '}' : ']')) {
		*next = BEHIND_VALUE;
		return close_level(g);
	}
	if (*g->at != ',')
		return fault(g, object ? "a member without an end; expected "
			     "',' or '}'" : "an element without an end; "
			     "expected ',' or ']'");
	g->at++;
	*next = object ? NEXT_KEY : NEXT_VALUE;
	return true;
}

static bool read_next(struct json_guard *g, enum guard_state *state)
{
	bool first_key = *state == FIRST_KEY;

	if ((first_key && *g->at == '}') ||
	    (*state == FIRST_VALUE && *g->at == ']')) {
		*state = BEHIND_VALUE;
		return close_level(g);
	}
	if (first_key || *state == NEXT_KEY) {
		*state = NEXT_VALUE;
		return read_key(g);
	}
	if (*state == BEHIND_VALUE)
		return read_behind(g, state);
	return read_value(g, state);
}

static bool check_bytes(struct json_guard *g, struct span text)
{
	size_t bad;

	if (span_starts(text, SPAN("\xef\xbb\xbf")))
		return fault(g, "a byte order mark; JSON has none");
	bad = utf8_check(text);
	if (bad == text.n)
		return true;
	for (const char *p = text.p; p < text.p + bad; p++) {
		if (*p == '\n') {
			g->line++;
			g->line_start = p + 1;
		}
	}
	g->fault_is_encoding = true;
	return fault_at(g, text.p + bad, "a byte that is not UTF-8");
}

bool json_guard_check(struct json_guard *g, struct span text, uint64_t line)
{
	enum guard_state state = NEXT_VALUE;

	if (!text.p)
		text = SPAN_EMPTY;
	g->value.n = g->open.n = g->keys.n = 0;
	arena_clear(&g->names);
	g->fault = NULL;
	g->fault_name = (struct span){ NULL, 0 };
	g->key = (struct span){ NULL, 0 };
	g->at = g->line_start = text.p;
	g->end = text.p + text.n;
	g->line = line;
	if (!check_bytes(g, text))
		return false;
	do {
		skip_blanks(g);
		if (g->at == g->end)
			return fault(g, "the end of the text in the middle "
				     "of a value");
		if (!read_next(g, &state))
			return false;
	} while (state != BEHIND_VALUE || g->open.n > 0);
	skip_blanks(g);
	if (g->at < g->end)
		return fault(g, "text behind the end of the value");
	return true;
}

void json_guard_report(const struct json_guard *g, struct diag *d,
		       const char *file, const char *const *codes)
{
	struct finding f = { .severity = DIAG_ERROR,
		.code = codes[g->fault_is_encoding ? TABLE_ENCODING :
						     TABLE_UNREADABLE],
		.file = file, .line = g->fault_line };
	char text[128];

	if (!g->fault)
		BUG("nothing to report");
	if (g->fault_name.p) {
		f.value = g->fault_name;
		f.has_value = true;
		f.text = span_of(g->fault);
	} else {
		snprintf(text, sizeof(text), "not JSON at byte %llu of the "
			 "line: %s", (unsigned long long)g->fault_column,
			 g->fault);
		f.text = span_of(text);
	}
	diag_add(d, &f);
}

void json_guard_release(struct json_guard *g)
{
	vec_release(&g->value);
	vec_release(&g->open);
	vec_release(&g->keys);
	arena_release(&g->names);
}

static char *put_rune(char *to, uint32_t rune)
{
	if (rune < 0x80) {
		*to++ = (char)rune;
		return to;
	}
	if (rune < 0x800) {
		*to++ = (char)(0xc0 | rune >> 6);
	} else {
		if (rune < 0x10000) {
			*to++ = (char)(0xe0 | rune >> 12);
		} else {
			*to++ = (char)(0xf0 | rune >> 18);
			*to++ = (char)(0x80 | (rune >> 12 & 0x3f));
		}
		*to++ = (char)(0x80 | (rune >> 6 & 0x3f));
	}
	*to++ = (char)(0x80 | (rune & 0x3f));
	return to;
}

struct span json_guard_unescape(struct span raw, struct arena *a)
{
	static const char letter[] = "bfnrt", meaning[] = "\b\f\n\r\t";
	const char *p = raw.p, *end = raw.p + raw.n;
	char *start, *to;

	if (!raw.n || !memchr(raw.p, '\\', raw.n))
		return raw;
	start = to = arena_alloc(a, raw.n);	/* escapes only shrink */
	while (p < end) {
		const char *named;
		int32_t unit;

		if (*p != '\\') {
			*to++ = *p++;
			continue;
		}
		named = memchr(letter, p[1], sizeof(letter) - 1);
		if (p[1] != 'u') {
			*to++ = named ? meaning[named - letter] : p[1];
			p += 2;
			continue;
		}
		unit = hex_unit(p + 2, end);
		p += 6;
		if (is_high(unit)) {
			unit = 0x10000 + ((unit - 0xd800) << 10) +
			       (hex_unit(p + 2, end) - 0xdc00);
			p += 6;
		}
		to = put_rune(to, (uint32_t)unit);
	}
	return span_make(start, (size_t)(to - start));
}
