/*
 * Grounds are tried for all rows in the order TESTED, DMCT, EQUIVALENT, so
 * that a reference may stand anywhere in the list. Equivalences and the first
 * combination of an SMSO depend on what else is admitted: the latter has two
 * passes, the former as many as bring something in.
 */
#include "engine/admit.h"

#include "base/bug.h"
#include "engine/admit_room.h"
#include "engine/canon.h"
#include "model/codes.h"

struct admitter {
	const struct admit_input *in;
	struct admission *a;
	struct cycle_index index;
	bool *done;		/* by row of the release: admitted or carried */
	bool *refused;
};

const char *admit_condition_name(enum admit_condition c)
{
	static const char *const names[ADMIT_CONDITIONS] = {
		"STATED", "ECONOMIC", "SERVICES", "MT_EOC", "SIT_EOC",
		"SYSTEM_REGRESSION", "CRITERIA", "CRITERIA_OVERALL", "DMCT",
		"FIRST_OF_SMSO", "REFERENCE", "DATE",
	};

	if (c >= ADMIT_CONDITIONS)
		BUG("no such condition");
	return names[c];
}

static bool agrees(struct span asked, struct span cell)
{
	return asked.n == 0 || canon_eq(asked, cell);
}

bool admit_uneconomic(const struct uneconomic_row *u,
		      const struct release_row *what)
{
	if (!agrees(u->what.ppc_id, what->ppc_id) ||
	    !agrees(u->what.smso, what->smso) ||
	    !agrees(u->what.wan_provider, what->wan_provider) ||
	    !agrees(u->what.fuel_type, what->fuel_type))
		return false;
	for (unsigned d = 0; d < DEVICES; d++) {
		for (unsigned p = 0; p < RELEASE_PARTS; p++) {
			if (!agrees(u->what.device[d][p],
				    what->device[d][p]))
				return false;
		}
	}
	return true;
}

/* ---- conditions ---------------------------------------------------------- */

static bool note(struct admitter *w, const struct release_row *row,
		 enum admit_condition condition, bool met, struct span text)
{
	struct admit_check *c = vec_add(&w->a->checks);

	c->row = row;
	c->condition = condition;
	c->met = met;
	c->text = text;
	return met;
}

static bool note_counts(struct admitter *w, const struct release_row *row,
			enum admit_condition condition, bool met,
			uint64_t numerator, uint64_t denominator,
			struct span text)
{
	struct admit_check *c;

	note(w, row, condition, met, text);
	c = &w->a->checks.v[w->a->checks.n - 1];
	c->has_counts = true;
	c->numerator = numerator;
	c->denominator = denominator;
	return met;
}

static void refuse(struct admitter *w, const struct release_row *row,
		   enum code code, unsigned column, struct span why)
{
	code_find(w->in->diag, code, &(struct code_place){
		.file = w->in->files.ppcl, .line = row->line,
		.column = ppcl_format.columns[column].name,
		.value = &row->ppc_id },
		"is refused: " SPAN_F, SPAN_A(why));
}

static bool is_stated(struct admitter *w, const struct release_row *row)
{
	static const unsigned always[] = { PPCL_PPC_ID, PPCL_SMSO };
	struct buf b = BUF_INIT;
	unsigned first = PPCL_COLUMNS;
	struct span text;

	for (unsigned i = 0; i < DEVICES * RELEASE_PARTS + 2; i++) {
		const unsigned c = i < 2 ? always[i] :
			release_column((enum device)((i - 2) / RELEASE_PARTS),
				       (i - 2) % RELEASE_PARTS);

		if (!epcl_cell_open(row->cell[c]))
			continue;
		if (first == PPCL_COLUMNS)
			first = c;
		buf_addf(&b, "%s%s is %s", b.n ? ", " : "",
			 ppcl_format.columns[c].name, row->cell[c].n ?
			 "open" : "not stated");
	}
	text = arena_span(&w->a->arena, buf_span(&b));
	buf_release(&b);
	if (first != PPCL_COLUMNS)
		refuse(w, row, EPCL024, first, text);
	return note(w, row, ADMIT_STATED, first == PPCL_COLUMNS, text);
}

