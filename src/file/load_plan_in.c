/* Of a plan, only what scheduled reads follow from; and what was printed. */
#include "file/load_in.h"

#include "file/table_in.h"
#include "model/load_sheet.h"
#include "model/plan_tables.h"

static void take_plan(struct table_in *t, const struct span *cells)
{
	const unsigned done = PLAN_OUT_COL_DONE_EXPECTED;
	struct load_migrated *m = t->into;
	struct load_migrated_row r = { .line = t->line };

	if (!span_eq(cells[PLAN_OUT_COL_STEP], SPAN("MIGRATE")) ||
	    !span_eq(cells[PLAN_OUT_COL_CUSTOMER_TYPE], SPAN("PREPAYMENT")) ||
	    span_eq(cells[PLAN_OUT_COL_STATUS], SPAN("DORMANT")))
		return;
	if (table_in_present(t, LOAD010, PLAN_OUT_COL_PERIOD_START, cells))
		table_in_day(t, PLAN_OUT_COL_PERIOD_START, cells, &r.period);
	if (table_in_present(t, LOAD010, done, cells))
		table_in_decimal(t, done, cells, 2, &r.done_hundredths);
	if (r.done_hundredths > LOAD_COUNT_MAX * UINT64_C(100))
		table_in_reject(t, LOAD013, done, cells,
				"is more than 1000000000");
	if (!t->ok)
		return;
	r.s1sp = arena_span(&m->arena, cells[PLAN_OUT_COL_S1SP]);
	r.supplier = arena_span(&m->arena, cells[PLAN_OUT_COL_SUPPLIER]);
	r.fuel = arena_span(&m->arena, cells[PLAN_OUT_COL_FUEL]);
	r.meter = span_eq(cells[PLAN_OUT_COL_UNIT], SPAN("meter"));
	vec_push(&m->rows, r);
}

static const struct table_in_kind plan_kind = {
	&plan_format, take_plan, LOAD012, 0 };

bool load_plan_read(struct load_migrated *m, const char *path,
		    const struct input_limits *limits, struct diag *d,
		    struct rows_source *source, bool *system)
{
	const bool ok = table_in_read(&plan_kind, path, limits, d, m, source,
				      system);

	m->file = source->name;
	return ok;
}

static void take_published(struct table_in *t, const struct span *cells)
{
	const unsigned least = LOAD_PUBLISHED_COL_LEAST_PERCENT;
	const unsigned most = LOAD_PUBLISHED_COL_MOST_PERCENT;
	struct load_published *p = t->into;
	uint64_t *at[][2] = {
		{ &p->with_least, &p->with_most },
		{ &p->without_least, &p->without_most },
		{ &p->uplift_least, &p->uplift_most },
	};
	uint64_t low = 0, high = 0;
	unsigned fact = 0;

	if (table_in_present(t, LOAD010, LOAD_PUBLISHED_COL_FACT, cells))
		table_in_value(t, LOAD_PUBLISHED_COL_FACT, cells, &fact);
	if (table_in_present(t, LOAD010, least, cells))
		table_in_count(t, least, cells, &low);
	if (!table_in_count(t, most, cells, &high))
		high = low;
	if (t->ok && (low == 0 || high < low || high > 1000))
		table_in_reject(t, LOAD013, least, cells, "to %llu is not a "
				"range of percents from 1 to 1000",
				(unsigned long long)high);
	if (!t->ok)
		return;
	*at[fact][0] = low;
	*at[fact][1] = high;
}

static const struct table_in_kind published_kind = {
	&load_published_format, take_published, LOAD012, 0 };

bool load_published_read(struct load_published *p, const char *path,
			 const struct input_limits *limits, struct diag *d,
			 struct rows_source *source, bool *system)
{
	return table_in_read(&published_kind, path, limits, d, p, source,
			     system);
}
