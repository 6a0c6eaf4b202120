/* Groups become windows or classes, are planned, and take their shares. */
#include "engine/load_smooth.h"

#include "base/mem.h"
#include "engine/smooth_lp.h"

/* Works that can change places with each other. */
struct bundle {
	VEC(uint32_t) work;
	uint64_t requests;
	uint64_t *sent;			/* by slot, to be shared out */
	uint64_t left;
};

struct part {
	struct load_net *net;
	struct load_smooth *result;
	struct arena arena;
	VEC(uint32_t) node;		/* S1SPs of it */
	VEC(struct bundle) bundles;
};

static struct load_work *work_of(const struct part *p, uint32_t i)
{
	return &p->net->works.v[i];
}

static bool same_weights(const struct load_weights *a,
			 const struct load_weights *b)
{
	if (a->parts != b->parts || a->tps_flat != b->tps_flat ||
	    a->dlms != b->dlms || a->dlms_flat != b->dlms_flat)
		return false;
	for (uint32_t i = 0; i < a->parts; i++) {
		if (a->shift[i] != b->shift[i] || a->tps[i] != b->tps[i])
			return false;
	}
	return true;
}

static bool same_bundle(const struct part *p, const struct bundle *b,
			const struct load_work *w, bool exact)
{
	const struct load_work *first = work_of(p, b->work.v[0]);

	return first->from == w->from && first->slots == w->slots &&
	       (exact || (first->node == w->node &&
			  same_weights(&first->weights, &w->weights)));
}

static bool in_part(const struct part *p, uint32_t node)
{
	for (size_t i = 0; i < p->node.n; i++) {
		if (p->node.v[i] == node)
			return true;
	}
	return false;
}

static bool movable(const struct part *p, const struct load_work *w)
{
	return w->group->mode == LOAD_SCHEDULED && in_part(p, w->node);
}

static void make_bundles(struct part *p, bool exact)
{
	for (uint32_t i = 0; i < p->net->works.n; i++) {
		const struct load_work *w = work_of(p, i);
		struct bundle *b = NULL;

		if (!movable(p, w))
			continue;
		for (size_t k = 0; k < p->bundles.n && !b; k++) {
			if (same_bundle(p, &p->bundles.v[k], w, exact))
				b = &p->bundles.v[k];
		}
		if (!b) {
			b = vec_add(&p->bundles);
			b->sent = arena_zero(&p->arena, p->net->day->slots,
					     sizeof(*b->sent));
		}
		vec_push(&b->work, i);
		b->requests += w->group->count;
	}
}

static bool limited(const struct load_net *net, uint32_t node)
{
	const struct load_node *n = &net->nodes.v[node];

	return n->limited[LOAD_DLMS] || (n->dco && n->limited[LOAD_TPS]);
}

/* One resource, equal weight, counted as they are sent? */
static bool is_exact(const struct part *p)
{
	const struct load_weights *first = NULL;

	for (size_t i = 0; i < p->node.n; i++) {
		const uint32_t parent =
			p->net->nodes.v[p->node.v[i]].parent;

		if (limited(p->net, p->node.v[i]) ||
		    (parent != LOAD_NO_NODE && limited(p->net, parent)))
			return false;
	}
	for (uint32_t i = 0; i < p->net->works.n; i++) {
		const struct load_work *w = work_of(p, i);

		if (!movable(p, w))
			continue;
		if (w->weights.parts != 1 || w->weights.tps_flat ||
		    (first && first->tps[0] != w->weights.tps[0]))
			return false;
		first = &w->weights;
	}
	return first && first->tps[0];
}

/* ---- shares of groups ---------------------------------------------------- */

/* After each slot every group has had its part of what was sent so far, up
 * to one: who is furthest behind is next. `take` of `whole` is shared. */
