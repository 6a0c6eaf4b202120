/*
 * table.c - what a table looks like: one description, many uses
 *
 * Headers are a few dozen names, so they are searched one by one; only what
 * is not in the format is looked up in a set (a header may have thousands of
 * names), and that set serves to offer the nearest name for one missing.
 */
#include "base/table.h"

#include <string.h>

#include "base/bug.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/num.h"

struct binder {
	struct table_binding *b;
	const struct table_renames *renames;
	struct diag *d;
	const char *file;
	uint64_t line;
	enum diag_severity unknown_is;
	struct intern unknown;		/* lower case */
	VEC(struct span) stray;		/* the same, as spelled in the file */
	bool refused;
};

uint32_t table_find(const struct table_format *f, struct span name)
{
	name = span_trim(name);
	for (uint32_t i = 0; i < f->count; i++)
		if (span_eq_nocase(span_of(f->columns[i].name), name))
			return i;
	return TABLE_ABSENT;
}

const char *table_nearest(const struct table_format *f, struct span name)
{
	const char *nearest = NULL;
	unsigned limit;

	name = span_trim(name);
	if (name.n > UINT32_MAX / 2)
		return NULL;
	limit = (unsigned)name.n / 3;
	for (unsigned i = 0; i < f->count; i++) {
		struct span known = span_of(f->columns[i].name);
		unsigned away = span_distance(name, known, limit);

		if (away > limit)
			continue;
		nearest = f->columns[i].name;
		if (!away)
			break;
		limit = away - 1;
	}
	return nearest;
}

static void refuse(struct binder *k, enum diag_severity severity,
		   enum table_code code, struct span column,
		   uint32_t position, struct span text)
{
	if (severity == DIAG_ERROR)
		k->refused = true;
	diag_add(k->d, &(struct finding){ .severity = severity,
		.code = k->b->format->codes[code], .file = k->file,
		.line = k->line, .column = column, .position = position,
		.text = text });
}

/* The name a column goes by: that of the first rename from it. */
static struct span renamed(const struct binder *k, struct span name)
{
	if (!k->renames)
		return name;
	for (size_t i = 0; i < k->renames->n; i++)
		if (span_eq_nocase(span_trim(k->renames->v[i].from), name))
			return span_trim(k->renames->v[i].to);
	return name;
}

static struct span format_name(const struct table_format *f)
{
	struct span rest = span_of(f->schema);
	struct span name = SPAN_EMPTY;

	span_cut(&rest, '/', &name);
	return name;
}

static bool unknown_put(struct binder *k, struct span name)
{
	struct buf lower = BUF_INIT;
	bool fresh;

	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		buf_add_char(&lower, c);
	}
	intern_put(&k->unknown, buf_span(&lower), &fresh);
	buf_release(&lower);
	return fresh;
}

static void say_unknown(struct binder *k, struct span given, struct span name,
			uint32_t position)
{
	const struct table_format *f = k->b->format;
	const char *nearest = table_nearest(f, name);
	struct span format = format_name(f);
	struct buf text = BUF_INIT;

	if (!span_eq_nocase(given, name)) {
		buf_add(&text, SPAN("is renamed to '"));
		buf_add(&text, name);
		buf_add(&text, SPAN("', which "));
	}
	buf_add(&text, SPAN("is not a column of "));
	buf_add(&text, format);
	if (nearest)
		buf_addf(&text, "; the nearest is '%s'", nearest);
	refuse(k, k->unknown_is, TABLE_UNKNOWN, given, position,
	       buf_span(&text));
	buf_release(&text);
}

static void bind_name(struct binder *k, struct span given, uint32_t at)
{
	struct span name = renamed(k, given);
	uint32_t column = table_find(k->b->format, name);
	struct buf text = BUF_INIT;

	if (!name.n) {
		buf_addf(&text, "column %u has no name; it is not read",
			 (unsigned)at + 1);
		refuse(k, DIAG_NOTE, TABLE_UNKNOWN, SPAN_EMPTY, at + 1,
		       buf_span(&text));
	} else if (column == TABLE_ABSENT) {
		if (unknown_put(k, name)) {
			vec_push(&k->stray, given);
			say_unknown(k, given, name, at + 1);
			return;
		}
		refuse(k, DIAG_ERROR, TABLE_TWICE, given, at + 1,
		       SPAN("is there twice; remove or rename one"));
	} else if (k->b->at[column] == TABLE_ABSENT) {
		k->b->at[column] = at;
	} else if (span_eq_nocase(given, name)) {
		refuse(k, DIAG_ERROR, TABLE_TWICE, given, at + 1,
		       SPAN("is there twice; remove or rename one"));
	} else {
		buf_addf(&text, "is renamed to '%s', which is there already",
			 k->b->format->columns[column].name);
		refuse(k, DIAG_ERROR, TABLE_TWICE, given, at + 1,
		       buf_span(&text));
	}
	buf_release(&text);
}

