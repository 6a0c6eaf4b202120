/*
 * html_out.h - a table as one page of HTML
 *
 * The page stands alone: no script, nothing is fetched. A cell is shown as
 * it is and never run; line ends and blanks in it are kept, and control
 * characters are shown escaped.
 *
 *	html_begin(&line, SPAN("sit-results"));
 *	html_head_cell(&line, SPAN("verdict"), false);
 *	html_head_end(&line);
 *	for each row:
 *		html_row_begin(&line);
 *		html_cell(&line, cell, is_number);
 *		html_row_end(&line);
 *	html_end(&line);
 */
#ifndef FILE_HTML_OUT_H
#define FILE_HTML_OUT_H

#include <stdbool.h>
#include "base/buf.h"
#include "base/span.h"

void html_begin(struct buf *b, struct span title);
void html_head_cell(struct buf *b, struct span name, bool number);
void html_head_end(struct buf *b);
void html_row_begin(struct buf *b);
void html_cell(struct buf *b, struct span cell, bool number);
void html_row_end(struct buf *b);
void html_end(struct buf *b);

#endif
