/*
 * load_explain.h - the arithmetic of the headline numbers
 *
 *	load_explain(&net, &published, &sheet, &diag);
 *
 * For each S1SP: requests, transactions and DLMS commands of its scheduled
 * groups, how long they take at the limit alone, what they come to over
 * their window, over a day, an hour and a quarter, and how much base load
 * may be beside them. Each row says how the number comes from the inputs.
 *
 * `published` are percentages that were printed: what the groups are of a
 * day's DLMS commands with and without firmware. They imply how many a day
 * has, and so by how much firmware raises it; a stated rise outside of that
 * is a finding (LOAD045). Neither is derived from the other.
 */
#ifndef ENGINE_LOAD_EXPLAIN_H
#define ENGINE_LOAD_EXPLAIN_H

#include "base/diag.h"
#include "engine/load_profile.h"
#include "model/load_sheet.h"

void load_explain(const struct load_net *net, const struct load_published *p,
		  struct load_sheet *sheet, struct diag *d);

#endif
