/*
 * srvload_view.h - the load as a table, or as bars for people
 *
 *	status = srvload_view_rows(&frame, &net, &result, PROG_OK);
 *	status = srvload_view_people(&frame, &view);
 *
 * Each writes the result and gives the exit status. `plan` is NULL where
 * nothing was moved; `before` are the rates before, by node and slot.
 */
#ifndef TOOLS_SRVLOAD_VIEW_H
#define TOOLS_SRVLOAD_VIEW_H

#include "engine/load_smooth.h"
#include "tools/frame.h"

struct srvload_view {
	const struct load_net *net;
	const struct load_smooth *plan;
	uint64_t *const *before;	/* of an S1SP TPS, of a DCO DLMS */
	int status;
};

int srvload_view_rows(struct frame *f, const struct srvload_view *v);
int srvload_view_people(struct frame *f, const struct srvload_view *v);
void srvload_view_members(struct json *j, const struct srvload_view *v);

/* Hundredths as "250" or "62.5", for a cell. */
struct span srvload_rate(struct arena *a, uint64_t hundredths);
/* What a node is shown by: TPS of an S1SP, DLMS commands of a DCO. */
enum load_resource srvload_resource(const struct load_node *n);

#endif
