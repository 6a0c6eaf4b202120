/*
 * plan_series_in.h - a published series, read
 *
 *	ok = plan_series_read(&series, path, &limits, &diag, &source,
 *			      &system);
 *
 * Every row is kept, whatever its metric: the engine says which it uses.
 */
#ifndef FILE_PLAN_SERIES_IN_H
#define FILE_PLAN_SERIES_IN_H

#include "file/rows.h"
#include "model/plan_reports.h"

bool plan_series_read(struct plan_series *s, const char *path,
		      const struct input_limits *limits, struct diag *diag,
		      struct rows_source *source, bool *system);

#endif
