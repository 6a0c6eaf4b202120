#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/sink.h"

Suite *buf_suite(void);

START_TEST(grows_and_ends_in_nul)
{
	struct buf b = BUF_INIT;
	char want[700];

	for (size_t i = 0; i < sizeof(want) - 1; i++) {
		want[i] = (char)('a' + i % 26);
		want[i + 1] = '\0';
		buf_add_char(&b, want[i]);
		ck_assert_uint_eq(b.n, i + 1);
		ck_assert_str_eq(b.p, want);
	}
	buf_release(&b);
	ck_assert_ptr_null(b.p);
}
END_TEST

START_TEST(adds_everything)
{
	struct buf b = BUF_INIT;
	char wide[300];

	buf_add(&b, SPAN("rank,"));
	buf_add(&b, (struct span){ NULL, 0 });
	buf_add_u64(&b, UINT64_MAX);
	buf_addf(&b, ";%s=%d", "x", -3);
	buf_add_bytes(&b, "\0!", 2);
	ck_assert(span_eq(buf_span(&b),
			  SPAN("rank,18446744073709551615;x=-3\0!")));
	buf_clear(&b);
	ck_assert_uint_eq(b.n, 0);
	ck_assert_str_eq(b.p, "");
	buf_addf(&b, "%299d", 1);
	snprintf(wide, sizeof(wide), "%299d", 1);
	ck_assert_str_eq(b.p, wide);
	buf_release(&b);
}
END_TEST

START_TEST(empty_has_a_pointer_after_an_add)
{
	struct buf b = BUF_INIT;

	ck_assert_uint_eq(buf_span(&b).n, 0);
	ck_assert_ptr_nonnull(buf_span(&b).p);
	buf_add(&b, SPAN_EMPTY);
	ck_assert_ptr_nonnull(b.p);
	ck_assert_str_eq(b.p, "");
	buf_release(&b);
}
END_TEST

START_TEST(room_is_writable)
{
	struct buf b = BUF_INIT;

	buf_add(&b, SPAN("ab"));
	memset(buf_room(&b, 5000), 'c', 5000);
	ck_assert_uint_eq(b.n, 2);
	b.n += 5000;
	ck_assert_uint_eq(strlen(b.p), 5002);
	ck_assert_mem_eq(b.p, "abcc", 4);
	buf_release(&b);
}
END_TEST

START_TEST(sink_into_memory)
{
	struct buf b = BUF_INIT;
	struct buf_sink mem;

	buf_sink_init(&mem, &b);
	sink_put(&mem.sink, SPAN("a,b\n"));
	sink_putf(&mem.sink, "%d,%s\n", 1, "x");
	sink_put(&mem.sink, SPAN_EMPTY);
	ck_assert_str_eq(b.p, "a,b\n1,x\n");
	buf_release(&b);
}
END_TEST

static void leave(size_t wanted_bytes)
{
	exit(wanted_bytes == SIZE_MAX ? 4 : 5);
}

START_TEST(overflow_is_exhaustion)
{
	struct buf b = BUF_INIT;

	mem_on_exhaustion(leave);
	buf_add(&b, SPAN("x"));
	buf_room(&b, SIZE_MAX - 1);
}
END_TEST

Suite *buf_suite(void)
{
	Suite *s = suite_create("buf");
	TCase *t = tcase_create("buf");

	tcase_add_test(t, grows_and_ends_in_nul);
	tcase_add_test(t, adds_everything);
	tcase_add_test(t, empty_has_a_pointer_after_an_add);
	tcase_add_test(t, room_is_writable);
	tcase_add_test(t, sink_into_memory);
	tcase_add_exit_test(t, overflow_is_exhaustion, 4);
	suite_add_tcase(s, t);
	return s;
}
