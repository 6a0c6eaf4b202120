/*
 * plan_question.h - from classes and tables to the question of model/plan.h
 *
 *	struct plan_question q;
 *	plan_question_make(&input, &q);		(findings in input.diag)
 *	plan_make(&q.problem, &plan);
 *	plan_question_release(&q);
 *
 * plan_nodes.c turns the capacity table into nodes, which is where a tree
 * with a cycle, a parent that is none, rows that overlap or disagree, and
 * installations without capacity are found. plan_success.c turns the success
 * table into odds and the milestones into numbers of installations.
 *
 * The capacity of a period is the floor of the exact sum of per_day x factor
 * over its days; days outside of a node's rows add nothing, one that is
 * without limit makes the period so. A calendar row that names the node beats
 * one for all.
 *
 * A node's classes must be its parent's too; which they are is asked of the
 * classes there are, for a match may imply another by facts (an SMSO has one
 * S1SP).
 *
 * What is made points into the classes and tables. Nodes are in order of name
 * and step.
 *
 * Source: rules R4 to R6 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_QUESTION_H
#define ENGINE_PLAN_QUESTION_H

#include "engine/plan_classes.h"

/* Whether every attempt is planned on its own, or one stands for all of a
 * class: the same capacity in the end, taken where the first is made. */
enum plan_attempts {
	PLAN_ATTEMPTS_AS_FITS,	/* each, up to PLAN_CELLS_EACH of them */
	PLAN_ATTEMPTS_EACH,
	PLAN_ATTEMPTS_TOGETHER,
};
/* Classes x periods x attempts behind the first: each is a sum over all the
 * periods before it, and beyond so many a solve takes minutes. */
#define PLAN_CELLS_EACH		5000u

struct plan_question_input {
	const struct plan_tables *tables;
	const struct plan_rules *rules;
	struct plan_classes *classes;	/* gets its odds */
	const struct plan_period *period;
	uint32_t periods;
	bool has_unit;			/* --unit was given */
	enum plan_attempts attempts;
	bool sound;			/* the classes are what was meant; else
					 * nothing is said that hangs on them */
	struct diag *diag;
};

struct plan_question {
	struct arena arena;
	struct plan_problem problem;
	struct plan_node *nodes;
	struct plan_milestone *milestones;
	const uint64_t *node_line;	/* of the capacity table, by node */
	bool together;			/* one attempt stands for all */
};

void plan_question_make(const struct plan_question_input *in,
			struct plan_question *q);
void plan_question_release(struct plan_question *q);

/* The parts; for plan_question_make(). */
void plan_nodes_make(const struct plan_question_input *in,
		     struct plan_question *q);
void plan_success_make(const struct plan_question_input *in,
		       struct plan_question *q);
void plan_milestones_make(const struct plan_question_input *in,
			  struct plan_question *q);

/* The classes that a match holds for, ascending. */
size_t plan_matching(struct plan_classes *c, const struct plan_match *m,
		     struct arena *a, const uint32_t **classes);

#endif