static bool is_economic(struct admitter *w, const struct release_row *row)
{
	for (size_t i = 0; i < w->in->tables->uneconomic.n; i++) {
		const struct uneconomic_row *u =
			&w->in->tables->uneconomic.v[i];

		if (!admit_uneconomic(u, row))
			continue;
		refuse(w, row, EPCL027, PPCL_PPC_ID, arena_printf(
			&w->a->arena, "uneconomic to test (" SPAN_F ")",
			SPAN_A(u->reason)));
		return note(w, row, ADMIT_UNECONOMIC, false, u->reason);
	}
	return note(w, row, ADMIT_UNECONOMIC, true, SPAN_EMPTY);
}

static const struct service_row *find_service(const struct epcl_tables *t,
					      struct span smso)
{
	for (size_t i = 0; i < t->services.n; i++) {
		if (canon_eq(t->services.v[i].smso, smso))
			return &t->services.v[i];
	}
	return NULL;
}

static bool is_served(struct admitter *w, const struct release_row *row)
{
	const struct service_row *s = find_service(w->in->tables, row->smso);
	struct span text;

	if (s)
		return note(w, row, ADMIT_SERVICES, true, arena_printf(
			&w->a->arena, SPAN_F " and " SPAN_F, SPAN_A(s->s1sp),
			SPAN_A(s->dco)));
	text = w->in->files.services ? arena_printf(&w->a->arena, "%s has no "
		"row for SMSO '" SPAN_F "'", w->in->files.services,
		SPAN_A(row->smso)) : SPAN("--services was not given");
	refuse(w, row, EPCL023, PPCL_SMSO, text);
	return note(w, row, ADMIT_SERVICES, false, text);
}

/* ---- entries ------------------------------------------------------------- */

static void admit(struct admitter *w, size_t at, enum epcl_basis basis,
		  struct span reference, struct span evidence)
{
	const struct release_row *row = &w->in->ppcl->rows.v[at];
	const struct service_row *s = find_service(w->in->tables, row->smso);
	struct epcl_row *e = vec_add(&w->a->list.rows);

	e->what = *row;
	e->s1sp = s->s1sp;
	e->dco = s->dco;
	e->first_added = w->in->as_of;
	e->basis = basis;
	e->reference = reference;
	e->evidence = evidence;
	w->done[at] = true;
	w->a->admitted++;
	if (row->wan_provider.n == 0)
		code_find(w->in->diag, EPCL034, &(struct code_place){
			.file = w->in->files.ppcl, .line = row->line,
			.column = "wan_provider", .value = &row->ppc_id },
			"is admitted without a WAN provider");
}

static struct span digest(struct admitter *w, const struct cycle *cycles,
			  size_t n)
{
	char text[SHA256_TEXT];
	struct sha256 h;

	sha256_init(&h);
	for (size_t i = 0; i < n; i++)
		cycle_digest(&cycles[i], &h);
	sha256_hex(&h, text);
	return arena_span(&w->a->arena, span_of(text));
}

static bool is_in_time(struct admitter *w, const struct release_row *row,
		       int32_t newest)
{
	char day[DATE_TEXT], as_of[DATE_TEXT];
	struct span text;

	if (newest == DATE_NONE || newest <= w->in->as_of)
		return note(w, row, ADMIT_DATE, true, SPAN_EMPTY);
	text = arena_printf(&w->a->arena, "its evidence is of %s, the list "
		"of %s", date_text(newest, day),
		date_text(w->in->as_of, as_of));
	refuse(w, row, EPCL028, PPCL_PPC_ID, text);
	return note(w, row, ADMIT_DATE, false, text);
}

/* ---- TESTED -------------------------------------------------------------- */

static void name_unmet(const struct criterion_row *c, struct buf *b)
{
	buf_addf(b, "%s'" SPAN_F "'", b->n ? ", " : "", SPAN_A(c->name));
	if (c->value.n && c->threshold.n)
		buf_addf(b, " is " SPAN_F " and has to be " SPAN_F,
			 SPAN_A(c->value), SPAN_A(c->threshold));
	if (c->reason.n)
		buf_addf(b, " (" SPAN_F ")", SPAN_A(c->reason));
}

