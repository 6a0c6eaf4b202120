/* Each criterion looks at each case once; what a case contributes is decided
 * in look(), what the sum means in conclude(). */
#include "engine/exit_criteria.h"

#include <stdlib.h>

#include "base/num.h"
#include "base/ratio.h"
#include "engine/canon.h"
#include "engine/evidence_counts.h"
#include "model/codes.h"

#define EXAMPLES	3	/* cases named in a reason */

struct judge {
	const struct sheet_ask *ask;
	struct sheet *s;
	struct intern release_ids;	/* canonical: place in the release */
	VEC(struct span) combinations;
};

/* What one case is to one criterion. */
struct look {
	const struct outcome_case *c;
	const struct outcome *newest, *oldest;	/* that count */
	const struct outcome *last;		/* that need not */
	enum evidence_standing standing;	/* of last */
	bool skipped;			/* nothing but SKIP */
	bool on_final;			/* last is known to count */
	bool has_void;			/* some result does not count */
	bool in_regression, regressed;
};

struct sum {
	uint64_t n, d;
	uint64_t verdict[VERDICTS];	/* of those that fall short */
	uint64_t not_run, late, skipped, not_regressed;
	uint64_t standing[EVIDENCE_OTHER_FIRMWARE + 1];
	struct span example;		/* firmware */
	struct span names[EXAMPLES];
	uint64_t named;
};

bool share_reached(uint64_t n, uint64_t d, uint64_t percent)
{
	struct ratio is = ratio_of(n), wanted = ratio_of(percent);

	if (d == 0)
		return false;
	ratio_mul(&is, 100);
	ratio_div(&is, d);
	ratio_div(&wanted, CRITERION_SCALE);
	return ratio_cmp(&is, &wanted) >= 0;
}

/* ---- the release ---- */

static const struct release_row *row_of(const struct judge *j,
					struct span ppc_id)
{
	struct buf key = BUF_INIT;
	uint32_t id;

	if (!ppc_id.n || !j->ask->release)
		return NULL;
	canon_add(&key, ppc_id);
	id = intern_find(&j->release_ids, buf_span(&key));
	buf_release(&key);
	return id == INTERN_NONE ? NULL : &j->ask->release->rows.v[id];
}

static bool is_foreign(const struct judge *j, struct span ppc_id)
{
	return ppc_id.n && j->ask->release && !row_of(j, ppc_id);
}

static void index_release(struct judge *j)
{
	struct buf key = BUF_INIT;

	for (size_t i = 0; j->ask->release &&
			   i < j->ask->release->rows.n; i++) {
		buf_clear(&key);
		canon_add(&key, j->ask->release->rows.v[i].ppc_id);
		intern_put(&j->release_ids, buf_span(&key), NULL);
	}
	buf_release(&key);
}

static int by_ppc(const void *a, const void *b)
{
	return outcome_compare_ppc(*(const struct span *)a,
				   *(const struct span *)b);
}

/* Those of the release; without one those that there are cases of. */
static void find_combinations(struct judge *j)
{
	const struct outcomes *o = j->ask->outcomes;
	struct intern seen = INTERN_INIT;
	bool fresh;

	for (size_t i = 0; j->ask->release &&
			   i < j->ask->release->rows.n; i++)
		vec_push(&j->combinations,
			 j->ask->release->rows.v[i].ppc_id);
	for (size_t i = 0; !j->ask->release && i < o->cases.n; i++) {
		const struct span id = o->cases.v[i].ppc_id;

		intern_put(&seen, id, &fresh);
		if (fresh && id.n)
			vec_push(&j->combinations, id);
	}
	intern_release(&seen);
	if (!j->ask->release && j->combinations.n > 1)
		qsort(j->combinations.v, j->combinations.n,
		      sizeof(*j->combinations.v), by_ppc);
}

static void tell_foreign(const struct judge *j, struct diag *d)
{
	const struct outcomes *o = j->ask->outcomes;
	struct intern seen = INTERN_INIT;
	bool fresh;

	for (size_t i = 0; i < o->cases.n; i++) {
		const struct span id = o->cases.v[i].ppc_id;

		if (!is_foreign(j, id))
			continue;
		intern_put(&seen, id, &fresh);
		if (fresh)
			code_find(d, SIT151, &(struct code_place){
				.file = j->ask->file, .column = "ppc_id",
				.value = &id }, "is no combination of the "
				"release; its results count for nothing");
	}
	intern_release(&seen);
}

