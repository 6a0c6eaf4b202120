#include "engine/case_sample.h"

#include "base/buf.h"
#include "base/mem.h"

enum { AXES = 5, PAIRS = AXES * (AXES - 1) / 2 };

/* ---- pairs ---- */

/* The value of a case on each axis, as a number. */
struct point {
	uint32_t at[AXES];
};

struct space {
	struct intern values, pairs;
	VEC(uint32_t) pair;		/* PAIRS of each case */
};

static uint32_t value(struct space *s, unsigned axis, struct span text)
{
	struct buf key = BUF_INIT;
	uint32_t id;

	buf_addf(&key, "%u" SPAN_F, axis, SPAN_A(text));
	id = intern_put(&s->values, buf_span(&key), NULL);
	buf_release(&key);
	return id;
}

static struct point point(struct space *s, const struct testcase *c)
{
	return (struct point){ {
		value(s, 0, c->ppc_id),
		value(s, 1, span_of(c->srv->srv)),
		value(s, 2, span_of(case_mode_name(c->mode))),
		value(s, 3, span_of(case_polarity_name(c->polarity))),
		value(s, 4, span_of(case_installation_name(c->installation))),
	} };
}

/* Values of two axes are never the same number, so a pair of numbers says
 * which axes it is of. */
static void space_make(struct space *s, const struct cases *cases)
{
	*s = (struct space){ INTERN_INIT, INTERN_INIT, VEC_INIT };
	for (size_t i = 0; i < cases->rows.n; i++) {
		const struct point p = point(s, &cases->rows.v[i]);

		for (unsigned a = 0; a < AXES; a++) {
			for (unsigned b = a + 1; b < AXES; b++) {
				const uint32_t key[2] = { p.at[a], p.at[b] };

				vec_push(&s->pair, intern_put(&s->pairs,
					span_make((const char *)key,
						  sizeof(key)), NULL));
			}
		}
	}
}

static void space_release(struct space *s)
{
	intern_release(&s->values);
	intern_release(&s->pairs);
	vec_release(&s->pair);
}

static unsigned gain(const struct space *s, size_t i, const bool *covered)
{
	unsigned n = 0;

	for (unsigned k = 0; k < PAIRS; k++)
		n += !covered[s->pair.v[i * PAIRS + k]];
	return n;
}

static void cover(const struct space *s, size_t i, bool *covered)
{
	for (unsigned k = 0; k < PAIRS; k++)
		covered[s->pair.v[i * PAIRS + k]] = true;
}

/* What a case gains only falls as others are taken, so one round for each
 * possible gain, from the largest down, is the greedy choice. */
void case_sample_pairwise(const struct cases *cases, bool *keep)
{
	struct space s;
	bool *covered;

	space_make(&s, cases);
	covered = mem_array(s.pairs.count ? s.pairs.count : 1,
			    sizeof(*covered));
	for (unsigned wanted = PAIRS; wanted > 0; wanted--) {
		for (size_t i = 0; i < cases->rows.n; i++) {
			if (keep[i] || gain(&s, i, covered) < wanted)
				continue;
			keep[i] = true;
			cover(&s, i, covered);
		}
	}
	mem_free(covered);
	space_release(&s);
}

uint64_t case_sample_pairs(const struct cases *cases, const bool *keep)
{
	struct space s;
	bool *covered;
	uint64_t n = 0;

	space_make(&s, cases);
	covered = mem_array(s.pairs.count ? s.pairs.count : 1,
			    sizeof(*covered));
	for (size_t i = 0; i < cases->rows.n; i++) {
		if (!keep || keep[i])
			cover(&s, i, covered);
	}
	for (uint32_t i = 0; i < s.pairs.count; i++)
		n += covered[i];
	mem_free(covered);
	space_release(&s);
	return n;
}

/* ---- smoke ---- */

