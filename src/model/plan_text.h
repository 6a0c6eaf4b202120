/*
 * plan_text.h - a plan and its prices as they stand in a file
 *
 * Strings belong to the arena; `file` names what the lines are of.
 */
#ifndef MODEL_PLAN_TEXT_H
#define MODEL_PLAN_TEXT_H

#include "base/vec.h"
#include "model/plan.h"

struct plan_text_row {
	uint64_t line;
	struct span class_name;
	int32_t period_start;
	enum plan_step step;
	uint64_t attempt;		/* as printed, with those before */
	uint64_t attempts;
	enum plan_unit unit;
};

struct plan_text_price {
	uint64_t line;
	uint64_t goal;			/* from 1 */
	enum plan_price_row row;
	struct span node;		/* or milestone, or goal of a freeze */
	int32_t period_start;		/* DATE_NONE: blank */
	enum plan_step step;
	bool is_negative;
	int64_t micro;
};

struct plan_text_goal {
	bool stated;			/* its gap is */
	plan_fixed gap;
};

struct plan_text {
	struct arena arena;
	const char *file, *prices_file;
	VEC(struct plan_text_row) rows;
	VEC(struct plan_text_price) prices;
	struct plan_text_goal goal[PLAN_GOALS];
};

void plan_text_init(struct plan_text *t);
void plan_text_release(struct plan_text *t);

/* "12.5" with at most 12 places, no sign; false: is none, or too great. */
bool plan_fixed_parse(struct span s, plan_fixed *v);

#endif
