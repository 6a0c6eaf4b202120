/*
 * Three sets stand behind each other: (column, raw cell) -> spelling ->
 * class. The first is the only one asked per cell; aliases and canonical
 * forms are worked out once for each distinct raw cell.
 */
#include "engine/names.h"

#include <string.h>

#include "base/buf.h"
#include "base/intern.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/vec.h"
#include "engine/canon.h"
#include "model/rfi.h"

struct name_class {
	struct span forced;	/* alias target, or empty */
	bool is_forced;
	uint32_t best;		/* spelling, or INTERN_NONE */
};

struct spelling {
	uint32_t cls;
	uint64_t installations;
};

/* A raw cell of a column: worked out once, however often it comes. */
struct raw_cell {
	uint32_t spelling;
	const struct alias *alias;	/* or NULL */
	bool judged;		/* the two below are known */
	bool is_unknown;
	struct span near;	/* known name it may be meant for; empty */
};

enum { RECENT = 32 };		/* cells of a column */

/* A cell that was asked for. */
struct recent {
	struct span text;		/* of the table's own */
	uint32_t id;			/* and one; 0: none yet */
};

struct names {
	const struct alias_table *aliases;
	struct intern raw;		/* column byte, cell */
	struct recent recent[RFI_COLUMNS][RECENT];
	VEC(struct raw_cell) cells;
	struct intern spellings;	/* class, trimmed text */
	VEC(struct spelling) spelling;
	struct intern classes;		/* pool byte, canonical form */
	VEC(struct name_class) cls;
	struct buf key;
	struct intern known;		/* pool byte, canonical form */
	bool listed[RFI_COLUMNS];	/* pools that --known speaks of */
};

/* Columns that share their classes have the same pool: the first of them. */
static unsigned pool_of(unsigned column)
{
	enum device d;
	enum part p;
	bool target;

	if (column == RFI_SUPPLIER || column == RFI_SMSO)
		return RFI_REPORTER;
	if (!rfi_column_device(column, &d, &p, &target))
		return column;
	if (p == PART_MANUFACTURER)
		return RFI_CH_MANUFACTURER;
	return target ? rfi_column(d, PART_FW_VERSION) : column;
}

static void key_begin(struct names *n, unsigned tag)
{
	buf_clear(&n->key);
	buf_add_char(&n->key, (char)(unsigned char)tag);
}

static uint32_t special_class(struct span canonical)
{
	if (canonical.n == 0)
		return NAME_BLANK;
	if (span_eq(canonical, SPAN("?")))
		return NAME_UNKNOWN;
	if (span_eq(canonical, SPAN("tbc")))
		return NAME_TBC;
	if (span_eq(canonical, SPAN("none")))
		return NAME_NONE;
	return INTERN_NONE;
}

static uint32_t put_class(struct names *n, unsigned pool, struct span text)
{
	uint32_t id;
	bool fresh;

	key_begin(n, pool);
	canon_add(&n->key, text);
	id = special_class(span_from(buf_span(&n->key), 1));
	if (id != INTERN_NONE)
		return id;
	id = intern_put(&n->classes, buf_span(&n->key), &fresh);
	if (fresh) {
		struct name_class *c = vec_add(&n->cls);

		c->best = INTERN_NONE;
	}
	return id;
}

static bool field_is(struct span field, unsigned column)
{
	return span_eq_nocase(span_trim(field),
			      span_of(rfi_wide_format.columns[column].name)) ||
	       span_eq_nocase(span_trim(field), rfi_field(column));
}

/* The alias of a cell, the one for the very column before that of a field. */
static const struct alias *find_alias(const struct names *n, unsigned column,
				      struct span cell)
{
	const struct span name =
		span_of(rfi_wide_format.columns[column].name);
	const struct alias *found = NULL;

	if (!n->aliases)
		return NULL;
	for (size_t i = 0; i < n->aliases->aliases.n; i++) {
		const struct alias *a = &n->aliases->aliases.v[i];

		if (!field_is(a->field, column) || !canon_eq(a->from, cell))
			continue;
		if (span_eq_nocase(span_trim(a->field), name))
			return a;
		found = a;
	}
	return found;
}

/* Alias targets are printed as they stand, also for cells that have the
 * target's canonical form and need no alias row. */
static void force_targets(struct names *n)
{
	for (size_t i = 0; i < n->aliases->aliases.n; i++) {
		const struct alias *a = &n->aliases->aliases.v[i];

		for (unsigned c = 0; c < RFI_COLUMNS; c++) {
			uint32_t id;

			if (!field_is(a->field, c))
				continue;
			id = put_class(n, pool_of(c), a->to);
			if (id < NAME_FIRST || n->cls.v[id].is_forced)
				continue;
			n->cls.v[id].forced = canon_trim(a->to);
			n->cls.v[id].is_forced = true;
		}
	}
}