static void share_out(const struct part *p, struct bundle *b)
{
	const size_t n = b->work.n;
	const uint64_t whole = b->requests - b->left;
	uint64_t *had = mem_array(n, sizeof(*had)), sent = 0;
	uint64_t *quota = mem_array(n, sizeof(*quota)), given = 0;

	/* what does not fit is missing from all alike */
	for (size_t i = 0; i < n; i++) {
		const uint64_t upto = given +
			work_of(p, b->work.v[i])->group->count;

		quota[i] = upto * whole / b->requests -
			   given * whole / b->requests;
		given = upto;
	}
	for (uint32_t t = 0; t < p->net->day->slots; t++) {
		uint64_t rest = b->sent[t];

		sent += rest;
		for (size_t i = 0; i < n && rest; i++) {
			const uint64_t due = quota[i] * sent / whole;
			uint64_t more = due > had[i] ? due - had[i] : 0;

			if (more > rest)
				more = rest;
			work_of(p, b->work.v[i])->sent[t] += more;
			had[i] += more;
			rest -= more;
		}
		for (; rest; rest--) {
			size_t next = 0;
			uint64_t behind = 0;

			for (size_t i = 0; i < n; i++) {
				const uint64_t due = quota[i] * sent;
				const uint64_t at = had[i] * whole;

				if (due > at && due - at > behind) {
					behind = due - at;
					next = i;
				}
			}
			work_of(p, b->work.v[next])->sent[t]++;
			had[next]++;
		}
	}
	mem_free(had);
	mem_free(quota);
}

static void clear_sent(const struct part *p)
{
	for (uint32_t i = 0; i < p->net->works.n; i++) {
		const struct load_work *w = work_of(p, i);

		for (uint32_t t = 0; movable(p, w) && t < p->net->day->slots;
		     t++)
			w->sent[t] = 0;
	}
}

static void add_left(const struct part *p, const struct bundle *b,
		     uint32_t from, uint32_t slots)
{
	const struct load_work *w = work_of(p, b->work.v[0]);
	struct load_left *l;

	if (b->left == 0)
		return;
	l = vec_add(&p->result->left);
	l->work = w;
	l->requests = b->left;
	l->from = from;
	l->slots = slots;
	l->missing = b->left * (w->weights.tps[0] + w->weights.tps_flat);
	for (uint32_t i = 1; i < w->weights.parts; i++)
		l->missing += b->left * w->weights.tps[i];
	p->result->left_total += b->left;
}

/* ---- one resource -------------------------------------------------------- */

/* The longest run of marked slots on the circle, from the window's begin. */
static void run_of(const bool *marked, uint32_t slots, uint32_t start,
		   uint32_t *from, uint32_t *length)
{
	uint32_t run = 0;

	*from = *length = 0;
	for (uint32_t i = 0; i < 2 * slots; i++) {
		const uint32_t t = (start + i) % slots;

		run = marked[t] ? run + 1 : 0;
		if (run > *length && run <= slots) {
			*length = run;
			*from = (t + slots + 1 - run) % slots;
		}
	}
}

static void tell_arcs(const struct part *p, const struct smooth_plan *plan)
{
	for (size_t i = 0; i < plan->arcs.n; i++) {
		const struct smooth_arc *a = &plan->arcs.v[i];
		struct load_bottleneck *b = vec_add(&p->result->bottlenecks);

		b->node = p->node.v[0];
		b->resource = LOAD_TPS;
		b->from = a->from;
		b->slots = a->slots;
		b->work = a->work;
		b->level = a->left ? 0 : a->level;
	}
}

static uint64_t ppm(uint64_t load, uint64_t limit)
{
	return (uint64_t)((double)load / (double)limit * SMOOTH_LP_PPM + 0.5);
}

static void tell_part(struct part *p, const struct smooth_plan *plan)
{
	const struct load_node *n = &p->net->nodes.v[p->node.v[0]];
	struct load_part *part = vec_add(&p->result->parts);

	part->node = p->node.v[0];
	part->exact = true;
	for (uint32_t t = 0; t < plan->slots; t++) {
		const uint64_t limit = n->limit[LOAD_TPS][t];

		if (limit && limit < LOAD_NO_LIMIT &&
		    ppm(plan->load[t], limit) > part->worst_ppm)
			part->worst_ppm = ppm(plan->load[t], limit);
	}
	part->bound_ppm = part->worst_ppm;
}

