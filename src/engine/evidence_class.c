/*
 * Cells become numbers once, so that a candidate is held against every
 * tested combination by comparing numbers. The four lowest numbers are the
 * values that are no names.
 */
#include "engine/evidence_class.h"

#include <string.h>

#include "base/bug.h"
#include "base/buf.h"
#include "engine/canon.h"
#include "model/version.h"

enum { ID_BLANK, ID_TBC, ID_ASK, ID_NONE };

void evidence_set_init(struct evidence_set *s)
{
	static const char *const first[] = { "", "tbc", "?", "none" };

	memset(s, 0, sizeof(*s));
	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
		intern_put(&s->names, span_of(first[i]), NULL);
}

void evidence_set_release(struct evidence_set *s)
{
	intern_release(&s->names);
	vec_release(&s->tested);
	vec_release(&s->codes);
	vec_release(&s->proves_mt);
}

static uint32_t cell_id(struct evidence_set *s, struct buf *b,
			struct span cell)
{
	buf_clear(b);
	canon_add(b, cell);
	return intern_put(&s->names, buf_span(b), NULL);
}

void evidence_encode(struct evidence_set *s, const struct release_row *what,
		     struct evidence_code *c)
{
	struct buf b = BUF_INIT;

	memset(c, 0, sizeof(*c));
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++)
			c->thing[d].id[p] = cell_id(s, &b,
						    what->device[d][p]);
	}
	c->thing[THING_WAN].id[0] = cell_id(s, &b, what->wan_provider);
	c->thing[THING_SMSO].id[0] = cell_id(s, &b, what->smso);
	buf_release(&b);
}

void evidence_set_add(struct evidence_set *s, const struct release_row *what,
		      bool proves_mt)
{
	struct evidence_code c;

	evidence_encode(s, what, &c);
	vec_push(&s->tested, what);
	vec_push(&s->codes, c);
	vec_push(&s->proves_mt, proves_mt);
}

bool evidence_absent(const struct evidence_code *c, unsigned thing)
{
	return thing < DEVICES &&
	       c->thing[thing].id[RELEASE_MODEL] == ID_NONE;
}

static bool id_open(uint32_t id)
{
	return id <= ID_ASK;
}

static bool id_fits(uint32_t a, uint32_t b)
{
	return a == b || id_open(a) || id_open(b);
}

bool evidence_is_open(const struct evidence_thing *t)
{
	for (unsigned p = 0; p < RELEASE_PARTS; p++) {
		if (id_open(t->id[p]))
			return true;
	}
	return false;
}

bool evidence_fits(const struct evidence_thing *a,
		   const struct evidence_thing *b)
{
	for (unsigned p = 0; p < RELEASE_PARTS; p++) {
		if (!id_fits(a->id[p], b->id[p]))
			return false;
	}
	return true;
}

/* An absent device is the same as an absent one only, however open the
 * other may be. */
static bool same_thing(const struct evidence_code *a,
		       const struct evidence_code *b, unsigned thing)
{
	if (evidence_absent(a, thing) || evidence_absent(b, thing))
		return evidence_absent(a, thing) && evidence_absent(b, thing);
	return evidence_fits(&a->thing[thing], &b->thing[thing]);
}

bool evidence_same_hardware(const struct evidence_code *a,
			    const struct evidence_code *b, unsigned device)
{
	const uint32_t *x = a->thing[device].id, *y = b->thing[device].id;

	if (evidence_absent(a, device) || evidence_absent(b, device))
		return evidence_absent(a, device) &&
		       evidence_absent(b, device);
	return id_fits(x[RELEASE_MAKER], y[RELEASE_MAKER]) &&
	       id_fits(x[RELEASE_MODEL], y[RELEASE_MODEL]);
}

unsigned evidence_items(const struct evidence_code *c,
			struct evidence_item items[EVIDENCE_ITEMS])
{
	unsigned n = 0;

	for (unsigned a = 0; a < DEVICES; a++) {
		if (evidence_absent(c, a))
			continue;
		for (unsigned b = a; b < DEVICES; b++) {
			if (!evidence_absent(c, b))
				items[n++] = (struct evidence_item){
					(unsigned char)a, (unsigned char)b };
		}
	}
	if (evidence_absent(c, DEVICE_CH))
		items[n++] = (struct evidence_item){ THING_WAN, THING_WAN };
	else
		items[n++] = (struct evidence_item){ DEVICE_CH, THING_WAN };
	items[n++] = (struct evidence_item){ THING_SMSO, THING_SMSO };
	return n;
}

