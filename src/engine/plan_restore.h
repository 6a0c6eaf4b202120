/*
 * plan_restore.h - a plan from a file, in terms of the question
 *
 * Names of classes, nodes and milestones become numbers, days become periods,
 * meters become installations. What the question does not have is told, by
 * line: for a check it is wrong, of a previous plan it is no longer there.
 *
 *	plan_restore(&text, &problem, &plan, &lines, told, data);
 *	plan_check(&problem, &plan, ...);
 *
 * lines.row[i] is the line of plan->rows.v[i]; .price the same of prices.
 */
#ifndef ENGINE_PLAN_RESTORE_H
#define ENGINE_PLAN_RESTORE_H

#include "base/intern.h"
#include "engine/plan_check.h"
#include "model/plan_text.h"

struct plan_lines {
	VEC(uint64_t) row, price;
};

typedef void plan_restore_tell(void *data, enum code code, bool is_price,
			       uint64_t line, struct span text);

void plan_restore(const struct plan_text *t, const struct plan_problem *p,
		  struct plan *plan, struct plan_lines *lines,
		  plan_restore_tell *tell, void *data);
void plan_lines_release(struct plan_lines *l);

#endif