/* ---- the sample ---- */

/* Of the case itself; the others are of its results. */
static bool is_of_case(enum result_column c)
{
	return c == RESULT_CASE_ID ||
	       (c >= RESULT_PHASE && c <= RESULT_DEVICE_TYPE) ||
	       (c >= RESULT_SRV && c <= RESULT_CASE);
}

/* What every result of a case says alike, but only results know. */
static bool is_of_device(enum result_column c)
{
	return c == RESULT_SMSO || c == RESULT_DEVICE_ID || c == RESULT_S1SP;
}

static bool case_fits(const struct judge *j, const struct filter *f,
		      const struct outcome_case *c)
{
	for (size_t i = 0; i < f->n; i++) {
		const enum result_column column = f->v[i].column;

		if (!is_of_case(column) &&
		    !(is_of_device(column) && c->n))
			continue;
		if (!filter_has(f, column, outcome_cell(j->ask->outcomes, c,
							column)))
			return false;
	}
	return true;
}

static bool result_fits(const struct filter *f, const struct outcome *is)
{
	for (size_t i = 0; i < f->n; i++) {
		const enum result_column column = f->v[i].column;

		if (!is_of_case(column) &&
		    !filter_has(f, column, is->row->cell[column]))
			return false;
	}
	return true;
}

static bool is_executed(const struct outcome *is)
{
	return is && (is->verdict == VERDICT_PASS ||
		      is->verdict == VERDICT_FAIL ||
		      is->verdict == VERDICT_LATE);
}

static bool is_regression(const struct outcome *is)
{
	return span_eq_nocase(is->row->cell[RESULT_CYCLE_KIND],
			      SPAN("SYSTEM_REGRESSION"));
}

static void look_at(const struct judge *j, const struct filter *f,
		    const struct outcome_case *c, struct look *l)
{
	const struct outcomes *o = j->ask->outcomes;
	const struct release_row *row = row_of(j, c->ppc_id);

	*l = (struct look){ .c = c };
	for (size_t i = 0; i < c->n; i++) {
		const struct outcome *is = outcome_of(o, c, i);
		enum evidence_standing standing;

		if (!result_fits(f, is))
			continue;
		l->in_regression = l->in_regression || is_regression(is);
		if (!is->ran)
			continue;
		if (is->verdict == VERDICT_SKIP) {
			l->skipped = !l->last;
			continue;
		}
		l->skipped = false;
		l->last = is;
		standing = evidence_standing(is->row, row);
		l->standing = standing;
		l->on_final = j->ask->release && standing == EVIDENCE_COUNTS;
		if (standing != EVIDENCE_COUNTS) {
			l->has_void = true;
			continue;
		}
		l->newest = is;
		if (!l->oldest)
			l->oldest = is;
		l->regressed = l->regressed ||
			       (is_regression(is) && is_executed(is));
	}
}

/* ---- measures ---- */

static bool in_sample(enum measure m, const struct look *l)
{
	switch (m) {
	case MEASURE_EXECUTED:
		return !l->skipped;
	case MEASURE_MANDATORY:
		return l->c->plan && l->c->plan->mandatory;
	case MEASURE_IN_TRT:
		return l->newest && l->newest->timing != VERDICT_TRT_NA;
	case MEASURE_FINAL_FW:
		return l->last != NULL;
	case MEASURE_REGRESSION_DONE:
		return l->has_void || (l->in_regression && !l->skipped);
	default:
		return l->newest != NULL;
	}
}

static bool reaches(enum measure m, const struct look *l)
{
	switch (m) {
	case MEASURE_EXECUTED:
		return is_executed(l->newest);
	case MEASURE_FIRST_TIME:
		return l->oldest->first == VERDICT_PASS;
	case MEASURE_IN_TRT:
		return l->newest->timing == VERDICT_IN_TRT;
	case MEASURE_FINAL_FW:
		return l->on_final;
	case MEASURE_REGRESSION_DONE:
		return l->in_regression ? l->regressed :
					  is_executed(l->newest);
	default:
		return l->newest && l->newest->verdict == VERDICT_PASS;
	}
}

static void fall_short(const struct judge *j, const struct look *l,
		       enum measure m, struct sum *sum)
{
	const struct release_row *row = row_of(j, l->c->ppc_id);
	enum device d;