/* Every criterion of the scope, and at least one. */
static bool is_criteria_met(struct admitter *w, const struct release_row *row,
			    bool overall)
{
	const enum admit_condition condition = overall ?
		ADMIT_CRITERIA_OVERALL : ADMIT_CRITERIA;
	struct buf b = BUF_INIT;
	uint64_t met = 0, all = 0;
	struct span text;

	for (size_t i = 0; i < w->in->tables->criteria.n; i++) {
		const struct criterion_row *c =
			&w->in->tables->criteria.v[i];

		if (c->overall != overall ||
		    (!overall && !canon_eq(c->ppc_id, row->ppc_id)))
			continue;
		all++;
		met += c->met;
		if (!c->met)
			name_unmet(c, &b);
	}
	if (all == 0)
		text = arena_printf(&w->a->arena, "no criterion of scope %s "
			"is in the criteria sheet", overall ? "OVERALL" :
			"DMC");
	else
		text = arena_printf(&w->a->arena, "%llu of %llu criteria of "
			"scope %s met%s%s", (unsigned long long)met,
			(unsigned long long)all, overall ? "OVERALL" : "DMC",
			b.n ? ": " : "", b.n ? b.p : "");
	buf_release(&b);
	if (all == 0 || met < all)
		refuse(w, row, EPCL022, PPCL_PPC_ID, text);
	return note_counts(w, row, condition, all && met == all, met, all,
			   text);
}

static bool is_cycle_passed(struct admitter *w, const struct release_row *row,
			    enum cycle_kind kind, struct cycle *c)
{
	static const enum admit_condition conditions[CYCLE_KINDS] = {
		ADMIT_MT_EOC, ADMIT_SIT_EOC, ADMIT_REGRESSION, ADMIT_DMCT,
	};
	const bool passed = cycle_is_passed(c);
	const struct span text = cycle_words(c, kind, &w->a->arena);

	if (!passed)
		refuse(w, row, c->other_firmware || c->voided ||
		       c->other_smso ? EPCL020 : kind == CYCLE_DMCT ?
		       EPCL026 : EPCL021, PPCL_PPC_ID, text);
	return note_counts(w, row, conditions[kind], passed, c->passed,
			   c->counting ? c->decided.n : c->results, text);
}

static void try_tested(struct admitter *w, size_t at)
{
	const struct release_row *row = &w->in->ppcl->rows.v[at];
	struct cycle cycles[CYCLE_DMCT];
	int32_t newest = DATE_NONE;
	bool ok = true;

	for (unsigned k = 0; k < CYCLE_DMCT; k++) {
		cycle_find(&w->index, row, (enum cycle_kind)k, &w->a->arena,
			   &cycles[k]);
		ok = is_cycle_passed(w, row, (enum cycle_kind)k,
				     &cycles[k]) && ok;
		if (cycles[k].newest > newest)
			newest = cycles[k].newest;
	}
	ok = is_criteria_met(w, row, false) && ok;
	ok = is_criteria_met(w, row, true) && ok;
	if (ok && is_in_time(w, row, newest))
		admit(w, at, EPCL_TESTED, SPAN_EMPTY,
		      digest(w, cycles, CYCLE_DMCT));
	else
		w->refused[at] = true;
	for (unsigned k = 0; k < CYCLE_DMCT; k++)
		cycle_release(&cycles[k]);
}

/* ---- DMCT ---------------------------------------------------------------- */

/* Has the SMSO a combination that passed tests itself? */
static bool smso_is_open(const struct admitter *w, struct span smso)
{
	for (size_t i = 0; i < w->a->list.rows.n; i++) {
		const struct epcl_row *e = &w->a->list.rows.v[i];

		if (e->basis != EPCL_EQUIVALENT &&
		    canon_eq(e->what.smso, smso))
			return true;
	}
	return false;
}

static bool has_part(struct admitter *w, const struct release_row *row,
		     enum admit_condition condition, bool has,
		     const char *text)
{
	if (!has)
		refuse(w, row, EPCL026, PPCL_PPC_ID, span_of(text));
	return note(w, row, condition, has, span_of(has ? "" : text));
}

