#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/intern.h"

Suite *intern_suite(void);

START_TEST(numbers_in_order_of_arrival)
{
	struct intern t = INTERN_INIT;
	bool fresh;

	ck_assert_uint_eq(intern_find(&t, SPAN("a")), INTERN_NONE);
	ck_assert_uint_eq(intern_put(&t, SPAN("b"), &fresh), 0);
	ck_assert(fresh);
	ck_assert_uint_eq(intern_put(&t, SPAN("a"), NULL), 1);
	ck_assert_uint_eq(intern_put(&t, SPAN(""), &fresh), 2);
	ck_assert(fresh);
	ck_assert_uint_eq(intern_put(&t, SPAN("b"), &fresh), 0);
	ck_assert(!fresh);
	ck_assert_uint_eq(intern_put(&t, (struct span){ NULL, 0 }, &fresh), 2);
	ck_assert(!fresh);
	ck_assert_uint_eq(intern_find(&t, SPAN("a")), 1);
	ck_assert_uint_eq(intern_find(&t, SPAN("c")), INTERN_NONE);
	ck_assert_uint_eq(t.count, 3);
	ck_assert_str_eq(intern_get(&t, 1).p, "a");
	intern_release(&t);
	ck_assert_uint_eq(t.count, 0);
	ck_assert_uint_eq(intern_find(&t, SPAN("a")), INTERN_NONE);
}
END_TEST

START_TEST(keys_are_copies_and_do_not_move)
{
	struct intern t = INTERN_INIT;
	char text[16] = "first";
	const char *kept;

	intern_put(&t, span_of(text), NULL);
	kept = intern_get(&t, 0).p;
	for (unsigned i = 0; i < 5000; i++) {
		snprintf(text, sizeof(text), "%u", i);
		intern_put(&t, span_of(text), NULL);
	}
	ck_assert_ptr_eq(intern_get(&t, 0).p, kept);
	ck_assert_str_eq(kept, "first");
	intern_release(&t);
}
END_TEST

/* Every length up to 300, and every single byte of each, tells keys apart. */
START_TEST(every_byte_counts)
{
	struct intern t = INTERN_INIT;
	char key[300] = { 0 };
	uint32_t want = 0;

	for (size_t n = 0; n <= sizeof(key); n++) {
		ck_assert_uint_eq(intern_put(&t, span_make(key, n), NULL),
				  want++);
		for (size_t i = 0; i < n; i++) {
			key[i] = 1;
			ck_assert_uint_eq(intern_put(&t, span_make(key, n),
						     NULL), want++);
			key[i] = 0;
		}
	}
	want = 0;
	for (size_t n = 0; n <= sizeof(key); n++) {
		ck_assert_uint_eq(intern_find(&t, span_make(key, n)), want);
		want += (uint32_t)n + 1;
	}
	for (uint32_t id = 1; id < t.count; id++)
		ck_assert_msg(t.hash[id] != t.hash[id - 1],
			      "key %u has the hash of its neighbour", id);
	intern_release(&t);
}
END_TEST

/* How far keys lie from where they belong: a poor hash shows here first. */
static double mean_distance(const struct intern *t)
{
	uint64_t sum = 0;

	for (uint64_t i = 0; i < t->slots; i++)
		if (t->slot[i])
			sum += (i - t->hash[t->slot[i] - 1]) & (t->slots - 1);
	return (double)sum / t->count;
}

START_TEST(structured_keys_spread)
{
	static const struct { const char *before, *after; } form[] = {
		{ "", "" }, { "SMSO-", "" },
		{ "", "|ESME|E470 (MK1)|24.01.08.00" },
		{ "SUP-A,SMSO-1,EDMI,ES-12B,", ",1.02.13,SEAP,SEAP-2000-V" },
	};

	for (size_t f = 0; f < sizeof(form) / sizeof(form[0]); f++) {
		struct intern t = INTERN_INIT;
		char key[100];

		intern_seed(f);
		for (unsigned i = 0; i < 20000; i++) {
			snprintf(key, sizeof(key), "%s%08u%s", form[f].before,
				 i * 64, form[f].after);
			ck_assert_uint_eq(intern_put(&t, span_of(key), NULL),
					  i);
		}
		ck_assert_msg(mean_distance(&t) < 1.0, "form %zu: %f", f,
			      mean_distance(&t));
		intern_release(&t);
	}
}
END_TEST

START_TEST(seed_changes_hash_not_numbers)
{
	struct intern a = INTERN_INIT, b = INTERN_INIT;

	intern_seed(1);
	intern_put(&a, SPAN("x"), NULL);
	intern_put(&a, SPAN("y"), NULL);
	intern_seed(2);
	intern_put(&b, SPAN("x"), NULL);
	intern_put(&b, SPAN("y"), NULL);
	ck_assert_uint_ne(a.hash[0], b.hash[0]);
	ck_assert_str_eq(intern_get(&a, 1).p, intern_get(&b, 1).p);
	intern_release(&a);
	intern_release(&b);
}
END_TEST

START_TEST(unknown_number_is_a_bug)
{
	struct intern t = INTERN_INIT;

	intern_get(&t, 0);
}
END_TEST

Suite *intern_suite(void)
{
	Suite *s = suite_create("intern");
	TCase *t = tcase_create("intern");

	tcase_add_test(t, numbers_in_order_of_arrival);
	tcase_add_test(t, keys_are_copies_and_do_not_move);
	tcase_add_test(t, every_byte_counts);
	tcase_add_test(t, structured_keys_spread);
	tcase_add_test(t, seed_changes_hash_not_numbers);
	tcase_add_test_raise_signal(t, unknown_number_is_a_bug, SIGABRT);
	suite_add_tcase(s, t);
	return s;
}
