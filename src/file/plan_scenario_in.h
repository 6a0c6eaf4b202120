/*
 * plan_scenario_in.h - a finished plan, or a scenario, from JSON
 *
 *	ok = plan_scenario_read(&scenario, path, &limits, &diag, &source,
 *				&system);
 *
 * Which of the two it is says its member `schema`. File names in a scenario
 * are relative to its own folder. An unknown member of a scenario is an error
 * with the nearest name; a plan may have members that are not read here.
 */
#ifndef FILE_PLAN_SCENARIO_IN_H
#define FILE_PLAN_SCENARIO_IN_H

#include "file/rows.h"
#include "model/plan_scenario.h"

bool plan_scenario_read(struct plan_scenario *s, const char *path,
			const struct input_limits *limits, struct diag *d,
			struct rows_source *source, bool *system);

#endif
