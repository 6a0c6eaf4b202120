/* Tables that speak of installations by a match. */
#include "file/plan_in.h"

static struct span keep(struct plan_tables *t, struct span s)
{
	return arena_span(&t->arena, s);
}

bool plan_in_match(struct table_in *t, struct arena *a, unsigned column,
		   const struct span *cells, struct plan_match *m)
{
	struct plan_match_why why;

	if (plan_match_parse(cells[column], a, m, &why))
		return true;
	if (span_eq(why.part, cells[column]))
		table_in_reject(t, why.column ? PLAN012 : PLAN011, column,
				cells, SPAN_F, SPAN_A(why.text));
	else
		table_in_reject(t, why.column ? PLAN012 : PLAN011, column,
				cells, "has a part '" SPAN_F "' that " SPAN_F,
				SPAN_A(why.part), SPAN_A(why.text));
	return false;
}

bool plan_in_percent(struct table_in *t, unsigned column,
		     const struct span *cells, uint64_t *percent)
{
	if (!table_in_decimal(t, column, cells, 2, percent))
		return false;
	if (*percent <= UINT64_C(100) * PLAN_PERCENT_SCALE)
		return true;
	table_in_reject(t, PLAN029, column, cells,
			"is more than 100 percent");
	return false;
}

static void take_success(struct table_in *t, const struct span *cells)
{
	struct plan_tables *p = t->into;
	struct plan_success r = { .line = t->line,
				  .effective_from = DATE_NONE };

	plan_in_match(t, &p->arena, SUCCESS_COL_MATCH, cells, &r.match);
	if (table_in_count(t, SUCCESS_COL_ATTEMPT, cells, &r.attempt) &&
	    (r.attempt == 0 || r.attempt > PLAN_ATTEMPTS_MAX))
		table_in_reject(t, PLAN004, SUCCESS_COL_ATTEMPT, cells,
				"is not an attempt; expected 1 to %u",
				PLAN_ATTEMPTS_MAX);
	table_in_present(t, PLAN010, SUCCESS_COL_SUCCESS_PERCENT, cells);
	plan_in_percent(t, SUCCESS_COL_SUCCESS_PERCENT, cells, &r.percent);
	r.has_cooldown = table_in_count(t, SUCCESS_COL_COOLDOWN_DAYS, cells,
					&r.cooldown_days);
	if (r.cooldown_days > PLAN_DAYS_MAX)
		table_in_reject(t, PLAN037, SUCCESS_COL_COOLDOWN_DAYS, cells,
				"is more than %d days", PLAN_DAYS_MAX);
	table_in_day(t, SUCCESS_COL_EFFECTIVE_FROM, cells, &r.effective_from);
	if (t->ok)
		vec_push(&p->success, r);
}

static void take_milestone(struct table_in *t, const struct span *cells)
{
	struct plan_tables *p = t->into;
	struct plan_goal_date r = { .line = t->line };

	table_in_present(t, PLAN010, MILESTONES_COL_MILESTONE, cells);
	plan_in_match(t, &p->arena, MILESTONES_COL_MATCH, cells, &r.match);
	table_in_present(t, PLAN005, MILESTONES_COL_BY, cells);
	table_in_day(t, MILESTONES_COL_BY, cells, &r.by);
	table_in_present(t, PLAN010, MILESTONES_COL_MIN_PERCENT, cells);
	plan_in_percent(t, MILESTONES_COL_MIN_PERCENT, cells, &r.percent);
	if (!t->ok)
		return;
	r.name = keep(p, cells[MILESTONES_COL_MILESTONE]);
	vec_push(&p->milestones, r);
}

static void take_exclusion(struct table_in *t, const struct span *cells)
{
	struct plan_tables *p = t->into;
	struct plan_exclusion r = { .line = t->line, .from = DATE_NONE,
		.percent = UINT64_C(100) * PLAN_PERCENT_SCALE };
	const bool by_id = cells[EXCLUSIONS_COL_INSTALLATION_ID].n > 0;

	plan_in_match(t, &p->arena, EXCLUSIONS_COL_MATCH, cells, &r.match);
	if (by_id && cells[EXCLUSIONS_COL_MATCH].n)
		table_in_complain(t, PLAN011, EXCLUSIONS_COL_MATCH,
				  "the row has a match and an installation; "
				  "keep one of them");
	table_in_present(t, PLAN010, EXCLUSIONS_COL_CODE, cells);
	if (plan_in_percent(t, EXCLUSIONS_COL_SHARE_PERCENT, cells,
			    &r.percent) && by_id)
		table_in_reject(t, PLAN011, EXCLUSIONS_COL_SHARE_PERCENT,
				cells, "is a share of one installation");
	table_in_day(t, EXCLUSIONS_COL_FROM, cells, &r.from);
	if (!t->ok)
		return;
	r.installation_id = keep(p, cells[EXCLUSIONS_COL_INSTALLATION_ID]);
	r.code = keep(p, cells[EXCLUSIONS_COL_CODE]);
	vec_push(&p->exclusions, r);
}

static void take_upgrade(struct table_in *t, const struct span *cells)
{
	struct plan_tables *p = t->into;
	struct plan_upgrade r = { .line = t->line,
				  .available_from = DATE_NONE };
	unsigned path = 0;

	table_in_present(t, PLAN010, UPGRADES_COL_MATCH, cells);
	plan_in_match(t, &p->arena, UPGRADES_COL_MATCH, cells, &r.match);
	table_in_present(t, PLAN010, UPGRADES_COL_PATH, cells);
	table_in_value(t, UPGRADES_COL_PATH, cells, &path);
	r.replace = path == 1;
	table_in_day(t, UPGRADES_COL_AVAILABLE_FROM, cells,
		     &r.available_from);
	if (t->ok)
		vec_push(&p->upgrades, r);
}

static bool read_table(const struct table_in_kind *kind,
		       enum plan_table which, struct plan_tables *t,
		       const char *path, const struct input_limits *limits,
		       struct diag *d, struct rows_source *source,
		       bool *system)
{
	const bool ok = table_in_read(kind, path, limits, d, t, source,
				      system);

	t->file[which] = source->name;
	return ok;
}

#define READER(name, which, take) \
	bool plan_##name##_read(struct plan_tables *t, const char *path, \
				const struct input_limits *limits, \
				struct diag *d, struct rows_source *source, \
				bool *system) \
	{ \
		static const struct table_in_kind kind = { \
			&name##_format, take, PLAN027, 0 }; \
	\
		return read_table(&kind, which, t, path, limits, d, source, \
				  system); \
	}

READER(success, PLAN_TABLE_SUCCESS, take_success)
READER(milestones, PLAN_TABLE_MILESTONES, take_milestone)
READER(exclusions, PLAN_TABLE_EXCLUSIONS, take_exclusion)
READER(upgrades, PLAN_TABLE_UPGRADES, take_upgrade)
