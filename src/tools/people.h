/*
 * people.h - tables and sentences that fit a terminal
 *
 *	people_rows(sink, table, width, bold, notes, n);
 *	people_line(sink, width, SPAN("  selected 5 of 120; ..."));
 *
 * people_rows() writes a text table with notes below its rows: notes.v[i]
 * belongs to row `row`, on lines of its own, indented; they come in the order
 * of their rows. people_line()
 * writes one sentence, broken at blanks where it is wider than the terminal
 * and indented two further than it began. A width of 0 breaks nothing.
 */
#ifndef TOOLS_PEOPLE_H
#define TOOLS_PEOPLE_H

#include "base/sink.h"
#include "file/text_table.h"

struct people_note {
	size_t row;		/* of the table, from 0 */
	struct span text;
};

void people_rows(struct sink *sink, struct text_table *t, unsigned width,
		 bool bold, const struct people_note *notes, size_t n);
void people_line(struct sink *sink, unsigned width, struct span text);

#endif
