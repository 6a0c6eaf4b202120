/* release_test.c - a selection becomes a release of the list */
#include "engine/release.h"

#include <check.h>
#include <inttypes.h>

#include "rows_util.h"

Suite *release_suite(void);

static struct world w;
static struct tally t;
static struct selection s;
static struct release r;
static struct buf said;

static void begin(void)
{
	world_begin(&w);
	r = (struct release)RELEASE_INIT;
	said = (struct buf)BUF_INIT;
}

static void end(void)
{
	release_release(&r);
	selection_release(&s);
	tally_release(&t);
	world_end(&w);
	buf_release(&said);
	file_end();
}

static void released(const char *json, const char *const *rows, size_t n)
{
	world_policy(&w, json);
	tally_start(&t, &w.policy);
	for (size_t i = 0; i < n; i++)
		tally_put(&t, rows[i]);
	tally_sort(&t);
	select_combinations(&t, &w.policy, &s);
	release_from_selection(&s, SPAN("2.10"), &r);
}

START_TEST(selected_rows_in_order_of_their_ids)
{
	static const char *const rows[] = {
		"smso=SMSO-2;esme_fw_version=TBC;count_active=9",
		"esme_fw_version=TBC;count_active=8",
		"esme_fw_version=TBC;gsme_model=G470;wan_provider=;"
		"count_active=7",
		"esme_fw_version=TBC;gsme_model=NONE;gsme_fw_version=NONE;"
		"count_active=6",
		"disposition=UNRESOLVED;count_active=99",
	};

	released("{'capability': 'FOC', 'top': 3, 'mask':"
		 " ['esme_fw_version'], 'entry_hold': [{'when':"
		 " {'gsme_model': 'g470'}, 'reason': 'later'}]}", rows, 5);
	for (size_t i = 0; i < r.rows.n; i++) {
		const struct release_row *row = &r.rows.v[i];

		buf_addf(&said, SPAN_F " %" PRIu64 " " SPAN_F " " SPAN_F
			 " " SPAN_F " [" SPAN_F "]", SPAN_A(row->ppc_id),
			 row->number, SPAN_A(row->smso),
			 SPAN_A(row->wan_provider), SPAN_A(row->fuel_type),
			 SPAN_A(row->entry_hold));
		for (unsigned p = 0; p < RELEASE_PARTS; p++)
			buf_addf(&said, " " SPAN_F,
				 SPAN_A(row->device[DEVICE_GSME][p]));
		buf_addf(&said, " " SPAN_F "\n",
			 SPAN_A(row->device[DEVICE_ESME][RELEASE_FIRMWARE]));
	}
	ck_assert_str_eq(said.p,
		"DMC-1 1 SMSO-1 VODAFONE DF [] Landis+Gyr G370 03.00.01.61 "
		"TBC\n"
		"DMC-2 2 SMSO-1  DF [later] Landis+Gyr G470 03.00.01.61 "
		"TBC\n"
		"DMC-3 3 SMSO-2 VODAFONE DF [] Landis+Gyr G370 03.00.01.61 "
		"TBC\n");
	ck_assert(span_eq(r.number, SPAN("2.10")));
	ck_assert(span_eq(r.capability, SPAN("FOC")));
	/* R9: 24 of 30, from the counts */
	ck_assert(span_eq(r.list_share, SPAN("80.00")));
	ck_assert(span_eq(r.list_share_whole, SPAN("80")));
	ck_assert(span_eq(r.rows.v[2].cell[PPCL_SHARE_PERCENT],
			  SPAN("30.00")));
}
END_TEST

/* Rounded parts would give 33.33 three times; the counts give 100. */
START_TEST(rule_r9_the_share_is_computed_from_counts)
{
	static const char *const rows[] = {
		"count_active=1", "ch_model=A;count_active=1",
		"ch_model=B;count_active=1",
	};

	released("{}", rows, 3);
	ck_assert(span_eq(r.list_share, SPAN("100.00")));
	ck_assert(span_eq(r.rows.v[0].cell[PPCL_SHARE_PERCENT],
			  SPAN("33.33")));
	release_release(&r);
	r = (struct release)RELEASE_INIT;
	w.policy.top = 2;
	selection_release(&s);
	select_combinations(&t, &w.policy, &s);
	release_from_selection(&s, SPAN("2.10"), &r);
	ck_assert(span_eq(r.list_share, SPAN("66.67")));
	ck_assert(span_eq(r.list_share_whole, SPAN("67")));
}
END_TEST

