/*
 * plan_backtest.h - a straight line, held against what came
 *
 * As somebody would have forecast on a day, from rows of a published series
 * dated up to that day and no others:
 *
 *	remaining = population - residue - connected
 *	months    = remaining / pace a month
 *
 * counted in months of the calendar from the day of `connected`. Rows dated
 * later are shown too, each labelled hindsight, and a finish is computed with
 * each later population.
 *
 *	struct plan_backtest b;
 *	plan_backtest_init(&b);
 *	if (plan_backtest_make(&input, &b))		(else findings)
 *		for (size_t i = 0; i < b.facts.n; i++) ...
 *	plan_backtest_release(&b);
 *
 * The metrics it knows: smets1_installed_gb and smets1_population_to_migrate
 * (the second before the first), smets1_connected_stock (net),
 * smets1_migrated_cumulative (gross; the basis only where it is newer than
 * any net one), smets1_migrated_in_month, smets1_remaining_to_migrate and
 * smets1_maybe_impossible_to_migrate. Others are left aside. Of several
 * values for one day the one with the most digits that are not rounded away
 * counts, then the later row.
 *
 * Without a pace for a month it is taken from the two newest net values, else
 * from the two newest gross ones, at 365.25 / 12 days a month.
 *
 * Counts are of one unit: rows of another are an error unless the unit was
 * chosen, and then they are left aside.
 *
 * Source: section 2.1 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_BACKTEST_H
#define ENGINE_PLAN_BACKTEST_H

#include "base/diag.h"
#include "engine/plan_pace.h"
#include "model/plan_reports.h"

enum plan_standing { PLAN_KNOWN, PLAN_GIVEN, PLAN_FORECAST, PLAN_HINDSIGHT };

struct plan_backtest_input {
	const struct plan_series *series;
	int32_t as_of;
	bool has_population, has_residue, has_pace;
	uint64_t population, residue;
	struct plan_pace pace;
	bool has_unit;
	bool meters;			/* the unit chosen */
	struct diag *diag;
};

struct plan_point {
	struct span item;
	int32_t date;			/* DATE_NONE: none */
	enum plan_standing standing;
	bool has_gross, has_net, has_value;
	uint64_t gross, net, value;
	struct span months;		/* "14.8", or empty */
	struct span unit;
	struct span text;
};

struct plan_backtest {
	struct arena arena;
	VEC(struct plan_point) facts;
	struct span unit;		/* "meter" */
	uint64_t remaining;
	int32_t finish;			/* last day; DATE_NONE: beyond 2199 */
	struct span months;
	bool failed;			/* what came contradicts it */
};

void plan_backtest_init(struct plan_backtest *b);
bool plan_backtest_make(const struct plan_backtest_input *in,
			struct plan_backtest *b);
void plan_backtest_release(struct plan_backtest *b);

/* "November 2022" */
struct span plan_month_words(int32_t day, struct arena *a);

#endif
