/*
 * Firmware that can follow firmware is a graph for each device and model;
 * the shortest way counts. Edges are tried in order of their versions, so
 * that no answer depends on the order of the rows in the file.
 */
#include "engine/dmct_room.h"

#include <stdlib.h>

#include "engine/canon.h"
#include "model/version.h"

struct graph {
	VEC(struct upgrade_row) edges;	/* sorted */
};

struct way {			/* of one device */
	VEC(struct span) steps;	/* from the first to the last version */
};

static int compare_edges(const void *pa, const void *pb)
{
	const struct upgrade_row *a = pa, *b = pb;
	int c;

	if (a->device != b->device)
		return a->device < b->device ? -1 : 1;
	c = span_cmp(a->model, b->model);
	if (c == 0)
		c = version_order(a->from, b->from);
	return c ? c : version_order(a->to, b->to);
}

static bool visited(const struct span *seen, size_t n, struct span version)
{
	for (size_t i = 0; i < n; i++) {
		if (canon_eq(seen[i], version))
			return true;
	}
	return false;
}

/* Breadth first, so the way has the fewest steps. False: there is none. */
static bool find_way(const struct graph *g, enum device device,
		     struct span model, struct span from, struct span to,
		     struct way *way)
{
	VEC(struct span) seen = VEC_INIT;
	VEC(size_t) before = VEC_INIT;
	size_t at = 0, found = SIZE_MAX;

	vec_push(&seen, from);
	vec_push(&before, 0);
	for (; at < seen.n && found == SIZE_MAX; at++) {
		for (size_t i = 0; i < g->edges.n; i++) {
			const struct upgrade_row *e = &g->edges.v[i];

			if (e->device != device ||
			    !canon_eq(e->model, model) ||
			    !canon_eq(e->from, seen.v[at]) ||
			    visited(seen.v, seen.n, e->to))
				continue;
			vec_push(&seen, e->to);
			vec_push(&before, at);
			if (canon_eq(e->to, to)) {
				found = seen.n - 1;
				break;
			}
		}
	}
	way->steps.n = 0;
	for (size_t i = found; i != SIZE_MAX; i = i ? before.v[i] : SIZE_MAX)
		vec_push(&way->steps, seen.v[i]);
	for (size_t i = 0; i < way->steps.n / 2; i++) {
		const struct span s = way->steps.v[i];

		way->steps.v[i] = way->steps.v[way->steps.n - 1 - i];
		way->steps.v[way->steps.n - 1 - i] = s;
	}
	vec_release(&seen);
	vec_release(&before);
	return found != SIZE_MAX;
}

struct offer {			/* what one tested combination would cost */
	uint64_t kinds, steps;
	bool display_only;	/* only the display has no way */
	struct buf words;
};

static void add_way(struct buf *to, const struct dmct_row *r, unsigned d,
		    const struct way *way)
{
	if (to->n)
		buf_add(to, SPAN("; "));
	buf_addf(to, "%s " SPAN_F, device_words((enum device)d),
		 SPAN_A(r->what.device[d][RELEASE_MODEL]));
	for (size_t i = 0; i < way->steps.n; i++)
		buf_addf(to, "%s" SPAN_F, i ? " -> " : " ",
			 SPAN_A(way->steps.v[i]));
}

/* Can the row become this tested one by firmware alone? */
static bool weigh(const struct graph *g, const struct dmct_row *r,
		  const struct evidence_code *c,
		  const struct evidence_code *t,
		  const struct release_row *tested, struct offer *o)
{
	struct way way = { VEC_INIT };
	bool ok = evidence_fits(&c->thing[THING_WAN], &t->thing[THING_WAN]);

	o->kinds = o->steps = 0;
	o->display_only = false;
	buf_clear(&o->words);
	for (unsigned d = 0; d < DEVICES; d++)
		ok = ok && evidence_same_hardware(c, t, d);
	for (unsigned d = 0; ok && d < DEVICES; d++) {
		if (evidence_absent(c, d) ||
		    evidence_fits(&c->thing[d], &t->thing[d]))
			continue;
		ok = find_way(g, (enum device)d,
			      r->what.device[d][RELEASE_MODEL],
			      r->what.device[d][RELEASE_FIRMWARE],
			      tested->device[d][RELEASE_FIRMWARE], &way);
		if (!ok) {
			o->display_only = d == DEVICE_PPMID;
			break;
		}
		o->kinds++;
		o->steps += way.steps.n - 1;
		add_way(&o->words, r, d, &way);
	}
	vec_release(&way.steps);
	return ok;
}

static void find_offers(const struct graph *g, const struct dmct_input *in,
			struct dmct_queue *q, struct dmct_row *r)
{
	struct offer o = { .words = BUF_INIT };
	struct evidence_code c;
	uint64_t best_kinds = UINT64_MAX, best_steps = 0;
	const struct release_row *wants = NULL;

	evidence_encode(in->tested, &r->what, &c);
	for (size_t i = 0; i < in->tested->codes.n; i++) {
		const struct release_row *t = in->tested->tested.v[i];

		if (!weigh(g, r, &c, &in->tested->codes.v[i], t, &o)) {
			if (o.display_only && !wants)
				wants = t;
			continue;
		}
		if (o.kinds > best_kinds ||
		    (o.kinds == best_kinds && o.steps >= best_steps))
			continue;
		best_kinds = o.kinds;
		best_steps = o.steps;
		r->upgrade_to = t;
		r->upgrade_kinds = o.kinds;
		r->upgrade_path = arena_span(&q->arena, buf_span(&o.words));
	}
	if (r->upgrade_to) {
		r->answer = DMCT_UPGRADE;
		q->upgradable += r->tally->total;
	} else if (wants) {
		r->answer = DMCT_DISPLAY;
		r->reason = arena_printf(&q->arena,
			"display " SPAN_F " " SPAN_F " does not fit its "
			"meters: with them " SPAN_F " has " SPAN_F
			", and no path leads there",
			SPAN_A(r->what.device[DEVICE_PPMID][RELEASE_MODEL]),
			SPAN_A(r->what.device[DEVICE_PPMID][RELEASE_FIRMWARE]),
			SPAN_A(wants->ppc_id),
			SPAN_A(wants->device[DEVICE_PPMID][RELEASE_FIRMWARE]));
	}
	buf_release(&o.words);
}

void dmct_upgrades(const struct dmct_input *in, struct dmct_queue *q)
{
	struct graph g = { VEC_INIT };

	for (size_t i = 0; i < in->tables->upgrades.n; i++)
		vec_push(&g.edges, in->tables->upgrades.v[i]);
	if (g.edges.n == 0)
		return;
	qsort(g.edges.v, g.edges.n, sizeof(*g.edges.v), compare_edges);
	for (size_t i = 0; i < q->rows.n; i++) {
		struct dmct_row *r = &q->rows.v[i];

		if (r->answer == DMCT_REDUCED ||
		    (r->answer == DMCT_TEST && !r->gate))
			find_offers(&g, in, q, r);
	}
	vec_release(&g.edges);
}
