/*
 * plan_view.h - a plan as rows, as a certificate, and by period
 *
 * plan_view_rows() writes the plan itself (migrate-plan(1), RESULT); in JSON
 * with everything that proves and explains it: totals, residue, goals with
 * bounds and gaps, prices, reasons and the digests of the inputs. The others
 * replace the rows or are files of their own.
 */
#ifndef TOOLS_PLAN_VIEW_H
#define TOOLS_PLAN_VIEW_H

#include "engine/plan_trials.h"
#include "engine/plan_why.h"
#include "tools/plan_session.h"

struct plan_view {
	struct plan_session *s;
	const struct plan *plan;
	const struct plan_usage *usage;
	const plan_reasons *reasons;
	int status;			/* of the plan: done, or no */
	const struct plan_trials *trials;	/* NULL: not tried */
};

/* "installation" or "meter". */
const char *plan_view_unit(const struct plan_view *v);

/* The cells of a row of the plan. */
void plan_view_fill(const struct plan_view *v, size_t row, struct arena *a,
		    struct span cells[PLAN_OUT_COLUMNS]);
int plan_view_rows(const struct plan_view *v);
int plan_view_weekly(const struct plan_view *v);
int plan_view_ramp(const struct plan_view *v);		/* plan_ramp.c */
int plan_view_reasons(const struct plan_view *v, const plan_reasons *of);
int plan_view_people(const struct plan_view *v);	/* plan_people.c */

/* The members of a summary, which has its inputs, or of a JSON result. */
void plan_view_totals(const struct plan_view *v, struct json *j, bool inputs);

/* Tables beside the result: false if the file could not be written. */
bool plan_view_prices_file(const struct plan_view *v, const char *path);
/* The programme that is solved first, in MPS. */
bool plan_view_model_file(const struct plan_view *v, const char *path);
bool plan_view_reasons_file(const struct plan_view *v, const char *path);

/* The format a file is written in: the common options, by its suffix. */
struct out *plan_view_open(const struct plan_view *v, const char *path,
			   const struct table_format *format,
			   struct table_out *t);
bool plan_view_close(const struct plan_view *v, struct out *out);

/* For several of these files. */
struct span plan_number(struct arena *a, uint64_t n);
struct span plan_grouped(struct arena *a, uint64_t n);
struct span plan_day(struct arena *a, int32_t day);
/* Millionths with two decimals, rounded down; whole ones without. */
struct span plan_ppm(struct arena *a, uint64_t ppm);
/* In installations or meters, rounded up. */
uint64_t plan_left_units(const struct plan_view *v, uint32_t class_index);

#endif
