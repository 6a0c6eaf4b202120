/*
 * table_out.h - a table in the format that was asked for
 *
 * One writer for csv, tsv, json, ndjson, table, md, html and xlsx, driven by
 * the column table of the format. A row is one cell for each column of the
 * format; the writer picks the columns that were asked for.
 *
 *	struct table_out t;
 *	table_out_begin(&t, sink, &tally_format, &options);
 *	json_u64(table_out_members(&t), "in_scope", n);    (JSON only)
 *	table_out_row(&t, cells);
 *	table_out_end(&t);
 *
 * CSV: LF, quotes only where needed (delimiter, quote, CR, LF, a row that is
 * one empty cell), every byte kept. With for_spreadsheet: BOM, CRLF, and an
 * apostrophe before a text cell that begins with = + - @ tab or CR, unless
 * it is a signed decimal number; `guarded` counts them. TSV: the same with
 * tabs, quoting where a cell holds a tab, quote or newline. JSON: one object
 * {"schema", members..., "rows": [...]}, one row a line. NDJSON: rows only.
 * md: a GitHub table, numbers right, newlines as <br>, and a backslash before
 * what Markdown would take for markup (| first of all). html: see html_out.h;
 * the title is the schema without its version. xlsx: see xlsx_out.h; the
 * sheet has the name of the title, counts are numbers and the rest is text.
 * table: see text_table.h, blank columns left out. For a table and for xlsx
 * all rows are held until the end, the others stream.
 */
#ifndef FILE_TABLE_OUT_H
#define FILE_TABLE_OUT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/json.h"
#include "base/sink.h"
#include "base/table.h"
#include "file/text_table.h"
#include "file/xlsx_out.h"

enum table_kind { TABLE_CSV, TABLE_TSV, TABLE_JSON, TABLE_NDJSON,
		  TABLE_TEXT_TABLE, TABLE_MD, TABLE_HTML, TABLE_XLSX };

struct table_out_options {
	enum table_kind kind;
	bool for_spreadsheet;
	const uint32_t *pick;	/* columns of the format, in order */
	uint32_t picks;		/* 0: all */
	unsigned width;		/* of the terminal; 0: no limit */
	bool bold_head;		/* of a text table */
	struct xlsx_book book;	/* of a workbook */
};

struct table_out {
	struct sink *sink;
	const struct table_format *format;
	struct table_out_options options;
	struct json json;
	bool rows_open;		/* JSON: past the members */
	uint64_t rows;
	uint64_t guarded;
	struct buf line;
	struct text_table *text;
	struct xlsx_out *xlsx;
};

void table_out_begin(struct table_out *t, struct sink *sink,
		     const struct table_format *f,
		     const struct table_out_options *options);
/* The open object of a JSON document, to add members to before the first
 * row; NULL for every other kind. */
struct json *table_out_members(struct table_out *t);
void table_out_row(struct table_out *t, const struct span *cells);
void table_out_end(struct table_out *t);

/*
 * Many rows that differ in a few cells, made outside (in threads, say), for
 * CSV and TSV that are not for a spreadsheet. A mould is a row whose cells in
 * some columns are left out; at[] says where the cell of at[].hole goes, in
 * the order of the line. Rows that are made are then put as they are.
 */
struct table_hole {
	unsigned hole;		/* number among the columns left out */
	size_t at;		/* bytes of the line before it */
};

bool table_out_moulds(const struct table_out *t);	/* can it be done? */
unsigned table_out_mould(const struct table_out *t, const struct span *cells,
			 const unsigned *left_out, unsigned n,
			 struct buf *line, struct table_hole *at);
void table_out_cell(const struct table_out *t, struct span cell,
		    struct buf *line);
void table_out_lines(struct table_out *t, struct span lines);

/* "a,b,c" to column numbers; a finding-like message in why when a name is
 * not known (with the nearest one), blank or given twice. The result is
 * mem_free()d by the caller. */
bool table_pick(const struct table_format *f, struct span list,
		uint32_t **pick, uint32_t *picks, struct buf *why);

#endif
