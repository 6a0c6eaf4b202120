/* since_test.c - what became of the combinations between two snapshots */
#include "engine/since.h"

#include <check.h>
#include <inttypes.h>

#include "rows_util.h"

Suite *since_suite(void);

static struct world w;
static struct tally old, now;
static struct since s;
static struct buf said;

static void begin(void)
{
	world_begin(&w);
	tally_start(&old, &w.policy);
	tally_start(&now, &w.policy);
	said = (struct buf)BUF_INIT;
}

static void end(void)
{
	since_release(&s);
	tally_release(&old);
	tally_release(&now);
	world_end(&w);
	buf_release(&said);
	file_end();
}

/* A line a row: change, disposition, hub model, before and after. */
static const char *compared(void)
{
	const uint32_t at = tally_column(&now, RFI_CH_MODEL);

	since_release(&s);
	tally_sort(&old);
	tally_sort(&now);
	since_compare(&old, &now, &s);
	buf_clear(&said);
	buf_add(&said, SPAN_EMPTY);
	for (size_t i = 0; i < s.rows.n; i++) {
		const struct since_row *r = &s.rows.v[i];
		const struct tally_row *row = r->after ? r->after : r->before;

		buf_addf(&said, "%s %s " SPAN_F, since_change_name(r->change),
			 disposition_name(row->disposition),
			 SPAN_A(row->key[at]));
		if (r->before)
			buf_addf(&said, " %" PRIu64, r->before->total);
		if (r->after)
			buf_addf(&said, "->%" PRIu64, r->after->total);
		buf_add_char(&said, '\n');
	}
	return said.p;
}

START_TEST(each_kind_of_change_in_order)
{
	tally_put(&old, "ch_model=same;count_active=3;count_dormant=1");
	tally_put(&now, "ch_model=same;count_active=1;count_dormant=3");
	tally_put(&old, "ch_model=grew;count_active=3");
	tally_put(&now, "ch_model=grew;count_active=5");
	tally_put(&old, "ch_model=grew more;count_active=1");
	tally_put(&now, "ch_model=grew more;count_active=9");
	tally_put(&old, "ch_model=shrank;count_active=3");
	tally_put(&now, "ch_model=shrank;count_active=0");
	tally_put(&old, "ch_model=left;count_active=2");
	tally_put(&now, "ch_model=came;count_active=4");
	tally_put(&now, "ch_model=came too;count_active=4");
	ck_assert_str_eq(compared(),
			 "CAME IN_SCOPE came->4\n"
			 "CAME IN_SCOPE came too->4\n"
			 "LEFT IN_SCOPE left 2\n"
			 "GREW IN_SCOPE grew more 1->9\n"
			 "GREW IN_SCOPE grew 3->5\n"
			 "SHRANK IN_SCOPE shrank 3->0\n"
			 "SAME IN_SCOPE same 4->4\n");
	ck_assert_uint_eq(s.count[SINCE_CAME], 2);
	ck_assert_uint_eq(s.count[SINCE_LEFT], 1);
	ck_assert_uint_eq(s.count[SINCE_GREW], 2);
	ck_assert_uint_eq(s.count[SINCE_SHRANK], 1);
	ck_assert_uint_eq(s.count[SINCE_SAME], 1);
}
END_TEST

START_TEST(rows_meet_by_disposition_and_key)
{
	tally_put(&old, "ch_model=A;count_active=3");
	tally_put(&now, "disposition=OUT_OF_SCOPE;ch_model=A;count_active=3");
	/* cells are kept apart */
	tally_put(&old, "ch_manufacturer=xy;ch_model=z;count_active=1");
	tally_put(&now, "ch_manufacturer=x;ch_model=yz;count_active=1");
	ck_assert_str_eq(compared(),
			 "CAME OUT_OF_SCOPE A->3\n"
			 "CAME IN_SCOPE yz->1\n"
			 "LEFT IN_SCOPE A 3\n"
			 "LEFT IN_SCOPE z 1\n");
}
END_TEST

START_TEST(ties_go_by_disposition_and_key)
{
	tally_put(&now, "disposition=UNRESOLVED;ch_model=A;count_active=1");
	tally_put(&now, "ch_model=C;count_active=1");
	tally_put(&now, "ch_model=B;count_active=1");
	ck_assert_str_eq(compared(), "CAME IN_SCOPE B->1\n"
			 "CAME IN_SCOPE C->1\nCAME UNRESOLVED A->1\n");
}
END_TEST

START_TEST(nothing_before_nothing_after)
{
	ck_assert_str_eq(compared(), "");
	tally_put(&old, "ch_model=A;count_active=3");
	ck_assert_str_eq(compared(), "LEFT IN_SCOPE A 3\n");
}
END_TEST

START_TEST(columns_must_be_the_same)
{
	struct tally other;

	ck_assert(since_same_columns(&old, &now));
	world_policy(&w, "{'key': ['smso', 'ch_model']}");
	tally_start(&other, &w.policy);
	ck_assert(!since_same_columns(&old, &other));
	tally_release(&other);
	policy_release(&w.policy);
	policy_init(&w.policy);
	tally_start(&other, &w.policy);
	other.columns.v[0] = RFI_SUPPLIER;
	ck_assert(!since_same_columns(&old, &other));
	tally_release(&other);
}
END_TEST

Suite *since_suite(void)
{
	Suite *suite = suite_create("since");
	TCase *c = tcase_create("since");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, each_kind_of_change_in_order);
	tcase_add_test(c, rows_meet_by_disposition_and_key);
	tcase_add_test(c, ties_go_by_disposition_and_key);
	tcase_add_test(c, nothing_before_nothing_after);
	tcase_add_test(c, columns_must_be_the_same);
	suite_add_tcase(suite, c);
	return suite;
}