/* wait: the first of its SMSO is still to come, perhaps in this pass. */
static bool try_dmct(struct admitter *w, size_t at, bool wait)
{
	const struct release_row *row = &w->in->ppcl->rows.v[at];
	struct cycle c;
	bool ok;

	cycle_find(&w->index, row, CYCLE_DMCT, &w->a->arena, &c);
	if (c.results == 0 || (wait && cycle_is_passed(&c) && !c.has_mt &&
			       !smso_is_open(w, row->smso))) {
		cycle_release(&c);
		return false;
	}
	ok = is_cycle_passed(w, row, CYCLE_DMCT, &c);
	ok = ok && (c.has_srvt || has_part(w, row, ADMIT_DMCT, false,
		"DMCT has no passed case of phase SRVT or DMCT: service "
		"request variants were not tested"));
	ok = ok && has_part(w, row, ADMIT_FIRST_OF_SMSO,
		c.has_mt || smso_is_open(w, row->smso),
		"it is the first combination of its SMSO, and its DMCT has "
		"no passed case of phase MT");
	if (ok && is_in_time(w, row, c.newest))
		admit(w, at, EPCL_DMCT, SPAN_EMPTY, digest(w, &c, 1));
	else
		w->refused[at] = true;
	cycle_release(&c);
	return true;
}

/* ---- EQUIVALENT ---------------------------------------------------------- */

static const struct equivalence_row *find_equivalence(
	const struct epcl_tables *t, struct span ppc_id)
{
	for (size_t i = 0; i < t->equivalences.n; i++) {
		if (canon_eq(t->equivalences.v[i].ppc_id, ppc_id))
			return &t->equivalences.v[i];
	}
	return NULL;
}

static const struct epcl_row *listed(const struct admitter *w,
				     struct span ppc_id)
{
	for (size_t i = 0; i < w->a->list.rows.n; i++) {
		const struct epcl_row *e = &w->a->list.rows.v[i];

		if (canon_eq(e->what.ppc_id, ppc_id))
			return e;
	}
	return NULL;
}

/* last: nothing more will come in; say why not. */
static bool try_equivalent(struct admitter *w, size_t at,
			   const struct equivalence_row *q, bool last)
{
	const struct release_row *row = &w->in->ppcl->rows.v[at];
	const struct epcl_row *reference = listed(w, q->reference);
	struct arena *a = &w->a->arena;
	struct span text;

	if (!reference) {
		if (!last)
			return false;
		text = arena_printf(a, "its reference " SPAN_F " is neither "
			"on the list nor admitted", SPAN_A(q->reference));
		refuse(w, row, EPCL025, PPCL_PPC_ID, text);
		note(w, row, ADMIT_REFERENCE, false, text);
		w->refused[at] = true;
		return false;
	}
	note(w, row, ADMIT_REFERENCE, true, arena_printf(a, "equivalent to "
		SPAN_F ": " SPAN_F, SPAN_A(q->reference), SPAN_A(q->reason)));
	if (!is_in_time(w, row, q->decided_on)) {
		w->refused[at] = true;
		return false;
	}
	admit(w, at, EPCL_EQUIVALENT, arena_span(a, reference->what.ppc_id),
	      reference->evidence);
	return true;
}

/* ---- all ----------------------------------------------------------------- */

/* Which ground is there to try? An equivalence is on record, or DMCT ran;
 * else the closing cycles are what is missing. */
static void try_by_test(struct admitter *w, size_t at)
{
	const struct release_row *row = &w->in->ppcl->rows.v[at];
	bool closing = false;

	for (unsigned k = 0; k < CYCLE_DMCT; k++) {
		struct cycle c;

		cycle_find(&w->index, row, (enum cycle_kind)k, &w->a->arena,
			   &c);
		closing = closing || c.results;
		cycle_release(&c);
	}
	if (closing)
		try_tested(w, at);
}

static bool is_open_row(const struct admitter *w, size_t at)
{
	return !w->done[at] && !w->refused[at];
}

