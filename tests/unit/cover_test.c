/*
 * cover: against every choice there is, on many small problems; and on
 * problems of real size, where the answer must be a proved one, be reached
 * within a number of nodes, and not depend on how the items are numbered.
 *
 * SMETS1_LONG=1 runs the whole sweep. COVER_SEED=N starts it elsewhere.
 */
#include "engine/cover.h"

#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALL_N		14
#define SMALL_M		8

static uint64_t rng_state;

static uint32_t rng(uint32_t below)
{
	uint64_t z = rng_state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	z ^= z >> 31;
	return (uint32_t)((z >> 32) % below);
}

static bool long_run(void)
{
	const char *s = getenv("SMETS1_LONG");

	return s && !strcmp(s, "1");
}

static void seed(const char *what, uint64_t preset)
{
	const char *s = getenv("COVER_SEED");

	rng_state = s ? strtoull(s, NULL, 10) : preset;
	printf("cover %s: COVER_SEED=%" PRIu64 "\n", what, rng_state);
}

/* A problem that owns its arrays. */
struct example {
	struct cover_problem p;
	uint64_t *weight;
	size_t *first;
	uint32_t *item;
};

static void example_init(struct example *x, uint32_t n, uint32_t m,
			 size_t entries)
{
	memset(x, 0, sizeof(*x));
	x->weight = calloc(n + 1, sizeof(*x->weight));
	x->first = calloc(n + 2, sizeof(*x->first));
	x->item = calloc(entries + 1, sizeof(*x->item));
	x->p.candidates = n;
	x->p.items = m;
	x->p.weight = x->weight;
	x->p.first = x->first;
	x->p.item = x->item;
}

static void example_release(struct example *x)
{
	free(x->weight);
	free(x->first);
	free(x->item);
}

static int heavier_first(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y) - (x > y);
}

static void rank_weights(struct example *x)
{
	qsort(x->weight, x->p.candidates, sizeof(*x->weight), heavier_first);
}

static void next_item(struct example *x, uint32_t c, uint32_t item)
{
	x->item[x->first[c + 1]++] = item;
}

static void start_items(struct example *x, uint32_t c)
{
	x->first[c + 1] = x->first[c];
}

/* ---- small problems, against every choice ---- */

struct brute {
	bool feasible[SMALL_N + 1];
	uint64_t objective[SMALL_N + 1];
	uint32_t chosen[SMALL_N + 1];	/* bit c: candidate c */
};

/* Of two choices of one size: which sorted list comes first? */
static bool list_before(uint32_t a, uint32_t b)
{
	uint32_t differ = a ^ b;

	return differ & (~differ + 1) & a;
}

static void brute_solve(const struct example *x, struct brute *b)
{
	uint32_t n = x->p.candidates;
	uint32_t all = (1u << x->p.items) - 1;
	uint32_t mask[SMALL_N] = { 0 };

	memset(b, 0, sizeof(*b));
	for (uint32_t c = 0; c < n; c++)
		for (size_t i = x->first[c]; i < x->first[c + 1]; i++)
			mask[c] |= 1u << x->item[i];
	for (uint32_t s = 0; s < 1u << n; s++) {
		uint64_t weight = 0;
		uint32_t covered = 0, k = 0;

		for (uint32_t c = 0; c < n; c++) {
			if (!(s >> c & 1))
				continue;
			weight += x->weight[c];
			covered |= mask[c];
			k++;
		}
		if (covered != all)
			continue;
		if (b->feasible[k] && (weight < b->objective[k] ||
				       (weight == b->objective[k] &&
					!list_before(s, b->chosen[k]))))
			continue;
		b->feasible[k] = true;
		b->objective[k] = weight;
		b->chosen[k] = s;
	}
}