static void put_known(struct names *n, struct span field, struct span name,
		      bool listed)
{
	for (unsigned c = 0; c < RFI_COLUMNS; c++) {
		bool fresh;

		if (!field_is(field, c))
			continue;
		key_begin(n, pool_of(c));
		canon_add(&n->key, name);
		intern_put(&n->known, buf_span(&n->key), &fresh);
		if (listed)
			n->listed[pool_of(c)] = true;
	}
}

static void note_known(struct names *n)
{
	for (size_t i = 0; i < n->aliases->aliases.n; i++)
		put_known(n, n->aliases->aliases.v[i].field,
			  n->aliases->aliases.v[i].to, false);
	for (size_t i = 0; i < n->aliases->known.n; i++)
		put_known(n, n->aliases->known.v[i].field,
			  n->aliases->known.v[i].name, true);
}

struct names *names_new(const struct alias_table *aliases)
{
	static const struct span special[NAME_FIRST] = {
		{ "", 0 }, { "?", 1 }, { "TBC", 3 }, { "NONE", 4 },
	};
	struct names *n = mem_array(1, sizeof(*n));

	n->aliases = aliases;
	for (uint32_t i = 0; i < NAME_FIRST; i++) {
		struct name_class *c = vec_add(&n->cls);
		bool fresh;

		/* The pool byte 0xff is no column's. */
		key_begin(n, 0xff);
		buf_add(&n->key, special[i]);
		intern_put(&n->classes, buf_span(&n->key), &fresh);
		c->forced = special[i];
		c->is_forced = true;
		c->best = INTERN_NONE;
	}
	if (aliases) {
		force_targets(n);
		note_known(n);
	}
	return n;
}

void names_free(struct names *n)
{
	if (!n)
		return;
	intern_release(&n->raw);
	vec_release(&n->cells);
	intern_release(&n->spellings);
	vec_release(&n->spelling);
	intern_release(&n->classes);
	vec_release(&n->cls);
	intern_release(&n->known);
	buf_release(&n->key);
	mem_free(n);
}

static uint32_t put_spelling(struct names *n, uint32_t cls, struct span text)
{
	uint32_t id;
	bool fresh;

	buf_clear(&n->key);
	buf_add_bytes(&n->key, &cls, sizeof(cls));
	buf_add(&n->key, text);
	id = intern_put(&n->spellings, buf_span(&n->key), &fresh);
	if (fresh) {
		struct spelling *s = vec_add(&n->spelling);

		s->cls = cls;
	}
	return id;
}

/* A factory configuration is free text and no name: blanks around it are its
 * own. Of a name they are noise, as footnote marks are. */
static struct span text_to_print(unsigned column, struct span cell)
{
	enum device d;
	enum part p;
	bool target;

	if (rfi_column_device(column, &d, &p, &target) && p == PART_CONFIG)
		return cell;
	return canon_trim(cell);
}

/*
 * A cell is asked about several times on end, and a column has few cells that
 * come often: they differ in length or at the end.
 */
static struct recent *recent_of(struct names *n, unsigned column,
				struct span cell)
{
	unsigned h = (unsigned)cell.n * 5;

	if (cell.n >= 2)
		h += (unsigned char)cell.p[cell.n - 1] +
		     (unsigned char)cell.p[cell.n - 2] * 3u;
	return &n->recent[column][h % RECENT];
}

static struct raw_cell *look_up(struct names *n, unsigned column,
				struct span cell, struct recent *r)
{
	const struct alias *alias;
	struct raw_cell *c;
	uint32_t id, cls, spelling;
	bool fresh;

	key_begin(n, column);
	buf_add(&n->key, cell);
	id = intern_put(&n->raw, buf_span(&n->key), &fresh);
	r->id = id + 1;
	r->text = span_from(intern_get(&n->raw, id), 1);
	if (!fresh)
		return &n->cells.v[id];
	alias = find_alias(n, column, cell);
	cls = put_class(n, pool_of(column), alias ? alias->to : cell);
	spelling = put_spelling(n, cls, text_to_print(column, cell));
	c = vec_add(&n->cells);
	c->spelling = spelling;
	c->alias = alias;
	return c;
}

static struct raw_cell *put_cell(struct names *n, unsigned column,
				 struct span cell)
{
	struct recent *r = recent_of(n, column, cell);

