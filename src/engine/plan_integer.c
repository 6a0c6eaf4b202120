#include "engine/plan_integer.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

#define WHOLE_TOLERANCE	1e-5	/* of the solver's values */

struct rest {			/* a cell that lost a part */
	double part;
	size_t cell;
	uint32_t k, stage, t;
};

struct fill {
	const struct plan_grid *g;
	const struct plan_problem *p;
	const struct plan_wish *wish;
	struct arena arena;
	uint64_t *n;
	uint64_t *room;		/* ppm, nodes x periods; unlimited: MAX */
	uint64_t *peak;		/* ppm, by period; MAX where none */
	uint64_t *total;	/* by stage of a class (stage_at + stage) */
	uint64_t *wanted;	/* alike: what the programme gives, rounded */
	uint64_t *limit;	/* alike: that, if it is held back */
	int64_t *slack;		/* scratch, by period */
	uint32_t *order;	/* classes, heaviest first */
	VEC(struct rest) rests;
};

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static size_t stage_of(const struct fill *f, uint32_t k, uint32_t s)
{
	return f->g->stage_at[k] + s;
}

/* ---- room and placing --------------------------------------------------- */

/* What the nodes, the peak and a freeze leave in a cell. */
static uint64_t node_room(const struct fill *f, uint32_t k, uint32_t s,
			  uint32_t t)
{
	const struct plan_class *c = &f->p->class_list[k];
	const enum plan_step step = plan_stage_step(c, s);
	const size_t cell = plan_cell(f->g, k, s, t);
	const uint32_t *at = f->g->node_at[step];
	uint64_t room;

	if (!f->g->open[cell])
		return 0;
	room = f->g->most[cell] - f->n[cell];
	if (step == PLAN_MIGRATE && f->peak[t] != UINT64_MAX)
		room = least(room, f->peak[t] /
			     plan_stage_odds(f->p, c, s, t)->use_ppm);
	for (uint32_t i = at[k]; room && i < at[k + 1]; i++) {
		const uint32_t n = f->g->node_of[step][i];
		const uint64_t there = f->room[(size_t)n * f->p->periods + t];

		if (there != UINT64_MAX)
			room = least(room, there / plan_takes(f->p, c, s, t,
							      &f->p->node[n]));
	}
	return room;
}

static uint64_t cell_room(const struct fill *f, uint32_t k, uint32_t s,
			  uint32_t t)
{
	const size_t stage = stage_of(f, k, s);
	uint64_t room = least(node_room(f, k, s, t),
			      f->limit[stage] - f->total[stage]);

	if (s == 0)
		room = least(room, f->p->class_list[k].count -
				   f->total[stage]);
	return room;
}

/* How many: negative takes back. */
static void place(struct fill *f, uint32_t k, uint32_t s, uint32_t t,
		  int64_t many)
{
	const struct plan_class *c = &f->p->class_list[k];
	const enum plan_step step = plan_stage_step(c, s);
	const uint32_t *at = f->g->node_at[step];

	f->n[plan_cell(f->g, k, s, t)] += (uint64_t)many;
	f->total[stage_of(f, k, s)] += (uint64_t)many;
	if (step == PLAN_MIGRATE && f->peak[t] != UINT64_MAX)
		f->peak[t] -= (uint64_t)many *
			      plan_stage_odds(f->p, c, s, t)->use_ppm;
	for (uint32_t i = at[k]; i < at[k + 1]; i++) {
		const uint32_t n = f->g->node_of[step][i];
		uint64_t *there = &f->room[(size_t)n * f->p->periods + t];

		if (*there != UINT64_MAX)
			*there -= (uint64_t)many *
				  plan_takes(f->p, c, s, t, &f->p->node[n]);
	}
}

/* slack: by period, what comes on for stage s just then, in ppm. */
static void arrivals(struct fill *f, uint32_t k, uint32_t s)
{
	const struct plan_class *c = &f->p->class_list[k];
	const bool fw = plan_stage_step(c, s - 1) == PLAN_FIRMWARE;

	for (uint32_t t = 0; t < f->p->periods; t++)
		f->slack[t] = 0;
	for (uint32_t t = 0; t < f->p->periods; t++) {
		const size_t cell = plan_cell(f->g, k, s - 1, t);

		if (f->n[cell] && f->g->ready[cell] < f->p->periods)
			f->slack[f->g->ready[cell]] += (int64_t)(f->n[cell] *
				(fw ? PLAN_PPM : PLAN_PPM -
				 plan_stage_odds(f->p, c, s - 1,
						 t)->success_ppm));
	}
}