static void plan_exactly(struct part *p)
{
	const struct load_node *n = &p->net->nodes.v[p->node.v[0]];
	const uint32_t slots = p->net->day->slots;
	struct smooth_window *win = mem_array(p->bundles.n + 1, sizeof(*win));
	uint64_t *base = mem_array(slots, sizeof(*base));
	struct smooth_plan plan;

	for (uint32_t t = 0; t < slots; t++)
		base[t] = n->base[LOAD_TPS][t] + n->work[LOAD_TPS][t];
	for (size_t i = 0; i < p->bundles.n; i++) {
		const struct load_work *w =
			work_of(p, p->bundles.v[i].work.v[0]);

		win[i] = (struct smooth_window){ w->from, w->slots,
			p->bundles.v[i].requests };
	}
	smooth_make(&(struct smooth_problem){ .slots = slots, .base = base,
		.limit = n->limit[LOAD_TPS],
		.unit = work_of(p, p->bundles.v[0].work.v[0])->weights.tps[0],
		.window = win, .windows = (uint32_t)p->bundles.n }, &plan);
	for (uint32_t i = 0; i < p->bundles.n; i++) {
		struct bundle *b = &p->bundles.v[i];
		uint32_t from, length;

		for (uint32_t t = 0; t < slots; t++)
			b->sent[t] = smooth_at(&plan, i, t);
		b->left = plan.left[i];
		run_of(plan.blocked, slots, win[i].from, &from, &length);
		add_left(p, b, from, length);
	}
	tell_arcs(p, &plan);
	tell_part(p, &plan);
	smooth_plan_release(&plan);
	mem_free(win);
	mem_free(base);
}

/* ---- the general case ---------------------------------------------------- */

struct general {
	VEC(struct smooth_resource) resource;
	VEC(uint32_t) node;			/* of each resource */
	VEC(enum load_resource) kind;
	VEC(struct smooth_class) class;
};

/* The resource's place, UINT32_MAX where it has no limit. */
static uint32_t resource_of(struct part *p, struct general *g, uint32_t node,
			    enum load_resource r)
{
	const struct load_node *n = &p->net->nodes.v[node];
	struct smooth_resource s;
	uint64_t *base;

	if (node == LOAD_NO_NODE || !n->limited[r])
		return UINT32_MAX;
	for (uint32_t i = 0; i < g->resource.n; i++) {
		if (g->node.v[i] == node && g->kind.v[i] == r)
			return i;
	}
	base = arena_zero(&p->arena, p->net->day->slots, sizeof(*base));
	for (uint32_t t = 0; t < p->net->day->slots; t++)
		base[t] = n->base[r][t] + n->work[r][t];
	s = (struct smooth_resource){ base, n->limit[r] };
	vec_push(&g->resource, s);
	vec_push(&g->node, node);
	vec_push(&g->kind, r);
	return (uint32_t)g->resource.n - 1;
}

/* What long retry spreads over the day does not depend on the plan. */
static void add_flat(const struct part *p, const struct general *g,
		     uint32_t resource, uint64_t load)
{
	const uint32_t slots = p->net->day->slots;
	uint64_t *base;

	if (resource == UINT32_MAX)
		return;
	base = (uint64_t *)(uintptr_t)g->resource.v[resource].base;
	for (uint32_t t = 0; t < slots; t++)
		base[t] += load / slots + (load % slots != 0);
}

static void add_class(struct part *p, struct general *g,
		      const struct bundle *b)
{
	const struct load_work *w = work_of(p, b->work.v[0]);
	const struct load_weights *weights = &w->weights;
	const uint32_t parent = p->net->nodes.v[w->node].parent;
	struct smooth_use *use = arena_zero(&p->arena,
		(size_t)2 * (LOAD_DELAYS_MAX + 2), sizeof(*use));
	struct smooth_class *c = vec_add(&g->class);

	c->from = w->from;
	c->slots = w->slots;
	c->work = b->requests;
	c->use = use;
	for (unsigned up = 0; up < 2; up++) {
		const uint32_t node = up ? parent : w->node;
		const uint32_t tps = resource_of(p, g, node, LOAD_TPS);
		const uint32_t dlms = resource_of(p, g, node, LOAD_DLMS);

		for (uint32_t i = 0; tps != UINT32_MAX && i < weights->parts;
		     i++)
			use[c->uses++] = (struct smooth_use){ tps,
				weights->shift[i], weights->tps[i] };
		if (dlms != UINT32_MAX)
			use[c->uses++] = (struct smooth_use){ dlms, 0,
				weights->dlms };
		add_flat(p, g, tps, b->requests * weights->tps_flat);
		add_flat(p, g, dlms, b->requests * weights->dlms_flat);
	}
}

