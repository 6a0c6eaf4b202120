/* What is done with a row of each table; the loop is table_in's. */
#include "file/criteria_in.h"

#include "base/date.h"
#include "base/num.h"
#include "file/table_in.h"

/* ---- criteria ---- */

static void take_percent(struct table_in *t, const struct span *cells,
			 struct exit_criterion *c)
{
	const uint64_t whole = UINT64_C(100) * CRITERION_SCALE;

	if (c->measure == MEASURE_OPEN_ISSUES) {
		table_in_reject(t, SIT144, CRITERIA_COL_AT_LEAST_PERCENT,
				cells, "is a share; issues are counted: give "
				"at_most_count");
	} else if (!num_parse_decimal(cells[CRITERIA_COL_AT_LEAST_PERCENT],
				      CRITERION_PLACES, &c->percent) ||
		   c->percent > whole) {
		table_in_reject(t, SIT144, CRITERIA_COL_AT_LEAST_PERCENT,
				cells, "is no percentage; expected 0 to 100 "
				"with at most %d decimals", CRITERION_PLACES);
	}
	c->has_percent = true;
}

static void take_threshold(struct table_in *t, const struct span *cells,
			   struct exit_criterion *c)
{
	const struct span percent = cells[CRITERIA_COL_AT_LEAST_PERCENT];
	const struct span count = cells[CRITERIA_COL_AT_MOST_COUNT];

	if (percent.n && count.n) {
		table_in_reject(t, SIT142, CRITERIA_COL_AT_MOST_COUNT, cells,
				"stands beside at_least_percent '" SPAN_F
				"'; one of the two decides", SPAN_A(percent));
	} else if (percent.n) {
		take_percent(t, cells, c);
	} else if (count.n) {
		if (!num_parse(count, &c->count))
			table_in_reject(t, SIT144, CRITERIA_COL_AT_MOST_COUNT,
					cells, "is not a count; expected "
					"digits");
	} else {
		table_in_reject(t, SIT141, CRITERIA_COL_CRITERION, cells,
				"has no threshold; set at_least_percent or "
				"at_most_count");
	}
	c->threshold = percent.n ? percent : count;
}

static void take_filter(struct table_in *t, const struct span *cells,
			struct arena *a, struct exit_criterion *c)
{
	struct buf why = BUF_INIT;

	if (!filter_parse(cells[CRITERIA_COL_FILTER], a, &c->filter, &why))
		table_in_reject(t, SIT143, CRITERIA_COL_FILTER, cells,
				"is no filter: %s", why.p);
	buf_release(&why);
}

static void take_severity(struct table_in *t, const struct span *cells,
			  struct exit_criterion *c)
{
	const struct span text = cells[CRITERIA_COL_SEVERITY];

	c->severities = (2u << SEVERITIES) - 2;
	if (!text.n)
		return;
	if (c->measure != MEASURE_OPEN_ISSUES)
		table_in_reject(t, SIT146, CRITERIA_COL_SEVERITY, cells,
				"goes with the measure OPEN_ISSUES only");
	else if (!severities_parse(text, &c->severities))
		table_in_reject(t, SIT146, CRITERIA_COL_SEVERITY, cells,
				"is no severity; expected 1 to 5, as 1, 1-2 "
				"or 1|3");
}

static void take_criterion(struct table_in *t, const struct span *cells)
{
	struct criteria *into = t->into;
	struct exit_criterion c = { .line = t->line };
	unsigned measure = MEASURES;

	table_in_present(t, SIT056, CRITERIA_COL_CRITERION, cells);
	table_in_present(t, SIT056, CRITERIA_COL_SCOPE, cells);
	c.overall = span_eq(cells[CRITERIA_COL_SCOPE], SPAN("OVERALL"));
	if (table_in_present(t, SIT056, CRITERIA_COL_MEASURE, cells))
		table_in_value(t, CRITERIA_COL_MEASURE, cells, &measure);
	c.measure = (enum measure)measure;
	take_filter(t, cells, &into->arena, &c);
	take_severity(t, cells, &c);
	take_threshold(t, cells, &c);
	for (size_t i = 0; t->ok && i < into->v.n; i++) {
		if (into->v.v[i].overall == c.overall &&
		    span_eq(into->v.v[i].name, cells[CRITERIA_COL_CRITERION]))
			table_in_reject(t, SIT145, CRITERIA_COL_CRITERION,
					cells, "stands in this file already "
					"with that scope");
	}
	if (!t->ok)
		return;
	c.name = arena_span(&into->arena, cells[CRITERIA_COL_CRITERION]);
	c.threshold = arena_span(&into->arena, c.threshold);
	vec_push(&into->v, c);
}

bool criteria_in_read(struct criteria *c, const char *path,
		      const struct input_limits *limits, struct diag *d,
		      struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&criteria_format, take_criterion, SIT013, 0 };
	bool ok = table_in_read(&kind, path, limits, d, c, source, system);

	if (ok && !c->v.n) {
		code_find(d, SIT141, &(struct code_place){
			.file = source->name }, "no criterion is given: "
			"anything would meet them");
		ok = false;
	}
	return ok;
}

/* ---- issues ---- */

static void take_issue(struct table_in *t, const struct span *cells)
{
	struct test_issues *into = t->into;
	struct test_issue i = { .line = t->line, .opened = DATE_NONE,
				.closed = DATE_NONE };
	unsigned severity = 0, status = 0;

	table_in_present(t, SIT056, ISSUES_COL_ISSUE, cells);
	if (table_in_present(t, SIT056, ISSUES_COL_SEVERITY, cells))
		table_in_value(t, ISSUES_COL_SEVERITY, cells, &severity);
	if (table_in_present(t, SIT056, ISSUES_COL_STATUS, cells))
		table_in_value(t, ISSUES_COL_STATUS, cells, &status);
	table_in_day(t, ISSUES_COL_OPENED, cells, &i.opened);
	table_in_day(t, ISSUES_COL_CLOSED, cells, &i.closed);
	for (size_t k = 0; t->ok && k < into->v.n; k++) {
		if (span_eq(into->v.v[k].id, cells[ISSUES_COL_ISSUE]))
			table_in_reject(t, SIT147, ISSUES_COL_ISSUE, cells,
					"stands in this file already");
	}
	if (!t->ok)
		return;
	i.id = arena_span(&into->arena, cells[ISSUES_COL_ISSUE]);
	i.severity = severity + 1;
	i.status = (enum issue_status)status;
	i.case_ids = arena_span(&into->arena, cells[ISSUES_COL_CASE_IDS]);
	vec_push(&into->v, i);
}

bool issues_in_read(struct test_issues *t, const char *path,
		    const struct input_limits *limits, struct diag *d,
		    struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&issues_format, take_issue, SIT013, 0 };

	return table_in_read(&kind, path, limits, d, t, source, system);
}