static void try_equivalences(struct admitter *w)
{
	bool more = true, last = false;

	while (more || !last) {
		last = !more;
		more = false;
		for (size_t i = 0; i < w->in->ppcl->rows.n; i++) {
			const struct equivalence_row *q = find_equivalence(
				w->in->tables, w->in->ppcl->rows.v[i].ppc_id);

			if (q && is_open_row(w, i))
				more = try_equivalent(w, i, q, last) || more;
		}
	}
}

static void try_all(struct admitter *w)
{
	const size_t n = w->in->ppcl->rows.n;

	for (size_t i = 0; i < n; i++) {
		const struct release_row *row = &w->in->ppcl->rows.v[i];
		bool ok = !w->done[i];

		if (!ok)
			continue;
		ok = is_stated(w, row);
		ok = is_economic(w, row) && ok;
		ok = is_served(w, row) && ok;
		w->refused[i] = !ok;
	}
	for (size_t i = 0; i < n; i++) {
		const bool decided = find_equivalence(w->in->tables,
			w->in->ppcl->rows.v[i].ppc_id) != NULL;

		if (is_open_row(w, i) && !decided)
			try_by_test(w, i);
	}
	for (unsigned pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < n; i++) {
			if (is_open_row(w, i) &&
			    !find_equivalence(w->in->tables,
				w->in->ppcl->rows.v[i].ppc_id))
				try_dmct(w, i, pass == 0);
		}
	}
	try_equivalences(w);
	for (size_t i = 0; i < n; i++) {
		if (is_open_row(w, i))		/* no ground at all */
			try_tested(w, i);
		w->a->refused += !w->done[i];
	}
}

static void tell_moved(const struct admitter *w)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < w->in->ppcl->rows.n; i++) {
		if (w->done[i])
			buf_addf(&b, "%s" SPAN_F, b.n ? ", " : "",
				 SPAN_A(w->in->ppcl->rows.v[i].ppc_id));
	}
	if (b.n)
		code_find(w->in->diag, EPCL029, &(struct code_place){
			.file = w->in->files.ppcl }, "eligible from this day "
			"on, to be left out of the next release: %s", b.p);
	buf_release(&b);
}

void admit_rows(const struct admit_input *in, struct admission *a)
{
	const uint64_t errors = in->diag->count[DIAG_ERROR];
	const size_t n = in->ppcl->rows.n;
	struct admitter w = { .in = in, .a = a };

	memset(a, 0, sizeof(*a));
	w.done = mem_array(n + 1, sizeof(*w.done));
	w.refused = mem_array(n + 1, sizeof(*w.refused));
	admit_previous(in, a);
	for (size_t i = 0; i < n; i++)
		w.done[i] = epcl_find(in->previous,
				      in->ppcl->rows.v[i].ppc_id) != NULL;
	if (in->diag->count[DIAG_ERROR] == errors) {
		cycle_index_init(&w.index, in->results);
		try_all(&w);
		tell_moved(&w);
		epcl_sort(&a->list);
		cycle_index_release(&w.index);
	}
	mem_free(w.done);
	mem_free(w.refused);
}

void admission_release(struct admission *a)
{
	vec_release(&a->checks);
	vec_release(&a->list.rows);
	arena_release(&a->list.arena);
	arena_release(&a->arena);
}

bool admit_passed(const struct results *results,
		  const struct release_row *row, struct arena *a,
		  struct span *why)
{
	struct cycle_index x;
	struct cycle c;
	bool ok = true;

	cycle_index_init(&x, results);
	*why = SPAN_EMPTY;
	for (unsigned k = 0; k < CYCLE_DMCT && ok; k++) {
		cycle_find(&x, row, (enum cycle_kind)k, a, &c);
		ok = cycle_is_passed(&c);
		if (!ok)
			*why = cycle_words(&c, (enum cycle_kind)k, a);
		cycle_release(&c);
	}
	if (!ok) {
		cycle_find(&x, row, CYCLE_DMCT, a, &c);
		ok = cycle_is_passed(&c) && c.has_srvt;
		cycle_release(&c);
	}
	cycle_index_release(&x);
	return ok;
}