START_TEST(what_the_key_lacks_is_blank)
{
	static const char *const rows[] = { "count_active=1" };

	released("{'key': ['gsme_model']}", rows, 1);
	ck_assert_uint_eq(r.rows.n, 1);
	ck_assert(span_eq(r.rows.v[0].smso, SPAN_EMPTY));
	ck_assert(span_eq(r.rows.v[0].device[DEVICE_GSME][RELEASE_MODEL],
			  SPAN("G370")));
	ck_assert(span_eq(r.rows.v[0].device[DEVICE_GSME][RELEASE_MAKER],
			  SPAN_EMPTY));
}
END_TEST

START_TEST(an_empty_selection_is_an_empty_release)
{
	released("{}", NULL, 0);
	ck_assert_uint_eq(r.rows.n, 0);
	ck_assert(span_eq(r.list_share, SPAN_EMPTY));
}
END_TEST

START_TEST(ordered_by_number_not_by_text)
{
	static const char *const ids[] = { "DMC-10", "DMC-9", "B", "A" };
	static const uint64_t numbers[] = { 10, 9, 0, 0 };

	tally_start(&t, &w.policy);
	for (size_t i = 0; i < COUNT_OF(ids); i++) {
		struct release_row *row = vec_add(&r.rows);

		row->ppc_id = span_of(ids[i]);
		row->number = numbers[i];
	}
	release_sort(&r);
	for (size_t i = 0; i < r.rows.n; i++)
		buf_addf(&said, SPAN_F " ", SPAN_A(r.rows.v[i].ppc_id));
	ck_assert_str_eq(said.p, "A B DMC-9 DMC-10 ");
}
END_TEST

/* trap 6: 2.10 follows 2.9; a release is a pair, never a decimal */
START_TEST(release_numbers_are_pairs)
{
	static const struct {
		const char *text;
		bool ok;
		uint32_t major, minor;
	} row[] = {
		{ "2.10", true, 2, 10 },
		{ "V2.10", true, 2, 10 },
		{ "v2.9", true, 2, 9 },
		{ " 2.9 ", true, 2, 9 },
		{ "0.0", true, 0, 0 },
		{ "4294967295.1", true, UINT32_MAX, 1 },
		{ "4294967296.1", false, 0, 0 },
		{ "2.010", false, 0, 0 },
		{ "02.1", false, 0, 0 },
		{ "2", false, 0, 0 },
		{ "2.", false, 0, 0 },
		{ ".1", false, 0, 0 },
		{ "2.1.0", false, 0, 0 },
		{ "2,1", false, 0, 0 },
		{ "-2.1", false, 0, 0 },
		{ "", false, 0, 0 },
		{ "V", false, 0, 0 },
	};

	tally_start(&t, &w.policy);
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		uint32_t major = 0, minor = 0;

		ck_assert_msg(release_number(span_of(row[i].text), &major,
					     &minor) == row[i].ok,
			      "'%s'", row[i].text);
		if (!row[i].ok)
			continue;
		ck_assert_uint_eq(major, row[i].major);
		ck_assert_uint_eq(minor, row[i].minor);
	}
}
END_TEST

Suite *release_suite(void)
{
	Suite *suite = suite_create("release");
	TCase *c = tcase_create("release");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, selected_rows_in_order_of_their_ids);
	tcase_add_test(c, rule_r9_the_share_is_computed_from_counts);
	tcase_add_test(c, what_the_key_lacks_is_blank);
	tcase_add_test(c, an_empty_selection_is_an_empty_release);
	tcase_add_test(c, ordered_by_number_not_by_text);
	tcase_add_test(c, release_numbers_are_pairs);
	suite_add_tcase(suite, c);
	return suite;
}
