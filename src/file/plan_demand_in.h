/*
 * plan_demand_in.h - demands, read
 *
 *	ok = plan_demand_read(&demands, path, &limits, &diag, &source,
 *			      &system);
 *
 * A blank supplier or SMSO, a missing date or demand, and numbers out of all
 * proportion are findings (codes PLAN).
 */
#ifndef FILE_PLAN_DEMAND_IN_H
#define FILE_PLAN_DEMAND_IN_H

#include "file/rows.h"
#include "model/plan_demand.h"

bool plan_demand_read(struct plan_demands *d, const char *path,
		      const struct input_limits *limits, struct diag *diag,
		      struct rows_source *source, bool *system);

#endif
