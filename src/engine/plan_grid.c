#include "engine/plan_grid.h"

#include "base/bug.h"

/* Lists by class from lists of classes. The first pass counts two places
 * ahead, so that the second, which moves each start on, leaves them right. */
struct inverse {
	uint32_t *at, *of;
};

static void count_classes(struct inverse *v, const uint32_t *classes,
			  size_t n)
{
	for (size_t i = 0; i < n; i++)
		v->at[classes[i] + 2]++;
}

static void place_classes(struct inverse *v, const uint32_t *classes,
			  size_t n, uint32_t item)
{
	for (size_t i = 0; i < n; i++)
		v->of[v->at[classes[i] + 1]++] = item;
}

static void inverse_open(struct plan_grid *g, struct inverse *v)
{
	v->at = arena_zero(&g->arena, (size_t)g->p->classes + 2,
			   sizeof(*v->at));
}

static void inverse_add_up(struct plan_grid *g, struct inverse *v)
{
	const uint32_t last = g->p->classes + 1;

	for (uint32_t k = 2; k <= last; k++)
		v->at[k] += v->at[k - 1];
	v->of = arena_zero(&g->arena, (size_t)v->at[last] + 1,
			   sizeof(*v->of));
}

static void invert_nodes(struct plan_grid *g, enum plan_step step)
{
	const struct plan_problem *p = g->p;
	struct inverse v;

	inverse_open(g, &v);
	for (uint32_t n = 0; n < p->nodes; n++) {
		if (p->node[n].step == step)
			count_classes(&v, p->node[n].classes,
				      p->node[n].class_count);
	}
	inverse_add_up(g, &v);
	for (uint32_t n = 0; n < p->nodes; n++) {
		if (p->node[n].step == step)
			place_classes(&v, p->node[n].classes,
				      p->node[n].class_count, n);
	}
	g->node_at[step] = v.at;
	g->node_of[step] = v.of;
}

static void invert_milestones(struct plan_grid *g)
{
	const struct plan_problem *p = g->p;
	struct inverse v;

	inverse_open(g, &v);
	for (uint32_t i = 0; i < p->milestones; i++)
		count_classes(&v, p->milestone[i].classes,
			      p->milestone[i].class_count);
	inverse_add_up(g, &v);
	for (uint32_t i = 0; i < p->milestones; i++)
		place_classes(&v, p->milestone[i].classes,
			      p->milestone[i].class_count, i);
	g->milestone_at = v.at;
	g->milestone_of = v.of;
}

static bool room(const struct plan_grid *g, uint32_t k, uint32_t stage,
		 uint32_t t)
{
	const struct plan_class *c = &g->p->class_list[k];
	const enum plan_step step = plan_stage_step(c, stage);

	for (uint32_t i = g->node_at[step][k]; i < g->node_at[step][k + 1];
	     i++) {
		const struct plan_node *n = &g->p->node[g->node_of[step][i]];

		if (n->capacity[t] != PLAN_UNLIMITED &&
		    plan_takes(g->p, c, stage, t, n) >
		    n->capacity[t] * PLAN_PPM)
			return false;
	}
	return true;
}

static void open_stage(struct plan_grid *g, uint32_t k, uint32_t stage,
		       uint32_t from)
{
	const struct plan_problem *p = g->p;
	const struct plan_class *c = &p->class_list[k];
	const bool fw = plan_stage_step(c, stage) == PLAN_FIRMWARE;
	uint32_t first = fw ? c->fw_first : c->first;

	if (first < from)
		first = from;
	for (uint32_t t = 0; t < p->periods; t++) {
		const size_t i = plan_cell(g, k, stage, t);

		g->ready[i] = plan_returns(p, t, fw ? c->fw_lead_days :
			plan_stage_odds(p, c, stage, t)->cooldown_days);
		g->open[i] = t >= first && t <= c->last && g->most[i] &&
			     room(g, k, stage, t);
	}
}

/* Where the next stage can begin. */
static uint32_t comes_on(const struct plan_grid *g, uint32_t k,
			 uint32_t stage)
{
	uint32_t least = g->p->periods;

	for (uint32_t t = 0; t < g->p->periods; t++) {
		const size_t i = plan_cell(g, k, stage, t);

		if (g->open[i] && g->ready[i] < least)
			least = g->ready[i];
	}
	return least;
}

static void open_class(struct plan_grid *g, uint32_t k)
{
	const struct plan_class *c = &g->p->class_list[k];
	uint32_t from = 0, last = g->p->periods;

	for (uint32_t s = 0; s < plan_stages(g, k); s++) {
		open_stage(g, k, s, from);
		from = comes_on(g, k, s);
	}
	if (!c->firmware)
		return;
	/* firmware that no attempt can follow is done for nothing */
	for (uint32_t t = g->p->periods; t-- > 0 && last == g->p->periods;) {
		if (g->open[plan_cell(g, k, 1, t)])
			last = t;
	}
	for (uint32_t t = 0; t < g->p->periods; t++) {
		const size_t i = plan_cell(g, k, 0, t);

		if (last == g->p->periods || g->ready[i] > last)
			g->open[i] = false;
	}
}

static void look_back(struct plan_grid *g)
{
	const struct plan_problem *p = g->p;

	for (size_t i = 0; i < g->cells; i++)
		g->most[i] = UINT64_MAX;
	if (!p->has_previous)
		return;
	g->before = arena_zero(&g->arena, g->cells + 1, sizeof(*g->before));
	for (size_t i = 0; i < p->previous_rows; i++) {
		const struct plan_row *r = &p->previous[i];
		const struct plan_class *c = &p->class_list[r->class_index];
		const uint32_t stage = r->step == PLAN_FIRMWARE ? 0 :
				       r->attempt + (c->firmware ? 1 : 0);

		if (stage >= plan_stages(g, r->class_index) ||
		    plan_stage_step(c, stage) != r->step)
			g->before_outside += r->attempts;
		else
			g->before[plan_cell(g, r->class_index, stage,
					    r->period)] += r->attempts;
	}
	for (size_t i = 0; i < g->cells; i++) {
		if (i % p->periods < p->frozen)
			g->most[i] = g->before[i];
	}
}

void plan_grid_init(struct plan_grid *g, const struct plan_problem *p)
{
	*g = (struct plan_grid){ .p = p, .arena = ARENA_INIT };
	if (!p->periods)
		BUG("a plan without periods");
	g->stage_at = arena_zero(&g->arena, (size_t)p->classes + 1,
				 sizeof(*g->stage_at));
	for (uint32_t k = 0; k < p->classes; k++) {
		const struct plan_class *c = &p->class_list[k];

		g->stage_at[k + 1] = g->stage_at[k] + c->odds->attempts +
				     (c->firmware ? 1 : 0);
	}
	g->cells = (size_t)g->stage_at[p->classes] * p->periods;
	g->open = arena_zero(&g->arena, g->cells + 1, sizeof(*g->open));
	g->ready = arena_zero(&g->arena, g->cells + 1, sizeof(*g->ready));
	g->most = arena_zero(&g->arena, g->cells + 1, sizeof(*g->most));
	invert_nodes(g, PLAN_MIGRATE);
	invert_nodes(g, PLAN_FIRMWARE);
	invert_milestones(g);
	look_back(g);
	for (uint32_t k = 0; k < p->classes; k++)
		open_class(g, k);
}

void plan_grid_release(struct plan_grid *g)
{
	arena_release(&g->arena);
}
