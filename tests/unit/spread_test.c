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

START_TEST(marks_of_numbers_have_kinds)
{
	struct marks *m = marks_new();
	uint64_t number[1000];

	for (unsigned i = 0; i < 1000; i++)
		number[i] = i;
	marks_begin(m);
	for (unsigned kind = 0; kind < 200; kind++)
		marks_add_numbers(marks_hand(m, kind % HANDS), kind, number,
				  1000);
	marks_add_numbers(marks_hand(m, 0), 200, number, 500);
	marks_add_numbers(marks_hand(m, 1), 200, number + 500, 500);
	add_number(m, 0, 500);
	ck_assert(!marks_twice(m, HANDS));
	marks_add_numbers(marks_hand(m, 2), 200, number + 499, 1);
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

static void add_digits(struct numset *s, const char *digits, unsigned times)
{
	uint32_t number[NUMSET_MAX];
	size_t n = 0;

	for (; digits[n]; n++)
		number[n] = (uint32_t)(digits[n] - '0');
	for (unsigned i = 0; i < times; i++)
		numset_add(s, number, n);
}

static void check_digits(const struct numset *s, size_t i, const char *digits,
			 uint64_t count)
{
	const struct numset_entry *e = &s->entry[i];

	ck_assert_uint_eq(e->count, count);
	for (size_t k = 0; k < NUMSET_MAX; k++, digits += *digits != '\0')
		ck_assert_uint_eq(e->number[k], *digits ?
				  (uint32_t)(*digits - '0') : NUMSET_NONE);
}

START_TEST(sets_are_counted_and_sorted)
{
	struct numset s = NUMSET_INIT, other = NUMSET_INIT;

	numset_sort(&s);
	ck_assert_uint_eq(s.n, 0);
	add_digits(&s, "73", 1);
	add_digits(&other, "37", 2);
	add_digits(&other, "373", 4);
	add_digits(&other, "3", 8);
	add_digits(&s, "2999", 1);
	numset_merge(&s, &other);
	numset_merge(&s, &other);
	numset_sort(&s);
	ck_assert_uint_eq(s.n, 4);
	check_digits(&s, 0, "2999", 1);
	check_digits(&s, 1, "3", 16);
	check_digits(&s, 2, "337", 8);
	check_digits(&s, 3, "37", 5);
	numset_release(&s);
	numset_release(&other);
}
END_TEST

/* Every row of digits below six, of every length: a network that sorts these
 * sorts all. */
START_TEST(sets_do_not_depend_on_order)
{
	struct numset s = NUMSET_INIT;
	uint64_t all = 0, fallen = 0;

	for (size_t n = 1, most = 6; n <= NUMSET_MAX; n++, most *= 6) {
		for (size_t i = 0; i < most; i++) {
			uint32_t number[NUMSET_MAX];

			for (size_t k = 0, left = i; k < n; k++, left /= 6)
				number[k] = (uint32_t)(left % 6);
			numset_add(&s, number, n);
			all++;
		}
	}
	numset_sort(&s);
	/* Sets of 1 to 6 of six numbers, each any number of times. */
	ck_assert_uint_eq(s.n, 6 + 21 + 56 + 126 + 252 + 462);
	for (size_t i = 0; i < s.n; i++) {
		const uint32_t *number = s.entry[i].number;

		all -= s.entry[i].count;
		for (size_t k = 1; k < NUMSET_MAX; k++)
			fallen += number[k - 1] > number[k];
	}
	ck_assert_uint_eq(all, 0);
	ck_assert_uint_eq(fallen, 0);
	numset_release(&s);
}
END_TEST

/* Each id has so many numbers as i % PER_ID says, all of them near; the first
 * hand calls a number half of what it is. */
enum { PER_ID = SPREAD_MOST + 1, NEAR = 200 };

struct sums {
	uint64_t ids[HANDS], total[HANDS], strange[HANDS];
};

/* Only what is used of them is touched. */
static uint32_t plain[SPREAD_MAX_WIDE], twice[SPREAD_MAX_WIDE];

static void sum_id(void *ctx, unsigned thread, const uint32_t *name, size_t n)
{
	struct sums *s = ctx;

	s->ids[thread]++;
	s->strange[thread] += n == 0 || n > SPREAD_MOST;
	for (size_t i = 0; i < n; i++) {
		s->strange[thread] += name[i] / NEAR != name[0] / NEAR;
		s->total[thread] += name[i];
	}
}

static void add_one(struct spread *s, uint64_t id, uint32_t n)
{
	const uint32_t number = n % HANDS ? n : n / 2;

	(n % HANDS ? plain : twice)[number] = n;
	spread_add(spread_hand(s, n % HANDS), &id, &number, 1);
}

static void add_numbers(struct spread *s, bool wide, uint64_t *ids,
			uint64_t *total)
{
	const uint32_t most = wide ? SPREAD_MAX_WIDE : SPREAD_MAX;
	const uint32_t places = 1000, step = most / places / NEAR * NEAR;

	*ids = *total = 0;
	for (uint64_t i = 0; i < 300000; i++) {
		*ids += i % PER_ID != 0;
		for (uint32_t k = 0; k < i % PER_ID; k++) {
			const uint32_t n = (uint32_t)(i % places) * step +
					   2 * k;

			add_one(s, i << 40 | i, n);
			*total += n;
		}
	}
}

/* Adds what is joined to ids and total; false: an id has too many. */
static bool join(struct spread *s, unsigned threads, uint64_t *ids,
		 uint64_t *total)
{
	const uint32_t *const name[HANDS] = { twice, plain, plain };
	struct sums sums = { .ids = { 0 } };
	const struct spread_join j = { name, sum_id, &sums };
	const bool whole = spread_join(s, threads, &j);

	for (unsigned i = 0; i < HANDS; i++) {
		*ids += sums.ids[i];
		*total += sums.total[i];
		ck_assert_uint_eq(sums.strange[i], 0);
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

		ck_assert(join(s, threads[t], &got_ids, &got));
		ck_assert_uint_eq(got_ids, ids);
		ck_assert_uint_eq(got, total);
	}
	add_one(s, UINT64_C(6) << 40 | 6, 1212);
	ck_assert(!join(s, HANDS, &ids, &total));
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
		ck_assert(join(s, HANDS, &got_ids, &got));
		spread_free(s);
	}
	ck_assert_uint_eq(got_ids, ids);
	ck_assert_uint_eq(got, total);
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
	tcase_add_test(t, marks_of_numbers_have_kinds);
	tcase_add_test(t, marks_of_a_round_can_be_dropped);
	tcase_add_test(t, marks_of_several_rounds_are_joined);
	tcase_add_test(t, sets_are_counted_and_sorted);
	tcase_add_test(t, sets_do_not_depend_on_order);
	tcase_add_loop_test(t, numbers_of_an_id_come_together, 0, 2);
	tcase_add_test(t, slices_make_up_the_whole);
	tcase_add_test(t, slices_of_marks_find_what_comes_twice_once);
	tcase_add_test(t, rounds_keep_to_a_limit);
	suite_add_tcase(s, t);
	return s;
}