static void small_example(struct example *x)
{
	uint32_t n = 1 + rng(SMALL_N), m = rng(SMALL_M + 1);
	uint32_t weights = 1 + rng(5), percent = 5 + rng(60);
	bool zeros = !rng(4), repeat = !rng(6);

	example_init(x, n, m, 2 * (size_t)n * m);
	for (uint32_t c = 0; c < n; c++) {
		x->weight[c] = rng(4) ? rng(weights) + !zeros : 7 * rng(100);
		start_items(x, c);
		for (uint32_t j = m; j-- > 0;) {
			if (rng(100) >= percent)
				continue;
			next_item(x, c, j);
			if (repeat)
				next_item(x, c, j);
		}
	}
	rank_weights(x);
}

static uint32_t mask_of(const struct cover_answer *a)
{
	uint32_t mask = 0;

	for (uint32_t i = 0; i < a->count; i++)
		mask |= 1u << a->chosen[i];
	return mask;
}

static void check_small(struct example *x, const struct brute *b, uint32_t k,
			unsigned round)
{
	uint32_t size = k < x->p.candidates ? k : x->p.candidates;
	struct cover_answer a;

	x->p.k = k;
	cover_solve(&x->p, &a);
	ck_assert_msg(a.verdict == (b->feasible[size] ? COVER_OPTIMAL :
				    COVER_INFEASIBLE),
		      "round %u k %u: verdict %d", round, k, a.verdict);
	if (b->feasible[size]) {
		ck_assert_msg(a.objective == b->objective[size] &&
			      a.bound == a.objective,
			      "round %u k %u: objective %" PRIu64
			      ", bound %" PRIu64 ", brute force %" PRIu64,
			      round, k, a.objective, a.bound,
			      b->objective[size]);
		ck_assert_msg(a.unique && a.count == size &&
			      mask_of(&a) == b->chosen[size],
			      "round %u k %u: chose %#x, brute force %#x",
			      round, k, mask_of(&a), b->chosen[size]);
	}
	cover_release(&a);
}

/* The cover of all that can be covered, and what cannot. */
static void check_least(const struct example *x, unsigned round)
{
	uint32_t n = x->p.candidates, can = 0, least = n, lost = 0;
	struct cover_least l;

	for (size_t i = 0; i < x->first[n]; i++)
		can |= 1u << x->item[i];
	for (uint32_t s = 0; s < 1u << n; s++) {
		uint32_t covered = 0, size = 0;

		for (uint32_t c = 0; c < n; c++) {
			if (!(s >> c & 1))
				continue;
			size++;
			for (size_t i = x->first[c]; i < x->first[c + 1]; i++)
				covered |= 1u << x->item[i];
		}
		if (covered == can && size < least)
			least = size;
	}
	cover_smallest(&x->p, &l);
	ck_assert_msg(l.size == least && l.bound == least,
		      "round %u: smallest %u, bound %u, brute force %u",
		      round, l.size, l.bound, least);
	for (uint32_t j = 0; j < x->p.items; j++) {
		if (can >> j & 1)
			continue;
		ck_assert_msg(lost < l.uncoverable_count &&
			      l.uncoverable[lost] == j,
			      "round %u: item %u not listed", round, j);
		lost++;
	}
	ck_assert_uint_eq(lost, l.uncoverable_count);
	cover_least_release(&l);
}

START_TEST(equals_brute_force)
{
	unsigned rounds = long_run() ? 40000 : 1500;

	seed("small", 1);
	for (unsigned round = 0; round < rounds; round++) {
		struct example x;
		struct brute b;

		small_example(&x);
		brute_solve(&x, &b);
		for (uint32_t k = 0; k <= x.p.candidates + 1; k++)
			check_small(&x, &b, k, round);
		check_least(&x, round);
		example_release(&x);
	}
}
END_TEST

static void check_limited_least(struct example *x)
{
	uint64_t node_limit = x->p.node_limit;
	struct cover_least l, exact;

	cover_smallest(&x->p, &l);
	ck_assert_uint_le(l.nodes, node_limit);
	x->p.node_limit = 0;
	cover_smallest(&x->p, &exact);
	ck_assert_uint_le(l.bound, exact.size);
	ck_assert_uint_ge(l.size, exact.size);
	cover_least_release(&exact);
	cover_least_release(&l);
}

