/*
 * The results of one combination, sorted by kind, cycle, case and attempt:
 * then the last attempt of a case is the last of its run, and the digest has
 * one order whatever order the file had.
 */
#include "engine/admit_room.h"

#include <stdlib.h>

#include "base/bug.h"
#include "base/num.h"
#include "engine/canon.h"
#include "engine/evidence_counts.h"

const char *const cycle_kind_names[CYCLE_KINDS] = {
	"MT_EOC", "SIT_EOC", "SYSTEM_REGRESSION", "DMCT",
};

void cycle_index_init(struct cycle_index *x, const struct results *results)
{
	struct buf key = BUF_INIT;
	VEC(uint32_t) id_of = VEC_INIT;

	*x = (struct cycle_index){ .results = results, .ids = INTERN_INIT };
	for (size_t i = 0; i < results->rows.n; i++) {
		buf_clear(&key);
		canon_add(&key, results->rows.v[i].cell[RESULT_PPC_ID]);
		vec_push(&id_of, intern_put(&x->ids, buf_span(&key), NULL));
	}
	for (uint32_t i = 0; i <= x->ids.count; i++)
		vec_push(&x->first, 0);
	for (size_t i = 0; i < id_of.n; i++)
		x->first.v[id_of.v[i]]++;
	for (uint32_t i = 1; i <= x->ids.count; i++)
		x->first.v[i] += x->first.v[i - 1];
	for (size_t i = 0; i < results->rows.n; i++)
		vec_push(&x->list, NULL);
	for (size_t i = id_of.n; i-- > 0;)
		x->list.v[--x->first.v[id_of.v[i]]] = &results->rows.v[i];
	vec_release(&id_of);
	buf_release(&key);
}

void cycle_index_release(struct cycle_index *x)
{
	intern_release(&x->ids);
	vec_release(&x->first);
	vec_release(&x->list);
}

static uint64_t attempt_of(const struct result_row *r)
{
	uint64_t n;

	return num_parse(r->cell[RESULT_ATTEMPT], &n) ? n : 0;
}

static int compare_results(const void *pa, const void *pb)
{
	static const unsigned columns[] = { RESULT_CYCLE, RESULT_CASE_ID };
	const struct result_row *a = *(const struct result_row *const *)pa;
	const struct result_row *b = *(const struct result_row *const *)pb;
	const uint64_t x = attempt_of(a), y = attempt_of(b);
	int c = 0;

	for (size_t i = 0; c == 0 && i < 2; i++)
		c = span_cmp(a->cell[columns[i]], b->cell[columns[i]]);
	if (c == 0 && x != y)
		c = x < y ? -1 : 1;
	for (unsigned i = 0; c == 0 && i < RESULT_COLUMNS; i++)
		c = span_cmp(a->cell[i], b->cell[i]);
	return c;
}

static bool same_run(const struct result_row *a, const struct result_row *b)
{
	return span_eq(a->cell[RESULT_CYCLE], b->cell[RESULT_CYCLE]) &&
	       span_eq(a->cell[RESULT_CASE_ID], b->cell[RESULT_CASE_ID]);
}

static bool counts(const struct result_row *r, const struct release_row *row)
{
	return evidence_standing(r, row) == EVIDENCE_COUNTS;
}

static bool is_word(const struct result_row *r, unsigned column,
		    const char *word)
{
	return span_eq_nocase(r->cell[column], span_of(word));
}

/* Of the results of the kind that count, the cycle of the newest. */
static void find_final(const struct result_row *const *v, size_t n,
		       const struct release_row *row, struct cycle *c)
{
	const struct result_row *last = NULL;

	for (size_t i = 0; i < n; i++) {
		int order;

		if (!counts(v[i], row))
			continue;
		c->counting++;
		order = last ? span_cmp(v[i]->cell[RESULT_SENT_AT],
					last->cell[RESULT_SENT_AT]) : 1;
		if (order > 0 ||
		    (order == 0 && span_cmp(v[i]->cell[RESULT_CYCLE],
					    last->cell[RESULT_CYCLE]) > 0))
			last = v[i];
	}
	if (last)
		c->name = last->cell[RESULT_CYCLE];
}

