/*
 * findings_out.c - findings as a file
 *
 * A finding may quote the very bytes that made a file unreadable, so what is
 * not text is made visible here; the file of findings is always UTF-8 that
 * our own readers accept.
 */
#include "file/findings_out.h"

#include <string.h>

#include "base/num.h"
#include "base/utf8.h"

enum { SEVERITY, CODE, FILE_NAME, LINE, COLUMN, VALUE, WHAT, WIDTH };

static const struct table_column findings_columns[WIDTH] = {
	{ "severity", TABLE_ENUM, "error|warning|note", TABLE_REQUIRED,
	  "how bad it is" },
	{ "code", TABLE_TEXT, "", TABLE_REQUIRED, "the rule" },
	{ "file", TABLE_TEXT, "", TABLE_REQUIRED, "base name of the input" },
	{ "line", TABLE_COUNT, "", TABLE_REQUIRED, "physical line, from 1" },
	{ "column", TABLE_TEXT, "", TABLE_REQUIRED, "name of the column" },
	{ "value", TABLE_TEXT, "", TABLE_REQUIRED, "the cell" },
	{ "text", TABLE_TEXT, "", TABLE_REQUIRED, "what is wrong with it" },
};

static const struct table_format findings_format = {
	.schema = "findings/1",
	.columns = findings_columns,
	.count = WIDTH,
};

enum table_kind findings_kind(const char *path)
{
	struct span name = span_of(path);

	if (name.n >= 4 &&
	    span_eq_nocase(span_from(name, name.n - 4), SPAN(".csv")))
		return TABLE_CSV;
	return TABLE_NDJSON;
}

static struct span text_of(struct span s, struct buf *b)
{
	if (s.n == 0 || (utf8_check(s) == s.n && !memchr(s.p, '\0', s.n)))
		return s;
	buf_clear(b);
	utf8_add_visible(b, s);
	return buf_span(b);
}

void findings_out(struct sink *sink, const struct diag *d,
		  enum table_kind kind)
{
	struct buf made[WIDTH] = { BUF_INIT };
	struct table_out_options options = { .kind = kind };
	struct span cell[WIDTH];
	char line[NUM_TEXT];
	struct table_out t;

	table_out_begin(&t, sink, &findings_format, &options);
	for (size_t i = 0; i < d->found.n; i++) {
		const struct finding *f = &d->found.v[i];

		cell[SEVERITY] = span_of(diag_severity_name(f->severity));
		cell[CODE] = f->code ? span_of(f->code) : SPAN_EMPTY;
		cell[FILE_NAME] = f->file ? span_of(f->file) : SPAN_EMPTY;
		cell[LINE] = f->line ? span_of(num_text(f->line, line)) :
			     SPAN_EMPTY;
		cell[COLUMN] = f->column;
		cell[VALUE] = f->value;
		cell[WHAT] = f->text;
		for (size_t c = 0; c < WIDTH; c++)
			cell[c] = text_of(cell[c], &made[c]);
		table_out_row(&t, cell);
	}
	table_out_end(&t);
	for (size_t c = 0; c < WIDTH; c++)
		buf_release(&made[c]);
}
