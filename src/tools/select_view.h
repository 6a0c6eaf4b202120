/*
 * select_view.h - a selection, seen in the ways that people ask for
 *
 * Each view is one table: the selection itself, the curve, the explanation,
 * the stability, or the printed layout. What is public (--public) shows
 * aliases for SMSOs and no count.
 *
 *	struct select_view v;
 *	select_view_init(&v, &load, &tally, &selection);
 *	v.public = &names;
 *	status = select_view_rows(&v, all);
 *	select_view_release(&v);
 *
 * Each function writes the result and gives the exit status.
 */
#ifndef TOOLS_SELECT_VIEW_H
#define TOOLS_SELECT_VIEW_H

#include "engine/select.h"
#include "tools/load.h"

struct public_table;

/* Unselected combinations behind the last selected one that are explained. */
enum { SELECT_VIEW_NEAR_MISSES = 5 };

struct select_view {
	struct load *l;
	struct selection *s;
	struct arena arena;
	bool public;
	bool show_all;
	const struct public_table *aliases;	/* with public */
	struct span as_of;			/* said in headings; empty */
};

void select_view_init(struct select_view *v, struct load *l,
		      struct selection *s);
void select_view_release(struct select_view *v);

/* The alias of an SMSO in public views, else its name. */
struct span select_view_smso(const struct select_view *v, struct span smso);

/* The columns of the selection: those of the tally beyond the usual ones
 * behind ppmid_fw_version; no counts in public. */
const struct table_format *select_view_format(struct select_view *v);

int select_view_rows(struct select_view *v, bool all);
int select_view_people(struct select_view *v);	/* a table on a terminal */
int select_view_explain_people(struct select_view *v);
int select_view_curve(struct select_view *v);
int select_view_explain(struct select_view *v);
int select_view_stability(struct select_view *v, bool by_reporter);
int select_view_printed(struct select_view *v, struct span release);

/* --list-columns of the view that was asked for. */
void select_view_list(struct select_view *v, bool curve, bool explain,
		      bool stability);

/* Into --summary: what was selected. */
void select_view_summarise(struct select_view *v);

/* Notes of what the selection obliges to: SMSOs, ties, too few. */
void select_view_tell(struct select_view *v);

#endif
