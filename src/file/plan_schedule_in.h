/*
 * plan_schedule_in.h - schedules, read
 *
 *	ok = plan_schedule_read(&schedules, path, &limits, &diag, &source,
 *				&system);
 *
 * A row without an id of its own or of its installation, and a date that is
 * none, are findings (codes PLAN).
 */
#ifndef FILE_PLAN_SCHEDULE_IN_H
#define FILE_PLAN_SCHEDULE_IN_H

#include "file/rows.h"
#include "model/plan_schedule.h"

bool plan_schedule_read(struct plan_schedules *s, const char *path,
			const struct input_limits *limits, struct diag *diag,
			struct rows_source *source, bool *system);

#endif
