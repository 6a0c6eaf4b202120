/*
 * text_table.h - a table for people
 *
 * Columns are as wide as their widest cell (wide characters count two,
 * combining ones none), numbers align right, two blanks between columns, no
 * rules. If the whole is wider than the terminal, the columns that may
 * shrink are cut with an ellipsis, widest first, down to 6 columns, then
 * whole columns are left out from the right, those marked `keep` never; a
 * line under the table says which were. Control characters of the data are
 * shown escaped.
 *
 *	struct text_table *t = text_table_new();
 *	text_table_column(t, "PPC", 0);
 *	text_table_column(t, "base", TEXT_TABLE_RIGHT);
 *	text_table_row(t, cells);		(one a column, copied)
 *	text_table_write(t, sink, width, true, bold_head);
 *	text_table_free(t);
 */
#ifndef FILE_TEXT_TABLE_H
#define FILE_TEXT_TABLE_H

#include <stdbool.h>
#include "base/sink.h"
#include "base/span.h"

enum {
	TEXT_TABLE_RIGHT = 1,	/* numbers */
	TEXT_TABLE_SHRINK = 2,	/* may be cut when space is short */
	TEXT_TABLE_KEEP = 4,	/* never left out */
};

struct text_table;

struct text_table *text_table_new(void);
void text_table_column(struct text_table *t, const char *title,
		       unsigned flags);
void text_table_row(struct text_table *t, const struct span *cells);
/* width 0: no limit. Columns that are blank in every row are left out when
 * drop_empty is set. bold_head: titles in bold (ANSI). */
void text_table_write(struct text_table *t, struct sink *sink,
		      unsigned width, bool drop_empty, bool bold_head);
void text_table_free(struct text_table *t);

#endif