static void tell_general(struct part *p, const struct general *g,
			 const struct smooth_lp_plan *plan)
{
	const uint32_t slots = p->net->day->slots;
	struct load_part *part = vec_add(&p->result->parts);

	part->node = p->node.v[0];
	part->rounds = plan->rounds;
	part->bound_ppm = plan->bound_ppm;
	part->worst_ppm = plan->worst_ppm;
	for (uint32_t r = 0; r < g->resource.n; r++) {
		struct load_bottleneck *b;
		uint32_t from, length;

		run_of(plan->critical + (size_t)r * slots, slots, 0, &from,
		       &length);
		if (length == 0)
			continue;
		b = vec_add(&p->result->bottlenecks);
		b->node = g->node.v[r];
		b->resource = g->kind.v[r];
		b->from = from;
		b->slots = length;
		for (size_t i = 0; i < p->bundles.n; i++) {
			for (uint32_t k = 0; k < length; k++)
				b->work += p->bundles.v[i].sent[
					(from + k) % slots];
		}
	}
}

static void plan_generally(struct part *p)
{
	const uint32_t slots = p->net->day->slots;
	struct general g = { .resource = VEC_INIT };
	struct smooth_lp_plan plan;

	for (size_t i = 0; i < p->bundles.n; i++)
		add_class(p, &g, &p->bundles.v[i]);
	smooth_lp_make(&(struct smooth_lp_problem){ .slots = slots,
		.resource = g.resource.v,
		.resources = (uint32_t)g.resource.n,
		.class = g.class.v, .classes = (uint32_t)g.class.n }, &plan);
	for (uint32_t i = 0; i < p->bundles.n; i++) {
		struct bundle *b = &p->bundles.v[i];

		for (uint32_t t = 0; t < slots; t++)
			b->sent[t] = smooth_lp_at(&plan, i, t);
		b->left = plan.left[i];
		add_left(p, b, g.class.v[i].from, g.class.v[i].slots);
	}
	tell_general(p, &g, &plan);
	smooth_lp_plan_release(&plan);
	vec_release(&g.resource);
	vec_release(&g.node);
	vec_release(&g.kind);
	vec_release(&g.class);
}

/* ---- parts --------------------------------------------------------------- */

static void plan_part(struct part *p)
{
	const bool exact = is_exact(p);

	make_bundles(p, exact);
	if (p->bundles.n) {
		clear_sent(p);
		if (exact)
			plan_exactly(p);
		else
			plan_generally(p);
	}
	for (size_t i = 0; i < p->bundles.n; i++) {
		if (p->bundles.v[i].requests > p->bundles.v[i].left)
			share_out(p, &p->bundles.v[i]);
		vec_release(&p->bundles.v[i].work);
	}
	vec_release(&p->bundles);
	vec_release(&p->node);
	arena_release(&p->arena);
}

void load_smooth(struct load_net *net, struct load_smooth *result)
{
	*result = (struct load_smooth){ .left_total = 0 };
	load_net_reckon(net, LOAD_ALL_MODES & ~LOAD_MODE(LOAD_SCHEDULED));
	for (uint32_t i = 0; i < net->nodes.n; i++) {
		const uint32_t parent = net->nodes.v[i].parent;
		struct part p = { .net = net, .result = result,
				  .arena = ARENA_INIT };

		if (net->nodes.v[i].dco)
			continue;
		vec_push(&p.node, i);
		for (uint32_t k = 0; k < net->nodes.n; k++) {
			if (k == i || parent == LOAD_NO_NODE ||
			    net->nodes.v[k].parent != parent ||
			    !limited(net, parent))
				continue;
			if (k < i)
				p.node.n = 0;	/* planned with that one */
			if (p.node.n == 0)
				break;
			vec_push(&p.node, k);
		}
		if (p.node.n)
			plan_part(&p);
		else
			vec_release(&p.node);
	}
}

void load_smooth_release(struct load_smooth *r)
{
	vec_release(&r->bottlenecks);
	vec_release(&r->left);
	vec_release(&r->parts);
}