static void decide(const struct result_row *r, const struct release_row *row,
		   struct arena *a, struct cycle *c)
{
	struct span day = r->cell[RESULT_SENT_AT];
	enum device d;
	int32_t when;

	if (is_word(r, RESULT_VERDICT, "SKIP")) {
		c->skipped++;
		return;
	}
	vec_push(&c->decided, r);
	if (day.n > 10)
		day.n = 10;
	if (date_parse(day, &when) && when > c->newest)
		c->newest = when;
	if (evidence_voided(r)) {
		c->voided++;
	} else if (evidence_other_smso(r, row)) {
		c->other_smso++;
	} else if (!evidence_on_firmware(r, row, &d)) {
		if (c->other_firmware++ == 0)
			c->example = evidence_firmware_words(r, row, d, a);
	} else if (is_word(r, RESULT_VERDICT, "PASS")) {
		c->passed++;
		c->has_mt = c->has_mt || is_word(r, RESULT_PHASE, "MT");
		c->has_srvt = c->has_srvt ||
			      is_word(r, RESULT_PHASE, "SRVT") ||
			      is_word(r, RESULT_PHASE, "DMCT");
	}
}

static int compare_cases(const void *pa, const void *pb)
{
	const struct result_row *a = *(const struct result_row *const *)pa;
	const struct result_row *b = *(const struct result_row *const *)pb;

	return span_cmp(a->cell[RESULT_CASE_ID], b->cell[RESULT_CASE_ID]);
}

/* Where the results of the case begin in a list by case. */
static size_t first_of_case(const struct result_row *const *v, size_t n,
			    const struct result_row *r)
{
	size_t low = 0, high = n;

	while (low < high) {
		const size_t at = low + (high - low) / 2;

		if (compare_cases(&v[at], &r) < 0)
			low = at + 1;
		else
			high = at;
	}
	return low;
}

/* Was the case run again: in the final cycle, later, or as another attempt?
 * The list is by case. */
static bool is_repeated(const struct result_row *r,
			const struct result_row *const *v, size_t n,
			const struct release_row *row, const struct cycle *c)
{
	for (size_t i = first_of_case(v, n, r);
	     i < n && compare_cases(&v[i], &r) == 0; i++) {
		const struct result_row *q = v[i];

		if (q == r)
			continue;
		if (span_eq(q->cell[RESULT_CYCLE], c->name))
			return true;
		if (!counts(q, row))
			continue;
		if (span_cmp(q->cell[RESULT_SENT_AT],
			     r->cell[RESULT_SENT_AT]) > 0 ||
		    (same_run(q, r) && attempt_of(q) > attempt_of(r)))
			return true;
	}
	return false;
}

/* A case that failed on this firmware in an earlier cycle and was not run
 * again has not passed, however well the final cycle without it did. */
static void find_unmended(const struct result_row *const *v, size_t n,
			  const struct release_row *row, struct arena *a,
			  struct cycle *c)
{
	VEC(const struct result_row *) by_case = VEC_INIT;

	for (size_t i = 0; i < n; i++)
		vec_push(&by_case, v[i]);
	if (n)
		qsort(by_case.v, n, sizeof(*by_case.v), compare_cases);
	for (size_t i = 0; i < n; i++) {
		if (span_eq(v[i]->cell[RESULT_CYCLE], c->name) ||
		    !counts(v[i], row) ||
		    is_word(v[i], RESULT_VERDICT, "PASS") ||
		    is_word(v[i], RESULT_VERDICT, "SKIP") ||
		    is_repeated(v[i], by_case.v, n, row, c))
			continue;
		decide(v[i], row, a, c);
		c->unmended++;
	}
	vec_release(&by_case);
}

void cycle_find(const struct cycle_index *x, const struct release_row *row,
		enum cycle_kind kind, struct arena *a, struct cycle *c)
{
	VEC(const struct result_row *) mine = VEC_INIT;
	struct buf key = BUF_INIT;
	uint32_t id;

