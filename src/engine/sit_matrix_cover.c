/* Combinations, the devices that they have, and what ought to be tested. */
#include "engine/canon.h"
#include "engine/sit_matrix_room.h"

static uint32_t put(struct intern *keys, struct span name)
{
	struct buf key = BUF_INIT;
	uint32_t n;

	canon_add(&key, name);
	n = intern_put(keys, buf_span(&key), NULL);
	buf_release(&key);
	return n;
}

struct matrix_combination *matrix_combination_of(struct matrixer *x,
						 struct span ppc_id)
{
	const uint32_t n = put(&x->combination_keys, ppc_id);
	struct matrix_combination *k;

	if (n == x->m->combinations.n) {
		k = vec_add(&x->m->combinations);
		k->ppc_id = ppc_id;
		vec_push(&x->combination_lists, (struct lists){ 0 });
	}
	return &x->m->combinations.v[n];
}

const struct release_row *matrix_release_row(const struct matrixer *x,
					     struct span ppc_id)
{
	struct buf key = BUF_INIT;
	uint32_t n;

	if (!x->ask->release || !ppc_id.n)
		return NULL;
	canon_add(&key, ppc_id);
	n = intern_find(&x->release_keys, buf_span(&key));
	buf_release(&key);
	return n == INTERN_NONE ? NULL : &x->ask->release->rows.v[n];
}

/* A gas meter comes with its proxy on the hub. */
static unsigned devices_of(const struct release_row *row)
{
	static const unsigned types[DEVICES] = {
		[DEVICE_CH] = SRV_CHF, [DEVICE_ESME] = SRV_ESME,
		[DEVICE_GSME] = SRV_GSME | SRV_GPF,
		[DEVICE_PPMID] = SRV_PPMID };
	unsigned set = 0;

	for (unsigned d = 0; d < DEVICES; d++) {
		if (!canon_eq(row->device[d][RELEASE_MODEL], SPAN("NONE")) &&
		    row->device[d][RELEASE_MODEL].n)
			set |= types[d];
	}
	return set;
}

void matrix_take_release(struct matrixer *x)
{
	const struct release *r = x->ask->release;

	for (size_t i = 0; r && i < r->rows.n; i++) {
		put(&x->release_keys, r->rows.v[i].ppc_id);
		matrix_combination_of(x, r->rows.v[i].ppc_id)->devices =
			devices_of(&r->rows.v[i]);
	}
}

/* ---- what ought to be there ---- */

static bool list_has(const struct matrixer *x, const struct srv *srv,
		     const struct matrix_combination *k)
{
	for (unsigned type = 1; type <= SRV_DEVICES; type <<= 1) {
		if (!(k->devices & srv->devices & type))
			continue;
		for (unsigned i = 0; i < CASE_INSTALLATIONS * CASE_MODES;
		     i++) {
			const struct applicability_row *row =
				applicability_find(x->ask->applies,
				&(struct applicability_ask){
				.srv = srv, .device_type = type,
				.installation = (enum case_installation)
						(i / CASE_MODES),
				.ppc_id = k->ppc_id,
				.mode = (enum case_mode)(i % CASE_MODES) });

			if (row && row->applies)
				return true;
		}
	}
	return false;
}

static bool ought(const struct matrixer *x, const struct srv *srv,
		  const struct matrix_combination *k, bool elsewhere)
{
	if (!k->ppc_id.n || !(k->devices & srv->devices))
		return false;
	if (x->ask->applies)
		return list_has(x, srv, k);
	return elsewhere || (x->ask->outcomes->has_plan &&
			     srv->smets1 >= SRV_LIKELY);
}

static void pair(struct buf *key, struct span srv, struct span ppc_id)
{
	buf_clear(key);
	buf_add(key, srv);
	buf_add_char(key, '\0');
	canon_add(key, ppc_id);
}

static void add(struct matrixer *x, const struct srv *srv,
		struct span ppc_id)
{
	struct matrix_cell *cell = vec_add(&x->m->cells);

	cell->srv = span_of(srv->srv);
	cell->ppc_id = ppc_id;
	cell->state = MATRIX_UNCOVERED;
	x->m->uncovered++;
}

/* Where a service has cases: of any, or none; of some combination. */
struct places {
	struct intern any, some, pairs;
};

static void uncovered(struct matrixer *x, const struct srv *srv,
		      const struct places *p)
{
	const struct span name = span_of(srv->srv);
	const bool any = intern_find(&p->any, name) != INTERN_NONE;
	const bool some = intern_find(&p->some, name) != INTERN_NONE;
	struct buf key = BUF_INIT;

	for (size_t k = 0; k < x->m->combinations.n; k++) {
		const struct matrix_combination *to =
			&x->m->combinations.v[k];

		pair(&key, name, to->ppc_id);
		if (intern_find(&p->pairs, buf_span(&key)) != INTERN_NONE ||
		    !ought(x, srv, to, some))
			continue;
		add(x, srv, any ? to->ppc_id : SPAN_EMPTY);
		if (!any)
			break;
	}
	buf_release(&key);
}

void matrix_uncovered(struct matrixer *x)
{
	struct places p = { INTERN_INIT, INTERN_INIT, INTERN_INIT };
	struct buf key = BUF_INIT;

	for (size_t i = 0; i < x->m->cells.n; i++) {
		const struct matrix_cell *c = &x->m->cells.v[i];

		intern_put(&p.any, c->srv, NULL);
		if (c->ppc_id.n)
			intern_put(&p.some, c->srv, NULL);
		pair(&key, c->srv, c->ppc_id);
		intern_put(&p.pairs, buf_span(&key), NULL);
	}
	buf_release(&key);
	for (uint32_t i = 0; i < srv_count; i++)
		uncovered(x, &srv_table[i], &p);
	intern_release(&p.any);
	intern_release(&p.some);
	intern_release(&p.pairs);
}
