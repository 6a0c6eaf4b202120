/* Rows are found by their ids; nothing depends on the order of the lines. */
#include "engine/ppcl_patch.h"

#include <string.h>

#include "engine/ppcl_check.h"
#include "model/codes.h"

static void list_line(struct changes *c, unsigned column, struct span old,
		      struct span new)
{
	struct change *to;

	if (span_eq(old, new))
		return;
	to = vec_add(&c->v);
	to->class = column == PPCL_LIST_SHARE_PERCENT ?
		    CHANGE_SHARE_CHANGED : CHANGE_LABEL_ONLY;
	to->column = column;
	to->ppc_id = to->old_ppc_id = SPAN_EMPTY;
	to->old = old;
	to->new = new;
}

static const struct release_row *row_named(struct ppcl_index *ids,
					   const struct release *r,
					   struct span id)
{
	struct release_row key;
	size_t at;

	key.cell[PPCL_PPC_ID] = id;
	at = ppcl_index_find(ids, &key);
	return at == PPCL_NO_ROW ? NULL : &r->rows.v[at];
}

static void row_lines(struct changes *to, const struct change *c,
		      const struct release_row *row)
{
	for (unsigned column = 0; column < PPCL_COLUMNS; column++) {
		struct change *line;

		if (release_column_of_list(column) || column == PPCL_PPC_ID)
			continue;
		line = vec_add(&to->v);
		*line = *c;
		line->column = column;
		line->old = line->new = SPAN_EMPTY;
		if (c->class == CHANGE_ADDED)
			line->new = row->cell[column];
		else
			line->old = row->cell[column];
	}
}

void ppcl_patch_make(const struct release *old, const struct release *new,
		     struct changes *c)
{
	struct changes all = CHANGES_INIT;
	struct ppcl_index here, there;

	list_line(c, PPCL_RELEASE, old->number, new->number);
	list_line(c, CHANGE_PREVIOUS, old->previous, new->previous);
	list_line(c, CHANGE_AS_OF, old->as_of, new->as_of);
	/* To the difference a share is its rounding; a patch is exact. */
	if (release_states(old, PPCL_LIST_SHARE_PERCENT) &&
	    release_states(new, PPCL_LIST_SHARE_PERCENT))
		list_line(c, PPCL_LIST_SHARE_PERCENT, old->list_share,
			  new->list_share);
	ppcl_diff(old, new, &all);
	ppcl_index_init(&there, old, PPCL_BIT(PPCL_PPC_ID), NULL);
	ppcl_index_init(&here, new, PPCL_BIT(PPCL_PPC_ID), NULL);
	for (size_t i = 0; i < all.v.n; i++) {
		const struct change *one = &all.v.v[i];

		if (one->column == PPCL_LIST_SHARE_PERCENT)
			continue;
		if (one->class == CHANGE_ADDED)
			row_lines(c, one, row_named(&here, new, one->ppc_id));
		else if (one->class == CHANGE_REMOVED)
			row_lines(c, one, row_named(&there, old,
						    one->ppc_id));
		else
			vec_push(&c->v, *one);
	}
	ppcl_index_release(&here);
	ppcl_index_release(&there);
	changes_release(&all);
}

struct applier {
	const struct release *old;
	struct release *out;
	const char *file;
	struct diag *d;
	struct intern ids;		/* exact: of old, then of what came */
	VEC(size_t) row;		/* by id */
	VEC(bool) gone;			/* by row */
	bool ok;
};

static void refuse(struct applier *k, const struct change *c,
		   const struct span *value, const char *text,
		   struct span there)
{
	code_find(k->d, PPCL029, &(struct code_place){ .file = k->file,
		.line = c->line, .column = change_column_name(c->column),
		.value = value }, "%s" SPAN_F "%s", text, SPAN_A(there),
		there.n ? "'" : "");
	k->ok = false;
}

static void copy_old(struct applier *k)
{
	struct release *to = k->out;

	to->stated = k->old->stated;
	to->number = k->old->number;
	to->previous = k->old->previous;
	to->as_of = k->old->as_of;
	to->capability = k->old->capability;
	to->list_share = k->old->list_share;
	for (size_t i = 0; i < k->old->rows.n; i++) {
		vec_push(&to->rows, k->old->rows.v[i]);
		vec_push(&k->gone, false);
		if (intern_put(&k->ids, k->old->rows.v[i].cell[PPCL_PPC_ID],
			       NULL) == k->row.n)
			vec_push(&k->row, i);
	}
}

