/*
 * plan_tables.h - what a planner knows beside the inventory
 *
 * The rows of the tables of plan-tables(5), as they stand: file/plan_in.h
 * reads them, the engine says what they mean together. Every row has its
 * line, every table its file, so that what is found later can be named.
 * Strings belong to the arena.
 *
 * Source: sections 2.3, 4 and 8 of smets1-tools(7) on planning.
 */
#ifndef MODEL_PLAN_TABLES_H
#define MODEL_PLAN_TABLES_H

#include "base/date.h"
#include "base/vec.h"
#include "model/plan.h"
#include "model/plan_match.h"

enum plan_table { PLAN_TABLE_ELIGIBILITY, PLAN_TABLE_CAPACITY,
		  PLAN_TABLE_CALENDAR, PLAN_TABLE_SUCCESS,
		  PLAN_TABLE_MILESTONES, PLAN_TABLE_EXCLUSIONS,
		  PLAN_TABLE_UPGRADES, PLAN_TABLES };

#define PLAN_PER_DAY_SCALE	1000u		/* of per_day */
#define PLAN_FACTOR_SCALE	1000000u	/* of factor */
#define PLAN_PERCENT_SCALE	100u		/* of a percentage */
#define PLAN_NO_LIMIT		UINT64_MAX

struct plan_eligibility {
	uint64_t line;
	struct plan_match match;	/* the key columns that are stated */
	struct span ppc_id;
	int32_t from, to;		/* to: excluded; DATE_NONE: no end */
	struct span s1sp, dco, requesting_party;
	bool fw_needed;
	int32_t fw_ready_from;		/* DATE_NONE: at once */
};

struct plan_capacity {
	uint64_t line;
	struct span node, parent, kind;
	enum plan_step step;
	enum plan_unit unit;
	struct plan_match match;
	bool broken;			/* rejected, and kept for its name */
	int32_t from, to;		/* DATE_NONE: no bound */
	uint64_t per_day;		/* PLAN_PER_DAY_SCALE; PLAN_NO_LIMIT */
};

struct plan_calendar {
	uint64_t line;
	struct span node;		/* empty: every one */
	int32_t date;
	uint64_t factor;		/* PLAN_FACTOR_SCALE */
};

struct plan_success {
	uint64_t line;
	struct plan_match match;
	uint64_t attempt;		/* 0: every one */
	uint64_t percent;		/* PLAN_PERCENT_SCALE */
	bool has_cooldown;
	uint64_t cooldown_days;
	int32_t effective_from;		/* DATE_NONE: always */
};

struct plan_goal_date {			/* a row of milestones.csv */
	uint64_t line;
	struct span name;
	struct plan_match match;
	int32_t by;
	uint64_t percent;		/* PLAN_PERCENT_SCALE */
};

struct plan_exclusion {
	uint64_t line;
	struct plan_match match;
	struct span installation_id;	/* empty: by match */
	struct span code;
	uint64_t percent;		/* PLAN_PERCENT_SCALE */
	int32_t from;			/* DATE_NONE: always */
};

struct plan_upgrade {
	uint64_t line;
	struct plan_match match;
	bool replace;			/* else upgraded */
	int32_t available_from;		/* DATE_NONE: nobody knows */
};

enum plan_rule { PLAN_RULE_ENROL, PLAN_RULE_REPLACE, PLAN_RULE_TMAD,
		 PLAN_RULE_DMIN, PLAN_RULE_ATTEMPTS, PLAN_RULE_COOLDOWN,
		 PLAN_RULE_LEAD_ACTIVE, PLAN_RULE_LEAD_DORMANT,
		 PLAN_RULE_FW_LEAD, PLAN_RULES };

struct plan_policy {
	const char *file;		/* several may be given */
	uint64_t line;
	const char *column;		/* that has the value */
	enum plan_rule rule;
	struct span text;		/* of the value */
	bool relative;			/* months after being able to */
	uint64_t number;		/* months, or what is no deadline */
	int32_t day;			/* of a deadline */
	int32_t effective_from, known_on;	/* DATE_NONE: always */
};

struct plan_tables {
	struct arena arena;
	const char *file[PLAN_TABLES];	/* base names; NULL: not read */
	bool unsound[PLAN_TABLES];	/* a row of it was rejected */
	VEC(struct plan_eligibility) eligibility;
	VEC(struct plan_capacity) capacity;
	VEC(struct plan_calendar) calendar;
	VEC(struct plan_success) success;
	VEC(struct plan_goal_date) milestones;
	VEC(struct plan_exclusion) exclusions;
	VEC(struct plan_upgrade) upgrades;
	VEC(struct plan_policy) policy;
};

#define COL(id, name, type, values, flags, help) ELIGIBILITY_COL_##id,
enum eligibility_column {
#include "model/eligibility.cols.h"
	ELIGIBILITY_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) CAPACITY_COL_##id,
enum capacity_column {
#include "model/capacity.cols.h"
	CAPACITY_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) CALENDAR_COL_##id,
enum calendar_column {
#include "model/calendar.cols.h"
	CALENDAR_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) SUCCESS_COL_##id,
enum success_column {
#include "model/success.cols.h"
	SUCCESS_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) MILESTONES_COL_##id,
enum milestones_column {
#include "model/milestones.cols.h"
	MILESTONES_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) EXCLUSIONS_COL_##id,
enum exclusions_column {
#include "model/exclusions.cols.h"
	EXCLUSIONS_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) UPGRADES_COL_##id,
enum upgrades_column {
#include "model/upgrades.cols.h"
	UPGRADES_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) PLAN_POLICY_COL_##id,
enum plan_policy_column {
#include "model/plan_policy.cols.h"
	PLAN_POLICY_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) DEADLINES_COL_##id,
enum deadlines_column {
#include "model/deadlines.cols.h"
	DEADLINES_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) PLAN_OUT_COL_##id,
enum plan_out_column {
#include "model/plan.cols.h"
	PLAN_OUT_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) PRICES_COL_##id,
enum prices_column {
#include "model/prices.cols.h"
	PRICES_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) ASSIGN_COL_##id,
enum assign_column {
#include "model/assign.cols.h"
	ASSIGN_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) WHY_COL_##id,
enum why_column {
#include "model/why.cols.h"
	WHY_COLUMNS
};
#undef COL

#define COL(id, name, type, values, flags, help) WEEKLY_COL_##id,
enum plan_weekly_column {
#include "model/plan_weekly.cols.h"
	WEEKLY_COLUMNS
};
#undef COL
#define COL(id, name, type, values, flags, help) RAMP_COL_##id,
enum plan_ramp_column {
#include "model/plan_ramp.cols.h"
	RAMP_COLUMNS
};
#undef COL

#define COL(id, name, type, values, flags, help) VERDICT_COL_##id,
enum plan_verdict_column {
#include "model/plan_verdict.cols.h"
	VERDICT_COLUMNS
};
#undef COL

extern const struct table_format eligibility_format, capacity_format,
	calendar_format, success_format, milestones_format,
	exclusions_format, upgrades_format, plan_policy_format,
	deadlines_format, plan_format, prices_format, assign_format,
	why_format, plan_weekly_format, plan_ramp_format,
	plan_verdict_format;

void plan_tables_init(struct plan_tables *t);
void plan_tables_release(struct plan_tables *t);

const char *plan_rule_name(enum plan_rule r);	/* "deadline.enrol" */

#endif
