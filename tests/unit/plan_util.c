#include "plan_util.h"

#include <stdio.h>

uint64_t toy_draw(uint64_t *seed, uint64_t below)
{
	uint64_t z = (*seed += 0x9e3779b97f4a7c15u);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (z ^ (z >> 31)) % below;
}

static uint32_t draw32(struct plan_toy *e, uint64_t below)
{
	return (uint32_t)toy_draw(&e->seed, below);
}

static struct span named(struct plan_toy *e, const char *what, uint32_t i)
{
	return arena_printf(&e->arena, "%s-%03u", what, i);
}

/* p points to const; a test that builds it may write. */
static struct plan_class *class_of(struct plan_toy *e, uint32_t k)
{
	return (struct plan_class *)(uintptr_t)&e->p.class_list[k];
}

static struct plan_node *node_of(struct plan_toy *e, uint32_t n)
{
	return (struct plan_node *)(uintptr_t)&e->p.node[n];
}

static void set_periods(struct plan_toy *e, uint32_t periods, bool days)
{
	struct plan_period *t = arena_zero(&e->arena, periods, sizeof(*t));
	int32_t day = 18876;			/* 2021-09-06, a Monday */

	for (uint32_t i = 0; i < periods; i++) {
		t[i].start = day;
		day += days && i < periods / 2 ? 1 : 7;
		t[i].end = day;
	}
	e->p.period = t;
	e->p.periods = periods;
}

void toy_odds(struct plan_toy *e, uint32_t k, uint32_t attempts,
		 uint32_t success_ppm, uint32_t cooldown_days)
{
	struct plan_odds *odds = arena_zero(&e->arena, 1, sizeof(*odds));
	struct plan_odds_cell *cell =
		arena_zero(&e->arena, (size_t)attempts * e->p.periods,
			   sizeof(*cell));

	for (size_t i = 0; i < (size_t)attempts * e->p.periods; i++)
		cell[i] = (struct plan_odds_cell){ success_ppm, PLAN_PPM,
						   cooldown_days };
	*odds = (struct plan_odds){ attempts, cell };
	class_of(e, k)->odds = odds;
}

void toy_begin(struct plan_toy *e, uint32_t periods, uint32_t classes,
		  uint32_t nodes)
{
	*e = (struct plan_toy){ .arena = ARENA_INIT };
	set_periods(e, periods, false);
	e->p.class_list = arena_zero(&e->arena, (size_t)classes + 1,
				     sizeof(struct plan_class));
	e->p.classes = classes;
	e->p.node = arena_zero(&e->arena, (size_t)nodes + 1,
			       sizeof(struct plan_node));
	e->p.nodes = nodes;
	e->p.goals = PLAN_GOAL_BIT(PLAN_LEFT) | PLAN_GOAL_BIT(PLAN_WAITING);
}

struct plan_class *toy_class(struct plan_toy *e, uint32_t k,
				uint64_t count, uint32_t first, uint32_t last)
{
	struct plan_class *c = class_of(e, k);

	*c = (struct plan_class){ .count = count, .meters = 1, .weight = 1,
				  .first = first, .last = last };
	c->label[PLAN_CLASS] = named(e, "c", k);
	toy_odds(e, k, 1, PLAN_PPM, 0);
	return c;
}

static struct plan_node *node_new(struct plan_toy *e, uint32_t n,
				  struct span name, enum plan_step step)
{
	struct plan_node *node = node_of(e, n);

	*node = (struct plan_node){
		.name = name, .kind = SPAN("s1sp"), .parent = PLAN_NONE,
		.step = step,
		.capacity = arena_zero(&e->arena, e->p.periods,
				       sizeof(uint64_t)),
		.classes = arena_zero(&e->arena, (size_t)e->p.classes + 1,
				      sizeof(uint32_t)),
	};
	return node;
}

void toy_capacity(struct plan_node *node, uint32_t t, uint64_t cap)
{
	((uint64_t *)(uintptr_t)node->capacity)[t] = cap;
}

void toy_node_class(struct plan_node *node, uint32_t k)
{
	((uint32_t *)(uintptr_t)node->classes)[node->class_count++] = k;
}

struct plan_node *toy_node(struct plan_toy *e, uint32_t n,
			      const char *name, uint64_t cap, uint32_t from,
			      uint32_t to)
{
	struct plan_node *node = node_new(e, n, arena_span(&e->arena,
					  span_of(name)), PLAN_MIGRATE);

	for (uint32_t t = 0; t < e->p.periods; t++)
		toy_capacity(node, t, cap);
	for (uint32_t k = from; k <= to; k++)
		toy_node_class(node, k);
	return node;
}

void toy_fast(struct plan_toy *e, uint32_t k)
{
	struct plan_odds *odds = arena_zero(&e->arena, 1, sizeof(*odds));

	*odds = plan_fast_odds(e->p.class_list[k].odds, e->p.periods,
			       &e->arena);
	class_of(e, k)->odds = odds;
}

/* ---- random ------------------------------------------------------------- */

struct draft {
	const struct plan_toy_size *size;
	unsigned shape;
	uint32_t *supplier, *s1sp;	/* by class */
};

