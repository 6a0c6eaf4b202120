/*
 * criteria_in.h - exit criteria and testing issues read
 *
 *	struct criteria c = CRITERIA_INIT;
 *
 *	ok = criteria_in_read(&c, "criteria.csv", &limits, &diag, &source,
 *			      &system);
 *	criteria_release(&c);
 *
 * Formats: sit-criteria(5), sit-issues(5). Rejected, with a finding (codes
 * SIT) for each: a criterion without a threshold or with two, one that does
 * not go with its measure, a filter that says nothing, a severity that is
 * none, a name twice. A table of criteria without rows is rejected too: it
 * would be met by anything.
 */
#ifndef FILE_CRITERIA_IN_H
#define FILE_CRITERIA_IN_H

#include "file/rows.h"
#include "model/criteria.h"

bool criteria_in_read(struct criteria *c, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system);
bool issues_in_read(struct test_issues *t, const char *path,
		    const struct input_limits *limits, struct diag *d,
		    struct rows_source *source, bool *system);

#endif
