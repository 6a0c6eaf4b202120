/*
 * epcl_view.h - the Eligible list as a table, and the conditions behind it
 *
 * Each writes the result and gives the exit status: 1 when combinations
 * asked for admission and none was admitted, else 0.
 */
#ifndef TOOLS_EPCL_VIEW_H
#define TOOLS_EPCL_VIEW_H

#include "engine/admit.h"
#include "tools/frame.h"

struct epcl_view {
	struct frame *f;
	const struct admission *a;
	const struct release *ppcl;
	int32_t as_of;
};

int epcl_view_rows(const struct epcl_view *v);
int epcl_view_explain(const struct epcl_view *v);
void epcl_view_totals(const struct epcl_view *v, struct json *j);

#endif
