/* A plan of its own: firmware stands where migration does. */
#include "engine/plan_emergency.h"

#include <string.h>

#include "base/mem.h"
#include "engine/plan_make.h"
#include "engine/plan_usage.h"

struct batch {
	const struct plan_problem *p;
	const uint32_t *chosen;
	size_t n;
	struct arena *arena;
	struct plan_problem sub;
	struct plan_class *classes;
	uint32_t *node_of;		/* of the problem, by node of sub */
};

static void take_classes(struct batch *b)
{
	struct plan_odds *odds = arena_zero(b->arena, 1, sizeof(*odds));
	struct plan_odds_cell *cell = arena_zero(b->arena, b->p->periods,
						 sizeof(*cell));

	for (uint32_t t = 0; t < b->p->periods; t++)
		cell[t] = (struct plan_odds_cell){ PLAN_PPM, PLAN_PPM, 0 };
	*odds = (struct plan_odds){ 1, cell };
	b->classes = arena_zero(b->arena, b->n + 1, sizeof(*b->classes));
	for (size_t i = 0; i < b->n; i++) {
		struct plan_class *c = &b->classes[i];

		*c = b->p->class_list[b->chosen[i]];
		c->first = 0;
		c->firmware = false;
		c->attempts_made = 0;
		c->odds = odds;
	}
	b->sub.class_list = b->classes;
	b->sub.classes = (uint32_t)b->n;
}

/* The chosen ones below a node, in numbers of the batch. */
static void take_members(const struct batch *b, const struct plan_node *from,
			 struct plan_node *to)
{
	uint32_t *members = arena_zero(b->arena, from->class_count + 1,
				       sizeof(*members));
	size_t at = 0;

	to->class_count = 0;
	for (size_t i = 0; i < from->class_count; i++) {
		while (at < b->n && b->chosen[at] < from->classes[i])
			at++;
		if (at < b->n && b->chosen[at] == from->classes[i])
			members[to->class_count++] = (uint32_t)at;
	}
	to->classes = members;
}

static void take_nodes(struct batch *b, const struct plan_usage *u)
{
	struct plan_node *nodes = arena_zero(b->arena,
		b->p->nodes + (size_t)1, sizeof(*nodes));

	b->node_of = arena_zero(b->arena, b->p->nodes + (size_t)1,
				sizeof(*b->node_of));
	for (uint32_t i = 0; i < b->p->nodes; i++) {
		const struct plan_node *from = &b->p->node[i];
		struct plan_node *to = &nodes[b->sub.nodes];
		uint64_t *left;

		if (from->step != PLAN_FIRMWARE)
			continue;
		*to = *from;
		to->step = PLAN_MIGRATE;
		to->parent = PLAN_NONE;
		take_members(b, from, to);
		left = arena_zero(b->arena, b->p->periods, sizeof(*left));
		for (uint32_t t = 0; t < b->p->periods; t++) {
			const uint64_t used =
				u->used[(size_t)i * b->p->periods + t];
			const uint64_t cap = from->capacity[t];

			left[t] = cap == PLAN_UNLIMITED ? cap :
				  cap > used ? cap - used : 0;
		}
		to->capacity = left;
		b->node_of[b->sub.nodes++] = i;
	}
	b->sub.node = nodes;
}

static uint32_t find_uncovered(const struct batch *b)
{
	bool *has = mem_array(b->n + 1, sizeof(*has));
	uint32_t first = PLAN_NONE;

	for (uint32_t i = 0; i < b->sub.nodes; i++) {
		for (size_t j = 0; j < b->sub.node[i].class_count; j++)
			has[b->sub.node[i].classes[j]] = true;
	}
	for (size_t i = b->n; i-- > 0;)
		first = has[i] ? first : b->chosen[i];
	mem_free(has);
	return first;
}

/* All within the first periods? The plan is made either way. */
static bool fits(struct batch *b, uint32_t periods, bool early,
		 struct plan *plan)
{
	for (size_t i = 0; i < b->n; i++)
		b->classes[i].last = periods - 1;
	b->sub.goals = PLAN_GOAL_BIT(PLAN_LEFT);
	if (early)
		b->sub.goals |= PLAN_GOAL_BIT(PLAN_WAITING);
	plan_make(&b->sub, plan);
	return plan->left_total == 0;
}

static uint32_t shortest(struct batch *b, bool *proved)
{
	uint32_t lo = 0, hi = b->sub.periods;	/* lo does not fit */

	*proved = true;
	while (hi - lo > 1) {
		const uint32_t mid = lo + (hi - lo) / 2;
		struct plan plan;

		if (fits(b, mid, false, &plan)) {
			hi = mid;
		} else {
			lo = mid;
			*proved = plan.goal[PLAN_LEFT].proved &&
				  plan.goal[PLAN_LEFT].bound > 0;
		}
		plan_release(&plan);
	}
	return hi;
}

/* The node that is full in most of the periods before the last. */
static void find_bottleneck(const struct batch *b, struct plan_emergency *e,
			    uint32_t periods)
{
	struct plan_usage u;
	uint32_t most = 0;

	e->bottleneck = PLAN_NONE;
	plan_usage_make(&b->sub, &e->plan, &u);
	for (uint32_t i = 0; i < b->sub.nodes; i++) {
		const struct plan_node *n = &b->sub.node[i];
		uint32_t full = 0;

		for (uint32_t t = 0; n->class_count && t < periods; t++)
			full += plan_usage_full(&u, i, t, n->classes[0]);
		if (full > most) {
			most = full;
			e->bottleneck = b->node_of[i];
		}
	}
	plan_usage_release(&u);
}

static void take_rows(const struct batch *b, struct plan_emergency *e)
{
	for (size_t i = 0; i < e->plan.rows.n; i++) {
		struct plan_row *r = &e->plan.rows.v[i];

		r->class_index = b->chosen[r->class_index];
		r->step = PLAN_FIRMWARE;
	}
}

static void plan_batch(struct batch *b, struct plan_emergency *e)
{
	uint32_t periods = b->p->periods;

	if (fits(b, periods, true, &e->plan)) {
		plan_release(&e->plan);
		periods = shortest(b, &e->proved);
		fits(b, periods, true, &e->plan);
		e->last = periods - 1;
	}
	e->left = (uint64_t)((e->plan.left_total + PLAN_ONE - 1) / PLAN_ONE);
	find_bottleneck(b, e, periods);
	take_rows(b, e);
}

void plan_emergency_make(const struct plan_problem *p,
			 const struct plan *plan, const uint32_t *classes,
			 size_t n, struct plan_emergency *e)
{
	struct batch b = { .p = p, .chosen = classes, .n = n };
	struct plan_usage u;

	memset(e, 0, sizeof(*e));
	plan_init(&e->plan);
	e->last = e->bottleneck = PLAN_NONE;
	b.arena = &e->arena;
	b.sub.period = p->period;
	b.sub.periods = p->periods;
	for (size_t i = 0; i < n; i++)
		e->installations += p->class_list[classes[i]].count;
	plan_usage_make(p, plan, &u);
	take_classes(&b);
	take_nodes(&b, &u);
	plan_usage_release(&u);
	e->uncovered = find_uncovered(&b);
	if (e->uncovered == PLAN_NONE)
		plan_batch(&b, e);
}

void plan_emergency_release(struct plan_emergency *e)
{
	plan_release(&e->plan);
	arena_release(&e->arena);
}
