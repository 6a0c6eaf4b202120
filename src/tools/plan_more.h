/*
 * plan_more.h - what migrate-plan is asked besides a plan
 *
 * plan_alone() answers what needs no plan: shares, a forecast check, a pace,
 * scenarios side by side. The others add to a plan that was made.
 *
 *	const struct plan_more more = { ... };	(from the options)
 *	if ((status = plan_alone(f, &more, files, n)) >= 0)
 *		return status;
 *
 * plan_alone() gives -1 where a plan is to be made.
 */
#ifndef TOOLS_PLAN_MORE_H
#define TOOLS_PLAN_MORE_H

#include "engine/plan_pace.h"
#include "engine/plan_shares.h"
#include "engine/plan_trials.h"
#include "model/plan_reports.h"
#include "model/plan_scenario.h"
#include "tools/plan_view.h"

struct plan_more {
	struct cli_maybe shares;
	const char *demand, *allocation;
	bool fair;
	const char *backtest, *pace;
	struct cli_count population, residue;
	const cli_list *compare;
	struct cli_count monte_carlo, seed;
	const char *completion, *emergency;
	const struct plan_paths *paths;
};

int plan_alone(struct frame *f, const struct plan_more *m, char **files,
	       int n);
int plan_more_usage(const struct frame *f, const struct plan_more *m);
const struct table_format *plan_more_format(const struct plan_more *m);

/* plan_shares.c: instead of a plan; into the question of one; beside one. */
int plan_shares_run(struct frame *f, const struct plan_more *m, char **files,
		    int n);
void plan_shares_fair(struct plan_session *s, const struct plan_more *m);
bool plan_shares_file(const struct plan_view *v, const struct plan_more *m);

/* plan_forecast.c */
int plan_backtest_run(struct frame *f, const struct plan_more *m);
int plan_pace_run(struct frame *f, const struct plan_more *m, char **files,
		  int n);

/* plan_compare.c: the scenarios; and what a plan came to, for its totals. */
int plan_compare_run(struct frame *f, const struct plan_more *m,
		     char **files, int n);
void plan_compared_make(const struct plan_view *v, struct arena *a,
			struct plan_compared *c);

/* plan_chances.c: trials of a plan. */
void plan_chances_make(struct plan_view *v, const struct plan_more *m,
		       struct plan_trials *t);
/* Members of the totals: P10, P50, P90 of all; nothing without trials. */
void plan_chances_members(const struct plan_view *v, struct json *j);
bool plan_chances_file(const struct plan_view *v, const char *path);

/* plan_emergency.c: the batch in the capacity that a plan leaves. The match
 * is parsed first: its columns part the classes. */
bool plan_emergency_match(struct frame *f, const char *filter,
			  struct arena *a, struct plan_match *match);
int plan_emergency_run(const struct plan_view *v,
		       const struct plan_match *match);

/* An input of one role, read into its table: for these files. */
#define PLAN_READ(f, role, read, into, path) \
	do { \
		struct rows_source source_; \
		bool system_; \
	\
		read(into, path, &(f)->limits, &(f)->diag, &source_, \
		     &system_); \
		(f)->system_failed = (f)->system_failed || system_; \
		frame_source(f, role, &source_, true); \
	} while (0)

#endif
