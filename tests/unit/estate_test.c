/* estate_test.c - rows into kinds: nothing merged that differs, nothing lost */
#include "engine/estate.h"

#include <check.h>
#include <stdio.h>

#include "base/date.h"
#include "rows_util.h"

Suite *estate_suite(void);

static struct world w;

static void begin(void)
{
	world_begin(&w);
}

static void end(void)
{
	world_end(&w);
	file_end();
}

static const struct estate_kind *kind_of(uint32_t kind)
{
	ck_assert_uint_lt(kind, w.estate.kinds.n);
	return &w.estate.kinds.v[kind];
}

START_TEST(equal_rows_are_one_kind)
{
	const uint32_t a = world_row(&w, "count_active=3");
	const uint32_t b = world_row(&w, "count_active=4;count_dormant=5");
	const uint32_t c = world_row(&w, "smso=SMSO-2");

	ck_assert_uint_eq(a, b);
	ck_assert_uint_ne(a, c);
	ck_assert_uint_eq(kind_of(a)->active, 7);
	ck_assert_uint_eq(kind_of(a)->dormant, 5);
	ck_assert_uint_eq(kind_of(a)->rows, 2);
	ck_assert_uint_eq(kind_of(a)->flags, 0);
	ck_assert_uint_eq(estate_installations(&w.estate, a), 12);
	ck_assert_uint_eq(w.estate.active, 8);
	ck_assert_uint_eq(w.estate.dormant, 5);
}
END_TEST

/* Cells are kept apart: moving a byte over a border makes another row. */
START_TEST(borders_between_cells_count)
{
	ck_assert_uint_ne(world_row(&w, "ch_manufacturer=ab;ch_model=c"),
			  world_row(&w, "ch_manufacturer=a;ch_model=bc"));
}
END_TEST

START_TEST(a_count_looks_at_what_decides_it)
{
	static const struct {
		const char *policy, *column;
		bool apart;
	} row[] = {
		{ "{}", "gsme_fw_version", true },
		{ "{'mask': ['gsme_fw_version']}", "gsme_fw_version", false },
		{ "{}", "target_gsme_fw", true },
		{ "{'upgrades': 'installed'}", "target_gsme_fw", false },
		{ "{}", "gsme_hw_version", false },
		{ "{'key': ['gsme_hw_version']}", "gsme_hw_version", true },
		{ "{}", "gsme_config", false },
		{ "{}", "ch_fw_provider", false },
		{ "{}", "region", false },
		{ "{}", "wan_provider", true },
		{ "{'key': ['smso']}", "wan_provider", false },
		{ "{'key': ['smso']}", "gsme_model", true },
		{ "{}", "supplier", true },
		{ "{}", "installation_id", false },
	};
	char other[64];

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		world_end(&w);
		world_begin(&w);
		world_policy(&w, row[i].policy);
		world_row(&w, "gsme_hw_version=1");
		snprintf(other, sizeof(other), "gsme_hw_version=1;%s=X",
			 row[i].column);
		world_row(&w, other);
		ck_assert_msg(w.estate.kinds.n ==
			      (row[i].apart ? 2 : 1),
			      "%s %s", row[i].policy, row[i].column);
		ck_assert_uint_eq(w.estate.active, 2);
	}
}
END_TEST

START_TEST(an_inventory_keeps_everything)
{
	uint32_t a, b;

	world_open(&w, ESTATE_EVERYTHING, DIAG_NOTE);
	a = world_row(&w, "gsme_config=A;count_active=1;installation_id=1");
	b = world_row(&w, "gsme_config=B;count_active=1;installation_id=1");
	ck_assert_uint_ne(a, b);
	ck_assert_uint_eq(world_row(&w, "gsme_config=A;installation_id=2"),
			  a);
	ck_assert(!w.estate.wanted[RFI_INSTALLATION_ID]);
	ck_assert(!w.estate.wanted[RFI_COUNT_ACTIVE]);
	ck_assert_uint_eq(estate_class(&w.estate, a, RFI_COUNT_ACTIVE),
			  NAME_BLANK);
	ck_assert_uint_ge(estate_class(&w.estate, a, RFI_GSME_CONFIG),
			  NAME_FIRST);
}
END_TEST

START_TEST(every_line_with_a_finding_is_named)
{
	world_row(&w, "ch_model=?");
	world_row(&w, "");
	world_row(&w, "ch_model=?");
	world_row(&w, "smso=;count_active=3");
	world_row(&w, "smso=;count_active=4");
	ck_assert_str_eq(found(&w.diag),
			 "W RFI013 f:2 ch_model '?'\n"
			 "W RFI013 f:4 ch_model '?'\n"
			 "E RFI010 f:5 smso ''\n"
			 "E RFI010 f:6 smso ''\n");
	ck_assert_uint_eq(w.estate.refused_rows, 2);
	ck_assert_uint_eq(w.estate.refused_installations, 7);
	ck_assert_uint_eq(w.estate.active, 3);
}
END_TEST

START_TEST(errors_are_repeated_above_any_floor)
{
	world_open(&w, ESTATE_COUNTING, DIAG_ERROR);
	world_row(&w, "ch_model=?");
	world_row(&w, "ch_model=?");
	world_row(&w, "smso=");
	world_row(&w, "smso=");
	ck_assert_str_eq(found(&w.diag), "E RFI010 f:4 smso ''\n"
			 "E RFI010 f:5 smso ''\n");
}
END_TEST

