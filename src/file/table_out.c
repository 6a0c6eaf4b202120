/*
 * table_out.c - a table in the format that was asked for
 *
 * Each row is put together in one buffer and handed to the sink at once. A
 * cell is copied and never interpreted: quoting, escaping and the guard of a
 * spreadsheet are decided by its bytes, the alignment and the bare numbers
 * of JSON by the type of its column and its bytes. A number is spelled in
 * JSON as it was spelled in the cell; one that JSON would not take ("007")
 * is written as a string rather than respelled.
 */
#include "file/table_out.h"

#include <string.h>

#include "base/bug.h"
#include "base/mem.h"
#include "file/html_out.h"

static uint32_t columns(const struct table_out *t)
{
	return t->options.picks ? t->options.picks : t->format->count;
}

static uint32_t column_at(const struct table_out *t, uint32_t i)
{
	return t->options.picks ? t->options.pick[i] : i;
}

static bool is_number(enum table_type type)
{
	return type == TABLE_COUNT || type == TABLE_PERCENT;
}

static size_t digits(struct span s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n;
}

/* digits, or digits.digits */
static bool is_decimal(struct span s)
{
	size_t whole = digits(s), places;

	if (whole == 0 || whole == s.n)
		return whole > 0;
	if (s.p[whole] != '.')
		return false;
	places = digits(span_from(s, whole + 1));
	return places > 0 && whole + 1 + places == s.n;
}

static bool is_json_number(struct span s)
{
	return is_decimal(s) && (s.p[0] != '0' || s.n == 1 || s.p[1] == '.');
}

/* What a spreadsheet would run, or rewrite, when it opens the file. */
static bool needs_guard(struct span s)
{
	switch (s.n ? s.p[0] : '\0') {
	case '+': case '-':
		return !is_decimal(span_from(s, 1));
	case '=': case '@': case '\t': case '\r':
		return true;
	default:
		return false;
	}
}

static char delimiter_of(const struct table_out *t)
{
	return (char)(t->options.kind == TABLE_TSV ? '\t' : ',');
}

static void csv_cell_to(struct buf *line, struct span s, char delimiter,
			bool guard)
{
	bool quote = false;

	for (size_t i = 0; i < s.n && !quote; i++)
		quote = s.p[i] == delimiter || s.p[i] == '"' ||
			s.p[i] == '\n' || s.p[i] == '\r';
	if (quote)
		buf_add_char(line, '"');
	if (guard)
		buf_add_char(line, '\'');
	if (!quote) {
		buf_add(line, s);
		return;
	}
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_add_char(line, '"');
		buf_add_char(line, s.p[i]);
	}
	buf_add_char(line, '"');
}

static void csv_cell(struct table_out *t, struct span s)
{
	const bool guard = t->options.for_spreadsheet && needs_guard(s);

	t->guarded += guard;
	csv_cell_to(&t->line, s, delimiter_of(t), guard);
}

/* With one column, a row of one empty cell has quotes. */
bool table_out_moulds(const struct table_out *t)
{
	return (t->options.kind == TABLE_CSV || t->options.kind == TABLE_TSV) &&
	       !t->options.for_spreadsheet && columns(t) > 1;
}

unsigned table_out_mould(const struct table_out *t, const struct span *cells,
			 const unsigned *left_out, unsigned n,
			 struct buf *line, struct table_hole *at)
{
	const size_t begin = line->n;
	unsigned holes = 0;

	for (uint32_t i = 0; i < columns(t); i++) {
		const uint32_t c = column_at(t, i);
		unsigned h = 0;

		if (i > 0)
			buf_add_char(line, delimiter_of(t));
		while (h < n && left_out[h] != c)
			h++;
		if (h < n)
			at[holes++] = (struct table_hole){ h,
							   line->n - begin };
		else
			csv_cell_to(line, cells[c], delimiter_of(t), false);
	}
	buf_add_char(line, '\n');
	return holes;
}

void table_out_cell(const struct table_out *t, struct span cell,
		    struct buf *line)
{
	csv_cell_to(line, cell, delimiter_of(t), false);
}

void table_out_lines(struct table_out *t, struct span lines)
{
	t->rows_open = true;
	sink_put(t->sink, lines);
}

static void csv_row(struct table_out *t, const struct span *cells)
{
	size_t begin = t->line.n;

	for (uint32_t i = 0; i < columns(t); i++) {
		uint32_t c = column_at(t, i);

		if (i > 0)
			buf_add_char(&t->line, delimiter_of(t));
		csv_cell(t, cells ? cells[c] :
			 span_of(t->format->columns[c].name));
	}
	if (t->line.n == begin)
		buf_add(&t->line, SPAN("\"\""));
	if (t->options.for_spreadsheet)
		buf_add_char(&t->line, '\r');
	buf_add_char(&t->line, '\n');
}