	if (sum->named < EXAMPLES)
		sum->names[sum->named++] = l->c->id;
	if (m == MEASURE_FIRST_TIME) {
		const enum verdict_kind first = l->oldest->first;

		if (first < VERDICTS)
			sum->verdict[first]++;
	} else if (m == MEASURE_IN_TRT) {
		sum->late++;
	} else if (m == MEASURE_REGRESSION_DONE && l->in_regression) {
		sum->not_regressed++;
	} else if (l->newest && m != MEASURE_FINAL_FW) {
		sum->verdict[l->newest->verdict]++;
	} else if (l->last) {
		sum->standing[l->standing]++;
		if (l->standing == EVIDENCE_OTHER_FIRMWARE &&
		    !sum->example.n && row &&
		    !evidence_on_firmware(l->last->row, row, &d))
			sum->example = evidence_firmware_words(l->last->row,
				row, d, &j->s->arena);
	} else if (l->skipped) {
		sum->verdict[VERDICT_SKIP]++;
	} else {
		sum->not_run++;
	}
}

static void add_cases(const struct judge *j, const struct exit_criterion *e,
		      struct span ppc_id, struct sum *sum)
{
	const struct outcomes *o = j->ask->outcomes;
	struct look l;

	for (size_t i = 0; i < o->cases.n; i++) {
		const struct outcome_case *c = &o->cases.v[i];

		if ((!e->overall && !canon_eq(c->ppc_id, ppc_id)) ||
		    is_foreign(j, c->ppc_id) ||
		    !case_fits(j, &e->filter, c))
			continue;
		look_at(j, &e->filter, c, &l);
		sum->skipped += l.skipped;
		if (!in_sample(e->measure, &l))
			continue;
		sum->d++;
		if (reaches(e->measure, &l))
			sum->n++;
		else
			fall_short(j, &l, e->measure, sum);
	}
}

/* ---- issues ---- */

/* Is one of its cases in the sample? One that names none always is. */
static bool issue_fits(const struct judge *j, const struct exit_criterion *e,
		       size_t issue)
{
	const struct issue_links *l = j->ask->links;
	const size_t first = l->first.v[issue], end = l->first.v[issue + 1];

	if (first == end || !e->filter.n)
		return true;
	for (size_t i = first; i < end; i++) {
		const uint32_t which = l->v.v[i].which;

		if (which == INTERN_NONE || case_fits(j, &e->filter,
				&j->ask->outcomes->cases.v[which]))
			return true;
	}
	return false;
}

static void add_issues(const struct judge *j, const struct exit_criterion *e,
		       struct span ppc_id, struct sum *sum)
{
	const struct test_issues *t = j->ask->issues;

	for (size_t i = 0; t && i < t->v.n; i++) {
		const struct test_issue *is = &t->v.v[i];

		if (!issue_is_open(is) ||
		    !(e->severities & 1u << is->severity) ||
		    (!e->overall && !issue_concerns(j->ask->links,
				j->ask->outcomes, i, ppc_id)) ||
		    !issue_fits(j, e, i))
			continue;
		if (sum->named < EXAMPLES)
			sum->names[sum->named++] = is->id;
		sum->n++;
	}
}

/* ---- the verdict ---- */

static void add_count(struct buf *b, uint64_t n, const char *what)
{
	if (n)
		buf_addf(b, "%s%llu %s", b->n ? ", " : "",
			 (unsigned long long)n, what);
}

static void add_names(struct buf *b, const struct sum *sum, uint64_t all)
{
	for (uint64_t i = 0; i < sum->named; i++)
		buf_addf(b, "%s" SPAN_F, i ? ", " : b->n ? ": " : "",
			 SPAN_A(sum->names[i]));
	if (all > sum->named)
		buf_addf(b, " and %llu more",
			 (unsigned long long)(all - sum->named));
}

static void add_shortfall(struct buf *b, const struct sum *sum)
{
	for (unsigned k = 0; k < VERDICTS; k++)
		add_count(b, sum->verdict[k], verdict_name(
			(enum verdict_kind)k));
	add_count(b, sum->late, "LATE");
	add_count(b, sum->not_run, "not run");
	add_count(b, sum->not_regressed, "not executed in a regression that "
		  "counts");
	add_count(b, sum->standing[EVIDENCE_VOIDED], "voided");
	add_count(b, sum->standing[EVIDENCE_OTHER_SMSO], "of another SMSO");
	add_count(b, sum->standing[EVIDENCE_OTHER_FIRMWARE],
		  "on other firmware");
	if (sum->example.n)
		buf_addf(b, " (" SPAN_F ")", SPAN_A(sum->example));
}