/* slack: by period, the least from it on of what has come on less what is
 * taken; that is what stage s may take there. */
static void slacks(struct fill *f, uint32_t k, uint32_t s)
{
	uint64_t came = 0, taken = 0;

	arrivals(f, k, s);
	for (uint32_t t = 0; t < f->p->periods; t++) {
		came += (uint64_t)f->slack[t];
		taken += f->n[plan_cell(f->g, k, s, t)];
		f->slack[t] = (int64_t)(came / PLAN_PPM) - (int64_t)taken;
	}
	for (uint32_t t = f->p->periods - 1; t-- > 0;) {
		if (f->slack[t + 1] < f->slack[t])
			f->slack[t] = f->slack[t + 1];
	}
}

/* What stage s of k may take in t, of what came on from the stage before. */
static uint64_t supply(struct fill *f, uint32_t k, uint32_t s, uint32_t t)
{
	if (s == 0)
		return UINT64_MAX;
	slacks(f, k, s);
	return f->slack[t] > 0 ? (uint64_t)f->slack[t] : 0;
}

/* Does the stage behind s still have what it takes? */
static bool next_holds(struct fill *f, uint32_t k, uint32_t s)
{
	if (s + 1 >= plan_stages(f->g, k))
		return true;
	slacks(f, k, s + 1);
	return f->slack[0] >= 0;
}

/* ---- rounding down ------------------------------------------------------ */

static void round_stage(struct fill *f, uint32_t k, uint32_t s)
{
	uint64_t taken = 0, came = 0;

	if (s)
		arrivals(f, k, s);
	for (uint32_t t = 0; t < f->p->periods; t++) {
		const size_t cell = plan_cell(f->g, k, s, t);
		const double x = f->wish->x[cell];
		const double down = floor(x + WHOLE_TOLERANCE);
		uint64_t many = down > 0 ? (uint64_t)down : 0;

		if (s)
			came += (uint64_t)f->slack[t];
		if (!f->g->open[cell])
			continue;
		many = least(many, cell_room(f, k, s, t));
		if (s)
			many = least(many, came / PLAN_PPM - taken);
		taken += many;
		if (many)
			place(f, k, s, t, (int64_t)many);
		if (x - (double)many > WHOLE_TOLERANCE)
			vec_push(&f->rests, ((struct rest){
				x - (double)many, cell, k, s, t }));
	}
}

