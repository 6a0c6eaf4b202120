/*
 * Keys are compared as vectors of name classes, not as text: two spellings
 * of one name are one key, and the text to print is looked up once a tally
 * row, when all spellings have been counted.
 */
#include "engine/count.h"

#include <string.h>

#include "base/bug.h"
#include "base/mem.h"
#include "base/num.h"
#include "engine/canon.h"

struct counter {
	const struct estate *e;
	const struct policy *policy;
	struct count_notes *notes;
	bool *smso_in;			/* by class */
	bool *maker_out;		/* by class */
	uint32_t capability;		/* class, or NAME_BLANK */
	struct intern keys;		/* disposition, classes */
	struct buf key;
	uint32_t *cls;			/* of the row at hand, by key place */
	bool moved, derived, dropped;	/* what happened to it */
};

static bool class_is(const struct counter *c, uint32_t kind, unsigned column,
		     struct span canonical)
{
	return span_eq(names_canonical(c->e->names,
				       estate_class(c->e, kind, column)),
		       canonical);
}

static bool is_open(uint32_t cls)
{
	return cls == NAME_BLANK || cls == NAME_UNKNOWN;
}

static bool device_absent(const struct counter *c, uint32_t kind,
			  enum device d)
{
	const uint32_t maker = estate_class(c->e, kind,
					    rfi_column(d, PART_MANUFACTURER));
	const uint32_t model = estate_class(c->e, kind,
					    rfi_column(d, PART_MODEL));

	return model == NAME_NONE ||
	       (maker == NAME_NONE && model == NAME_BLANK);
}

static bool out_of_scope(const struct counter *c, uint32_t kind)
{
	const uint32_t cap = estate_class(c->e, kind, RFI_CAPABILITY);

	if (c->capability != NAME_BLANK && cap != NAME_BLANK &&
	    cap != c->capability)
		return true;
	if (c->policy->smso.n &&
	    !c->smso_in[estate_class(c->e, kind, RFI_SMSO)])
		return true;
	return c->maker_out[estate_class(c->e, kind, RFI_CH_MANUFACTURER)] ||
	       c->maker_out[estate_class(c->e, kind,
					 RFI_ESME_MANUFACTURER)] ||
	       c->maker_out[estate_class(c->e, kind, RFI_GSME_MANUFACTURER)];
}

/* R2. True: the display is no component. *open: nobody knows. */
static bool display_dropped(const struct counter *c, uint32_t kind,
			    bool *open)
{
	uint32_t can;

	*open = false;
	if (!class_is(c, kind, RFI_PPMID_KIND, SPAN("ihd")) ||
	    device_absent(c, kind, DEVICE_PPMID))
		return false;
	switch (c->policy->ihd) {
	case POLICY_IHD_ALWAYS:
		return false;
	case POLICY_IHD_NEVER:
		return true;
	default:
		can = estate_class(c->e, kind, RFI_IHD_FW_UPGRADEABLE);
		*open = is_open(can);
		return !*open && !class_is(c, kind, RFI_IHD_FW_UPGRADEABLE,
					   SPAN("y"));
	}
}

/* R5: the firmware that the device will have at enrolment. */
static uint32_t firmware(struct counter *c, uint32_t kind, enum device d)
{
	const uint32_t now = estate_class(c->e, kind,
					  rfi_column(d, PART_FW_VERSION));
	uint32_t then;

	if (c->policy->upgrades != POLICY_TARGET_FIRMWARE)
		return now;
	then = estate_class(c->e, kind, rfi_target_fw(d));
	if (is_open(then) || then == NAME_NONE || then == now)
		return now;
	c->moved = true;
	return then;
}

struct span count_fuel(bool esme, bool gsme)
{
	if (esme)
		return gsme ? SPAN("DF") : SPAN("SE");
	return gsme ? SPAN("SG") : SPAN_EMPTY;
}

/* Present, absent, or not told: a meter whose model nobody gave. */
static bool meter_told(const struct counter *c, uint32_t kind, enum device d,
		       bool *present)
{
	*present = !device_absent(c, kind, d);
	return !*present ||
	       !is_open(estate_class(c->e, kind, rfi_column(d, PART_MODEL)));
}

