/* Changes by id in the old release; results are looked up one by one. */
#include "engine/ppcl_evidence.h"

#include <stdlib.h>

#include "base/intern.h"
#include "engine/canon.h"
#include "engine/ppcl_key.h"

struct finder {
	const struct changes *c;
	const struct release *new;
	struct intern old_ids, new_ids;
	VEC(size_t) of_old, of_new;	/* by id: first change that voids */
	struct buf key;
};

static struct span old_id(const struct change *c)
{
	return c->old_ppc_id.n ? c->old_ppc_id : c->ppc_id;
}

static uint32_t put(struct finder *f, struct intern *ids, struct span id,
		    bool *fresh)
{
	buf_clear(&f->key);
	canon_add(&f->key, id);
	return intern_put(ids, buf_span(&f->key), fresh);
}

/* Changes of one row follow each other. */
static void index_changes(struct finder *f)
{
	for (size_t i = 0; i < f->c->v.n; i++) {
		const struct change *c = &f->c->v.v[i];
		bool fresh;

		if (!(c->consequence & OBLIGES_VOIDS))
			continue;
		put(f, &f->old_ids, old_id(c), &fresh);
		if (fresh)
			vec_push(&f->of_old, i);
		put(f, &f->new_ids, c->ppc_id, &fresh);
		if (fresh)
			vec_push(&f->of_new, i);
	}
}

/* Did it run on the new release, or a later one? */
static bool ran_on_new(const struct finder *f, const struct result_row *r)
{
	struct release of = { .major = 0 };

	return release_number(r->cell[RESULT_RELEASE], &of.major,
			      &of.minor) &&
	       release_compare(&of, f->new) >= 0;
}

static bool is_void(const struct finder *f, const struct change *c,
		    const struct result_row *r, struct span *ran_on)
{
	enum device d;
	unsigned part;

	*ran_on = SPAN_EMPTY;
	if (release_column_device(c->column, &d, &part) &&
	    part == RELEASE_FIRMWARE) {
		*ran_on = r->cell[result_firmware(d)];
		if (ran_on->n)
			return !ppcl_same(c->column, *ran_on, c->new);
	}
	return !ran_on_new(f, r);
}

static void judge(struct finder *f, const struct result_row *r,
		  struct voided *v)
{
	const bool new = ran_on_new(f, r);
	const struct intern *ids = new ? &f->new_ids : &f->old_ids;
	uint32_t id;

	buf_clear(&f->key);
	canon_add(&f->key, r->cell[RESULT_PPC_ID]);
	id = intern_find(ids, buf_span(&f->key));
	if (id == INTERN_NONE)
		return;
	if (r->cell[RESULT_VOIDED_BY].n) {
		v->already++;
		return;
	}
	for (size_t i = new ? f->of_new.v[id] : f->of_old.v[id];
	     i < f->c->v.n; i++) {
		const struct change *c = &f->c->v.v[i];
		struct span ran_on;

		if (!canon_eq(new ? c->ppc_id : old_id(c),
			      r->cell[RESULT_PPC_ID]))
			return;
		if ((c->consequence & OBLIGES_VOIDS) &&
		    is_void(f, c, r, &ran_on)) {
			vec_push(&v->v, ((struct voided_result){
				r, c, ran_on }));
			return;
		}
	}
}

static int compare(const void *pa, const void *pb)
{
	static const unsigned columns[] = {
		RESULT_CYCLE, RESULT_CASE_ID,
	};
	const struct voided_result *a = pa, *b = pb;
	const uint64_t x = release_id_number(a->change->ppc_id);
	const uint64_t y = release_id_number(b->change->ppc_id);
	int c;

	if (x != y)
		return x < y ? -1 : 1;
	c = span_cmp(a->change->ppc_id, b->change->ppc_id);
	for (size_t i = 0; c == 0 && i < 2; i++)
		c = span_cmp(a->result->cell[columns[i]],
			     b->result->cell[columns[i]]);
	if (c)
		return c;
	/* attempts are numbers: a longer one is a higher one */
	if (a->result->cell[RESULT_ATTEMPT].n !=
	    b->result->cell[RESULT_ATTEMPT].n)
		return a->result->cell[RESULT_ATTEMPT].n <
		       b->result->cell[RESULT_ATTEMPT].n ? -1 : 1;
	return span_cmp(a->result->cell[RESULT_ATTEMPT],
			b->result->cell[RESULT_ATTEMPT]);
}

void ppcl_evidence(const struct changes *c, const struct release *new,
		   const struct results *results, struct voided *v)
{
	struct finder f = { .c = c, .new = new, .old_ids = INTERN_INIT,
			    .new_ids = INTERN_INIT };

	index_changes(&f);
	for (size_t i = 0; i < results->rows.n; i++)
		judge(&f, &results->rows.v[i], v);
	if (v->v.n > 1)
		qsort(v->v.v, v->v.n, sizeof(*v->v.v), compare);
	intern_release(&f.old_ids);
	intern_release(&f.new_ids);
	vec_release(&f.of_old);
	vec_release(&f.of_new);
	buf_release(&f.key);
}

uint64_t voided_count(const struct voided *v, struct span ppc_id)
{
	uint64_t n = 0;

	for (size_t i = 0; i < v->v.n; i++)
		n += span_eq(v->v.v[i].change->ppc_id, ppc_id);
	return n;
}

void voided_release(struct voided *v)
{
	vec_release(&v->v);
}
