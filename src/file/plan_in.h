/*
 * plan_in.h - the planner's tables, read
 *
 * One function a table, all of one type; what the cells must be is in
 * plan-tables(5). What can be said of one row is found here (codes PLAN);
 * what only all rows tell is for the engine.
 *
 *	struct plan_tables t;
 *	plan_tables_init(&t);
 *	ok = plan_capacity_read(&t, path, &limits, &diag, &source, &system);
 *
 * plan_eligibility_read() takes an Eligible list (epcl(5)) too: from is the
 * day of the first entry, there is no end, and no firmware is needed. A row
 * with a ppc_id and no key column matches nothing yet: engine/plan_ppcl.h.
 * plan_policy_read() takes the layout known_on, rule, deadline too, and may
 * be called for several files. A match may name "party" and "channel".
 */
#ifndef FILE_PLAN_IN_H
#define FILE_PLAN_IN_H

#include "file/rows.h"
#include "file/table_in.h"
#include "model/plan_tables.h"

typedef bool plan_table_reader(struct plan_tables *t, const char *path,
			       const struct input_limits *limits,
			       struct diag *d, struct rows_source *source,
			       bool *system);

plan_table_reader plan_eligibility_read, plan_capacity_read,
	plan_calendar_read, plan_success_read, plan_milestones_read,
	plan_exclusions_read, plan_upgrades_read, plan_policy_read;

/* For the files of this reader: a match, or a finding; a percentage up to
 * 100, or a finding. */
bool plan_in_match(struct table_in *t, struct arena *a, unsigned column,
		   const struct span *cells, struct plan_match *m);
bool plan_in_percent(struct table_in *t, unsigned column,
		     const struct span *cells, uint64_t *percent);

#endif