static void random_odds(struct plan_toy *e, unsigned shape, uint32_t k)
{
	const uint32_t attempts = 1 + draw32(e, 3);

	toy_odds(e, k, attempts, 500000 + draw32(e, 500001),
		    draw32(e, 21));
	if (shape & ESTATE_FAST)
		toy_fast(e, k);
}

static void random_classes(struct plan_toy *e, struct draft *d)
{
	const uint32_t periods = d->size->periods;

	for (uint32_t k = 0; k < e->p.classes; k++) {
		const uint32_t first = draw32(e, (periods + 1) / 2);
		struct plan_class *c = toy_class(e, k,
			1 + toy_draw(&e->seed, d->size->most), first,
			first + draw32(e, periods - first));

		c->weight = 1 + draw32(e, 5);
		if (d->shape & ESTATE_METERS)
			c->meters = 1 + draw32(e, 2);
		if (d->shape & ESTATE_FIRMWARE && draw32(e, 3)) {
			c->firmware = true;
			c->fw_first = draw32(e, first + 1);
			c->fw_lead_days = draw32(e, 15);
		}
		if (d->shape & ESTATE_ODDS)
			random_odds(e, d->shape, k);
		d->supplier[k] = draw32(e, d->size->suppliers);
		/* a supplier belongs to one s1sp, unless nodes cross */
		d->s1sp[k] = d->shape & ESTATE_CROSSING ?
			draw32(e, d->size->s1sps) :
			d->supplier[k] % d->size->s1sps;
	}
}

/* About as much as its classes would take a period, times the tightness. */
static void random_capacity(struct plan_toy *e, struct draft *d,
			    struct plan_node *node)
{
	const double days = e->p.period[e->p.periods - 1].end -
			    e->p.period[0].start;
	double sum = 0;

	for (size_t i = 0; i < node->class_count; i++)
		sum += (double)e->p.class_list[node->classes[i]].count;
	for (uint32_t t = 0; t < e->p.periods; t++) {
		const double share = e->p.period[t].end -
				     e->p.period[t].start;
		const double jitter = 0.5 + (double)draw32(e, 1000) / 1000;

		toy_capacity(node, t, draw32(e, 12) == 0 ? 0 : (uint64_t)
			(sum * share / days * jitter * d->size->tightness));
	}
}

static uint32_t random_nodes(struct plan_toy *e, struct draft *d,
			     enum plan_step step, uint32_t n)
{
	const char *const fw = step == PLAN_FIRMWARE ? "fw-" : "";
	struct plan_node *node;

	for (uint32_t s = 0; s < d->size->suppliers; s++) {
		node = node_new(e, n, arena_printf(&e->arena, "%ssup-%u", fw,
						   s), step);
		for (uint32_t k = 0; k < e->p.classes; k++) {
			if (d->supplier[k] == s)
				toy_node_class(node, k);
		}
		random_capacity(e, d, node);
		n++;
	}
	for (uint32_t s = 0; s < d->size->s1sps; s++) {
		node = node_new(e, n, arena_printf(&e->arena, "%ss1sp-%u", fw,
						   s), step);
		if (d->shape & ESTATE_METERS)
			node->unit = PLAN_METERS;
		for (uint32_t k = 0; k < e->p.classes; k++) {
			if (d->s1sp[k] == s)
				toy_node_class(node, k);
		}
		random_capacity(e, d, node);
		n++;
	}
	return n;
}

static void random_milestones(struct plan_toy *e)
{
	struct plan_milestone *m = arena_zero(&e->arena, 2, sizeof(*m));

	for (uint32_t i = 0; i < 2; i++) {
		uint32_t *classes = arena_zero(&e->arena, e->p.classes,
					       sizeof(*classes));
		double sum = 0;

		m[i].name = named(e, "m", i);
		m[i].by = draw32(e, e->p.periods);
		m[i].classes = classes;
		for (uint32_t k = i; k < e->p.classes; k += 2) {
			classes[m[i].class_count++] = k;
			sum += (double)e->p.class_list[k].count;
		}
		m[i].least = (uint64_t)(sum * draw32(e, 60) / 100);
	}
	e->p.milestone = m;
	e->p.milestones = 2;
}

void toy_random(struct plan_toy *e, uint64_t seed, unsigned shape,
		   const struct plan_toy_size *size)
{
	struct draft d = { .size = size, .shape = shape };
	uint32_t n;

	toy_begin(e, size->periods, size->classes,
		     2 * (size->suppliers + size->s1sps) + 1);
	e->seed = seed;
	if (shape & ESTATE_DAYS)
		set_periods(e, size->periods, true);
	d.supplier = arena_zero(&e->arena, size->classes, sizeof(uint32_t));
	d.s1sp = arena_zero(&e->arena, size->classes, sizeof(uint32_t));
	random_classes(e, &d);
	n = random_nodes(e, &d, PLAN_MIGRATE, 0);
	if (shape & ESTATE_FIRMWARE)
		n = random_nodes(e, &d, PLAN_FIRMWARE, n);
	e->p.nodes = n;
	if (shape & ESTATE_MILESTONES)
		random_milestones(e);
}

void toy_release(struct plan_toy *e)
{
	arena_release(&e->arena);
}
