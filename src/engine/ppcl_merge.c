/* The changes of b are put under keys; those of a look for theirs. */
#include "engine/ppcl_merge.h"

#include "base/bug.h"

struct merger {
	const struct release *base, *a, *b;
	struct conflicts *c;
	struct intern cells;		/* of b: base id and column */
	VEC(size_t) change;		/* by cell: of b */
	struct intern rows;		/* of b: base id */
	VEC(size_t) first;		/* by row: its first change of b */
	struct buf key;
};

const char *conflict_name(enum conflict_kind k)
{
	static const char *const names[] = {
		"CELL", "REMOVED_CHANGED", "ADDED_TWICE", "SAME_COMBINATION",
	};

	if (k > CONFLICT_SAME_COMBINATION)
		BUG("no such conflict");
	return names[k];
}

/* The id under which the base knows the row. */
static struct span base_id(const struct change *c)
{
	return c->old_ppc_id.n ? c->old_ppc_id : c->ppc_id;
}

static void cell_key(struct merger *k, const struct change *c)
{
	buf_clear(&k->key);
	buf_addf(&k->key, "%u ", c->column);
	buf_add(&k->key, base_id(c));
}

static void index_b(struct merger *k)
{
	for (size_t i = 0; i < k->c->of_b.v.n; i++) {
		const struct change *c = &k->c->of_b.v.v[i];
		bool fresh;

		if (c->class == CHANGE_ADDED)
			continue;
		cell_key(k, c);
		intern_put(&k->cells, buf_span(&k->key), NULL);
		vec_push(&k->change, i);
		intern_put(&k->rows, base_id(c), &fresh);
		if (fresh)
			vec_push(&k->first, i);
	}
}

static void add(struct merger *k, enum conflict_kind kind,
		const struct change *c, unsigned column, struct span a,
		struct span b)
{
	struct conflict *to = vec_add(&k->c->v);

	to->kind = kind;
	to->column = column;
	to->ppc_id = base_id(c);
	to->base = c->old;
	to->a = a;
	to->b = b;
}

static bool weighs(const struct change *c)
{
	return c->class != CHANGE_LABEL_ONLY &&
	       c->class != CHANGE_SHARE_CHANGED &&
	       c->class != CHANGE_RENUMBERED && c->class != CHANGE_ADDED &&
	       c->class != CHANGE_REMOVED;
}

static void match_cell(struct merger *k, const struct change *c)
{
	const struct change *other;
	uint32_t at;

	cell_key(k, c);
	at = intern_find(&k->cells, buf_span(&k->key));
	if (at == INTERN_NONE)
		return;
	other = &k->c->of_b.v.v[k->change.v[at]];
	if (c->column < PPCL_COLUMNS &&
	    !ppcl_same(c->column, c->new, other->new))
		add(k, CONFLICT_CELL, c, c->column, c->new, other->new);
}

/* a changed the cell; did b remove its row? */
static void match_removed(struct merger *k, const struct change *c)
{
	const uint32_t at = intern_find(&k->rows, base_id(c));

	if (at != INTERN_NONE && weighs(c) &&
	    k->c->of_b.v.v[k->first.v[at]].class == CHANGE_REMOVED)
		add(k, CONFLICT_REMOVED_CHANGED, c, c->column, c->new,
		    SPAN_EMPTY);
}

/* a removed the row; what did b change of it? */
static void match_changed(struct merger *k, const struct change *c)
{
	const struct changes *b = &k->c->of_b;
	const uint32_t at = intern_find(&k->rows, c->ppc_id);

	if (at == INTERN_NONE)
		return;
	/* NOLINTNEXTLINE: first.n == rows.count */
	for (size_t i = k->first.v[at]; i < b->v.n &&
	     span_eq(base_id(&b->v.v[i]), c->ppc_id); i++) {
		if (weighs(&b->v.v[i]))
			add(k, CONFLICT_REMOVED_CHANGED, &b->v.v[i],
			    b->v.v[i].column, SPAN_EMPTY, b->v.v[i].new);
	}
}

/* Ids and combinations that are new in one branch, looked up in the other. */
static void match_added(struct merger *k)
{
	struct ppcl_match a, b;
	struct ppcl_index ids, keys;
	bool *skip;

	ppcl_match_init(&a, k->base, k->a);
	ppcl_match_init(&b, k->base, k->b);
	skip = mem_array(k->b->rows.n + 1, sizeof(*skip));
	for (size_t i = 0; i < k->b->rows.n; i++)
		skip[i] = b.old_of[i] != PPCL_NO_ROW;
	ppcl_index_init(&ids, k->b, PPCL_BIT(PPCL_PPC_ID), NULL);
	ppcl_index_init(&keys, k->b, PPCL_KEY_MIGRATION & k->a->stated &
			k->b->stated, skip);
	for (size_t i = 0; i < k->a->rows.n; i++) {
		const struct release_row *row = &k->a->rows.v[i];
		const struct change c = { .ppc_id = row->cell[PPCL_PPC_ID],
			.old_ppc_id = SPAN_EMPTY, .old = SPAN_EMPTY };
		const size_t same_id = ppcl_index_find(&ids, row);
		const size_t same_key = ppcl_index_find(&keys, row);
		const size_t from = a.old_of[i];

		if (from != PPCL_NO_ROW &&
		    (same_id == PPCL_NO_ROW || b.old_of[same_id] == from))
			continue;
		if (same_id != PPCL_NO_ROW && (from != PPCL_NO_ROW ||
		    b.old_of[same_id] != PPCL_NO_ROW ||
		    !ppcl_key_eq(row, &k->b->rows.v[same_id],
				 keys.columns)))
			add(k, CONFLICT_ADDED_TWICE, &c, CHANGE_WHOLE_ROW,
			    ppcl_words(row, &k->c->of_a.arena),
			    ppcl_words(&k->b->rows.v[same_id],
				       &k->c->of_b.arena));
		else if (same_id == PPCL_NO_ROW && same_key != PPCL_NO_ROW)
			add(k, CONFLICT_SAME_COMBINATION, &c, PPCL_PPC_ID,
			    c.ppc_id,
			    k->b->rows.v[same_key].cell[PPCL_PPC_ID]);
	}
	ppcl_index_release(&ids);
	ppcl_index_release(&keys);
	ppcl_match_release(&a);
	ppcl_match_release(&b);
	mem_free(skip);
}

void ppcl_merge(const struct release *base, const struct release *a,
		const struct release *b, struct conflicts *c)
{
	struct merger k = { .base = base, .a = a, .b = b, .c = c,
			    .cells = INTERN_INIT, .rows = INTERN_INIT };

	ppcl_diff(base, a, &c->of_a);
	ppcl_diff(base, b, &c->of_b);
	index_b(&k);
	for (size_t i = 0; i < c->of_a.v.n; i++) {
		const struct change *one = &c->of_a.v.v[i];

		if (one->class == CHANGE_ADDED)
			continue;
		if (one->class == CHANGE_REMOVED) {
			match_changed(&k, one);
			continue;
		}
		match_cell(&k, one);
		match_removed(&k, one);
	}
	match_added(&k);
	intern_release(&k.cells);
	intern_release(&k.rows);
	vec_release(&k.change);
	vec_release(&k.first);
	buf_release(&k.key);
}

void conflicts_release(struct conflicts *c)
{
	changes_release(&c->of_a);
	changes_release(&c->of_b);
	vec_release(&c->v);
}
