/*
 * sitrun_views.h - what sit-run reads out of results
 *
 * Results come from tables or from a journal; every view is made from the
 * same outcomes. One function a view, each in a file of its own:
 *
 *	struct sitrun_views_ask ask = { .view = SITRUN_MATRIX,
 *		.files = paths, .file_count = 1, .cases = "cases.csv" };
 *	status = sitrun_views(&s, &ask);
 *
 * A view writes its table, or the page that people read on a terminal, and
 * gives the status: 1 where what it shows has a verdict that is neither PASS
 * nor SKIP, or a criterion that is not met.
 */
#ifndef TOOLS_SITRUN_VIEWS_H
#define TOOLS_SITRUN_VIEWS_H

#include "engine/issue_links.h"
#include "engine/outcome.h"
#include "file/journal.h"
#include "model/criteria.h"
#include "tools/sitrun.h"

enum sitrun_view { SITRUN_RESULTS, SITRUN_ATTEMPTS, SITRUN_MATRIX,
		   SITRUN_CRITERIA, SITRUN_DEFECTS, SITRUN_TRT,
		   SITRUN_CYCLES, SITRUN_COMPARE, SITRUN_UIT_SETS };
enum sitrun_form { SITRUN_TABLE, SITRUN_JUNIT, SITRUN_TAP };

struct sitrun_views_ask {
	enum sitrun_view view;
	enum sitrun_form form;
	char **files;			/* results; or cycles and results */
	int file_count;
	const char *journal;		/* NULL: none */
	const char *cases, *criteria, *issues, *ppcl;	/* NULL: not given */
	const char *cycle;		/* NULL: all */
	bool facets;
};

struct sitrun_views {
	struct sitrun *s;
	struct frame *f;
	const struct sitrun_views_ask *ask;
	struct results results;
	const char *results_file;	/* NULL: several */
	struct cases cases;
	bool has_plan;
	struct release release;
	bool has_release;
	struct criteria criteria;
	struct test_issues issues;
	const char *issues_file;
	struct issue_links links;
	struct outcomes outcomes;
	struct results older_results;	/* --compare */
	struct outcomes older;
	VEC(struct journal_plan) plans;	/* of a journal; cases are theirs */
	bool rejected;			/* a journal that is none */
	struct arena arena;
	struct span clock;		/* of the campaign; empty: not known */
};

int sitrun_views(struct sitrun *s, const struct sitrun_views_ask *ask);
/* The same of results that are there, in the order of their cycles; of them
 * only --results can be shown. `status` is that of what made them. */
int sitrun_views_of(struct sitrun *s, const struct sitrun_views_ask *ask,
		    const struct results *results, struct span clock,
		    int status);
/* The columns of a view. */
const struct table_format *sitrun_view_format(enum sitrun_view view);

int sitrun_view_results(struct sitrun_views *v);
int sitrun_view_criteria(struct sitrun_views *v);
int sitrun_view_matrix(struct sitrun_views *v);
int sitrun_view_defects(struct sitrun_views *v);
int sitrun_view_trt(struct sitrun_views *v);
int sitrun_view_cycles(struct sitrun_views *v);
int sitrun_view_compare(struct sitrun_views *v);
int sitrun_view_uit_sets(struct sitrun_views *v);

/* ---- what they share ---- */

/* The page of a view, for people. False: --columns names what it does not
 * have, and the status is PROG_USAGE. */
struct sitrun_page {
	struct frame *f;
	struct out *out;
	struct sink *sink;
	struct table_out_options to;
	struct arena arena;
};
bool sitrun_page_open(struct sitrun_page *p, struct sitrun_views *v,
		      const struct table_format *format);
int sitrun_page_close(struct sitrun_page *p, int status);

/* Members of JSON and of the summary; j may be NULL. */
void sitrun_view_totals(const struct sitrun_views *v, struct json *j,
			const struct outcome_rates *r);
/* The last lines of a page: the rates, and by what clock. */
void sitrun_view_foot(const struct sitrun_views *v, struct sink *sink,
		      unsigned width, const struct outcome_rates *r);
void sitrun_view_clock(const struct sitrun_views *v, struct sink *sink,
		       unsigned width);
/* "38 of 41 passed (92.68 %), 35 the first time (85.37 %); 2 FAIL, ..." */
struct span sitrun_view_rates(const struct outcome_rates *r, struct arena *a);
/* "92.68"; empty of nothing. */
struct span sitrun_view_percent(struct arena *a, uint64_t n, uint64_t d);
void sitrun_view_share(struct json *j, const char *name, uint64_t n,
		       uint64_t d);
struct span sitrun_view_number(struct arena *a, uint64_t n);
/* Is the page for people asked for, and not a table of columns? */
bool sitrun_view_for_people(const struct sitrun_views *v);
/* 0 or 1 by what the outcomes are. */
int sitrun_view_status(const struct sitrun_views *v);

#endif
