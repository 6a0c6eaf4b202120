/*
 * Items are numbered by the device models (things) that they consist of. A
 * thing with an open cell fits others: their numbers are listed once for
 * each thing, so that what a test shows is found by looking items up and not
 * by holding every candidate against every other.
 */
#include "engine/dmct_room.h"

#include <stdlib.h>

struct kind {			/* all things of one kind */
	struct intern keys;
	VEC(struct evidence_thing) things;
	VEC(size_t) fits_at;	/* thing: the things that it fits */
	VEC(uint32_t) fits;
};

struct builder {
	struct dmct_problem *p;
	struct evidence_set *set;
	struct kind kinds[THINGS];
	VEC(struct evidence_code) codes;	/* by unit */
	struct intern items;
};

struct item_key {		/* no padding: compared as bytes */
	uint32_t a, thing_a, b, thing_b;
};

static uint32_t thing_number(struct kind *k, const struct evidence_thing *t)
{
	bool fresh;
	const uint32_t id = intern_put(&k->keys,
		span_make((const char *)t, sizeof(*t)), &fresh);

	if (fresh)
		vec_push(&k->things, *t);
	return id;
}

static void add_fitting(struct kind *k)
{
	VEC(uint32_t) open = VEC_INIT;

	for (uint32_t x = 0; x < k->things.n; x++) {
		if (evidence_is_open(&k->things.v[x]))
			vec_push(&open, x);
	}
	for (uint32_t x = 0; x < k->things.n; x++) {
		const struct evidence_thing *t = &k->things.v[x];
		const bool wide = evidence_is_open(t);

		vec_push(&k->fits_at, k->fits.n);
		if (!wide)
			vec_push(&k->fits, x);
		for (uint32_t i = 0; i < (wide ? k->things.n : open.n); i++) {
			const uint32_t y = wide ? i : open.v[i];

			if (evidence_fits(t, &k->things.v[y]))
				vec_push(&k->fits, y);
		}
	}
	vec_push(&k->fits_at, k->fits.n);
	vec_release(&open);
}

static struct item_key key_of(struct builder *b,
			      const struct evidence_code *c,
			      struct evidence_item it)
{
	return (struct item_key){
		.a = it.a,
		.thing_a = thing_number(&b->kinds[it.a], &c->thing[it.a]),
		.b = it.b,
		.thing_b = thing_number(&b->kinds[it.b], &c->thing[it.b]),
	};
}

static void add_lacks(struct builder *b, const struct evidence_code *c)
{
	struct evidence_item items[EVIDENCE_ITEMS];
	const unsigned n = evidence_items(c, items);

	vec_push(&b->p->lacks_at, b->p->lacks.n);
	for (unsigned i = 0; i < n; i++) {
		const struct item_key key = key_of(b, c, items[i]);

		if (evidence_shown(b->set, c, items[i]))
			continue;
		vec_push(&b->p->lacks, intern_put(&b->items,
			span_make((const char *)&key, sizeof(key)), NULL));
	}
}

static void show_item(struct builder *b, struct item_key key)
{
	const uint32_t item = intern_find(&b->items,
		span_make((const char *)&key, sizeof(key)));

	if (item != INTERN_NONE)
		vec_push(&b->p->shows, item);
}

static int ascending(const void *pa, const void *pb)
{
	const uint32_t *a = pa, *b = pb;

	return *a < *b ? -1 : *a > *b;
}

static void add_shows(struct builder *b, const struct evidence_code *c)
{
	struct evidence_item items[EVIDENCE_ITEMS];
	const unsigned n = evidence_items(c, items);
	const size_t first = b->p->shows.n;
	size_t kept = first;

	vec_push(&b->p->shows_at, first);
	for (unsigned i = 0; i < n; i++) {
		const struct item_key own = key_of(b, c, items[i]);
		const struct kind *ka = &b->kinds[own.a];
		const struct kind *kb = &b->kinds[own.b];

		for (size_t x = ka->fits_at.v[own.thing_a];
		     x < ka->fits_at.v[own.thing_a + 1]; x++) {
			struct item_key key = own;

			key.thing_a = key.thing_b = ka->fits.v[x];
			if (own.a == own.b) {
				show_item(b, key);
				continue;
			}
			for (size_t y = kb->fits_at.v[own.thing_b];
			     y < kb->fits_at.v[own.thing_b + 1]; y++) {
				key.thing_b = kb->fits.v[y];
				show_item(b, key);
			}
		}
	}
	if (b->p->shows.n == first)
		return;
	qsort(b->p->shows.v + first, b->p->shows.n - first,
	      sizeof(*b->p->shows.v), ascending);
	for (size_t i = first; i < b->p->shows.n; i++) {
		if (i == first ||
		    b->p->shows.v[i] != b->p->shows.v[kept - 1])
			b->p->shows.v[kept++] = b->p->shows.v[i];
	}
	b->p->shows.n = kept;
}

void dmct_problem_init(struct dmct_problem *p, const struct dmct_input *in,
		       const struct dmct_queue *q)
{
	struct builder b = { .p = p, .set = in->tested };

	memset(p, 0, sizeof(*p));
	for (size_t i = 0; i < q->rows.n; i++) {
		const struct dmct_row *r = &q->rows.v[i];
		struct evidence_code c;

		if (r->answer == DMCT_UNECONOMIC)
			continue;
		evidence_encode(in->tested, &r->what, &c);
		if (r->gate)
			vec_push(&p->forced, (uint32_t)p->row_of.n);
		vec_push(&p->row_of, i);
		vec_push(&p->weight, r->tally->total);
		vec_push(&b.codes, c);
		add_lacks(&b, &c);
	}
	vec_push(&p->lacks_at, p->lacks.n);
	for (unsigned k = 0; k < THINGS; k++)
		add_fitting(&b.kinds[k]);
	for (size_t u = 0; u < b.codes.n; u++)
		add_shows(&b, &b.codes.v[u]);
	vec_push(&p->shows_at, p->shows.n);
	p->problem = (struct search_problem){
		.units = (uint32_t)p->row_of.n, .weight = p->weight.v,
		.items = b.items.count,
		.lacks_at = p->lacks_at.v, .lacks = p->lacks.v,
		.shows_at = p->shows_at.v, .shows = p->shows.v,
		.forced = p->forced.v,
		.forced_count = (uint32_t)p->forced.n,
		.top = in->top, .work_limit = in->work_limit,
	};
	for (unsigned k = 0; k < THINGS; k++) {
		intern_release(&b.kinds[k].keys);
		vec_release(&b.kinds[k].things);
		vec_release(&b.kinds[k].fits_at);
		vec_release(&b.kinds[k].fits);
	}
	vec_release(&b.codes);
	intern_release(&b.items);
}

void dmct_problem_release(struct dmct_problem *p)
{
	vec_release(&p->weight);
	vec_release(&p->lacks_at);
	vec_release(&p->lacks);
	vec_release(&p->shows_at);
	vec_release(&p->shows);
	vec_release(&p->forced);
	vec_release(&p->row_of);
}
