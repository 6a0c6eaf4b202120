/*
 * diff_view.h - changes, seen in the ways that people ask for
 *
 * Rows in any format; for a table on a terminal a line a change in words,
 * and for Markdown a section to paste: heading, summary, table, clauses.
 *
 *	struct diff_view v = { .f = &frame, .old = &old, .new = &new, ... };
 *	status = diff_view_changes(&v, &changes, PROG_NO);
 *
 * Each function writes the result and gives the exit status, `status` if
 * nothing went wrong.
 */
#ifndef TOOLS_DIFF_VIEW_H
#define TOOLS_DIFF_VIEW_H

#include "engine/ppcl_evidence.h"
#include "engine/ppcl_merge.h"
#include "file/ppcl_out.h"
#include "tools/frame.h"

struct diff_view {
	struct frame *f;
	const struct release *old, *new;
	const char *old_name, *new_name;	/* as given */
};

int diff_view_changes(const struct diff_view *v, const struct changes *c,
		      int status);
int diff_view_patch(const struct diff_view *v, const struct changes *c,
		    int status);
int diff_view_voided(const struct diff_view *v, const struct voided *x,
		     int status);
int diff_view_conflicts(const struct diff_view *v, const struct conflicts *c,
			int status);
int diff_view_rules(struct frame *f);

#endif