	*c = (struct cycle){ .newest = DATE_NONE };
	canon_add(&key, row->ppc_id);
	id = intern_find(&x->ids, buf_span(&key));
	buf_release(&key);
	for (size_t i = id == INTERN_NONE ? 0 : x->first.v[id];
	     id != INTERN_NONE && i < x->first.v[id + 1]; i++) {
		if (is_word(x->list.v[i], RESULT_CYCLE_KIND,
			    cycle_kind_names[kind]))
			vec_push(&mine, x->list.v[i]);
	}
	c->results = mine.n;
	find_final(mine.v, mine.n, row, c);
	if (mine.n > 1)
		qsort(mine.v, mine.n, sizeof(*mine.v), compare_results);
	for (size_t i = 0; i < mine.n; i++) {
		const struct result_row *r = mine.v[i];
		enum device d;

		if (c->counting == 0) {		/* say why none counts */
			c->voided += evidence_voided(r);
			c->other_smso += evidence_other_smso(r, row);
			if (!evidence_on_firmware(r, row, &d) &&
			    c->other_firmware++ == 0)
				c->example = evidence_firmware_words(r, row,
								     d, a);
			continue;
		}
		if (!span_eq(r->cell[RESULT_CYCLE], c->name))
			continue;
		if (i + 1 < mine.n && same_run(r, mine.v[i + 1]) &&
		    attempt_of(r) < attempt_of(mine.v[i + 1]))
			continue;
		decide(r, row, a, c);
	}
	if (c->counting)
		find_unmended(mine.v, mine.n, row, a, c);
	vec_release(&mine);
}

void cycle_release(struct cycle *c)
{
	vec_release(&c->decided);
}

bool cycle_is_passed(const struct cycle *c)
{
	return c->decided.n && c->passed == c->decided.n;
}

static void add_reason(struct buf *b, uint64_t n, const char *what)
{
	if (n)
		buf_addf(b, ", %llu %s", (unsigned long long)n, what);
}

/* "2 FAIL, 1 LATE": verdicts of those that count, but PASS. */
static void add_verdicts(struct buf *b, const struct cycle *c)
{
	static const char *const words[] = {
		"FAIL", "ERROR", "LATE", "BLOCKED", "NO_VERDICT",
	};

	for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++) {
		uint64_t n = 0;

		for (size_t i = 0; i < c->decided.n; i++)
			n += is_word(c->decided.v[i], RESULT_VERDICT,
				     words[w]);
		add_reason(b, n, words[w]);
	}
}

struct span cycle_words(const struct cycle *c, enum cycle_kind kind,
			struct arena *a)
{
	struct buf b = BUF_INIT;
	struct span s;

	if (c->results == 0) {
		buf_addf(&b, "%s did not run", cycle_kind_names[kind]);
	} else if (c->counting == 0) {
		buf_addf(&b, "%s: 0 of %llu results count",
			 cycle_kind_names[kind],
			 (unsigned long long)c->results);
	} else {
		buf_addf(&b, "%s of cycle '" SPAN_F "': %llu of %llu PASS",
			 cycle_kind_names[kind], SPAN_A(c->name),
			 (unsigned long long)c->passed,
			 (unsigned long long)c->decided.n);
		add_verdicts(&b, c);
		add_reason(&b, c->skipped, "SKIP");
	}
	add_reason(&b, c->unmended, "of an earlier cycle and not run again");
	add_reason(&b, c->voided, "voided");
	add_reason(&b, c->other_smso, "of another SMSO");
	add_reason(&b, c->other_firmware, "on other firmware");
	if (c->example.n)
		buf_addf(&b, " (" SPAN_F ")", SPAN_A(c->example));
	s = arena_span(a, buf_span(&b));
	buf_release(&b);
	return s;
}

void cycle_digest(const struct cycle *c, struct sha256 *h)
{
	static const unsigned columns[] = {
		RESULT_CYCLE_KIND, RESULT_CYCLE, RESULT_CASE_ID,
		RESULT_ATTEMPT, RESULT_VERDICT, RESULT_CH_FW_VERSION,
		RESULT_ESME_FW_VERSION, RESULT_GSME_FW_VERSION,
		RESULT_PPMID_FW_VERSION, RESULT_EVIDENCE_SHA256,
	};
	const size_t n = sizeof(columns) / sizeof(columns[0]);

	for (size_t i = 0; i < c->decided.n; i++) {
		for (size_t k = 0; k < n; k++) {
			const struct span s =
				c->decided.v[i]->cell[columns[k]];

			sha256_add(h, s.p, s.n);
			sha256_add(h, k + 1 < n ? "\t" : "\n", 1);
		}
	}
}
