/*
 * dmct_view.h - the queue of tests as a table, a page, or the states
 *
 *	status = dmct_view_rows(&frame, &queue, top);
 *	status = dmct_view_people(&frame, &queue);
 *	status = dmct_view_states(&frame);
 *
 * Each writes the result and gives the exit status.
 */
#ifndef TOOLS_DMCT_VIEW_H
#define TOOLS_DMCT_VIEW_H

#include "engine/dmct.h"
#include "tools/frame.h"

int dmct_view_rows(struct frame *f, const struct dmct_queue *q);
int dmct_view_people(struct frame *f, const struct dmct_queue *q);
int dmct_view_states(struct frame *f);

/* The totals, into --summary or the head of a JSON document. */
void dmct_view_totals(struct json *j, const struct dmct_queue *q);

#endif
