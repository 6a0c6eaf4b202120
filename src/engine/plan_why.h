/*
 * plan_why.h - why not earlier, and why not at all, in words
 *
 * Reasons of a class, the ones that bind first:
 *
 *	R1	it may not start earlier: what sets its first day
 *	R2	its last day came: what sets it
 *	R4	its nodes were full, which and when; with the number that is
 *		left where it is left
 *	R6	attempts that are expected to fail for the last time
 *	R10	it is not compliant, and nobody knows when it will be
 *
 *	plan_why_class(&why, class_index, &arena, &reasons);
 *
 * Reasons of the residue are its buckets: their code is the rule.
 *
 * Source: rules R1 to R10 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_WHY_H
#define ENGINE_PLAN_WHY_H

#include "engine/plan_question.h"
#include "engine/plan_usage.h"

struct plan_reason {
	uint32_t class_index;		/* PLAN_NONE: of no class */
	struct span rule;
	uint64_t count;			/* installations */
	struct span text;
};

typedef VEC(struct plan_reason) plan_reasons;

struct plan_why {
	const struct plan_problem *problem;
	const struct plan_classes *classes;
	const struct plan *plan;
	const struct plan_usage *usage;
};

void plan_why_class(const struct plan_why *w, uint32_t class_index,
		    struct arena *a, plan_reasons *to);
void plan_why_residue(const struct plan_why *w, plan_reasons *to);

/* "week of 2022-03-07", "2022-03-07": how periods are called. */
struct span plan_period_words(const struct plan_problem *p, uint32_t period,
			      struct arena *a);
/* "weeks 30 to 41", "week 3": periods numbered from 1. */
struct span plan_span_words(const struct plan_problem *p, uint32_t first,
			    uint32_t last, struct arena *a);

#endif