static void json_row(struct table_out *t, const struct span *cells)
{
	json_object_flat(&t->json, NULL);
	for (uint32_t i = 0; i < columns(t); i++) {
		uint32_t at = column_at(t, i);
		const struct table_column *c = &t->format->columns[at];

		if (!is_number(c->type) || !is_json_number(cells[at])) {
			json_string(&t->json, c->name, cells[at]);
			continue;
		}
		buf_clear(&t->line);
		buf_add(&t->line, cells[at]);
		json_number(&t->json, c->name, t->line.p);
	}
	json_end(&t->json);
}

static bool is_word(struct span s, size_t i)
{
	char c = i < s.n ? s.p[i] : ' ';

	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

static bool is_entity(struct span s, size_t at)
{
	size_t i = at + 1;

	if (i < s.n && s.p[i] == '#')
		i++;
	if (!is_word(s, i))
		return false;
	while (is_word(s, i))
		i++;
	return i < s.n && s.p[i] == ';';
}

static bool is_markup(struct span s, size_t i)
{
	switch (s.p[i]) {
	case '|': case '\\': case '`': case '*': case '~': case '[': case '<':
		return true;
	case '_':	/* inside a word it is only itself */
		return i == 0 || !is_word(s, i - 1) || !is_word(s, i + 1);
	case '&':
		return is_entity(s, i);
	default:
		return false;
	}
}

static void md_cell(struct buf *b, struct span s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			continue;
		if (s.p[i] == '\n' || s.p[i] == '\r') {
			buf_add(b, SPAN("<br>"));
			continue;
		}
		if (is_markup(s, i))
			buf_add_char(b, '\\');
		buf_add_char(b, s.p[i]);
	}
}

static void md_row(struct table_out *t, const struct span *cells)
{
	buf_add_char(&t->line, '|');
	for (uint32_t i = 0; i < columns(t); i++) {
		uint32_t c = column_at(t, i);

		buf_add_char(&t->line, ' ');
		md_cell(&t->line, cells ? cells[c] :
			span_of(t->format->columns[c].name));
		buf_add(&t->line, SPAN(" |"));
	}
	buf_add_char(&t->line, '\n');
}

static void md_head(struct table_out *t)
{
	md_row(t, NULL);
	buf_add_char(&t->line, '|');
	for (uint32_t i = 0; i < columns(t); i++) {
		enum table_type type =
			t->format->columns[column_at(t, i)].type;

		if (is_number(type))
			buf_add(&t->line, SPAN(" ---: |"));
		else
			buf_add(&t->line, SPAN(" --- |"));
	}
	buf_add_char(&t->line, '\n');
}

/* The schema without its version. */
static struct span title(const struct table_out *t)
{
	struct span rest = span_of(t->format->schema), name;

	return span_cut(&rest, '/', &name) ? name : SPAN_EMPTY;
}

static void xlsx_row(struct table_out *t, const struct span *cells)
{
	for (uint32_t i = 0; i < columns(t); i++) {
		const uint32_t at = column_at(t, i);
		const struct table_column *c = &t->format->columns[at];

		if (cells)
			xlsx_cell(t->xlsx, cells[at], c->type == TABLE_COUNT);
		else
			xlsx_cell(t->xlsx, span_of(c->name), false);
	}
	xlsx_row_end(t->xlsx);
}

static void html_head(struct table_out *t)
{
	html_begin(&t->line, title(t));
	for (uint32_t i = 0; i < columns(t); i++) {
		const struct table_column *c =
			&t->format->columns[column_at(t, i)];

		html_head_cell(&t->line, span_of(c->name),
			       is_number(c->type));
	}
	html_head_end(&t->line);
}

static void html_row(struct table_out *t, const struct span *cells)
{
	html_row_begin(&t->line);
	for (uint32_t i = 0; i < columns(t); i++) {
		const uint32_t c = column_at(t, i);

		html_cell(&t->line, cells[c],
			  is_number(t->format->columns[c].type));
	}
	html_row_end(&t->line);
}

/* Counts are what the table is for, so they stay when space is short. */
static void text_head(struct table_out *t)
{
	t->text = text_table_new();
	for (uint32_t i = 0; i < columns(t); i++) {
		const struct table_column *c =
			&t->format->columns[column_at(t, i)];
		unsigned flags = 0;

		if (is_number(c->type))
			flags = TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP;
		else if (c->type == TABLE_TEXT)
			flags = TEXT_TABLE_SHRINK;
		text_table_column(t->text, c->name, flags);
	}
}

