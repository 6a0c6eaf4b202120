/* spread_test.c - very many ids: what comes twice, and what belongs together */
#include <check.h>
#include <stdio.h>

#include "base/numset.h"
#include "base/vec.h"
#include "file/marks.h"
#include "file/rounds.h"
#include "file/spread.h"

Suite *spread_suite(void);

enum { HANDS = 3 };

static void add_number(struct marks *m, unsigned hand, unsigned n)
{
	char text[24];

	snprintf(text, sizeof(text), "%u", n);
	marks_add(marks_hand(m, hand), span_of(text));
}

START_TEST(marks_find_what_comes_twice)
{
	struct marks *m = marks_new();

	marks_begin(m);
	ck_assert(!marks_twice(m, HANDS));
	for (unsigned i = 0; i < 200000; i++)
		add_number(m, i % HANDS, i);
	ck_assert(!marks_twice(m, HANDS));
	add_number(m, 1, 199999);
	ck_assert(marks_twice(m, HANDS));
	marks_free(m);
}
END_TEST

START_TEST(marks_of_a_round_can_be_dropped)
{
	struct marks *m = marks_new();

	for (unsigned round = 0; round < 4; round++) {
		marks_begin(m);
		for (unsigned i = 0; i < 30000 * round; i++)
			add_number(m, i % HANDS, i);
		ck_assert(!marks_twice(m, HANDS));
		marks_drop(m);
	}
	ck_assert(!marks_join(m));
	marks_free(m);
}
END_TEST

/* Rounds 1 to 3, the second dropped: multiples of 6 are in both that stay. */
START_TEST(marks_of_several_rounds_are_joined)
{
	struct marks *m = marks_new();

	for (unsigned round = 2; round <= 4; round++) {
		marks_begin(m);
		for (unsigned i = 0; i < 60000; i++)
			if (i % round == 0 && (round != 3 || i < 100))
				add_number(m, i % HANDS, i);
		if (round == 3)
			marks_drop(m);
	}
	ck_assert(marks_join(m));
	for (unsigned i = 0; i < 60000; i++) {
		char text[24];

		snprintf(text, sizeof(text), "%u", i);
		ck_assert(marks_shared(m, span_of(text)) == (i % 4 == 0));
	}
	marks_free(m);
}
END_TEST

START_TEST(sets_do_not_depend_on_order)
{
	struct numset s = NUMSET_INIT;
	const uint32_t three = numset_one(&s, 3), seven = numset_one(&s, 7);
	const uint32_t both = numset_add(&s, three, 7);
	uint32_t n[NUMSET_MAX], set = both;

	ck_assert_uint_ne(three, seven);
	ck_assert_uint_eq(numset_add(&s, seven, 3), both);
	ck_assert_uint_eq(numset_get(&s, both, n), 2);
	ck_assert(n[0] == 3 && n[1] == 7);
	ck_assert_uint_eq(numset_get(&s, numset_add(&s, both, 7), n), 3);
	ck_assert(n[0] == 3 && n[1] == 7 && n[2] == 7);
	for (unsigned i = 2; i < NUMSET_MAX; i++) {
		set = numset_add(&s, set, 100 - i);
		ck_assert_uint_eq(numset_get(&s, set, n), i + 1);
		for (unsigned k = 1; k <= i; k++)
			ck_assert_uint_lt(n[k - 1], n[k]);
	}
	ck_assert_uint_eq(numset_add(&s, set, 1), NUMSET_NONE);
	numset_release(&s);
}
END_TEST

/* States are sums; each id has so many numbers as its last digit says. */
struct sums {
	uint64_t ids[HANDS], total[HANDS];
	uint32_t stop_at;
};

static bool begin_sum(void *ctx, unsigned thread, unsigned hand,
		      uint32_t number, uint32_t *state)
{
	const struct sums *s = ctx;

	(void)thread;
	(void)hand;
	*state = number;
	return number != s->stop_at;
}

