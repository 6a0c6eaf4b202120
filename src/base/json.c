/*
 * json.c - JSON written as it is said
 *
 * Nesting is a small array, so that a writer that forgets an end or a name
 * is found at the next call (BUG) and not by the reader of the document.
 */
#include "base/json.h"

#include <string.h>

#include "base/bug.h"
#include "base/num.h"
#include "base/utf8.h"

void json_init(struct json *j, struct sink *sink)
{
	memset(j, 0, sizeof(*j));
	j->sink = sink;
}

static void put(struct json *j, struct span s)
{
	sink_put(j->sink, s);
}

static void put_indent(struct json *j)
{
	static const char blanks[] = "                                ";

	put(j, SPAN("\n"));
	for (unsigned left = j->depth * 2; left;) {
		unsigned n = left < sizeof(blanks) - 1 ?
			     left : (unsigned)sizeof(blanks) - 1;

		put(j, span_make(blanks, n));
		left -= n;
	}
}

static void put_escape(struct json *j, unsigned char c)
{
	static const char hex[] = "0123456789abcdef";
	static const char plain[] = "\"\\\b\f\n\r\t";
	static const char letter[] = "\"\\bfnrt";
	const char *at = c ? strchr(plain, c) : NULL;
	char text[6] = { '\\', 'u', '0', '0' };

	if (at) {
		text[1] = letter[at - plain];
		put(j, span_make(text, 2));
		return;
	}
	text[4] = hex[c >> 4];
	text[5] = hex[c & 15];
	put(j, span_make(text, 6));
}

static void put_string(struct json *j, struct span s)
{
	size_t from = 0;

	if (utf8_check(s) != s.n)
		BUG("a JSON string that is not UTF-8");
	put(j, SPAN("\""));
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		put(j, span_make(s.p + from, i - from));
		put_escape(j, c);
		from = i + 1;
	}
	put(j, span_from(s, from));
	put(j, SPAN("\""));
}

/* What stands before any value: comma, line, name. */
static void begin(struct json *j, const char *name)
{
	bool named = j->depth && j->level[j->depth - 1].close == '}';

	if (named != (name != NULL))
		BUG("a JSON member without a name, or a name elsewhere");
	if (!j->depth)
		return;
	if (j->level[j->depth - 1].flat) {
		if (j->level[j->depth - 1].used)
			put(j, SPAN(", "));
	} else {
		if (j->level[j->depth - 1].used)
			put(j, SPAN(","));
		put_indent(j);
	}
	j->level[j->depth - 1].used = true;
	if (name) {
		put_string(j, span_of(name));
		put(j, SPAN(": "));
	}
}

static void finish(struct json *j)
{
	if (!j->depth)
		put(j, SPAN("\n"));
}

static void open_level(struct json *j, const char *name, char open,
		       char close, bool flat)
{
	begin(j, name);
	if (j->depth == JSON_DEPTH)
		BUG("JSON nested too deep");
	put(j, span_make(&open, 1));
	j->level[j->depth].close = close;
	j->level[j->depth].flat = flat ||
		(j->depth && j->level[j->depth - 1].flat);
	j->level[j->depth].used = false;
	j->depth++;
}

void json_object(struct json *j, const char *name)
{
	open_level(j, name, '{', '}', false);
}

void json_object_flat(struct json *j, const char *name)
{
	open_level(j, name, '{', '}', true);
}

void json_array(struct json *j, const char *name)
{
	open_level(j, name, '[', ']', false);
}

void json_array_flat(struct json *j, const char *name)
{
	open_level(j, name, '[', ']', true);
}

void json_end(struct json *j)
{
	if (!j->depth)
		BUG("more ends than openings in JSON");
	j->depth--;
	if (j->level[j->depth].used && !j->level[j->depth].flat)
		put_indent(j);
	put(j, span_make(&j->level[j->depth].close, 1));
	finish(j);
}

static void put_value(struct json *j, const char *name, const char *text)
{
	begin(j, name);
	put(j, span_of(text));
	finish(j);
}

void json_string(struct json *j, const char *name, struct span s)
{
	begin(j, name);
	put_string(j, s);
	finish(j);
}

void json_u64(struct json *j, const char *name, uint64_t v)
{
	char text[NUM_TEXT];

	put_value(j, name, num_text(v, text));
}

void json_bool(struct json *j, const char *name, bool v)
{
	put_value(j, name, v ? "true" : "false");
}

static const char *skip_digits(const char *p)
{
	while (*p >= '0' && *p <= '9')
		p++;
	return p;
}

static bool is_number(const char *text)
{
	const char *p = text + (*text == '-');
	const char *from = p;

	p = skip_digits(p);
	if (p == from || (*from == '0' && p - from > 1))
		return false;
	if (*p == '.') {
		from = ++p;
		p = skip_digits(p);
		if (p == from)
			return false;
	}
	if (*p == 'e' || *p == 'E') {
		p++;
		if (*p == '+' || *p == '-')
			p++;
		from = p;
		p = skip_digits(p);
		if (p == from)
			return false;
	}
	return *p == '\0';
}

void json_number(struct json *j, const char *name, const char *text)
{
	if (!is_number(text))
		BUG("text that is not a JSON number");
	put_value(j, name, text);
}

void json_null(struct json *j, const char *name)
{
	put_value(j, name, "null");
}