START_TEST(a_row_without_a_count_is_refused)
{
	const uint32_t kind = world_row(&w, "");

	ck_assert_uint_eq(world_row(&w, "count_active=x"), ESTATE_REFUSED);
	ck_assert_uint_eq(kind_of(kind)->rows, 1);
	ck_assert_uint_eq(w.estate.refused_rows, 1);
	ck_assert_uint_eq(w.estate.refused_installations, 0);
}
END_TEST

/* RFI012: the sum of all rows has a ceiling, too */
START_TEST(no_sum_beyond_the_ceiling)
{
	ck_assert_uint_ne(world_row(&w, "count_active=72057594037927935"),
			  ESTATE_REFUSED);
	ck_assert_uint_eq(world_row(&w, "count_dormant=2"), ESTATE_REFUSED);
	ck_assert_uint_ne(world_row(&w, "count_dormant=1"), ESTATE_REFUSED);
	ck_assert_uint_eq(world_row(&w, ""), ESTATE_REFUSED);
	ck_assert_str_eq(found(&w.diag), "E RFI012 f:3 -\nE RFI012 f:5 -\n");
	ck_assert_uint_eq(w.estate.active + w.estate.dormant,
			  TALLY_INSTALLATIONS_MAX);
	ck_assert_uint_eq(w.estate.refused_rows, 2);
	ck_assert_uint_eq(w.estate.refused_installations, 3);
}
END_TEST

START_TEST(what_is_taken_back_is_not_there)
{
	const struct check_count count = { true, true, 3, 4 };
	const uint32_t kind = world_row(&w, "count_active=3;count_dormant=4");

	world_row(&w, "smso=SMSO-2;count_active=1");
	estate_take_back(&w.estate, kind, &count);
	ck_assert_uint_eq(kind_of(kind)->rows, 0);
	ck_assert_uint_eq(estate_installations(&w.estate, kind), 0);
	ck_assert_uint_eq(w.estate.active, 1);
	ck_assert_uint_eq(w.estate.dormant, 0);
	ck_assert_uint_eq(w.estate.refused_rows, 1);
	ck_assert_uint_eq(w.estate.refused_installations, 7);
}
END_TEST

/* A spelling that only refused rows have is printed nowhere. */
START_TEST(only_counted_rows_decide_what_is_printed)
{
	const struct check_count count = { true, false, 100, 0 };
	uint32_t kind;

	kind = world_row(&w, "ch_model=SEAP;count_active=1");
	estate_take_back(&w.estate,
			 world_row(&w, "ch_model=seap;count_active=100"),
			 &count);
	world_finish(&w);
	ck_assert(span_eq(names_print(w.names,
			estate_class(&w.estate, kind, RFI_CH_MODEL)),
			SPAN("SEAP")));
}
END_TEST

START_TEST(days_and_the_newest_of_them)
{
	int32_t day;
	uint32_t kind;

	ck_assert(date_parse(SPAN("2019-08-30"), &day));
	kind = world_row(&w, "snapshot_date=");
	ck_assert_int_eq(kind_of(kind)->day, DATE_NONE);
	ck_assert_int_eq(w.estate.newest, DATE_NONE);
	kind = world_row(&w, "snapshot_date= 2019-08-30 ");
	ck_assert_int_eq(kind_of(kind)->day, day);
	world_row(&w, "snapshot_date=2019-07-01");
	world_row(&w, "snapshot_date=2019-13-01");
	world_row(&w, "snapshot_date=2020-01-01;smso=");
	ck_assert_int_eq(w.estate.newest, day);
}
END_TEST

/* Listed values in any letter case are one class, spelled as listed. */
START_TEST(listed_values_are_spelled_as_listed)
{
	uint32_t a, b;

	world_open(&w, ESTATE_EVERYTHING, DIAG_NOTE);
	a = world_row(&w, "status=Dormant;reporter_role= smso");
	b = world_row(&w, "status=DORMANT ;reporter_role=SMSO");
	ck_assert_uint_ne(a, b);
	ck_assert_uint_eq(estate_class(&w.estate, a, RFI_STATUS),
			  estate_class(&w.estate, b, RFI_STATUS));
	world_finish(&w);
	ck_assert(span_eq(names_print(w.names,
			estate_class(&w.estate, a, RFI_STATUS)),
			SPAN("DORMANT")));
	ck_assert(span_eq(names_print(w.names,
			estate_class(&w.estate, a, RFI_REPORTER_ROLE)),
			SPAN("SMSO")));
}
END_TEST

Suite *estate_suite(void)
{
	Suite *s = suite_create("estate");
	TCase *t = tcase_create("estate");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, equal_rows_are_one_kind);
	tcase_add_test(t, borders_between_cells_count);
	tcase_add_test(t, a_count_looks_at_what_decides_it);
	tcase_add_test(t, an_inventory_keeps_everything);
	tcase_add_test(t, every_line_with_a_finding_is_named);
	tcase_add_test(t, errors_are_repeated_above_any_floor);
	tcase_add_test(t, a_row_without_a_count_is_refused);
	tcase_add_test(t, no_sum_beyond_the_ceiling);
	tcase_add_test(t, what_is_taken_back_is_not_there);
	tcase_add_test(t, only_counted_rows_decide_what_is_printed);
	tcase_add_test(t, days_and_the_newest_of_them);
	tcase_add_test(t, listed_values_are_spelled_as_listed);
	suite_add_tcase(s, t);
	return s;
}