/* The first case of each key. */
static bool fresh(struct intern *seen, const char *what,
		  const struct testcase *c, unsigned device_type)
{
	struct buf key = BUF_INIT;
	bool is;

	buf_addf(&key, "%s\n" SPAN_F "\n" SPAN_F "\n%u", what,
		 SPAN_A(c->ppc_id), SPAN_A(c->set), device_type);
	intern_put(seen, buf_span(&key), &is);
	buf_release(&key);
	return is;
}

void case_sample_smoke(const struct cases *cases, bool *keep)
{
	struct intern seen = INTERN_INIT;

	for (size_t i = 0; i < cases->rows.n; i++) {
		const struct testcase *c = &cases->rows.v[i];

		if (c->chain)
			continue;
		if (c->polarity == CASE_NEGATIVE)
			keep[i] = fresh(&seen, "refusal", c, 0) || keep[i];
		else if (c->mode == CASE_DCC_ONLY)
			keep[i] = fresh(&seen, "dcc", c, 0) || keep[i];
		else if (c->mode == CASE_ON_DEMAND && c->srv->repeat_safe)
			keep[i] = fresh(&seen, "read", c, c->device_type) ||
				  keep[i];
	}
	intern_release(&seen);
}

/* ---- by name ---- */

void case_sample_regression(const struct cases *cases,
			    const struct intern *ids, bool *keep, bool *found)
{
	for (size_t i = 0; i < cases->rows.n; i++) {
		const uint32_t at = intern_find(ids, cases->rows.v[i].id);

		if (at == INTERN_NONE)
			continue;
		keep[i] = true;
		if (found)
			found[at] = true;
	}
}

void case_sample_combination(const struct cases *cases, struct span ppc_id,
			     bool *keep)
{
	for (size_t i = 0; i < cases->rows.n; i++) {
		if (span_eq(cases->rows.v[i].ppc_id, ppc_id))
			keep[i] = true;
	}
}

/* ---- what belongs together ---- */

static bool keep_chains(const struct cases *cases, bool *keep, bool *chain)
{
	bool more = false;

	for (size_t i = 0; i < cases->rows.n; i++) {
		if (keep[i])
			chain[cases->rows.v[i].chain] = true;
	}
	chain[0] = false;
	for (size_t i = 0; i < cases->rows.n; i++) {
		if (keep[i] || !chain[cases->rows.v[i].chain])
			continue;
		keep[i] = true;
		more = true;
	}
	return more;
}

/* What the kept ones come after; a plan that was read has no chains. */
static bool keep_before(const struct cases *cases, bool *keep,
			const struct intern *ids)
{
	bool more = false;

	for (size_t i = cases->rows.n; i-- > 0;) {
		struct span rest = cases->rows.v[i].after, id;

		while (keep[i] && span_cut(&rest, ';', &id)) {
			const uint32_t at = intern_find(ids, span_trim(id));

			if (at == INTERN_NONE || keep[at])
				continue;
			keep[at] = true;
			more = true;
		}
	}
	return more;
}

void case_sample_close(const struct cases *cases, bool *keep)
{
	struct intern ids = INTERN_INIT;
	uint32_t last = 0;
	bool *chain, more;

	for (size_t i = 0; i < cases->rows.n; i++) {
		if (cases->rows.v[i].chain > last)
			last = cases->rows.v[i].chain;
		intern_put(&ids, cases->rows.v[i].id, NULL);
	}
	chain = mem_array((size_t)last + 1, sizeof(*chain));
	do {
		more = keep_chains(cases, keep, chain);
		if (ids.count == cases->rows.n)
			more = keep_before(cases, keep, &ids) || more;
	} while (more);
	mem_free(chain);
	intern_release(&ids);
}

void case_sample_cut(struct cases *cases, const bool *keep)
{
	size_t n = 0;

	for (size_t i = 0; i < cases->rows.n; i++) {
		if (keep[i])
			cases->rows.v[n++] = cases->rows.v[i];
	}
	cases->rows.n = n;
}
