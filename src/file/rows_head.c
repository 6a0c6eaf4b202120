/*
 * The rows are the bulk of a document, and have been checked as JSON: they
 * are cut out by counting brackets, and what is left is checked again, to
 * have it as values. Line numbers hold for what stands before the rows,
 * which is where our writers put it.
 */
#include "file/rows_head.h"

#include <string.h>

#include "base/table.h"
#include "file/rows_room.h"

static size_t string_end(struct span s, size_t at)
{
	for (at++; at < s.n && s.p[at] != '"'; at++)
		at += s.p[at] == '\\';
	return at + 1;
}

static size_t skip_blanks(struct span s, size_t at)
{
	while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\n' ||
			    s.p[at] == '\t' || s.p[at] == '\r'))
		at++;
	return at;
}

/* Behind the value that begins at `at`. */
static size_t value_end(struct span s, size_t at)
{
	size_t depth = 0;

	do {
		if (s.p[at] == '"') {
			at = string_end(s, at);
			continue;
		}
		if (s.p[at] == '{' || s.p[at] == '[')
			depth++;
		else if (s.p[at] == '}' || s.p[at] == ']')
			depth--;
		at++;
	} while (at < s.n && depth);
	return at;
}

/* The array of a member "rows" of the outermost object; false: none. */
static bool find_rows(struct span s, size_t *from, size_t *to)
{
	size_t at = skip_blanks(s, 0), depth = 0;

	if (at == s.n || s.p[at] != '{')
		return false;
	while (at < s.n) {
		const size_t start = at;

		if (s.p[at] == '{' || s.p[at] == '[')
			depth++;
		else if (s.p[at] == '}' || s.p[at] == ']')
			depth--;
		if (s.p[at] != '"') {
			at++;
			continue;
		}
		at = string_end(s, at);
		if (depth != 1 ||
		    !span_eq(span_make(s.p + start, at - start),
			     SPAN("\"rows\"")))
			continue;
		at = skip_blanks(s, at);
		if (at == s.n || s.p[at] != ':')
			continue;
		*from = skip_blanks(s, at + 1);
		*to = value_end(s, *from);
		return true;
	}
	return false;
}

void rows_head_init(struct rows_head *h, const struct rows *r)
{
	const struct span raw = rows_raw(r);
	size_t from, to;

	memset(h, 0, sizeof(*h));
	h->file = rows_name(r);
	h->guard = (struct json_guard)JSON_GUARD_INIT;
	if (r->room != &rows_json || !r->good || !find_rows(raw, &from, &to))
		return;
	buf_add(&h->text, span_make(raw.p, from));
	buf_add(&h->text, SPAN("0"));
	buf_add(&h->text, span_from(raw, to));
	h->is_document = json_guard_check(&h->guard, buf_span(&h->text), 1);
}

static struct span unquoted(const struct rows_head *h, size_t i,
			    struct arena *a)
{
	const struct guard_value *v = &h->guard.value.v[i];

	if (v->kind != GUARD_STRING)
		return v->text;
	return json_guard_unescape(span_make(v->text.p + 1, v->text.n - 2),
				   a);
}

static size_t member(const struct rows_head *h, size_t of, const char *name)
{
	const struct guard_value *v = h->guard.value.v;

	if (!h->is_document || v[of].kind != GUARD_OBJECT)
		return 0;
	for (size_t i = of + 1; i < of + v[of].size; i += v[i].size) {
		if (span_eq(v[i].key, span_of(name)))
			return i;
	}
	return 0;
}

static const char *nearest(const char *const *known, struct span name)
{
	const char *near = NULL;
	unsigned least = (unsigned)name.n / 3 + 1;

	for (size_t k = 0; known[k] && least; k++) {
		const unsigned away = span_distance(span_of(known[k]), name,
						    least - 1);

		if (away < least) {
			least = away;
			near = known[k];
		}
	}
	return near;
}

bool rows_head_known(const struct rows_head *h, const char *const *known,
		     struct diag *d, const char *code)
{
	const struct guard_value *v = h->guard.value.v;
	bool ok = true;

	for (size_t i = 1; h->is_document && i < v[0].size; i += v[i].size) {
		struct buf text = BUF_INIT;
		const char *near;
		size_t k = 0;

		while (known[k] && !span_eq(v[i].key, span_of(known[k])))
			k++;
		if (known[k])
			continue;
		near = nearest(known, v[i].key);
		buf_add(&text, SPAN("is no member of this document"));
		if (near)
			buf_addf(&text, "; the nearest is '%s'", near);
		diag_add(d, &(struct finding){ .severity = DIAG_ERROR,
			.code = code, .file = h->file, .line = v[i].line,
			.value = v[i].key, .has_value = true,
			.text = buf_span(&text) });
		buf_release(&text);
		ok = false;
	}
	return ok;
}

bool rows_head_only(const struct rows *r, const char *const *known,
		    struct diag *d, const char *code)
{
	struct rows_head h;
	bool good;

	rows_head_init(&h, r);
	good = rows_head_known(&h, known, d, code);
	rows_head_release(&h);
	return good;
}

bool rows_head_text(struct rows_head *h, size_t at, const char *name,
		    struct span *text, uint64_t *line)
{
	const size_t i = member(h, at, name);
	const struct guard_value *v = &h->guard.value.v[i];

	if (i == 0 || (v->kind != GUARD_STRING && v->kind != GUARD_NUMBER))
		return false;
	*text = unquoted(h, i, &h->arena);
	if (line)
		*line = v->line;
	return true;
}

size_t rows_head_object(const struct rows_head *h, const char *name)
{
	const size_t i = member(h, 0, name);

	return i && h->guard.value.v[i].kind == GUARD_OBJECT ? i : 0;
}

size_t rows_head_next(const struct rows_head *h, const char *array,
		      size_t after)
{
	const struct guard_value *v = h->guard.value.v;
	const size_t of = member(h, 0, array);
	size_t i;

	if (of == 0 || v[of].kind != GUARD_ARRAY)
		return 0;
	i = after ? after + v[after].size : of + 1;
	return i < of + v[of].size ? i : 0;
}

void rows_head_release(struct rows_head *h)
{
	buf_release(&h->text);
	json_guard_release(&h->guard);
	arena_release(&h->arena);
}