static void add_empty(struct buf *b, const struct judge *j,
		      const struct exit_criterion *e, const struct sum *sum)
{
	buf_add(b, SPAN("the sample is empty"));
	if (e->measure == MEASURE_MANDATORY)
		buf_addf(b, "; %s", j->ask->outcomes->has_plan ?
			 "the plan has no mandatory case" : "without a plan "
			 "nobody says which cases are mandatory");
	else if (e->measure == MEASURE_REGRESSION_DONE)
		buf_add(b, SPAN("; no regression was run, and nothing was "
				"voided that would ask for one"));
	else if (sum->skipped)
		buf_addf(b, "; %llu SKIP", (unsigned long long)sum->skipped);
	else
		buf_add(b, SPAN("; no result counts"));
}

static struct span why_not(const struct judge *j,
			   const struct exit_criterion *e,
			   const struct sum *sum)
{
	struct buf b = BUF_INIT;
	struct span s;

	if (e->measure == MEASURE_OPEN_ISSUES) {
		if (!j->ask->issues)
			buf_add(&b, SPAN("no table of issues was given"));
		else
			add_names(&b, sum, sum->n);
	} else if (!sum->d) {
		add_empty(&b, j, e, sum);
	} else if (e->measure == MEASURE_FINAL_FW && !j->ask->release) {
		buf_add(&b, SPAN("no release was given"));
	} else {
		add_shortfall(&b, sum);
		add_names(&b, sum, sum->d - sum->n);
	}
	s = arena_span(&j->s->arena, buf_span(&b));
	buf_release(&b);
	return s;
}

static bool is_met(const struct judge *j, const struct exit_criterion *e,
		   const struct sum *sum)
{
	if (e->measure == MEASURE_OPEN_ISSUES)
		return j->ask->issues && sum->n <= e->count;
	if (e->has_percent)
		return share_reached(sum->n, sum->d, e->percent);
	return sum->d && sum->d - sum->n <= e->count;
}

static void conclude(struct judge *j, const struct exit_criterion *e,
		     struct span ppc_id)
{
	struct sheet_row row = { .criterion = e, .ppc_id = ppc_id };
	struct sum sum = { 0 };

	if (e->measure == MEASURE_OPEN_ISSUES)
		add_issues(j, e, ppc_id, &sum);
	else
		add_cases(j, e, ppc_id, &sum);
	row.numerator = sum.n;
	row.denominator = sum.d;
	row.met = is_met(j, e, &sum);
	if (!row.met)
		row.reason = why_not(j, e, &sum);
	j->s->met += row.met;
	vec_push(&j->s->rows, row);
}

/* Of each combination that the filter lets in: of none is not met. */
static void of_combinations(struct judge *j, const struct exit_criterion *e)
{
	const size_t before = j->s->rows.n;

	for (size_t i = 0; i < j->combinations.n; i++) {
		if (filter_has(&e->filter, RESULT_PPC_ID,
			       j->combinations.v[i]))
			conclude(j, e, j->combinations.v[i]);
	}
	if (j->s->rows.n == before)
		vec_push(&j->s->rows, ((struct sheet_row){ .criterion = e,
			.ppc_id = SPAN("-"),
			.reason = SPAN("there is no such combination") }));
}

void exit_criteria(const struct sheet_ask *ask, struct sheet *s,
		   struct diag *d)
{
	struct judge j = { .ask = ask, .s = s, .release_ids = INTERN_INIT,
			   .combinations = VEC_INIT };

	*s = (struct sheet){ ARENA_INIT, VEC_INIT, 0 };
	index_release(&j);
	find_combinations(&j);
	tell_foreign(&j, d);
	for (size_t i = 0; i < ask->criteria->v.n; i++) {
		const struct exit_criterion *e = &ask->criteria->v.v[i];

		if (e->overall)
			conclude(&j, e, SPAN_EMPTY);
		else
			of_combinations(&j, e);
	}
	intern_release(&j.release_ids);
	vec_release(&j.combinations);
}

void sheet_release(struct sheet *s)
{
	vec_release(&s->rows);
	arena_release(&s->arena);
}
