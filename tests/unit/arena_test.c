#include <check.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

Suite *arena_suite(void);

START_TEST(nothing_overlaps)
{
	enum { N = 3000 };
	static struct { unsigned char *p; size_t n; } kept[N];
	struct arena a = ARENA_INIT;
	unsigned x = 1;

	for (size_t i = 0; i < N; i++) {
		x = x * 1103515245u + 12345u;
		kept[i].n = i % 500 == 0 ? 100000 : x >> 16 & 255;
		kept[i].p = arena_alloc(&a, kept[i].n);
		ck_assert_uint_eq((uintptr_t)kept[i].p % alignof(max_align_t),
				  0);
		memset(kept[i].p, (int)(i & 255), kept[i].n);
	}
	for (size_t i = 0; i < N; i++)
		for (size_t j = 0; j < kept[i].n; j++)
			ck_assert_uint_eq(kept[i].p[j], i & 255);
	arena_release(&a);
	ck_assert_ptr_null(a.head);
}
END_TEST

START_TEST(copies_end_in_nul)
{
	struct arena a = ARENA_INIT;
	char text[] = "G470";
	struct span s = arena_span(&a, span_of(text));
	struct span nul = arena_span(&a, SPAN("a\0b"));
	struct span none = arena_span(&a, (struct span){ NULL, 0 });

	text[0] = 'X';
	ck_assert_str_eq(s.p, "G470");
	ck_assert_uint_eq(nul.n, 3);
	ck_assert_mem_eq(nul.p, "a\0b", 4);
	ck_assert_uint_eq(none.n, 0);
	ck_assert_str_eq(none.p, "");
	ck_assert_str_eq(arena_string(&a, SPAN("x")), "x");
	arena_release(&a);
}
END_TEST

START_TEST(prints)
{
	struct arena a = ARENA_INIT;
	char *want = malloc(9000);
	struct span s = arena_printf(&a, "%s-%d", "DMC", 12);

	ck_assert_str_eq(s.p, "DMC-12");
	ck_assert_uint_eq(s.n, 6);
	snprintf(want, 9000, "%8999d", 7);
	s = arena_printf(&a, "%8999d", 7);
	ck_assert_str_eq(s.p, want);
	free(want);
	arena_release(&a);
}
END_TEST

START_TEST(zeroes)
{
	struct arena a = ARENA_INIT;
	unsigned char *p;

	memset(arena_alloc(&a, 4000), 255, 4000);
	arena_clear(&a);
	p = arena_zero(&a, 500, 8);
	for (size_t i = 0; i < 4000; i++)
		ck_assert_uint_eq(p[i], 0);
	arena_release(&a);
}
END_TEST

START_TEST(clear_keeps_memory)
{
	struct arena a = ARENA_INIT;
	struct arena_block *block;

	for (unsigned i = 0; i < 2000; i++)
		arena_alloc(&a, 100);
	ck_assert_uint_ge(a.used, 200000);
	arena_clear(&a);
	ck_assert_uint_eq(a.used, 0);
	block = a.head;
	ck_assert_ptr_nonnull(block);
	for (unsigned round = 0; round < 3; round++) {
		for (unsigned i = 0; i < 2000; i++)
			memset(arena_alloc(&a, 100), 1, 100);
		ck_assert_ptr_eq(a.head, block);
		arena_clear(&a);
	}
	arena_release(&a);
}
END_TEST

static void leave(size_t wanted_bytes)
{
	exit(wanted_bytes == SIZE_MAX ? 4 : 5);
}

START_TEST(overflow_is_exhaustion)
{
	struct arena a = ARENA_INIT;

	mem_on_exhaustion(leave);
	arena_zero(&a, SIZE_MAX / 4, 8);
}
END_TEST

START_TEST(too_large_is_exhaustion)
{
	struct arena a = ARENA_INIT;

	mem_on_exhaustion(leave);
	arena_alloc(&a, SIZE_MAX - 8);
}
END_TEST

Suite *arena_suite(void)
{
	Suite *s = suite_create("arena");
	TCase *t = tcase_create("arena");

	tcase_add_test(t, nothing_overlaps);
	tcase_add_test(t, copies_end_in_nul);
	tcase_add_test(t, prints);
	tcase_add_test(t, zeroes);
	tcase_add_test(t, clear_keeps_memory);
	tcase_add_exit_test(t, overflow_is_exhaustion, 4);
	tcase_add_exit_test(t, too_large_is_exhaustion, 4);
	suite_add_tcase(s, t);
	return s;
}
