/*
 * plan_back_in.h - a plan and its prices, read back
 *
 * Rows as they stand, for --check and --previous: which class and period of
 * the question they mean is for engine/plan_restore.h. A plan in JSON brings
 * its goals and prices with it; for one in CSV they are a table of their own.
 *
 *	struct plan_text t;
 *	plan_text_init(&t);
 *	plan_back_read(&t, path, &limits, &diag, &source, &system);
 *	plan_prices_read(&t, path, ...);	(--prices: instead of those
 *						 that the plan brought)
 *	plan_text_release(&t);
 */
#ifndef FILE_PLAN_BACK_IN_H
#define FILE_PLAN_BACK_IN_H

#include "file/rows.h"
#include "model/plan_text.h"

bool plan_back_read(struct plan_text *t, const char *path,
		    const struct input_limits *limits, struct diag *d,
		    struct rows_source *source, bool *system);
bool plan_prices_read(struct plan_text *t, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system);

#endif
