/* spread_test.c - very many ids: what comes twice, and what belongs together */
#include <check.h>
#include <stdio.h>

#include "base/numset.h"
#include "base/vec.h"
#include "file/marks.h"
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
	ck_assert(!marks_twice(m));
	for (unsigned i = 0; i < 200000; i++)
		add_number(m, i % HANDS, i);
	ck_assert(!marks_twice(m));
	add_number(m, 1, 199999);
	ck_assert(marks_twice(m));
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
		ck_assert(!marks_twice(m));
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

static struct spread *spread_numbers(uint64_t *ids, uint64_t *total)
{
	struct spread *s = spread_new();

	*ids = *total = 0;
	for (uint64_t i = 0; i < 300000; i++) {
		*ids += i % 10 != 0;
		for (uint32_t k = 0; k < i % 10; k++) {
			const uint32_t n = (uint32_t)(i * 200 + k);

			spread_add(spread_hand(s, n % HANDS),
				   i << 40 | i, n);
			*total += n;
		}
	}
	return s;
}

START_TEST(numbers_of_an_id_come_together)
{
	static const unsigned threads[] = { 1, HANDS };
	uint64_t ids, total;
	struct spread *s = spread_numbers(&ids, &total);

	for (unsigned t = 0; t < 2; t++) {
		struct sums sums = { .stop_at = UINT32_MAX };
		const struct spread_join j = { begin_sum, add_sum, end_sum,
					       &sums };

		ck_assert(spread_join(s, threads[t], &j));
		for (unsigned i = 1; i < HANDS; i++) {
			sums.ids[0] += sums.ids[i];
			sums.total[0] += sums.total[i];
		}
		ck_assert_uint_eq(sums.ids[0], ids);
		ck_assert_uint_eq(sums.total[0] & UINT32_MAX,
				  total & UINT32_MAX);
		sums.stop_at = 200200;
		ck_assert(!spread_join(s, threads[t], &j));
	}
	spread_free(s);
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
	tcase_add_test(t, numbers_of_an_id_come_together);
	suite_add_tcase(s, t);
	return s;
}
