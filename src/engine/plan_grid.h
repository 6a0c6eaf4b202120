/*
 * plan_grid.h - every place where a plan may put an attempt
 *
 * A class has stages: firmware (if it needs any), then its attempts. A cell
 * is a stage of a class in a period. Cells are numbered densely, periods
 * fastest, classes slowest, stages in order: so an array of cells is in the
 * order of the rows of a plan.
 *
 *	for each class k, stage s, period t:
 *		size_t cell = plan_cell(&g, k, s, t);
 *		if (g.open[cell]) ...
 *
 * A cell is open when the window allows it, when every node of its step has
 * room for at least one attempt, when a unit can get there from the stage
 * before, and when firmware done there is ready in time for an attempt.
 * Closed cells are 0 in every plan that is feasible in integers.
 */
#ifndef ENGINE_PLAN_GRID_H
#define ENGINE_PLAN_GRID_H

#include "model/plan.h"

struct plan_grid {
	const struct plan_problem *p;
	struct arena arena;
	uint32_t *stage_at;	/* of classes + 1: first stage of each */
	size_t cells;		/* stage_at[classes] * periods */
	bool *open;		/* by cell */
	uint32_t *ready;	/* by cell: period in which what was done there
				 * (firmware) or failed there comes on */
	uint64_t *most;		/* by cell: upper bound of a frozen period,
				 * else UINT64_MAX */
	uint64_t *before;	/* by cell: the previous plan; NULL: none */
	uint64_t before_outside;	/* of it, attempts in no cell */
	uint32_t *node_at[PLAN_STEPS];	/* of classes + 1 */
	uint32_t *node_of[PLAN_STEPS];	/* nodes of each class, ascending */
	uint32_t *milestone_at, *milestone_of;	/* alike */
};

/* Points to p, which must outlive it. */
void plan_grid_init(struct plan_grid *g, const struct plan_problem *p);
void plan_grid_release(struct plan_grid *g);

static inline size_t plan_cell(const struct plan_grid *g, uint32_t k,
			       uint32_t stage, uint32_t t)
{
	return (size_t)(g->stage_at[k] + stage) * g->p->periods + t;
}

static inline uint32_t plan_stages(const struct plan_grid *g, uint32_t k)
{
	return g->stage_at[k + 1] - g->stage_at[k];
}

static inline enum plan_step plan_stage_step(const struct plan_class *c,
					     uint32_t stage)
{
	return c->firmware && stage == 0 ? PLAN_FIRMWARE : PLAN_MIGRATE;
}

/* The attempt (from 0) that a stage of step MIGRATE is. */
static inline uint32_t plan_stage_attempt(const struct plan_class *c,
					  uint32_t stage)
{
	return c->firmware ? stage - 1 : stage;
}

static inline const struct plan_odds_cell *
plan_stage_odds(const struct plan_problem *p, const struct plan_class *c,
		uint32_t stage, uint32_t t)
{
	return &c->odds->cell[(size_t)plan_stage_attempt(c, stage) *
			      p->periods + t];
}

/* What one attempt takes of a node, in millionths of its unit. */
static inline uint64_t plan_takes(const struct plan_problem *p,
				  const struct plan_class *c, uint32_t stage,
				  uint32_t t, const struct plan_node *n)
{
	const uint64_t use = plan_stage_step(c, stage) == PLAN_FIRMWARE ?
			     PLAN_PPM :
			     plan_stage_odds(p, c, stage, t)->use_ppm;

	return n->unit == PLAN_METERS ? use * c->meters : use;
}

#endif
