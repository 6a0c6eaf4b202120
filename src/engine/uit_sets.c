#include "engine/uit_sets.h"

#include "base/bug.h"

const char *uit_serves_name(enum uit_serves s)
{
	static const char *const names[] = { "MIGRATED_SMETS1",
					     "FRESH_SMETS2", "NONE" };

	return names[s];
}

/* What is known of a set while its devices are looked at. */
struct gathered {
	struct buf devices, status;
	unsigned types, smets;		/* sets; smets: 1 << generation */
	bool commissioned, used_before, has_s1sp;
};

static void add_name(struct buf *list, struct span name)
{
	struct span rest = buf_span(list), part;

	while (span_cut(&rest, ';', &part)) {
		if (span_eq(part, name))
			return;
	}
	buf_addf(list, "%s" SPAN_F, list->n ? ";" : "", SPAN_A(name));
}

static void gather(struct gathered *g, const struct world_device *d)
{
	add_name(&g->devices, span_of(srv_device_name(d->type)));
	add_name(&g->status, span_of(world_status_name(d->status)));
	g->types |= d->type;
	g->smets |= 1u << d->smets;
	if (d->status != WORLD_COMMISSIONED)
		g->commissioned = false;
	if (d->status > WORLD_COMMISSIONED)
		g->used_before = true;
	if (d->s1sp.n)
		g->has_s1sp = true;
}

static const char *lacks(const struct gathered *g)
{
	if (!(g->types & SRV_CHF))
		return "it has no communications hub";
	if (!(g->types & (SRV_ESME | SRV_GSME)))
		return "it has no meter";
	if (g->smets == (1u << 1 | 1u << 2))
		return "its devices are of both generations";
	if (g->smets == 1u << 1) {
		if (!g->commissioned)
			return "a device is not commissioned: it has not been "
			       "migrated";
		return g->has_s1sp ? NULL : "it names no S1SP";
	}
	return g->used_before ? "a device has been in use before" : NULL;
}

static void conclude(struct uit_sets *u, struct uit_set *s,
		     struct gathered *g)
{
	const char *why = lacks(g);

	s->devices = arena_span(&u->arena, buf_span(&g->devices));
	s->status = arena_span(&u->arena, buf_span(&g->status));
	s->smets = g->smets == 1u << 1 ? SPAN("1") :
		   g->smets == 1u << 2 ? SPAN("2") : SPAN("1;2");
	s->serves = UIT_NONE;
	if (why) {
		s->reason = span_of(why);
	} else if (g->smets == 1u << 1) {
		s->serves = UIT_MIGRATED_SMETS1;
		u->migrated++;
	} else {
		s->serves = UIT_FRESH_SMETS2;
		u->fresh++;
	}
}

/* Sets of one name but different combinations are different sets. */
static struct buf key_of(const struct world_device *d)
{
	struct buf key = BUF_INIT;

	buf_add(&key, d->ppc_id);
	buf_add_char(&key, '\0');
	buf_add(&key, d->set);
	return key;
}

void uit_sets(const struct world *w, struct uit_sets *u)
{
	struct intern keys = INTERN_INIT;
	VEC(struct gathered) all = VEC_INIT;

	*u = (struct uit_sets){ .arena = ARENA_INIT };
	for (size_t i = 0; i < w->devices.n; i++) {
		const struct world_device *d = &w->devices.v[i];
		struct buf key = key_of(d);
		bool fresh;
		uint32_t n;

		if (d->set.n) {
			n = intern_put(&keys, buf_span(&key), &fresh);
			if (fresh) {
				vec_push(&u->v, ((struct uit_set){
					.set = d->set, .ppc_id = d->ppc_id }));
				vec_push(&all, ((struct gathered){
					.commissioned = true }));
			}
			if (n >= all.n)
				BUG("a set without its devices");
			gather(&all.v[n], d);
		}
		buf_release(&key);
	}
	for (size_t i = 0; i < u->v.n && i < all.n; i++) {
		conclude(u, &u->v.v[i], &all.v[i]);
		buf_release(&all.v[i].devices);
		buf_release(&all.v[i].status);
	}
	vec_release(&all);
	intern_release(&keys);
}

void uit_sets_release(struct uit_sets *u)
{
	vec_release(&u->v);
	arena_release(&u->arena);
}
