/* Sums of products of whole numbers; what would not divide evenly over slots
 * is laid out so that every prefix of the day has its share. */
#include "engine/load_profile.h"

#include <stdlib.h>
#include "base/intern.h"

enum { BP = 10000, REQUEST_MILLI = 1000 };

/* ---- nodes --------------------------------------------------------------- */

static uint64_t *by_slot(struct load_net *net)
{
	return arena_zero(&net->arena, net->day->slots, sizeof(uint64_t));
}

static int by_name(const void *a, const void *b)
{
	const struct load_node *x = a, *y = b;

	if (x->dco != y->dco)
		return x->dco ? 1 : -1;
	return span_cmp(x->name, y->name);
}

static uint32_t find_node(const struct load_net *net, struct span name)
{
	for (uint32_t i = 0; i < net->nodes.n; i++) {
		if (span_eq(net->nodes.v[i].name, name))
			return i;
	}
	return LOAD_NO_NODE;
}

static void add_node(struct load_net *net, struct span name, bool dco)
{
	struct load_node *n;

	if (find_node(net, name) != LOAD_NO_NODE)
		return;
	n = vec_add(&net->nodes);
	n->name = name;
	n->dco = dco;
	n->parent = LOAD_NO_NODE;
	for (unsigned r = 0; r < LOAD_RESOURCES; r++) {
		n->base[r] = by_slot(net);
		n->work[r] = by_slot(net);
		n->limit[r] = by_slot(net);
		for (uint32_t t = 0; t < net->day->slots; t++)
			n->limit[r][t] = LOAD_NO_LIMIT;
	}
}

/* S1SPs that have groups, and the DCOs behind them. */
static void find_nodes(struct load_net *net)
{
	const struct load_set *s = net->set;

	for (size_t i = 0; i < s->groups.n; i++)
		add_node(net, s->groups.v[i].s1sp, false);
	for (size_t i = 0; i < s->nodes.n; i++) {
		if (s->nodes.v[i].dco.n &&
		    find_node(net, s->nodes.v[i].s1sp) != LOAD_NO_NODE)
			add_node(net, s->nodes.v[i].dco, true);
	}
	if (net->nodes.n)
		qsort(net->nodes.v, net->nodes.n, sizeof(*net->nodes.v),
		      by_name);
	for (size_t i = 0; i < s->nodes.n; i++) {
		const uint32_t at = find_node(net, s->nodes.v[i].s1sp);
		const uint32_t dco = find_node(net, s->nodes.v[i].dco);

		if (at != LOAD_NO_NODE && dco != at)
			net->nodes.v[at].parent = dco;
	}
}

/* Minutes of [start, start + n) in the slot; both on the circle. */
static uint64_t overlap(const struct load_net *net, uint32_t t,
			uint32_t start, uint32_t n)
{
	const int32_t a = (int32_t)net->day->minute[t];
	const int32_t b = a + (int32_t)net->day->slot_s / 60;
	uint64_t sum = 0;

	for (int32_t turn = -1; turn <= 1; turn++) {
		const int32_t c = (int32_t)start +
				  turn * (int32_t)LOAD_DAY_MINUTES;
		const int32_t d = c + (int32_t)n;
		const int32_t from = a > c ? a : c, to = b < d ? b : d;

		if (to > from)
			sum += (uint64_t)(to - from);
	}
	return sum;
}

/* A DCO has what its S1SPs have; of DLMS alone, if it is an S1SP itself. */
static void add_up(struct load_net *net, bool base)
{
	for (uint32_t i = 0; i < net->nodes.n; i++) {
		const struct load_node *n = &net->nodes.v[i];
		const struct load_node *p;

		if (n->parent == LOAD_NO_NODE)
			continue;
		p = &net->nodes.v[n->parent];
		for (unsigned r = p->dco ? LOAD_TPS : LOAD_DLMS;
		     r < LOAD_RESOURCES; r++) {
			for (uint32_t t = 0; t < net->day->slots; t++) {
				if (base)
					p->base[r][t] += n->base[r][t];
				else
					p->work[r][t] += n->work[r][t];
			}
		}
	}
}

static void set_base(struct load_net *net)
{
	for (size_t i = 0; i < net->set->base.n; i++) {
		const struct load_base *b = &net->set->base.v[i];
		const uint32_t at = find_node(net, b->node);

		for (uint32_t t = 0; at != LOAD_NO_NODE &&
		     t < net->day->slots; t++) {
			const struct load_node *n = &net->nodes.v[at];
			const uint64_t s = 60 * overlap(net, t, b->start,
				(uint32_t)b->slot_s / 60);

			n->base[LOAD_TPS][t] += b->tps_milli * 10000 * s;
			n->base[LOAD_DLMS][t] += b->dlms_milli * 10 * s;
		}
	}
	add_up(net, true);
}

static void set_limits(struct load_net *net)
{
	for (size_t i = 0; i < net->set->limits.n; i++) {
		const struct load_limit *l = &net->set->limits.v[i];
		const uint32_t at = find_node(net, l->node);
		const uint64_t left = l->limit_milli * (BP - l->headroom_bp) *
				      net->day->slot_s;
		const uint64_t limit = l->resource == LOAD_TPS ? left :
				       left / 1000;
		const uint32_t minutes = l->to > l->from ? l->to - l->from :
					 l->to + LOAD_DAY_MINUTES - l->from;

		for (uint32_t t = 0; at != LOAD_NO_NODE &&
		     t < net->day->slots; t++) {
			struct load_node *n = &net->nodes.v[at];

			if (overlap(net, t, l->from, minutes) == 0)
				continue;
			n->limited[l->resource] = true;
			if (limit < n->limit[l->resource][t])
				n->limit[l->resource][t] = limit;
		}
	}
}