	if (r->id && r->text.n == cell.n &&
	    (cell.n == 0 || memcmp(r->text.p, cell.p, cell.n) == 0))
		return &n->cells.v[r->id - 1];
	return look_up(n, column, cell, r);
}

uint32_t names_put(struct names *n, unsigned column, struct span cell)
{
	return put_cell(n, column, cell)->spelling;
}

static struct span spelling_text(const struct names *n, uint32_t spelling)
{
	return span_from(intern_get(&n->spellings, spelling),
			 sizeof(uint32_t));
}

void names_count(struct names *n, uint32_t spelling, uint64_t installations)
{
	struct spelling *s = &n->spelling.v[spelling];
	struct name_class *c = &n->cls.v[s->cls];
	const struct spelling *b;

	if (!num_add(&s->installations, installations))
		s->installations = UINT64_MAX;
	if (c->is_forced || c->best == spelling)
		return;
	if (c->best == INTERN_NONE) {
		c->best = spelling;
		return;
	}
	b = &n->spelling.v[c->best];
	if (s->installations > b->installations ||
	    (s->installations == b->installations &&
	     span_cmp(spelling_text(n, spelling),
		      spelling_text(n, c->best)) < 0))
		c->best = spelling;
}

uint32_t names_class(const struct names *n, uint32_t spelling)
{
	return n->spelling.v[spelling].cls;
}

struct span names_print(const struct names *n, uint32_t cls)
{
	const struct name_class *c = &n->cls.v[cls];

	if (c->is_forced)
		return c->forced;
	if (c->best == INTERN_NONE)
		return names_canonical(n, cls);
	return spelling_text(n, c->best);
}

struct span names_canonical(const struct names *n, uint32_t cls)
{
	return span_from(intern_get(&n->classes, cls), 1);
}

uint32_t names_find(const struct names *n, unsigned column, struct span text)
{
	const struct alias *alias = find_alias(n, column, text);
	struct buf key = BUF_INIT;
	uint32_t id;

	buf_add_char(&key, (char)(unsigned char)pool_of(column));
	canon_add(&key, alias ? alias->to : text);
	id = special_class(span_from(buf_span(&key), 1));
	if (id == INTERN_NONE)
		id = intern_find(&n->classes, buf_span(&key));
	buf_release(&key);
	return id == INTERN_NONE ? NAME_BLANK : id;
}

static bool is_known(const struct names *n, unsigned column,
		     struct span cell)
{
	struct buf key = BUF_INIT;
	bool known;

	buf_add_char(&key, (char)(unsigned char)pool_of(column));
	canon_add(&key, cell);
	known = special_class(span_from(buf_span(&key), 1)) != INTERN_NONE ||
		intern_find(&n->known, buf_span(&key)) != INTERN_NONE;
	buf_release(&key);
	return known;
}

struct span names_meant(struct names *n, unsigned column, struct span cell)
{
	const struct raw_cell *c = put_cell(n, column, cell);

	return c->alias ? c->alias->to : cell;
}

static void take_nearer(struct raw_cell *c, struct span cell,
			struct span known)
{
	if (canon_near(cell, known) &&
	    (c->near.n == 0 || span_cmp(known, c->near) < 0))
		c->near = known;
}

static const struct raw_cell *judge(struct names *n, unsigned column,
				    struct span cell)
{
	struct raw_cell *c = put_cell(n, column, cell);

	if (c->judged)
		return c;
	c->judged = true;
	if (c->alias || is_known(n, column, cell))
		return c;
	c->is_unknown = n->listed[pool_of(column)];
	for (size_t i = 0; i < n->aliases->aliases.n; i++) {
		const struct alias *a = &n->aliases->aliases.v[i];

		if (field_is(a->field, column))
			take_nearer(c, cell, a->to);
	}
	for (size_t i = 0; i < n->aliases->known.n; i++) {
		const struct known_name *k = &n->aliases->known.v[i];

		if (field_is(k->field, column))
			take_nearer(c, cell, k->name);
	}
	return c;
}

bool names_near(struct names *n, unsigned column, struct span cell,
		struct span *known)
{
	if (!n->aliases || cell.n == 0)
		return false;
	*known = judge(n, column, cell)->near;
	return known->n != 0;
}

bool names_unknown(struct names *n, unsigned column, struct span cell)
{
	return n->aliases && cell.n && judge(n, column, cell)->is_unknown;
}

uint32_t names_spellings(const struct names *n)
{
	return (uint32_t)n->spelling.n;
}

void names_spelling(const struct names *n, uint32_t spelling,
		    struct span *text, uint32_t *cls)
{
	*text = spelling_text(n, spelling);
	*cls = n->spelling.v[spelling].cls;
}