static bool add_sum(void *ctx, unsigned thread, unsigned hand,
		    uint32_t number, uint32_t *state)
{
	const struct sums *s = ctx;

	(void)thread;
	ck_assert_uint_eq(number % HANDS, hand);
	*state += number;
	return number != s->stop_at;
}

static void end_sum(void *ctx, unsigned thread, uint32_t state)
{
	struct sums *s = ctx;

	s->ids[thread]++;
	s->total[thread] += state;
}

static void add_numbers(struct spread *s, bool wide, uint64_t *ids,
			uint64_t *total)
{
	const uint32_t most = wide ? SPREAD_MAX_WIDE : SPREAD_MAX;

	*ids = *total = 0;
	for (uint64_t i = 0; i < 300000; i++) {
		*ids += i % 10 != 0;
		for (uint32_t k = 0; k < i % 10; k++) {
			const uint32_t n = (uint32_t)(i * 200 + k) % most;

			spread_add(spread_hand(s, n % HANDS),
				   i << 40 | i, n);
			*total += n;
		}
	}
}

/* Adds what is joined to ids and total; false: it was ended. */
static bool join(struct spread *s, unsigned threads, uint32_t stop_at,
		 uint64_t *ids, uint64_t *total)
{
	struct sums sums = { .stop_at = stop_at };
	const struct spread_join j = { begin_sum, add_sum, NULL, end_sum, &sums };
	const bool whole = spread_join(s, threads, &j);

	for (unsigned i = 0; i < HANDS; i++) {
		*ids += sums.ids[i];
		*total += sums.total[i];
	}
	return whole;
}

START_TEST(numbers_of_an_id_come_together)
{
	static const unsigned threads[] = { 1, HANDS };
	const bool wide = _i % 2;
	struct spread *s = spread_new(wide);
	uint64_t ids, total;

	add_numbers(s, wide, &ids, &total);
	for (unsigned t = 0; t < 2; t++) {
		uint64_t got_ids = 0, got = 0;

		ck_assert(join(s, threads[t], UINT32_MAX, &got_ids, &got));
		ck_assert_uint_eq(got_ids, ids);
		ck_assert_uint_eq(got & UINT32_MAX, total & UINT32_MAX);
		ck_assert(!join(s, threads[t], 200200, &got_ids, &got));
	}
	spread_free(s);
}
END_TEST

/* In slices: kept from the begin, or others dropped in the end. */
START_TEST(slices_make_up_the_whole)
{
	static const unsigned cut[] = { 0, 1, 100, 200, 201, SPREAD_SLICES };
	uint64_t ids = 0, total = 0, got_ids = 0, got = 0;

	for (unsigned i = 0; i + 1 < sizeof(cut) / sizeof(cut[0]); i++) {
		struct spread *s = spread_new(false);
		uint64_t before = 0, after = 0;

		for (unsigned h = 0; h < HANDS; h++)
			if (i % 2)
				spread_keep(spread_hand(s, h), cut[i],
					    cut[i + 1]);
		add_numbers(s, false, &ids, &total);
		for (unsigned h = 0; h < HANDS; h++) {
			before += spread_bytes(spread_hand(s, h));
			spread_keep(spread_hand(s, h), cut[i], cut[i + 1]);
			after += spread_bytes(spread_hand(s, h));
		}
		if (i % 2)
			ck_assert_uint_eq(before, after);
		else
			ck_assert_uint_lt(after, before);
		ck_assert(join(s, HANDS, UINT32_MAX, &got_ids, &got));
		spread_free(s);
	}
	ck_assert_uint_eq(got_ids, ids);
	ck_assert_uint_eq(got & UINT32_MAX, total & UINT32_MAX);
}
END_TEST