/* ---- groups -------------------------------------------------------------- */

static int by_group(const void *a, const void *b)
{
	const struct load_work *x = a, *y = b;

	return span_cmp(x->group->name, y->group->name);
}

static void set_weights(const struct load_net *net,
			const struct load_group *g, struct load_weights *w)
{
	const uint64_t request = g->transactions_milli < REQUEST_MILLI ?
				 g->transactions_milli : REQUEST_MILLI;
	const uint64_t back = g->transactions_milli - request +
			      g->alerts_milli;
	const uint64_t prompt = back * (BP - g->retry_bp);
	uint64_t share = 0, done = 0;

	w->parts = 1;
	w->tps[0] = request * BP;
	w->tps_flat = back * g->retry_bp;
	w->dlms = g->dlms_most * BP;
	w->dlms_flat = g->dlms_most * g->retry_bp;
	if (g->delays == 0)
		w->tps[0] += prompt;
	for (uint32_t i = 0; i < g->delays; i++) {
		const uint32_t shift = g->delay[i].delay_s /
				       net->day->slot_s % net->day->slots;
		uint32_t at = 0;

		share += g->delay[i].share_bp;
		while (at < w->parts && w->shift[at] != shift)
			at++;
		if (at == w->parts)
			w->shift[w->parts++] = shift;
		w->tps[at] += prompt * share / BP - done;
		done = prompt * share / BP;
	}
}

static void find_works(struct load_net *net, bool utc)
{
	for (size_t i = 0; i < net->set->groups.n; i++) {
		const struct load_group *g = &net->set->groups.v[i];
		struct load_work w = { .group = g };
		const bool in_utc = utc && g->mode != LOAD_ON_DEMAND &&
				    g->window.start_day == DATE_NONE;

		if (!load_group_due(g, net->day->date) ||
		    !load_day_arc(net->day, &g->window, in_utc, &w.from,
				  &w.slots))
			continue;
		w.node = find_node(net, g->s1sp);
		w.sent = by_slot(net);
		set_weights(net, g, &w.weights);
		vec_push(&net->works, w);
	}
	if (net->works.n)
		qsort(net->works.v, net->works.n, sizeof(*net->works.v),
		      by_group);
}

void load_net_init(struct load_net *net, const struct load_set *s,
		   const struct load_day *day, bool utc)
{
	*net = (struct load_net){ .arena = ARENA_INIT, .set = s, .day = day };
	find_nodes(net);
	set_base(net);
	set_limits(net);
	find_works(net, utc);
}

void load_net_release(struct load_net *net)
{
	vec_release(&net->nodes);
	vec_release(&net->works);
	arena_release(&net->arena);
}

void load_net_spread(struct load_net *net)
{
	for (size_t i = 0; i < net->works.n; i++) {
		const struct load_work *w = &net->works.v[i];
		const uint64_t n = w->group->count;

		for (uint32_t k = 0; k < w->slots; k++) {
			const uint32_t t = (w->from + k) % net->day->slots;

			w->sent[t] = n * (k + 1) / w->slots -
				     n * k / w->slots;
		}
	}
}

/* ---- load ---------------------------------------------------------------- */

/* n over the day, every prefix with its share. */
static void add_flat(const struct load_net *net, uint64_t *to, uint64_t n)
{
	const uint64_t slots = net->day->slots;
	uint64_t each, rest;

	if (n == 0 || slots == 0)
		return;
	each = n / slots;
	rest = n % slots;
	for (uint64_t t = 0; t < slots; t++)
		to[t] += each + rest * (t + 1) / slots - rest * t / slots;
}

static void add_work(const struct load_net *net, const struct load_work *w)
{
	const struct load_node *n = &net->nodes.v[w->node];
	const uint32_t slots = net->day->slots;
	uint64_t sum = 0;

	for (uint32_t t = 0; t < slots; t++) {
		if (w->sent[t] == 0)
			continue;
		sum += w->sent[t];
		for (uint32_t i = 0; i < w->weights.parts; i++)
			n->work[LOAD_TPS][(t + w->weights.shift[i]) % slots] +=
				w->sent[t] * w->weights.tps[i];
		n->work[LOAD_DLMS][t] += w->sent[t] * w->weights.dlms;
	}
	add_flat(net, n->work[LOAD_TPS], sum * w->weights.tps_flat);
	add_flat(net, n->work[LOAD_DLMS], sum * w->weights.dlms_flat);
}

void load_net_reckon(struct load_net *net, unsigned modes)
{
	for (uint32_t i = 0; i < net->nodes.n; i++) {
		for (unsigned r = 0; r < LOAD_RESOURCES; r++) {
			for (uint32_t t = 0; t < net->day->slots; t++)
				net->nodes.v[i].work[r][t] = 0;
		}
	}
	for (size_t i = 0; i < net->works.n; i++) {
		if (modes & LOAD_MODE(net->works.v[i].group->mode))
			add_work(net, &net->works.v[i]);
	}
	add_up(net, false);
}

uint64_t load_rate(const struct load_net *net, enum load_resource r,
		   uint64_t load)
{
	const uint64_t unit = (r == LOAD_TPS ? 100000u : 100u) *
			      (uint64_t)net->day->slot_s;

	return (load + unit / 2) / unit;
}

uint64_t load_peak(const struct load_net *net, uint32_t node,
		   enum load_resource r, uint32_t *slot)
{
	const struct load_node *n = &net->nodes.v[node];
	uint64_t peak = 0;

	*slot = 0;
	for (uint32_t t = 0; t < net->day->slots; t++) {
		const uint64_t load = n->base[r][t] + n->work[r][t];

		if (load > peak) {
			peak = load;
			*slot = t;
		}
	}
	return peak;
}
