/*
 * Cells and combinations gather in the order of the cases and are sorted at
 * the end. What stands in a cell as a list (cycles, firmware) is kept as a
 * set of its own until then.
 */
#include "engine/sit_matrix.h"

#include <stdlib.h>

#include "engine/evidence_counts.h"
#include "engine/sit_matrix_room.h"
#include "model/codes.h"

const char *matrix_state_name(enum matrix_state s)
{
	static const char *const names[MATRIX_STATES] = {
		"FAIL", "ERROR", "BLOCKED", "NO_VERDICT", "LATE", "VOID",
		"NOT_RUN", "PASS", "SKIP", "UNCOVERED", "ORPHAN" };

	return names[s];
}

/* ---- lists ---- */

static void add_name(struct buf *list, struct span name)
{
	struct span rest = buf_span(list), part;

	if (!name.n)
		return;
	while (span_cut(&rest, ';', &part)) {
		if (span_eq(part, name))
			return;
	}
	if (list->n)
		buf_add_char(list, ';');
	buf_add(list, name);
}

static void add_names(struct buf *list, struct span names)
{
	struct span name;

	while (span_cut(&names, ';', &name))
		add_name(list, span_trim(name));
}

static struct span taken(struct arena *a, struct buf *b)
{
	const struct span s = arena_span(a, buf_span(b));

	buf_release(b);
	return s;
}

static void add_result(struct lists *l, const struct matrixer *x,
		       const struct outcome *is)
{
	const struct span *cell = is->row->cell;

	add_name(&l->cycles, x->ask->outcomes->cycles.v[is->cycle].name);
	add_names(&l->issues, cell[RESULT_ISSUE_IDS]);
	for (unsigned d = 0; d < DEVICES; d++)
		add_name(&l->firmware[d],
			 cell[result_firmware((enum device)d)]);
}

/* ---- what a case is now ---- */

struct now {
	const struct outcome *newest, *oldest;	/* that count, not SKIP */
	bool has_void, skipped;
	uint64_t attempts;
};

static struct now look(const struct matrixer *x,
		       const struct outcome_case *c)
{
	const struct release_row *row = matrix_release_row(x, c->ppc_id);
	struct now now = { 0 };

	for (size_t i = 0; i < c->n; i++) {
		const struct outcome *is = outcome_of(x->ask->outcomes, c, i);

		now.attempts += is->attempts;
		if (!is->ran)
			continue;
		if (is->verdict == VERDICT_SKIP) {
			now.skipped = true;
		} else if (evidence_standing(is->row, row) !=
			   EVIDENCE_COUNTS) {
			now.has_void = true;
		} else {
			now.newest = is;
			if (!now.oldest)
				now.oldest = is;
		}
	}
	return now;
}

static void add_rates(struct outcome_rates *r, uint64_t *voided,
		      const struct now *now)
{
	r->cases++;
	r->attempts += now->attempts;
	if (now->newest) {
		r->verdict[now->newest->verdict]++;
		r->tried++;
		r->first_time += now->oldest->first == VERDICT_PASS;
	} else if (now->has_void) {
		++*voided;
	} else if (now->skipped) {
		r->verdict[VERDICT_SKIP]++;
	} else {
		r->not_run++;
	}
}

static enum matrix_state worst(const struct outcome_rates *r,
			       uint64_t voided)
{
	static const struct {
		enum verdict_kind verdict;
		enum matrix_state state;
	} order[] = {
		{ VERDICT_FAIL, MATRIX_FAIL },
		{ VERDICT_ERROR, MATRIX_ERROR },
		{ VERDICT_BLOCKED, MATRIX_BLOCKED },
		{ VERDICT_NO_VERDICT, MATRIX_NO_VERDICT },
		{ VERDICT_LATE, MATRIX_LATE },
	};

	for (unsigned i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (r->verdict[order[i].verdict])
			return order[i].state;
	}
	if (voided)
		return MATRIX_VOID;
	if (r->not_run)
		return MATRIX_NOT_RUN;
	return r->verdict[VERDICT_PASS] ? MATRIX_PASS : MATRIX_SKIP;
}

/* ---- cells ---- */

static size_t cell_of(struct matrixer *x, const struct outcome_case *c)
{
	const struct outcomes *o = x->ask->outcomes;
	struct buf key = BUF_INIT;
	struct matrix_cell *cell;
	bool fresh;
	uint32_t n;
	struct matrix_cell is = { .srv = c->srv, .ppc_id = c->ppc_id };

	if (x->ask->facets) {
		is.installation = outcome_cell(o, c,
					       RESULT_INSTALLATION_TYPE);
		is.device_type = outcome_cell(o, c, RESULT_DEVICE_TYPE);
	}
	buf_add(&key, is.srv);
	buf_add_char(&key, '\0');
	buf_add(&key, is.ppc_id);
	buf_add_char(&key, '\0');
	buf_add(&key, is.installation);
	buf_add_char(&key, '\0');
	buf_add(&key, is.device_type);
	n = intern_put(&x->cell_keys, buf_span(&key), &fresh);
	buf_release(&key);
	if (fresh) {
		cell = vec_add(&x->m->cells);
		*cell = is;
		vec_push(&x->cell_lists, (struct lists){ 0 });
	}
	return n;
}