/* A limit may cost the proof, never the truth. */
START_TEST(limit_is_honest)
{
	unsigned rounds = long_run() ? 10000 : 400;
	unsigned met = 0;

	seed("limit", 2);
	for (unsigned round = 0; round < rounds; round++) {
		struct example x;
		struct brute b;
		struct cover_answer a;
		uint32_t k;

		small_example(&x);
		brute_solve(&x, &b);
		x.p.k = k = 1 + rng(x.p.candidates);
		x.p.node_limit = 1 + rng(4);
		cover_solve(&x.p, &a);
		ck_assert_uint_le(a.nodes, x.p.node_limit);
		met += a.verdict == COVER_FEASIBLE ||
		       a.verdict == COVER_UNKNOWN || !a.unique;
		switch (a.verdict) {
		case COVER_OPTIMAL:
			ck_assert_uint_eq(a.objective, b.objective[k]);
			ck_assert(!a.unique || mask_of(&a) == b.chosen[k]);
			break;
		case COVER_FEASIBLE:
			ck_assert_uint_le(a.objective, b.objective[k]);
			ck_assert_uint_ge(a.bound, b.objective[k]);
			ck_assert_uint_eq(a.count, k);
			break;
		case COVER_INFEASIBLE:
			ck_assert(!b.feasible[k]);
			break;
		case COVER_UNKNOWN:
			if (b.feasible[k])
				ck_assert_uint_ge(a.bound, b.objective[k]);
			break;
		}
		cover_release(&a);
		check_limited_least(&x);
		example_release(&x);
	}
	ck_assert_uint_gt(met, 0);
}
END_TEST

/* ---- by hand ---- */

struct row {
	const char *why;
	uint64_t weight[4];
	const char *covers[4];		/* letters a to d */
	uint32_t candidates, items, k;
	enum cover_verdict verdict;
	uint64_t objective;
	const char *chosen;		/* digits */
};

static const struct row rows[] = {
	{ "the example of the header",
	  { 90, 50, 20 }, { "a", "a", "ab" }, 3, 2, 2,
	  COVER_OPTIMAL, 110, "02" },
	{ "nothing to cover: the best k",
	  { 9, 5, 2 }, { "", "", "" }, 3, 0, 2,
	  COVER_OPTIMAL, 14, "01" },
	{ "k beyond the candidates means all",
	  { 9, 5 }, { "a", "b" }, 2, 2, 7,
	  COVER_OPTIMAL, 14, "01" },
	{ "none chosen covers nothing",
	  { 9, 5 }, { "a", "a" }, 2, 1, 0,
	  COVER_INFEASIBLE, 0, "" },
	{ "no candidates, nothing to cover",
	  { 0 }, { NULL }, 0, 0, 3, COVER_OPTIMAL, 0, "" },
	{ "no candidates for an item",
	  { 0 }, { NULL }, 0, 1, 3, COVER_INFEASIBLE, 0, "" },
	{ "an item without a candidate",
	  { 9, 5 }, { "a", "a" }, 2, 2, 2, COVER_INFEASIBLE, 0, "" },
	{ "all equal: the first that cover",
	  { 5, 5, 5, 5 }, { "a", "ab", "b", "a" }, 4, 2, 2,
	  COVER_OPTIMAL, 10, "01" },
	{ "zero weights count as candidates too",
	  { 3, 0, 0, 0 }, { "", "a", "ab", "b" }, 4, 2, 2,
	  COVER_OPTIMAL, 3, "02" },
	{ "the greedy choice abc leaves d to a third",
	  { 9, 8, 8, 1 }, { "abc", "abd", "c", "d" }, 4, 4, 2,
	  COVER_OPTIMAL, 17, "01" },
	{ "the weights may fill the range",
	  { COVER_TOTAL_MAX / 2, COVER_TOTAL_MAX / 2 - 3, 2, 1 },
	  { "a", "a", "b", "b" }, 4, 2, 2,
	  COVER_OPTIMAL, COVER_TOTAL_MAX / 2 + 2, "02" },
};

