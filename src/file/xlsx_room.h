/*
 * xlsx_room.h - what the parts of the writer of workbooks share
 *
 * The rows lie one after the other in `cells`, as the workbook will show
 * them. A cell is a struct xlsx_mark, its bytes and a NUL:
 *
 *	size_t at = 0;
 *	const char *text;
 *	while (at < x->cells.n)
 *		mark = xlsx_next(x, &at, &text);
 */
#ifndef FILE_XLSX_ROOM_H
#define FILE_XLSX_ROOM_H

#include "base/buf.h"
#include "file/xlsx_out.h"

#define XLSX_ROWS	1048576u
#define XLSX_COLUMNS	16384u
#define XLSX_CELL	32767u		/* characters */
#define XLSX_NAME	31u

struct xlsx_mark {
	uint32_t bytes;
	bool number;
};

struct xlsx_out {
	char name[XLSX_NAME + 1];	/* of the sheet */
	struct xlsx_book book;
	struct buf cells;
	struct buf why;			/* it cannot be made: the first limit */
	uint32_t rows, columns;		/* whole rows; cells of the head */
	uint32_t at;			/* cells of the row that is open */
};

struct xlsx_mark xlsx_next(const struct xlsx_out *x, size_t *at,
			   const char **text);

/* Makes the workbook in a file without a name, to be closed by the caller.
 * -1: why. */
int xlsx_make(const struct xlsx_out *x, struct buf *why);

/* Is what lies there the workbook, whole? Allocates through zlib alone. */
bool xlsx_whole(const struct xlsx_out *x, struct span file);

#endif
