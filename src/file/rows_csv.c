/*
 * rows_csv.c - records from CSV, TSV and semicolon CSV
 *
 * libcsv in strict mode, fed one physical line at a time. That makes a pull
 * reader of a parser that pushes: a line ends at most one record, so there
 * is nothing to queue; and the number of the line fed is the line of all that
 * happens in it, which libcsv does not know. Rejected: a block at a time with
 * a queue of records, which is no faster and has to guess where blank lines
 * were.
 *
 * The cells of a record lie end to end in one buffer; whether they are plain
 * ASCII, as most are, is asked once a record.
 */
#include "file/rows_room.h"

#include <csv.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/utf8.h"

enum { ENTRY_GROWTH = 4096, SNIFF_MAX = 1 << 20 };

struct csv_room {
	struct csv_parser parser;
	struct buf bytes;	/* of the cells kept */
	VEC(size_t) ends;	/* in bytes, of each cell kept */
	size_t keep;		/* cells of a record that are kept */
	uint64_t cells;		/* of the record so far, kept or not */
	bool complete;		/* the record has ended */
	bool open;		/* a record has begun */
	bool after_cr;		/* an LF that follows is of the same line */
	bool too_long;		/* a cell was */
	bool ended;
	uint64_t line;		/* being fed */
	uint64_t record_line;	/* on which the record began */
};

static void *csv_resize(void *p, size_t n)
{
	return mem_resize(p, n, 1);
}

static int csv_no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void csv_cell(void *bytes, size_t n, void *data)
{
	struct csv_room *c = data;

	if (n > ROWS_CELL_MAX || c->too_long) {
		c->too_long = true;	/* c->cells is its number */
		return;
	}
	if (++c->cells > c->keep)
		return;
	buf_add_bytes(&c->bytes, bytes, n);
	vec_push(&c->ends, c->bytes.n);
}

static void csv_record(int end, void *data)
{
	struct csv_room *c = data;

	(void)end;
	c->complete = true;
}

/* The delimiter that the header line has most of, outside quotes. */
static char told_by_header(struct rows *r)
{
	static const char delimiters[] = ",;\t";
	size_t count[sizeof(delimiters) - 1] = { 0 };
	bool quoted = false, begun = false;
	size_t best = 0;

	for (size_t i = 0; i < SNIFF_MAX; i++) {
		const char *known;
		char c;

		if (i == r->raw.n && !rows_fill(r))
			break;
		c = r->raw.p[i];
		known = memchr(delimiters, c, sizeof(count) / sizeof(*count));
		if (c == '"')
			quoted = !quoted;
		else if (known && !quoted)
			count[known - delimiters]++;
		else if (begun && !quoted && (c == '\n' || c == '\r'))
			break;
		begun |= c != '\n' && c != '\r';
	}
	for (size_t i = 1; i < sizeof(count) / sizeof(*count); i++)
		if (count[i] > count[best])
			best = i;
	return delimiters[best];
}

static uint32_t open_column(const struct csv_room *c)
{
	return c->cells < UINT32_MAX ? (uint32_t)c->cells : ROWS_NO_COLUMN;
}

static void refuse_length(struct rows *r, const struct csv_room *c)
{
	rows_refuse(r, TABLE_UNREADABLE, c->record_line, open_column(c),
		    "cell of more than 1,048,576 bytes; is a closing quote "
		    "missing");
}

static void refuse_stray_quote(struct rows *r, const struct csv_room *c)
{
	char where[NUM_TEXT + 16] = "";
	char number[NUM_TEXT];
	char text[160];

	if (c->line != c->record_line)
		snprintf(where, sizeof(where), " on line %s",
			 num_text(c->line, number));
	snprintf(text, sizeof(text), "stray quote%s; quote the whole cell "
		 "and double the quotes in it", where);
	rows_refuse(r, TABLE_UNREADABLE, c->record_line, open_column(c),
		    text);
}

/* The next part of raw that is no more than one line, its end included. */
static struct span next_piece(struct rows *r, struct csv_room *c)
{
	const char *p = r->raw.p + r->at;
	size_t n = r->raw.n - r->at;
	const char *end;

	if (c->after_cr && *p == '\n')
		return span_make(p, 1);
	end = memchr(p, '\n', n);
	if (end)
		n = (size_t)(end - p) + 1;
	end = memchr(p, '\r', n);
	if (end && end + 1 < p + n && end[1] == '\n')
		return span_make(p, n);
	if (end)
		n = (size_t)(end - p) + 1;
	return span_make(p, n);
}

/* Feeds a piece of a line; false when the file is past believing. */
static bool feed(struct rows *r, struct csv_room *c, struct span piece)
{
	char last = piece.p[piece.n - 1];
	bool rest_of_crlf = c->after_cr && *piece.p == '\n';
	bool blank = *piece.p == '\n' || *piece.p == '\r';
	size_t taken;

	if (!c->open) {
		c->record_line = c->line;
		c->open = !blank;
	}
	taken = csv_parse(&c->parser, piece.p, piece.n, csv_cell, csv_record,
			  c);
	if (c->too_long || c->parser.entry_pos > ROWS_CELL_MAX + 1) {
		refuse_length(r, c);
		return false;
	}
	if (taken < piece.n) {
		refuse_stray_quote(r, c);
		return false;
	}
	r->at += piece.n;
	if (!rest_of_crlf && (last == '\n' || last == '\r'))
		c->line++;
	c->after_cr = last == '\r';
	return true;
}

