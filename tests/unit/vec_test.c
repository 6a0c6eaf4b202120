#include <check.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/vec.h"

Suite *vec_suite(void);

struct item {
	uint64_t a;
	char b;
};

START_TEST(keeps_what_was_pushed)
{
	VEC(struct item) items = VEC_INIT;
	size_t moves = 0;

	for (uint64_t i = 0; i < 10000; i++) {
		size_t cap = items.cap;
		struct item item = { i * i, (char)(i & 63) };

		vec_push(&items, item);
		moves += items.cap != cap;
	}
	ck_assert_uint_eq(items.n, 10000);
	for (uint64_t i = 0; i < 10000; i++) {
		ck_assert_uint_eq(items.v[i].a, i * i);
		ck_assert_int_eq(items.v[i].b, (char)(i & 63));
	}
	ck_assert_uint_lt(moves, 25);	/* grows by a factor */
	vec_release(&items);
	ck_assert_ptr_null(items.v);
	ck_assert_uint_eq(items.n + items.cap, 0);
}
END_TEST

START_TEST(add_gives_zeroed_items)
{
	VEC(struct item) items = VEC_INIT;

	for (unsigned i = 0; i < 100; i++) {
		struct item *item = vec_add(&items);

		ck_assert_uint_eq(item->a, 0);
		ck_assert_int_eq(item->b, 0);
		item->a = 1;
		item->b = 1;
		if (i == 50)
			items.n = 3;
	}
	vec_release(&items);
}
END_TEST

START_TEST(reserve_takes_no_less)
{
	VEC(uint32_t) v = VEC_INIT;
	uint32_t *before;

	vec_reserve(&v, 1000);
	ck_assert_uint_ge(v.cap, 1000);
	ck_assert_uint_eq(v.n, 0);
	before = v.v;
	for (uint32_t i = 0; i < 1000; i++)
		vec_push(&v, i);
	ck_assert_ptr_eq(v.v, before);
	vec_release(&v);
}
END_TEST

START_TEST(array_is_zeroed_and_string_is_a_copy)
{
	char from[] = "abc";
	uint64_t *p = mem_array(1000, sizeof(*p));
	char *s = mem_string(from);

	from[0] = 'x';
	for (size_t i = 0; i < 1000; i++)
		ck_assert_uint_eq(p[i], 0);
	ck_assert_str_eq(s, "abc");
	p = mem_resize(p, 2000, sizeof(*p));
	ck_assert_uint_eq(p[999], 0);
	mem_free(p);
	mem_free(s);
	mem_free(NULL);
	p = mem_array(0, sizeof(*p));
	ck_assert_ptr_nonnull(p);
	mem_free(p);
}
END_TEST

static void leave(size_t wanted_bytes)
{
	exit(wanted_bytes == SIZE_MAX ? 4 : 5);
}

static void come_back(size_t wanted_bytes)
{
	(void)wanted_bytes;
}

START_TEST(overflow_is_exhaustion)
{
	mem_on_exhaustion(leave);
	mem_array(SIZE_MAX / 8 + 1, 8);
}
END_TEST

START_TEST(overflow_of_a_vector_is_exhaustion)
{
	VEC(struct item) items = VEC_INIT;

	mem_on_exhaustion(leave);
	vec_reserve(&items, SIZE_MAX / 2);
}
END_TEST

START_TEST(no_memory_is_exhaustion)
{
	mem_on_exhaustion(leave);
	mem_resize(NULL, SIZE_MAX / 2 + 1, 1);
}
END_TEST

START_TEST(handler_may_not_return)
{
	mem_on_exhaustion(come_back);
	mem_exhausted(1);
}
END_TEST

Suite *vec_suite(void)
{
	Suite *s = suite_create("vec");
	TCase *t = tcase_create("vec");

	tcase_add_test(t, keeps_what_was_pushed);
	tcase_add_test(t, add_gives_zeroed_items);
	tcase_add_test(t, reserve_takes_no_less);
	tcase_add_test(t, array_is_zeroed_and_string_is_a_copy);
	tcase_add_exit_test(t, overflow_is_exhaustion, 4);
	tcase_add_exit_test(t, overflow_of_a_vector_is_exhaustion, 4);
	tcase_add_exit_test(t, no_memory_is_exhaustion, 5);
	tcase_add_test_raise_signal(t, handler_may_not_return, SIGABRT);
	suite_add_tcase(s, t);
	return s;
}
