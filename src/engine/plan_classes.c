/* A case a row and status; a class a key of words. Keys are text, because
 * the name of a class is their digest and must not depend on numbers. */
#include "engine/plan_classes.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/sha256.h"
#include "engine/plan_classes_room.h"
#include "model/codes.h"

enum { NAME_DIGITS = 8, DEFAULT_ACTIVE = 1, DEFAULT_DORMANT = 2 };

/* Columns that always tell classes apart. */
static const uint32_t always[] = {
	RFI_SUPPLIER, RFI_SMSO, RFI_REGION, RFI_STATUS, RFI_FUEL_TYPE,
	RFI_CUSTOMER_TYPE, PLAN_COL_S1SP, PLAN_COL_DCO,
	PLAN_COL_REQUESTING_PARTY, PLAN_COL_PPC_ID,
};

enum { ALWAYS = sizeof(always) / sizeof(always[0]) };

uint32_t plan_meters(struct span fuel)
{
	return span_eq_nocase(fuel, SPAN("DF")) ? 2 : 1;
}

static void use_columns(struct plan_builder *b, const struct plan_match *m)
{
	for (uint32_t i = 0; i < m->n; i++)
		b->used[m->column[i]] = true;
}

#define TESTS(b, table, member) \
	do { \
		struct arena *a_ = &(b)->c->arena; \
	\
		(b)->member = arena_zero(a_, (b)->in->tables->member.n + 1, \
					 sizeof(*(b)->member)); \
		(b)->met[table] = arena_zero(a_, \
			(b)->in->tables->member.n + 1, sizeof(bool)); \
		for (size_t i = 0; i < (b)->in->tables->member.n; i++) \
			(b)->member[i] = plan_test_make(&(b)->c->words, \
				&(b)->in->tables->member.v[i].match, a_); \
	} while (0)

static void prepare(struct plan_builder *b)
{
	const struct plan_tables *t = b->in->tables;

	for (unsigned i = 0; i < ALWAYS; i++)
		b->used[always[i]] = true;
	for (size_t i = 0; i < t->capacity.n; i++)
		use_columns(b, &t->capacity.v[i].match);
	for (size_t i = 0; i < t->success.n; i++)
		use_columns(b, &t->success.v[i].match);
	for (size_t i = 0; i < t->milestones.n; i++)
		use_columns(b, &t->milestones.v[i].match);
	for (size_t i = 0; i < b->in->also_n; i++)
		use_columns(b, &b->in->also[i]);
	TESTS(b, PLAN_TABLE_ELIGIBILITY, eligibility);
	TESTS(b, PLAN_TABLE_EXCLUSIONS, exclusions);
	TESTS(b, PLAN_TABLE_UPGRADES, upgrades);
	b->share_of = arena_zero(&b->c->arena, t->exclusions.n + 1,
				 sizeof(*b->share_of));
}

static struct span cell(const struct plan_builder *b,
			const struct tally_row *row, uint32_t column)
{
	const uint32_t at = tally_column(b->in->tally, column);

	return at == TABLE_ABSENT ? SPAN_EMPTY : row->key[at];
}

static void reject(const struct plan_builder *b, enum code code,
		   uint32_t column, struct span value, const char *text)
{
	code_find(b->in->diag, code, &(struct code_place){
		.file = b->in->file, .column = plan_match_name(column),
		.value = &value }, "%s", text);
}

/* Weights are whole: what has decimals is scaled for all of them, and so are
 * ties between customers, who are never to wait longer for being poor. */
static void find_scale(struct plan_builder *b)
{
	const struct tally *t = b->in->tally;
	bool decimals = false, customers = false;

	for (size_t i = 0; i < t->rows.n; i++) {
		const struct span type = cell(b, &t->rows.v[i],
					      RFI_CUSTOMER_TYPE);
		uint64_t n;

		if (num_parse_decimal(span_trim(cell(b, &t->rows.v[i],
						     RFI_WEIGHT)), 2, &n) &&
		    n % 100)
			decimals = true;
		customers = customers ||
			    span_eq_nocase(type, SPAN("PREPAYMENT")) ||
			    span_eq_nocase(type, SPAN("VULNERABLE"));
	}
	b->c->weight_scale = (decimals ? 100u : 1u) * (customers ? 10u : 1u);
}