static bool read_end(struct rows *r, struct csv_room *c)
{
	if (input_failed(r->in) || c->ended)
		return false;
	c->ended = true;
	if (csv_fini(&c->parser, csv_cell, csv_record, c) != 0) {
		rows_refuse(r, TABLE_UNREADABLE, c->record_line,
			    open_column(c), "missing closing quote; the "
			    "record runs to the end of the file");
		return false;
	}
	if (c->too_long) {
		refuse_length(r, c);
		return false;
	}
	return c->complete;
}

/* One record; false at the end, and where reading cannot go on. */
static bool read_record(struct rows *r, struct csv_room *c)
{
	buf_clear(&c->bytes);
	c->ends.n = 0;
	c->cells = 0;
	c->complete = c->open = false;
	do {
		if (r->at == r->raw.n && !rows_fill(r))
			return read_end(r, c);
		if (!feed(r, c, next_piece(r, c)))
			return false;
	} while (!c->complete);
	return true;
}

static void cut_cells(struct rows *r, const struct csv_room *c)
{
	size_t start = 0;

	vec_reserve(&r->cells, c->ends.n);
	for (size_t i = 0; i < c->ends.n; i++) {
		size_t end = c->ends.v[i];

		r->cells.v[i] = span_make(c->bytes.p + start, end - start);
		start = end;
	}
	r->cells.n = c->ends.n;
}

/* Neither a NUL nor anything above ASCII. */
static bool is_plain(const char *p, size_t n)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t seen = 0, word;

	for (; n >= sizeof(word); p += sizeof(word), n -= sizeof(word)) {
		memcpy(&word, p, sizeof(word));
		seen |= word | (word - ones);
	}
	word = ones;
	memcpy(&word, p, n);
	seen |= word | (word - ones);
	return (seen & ones << 7) == 0;
}

static bool check_text(struct rows *r, const struct csv_room *c)
{
	bool good = true;

	if (c->bytes.n == 0 || is_plain(c->bytes.p, c->bytes.n))
		return true;
	for (size_t i = 0; i < r->cells.n; i++) {
		struct span cell = r->cells.v[i];
		size_t bad = utf8_check(cell);
		char text[96] = "holds a NUL byte";

		if (bad == cell.n && !memchr(cell.p, '\0', cell.n))
			continue;
		if (bad < cell.n)
			snprintf(text, sizeof(text), "is not UTF-8 at byte "
				 "%zu; save the file as UTF-8", bad + 1);
		rows_refuse_value(r, TABLE_ENCODING, c->record_line,
				  (uint32_t)i, cell, text);
		good = false;
	}
	return good;
}

static void refuse_width(struct rows *r, const struct csv_room *c)
{
	uint32_t missing = ROWS_NO_COLUMN;
	char text[128];

	if (c->cells < r->names.n)
		missing = (uint32_t)c->cells;
	snprintf(text, sizeof(text), "got %llu cells, expected %zu%s",
		 (unsigned long long)c->cells, r->names.n,
		 missing == ROWS_NO_COLUMN ? "" :
		 "; this column is the first that is missing");
	rows_refuse(r, TABLE_WIDTH, c->record_line, missing, text);
}

static struct csv_room *room_new(struct rows *r)
{
	struct csv_room *c = mem_array(1, sizeof(*c));

	r->state = c;
	c->line = 1;
	c->keep = ROWS_WIDTH_MAX;
	csv_init(&c->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
	csv_set_realloc_func(&c->parser, csv_resize);
	csv_set_free_func(&c->parser, mem_free);
	csv_set_space_func(&c->parser, csv_no_space);
	csv_set_blk_size(&c->parser, ENTRY_GROWTH);
	csv_set_delim(&c->parser, (unsigned char)told_by_header(r));
	return c;
}

static bool csv_header(struct rows *r)
{
	struct csv_room *c = room_new(r);

	if (!read_record(r, c)) {
		if (c->ended && !c->open)
			rows_refuse_empty(r);
		return false;
	}
	r->header_line = c->record_line;
	if (c->cells > ROWS_WIDTH_MAX) {
		rows_refuse(r, TABLE_UNREADABLE, c->record_line,
			    ROWS_NO_COLUMN, "a header of more than 4,096 "
			    "columns");
		return false;
	}
	cut_cells(r, c);
	if (!check_text(r, c))
		return false;
	for (size_t i = 0; i < r->cells.n; i++)
		vec_push(&r->names, arena_span(&r->arena, r->cells.v[i]));
	c->keep = r->names.n;
	return true;
}

static bool csv_next(struct rows *r, struct row *row)
{
	struct csv_room *c = r->state;

	while (read_record(r, c)) {
		if (c->cells != r->names.n) {
			refuse_width(r, c);
			r->refused++;
			continue;
		}
		cut_cells(r, c);
		if (!check_text(r, c)) {
			r->refused++;
			continue;
		}
		row->cell = r->cells.v;
		row->n = (uint32_t)r->cells.n;
		row->line = c->record_line;
		return true;
	}
	return false;
}

/* An LF that belongs to the header's CR would be taken for a blank line. */
static bool csv_lend(struct rows *r, char *delimiter, uint64_t *line)
{
	struct csv_room *c = r->state;

	*delimiter = (char)csv_get_delim(&c->parser);
	*line = c->line;
	return !c->after_cr;
}

static void csv_resume(struct rows *r, uint64_t line)
{
	struct csv_room *c = r->state;

	c->line = line;
}

static void csv_release(struct rows *r)
{
	struct csv_room *c = r->state;

	csv_free(&c->parser);
	buf_release(&c->bytes);
	vec_release(&c->ends);
	mem_free(c);
}

const struct rows_room rows_csv = {
	.header = csv_header,
	.next = csv_next,
	.release = csv_release,
	.lend = csv_lend,
	.resume = csv_resume,
};