static uint32_t fuel(struct counter *c, uint32_t kind)
{
	const uint32_t told = estate_class(c->e, kind, RFI_FUEL_TYPE);
	bool esme, gsme;
	struct span derived;
	uint32_t spelling;

	if (told != NAME_BLANK ||
	    !meter_told(c, kind, DEVICE_ESME, &esme) ||
	    !meter_told(c, kind, DEVICE_GSME, &gsme))
		return told;
	derived = count_fuel(esme, gsme);
	if (derived.n == 0)
		return told;
	c->derived = true;
	spelling = names_put(c->e->names, RFI_FUEL_TYPE, derived);
	names_count(c->e->names, spelling, 0);
	return names_class(c->e->names, spelling);
}

static uint32_t device_cell(struct counter *c, uint32_t kind, unsigned column,
			    enum device d, enum part p, bool dropped)
{
	if (dropped || device_absent(c, kind, d))
		return NAME_NONE;
	if (p == PART_FW_VERSION)
		return firmware(c, kind, d);
	return estate_class(c->e, kind, column);
}

/* The key of a row into c->cls; true if every cell of it is known. */
static bool make_key(struct counter *c, uint32_t kind)
{
	bool open, known;
	const bool dropped = display_dropped(c, kind, &open);

	known = !open;
	c->moved = c->derived = false;
	c->dropped = dropped;
	for (size_t i = 0; i < c->policy->key.n; i++) {
		const uint32_t column = c->policy->key.v[i];
		enum device d;
		enum part p;
		bool target;

		if (c->policy->masked[column]) {
			c->cls[i] = NAME_TBC;
			continue;
		}
		if (rfi_column_device(column, &d, &p, &target))
			c->cls[i] = device_cell(c, kind, column, d, p,
						dropped &&
						d == DEVICE_PPMID);
		else if (column == RFI_FUEL_TYPE)
			c->cls[i] = fuel(c, kind);
		else
			c->cls[i] = estate_class(c->e, kind, column);
		if (is_open(c->cls[i]) && !c->policy->may_be_open[column] &&
		    c->policy->incomplete == POLICY_UNRESOLVED)
			known = false;
	}
	return known;
}

static enum disposition dispose(const struct counter *c, uint32_t kind,
				bool known)
{
	if (out_of_scope(c, kind))
		return OUT_OF_SCOPE;
	if (c->policy->non_intenders == POLICY_EXCLUDE &&
	    class_is(c, kind, RFI_INTENDS_TO_ENROL, SPAN("n")))
		return NON_INTENDER;
	return known ? IN_SCOPE : UNRESOLVED;
}

/* The row's number, as made. */
static uint32_t count_kind(struct counter *c, uint32_t kind,
			   struct tally *t)
{
	const struct estate_kind *k = &c->e->kinds.v[kind];
	const bool known = make_key(c, kind);
	const enum disposition d = dispose(c, kind, known);
	struct tally_row *row;
	uint32_t id;
	bool fresh;

	buf_clear(&c->key);
	buf_add_char(&c->key, (char)d);
	buf_add_bytes(&c->key, c->cls, c->policy->key.n * sizeof(*c->cls));
	id = intern_put(&c->keys, buf_span(&c->key), &fresh);
	if (fresh) {
		row = vec_add(&t->rows);
		row->disposition = d;
		row->made = id;
	}
	row = &t->rows.v[id];
	row->active += k->active;
	row->dormant += k->dormant;
	row->total = row->active + row->dormant;
	if (d != IN_SCOPE)
		return id;
	c->notes->moved_by_upgrades += c->moved ? k->active + k->dormant : 0;
	c->notes->fuel_derived += c->derived ? k->active + k->dormant : 0;
	c->notes->ihd_dropped += c->dropped ? k->active + k->dormant : 0;
	return id;
}

/* Classes are numbered over all columns, so one array serves them. */
static uint32_t count_classes(const struct estate *e)
{
	uint32_t top = 0, cls;
	struct span text;

	for (uint32_t i = 0; i < names_spellings(e->names); i++) {
		names_spelling(e->names, i, &text, &cls);
		if (cls >= top)
			top = cls + 1;
	}
	return top < NAME_FIRST ? NAME_FIRST : top;
}

