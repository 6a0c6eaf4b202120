/* Capacities, and the days on which they differ. */
#include "base/num.h"
#include "file/plan_in.h"

static struct span keep(struct plan_tables *t, struct span s)
{
	return arena_span(&t->arena, s);
}

/* Blank is no limit; a table that has no such column was refused. */
static void take_per_day(struct table_in *t, const struct span *cells,
			 uint64_t *per_day)
{
	const struct span cell = cells[CAPACITY_COL_PER_DAY];

	*per_day = PLAN_NO_LIMIT;
	if (cell.n == 0)
		return;
	if (!num_parse_decimal(cell, 3, per_day))
		table_in_reject(t, PLAN015, CAPACITY_COL_PER_DAY, cells,
				cell.p[0] == '-' ?
				"is negative; 0 is none, blank is no limit" :
				"is not a number of attempts a day with at "
				"most three decimals");
	else if (*per_day / PLAN_PER_DAY_SCALE > PLAN_COUNT_MAX)
		table_in_reject(t, PLAN037, CAPACITY_COL_PER_DAY, cells,
				"is more than any day can hold");
}

static void take_capacity(struct table_in *t, const struct span *cells)
{
	struct plan_tables *p = t->into;
	struct plan_capacity r = { .line = t->line, .from = DATE_NONE,
				   .to = DATE_NONE };
	unsigned step = PLAN_MIGRATE, unit = PLAN_INSTALLATIONS;

	table_in_present(t, PLAN010, CAPACITY_COL_NODE, cells);
	if (!plan_in_match(t, &p->arena, CAPACITY_COL_MATCH, cells,
			   &r.match))
		r.match.n = 0;
	table_in_value(t, CAPACITY_COL_STEP, cells, &step);
	table_in_value(t, CAPACITY_COL_UNIT, cells, &unit);
	take_per_day(t, cells, &r.per_day);
	if (table_in_day(t, CAPACITY_COL_FROM, cells, &r.from) &&
	    table_in_day(t, CAPACITY_COL_TO, cells, &r.to) && r.to <= r.from)
		table_in_reject(t, PLAN019, CAPACITY_COL_TO, cells,
				"is not after 'from'; it is the first day on "
				"which the row no longer holds");
	else
		table_in_day(t, CAPACITY_COL_TO, cells, &r.to);
	/* One with a bad number is still somebody's parent. */
	r.broken = !t->ok;
	if (cells[CAPACITY_COL_NODE].n == 0)
		return;
	r.node = keep(p, cells[CAPACITY_COL_NODE]);
	r.parent = keep(p, cells[CAPACITY_COL_PARENT]);
	r.kind = keep(p, cells[CAPACITY_COL_KIND]);
	r.step = step ? PLAN_FIRMWARE : PLAN_MIGRATE;
	r.unit = unit ? PLAN_METERS : PLAN_INSTALLATIONS;
	vec_push(&p->capacity, r);
}

static void take_calendar(struct table_in *t, const struct span *cells)
{
	const struct span factor = cells[CALENDAR_COL_FACTOR];
	struct plan_tables *p = t->into;
	struct plan_calendar r = { .line = t->line };

	table_in_present(t, PLAN005, CALENDAR_COL_DATE, cells);
	table_in_day(t, CALENDAR_COL_DATE, cells, &r.date);
	if (!num_parse_decimal(factor, 6, &r.factor) ||
	    r.factor > UINT64_C(1000) * PLAN_FACTOR_SCALE)
		table_in_reject(t, PLAN024, CALENDAR_COL_FACTOR, cells,
				"is not a factor; expected a number from 0 "
				"to 1000 with at most six decimals");
	if (!t->ok)
		return;
	r.node = keep(p, cells[CALENDAR_COL_NODE]);
	vec_push(&p->calendar, r);
}

bool plan_capacity_read(struct plan_tables *t, const char *path,
			const struct input_limits *limits, struct diag *d,
			struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&capacity_format, take_capacity, PLAN027, 0,
	};
	const bool ok = table_in_read(&kind, path, limits, d, t, source,
				      system);

	t->file[PLAN_TABLE_CAPACITY] = source->name;
	t->unsound[PLAN_TABLE_CAPACITY] = !ok;
	return ok;
}

bool plan_calendar_read(struct plan_tables *t, const char *path,
			const struct input_limits *limits, struct diag *d,
			struct rows_source *source, bool *system)
{
	static const struct table_in_kind kind = {
		&calendar_format, take_calendar, PLAN027, 0,
	};
	const bool ok = table_in_read(&kind, path, limits, d, t, source,
				      system);

	t->file[PLAN_TABLE_CALENDAR] = source->name;
	t->unsound[PLAN_TABLE_CALENDAR] = !ok;
	return ok;
}
