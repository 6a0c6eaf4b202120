/*
 * plan_cancel.h - schedules of devices that churn or go: to be cancelled
 *
 * A schedule is set by a supplier at a device. It is to be cancelled if the
 * inventory
 *
 *	GONE		has no such installation any more
 *	REPLACED	has it with a meter that is to be replaced
 *	CHURNED		has it, and only with other suppliers
 *
 * the first that holds, unless it ends before the plan begins.
 *
 *	plan_cancel_init(&c, &schedules, start);
 *	if (plan_cancel_asks(&c, id))			(every installation)
 *		plan_cancel_meet(&c, id, supplier, replaced);
 *	plan_cancel_why(&c, i)				(every schedule)
 *	plan_cancel_release(&c);
 *
 * An installation may be met several times: any one of them keeps a schedule.
 * Suppliers are told apart by numbers that the caller has of them; where one
 * of the two is not known (PLAN_ANY_SUPPLIER) nothing has churned. Memory:
 * about 100 bytes a schedule.
 *
 * Source: rule R9 of section 4 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_CANCEL_H
#define ENGINE_PLAN_CANCEL_H

#include "base/intern.h"
#include "model/plan_schedule.h"

enum plan_cancel_why { PLAN_KEEP, PLAN_CANCEL_GONE, PLAN_CANCEL_CHURNED,
		       PLAN_CANCEL_REPLACED };

#define PLAN_ANY_SUPPLIER	UINT32_MAX

struct plan_cancel {
	const struct plan_schedules *schedules;
	int32_t start;
	struct intern ids;		/* of installations */
	uint32_t *first, *next;		/* schedules by id, and behind each */
	uint32_t *supplier;		/* by schedule: the caller's */
	bool *met, *kept, *replaced;	/* by schedule */
};

/* Neither is copied. supplier[i] is PLAN_ANY_SUPPLIER until it is set. */
void plan_cancel_init(struct plan_cancel *c, const struct plan_schedules *s,
		      int32_t start);
bool plan_cancel_asks(const struct plan_cancel *c, struct span id);
void plan_cancel_meet(struct plan_cancel *c, struct span id,
		      uint32_t supplier, bool replaced);
enum plan_cancel_why plan_cancel_why(const struct plan_cancel *c, size_t i);
const char *plan_cancel_name(enum plan_cancel_why why);	/* "GONE" */
void plan_cancel_release(struct plan_cancel *c);

#endif