static void mark_scope(struct counter *c)
{
	const struct policy *p = c->policy;
	const struct names *n = c->e->names;
	const uint32_t classes = count_classes(c->e);
	uint32_t cls;

	c->smso_in = mem_array(classes, sizeof(bool));
	c->maker_out = mem_array(classes, sizeof(bool));
	for (size_t i = 0; i < p->smso.n; i++) {
		cls = names_find(n, RFI_SMSO, p->smso.v[i]);
		if (cls != NAME_BLANK && cls < classes)
			c->smso_in[cls] = true;
	}
	for (size_t i = 0; i < p->exclude_maker.n; i++) {
		cls = names_find(n, RFI_CH_MANUFACTURER,
				 p->exclude_maker.v[i]);
		if (cls != NAME_BLANK && cls < classes)
			c->maker_out[cls] = true;
	}
	c->capability = NAME_BLANK;
	if (p->capability.n) {
		cls = names_find(n, RFI_CAPABILITY, p->capability);
		/* A cohort that no row names: a class that none can have. */
		c->capability = cls == NAME_BLANK ? UINT32_MAX : cls;
	}
}

static void print_keys(const struct counter *c, struct tally *t)
{
	const size_t n = c->policy->key.n;

	for (uint32_t i = 0; i < t->rows.n; i++) {
		const struct span key = intern_get(&c->keys, i);
		struct span *cells =
			arena_zero(&t->arena, n, sizeof(*cells));

		for (size_t j = 0; j < n; j++) {
			uint32_t cls;

			memcpy(&cls, key.p + 1 + j * sizeof(cls),
			       sizeof(cls));
			cells[j] = arena_span(&t->arena,
				names_print(c->e->names, cls));
		}
		t->rows.v[i].key = cells;
	}
}

/* From the numbers of rows as made to their places in the sorted tally. */
static void place_rows(const struct tally *t, uint32_t *row, size_t kinds)
{
	uint32_t *at = mem_array(t->rows.n, sizeof(*at));

	for (size_t i = 0; i < t->rows.n; i++)
		at[t->rows.v[i].made] = (uint32_t)i;
	for (size_t k = 0; k < kinds; k++) {
		if (row[k] != COUNT_NO_ROW)
			row[k] = at[row[k]];
	}
	mem_free(at);
}

static uint32_t *count(const struct estate *e, const struct policy *policy,
		       uint32_t without, struct tally *t,
		       struct count_notes *notes)
{
	struct counter c = { .e = e, .policy = policy, .notes = notes };
	uint32_t *row = mem_array(e->kinds.n, sizeof(*row));
	struct precedence p;

	memset(notes, 0, sizeof(*notes));
	precedence_init(&p, e, policy->reporters, without);
	notes->superseded = p.superseded;
	notes->replaced = p.replaced;
	for (size_t i = 0; i < policy->key.n; i++)
		vec_push(&t->columns, policy->key.v[i]);
	c.cls = mem_array(policy->key.n, sizeof(*c.cls));
	mark_scope(&c);
	for (uint32_t k = 0; k < e->kinds.n; k++)
		row[k] = p.standing[k] == STANDING_CURRENT &&
			 e->kinds.v[k].rows ? count_kind(&c, k, t) :
			 COUNT_NO_ROW;
	print_keys(&c, t);
	tally_sort(t);
	place_rows(t, row, e->kinds.n);
	precedence_release(&p);
	intern_release(&c.keys);
	buf_release(&c.key);
	mem_free(c.cls);
	mem_free(c.smso_in);
	mem_free(c.maker_out);
	return row;
}

void count_estate(const struct estate *e, const struct policy *policy,
		  uint32_t without, struct tally *t,
		  struct count_notes *notes)
{
	mem_free(count(e, policy, without, t, notes));
}

uint32_t *count_estate_rows(const struct estate *e,
			    const struct policy *policy, struct tally *t,
			    struct count_notes *notes)
{
	return count(e, policy, PRECEDENCE_ALL, t, notes);
}
