/*
 * xlsx_out.c - a table as a workbook of one sheet
 *
 * The rows are collected here, held to the limits and made fit for XML; the
 * library that makes the workbook is in xlsx_make.c. Excel counts characters
 * in units of UTF-16, so we do; and it takes _x0041_ in a cell for an escape,
 * so that its underscore is written as one: _x005F_.
 */
#include "file/xlsx_room.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

#define NUMBER_DIGITS	15

struct xlsx_out *xlsx_new(struct span name, struct xlsx_book book)
{
	struct xlsx_out *x = mem_array(1, sizeof(*x));
	const size_t n = name.n < XLSX_NAME ? name.n : XLSX_NAME;

	if (n)
		memcpy(x->name, name.p, n);
	x->book = book;
	return x;
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

/* _xHHHH_ */
static bool is_escape(struct span s, size_t at)
{
	if (s.n - at < 7 || s.p[at + 1] != 'x' || s.p[at + 6] != '_')
		return false;
	for (size_t i = at + 2; i < at + 6; i++)
		if (!is_hex(s.p[i]))
			return false;
	return true;
}

/* U+FFFE and U+FFFF, which no document of XML may hold. */
static bool is_no_character(struct span s, size_t at)
{
	return s.n - at >= 3 && memcmp(s.p + at, "\xef\xbf", 2) == 0 &&
	       (unsigned char)s.p[at + 2] >= 0xbe;
}

/* The cell as it will stand in the file; its length as Excel counts it. */
static size_t add_shown(struct buf *b, struct span s)
{
	const size_t start = b->n;
	size_t units = 0;

	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.p[i];

		if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f) {
			buf_addf(b, "\\x%02x", c);
		} else if (is_no_character(s, i)) {
			buf_addf(b, "\\uff%02x", 0xc0 | (s.p[i + 2] & 0x3f));
			i += 2;
		} else if (c == '_' && is_escape(s, i)) {
			buf_add(b, SPAN("_x005F_"));
		} else {
			buf_add_char(b, (char)c);
		}
	}
	for (size_t i = start; i < b->n; i++) {
		const unsigned char c = (unsigned char)b->p[i];

		units += (size_t)((c & 0xc0) != 0x80) + (size_t)(c >= 0xf0);
	}
	return units;
}

static bool keeps_digits(struct span s)
{
	if (s.n == 0 || s.n > NUMBER_DIGITS || (s.p[0] == '0' && s.n > 1))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

static bool full(const struct xlsx_out *x)
{
	return x->why.n > 0;
}

void xlsx_cell(struct xlsx_out *x, struct span cell, bool count)
{
	struct xlsx_mark mark = { .number = count && keeps_digits(cell) };
	const size_t start = x->cells.n;
	size_t units;

	if (full(x))
		return;
	buf_add_bytes(&x->cells, &mark, sizeof(mark));
	units = add_shown(&x->cells, cell);
	mark.bytes = (uint32_t)(x->cells.n - start - sizeof(mark));
	memcpy(x->cells.p + start, &mark, sizeof(mark));
	buf_add_char(&x->cells, '\0');
	x->at++;
	if (units > XLSX_CELL)
		buf_addf(&x->why, "row %u, column %u has %zu characters, and "
			 "a cell of a workbook holds %u", x->rows + 1, x->at,
			 units, XLSX_CELL);
	else if (x->at > XLSX_COLUMNS)
		buf_addf(&x->why, "it has more than %u columns",
			 XLSX_COLUMNS);
}

void xlsx_row_end(struct xlsx_out *x)
{
	if (full(x))
		return;
	if (x->rows == 0)
		x->columns = x->at;
	x->at = 0;
	if (x->rows == XLSX_ROWS)
		buf_addf(&x->why, "it has more than %u rows with the head",
			 XLSX_ROWS);
	else
		x->rows++;
}

struct xlsx_mark xlsx_next(const struct xlsx_out *x, size_t *at,
			   const char **text)
{
	struct xlsx_mark mark;

	memcpy(&mark, x->cells.p + *at, sizeof(mark));
	*text = x->cells.p + *at + sizeof(mark);
	*at += sizeof(mark) + mark.bytes + 1;
	return mark;
}

static void put_file(int fd, struct sink *sink, struct buf *why)
{
	char part[16384];
	off_t at = 0;
	ssize_t n;

	do {
		n = pread(fd, part, sizeof(part), at);
		if (n > 0) {
			sink->put(sink, part, (size_t)n);
			at += n;
		}
	} while (n > 0 || (n < 0 && errno == EINTR));
	if (n < 0)
		buf_addf(why, "it cannot be read back: %s", strerror(errno));
}

void xlsx_end(struct xlsx_out *x, struct sink *sink)
{
	struct buf told = BUF_INIT;
	int fd = -1;

	if (!full(x))
		fd = xlsx_make(x, &x->why);
	if (fd >= 0) {
		put_file(fd, sink, &x->why);
		close(fd);
	}
	if (full(x)) {
		buf_add(&told, SPAN("cannot make the workbook: "));
		buf_add(&told, buf_span(&x->why));
		sink_fail(sink, buf_span(&told));
		buf_release(&told);
	}
	buf_release(&x->cells);
	buf_release(&x->why);
	mem_free(x);
}