static void read_weight(const struct plan_builder *b, struct plan_case *k)
{
	const struct span text = span_trim(k->cell[RFI_WEIGHT]);
	const struct span type = k->cell[RFI_CUSTOMER_TYPE];
	const uint32_t scale = b->c->weight_scale;
	uint64_t n = UINT64_C(100) *
		     (k->dormant ? DEFAULT_DORMANT : DEFAULT_ACTIVE);

	if (text.n && !num_parse_decimal(text, 2, &n))
		reject(b, PLAN033, RFI_WEIGHT, text, "is not a weight; "
		       "expected a number with at most two decimals");
	if (n > (uint64_t)PLAN_WEIGHT_MAX * 100 / scale) {
		reject(b, PLAN037, RFI_WEIGHT, text, "is too great a weight");
		n = 100;
	}
	n = n * scale / 100;
	if (span_eq_nocase(type, SPAN("VULNERABLE")))
		n += 2;
	else if (span_eq_nocase(type, SPAN("PREPAYMENT")))
		n += 1;
	k->weight = (uint32_t)(n > PLAN_WEIGHT_MAX ? PLAN_WEIGHT_MAX : n);
}

static int32_t read_day(const struct plan_builder *b,
			const struct plan_case *k, uint32_t column)
{
	const struct span text = span_trim(k->cell[column]);
	int32_t day = DATE_NONE;

	if (text.n && !date_parse(text, &day))
		reject(b, PLAN033, column, text,
		       "is not a date; expected YYYY-MM-DD");
	return day;
}

static void set_cell(struct plan_builder *b, struct plan_case *k,
		     uint32_t column, struct span s)
{
	k->cell[column] = s;
	k->ids[column] = plan_word(&b->c->words, s);
}

static void describe(struct plan_builder *b, struct plan_case *k)
{
	const struct tally *t = b->in->tally;
	uint64_t made = 0;

	for (unsigned i = 0; i < PLAN_COL_COUNT; i++) {
		k->cell[i] = SPAN_EMPTY;
		k->ids[i] = PLAN_WORD_BLANK;
	}
	for (size_t i = 0; i < t->columns.n; i++)
		set_cell(b, k, t->columns.v[i], k->row->key[i]);
	set_cell(b, k, RFI_STATUS,
		 k->dormant ? SPAN("DORMANT") : SPAN("ACTIVE"));
	read_weight(b, k);
	k->inventory_first = read_day(b, k, RFI_EARLIEST);
	k->inventory_last = read_day(b, k, RFI_LATEST);
	k->gained_on = read_day(b, k, RFI_GAINED_ON);
	if (k->cell[RFI_ATTEMPTS_MADE].n &&
	    !num_parse(span_trim(k->cell[RFI_ATTEMPTS_MADE]), &made))
		reject(b, PLAN033, RFI_ATTEMPTS_MADE,
		       k->cell[RFI_ATTEMPTS_MADE],
		       "is not a count; expected digits");
	k->attempts_made = made > UINT32_MAX ? UINT32_MAX : (uint32_t)made;
	k->eligibility = plan_window_eligible(b, k);
	if (!k->eligibility)
		return;
	set_cell(b, k, PLAN_COL_S1SP, k->eligibility->s1sp);
	set_cell(b, k, PLAN_COL_DCO, k->eligibility->dco);
	set_cell(b, k, PLAN_COL_PPC_ID, k->eligibility->ppc_id);
	set_cell(b, k, PLAN_COL_REQUESTING_PARTY,
		 k->eligibility->requesting_party.n ?
		 k->eligibility->requesting_party : k->cell[RFI_SMSO]);
}

static void add_day(struct buf *key, const struct plan_builder *b,
		    uint32_t period)
{
	char day[DATE_TEXT];

	if (period < b->in->periods)
		buf_add(key, span_of(date_text(b->in->period[period].start,
					       day)));
	buf_add_char(key, '\x1f');
}

/* The bounds of the window are dates, and blank where the plan begins and
 * ends: so a class keeps its name as plans roll on. */
static void make_key(struct plan_builder *b, const struct plan_case *k,
		     bool gas)
{
	const bool open = k->first <= k->last;
	struct buf *key = &b->key;

	buf_clear(key);
	for (unsigned i = 0; i < PLAN_COL_COUNT; i++) {
		if (!b->used[i] || k->ids[i] == PLAN_WORD_BLANK)
			continue;
		buf_addf(key, "%s=", plan_match_name(i));
		buf_add(key, intern_get(&b->c->words.words, k->ids[i]));
		buf_add_char(key, '\x1f');
	}
	buf_addf(key, "%c%u;%u;%u;", k->eligibility ? 'e' : 'n', k->weight,
		 k->attempts_made, gas);
	add_day(key, b, open && k->first ? k->first : PLAN_NONE);
	add_day(key, b, open && k->last + 1 < b->in->periods ? k->last :
							       PLAN_NONE);
	if (!open)
		buf_add(key, SPAN("closed;"));
	if (k->eligibility && k->eligibility->fw_needed) {
		buf_addf(key, "fw%u;", k->fw_lead_days);
		add_day(key, b, k->fw_first ? k->fw_first : PLAN_NONE);
	}
}