bool evidence_shown(const struct evidence_set *s,
		    const struct evidence_code *c, struct evidence_item item)
{
	for (size_t i = 0; i < s->codes.n; i++) {
		if (item.a == THING_SMSO && !s->proves_mt.v[i])
			continue;
		if (same_thing(c, &s->codes.v[i], item.a) &&
		    same_thing(c, &s->codes.v[i], item.b))
			return true;
	}
	return false;
}

static bool same_product(const struct evidence_code *a,
			 const struct evidence_code *b)
{
	for (unsigned k = 0; k <= THING_WAN; k++) {
		if (!same_thing(a, b, k))
			return false;
	}
	return true;
}

/* As ids are matched: TBC is TBC, and what is not stated is no difference. */
static bool identical(const struct evidence_code *a,
		      const struct evidence_code *b)
{
	for (unsigned k = 0; k < THINGS; k++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++) {
			const uint32_t x = a->thing[k].id[p];
			const uint32_t y = b->thing[k].id[p];

			if (x != y && x != ID_BLANK && y != ID_BLANK)
				return false;
		}
		if (evidence_absent(a, k) != evidence_absent(b, k))
			return false;
	}
	return true;
}

static unsigned models_changed(const struct evidence_code *a,
			       const struct evidence_code *b)
{
	unsigned n = 0;

	for (unsigned d = 0; d < DEVICES; d++)
		n += !same_thing(a, b, d);
	return n;
}

/* Fewer device models, then less hardware, then the same WAN provider, then
 * the same SMSO; the first of the set among equals. */
static unsigned distance(const struct evidence_code *a,
			 const struct evidence_code *b)
{
	unsigned hardware = 0;

	for (unsigned d = 0; d < DEVICES; d++)
		hardware += !evidence_same_hardware(a, b, d);
	return models_changed(a, b) * 32 + hardware * 4 +
	       !same_thing(a, b, THING_WAN) * 2u +
	       !same_thing(a, b, THING_SMSO);
}

static char same_word(const struct evidence_code *a,
		      const struct evidence_code *b, unsigned thing)
{
	const uint32_t x = a->thing[thing].id[0], y = b->thing[thing].id[0];

	if (id_open(x) || id_open(y))
		return '?';
	return x == y ? 'Y' : 'N';
}

static void add_thing(struct buf *to, const struct release_row *what,
		      unsigned thing)
{
	if (thing == THING_WAN) {
		buf_addf(to, "WAN provider " SPAN_F,
			 SPAN_A(what->wan_provider));
		return;
	}
	buf_addf(to, "%s " SPAN_F " " SPAN_F,
		 device_words((enum device)thing),
		 SPAN_A(what->device[thing][RELEASE_MODEL]),
		 SPAN_A(what->device[thing][RELEASE_FIRMWARE]));
}

/* " (newer than 2.1.12)": only where the hardware is the same. */
static void add_nearest(struct buf *to, const struct release_row *what,
			const struct evidence_code *c,
			const struct release_row *nearest,
			const struct evidence_code *n, unsigned device)
{
	const struct span now = what->device[device][RELEASE_FIRMWARE];
	struct span then;
	int order;

	if (!nearest || evidence_absent(n, device) ||
	    !evidence_same_hardware(c, n, device))
		return;
	then = nearest->device[device][RELEASE_FIRMWARE];
	if (!version_compare(now, then, &order) || order == 0)
		buf_addf(to, " (nearest has " SPAN_F ")", SPAN_A(then));
	else
		buf_addf(to, " (%s than " SPAN_F ")",
			 order > 0 ? "newer" : "older", SPAN_A(then));
}

static void add_column(struct buf *to, const char *device, const char *part)
{
	if (to->n)
		buf_add(to, SPAN("; "));
	buf_addf(to, "%s_%s", device, part);
}

static void find_open(const struct evidence_code *c,
		      const struct evidence_code *n, struct buf *to)
{
	static const char *const parts[RELEASE_PARTS] = {
		"manufacturer", "model", "fw_version",
	};

	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++) {
			const uint32_t x = c->thing[d].id[p];
			const uint32_t y = n ? n->thing[d].id[p] : x;

			if ((id_open(x) || id_open(y)) &&
			    (x != ID_BLANK || y != ID_BLANK))
				add_column(to, device_name((enum device)d),
					   parts[p]);
		}
	}
	if (n && id_open(c->thing[THING_WAN].id[0]) !=
		 id_open(n->thing[THING_WAN].id[0]))
		add_column(to, "wan", "provider");
}

