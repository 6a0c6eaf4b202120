/* The parts of the question, put together. */
#include "engine/plan_question.h"

#include <string.h>

size_t plan_matching(struct plan_classes *c, const struct plan_match *m,
		     struct arena *a, const uint32_t **classes)
{
	const struct plan_test test = plan_test_make(&c->words, m, a);
	uint32_t *at = arena_zero(a, c->n + (size_t)1, sizeof(*at));
	size_t n = 0;

	for (uint32_t i = 0; i < c->n; i++) {
		if (plan_test_holds(&test, c->facts[i].ids))
			at[n++] = i;
	}
	*classes = at;
	return n;
}

void plan_question_make(const struct plan_question_input *in,
			struct plan_question *q)
{
	memset(q, 0, sizeof(*q));
	q->problem.period = in->period;
	q->problem.periods = in->periods;
	plan_success_make(in, q);
	q->problem.class_list = in->classes->list;
	q->problem.classes = in->classes->n;
	plan_nodes_make(in, q);
	q->problem.node = q->nodes;
	plan_milestones_make(in, q);
	q->problem.milestone = q->milestones;
	q->problem.goals = PLAN_GOAL_BIT(PLAN_LEFT) |
			   PLAN_GOAL_BIT(PLAN_WAITING);
}

void plan_question_release(struct plan_question *q)
{
	arena_release(&q->arena);
}