static void label(struct plan_builder *b, const struct plan_case *k,
		  struct plan_class *c)
{
	struct arena *a = &b->c->arena;

	c->label[PLAN_SUPPLIER] = arena_span(a, k->cell[RFI_SUPPLIER]);
	c->label[PLAN_SMSO] = arena_span(a, k->cell[RFI_SMSO]);
	c->label[PLAN_S1SP] = arena_span(a, k->cell[PLAN_COL_S1SP]);
	c->label[PLAN_REGION] = arena_span(a, k->cell[RFI_REGION]);
	c->label[PLAN_STATUS] = k->cell[RFI_STATUS];
	c->label[PLAN_FUEL] = arena_span(a, k->cell[RFI_FUEL_TYPE]);
	c->label[PLAN_CUSTOMER] = arena_span(a, k->cell[RFI_CUSTOMER_TYPE]);
	c->label[PLAN_PPC] = arena_span(a, k->cell[PLAN_COL_PPC_ID]);
}

static void add_class(struct plan_builder *b, const struct plan_case *k,
		      bool gas)
{
	struct plan_class *c = vec_add(&b->list);
	struct plan_fact *f = vec_add(&b->facts);
	uint32_t *ids = arena_zero(&b->c->arena, PLAN_COL_COUNT,
				   sizeof(*ids));

	label(b, k, c);
	c->meters = gas ? 1 : plan_meters(k->cell[RFI_FUEL_TYPE]);
	c->weight = k->weight;
	c->first = k->first;
	c->last = k->last;
	c->firmware = k->eligibility && k->eligibility->fw_needed;
	c->fw_first = k->fw_first;
	c->fw_lead_days = k->fw_lead_days;
	c->attempts_made = k->attempts_made;
	for (unsigned i = 0; i < PLAN_COL_COUNT; i++)
		ids[i] = b->used[i] ? k->ids[i] : PLAN_WORD_BLANK;
	*f = (struct plan_fact){ ids,
		arena_span(&b->c->arena, k->cell[PLAN_COL_DCO]),
		arena_span(&b->c->arena, k->cell[PLAN_COL_REQUESTING_PARTY]),
		k->eligibility, k->upgrade, k->earliest, k->latest,
		k->first_by, k->last_by, k->deadline, gas };
}

static uint32_t put(struct plan_builder *b, const struct plan_case *k,
		    bool gas, uint64_t n)
{
	uint32_t at;
	bool fresh;

	if (n == 0)
		return PLAN_NONE;
	make_key(b, k, gas);
	at = intern_put(&b->keys, buf_span(&b->key), &fresh);
	if (fresh)
		add_class(b, k, gas);
	b->list.v[at].count += n;
	return at;
}

static void take(struct plan_builder *b, const struct tally_row *row,
		 size_t at, bool dormant)
{
	struct plan_case k = { .row = row, .dormant = dormant,
		.piece = at * 2 + dormant,
		.count = dormant ? row->dormant : row->active };
	struct plan_piece *p;

	vec_push(&b->c->pieces, ((struct plan_piece){
		0, PLAN_NONE, PLAN_NONE, 0, 0, PLAN_NONE }));
	if (k.count == 0)
		return;
	b->c->installations += k.count;
	describe(b, &k);
	if (!plan_residue_take(b, &k))
		return;
	plan_window_find(b, &k);
	p = &b->c->pieces.v[k.piece];
	p->count = k.count;
	p->class_index = put(b, &k, false, k.count - k.gas_excluded);
	p->gas_excluded = put(b, &k, true, k.gas_excluded);
	p->gas_excluded_count = k.gas_excluded;
}

/* ---- names and order --------------------------------------------------- */

static int customer_rank(struct span type)
{
	if (span_eq_nocase(type, SPAN("VULNERABLE")))
		return 0;
	return span_eq_nocase(type, SPAN("PREPAYMENT")) ? 1 : 2;
}

static int compare_classes(const void *pa, const void *pb)
{
	const struct plan_class *a = *(const struct plan_class *const *)pa;
	const struct plan_class *b = *(const struct plan_class *const *)pb;
	const int ra = customer_rank(a->label[PLAN_CUSTOMER]);
	const int rb = customer_rank(b->label[PLAN_CUSTOMER]);
	int order = ra - rb;

	for (unsigned i = PLAN_SUPPLIER; !order && i < PLAN_LABELS; i++)
		order = span_cmp(a->label[i], b->label[i]);
	return order ? order : span_cmp(a->label[PLAN_CLASS],
					b->label[PLAN_CLASS]);
}