START_TEST(slices_of_marks_find_what_comes_twice_once)
{
	static const unsigned cut[] = { 0, 1, 100, 200, 201, MARKS_SLICES };
	unsigned found = 0;

	for (unsigned i = 0; i + 1 < sizeof(cut) / sizeof(cut[0]); i++) {
		struct marks *m = marks_new();
		uint64_t before = 0;

		marks_begin(m);
		for (unsigned n = 0; n < 100000; n++)
			add_number(m, n % HANDS, n);
		for (unsigned h = 0; h < HANDS; h++) {
			before += marks_bytes(marks_hand(m, h));
			marks_keep(marks_hand(m, h), cut[i], cut[i + 1]);
			before -= marks_bytes(marks_hand(m, h));
		}
		ck_assert_uint_gt(before, 0);
		for (unsigned n = 100000; n < 120000; n++)
			add_number(m, n % HANDS, n);
		ck_assert(!marks_twice(m, HANDS));
		add_number(m, 1, 77777);
		found += marks_twice(m, 1);
		marks_free(m);
	}
	ck_assert_uint_eq(found, 1);
}
END_TEST

/* Hands keep `each` bytes a slice and `fixed`; how often a limit wants them
 * to read, and the most that they ever had. */
static unsigned rounds_of(uint64_t limit, uint64_t each, uint64_t *most)
{
	unsigned done = 0, to;
	struct rounds r;

	*most = 0;
	rounds_init(&r, limit);
	do {
		struct rounds_hand hand[HANDS] = { { 0, 0 } };
		uint64_t have[HANDS] = { 0 };

		rounds_begin(&r);
		ck_assert_uint_eq(r.from, done);
		for (unsigned step = 0; step < 100 * HANDS; step++) {
			struct rounds_hand *h = &hand[step % HANDS];
			uint64_t all = 0;

			if (rounds_moved(&r, h, &to) && h->to)
				have[step % HANDS] = have[step % HANDS] *
					(to - r.from) / (h->to - r.from);
			have[step % HANDS] += each * (to - r.from) / 100;
			rounds_report(&r, h, to, have[step % HANDS]);
			for (unsigned i = 0; i < HANDS; i++)
				all += have[i];
			*most = all > *most ? all : *most;
		}
		rounds_end(&r);
		rounds_report(&r, &hand[0], r.to, have[0] + 10 * limit);
		rounds_report(&r, &hand[0], r.to, have[0]);
		done = r.to;
	} while (rounds_next(&r));
	ck_assert_uint_eq(done, ROUNDS_SLICES);
	rounds_release(&r);
	return r.count;
}

START_TEST(rounds_keep_to_a_limit)
{
	const uint64_t all = UINT64_C(1000) * ROUNDS_SLICES * HANDS;
	uint64_t most;

	ck_assert_uint_eq(rounds_of(0, 1000, &most), 1);
	ck_assert_uint_eq(most, all);
	ck_assert_uint_eq(rounds_of(all, 1000, &most), 1);
	for (uint64_t part = 2; part < 50; part++) {
		const unsigned n = rounds_of(all / part, 1000, &most);

		ck_assert_uint_ge(n, part);
		ck_assert_uint_le(n, part + part / 4 + 2);
		ck_assert_uint_le(most, all / part + all / 40);
	}
	ck_assert_uint_eq(rounds_of(1, 1000, &most), ROUNDS_SLICES);
}
END_TEST

Suite *spread_suite(void)
{
	Suite *s = suite_create("spread");
	TCase *t = tcase_create("spread");

	tcase_add_test(t, marks_find_what_comes_twice);
	tcase_add_test(t, marks_of_a_round_can_be_dropped);
	tcase_add_test(t, marks_of_several_rounds_are_joined);
	tcase_add_test(t, sets_do_not_depend_on_order);
	tcase_add_loop_test(t, numbers_of_an_id_come_together, 0, 2);
	tcase_add_test(t, slices_make_up_the_whole);
	tcase_add_test(t, slices_of_marks_find_what_comes_twice_once);
	tcase_add_test(t, rounds_keep_to_a_limit);
	suite_add_tcase(s, t);
	return s;
}