static void text_row(struct table_out *t, const struct span *cells)
{
	struct span *picked;

	if (!t->options.picks) {
		text_table_row(t->text, cells);
		return;
	}
	picked = mem_array(columns(t), sizeof(*picked));
	for (uint32_t i = 0; i < columns(t); i++)
		picked[i] = cells[column_at(t, i)];
	text_table_row(t->text, picked);
	mem_free(picked);
}

static void send_line(struct table_out *t)
{
	sink_put(t->sink, buf_span(&t->line));
	buf_clear(&t->line);
}

static void rows_begin(struct table_out *t)
{
	if (!t->rows_open && t->options.kind == TABLE_JSON)
		json_array(&t->json, "rows");
	t->rows_open = true;
}

void table_out_begin(struct table_out *t, struct sink *sink,
		     const struct table_format *f,
		     const struct table_out_options *options)
{
	memset(t, 0, sizeof(*t));
	t->sink = sink;
	t->format = f;
	t->options = *options;
	switch (options->kind) {
	case TABLE_CSV:
	case TABLE_TSV:
		if (options->for_spreadsheet)
			buf_add(&t->line, SPAN("\xef\xbb\xbf"));
		csv_row(t, NULL);
		break;
	case TABLE_MD:
		md_head(t);
		break;
	case TABLE_HTML:
		html_head(t);
		break;
	case TABLE_XLSX:
		t->xlsx = xlsx_new(title(t), options->book);
		xlsx_row(t, NULL);
		break;
	case TABLE_TEXT_TABLE:
		text_head(t);
		break;
	case TABLE_JSON:
		json_init(&t->json, sink);
		json_object(&t->json, NULL);
		json_string(&t->json, "schema", span_of(f->schema));
		break;
	case TABLE_NDJSON:
		break;
	}
	send_line(t);
}

struct json *table_out_members(struct table_out *t)
{
	if (t->options.kind != TABLE_JSON)
		return NULL;
	if (t->rows_open)
		BUG("a member after the first row");
	return &t->json;
}

void table_out_row(struct table_out *t, const struct span *cells)
{
	rows_begin(t);
	t->rows++;
	switch (t->options.kind) {
	case TABLE_CSV:
	case TABLE_TSV:
		csv_row(t, cells);
		break;
	case TABLE_MD:
		md_row(t, cells);
		break;
	case TABLE_HTML:
		html_row(t, cells);
		break;
	case TABLE_XLSX:
		xlsx_row(t, cells);
		return;
	case TABLE_TEXT_TABLE:
		text_row(t, cells);
		return;
	case TABLE_NDJSON:
		json_init(&t->json, t->sink);
		json_row(t, cells);
		return;
	case TABLE_JSON:
		json_row(t, cells);
		return;
	}
	send_line(t);
}

void table_out_end(struct table_out *t)
{
	rows_begin(t);
	if (t->options.kind == TABLE_JSON) {
		json_end(&t->json);
		json_end(&t->json);
	} else if (t->options.kind == TABLE_TEXT_TABLE) {
		text_table_write(t->text, t->sink, t->options.width, true,
				 t->options.bold_head);
	} else if (t->options.kind == TABLE_XLSX) {
		xlsx_end(t->xlsx, t->sink);
		t->xlsx = NULL;
	} else if (t->options.kind == TABLE_HTML) {
		html_end(&t->line);
		send_line(t);
	}
	text_table_free(t->text);
	t->text = NULL;
	buf_release(&t->line);
}

static bool pick_one(const struct table_format *f, struct span name,
		     uint32_t *pick, uint32_t picks, struct buf *why)
{
	uint32_t column = table_find(f, name);
	const char *near;

	if (name.n == 0) {
		buf_add(why, SPAN("a column name is blank"));
		return false;
	}
	if (column == TABLE_ABSENT) {
		near = table_nearest(f, name);
		buf_addf(why, "no column '" SPAN_F "'", SPAN_A(name));
		if (near)
			buf_addf(why, "; did you mean '%s'?", near);
		return false;
	}
	for (uint32_t i = 0; i < picks; i++) {
		if (pick[i] == column) {
			buf_addf(why, "column '%s' is named twice",
				 f->columns[column].name);
			return false;
		}
	}
	pick[picks] = column;
	return true;
}

bool table_pick(const struct table_format *f, struct span list,
		uint32_t **pick, uint32_t *picks, struct buf *why)
{
	uint32_t *v = mem_array((size_t)f->count + 1, sizeof(*v));
	struct span name;
	uint32_t n = 0;

	*pick = NULL;
	*picks = 0;
	do {
		if (!span_cut(&list, ',', &name))
			name = SPAN_EMPTY;
		if (!pick_one(f, span_trim(name), v, n, why)) {
			mem_free(v);
			return false;
		}
		n++;
	} while (list.n > 0);
	*pick = v;
	*picks = n;
	return true;
}
