/*
 * rows.h - records from any tabular input
 *
 * One reader for CSV with comma, semicolon or tab (told by the header), for
 * JSON ({"schema", ..., "rows": [{...}]} or a bare array of objects) and for
 * NDJSON (an object a line), plain or packed. The kind is told by content. A
 * record is an array of cells in the order of the header.
 *
 *	struct rows *r = rows_open(path, &limits, &diag, codes);
 *	if (rows_header(r, &names, &n, &line))
 *		table_bind(...)
 *	while (rows_next(r, &row))
 *		row.cell[0 .. row.n), row.line
 *	rows_close(r, &source);			(fills name, digest, rows)
 *
 * This is the careful reader: libcsv in strict mode with our rules (the list
 * of traps is in tests/unit/rows_test.c). Every record that is delivered has
 * exactly as many cells as the header, is UTF-8 without NUL, and carries the
 * physical line on which it begins. What cannot be delivered becomes a
 * finding (codes[TABLE_UNREADABLE], _WIDTH, _ENCODING; the column is named
 * where there is one) and reading goes on with the next record. It stops for
 * good at what makes the rest doubtful: a stray or missing quote, a cell that
 * is too long, JSON that is none, damaged packing. The caller looks at diag
 * before it believes the rows.
 *
 * No value is changed: no trimming, no number is parsed. From JSON, strings
 * are taken as they are and numbers keep their spelling; true, false, null,
 * arrays and objects as cells are findings. The header of a JSON document
 * is the union of its rows' members in order of first appearance; that of
 * NDJSON is the members of the first line, and a later one that is new is a
 * finding. A missing member is a blank cell. A document without rows has a
 * header of no names if it names its schema, else none. A single object in
 * one line is NDJSON of one row unless it has an array "rows".
 *
 * A line ends in LF, CRLF or CR. Blank lines are skipped (and counted); a
 * line of blanks or delimiters is a record. The delimiter of CSV is the one
 * of comma, semicolon and tab that its header has most of outside quotes.
 *
 * Limits: a cell 1 MiB, a row 4,096 cells; each beyond is a finding. Memory:
 * one block of CSV (64 KiB or the longest record); a JSON document is held
 * whole (about five times its size), NDJSON a line at a time.
 *
 * Cells live until the next rows_next().
 */
#ifndef FILE_ROWS_H
#define FILE_ROWS_H

#include <stdbool.h>
#include <stdint.h>
#include "base/diag.h"
#include "base/sha256.h"
#include "base/span.h"
#include "base/table.h"
#include "file/input.h"

#define ROWS_CELL_MAX	(1u << 20)	/* bytes */
#define ROWS_WIDTH_MAX	4096u		/* cells */

struct rows;

struct row {
	const struct span *cell;
	uint32_t n;
	uint64_t line;
};

struct rows_source {		/* what was read, for summaries */
	const char *name;	/* base name; lives as long as the diag */
	char sha256[SHA256_TEXT];
	uint64_t rows;		/* records delivered */
	uint64_t refused;	/* records that could not be: see the diag */
	bool system_error;	/* also in what was read for the digest alone */
};

struct rows *rows_open(const char *path, const struct input_limits *limits,
		       struct diag *d, const char *const *codes);

/* The names of the columns; false (with a finding) when there is none. They
 * live until rows_close(). line is that of the header. */
bool rows_header(struct rows *r, const struct span **names, size_t *n,
		 uint64_t *line);

/* The "schema" of a JSON object; empty for CSV and NDJSON. */
struct span rows_schema(const struct rows *r);

/* Is it JSON or NDJSON? */
bool rows_is_json(const struct rows *r);

/* table_bind() to the names that rows_header() gave, in `line`; a
 * name nobody knows is a note in a table, and an error in JSON. */
bool rows_bind(struct rows *r, struct table_binding *b,
	       const struct table_format *f, const struct span *names, size_t n,
	       const struct table_renames *renames, struct diag *d,
	       const char *file, uint64_t line);

/* Codes of what is found from here on, once it is known what the table is. */
void rows_set_codes(struct rows *r, const char *const *codes);

bool rows_next(struct rows *r, struct row *row);

/*
 * For who reads the records of CSV by himself (scan.h), before the first
 * rows_next(). rows_lend(): can it be done; delimiter, and line of the first
 * record. rows_read() gives the bytes behind the header, unpacked; 0 is the
 * end, or a failure (rows_failed(), a finding has been made). rows_resume()
 * hands back what was read too much: reading goes on there, on that line.
 */
bool rows_lend(struct rows *r, char *delimiter, uint64_t *line);
size_t rows_read(struct rows *r, void *to, size_t n);
bool rows_failed(const struct rows *r);
void rows_resume(struct rows *r, struct span bytes, uint64_t line);

/*
 * The same for who must read the records more than once, though they come
 * from a pipe or are packed: rows_keep() reads to the end, into a file
 * without a name in `dir` (NULL: /tmp), and gives its descriptor. -1: that
 * cannot be done, or not to the end; then the records are had by rows_next()
 * as if nothing had been. rows_again(): they are to be had so all the same;
 * the descriptor is given back. It leaves a third of what room there is.
 */
int rows_keep(struct rows *r, const char *dir, char *delimiter,
	      uint64_t *line);
void rows_again(struct rows *r, int fd, uint64_t line);
bool rows_packed(const struct rows *r);

/* For who reads the file by himself: as input_unchanged(). */
bool rows_unchanged(struct rows *r);

/* Nobody will ask for the digest. */
void rows_forget_digest(struct rows *r);

/* Bytes asked of the input at a time (64 KiB unless set); before the header
 * is read. What is delivered does not depend on it. */
void rows_set_block(struct rows *r, size_t bytes);

/* Bytes stored and read so far, and in all if known (else 0): progress. */
void rows_progress(const struct rows *r, uint64_t *done, uint64_t *total);

const char *rows_name(const struct rows *r);
bool rows_system_error(const struct rows *r);
void rows_close(struct rows *r, struct rows_source *source);

#endif
