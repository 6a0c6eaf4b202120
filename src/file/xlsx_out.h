/*
 * xlsx_out.h - a table as a workbook of one sheet
 *
 * Every cell is text and is shown as it is: nothing in it is run, nothing
 * changes its spelling. Only a cell that is called a count, and whose digits
 * a spreadsheet keeps (at most 15, no leading zero), is a number. Control
 * characters but tab and line end, which XML cannot carry, are shown escaped.
 * The first row is the head: bold, frozen, with a filter.
 *
 *	struct xlsx_out *x = xlsx_new(SPAN("sit-results"), book);
 *	for the head, then each row:
 *		xlsx_cell(x, cell, is_count);
 *		xlsx_row_end(x);
 *	xlsx_end(x, sink);
 *
 * All rows are held until the end. A workbook that cannot be made, or that
 * would break a limit of the format (1,048,576 rows, 16,384 columns, 32,767
 * characters a cell), fails the sink, sink_fail(), and puts nothing.
 *
 * The library that makes it ends by a signal where memory ends, and says
 * things on standard error; so it works in a child of its own, and what the
 * child made is read back and compared before a byte of it is put. The
 * library's temporaries lose their names as soon as they have them; the
 * workbook has none until it is whole.
 */
#ifndef FILE_XLSX_OUT_H
#define FILE_XLSX_OUT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/sink.h"
#include "base/span.h"

struct xlsx_out;

/* What a workbook takes from its surroundings. */
struct xlsx_book {
	const char *tmpdir;	/* for temporaries; NULL: /tmp; not owned */
	uint64_t made_s;	/* when, since 1970; 0: 1980-01-01 */
};

bool xlsx_available(void);		/* was it built with the library? */
struct xlsx_out *xlsx_new(struct span name, struct xlsx_book book);
void xlsx_cell(struct xlsx_out *x, struct span cell, bool count);
void xlsx_row_end(struct xlsx_out *x);
void xlsx_end(struct xlsx_out *x, struct sink *sink);	/* x is freed */

#endif