START_TEST(by_hand)
{
	const struct row *r = &rows[_i];
	char chosen[8] = "";
	struct cover_answer a;
	struct example x;

	example_init(&x, r->candidates, r->items, 16);
	for (uint32_t c = 0; c < r->candidates; c++) {
		x.weight[c] = r->weight[c];
		start_items(&x, c);
		for (const char *s = r->covers[c]; *s; s++)
			next_item(&x, c, (uint32_t)(*s - 'a'));
	}
	x.p.k = r->k;
	cover_solve(&x.p, &a);
	ck_assert_msg(a.verdict == r->verdict, "%s: verdict", r->why);
	ck_assert_msg(a.objective == r->objective, "%s: objective", r->why);
	for (uint32_t i = 0; i < a.count; i++)
		chosen[i] = (char)('0' + a.chosen[i]);
	ck_assert_msg(!strcmp(chosen, r->chosen), "%s: %s", r->why, chosen);
	cover_release(&a);
	example_release(&x);
}
END_TEST

/* ---- real size ---- */

enum shape { COLUMNS, SKEWED_COLUMNS, ANY_THREE, PERCENT_10, PERCENT_20,
	     PERCENT_50 };
enum scale { ZIPF, ZIPF_SQUARED, ZIPF_TAIL, FEW, EQUAL };

/* One item of each of three columns, as of three kinds of hardware. */
static void column_items(struct example *x, uint32_t c, bool skewed)
{
	uint32_t from = 0, third = x->p.items / 3;

	for (int column = 0; column < 3; column++) {
		uint32_t size = column < 2 ? third : x->p.items - 2 * third;
		uint32_t item = rng(size);

		if (skewed && rng(20))
			for (item = 0; item + 1 < size && rng(4); item++)
				;
		next_item(x, c, from + item);
		from += size;
	}
}

static void random_items(struct example *x, uint32_t c, uint32_t percent)
{
	for (uint32_t j = 0; j < x->p.items; j++)
		if (rng(100) < percent)
			next_item(x, c, j);
}

static uint64_t draw_weight(enum scale scale, uint32_t rank)
{
	switch (scale) {
	case ZIPF:
		return 1000000 / rank;
	case ZIPF_SQUARED:
		return 1 + 1000000 / ((uint64_t)rank * rank);
	case ZIPF_TAIL:
		return 1 + 300 / rank;
	case FEW:
		return 1 + rng(5);
	case EQUAL:
		break;
	}
	return 1;
}

static void large_example(struct example *x, enum shape shape,
			  enum scale scale)
{
	uint32_t n = 400, m = 40;

	example_init(x, n, m, (size_t)n * m);
	for (uint32_t c = 0; c < n; c++) {
		x->weight[c] = draw_weight(scale, c + 1);
		start_items(x, c);
		switch (shape) {
		case COLUMNS:
		case SKEWED_COLUMNS:
			column_items(x, c, shape == SKEWED_COLUMNS);
			break;
		case ANY_THREE:
			for (int i = 0; i < 3; i++)
				next_item(x, c, rng(m));
			break;
		case PERCENT_10:
			random_items(x, c, 10);
			break;
		case PERCENT_20:
			random_items(x, c, 20);
			break;
		case PERCENT_50:
			random_items(x, c, 50);
			break;
		}
	}
	rank_weights(x);
}

static void check_covers(const struct example *x, const struct cover_answer *a)
{
	bool *covered = calloc(x->p.items + 1, sizeof(*covered));
	uint64_t weight = 0;

	ck_assert_uint_eq(a->count, x->p.k);
	for (uint32_t i = 0; i < a->count; i++) {
		uint32_t c = a->chosen[i];

		ck_assert(c < x->p.candidates);
		ck_assert(!i || a->chosen[i - 1] < c);
		weight += x->weight[c];
		for (size_t e = x->first[c]; e < x->first[c + 1]; e++)
			covered[x->item[e]] = true;
	}
	ck_assert_uint_eq(weight, a->objective);
	for (uint32_t j = 0; j < x->p.items; j++)
		ck_assert(covered[j]);
	free(covered);
}

