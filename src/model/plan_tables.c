/* Formats of the planner's tables, and their lives. */
#include "model/plan_tables.h"

#include <string.h>

#include "base/bug.h"

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },

static const struct table_column eligibility_columns[] = {
#include "model/eligibility.cols.h"
};
static const struct table_column capacity_columns[] = {
#include "model/capacity.cols.h"
};
static const struct table_column calendar_columns[] = {
#include "model/calendar.cols.h"
};
static const struct table_column success_columns[] = {
#include "model/success.cols.h"
};
static const struct table_column milestones_columns[] = {
#include "model/milestones.cols.h"
};
static const struct table_column exclusions_columns[] = {
#include "model/exclusions.cols.h"
};
static const struct table_column upgrades_columns[] = {
#include "model/upgrades.cols.h"
};
static const struct table_column plan_policy_columns[] = {
#include "model/plan_policy.cols.h"
};
static const struct table_column deadlines_columns[] = {
#include "model/deadlines.cols.h"
};
static const struct table_column plan_columns[] = {
#include "model/plan.cols.h"
};
static const struct table_column prices_columns[] = {
#include "model/prices.cols.h"
};
static const struct table_column assign_columns[] = {
#include "model/assign.cols.h"
};
static const struct table_column why_columns[] = {
#include "model/why.cols.h"
};
static const struct table_column plan_weekly_columns[] = {
#include "model/plan_weekly.cols.h"
};
static const struct table_column plan_ramp_columns[] = {
#include "model/plan_ramp.cols.h"
};
static const struct table_column plan_verdict_columns[] = {
#include "model/plan_verdict.cols.h"
};
#undef COL

static const char *const plan_codes[] = TABLE_CODES("PLAN");

#define FORMAT(name, schema_name) \
	TABLE_FORMAT(name, schema_name, plan_codes)

FORMAT(eligibility, "plan-eligibility/1");
FORMAT(capacity, "plan-capacity/1");
FORMAT(calendar, "plan-calendar/1");
FORMAT(success, "plan-success/1");
FORMAT(milestones, "plan-milestones/1");
FORMAT(exclusions, "plan-exclusions/1");
FORMAT(upgrades, "plan-upgrades/1");
FORMAT(plan_policy, "plan-policy/1");
FORMAT(deadlines, "plan-deadlines/1");
FORMAT(plan, "migrate-plan/1");
FORMAT(prices, "plan-prices/1");
FORMAT(assign, "plan-assign/1");
FORMAT(why, "plan-why/1");
FORMAT(plan_weekly, "plan-weekly/1");
FORMAT(plan_ramp, "plan-ramp-down/1");
FORMAT(plan_verdict, "plan-verdict/1");

void plan_tables_init(struct plan_tables *t)
{
	memset(t, 0, sizeof(*t));
}

void plan_tables_release(struct plan_tables *t)
{
	vec_release(&t->eligibility);
	vec_release(&t->capacity);
	vec_release(&t->calendar);
	vec_release(&t->success);
	vec_release(&t->milestones);
	vec_release(&t->exclusions);
	vec_release(&t->upgrades);
	vec_release(&t->policy);
	arena_release(&t->arena);
}

const char *plan_rule_name(enum plan_rule r)
{
	static const char *const names[PLAN_RULES] = {
		"deadline.enrol", "deadline.replace", "deadline.tmad",
		"dmin_per_day", "attempts_max", "cooldown_days",
		"lead_days.active", "lead_days.dormant", "fw_lead_days",
	};

	if (r >= PLAN_RULES)
		BUG("no such rule");
	return names[r];
}
