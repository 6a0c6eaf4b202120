#include <check.h>

#include "emu/due.h"

Suite *due_suite(void);

enum { MANY = 5000 };

/* In order of time, and of arrival within one time. */
START_TEST(comes_out_in_order)
{
	static struct { int64_t at; unsigned order; } item[MANY];
	struct emu_due q = { 0 };
	uint32_t chance = 1;
	int64_t last = -1;
	unsigned order = 0;

	for (unsigned i = 0; i < MANY; i++) {
		chance = chance * 1664525 + 1013904223;
		item[i].at = chance >> 20;
		item[i].order = i;
		emu_due_add(&q, item[i].at, &item[i]);
	}
	for (unsigned i = 0; i < MANY; i++) {
		const int64_t at = emu_due_at(&q);
		const size_t n = (size_t)((char *)emu_due_take(&q) -
					  (char *)item) / sizeof(item[0]);

		ck_assert_int_eq(at, item[n].at);
		ck_assert(at > last ||
			  (at == last && item[n].order > order));
		last = at;
		order = item[n].order;
	}
	ck_assert_ptr_null(emu_due_take(&q));
	ck_assert_int_eq(emu_due_at(&q), EMU_NEVER);
	emu_due_release(&q);
}
END_TEST

Suite *due_suite(void)
{
	Suite *s = suite_create("due");
	TCase *t = tcase_create("due");

	tcase_add_test(t, comes_out_in_order);
	suite_add_tcase(s, t);
	return s;
}