/* More generous than table_nearest(): half of the longer name may differ,
 * for only names are offered that are good for nothing else. */
static struct span nearest_stray(const struct binder *k, struct span name)
{
	struct span nearest = SPAN_EMPTY;
	unsigned least = UINT32_MAX;

	for (size_t i = 0; i < k->stray.n; i++) {
		struct span s = k->stray.v[i];
		size_t longer = s.n > name.n ? s.n : name.n;
		unsigned limit, away;

		if (longer > name.n * 2)
			continue;
		limit = (unsigned)longer / 2;
		if (limit >= least)
			limit = least - 1;
		away = span_distance(s, name, limit);
		if (away > limit)
			continue;
		nearest = s;
		least = away;
		if (!away)
			break;
	}
	return nearest;
}

static void say_missing(struct binder *k, uint32_t column)
{
	const char *name = k->b->format->columns[column].name;
	struct span nearest = nearest_stray(k, span_of(name));
	struct buf text = BUF_INIT;

	buf_add(&text, SPAN("is missing"));
	if (nearest.n) {
		buf_add(&text, SPAN("; the nearest name in the file is '"));
		buf_add(&text, nearest);
		buf_add_char(&text, '\'');
	}
	refuse(k, DIAG_ERROR, TABLE_MISSING, span_of(name), column + 1,
	       buf_span(&text));
	buf_release(&text);
}

static bool bind(struct table_binding *b, const struct table_format *f,
		 const struct span *names, size_t n,
		 const struct table_renames *renames, struct diag *d,
		 const char *file, uint64_t line,
		 enum diag_severity unknown_is)
{
	struct binder k = { .b = b, .renames = renames, .d = d, .file = file,
			    .line = line, .unknown_is = unknown_is,
			    .unknown = INTERN_INIT };

	if (n >= TABLE_ABSENT)
		BUG("more columns than a header may have");
	b->format = f;
	b->at = mem_array(f->count, sizeof(*b->at));
	b->width = (uint32_t)n;
	for (uint32_t i = 0; i < f->count; i++)
		b->at[i] = TABLE_ABSENT;
	for (uint32_t i = 0; i < n; i++)
		bind_name(&k, span_trim(names[i]), i);
	for (uint32_t i = 0; i < f->count; i++)
		if (b->at[i] == TABLE_ABSENT &&
		    (f->columns[i].flags & TABLE_REQUIRED))
			say_missing(&k, i);
	intern_release(&k.unknown);
	vec_release(&k.stray);
	return !k.refused;
}

bool table_bind(struct table_binding *b, const struct table_format *f,
		const struct span *names, size_t n,
		const struct table_renames *renames, struct diag *d,
		const char *file, uint64_t line)
{
	return bind(b, f, names, n, renames, d, file, line, DIAG_NOTE);
}

bool table_bind_members(struct table_binding *b, const struct table_format *f,
			const struct span *names, size_t n,
			const struct table_renames *renames, struct diag *d,
			const char *file, uint64_t line)
{
	return bind(b, f, names, n, renames, d, file, line, DIAG_ERROR);
}

void table_binding_release(struct table_binding *b)
{
	mem_free(b->at);
	b->at = NULL;
	b->width = 0;
}

struct span table_cell(const struct table_binding *b, const struct span *row,
		       unsigned column)
{
	if (column >= b->format->count)
		BUG("a column that the format has not");
	if (b->at[column] == TABLE_ABSENT)
		return SPAN_EMPTY;
	return row[b->at[column]];
}

static bool enum_valid(const char *values, struct span text,
		       struct span *canonical)
{
	struct span rest = span_of(values);
	struct span value;

	while (span_cut(&rest, '|', &value))
		if (span_eq_nocase(value, text)) {
			*canonical = value;
			return true;
		}
	return false;
}

bool table_valid(const struct table_column *c, struct span text,
		 struct span *canonical, enum table_code *why)
{
	struct span listed = text;
	enum table_code code = TABLE_NOT_COUNT;
	uint64_t number;
	int32_t day;
	bool valid = true;

	if (text.n) {
		switch (c->type) {
		case TABLE_TEXT:
			break;
		case TABLE_COUNT:
			valid = num_parse(text, &number);
			break;
		case TABLE_PERCENT:
			valid = num_parse_decimal(text, 2, &number);
			break;
		case TABLE_DATE:
			valid = date_parse(text, &day);
			code = TABLE_NOT_DATE;
			break;
		case TABLE_ENUM:
			valid = enum_valid(c->values, text, &listed);
			code = TABLE_NOT_VALUE;
			break;
		}
	}
	if (canonical)
		*canonical = listed;
	if (why && !valid)
		*why = code;
	return valid;
}