/* The same problem with its items numbered backwards. */
static void check_renumbered(struct example *x, const struct cover_answer *a)
{
	struct cover_answer again;

	for (size_t i = 0; i < x->first[x->p.candidates]; i++)
		x->item[i] = x->p.items - 1 - x->item[i];
	cover_solve(&x->p, &again);
	ck_assert(again.verdict == COVER_OPTIMAL && again.unique);
	ck_assert_uint_eq(again.objective, a->objective);
	ck_assert_mem_eq(again.chosen, a->chosen,
			 a->count * sizeof(*a->chosen));
	cover_release(&again);
	for (size_t i = 0; i < x->first[x->p.candidates]; i++)
		x->item[i] = x->p.items - 1 - x->item[i];
}

/* Some skewed columns have items nobody covers: then there is no answer. */
static void check_large(struct example *x, uint64_t node_limit)
{
	uint64_t before = 0;
	struct cover_least l;

	x->p.node_limit = node_limit;
	cover_smallest(&x->p, &l);
	ck_assert_uint_eq(l.size, l.bound);
	for (uint32_t k = l.size; !l.uncoverable_count && k <= 20; k++) {
		struct cover_answer a;

		x->p.k = k;
		cover_solve(&x->p, &a);
		ck_assert_msg(a.verdict == COVER_OPTIMAL && a.unique,
			      "k %u: verdict %d after %" PRIu64 " nodes",
			      k, a.verdict, a.nodes);
		check_covers(x, &a);
		ck_assert_uint_ge(a.objective, before);
		before = a.objective;
		if (k == l.size)
			check_renumbered(x, &a);
		cover_release(&a);
	}
	if (!l.uncoverable_count && l.size > 1) {
		struct cover_answer a;

		x->p.k = l.size - 1;
		cover_solve(&x->p, &a);
		ck_assert_int_eq(a.verdict, COVER_INFEASIBLE);
		cover_release(&a);
	}
	cover_least_release(&l);
}

static const struct {
	enum shape shape;
	enum scale scale;
	bool sample;
	uint64_t node_limit;	/* several times what is needed */
} sizes[] = {
	{ COLUMNS, ZIPF, true, 5000 },
	{ COLUMNS, ZIPF_TAIL, true, 5000 },
	{ COLUMNS, ZIPF_SQUARED, true, 5000 },
	{ COLUMNS, FEW, true, 20000 },
	{ COLUMNS, EQUAL, true, 20000 },
	{ SKEWED_COLUMNS, ZIPF, true, 20000 },
	{ SKEWED_COLUMNS, ZIPF_TAIL, true, 20000 },
	{ SKEWED_COLUMNS, FEW, true, 20000 },
	{ ANY_THREE, ZIPF, true, 20000 },
	{ ANY_THREE, FEW, true, 20000 },
	{ PERCENT_10, ZIPF, false, 200000 },
	{ PERCENT_20, ZIPF, false, 200000 },
	{ PERCENT_50, ZIPF, false, 200000 },
	{ PERCENT_20, FEW, false, 200000 },
	{ PERCENT_50, FEW, false, 200000 },
};

START_TEST(proves_real_size)
{
	unsigned rounds = long_run() ? 10 : sizes[_i].sample;

	if (rounds)
		seed("large", 100 + (uint64_t)_i);
	for (unsigned round = 0; round < rounds; round++) {
		struct example x;

		large_example(&x, sizes[_i].shape, sizes[_i].scale);
		check_large(&x, sizes[_i].node_limit);
		example_release(&x);
	}
}
END_TEST

Suite *cover_suite(void);

Suite *cover_suite(void)
{
	Suite *s = suite_create("cover");
	TCase *t = tcase_create("cover");

	tcase_set_timeout(t, 1800);
	tcase_add_loop_test(t, by_hand, 0,
			    (int)(sizeof(rows) / sizeof(rows[0])));
	tcase_add_test(t, equals_brute_force);
	tcase_add_test(t, limit_is_honest);
	tcase_add_loop_test(t, proves_real_size, 0,
			    (int)(sizeof(sizes) / sizeof(sizes[0])));
	suite_add_tcase(s, t);
	return s;
}