/* The first digits of the key's digest that no other class has. */
static void name_classes(struct plan_builder *b)
{
	struct intern names = INTERN_INIT;

	for (uint32_t i = 0; i < b->list.n; i++) {
		const struct span key = intern_get(&b->keys, i);
		char text[SHA256_TEXT];
		struct sha256 h;
		struct buf name = BUF_INIT;
		bool fresh = false;

		sha256_init(&h);
		sha256_add(&h, key.p, key.n);
		sha256_hex(&h, text);
		for (size_t n = NAME_DIGITS; !fresh && n < SHA256_TEXT; n++) {
			buf_clear(&name);
			buf_addf(&name, "K%.*s", (int)n, text);
			intern_put(&names, buf_span(&name), &fresh);
		}
		b->list.v[i].label[PLAN_CLASS] =
			arena_span(&b->c->arena, buf_span(&name));
		buf_release(&name);
	}
	intern_release(&names);
}

static void put_in_order(struct plan_builder *b)
{
	struct plan_classes *c = b->c;
	const struct plan_class **order =
		mem_array(b->list.n, sizeof(const struct plan_class *));
	uint32_t *to = mem_array(b->list.n, sizeof(*to));

	c->n = (uint32_t)b->list.n;
	c->list = arena_zero(&c->arena, c->n + (size_t)1, sizeof(*c->list));
	c->facts = arena_zero(&c->arena, c->n + (size_t)1,
			      sizeof(*c->facts));
	for (uint32_t i = 0; i < c->n; i++)
		order[i] = &b->list.v[i];
	if (c->n)
		qsort(order, c->n, sizeof(const struct plan_class *),
		      compare_classes);
	for (uint32_t i = 0; i < c->n; i++) {
		const size_t from = (size_t)(order[i] - b->list.v);

		to[from] = i;
		c->list[i] = b->list.v[from];
		c->facts[i] = b->facts.v[from];
		c->planned += c->list[i].count;
	}
	for (size_t i = 0; i < c->pieces.n; i++) {
		struct plan_piece *p = &c->pieces.v[i];

		if (p->class_index != PLAN_NONE)
			p->class_index = to[p->class_index];
		if (p->gas_excluded != PLAN_NONE)
			p->gas_excluded = to[p->gas_excluded];
	}
	mem_free(order);
	mem_free(to);
}

/* ---- what only all of them tell ---------------------------------------- */

static void tell_unmet(const struct plan_builder *b, enum plan_table table,
		       size_t i, uint64_t line)
{
	if (!b->met[table][i])
		code_find(b->in->diag, PLAN030, &(struct code_place){
			.file = b->in->tables->file[table], .line = line },
			"this row meets no installation");
}

static void tell(const struct plan_builder *b)
{
	const struct plan_tables *t = b->in->tables;
	const struct plan_classes *c = b->c;

	for (uint32_t i = 0; b->in->sound && i < c->n; i++) {
		plan_window_tell(b, &c->list[i], &c->facts[i]);
		if (c->list[i].count > PLAN_COUNT_MAX)
			code_find(b->in->diag, PLAN037, &(struct code_place){
				.file = b->in->file }, "class " SPAN_F
				" has more than 2^40 installations",
				SPAN_A(c->list[i].label[PLAN_CLASS]));
	}
	if (c->installations == 0 || !b->in->sound)
		return;
	for (size_t i = 0; i < t->exclusions.n; i++) {
		if (!t->exclusions.v[i].installation_id.n &&
		    t->exclusions.v[i].from <= b->in->known_on)
			tell_unmet(b, PLAN_TABLE_EXCLUSIONS, i,
				   t->exclusions.v[i].line);
	}
	for (size_t i = 0; i < t->upgrades.n; i++)
		tell_unmet(b, PLAN_TABLE_UPGRADES, i, t->upgrades.v[i].line);
}

void plan_classes_make(const struct plan_classes_input *in,
		       struct plan_classes *c)
{
	struct plan_builder b = { .in = in, .c = c, .codes = INTERN_INIT,
				  .keys = INTERN_INIT };

	memset(c, 0, sizeof(*c));
	prepare(&b);
	find_scale(&b);
	for (size_t i = 0; i < in->tally->rows.n; i++) {
		take(&b, &in->tally->rows.v[i], i, false);
		take(&b, &in->tally->rows.v[i], i, true);
	}
	name_classes(&b);
	put_in_order(&b);
	for (size_t i = 0; i < c->residue.n; i++)
		c->never += c->residue.v[i].installations;
	tell(&b);
	intern_release(&b.codes);
	intern_release(&b.keys);
	buf_release(&b.key);
	vec_release(&b.list);
	vec_release(&b.facts);
}

void plan_classes_release(struct plan_classes *c)
{
	plan_words_release(&c->words);
	vec_release(&c->residue);
	vec_release(&c->pieces);
	arena_release(&c->arena);
}
