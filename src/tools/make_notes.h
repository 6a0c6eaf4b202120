/*
 * make_notes.h - a release in Markdown, and a difference in one line
 *
 *	make_notes(&release, &previous, sink);
 *	diff_summary_add(&b, &changes, &new);	"4 resolved; 1 still TBC"
 */
#ifndef TOOLS_MAKE_NOTES_H
#define TOOLS_MAKE_NOTES_H

#include "base/sink.h"
#include "file/ppcl_out.h"
#include "model/change.h"

/* previous may be NULL. */
void make_notes(const struct release *r, const struct release *previous,
		struct sink *sink);

/* Changes by class, then what is open in the new release. */
void diff_summary_add(struct buf *b, const struct changes *c,
		      const struct release *new);

/* The changes as a table, and below it the clauses that decide. */
void diff_md_clauses(const struct changes *c, struct sink *sink);

#endif