struct words {
	struct buf models, pairs;
	bool hardware_new;
};

/* What of it no tested combination has: models in the first pass, and then
 * pairs, of which those with a new model are said already. */
static void find_new(struct evidence_set *s, const struct release_row *what,
		     const struct evidence_code *c, const struct evidence *e,
		     const struct evidence_code *nearest, struct words *w)
{
	struct evidence_item items[EVIDENCE_ITEMS];
	const unsigned n = evidence_items(c, items);
	bool new_model[THINGS] = { false };

	for (unsigned i = 0; i < 2 * n; i++) {
		const struct evidence_item it = items[i < n ? i : i - n];
		const bool model = it.a == it.b && it.a < DEVICES;
		struct buf *to = model ? &w->models : &w->pairs;

		if (model != (i < n) || it.a == THING_SMSO ||
		    new_model[it.a] || new_model[it.b] ||
		    evidence_shown(s, c, it))
			continue;
		new_model[it.a] = new_model[it.a] || model;
		if (to->n)
			buf_add(to, SPAN("; "));
		add_thing(to, what, it.a);
		if (model) {
			add_nearest(to, what, c, e->nearest, nearest, it.a);
		} else if (it.b != it.a) {
			buf_add(to, SPAN(" with "));
			add_thing(to, what, it.b);
		}
	}
	for (unsigned d = 0; d < DEVICES; d++) {
		bool seen = !new_model[d];

		for (size_t i = 0; i < s->codes.n && !seen; i++)
			seen = evidence_same_hardware(c, &s->codes.v[i], d);
		w->hardware_new = w->hardware_new || !seen;
	}
}

static enum evidence_class class_of(const struct evidence_set *s,
				    const struct evidence_code *c,
				    const struct words *w)
{
	for (size_t i = 0; i < s->codes.n; i++) {
		if (same_product(c, &s->codes.v[i]))
			return EVIDENCE_E0;
	}
	if (w->hardware_new)
		return EVIDENCE_E4;
	if (w->models.n)
		return EVIDENCE_E3;
	return w->pairs.n ? EVIDENCE_E2 : EVIDENCE_E1;
}

void evidence_classify(struct evidence_set *s, const struct release_row *what,
		       struct arena *a, struct evidence *e)
{
	const struct evidence_code *near = NULL;
	struct words w = { BUF_INIT, BUF_INIT, false };
	struct buf open = BUF_INIT;
	struct evidence_code c;
	unsigned best = UINT32_MAX;

	memset(e, 0, sizeof(*e));
	e->same_wan = e->same_smso = '?';
	evidence_encode(s, what, &c);
	for (size_t i = 0; i < s->codes.n; i++) {
		const unsigned d = distance(&c, &s->codes.v[i]);

		e->identical = e->identical ||
			       identical(&c, &s->codes.v[i]);
		if (d >= best)
			continue;
		best = d;
		near = &s->codes.v[i];
		e->nearest = s->tested.v[i];
	}
	if (near) {
		e->models_changed = models_changed(&c, near);
		e->same_wan = same_word(&c, near, THING_WAN);
		e->same_smso = same_word(&c, near, THING_SMSO);
	}
	find_new(s, what, &c, e, near, &w);
	find_open(&c, near, &open);
	e->class = class_of(s, &c, &w);
	e->new_models = arena_span(a, buf_span(&w.models));
	e->new_pairs = arena_span(a, buf_span(&w.pairs));
	e->open_cells = arena_span(a, buf_span(&open));
	buf_release(&w.models);
	buf_release(&w.pairs);
	buf_release(&open);
}

const struct release_row *evidence_identical(struct evidence_set *s,
					     const struct release_row *what)
{
	struct evidence_code c;

	evidence_encode(s, what, &c);
	for (size_t i = 0; i < s->codes.n; i++) {
		if (identical(&c, &s->codes.v[i]))
			return s->tested.v[i];
	}
	return NULL;
}

const char *evidence_class_name(enum evidence_class c)
{
	static const char *const names[] = { "E0", "E1", "E2", "E3", "E4" };

	if (c > EVIDENCE_E4)
		BUG("no such class");
	return names[c];
}