static void add_orphan(struct matrixer *x, const struct outcome_case *c,
		       const struct now *now, struct diag *d)
{
	struct matrix_cell cell = { .srv = c->srv, .ppc_id = c->ppc_id,
		.state = MATRIX_ORPHAN, .case_id = c->id };
	struct lists l = { 0 };

	add_rates(&cell.rates, &cell.voided, now);
	if (now->newest)
		add_result(&l, x, now->newest);
	matrix_lists_take(&l, x->m, &cell);
	vec_push(&x->orphans, cell);
	x->m->orphans++;
	code_find(d, SIT152, &(struct code_place){ .file = x->ask->file,
		.column = "case_id", .value = &c->id },
		"is no case of the plan");
}

static void add_case(struct matrixer *x, const struct outcome_case *c,
		     struct diag *d)
{
	const struct now now = look(x, c);
	struct matrix_combination *k;
	size_t n;

	if (x->ask->outcomes->has_plan && !c->plan) {
		add_orphan(x, c, &now, d);
		return;
	}
	n = cell_of(x, c);
	k = matrix_combination_of(x, c->ppc_id);
	k->devices |= srv_device_named(outcome_cell(x->ask->outcomes, c,
						    RESULT_DEVICE_TYPE));
	add_rates(&x->m->cells.v[n].rates, &x->m->cells.v[n].voided, &now);
	add_rates(&k->rates, &k->voided, &now);
	add_rates(&x->m->rates, &x->m->voided, &now);
	if (c->plan)
		add_names(&x->cell_lists.v[n].requirements,
			  c->plan->requirement);
	if (now.newest) {
		add_result(&x->cell_lists.v[n], x, now.newest);
		add_result(&x->combination_lists.v
			[k - x->m->combinations.v], x, now.newest);
	}
}

void matrix_lists_take(struct lists *l, struct matrix *m,
		       struct matrix_cell *cell)
{
	cell->cycles = taken(&m->arena, &l->cycles);
	cell->issues = taken(&m->arena, &l->issues);
	cell->requirements = taken(&m->arena, &l->requirements);
	for (unsigned d = 0; d < DEVICES; d++)
		cell->firmware[d] = taken(&m->arena, &l->firmware[d]);
}

static int by_place(const void *pa, const void *pb)
{
	const struct matrix_cell *a = pa, *b = pb;
	int c = outcome_compare_srv(a->srv, b->srv);

	if (!c)
		c = outcome_compare_ppc(a->ppc_id, b->ppc_id);
	if (!c)
		c = span_cmp(a->installation, b->installation);
	if (!c)
		c = span_cmp(a->device_type, b->device_type);
	return c ? c : span_cmp(a->case_id, b->case_id);
}

static int by_ppc(const void *pa, const void *pb)
{
	const struct matrix_combination *a = pa, *b = pb;

	return outcome_compare_ppc(a->ppc_id, b->ppc_id);
}

static void finish(struct matrixer *x)
{
	struct matrix *m = x->m;

	for (size_t i = 0; i < m->cells.n; i++) {
		struct matrix_cell *cell = &m->cells.v[i];

		cell->state = worst(&cell->rates, cell->voided);
		matrix_lists_take(&x->cell_lists.v[i], m, cell);
	}
	for (size_t i = 0; i < m->combinations.n; i++) {
		struct matrix_combination *k = &m->combinations.v[i];
		struct matrix_cell cell = { 0 };

		matrix_lists_take(&x->combination_lists.v[i], m, &cell);
		k->cycles = cell.cycles;
		for (unsigned d = 0; d < DEVICES; d++)
			k->firmware[d] = cell.firmware[d];
	}
	matrix_uncovered(x);
	if (m->cells.n > 1)
		qsort(m->cells.v, m->cells.n, sizeof(*m->cells.v), by_place);
	if (m->combinations.n > 1)
		qsort(m->combinations.v, m->combinations.n,
		      sizeof(*m->combinations.v), by_ppc);
	if (x->orphans.n > 1)
		qsort(x->orphans.v, x->orphans.n, sizeof(*x->orphans.v),
		      by_place);
	for (size_t i = 0; i < x->orphans.n; i++)
		vec_push(&m->cells, x->orphans.v[i]);
}

void sit_matrix(const struct matrix_ask *ask, struct matrix *m,
		struct diag *d)
{
	struct matrixer x = { .ask = ask, .m = m, .cell_keys = INTERN_INIT,
			      .combination_keys = INTERN_INIT,
			      .release_keys = INTERN_INIT };

	*m = (struct matrix){ .arena = ARENA_INIT };
	matrix_take_release(&x);
	for (size_t i = 0; i < ask->outcomes->cases.n; i++)
		add_case(&x, &ask->outcomes->cases.v[i], d);
	finish(&x);
	intern_release(&x.cell_keys);
	intern_release(&x.combination_keys);
	intern_release(&x.release_keys);
	vec_release(&x.cell_lists);
	vec_release(&x.combination_lists);
	vec_release(&x.orphans);
}

void matrix_release(struct matrix *m)
{
	vec_release(&m->cells);
	vec_release(&m->combinations);
	arena_release(&m->arena);
}