static int by_part(const void *a, const void *b)
{
	const struct rest *x = a, *y = b;

	if (x->stage != y->stage)
		return x->stage < y->stage ? -1 : 1;
	if (x->part > y->part || x->part < y->part)
		return x->part > y->part ? -1 : 1;
	return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* The solver's noise must not decide: parts are cut before they are
 * compared. */
static void give_back(struct fill *f)
{
	for (size_t i = 0; i < f->rests.n; i++)
		f->rests.v[i].part = round(f->rests.v[i].part * 1e4) / 1e4;
	if (f->rests.n)
		qsort(f->rests.v, f->rests.n, sizeof(*f->rests.v), by_part);
	for (size_t i = 0; i < f->rests.n; i++) {
		const struct rest *r = &f->rests.v[i];

		if (cell_room(f, r->k, r->stage, r->t) &&
		    supply(f, r->k, r->stage, r->t))
			place(f, r->k, r->stage, r->t, 1);
	}
}

/* ---- filling ------------------------------------------------------------ */

/* Firmware for `want` more that are ready by t; how many it could be. */
static uint64_t more_firmware(struct fill *f, uint32_t k, uint32_t t,
			      uint64_t want)
{
	uint64_t got = 0;

	for (uint32_t u = 0; u < f->p->periods && got < want; u++) {
		uint64_t many;

		if (f->g->ready[plan_cell(f->g, k, 0, u)] > t)
			continue;
		many = least(cell_room(f, k, 0, u), want - got);
		if (many)
			place(f, k, 0, u, (int64_t)many);
		got += many;
	}
	return got;
}

static void fill_stage(struct fill *f, uint32_t k, uint32_t s, uint32_t to)
{
	const struct plan_class *c = &f->p->class_list[k];
	const bool after_fw = s == 1 && c->firmware;

	for (uint32_t t = c->first; t <= c->last && t < to; t++) {
		uint64_t room = cell_room(f, k, s, t), there;

		if (!room)
			continue;
		there = supply(f, k, s, t);
		if (after_fw && there < room)
			there += more_firmware(f, k, t, room - there);
		room = least(room, there);
		if (room)
			place(f, k, s, t, (int64_t)room);
	}
}

/* No attempts: firmware, or no such stage. */
static bool stage_ends(const struct fill *f, uint32_t k, uint32_t s)
{
	const struct plan_class *c = &f->p->class_list[k];

	return s >= plan_stages(f->g, k) ||
	       plan_stage_step(c, s) == PLAN_FIRMWARE;
}

static void fill_all(struct fill *f)
{
	for (uint32_t s = 0; s <= PLAN_ATTEMPTS_MAX; s++) {
		for (uint32_t i = 0; i < f->p->classes; i++) {
			if (!stage_ends(f, f->order[i], s))
				fill_stage(f, f->order[i], s, f->p->periods);
		}
	}
}

/* ---- moving ------------------------------------------------------------- */

struct move {
	uint32_t k, stage, from, to;
};

/* How many of `most` could be moved; what cannot stays where it is. */
static uint64_t move(struct fill *f, const struct move *m, uint64_t most)
{
	const uint64_t many =
		least(f->n[plan_cell(f->g, m->k, m->stage, m->from)], most);
	uint64_t can;

	if (!many)
		return 0;
	place(f, m->k, m->stage, m->from, -(int64_t)many);
	can = least(many, cell_room(f, m->k, m->stage, m->to));
	can = least(can, supply(f, m->k, m->stage, m->to));
	place(f, m->k, m->stage, m->to, (int64_t)can);
	if (can && !next_holds(f, m->k, m->stage)) {
		place(f, m->k, m->stage, m->to, -(int64_t)can);
		can = 0;
	}
	place(f, m->k, m->stage, m->from, (int64_t)(many - can));
	return can;
}

/* From the latest periods, not before `behind`, to the earliest, before
 * `until`; how many were moved. */
static uint64_t advance(struct fill *f, uint32_t k, uint32_t s,
			uint32_t until, uint32_t behind, uint64_t most)
{
	const struct plan_class *c = &f->p->class_list[k];
	uint64_t sum = 0;

	for (uint32_t t = c->first; t < until && t < c->last; t++) {
		if (!node_room(f, k, s, t))
			continue;
		for (uint32_t from = c->last; from > t && from >= behind &&
		     sum < most; from--) {
			const struct move m = { k, s, from, t };

			sum += move(f, &m, most - sum);
			if (!node_room(f, k, s, t))
				break;
		}
	}
	return sum;
}

static uint64_t short_of(const struct fill *f, const struct plan_milestone *m)
{
	uint64_t done = 0;
	const uint64_t least_ppm = m->least * PLAN_PPM;

	for (size_t i = 0; i < m->class_count; i++) {
		const uint32_t k = m->classes[i];
		const struct plan_class *c = &f->p->class_list[k];

		for (uint32_t s = 0; s < plan_stages(f->g, k); s++) {
			if (plan_stage_step(c, s) == PLAN_FIRMWARE)
				continue;
			for (uint32_t t = 0; t <= m->by; t++)
				done += f->n[plan_cell(f->g, k, s, t)] *
					plan_stage_odds(f->p, c, s,
							t)->success_ppm;
		}
	}
	return done >= least_ppm ? 0 :
	       (least_ppm - done + PLAN_PPM - 1) / PLAN_PPM;
}

/* Rounding must not miss what the programme meets. */
static void meet(struct fill *f, const struct plan_milestone *m)
{
	for (size_t i = 0; i < m->class_count && short_of(f, m); i++) {
		const uint32_t k = m->classes[i];

		for (uint32_t s = 0; s < plan_stages(f->g, k); s++) {
			if (stage_ends(f, k, s))
				continue;
			fill_stage(f, k, s, m->by + 1);
			/* twice what is short: not every one succeeds */
			advance(f, k, s, m->by + 1, m->by + 1,
				2 * short_of(f, m));
		}
	}
}

static void advance_all(struct fill *f)
{
	for (uint32_t i = 0; i < f->p->classes; i++) {
		const uint32_t k = f->order[i];

		for (uint32_t s = 0; s < plan_stages(f->g, k); s++) {
			if (!stage_ends(f, k, s))
				advance(f, k, s, f->p->periods, 0,
					UINT64_MAX);
		}
	}
}

/* ---- squeezing ---------------------------------------------------------- */

/* Of the nodes that have no room for one of k in t, the one with the fewest
 * classes: one of these must go. */
static const struct plan_node *tightest(const struct fill *f, uint32_t k,
					uint32_t s, uint32_t t)
{
	const struct plan_class *c = &f->p->class_list[k];
	const enum plan_step step = plan_stage_step(c, s);
	const uint32_t *at = f->g->node_at[step];
	const struct plan_node *least_of = NULL;

	for (uint32_t i = at[k]; i < at[k + 1]; i++) {
		const uint32_t n = f->g->node_of[step][i];
		const struct plan_node *node = &f->p->node[n];

		if (f->room[(size_t)n * f->p->periods + t] <
		    plan_takes(f->p, c, s, t, node) &&
		    (!least_of || node->class_count < least_of->class_count))
			least_of = node;
	}
	return least_of;
}

/* Moves some of a class from t to a later period, so that one of k fits. */
static bool give_way(struct fill *f, uint32_t other, uint32_t so, uint32_t k,
		     uint32_t s, uint32_t t)
{
	const uint64_t there = f->n[plan_cell(f->g, other, so, t)];

	for (int64_t many = 1; many <= 2 && (uint64_t)many <= there; many++) {
		bool fits;

		place(f, other, so, t, -many);
		fits = node_room(f, k, s, t) > 0;
		for (uint32_t to = t + 1; fits && to < f->p->periods; to++) {
			if (cell_room(f, other, so, to) < (uint64_t)many ||
			    supply(f, other, so, to) < (uint64_t)many)
				continue;
			place(f, other, so, to, many);
			if (next_holds(f, other, so))
				return true;
			place(f, other, so, to, -many);
		}
		place(f, other, so, t, many);
	}
	return false;
}

/* Room for one of k in t, by what others can do later as well. */
static bool squeeze(struct fill *f, uint32_t k, uint32_t s, uint32_t t)
{
	const struct plan_node *n;

	if (!f->g->open[plan_cell(f->g, k, s, t)])
		return false;
	if (node_room(f, k, s, t))
		return true;
	n = tightest(f, k, s, t);
	for (size_t i = 0; n && i < n->class_count; i++) {
		const uint32_t other = n->classes[i];
		const bool fw = f->p->class_list[other].firmware;
		const uint32_t so = n->step == PLAN_FIRMWARE ? 0 : fw;

		if (other != k && (fw || n->step == PLAN_MIGRATE) &&
		    give_way(f, other, so, k, s, t))
			return true;
	}
	return false;
}

/* One more of k at its first attempt in t, with firmware before it. */
static bool squeeze_in(struct fill *f, uint32_t k, uint32_t t)
{
	const uint32_t s = f->p->class_list[k].firmware ? 1 : 0;

	if (!squeeze(f, k, s, t))
		return false;
	for (uint32_t u = 0; s && !supply(f, k, s, t) && u <= t; u++) {
		if (f->g->ready[plan_cell(f->g, k, 0, u)] <= t &&
		    squeeze(f, k, 0, u) && cell_room(f, k, 0, u))
			place(f, k, 0, u, 1);
	}
	if (!cell_room(f, k, s, t) || !supply(f, k, s, t))
		return false;
	place(f, k, s, t, 1);
	return true;
}

/* Whom rounding leaves although others could make room, one by one. */
static void squeeze_all(struct fill *f)
{
	for (uint32_t i = 0; i < f->p->classes; i++) {
		const uint32_t k = f->order[i];
		const struct plan_class *c = &f->p->class_list[k];
		const size_t stage = stage_of(f, k, c->firmware ? 1 : 0);

		for (uint32_t t = c->first; t <= c->last; t++) {
			/* what the programme leaves too is short in truth */
			while (f->total[stage] < f->wanted[stage] &&
			       squeeze_in(f, k, t))
				;
		}
	}
}

/* Firmware that nothing follows is not done: from the latest on. */
static void trim_firmware(struct fill *f, uint32_t k)
{
	if (!f->p->class_list[k].firmware)
		return;
	for (uint32_t t = f->p->periods; t-- > 0;) {
		const size_t cell = plan_cell(f->g, k, 0, t);
		uint64_t many = f->n[cell];

		if (!many)
			continue;
		if (f->g->ready[cell] < f->p->periods)
			many = least(many, supply(f, k, 1,
						  f->g->ready[cell]));
		if (many)
			place(f, k, 0, t, -(int64_t)many);
	}
}

/* ---- all ---------------------------------------------------------------- */

struct weighed {
	uint32_t weight, k;
};

static int by_weight(const void *a, const void *b)
{
	const struct weighed *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->k < y->k ? -1 : x->k > y->k;
}

static void heaviest_first(struct fill *f)
{
	const uint32_t classes = f->p->classes;
	struct weighed *w = arena_zero(&f->arena, (size_t)classes + 1,
				       sizeof(*w));

	f->order = arena_zero(&f->arena, (size_t)classes + 1,
			      sizeof(*f->order));
	for (uint32_t k = 0; k < classes; k++)
		w[k] = (struct weighed){ f->p->class_list[k].weight, k };
	if (classes)
		qsort(w, classes, sizeof(*w), by_weight);
	for (uint32_t k = 0; k < classes; k++)
		f->order[k] = w[k].k;
}

static void limits(struct fill *f)
{
	for (uint32_t k = 0; k < f->p->classes; k++) {
		for (uint32_t s = 0; s < plan_stages(f->g, k); s++) {
			double sum = 0;

			for (uint32_t t = 0; t < f->p->periods; t++)
				sum += f->wish->x[plan_cell(f->g, k, s, t)];
			f->wanted[stage_of(f, k, s)] =
				(uint64_t)ceil(sum - 10 * WHOLE_TOLERANCE);
			f->limit[stage_of(f, k, s)] = f->wish->hold_back ?
				f->wanted[stage_of(f, k, s)] : UINT64_MAX;
		}
	}
}

static void fill_init(struct fill *f)
{
	const struct plan_problem *p = f->p;
	const size_t rooms = (size_t)p->nodes * p->periods;
	const size_t stages = f->g->stage_at[p->classes];

	f->room = arena_alloc(&f->arena, (rooms + 1) * sizeof(*f->room));
	for (size_t i = 0; i < rooms; i++) {
		const uint64_t cap = p->node[i / p->periods].capacity[
			i % p->periods];

		f->room[i] = cap == PLAN_UNLIMITED ? UINT64_MAX :
			     cap * PLAN_PPM;
	}
	f->peak = arena_alloc(&f->arena, p->periods * sizeof(*f->peak));
	for (uint32_t t = 0; t < p->periods; t++) {
		const int32_t days = p->period[t].end - p->period[t].start;

		f->peak[t] = f->wish->peak < 0 ? UINT64_MAX : (uint64_t)
			ceil(f->wish->peak * days - WHOLE_TOLERANCE) *
			PLAN_PPM;
	}
	f->total = arena_zero(&f->arena, stages + 1, sizeof(*f->total));
	f->wanted = arena_zero(&f->arena, stages + 1, sizeof(*f->wanted));
	f->limit = arena_zero(&f->arena, stages + 1, sizeof(*f->limit));
	f->slack = arena_zero(&f->arena, p->periods, sizeof(*f->slack));
	heaviest_first(f);
	limits(f);
}

void plan_integer(const struct plan_grid *g, const struct plan_wish *wish,
		  uint64_t *n)
{
	struct fill f = { .g = g, .p = g->p, .wish = wish, .n = n,
			  .arena = ARENA_INIT };

	fill_init(&f);
	for (uint32_t s = 0; s <= PLAN_ATTEMPTS_MAX; s++) {
		for (uint32_t k = 0; k < g->p->classes; k++) {
			if (s < plan_stages(g, k))
				round_stage(&f, k, s);
		}
	}
	give_back(&f);
	for (uint32_t m = 0; m < g->p->milestones; m++)
		meet(&f, &g->p->milestone[m]);
	fill_all(&f);
	if (!wish->stay && !wish->hold_back) {
		advance_all(&f);
		fill_all(&f);
	}
	if (wish->peak >= 0 && !wish->hold_back) {
		for (uint32_t t = 0; t < g->p->periods; t++)
			f.peak[t] = UINT64_MAX;
		fill_all(&f);
	}
	squeeze_all(&f);
	fill_all(&f);
	for (uint32_t k = 0; !wish->stay && k < g->p->classes; k++)
		trim_firmware(&f, k);
	vec_release(&f.rests);
	arena_release(&f.arena);
}