static void apply_list(struct applier *k, const struct change *c)
{
	struct span *const at = c->column == PPCL_RELEASE ? &k->out->number :
		c->column == CHANGE_PREVIOUS ? &k->out->previous :
		c->column == CHANGE_AS_OF ? &k->out->as_of :
		c->column == PPCL_CAPABILITY ? &k->out->capability :
		c->column == PPCL_LIST_SHARE_PERCENT ? &k->out->list_share :
		NULL;

	if (!at) {
		refuse(k, c, NULL, "a line without an id for a column that "
		       "belongs to a row", SPAN_EMPTY);
	} else if (!span_eq(*at, c->old)) {
		refuse(k, c, &c->old, at->n ? "is not what the release has: '"
		       : "is not what the release has: nothing", *at);
	} else {
		*at = c->new;
	}
}

static size_t find_row(struct applier *k, const struct change *c)
{
	const struct span id = c->old_ppc_id.n ? c->old_ppc_id : c->ppc_id;
	uint32_t known = intern_find(&k->ids, id);
	struct release_row *row;

	if (known != INTERN_NONE)
		return k->row.v[known]; /* NOLINT: row.n == ids.count */
	if (c->class != CHANGE_ADDED) {
		refuse(k, c, &id, "is no id of the release", SPAN_EMPTY);
		return PPCL_NO_ROW;
	}
	intern_put(&k->ids, id, NULL);
	vec_push(&k->row, k->out->rows.n);
	vec_push(&k->gone, false);
	row = vec_add(&k->out->rows);
	for (unsigned i = 0; i < PPCL_COLUMNS; i++)
		row->cell[i] = SPAN_EMPTY;
	row->cell[PPCL_PPC_ID] = id;
	row->line = c->line;
	return k->out->rows.n - 1;
}

static void apply_row(struct applier *k, const struct change *c)
{
	const size_t at = find_row(k, c);
	struct span *cell;

	if (at == PPCL_NO_ROW)
		return;
	if (c->class == CHANGE_ADDED && at < k->old->rows.n) {
		refuse(k, c, &c->ppc_id, "is added, and stands in the "
		       "release already", SPAN_EMPTY);
		return;
	}
	if (c->column >= PPCL_COLUMNS || release_column_of_list(c->column)) {
		refuse(k, c, &c->ppc_id, "has a line for a column that "
		       "belongs to no row", SPAN_EMPTY);
		return;
	}
	cell = &k->out->rows.v[at].cell[c->column];
	if (!span_eq(*cell, c->old)) {
		refuse(k, c, &c->old, cell->n ? "is not what the release "
		       "has: '" : "is not what the release has: nothing",
		       *cell);
		return;
	}
	*cell = c->new;
	if (c->class == CHANGE_REMOVED)
		k->gone.v[at] = true;
}

static void own_strings(struct release *r)
{
	struct span *const list[] = { &r->number, &r->previous, &r->as_of,
				      &r->capability, &r->list_share };

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		*list[i] = arena_span(&r->arena, *list[i]);
	for (size_t i = 0; i < r->rows.n; i++) {
		struct release_row *row = &r->rows.v[i];

		for (unsigned c = 0; c < PPCL_COLUMNS; c++)
			row->cell[c] = arena_span(&r->arena, row->cell[c]);
		row->number = release_id_number(row->cell[PPCL_PPC_ID]);
	}
}

bool ppcl_patch_apply(const struct release *old, const struct changes *patch,
		      const char *file, struct diag *d, struct release *out)
{
	struct applier k = { .old = old, .out = out, .file = file, .d = d,
			     .ids = INTERN_INIT, .ok = true };
	size_t left = 0;

	copy_old(&k);
	for (size_t i = 0; i < patch->v.n; i++) {
		if (patch->v.v[i].ppc_id.n == 0)
			apply_list(&k, &patch->v.v[i]);
		else
			apply_row(&k, &patch->v.v[i]);
	}
	for (size_t i = 0; i < out->rows.n; i++) {
		if (!k.gone.v[i]) /* NOLINT: gone.n >= rows.n */
			out->rows.v[left++] = out->rows.v[i];
	}
	out->rows.n = left;
	own_strings(out);
	if (!release_set_number(out, out->number)) {
		code_find(d, PPCL012, &(struct code_place){ .file = file,
			.column = "release", .value = &out->number },
			"is not two numbers joined by a dot, such as 2.10");
		k.ok = false;
	}
	release_sort(out);
	k.ok = ppcl_check(out, file, PPCL_CHECK_IDS, d) && k.ok;
	intern_release(&k.ids);
	vec_release(&k.row);
	vec_release(&k.gone);
	return k.ok;
}
