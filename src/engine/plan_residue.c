/* What never migrates, each with its reason. A share is kept as two whole
 * numbers over everything matched so far, so that many small classes lose no
 * more than one large one would. */
#include "engine/plan_classes_room.h"

struct reason {
	const char *code;
	const char *text;
};

static const struct reason reasons[] = {
	{ "a", "missing keys" },
	{ "b", "no WAN before migration" },
	{ "c", "no WAN when attempting" },
	{ "d", "attempts used up" },
	{ "GT01", "gas meter excluded, electricity meter migrates alone" },
	{ "uneconomic", "uneconomic to test" },
	{ "active-to-dormant", "dormant since the SMSO's contract ended" },
	{ "REPLACE", "replaced, not upgraded" },
	{ "OUT_OF_SCOPE", "out of scope" },
	{ "NON_INTENDER", "nobody intends to enrol them" },
	{ "UNRESOLVED", "combination not known" },
};

static struct span words(struct span code)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (span_eq_nocase(code, span_of(reasons[i].code)))
			return span_of(reasons[i].text);
	}
	return code;
}

static uint32_t bucket(struct plan_builder *b, struct span code)
{
	bool fresh;
	const uint32_t at = intern_put(&b->codes, code, &fresh);

	if (fresh) {
		struct plan_residue *r = vec_add(&b->c->residue);

		r->code = arena_span(&b->c->arena, code);
		r->text = words(r->code);
	}
	return at;
}

static void add(struct plan_builder *b, struct plan_case *k,
		struct span code, uint64_t installations, uint64_t meters)
{
	const uint32_t at = bucket(b, code);
	struct plan_residue *r = &b->c->residue.v[at];
	struct plan_piece *p = &b->c->pieces.v[k->piece];

	r->installations += installations;
	r->meters += meters;
	if (p->residue == PLAN_NONE)
		p->residue = at;
}

static void leave(struct plan_builder *b, struct plan_case *k,
		  struct span code, uint64_t n)
{
	if (n == 0)
		return;
	add(b, k, code, n, n * plan_meters(k->cell[RFI_FUEL_TYPE]));
	b->c->pieces.v[k->piece].excluded += n;
	k->count -= n;
}

/* The gas meter stays, the electricity meter goes; without one, all stays. */
static void leave_gas(struct plan_builder *b, struct plan_case *k,
		      struct span code, uint64_t n)
{
	const struct span fuel = k->cell[RFI_FUEL_TYPE];

	if (span_eq_nocase(fuel, SPAN("SG"))) {
		leave(b, k, code, n);
	} else if (span_eq_nocase(fuel, SPAN("DF"))) {
		n = n > k->count - k->gas_excluded ?
		    k->count - k->gas_excluded : n;
		add(b, k, code, 0, n);
		k->gas_excluded += n;
	}
}

static void exclude(struct plan_builder *b, struct plan_case *k,
		    const struct plan_exclusion *x, uint64_t n)
{
	if (span_eq_nocase(x->code, SPAN("GT01")))
		leave_gas(b, k, x->code, n);
	else
		leave(b, k, x->code, n);
}

static uint64_t share(uint64_t of, uint64_t percent)
{
	return (uint64_t)((plan_fixed)of * percent /
			  ((plan_fixed)100 * PLAN_PERCENT_SCALE));
}

static bool in_force(const struct plan_builder *b,
		     const struct plan_exclusion *x)
{
	return x->from <= b->in->known_on;
}

static void take_held(struct plan_builder *b, struct plan_case *k)
{
	const struct plan_classes_input *in = b->in;

	for (size_t i = 0; i < in->held_n; i++) {
		const struct plan_held *h = &in->held[i];
		const struct plan_exclusion *x =
			&in->tables->exclusions.v[h->exclusion];

		if (h->row * (size_t)2 + h->dormant == k->piece &&
		    in_force(b, x))
			exclude(b, k, x, h->count);
	}
}

static void take_matched(struct plan_builder *b, struct plan_case *k)
{
	const struct plan_tables *t = b->in->tables;

	for (size_t i = 0; i < t->exclusions.n && k->count; i++) {
		const struct plan_exclusion *x = &t->exclusions.v[i];
		const uint64_t before = b->share_of[i];

		if (x->installation_id.n || !in_force(b, x) ||
		    !plan_test_holds(&b->exclusions[i], k->ids))
			continue;
		b->met[PLAN_TABLE_EXCLUSIONS][i] = true;
		b->share_of[i] += k->count;
		exclude(b, k, x, share(b->share_of[i], x->percent) -
				 share(before, x->percent));
	}
}

static void take_upgrade(struct plan_builder *b, struct plan_case *k)
{
	const struct plan_tables *t = b->in->tables;

	for (size_t i = 0; i < t->upgrades.n; i++) {
		const struct plan_upgrade *u = &t->upgrades.v[i];

		if (!plan_test_holds(&b->upgrades[i], k->ids))
			continue;
		b->met[PLAN_TABLE_UPGRADES][i] = true;
		if (u->replace)
			leave(b, k, SPAN("REPLACE"), k->count);
		else
			k->upgrade = u;
		return;
	}
}

bool plan_residue_take(struct plan_builder *b, struct plan_case *k)
{
	const uint64_t most = b->in->rules->number[PLAN_RULE_ATTEMPTS];

	if (k->row->disposition != IN_SCOPE)
		leave(b, k, span_of(disposition_name(k->row->disposition)),
		      k->count);
	take_held(b, k);
	if (k->count && k->attempts_made >= most)
		leave(b, k, SPAN("d"), k->count);
	take_matched(b, k);
	if (k->count)
		take_upgrade(b, k);
	return k->count > 0;
}
