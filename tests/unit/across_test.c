/* across_test.c - what only several rows together can show */
#include "engine/across.h"

#include <check.h>

#include "base/date.h"
#include "rows_util.h"

Suite *across_suite(void);

static struct world w;
static struct across a;
static uint32_t file;

static void begin(void)
{
	world_begin(&w);
}

static void open_returns(void)
{
	world_open(&w, ESTATE_EVERYTHING, DIAG_NOTE);
	across_init(&a, &w.estate);
	file = across_file(&a, "f");
}

static void end(void)
{
	across_release(&a);
	world_end(&w);
	file_end();
}

/* The next return; its rows begin on line 2 again. */
static void next(const char *name)
{
	file = across_file(&a, name);
	w.check.at.file = name;
	w.check.at.line = 1;
}

static bool put(const char *row)
{
	struct span cells[RFI_COLUMNS];
	struct check_count count;
	uint32_t kind;
	uint64_t n;
	bool ok;

	wide_cells(row, cells);
	w.check.at.line++;
	kind = estate_add(&w.estate, &w.check, cells, &count);
	ck_assert_uint_ne(kind, ESTATE_REFUSED);
	n = count.active + count.dormant;
	ok = across_row(&a, &w.check, file, kind,
			count.has_active || count.has_dormant,
			cells[RFI_INSTALLATION_ID], n,
			w.estate.kinds.v[kind].flags & CHECK_OPEN ? n : 0);
	if (!ok)
		estate_take_back(&w.estate, kind, &count);
	return ok;
}

/* What is found once all rows are in. */
static const char *finished(const char *as_of, uint64_t max_age_days)
{
	struct across_limits limits = { DATE_NONE, max_age_days };
	struct precedence p;

	if (as_of)
		ck_assert(date_parse(span_of(as_of), &limits.as_of));
	world_finish(&w);
	precedence_init(&p, &w.estate, w.policy.reporters, PRECEDENCE_ALL);
	across_finish(&a, &w.check, &p, &limits);
	precedence_release(&p);
	return found(&w.diag);
}

/* ---- RFI011: the same combination twice ---- */

START_TEST(one_combination_once_a_return)
{
	open_returns();
	ck_assert(put("count_active=1"));
	ck_assert(!put("count_active=2"));
	/* spelling, letter case and blanks do not tell rows apart */
	ck_assert(!put("esme_model=e470(mk1);count_active=4"));
	ck_assert(put("esme_model=E470 (MK2);count_active=8"));
	/* each of these does */
	ck_assert(put("snapshot_date=2019-08-29;count_active=1"));
	ck_assert(put("supplier=SUP-B;count_active=1"));
	ck_assert(put("reporter=R;count_active=1"));
	ck_assert(put("smso=SMSO-2;count_active=1"));
	ck_assert(put("ch_hw_version=2;count_active=1"));
	ck_assert(put("gsme_config=X;count_active=1"));
	ck_assert(put("intends_to_enrol=N;count_active=1"));
	ck_assert(put("region=N;count_active=1"));
	/* masked or not, firmware does */
	ck_assert(put("esme_fw_version=TBC;count_active=1"));
	/* and single installations may be alike */
	ck_assert(put("installation_id=1"));
	ck_assert(put("installation_id=2"));
	ck_assert_str_eq(found(&w.diag), "E RFI011 f:3 -\nE RFI011 f:4 -\n");
	ck_assert_uint_eq(w.estate.refused_installations, 6);
}
END_TEST

START_TEST(masked_columns_tell_rows_apart)
{
	world_policy(&w, "{'mask': ['esme_fw_version'], 'key': ['smso']}");
	open_returns();
	ck_assert(put("count_active=1"));
	ck_assert(put("esme_fw_version=9.9;count_active=1"));
	ck_assert(!put("count_active=1"));
}
END_TEST

START_TEST(another_return_may_say_the_same)
{
	open_returns();
	ck_assert(put("count_active=1"));
	next("g");
	ck_assert(put("count_active=1"));
	ck_assert(!put("count_active=1"));
	ck_assert_str_eq(found(&w.diag), "E RFI011 g:3 -\n");
}
END_TEST

/* ---- RFI014, RFI020: an installation twice ---- */

START_TEST(an_installation_once_a_return)
{
	open_returns();
	ck_assert(put("installation_id=7"));
	ck_assert(!put("installation_id=7;smso=SMSO-2"));
	ck_assert(put("installation_id=07"));
	ck_assert(put("installation_id="));
	ck_assert(put("installation_id="));
	ck_assert_str_eq(found(&w.diag),
			 "E RFI014 f:3 installation_id '7'\n");
}
END_TEST

/* also when another return claims it as well */
START_TEST(twice_in_the_second_return)
{
	open_returns();
	put("installation_id=7");
	next("g");
	ck_assert(put("installation_id=7;supplier=SUP-B"));
	ck_assert(!put("installation_id=7;supplier=SUP-B"));
	ck_assert_str_eq(finished(NULL, 62),
			 "W RFI020 g:2 installation_id '7'\n"
			 "E RFI014 g:3 installation_id '7'\n");
}
END_TEST

START_TEST(claimed_by_two)
{
	static const struct {
		const char *first, *again;
		bool conflict;
	} row[] = {
		{ "supplier=SUP-A", "supplier=SUP-B", true },
		{ "supplier=SUP-A", "supplier=SUP-A", true },
		/* of one reporter, the newest snapshot counts */
		{ "supplier=SUP-A;snapshot_date=2019-07-30",
		  "supplier=SUP-A", false },
		{ "supplier=SUP-A;snapshot_date=2019-07-30",
		  "supplier=SUP-B", true },
		/* an SMSO's return and a supplier's speak of the same */
		{ "supplier=SUP-A", "reporter_role=SMSO", false },
		{ "reporter_role=SMSO", "supplier=SUP-A", false },
		{ "reporter_role=SMSO", "reporter_role=SMSO;reporter=SMSO-2",
		  true },
	};

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		struct buf text = BUF_INIT;

		end();
		begin();
		open_returns();
		buf_addf(&text, "%s;installation_id=7", row[i].first);
		put(text.p);
		next("g");
		buf_clear(&text);
		buf_addf(&text, "%s;installation_id=7", row[i].again);
		put(text.p);
		finished(NULL, 62);
		ck_assert_msg((strstr(found(&w.diag),
				      "W RFI020 g:2 installation_id '7'\n")
			       != NULL) == row[i].conflict, "row %zu: %s", i,
			      found(&w.diag));
		buf_release(&text);
	}
}
END_TEST

/* An old return between two that count must not hide the one behind it. */
START_TEST(claimed_by_three)
{
	static const char *const rows[] = {
		"supplier=SUP-A;snapshot_date=2019-07-30;installation_id=7",
		"supplier=SUP-A;installation_id=7",
		"supplier=SUP-B;installation_id=7",
	};
	static const unsigned order[][3] = {
		{ 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 },
		{ 2, 0, 1 }, { 2, 1, 0 },
	};
	static const char *const names[] = { "f", "g", "h" };

	for (size_t i = 0; i < COUNT_OF(order); i++) {
		size_t told = 0;

		end();
		begin();
		open_returns();
		for (unsigned k = 0; k < 3; k++) {
			if (k)
				next(names[k]);
			put(rows[order[i][k]]);
		}
		finished(NULL, 62);
		for (size_t k = 0; k < w.diag.found.n; k++)
			told += !strcmp(w.diag.found.v[k].code, "RFI020");
		ck_assert_msg(told == 1, "order %zu: %s", i, found(&w.diag));
	}
}
END_TEST

/* ---- RFI017, RFI018: old snapshots ---- */

START_TEST(two_snapshots_of_one_reporter)
{
	open_returns();
	put("snapshot_date=2019-07-30;count_active=5");
	next("g");
	put("snapshot_date=2019-08-30;count_active=6");
	put("snapshot_date=;count_active=7");
	next("h");
	put("snapshot_date=2019-07-30;supplier=SUP-B;count_active=8");
	ck_assert_str_eq(finished(NULL, 62),
			 "W RFI017 f:2 snapshot_date '2019-07-30'\n"
			 "W RFI017 g:3 snapshot_date ''\n");
}
END_TEST

START_TEST(stale_snapshots)
{
	static const struct {
		const char *as_of;
		uint64_t max_age_days;
		const char *found;
	} row[] = {
		{ NULL, 62, "" },	/* the newest is its own day */
		{ NULL, 30, "W RFI018 f:2 snapshot_date '2019-07-30'\n" },
		{ NULL, 31, "" },
		{ "2019-09-30", 62, "" },
		{ "2019-09-30", 61,
		  "W RFI018 f:2 snapshot_date '2019-07-30'\n" },
		{ "2019-10-31", 62 - 1,
		  "W RFI018 f:2 snapshot_date '2019-07-30'\n"
		  "W RFI018 f:3 snapshot_date '2019-08-30'\n" },
		{ "2019-01-01", 0, "" },
		{ NULL, UINT64_MAX, "" },
		{ NULL, (uint64_t)INT64_MAX, "" },
	};

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		end();
		begin();
		open_returns();
		put("snapshot_date=2019-07-30;count_active=1");
		put("snapshot_date=2019-08-30;supplier=SUP-B;count_active=1");
		put("snapshot_date=;supplier=SUP-C;count_active=1");
		ck_assert_msg(!strcmp(finished(row[i].as_of,
					       row[i].max_age_days),
				      row[i].found),
			      "row %zu: %s", i, found(&w.diag));
	}
}
END_TEST

/* ---- RFI019: totals ---- */

START_TEST(totals_that_disagree)
{
	open_returns();
	put("smso=SMSO-1;count_active=10");
	put("smso=SMSO-1;supplier=SUP-B;count_dormant=5");
	put("smso=SMSO-2;count_active=10");
	put("smso=SMSO-3;count_active=10");
	put("smso=SMSO-1;snapshot_date=2019-01-01;count_active=99");
	next("g");
	put("smso=SMSO-1;reporter_role=SMSO;count_active=14");
	next("h");
	put("smso=SMSO-2;reporter_role=SMSO;count_active=7");
	put("smso=SMSO-2;reporter_role=SMSO;region=N;count_active=3");
	put("smso=SMSO-4;reporter_role=SMSO;count_active=3");
	ck_assert_str_eq(finished(NULL, 62),
			 "W RFI017 f:6 snapshot_date '2019-01-01'\n"
			 "W RFI019 g:0 smso 'SMSO-1'\n");
}
END_TEST

/* ---- RFI026: one firmware in two spellings ---- */

START_TEST(one_version_in_two_spellings)
{
	open_returns();
	put("gsme_fw_version=03.00.01.61;count_active=1");
	put("gsme_fw_version=3.0.1.61;count_active=2");
	put("gsme_fw_version=3.0.1.61;region=N;count_active=4");
	/* another model, another device, another number: no matter */
	put("gsme_model=G470;gsme_fw_version=3.00.01.61;count_active=8");
	put("ch_fw_version=3.0.1.61;count_active=16");
	put("gsme_fw_version=3.0.1.6;count_active=32");
	put("gsme_fw_version=3.0.1.61x;count_active=64");
	put("gsme_fw_version=TBC;count_active=128");
	/* the target is a version of the device, too */
	put("gsme_fw_version=3.0.1.6;target_gsme_fw=3.0.01.61;"
	    "count_active=256");
	ck_assert_str_eq(finished(NULL, 62),
			 "W RFI026 f:3 gsme_fw_version '3.0.1.61'\n"
			 "W RFI023 f:9 gsme_fw_version 'TBC'\n"
			 "W RFI026 f:10 target_gsme_fw '3.0.01.61'\n");
}
END_TEST

START_TEST(an_alias_settles_the_spelling)
{
	world_alias(&w, "fw_version", "3.0.1.61", "03.00.01.61");
	open_returns();
	put("gsme_fw_version=03.00.01.61;count_active=1");
	put("gsme_fw_version=3.0.1.61;region=N;count_active=2");
	ck_assert_str_eq(finished(NULL, 62), "");
}
END_TEST

/* ---- who said what ---- */

START_TEST(sources_by_file_reporter_and_day)
{
	open_returns();
	put("supplier=SUP-A;count_active=1");
	put("supplier=SUP-A;smso=SMSO-2;ch_model=?;count_active=2");
	put("supplier=SUP-B;count_active=4");
	put("supplier=SUP-A;snapshot_date=2019-01-01;count_active=8");
	put("supplier=SUP-A;reporter=R;count_active=16");
	put("supplier=SUP-B;reporter=R;count_active=32");
	ck_assert(!put("supplier=SUP-B;reporter=R;count_active=64"));
	next("g");
	put("supplier=SUP-A;count_active=128");
	ck_assert_uint_eq(a.sources.n, 5);
	ck_assert_uint_eq(a.sources.v[0].rows, 2);
	ck_assert_uint_eq(a.sources.v[0].installations, 3);
	ck_assert_uint_eq(a.sources.v[0].unresolved, 2);
	ck_assert_uint_eq(a.sources.v[0].line, 2);
	ck_assert_uint_eq(a.sources.v[3].rows, 2);
	ck_assert_uint_eq(a.sources.v[3].installations, 48);
	ck_assert_uint_eq(a.sources.v[4].file, 1);
	ck_assert_uint_eq(a.sources.v[4].installations, 128);
}
END_TEST

START_TEST(nothing_in_nothing_found)
{
	open_returns();
	ck_assert_str_eq(finished("2019-08-30", 0), "");
}
END_TEST

Suite *across_suite(void)
{
	Suite *s = suite_create("across");
	TCase *t = tcase_create("across");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, one_combination_once_a_return);
	tcase_add_test(t, masked_columns_tell_rows_apart);
	tcase_add_test(t, another_return_may_say_the_same);
	tcase_add_test(t, an_installation_once_a_return);
	tcase_add_test(t, twice_in_the_second_return);
	tcase_add_test(t, claimed_by_two);
	tcase_add_test(t, claimed_by_three);
	tcase_add_test(t, two_snapshots_of_one_reporter);
	tcase_add_test(t, stale_snapshots);
	tcase_add_test(t, totals_that_disagree);
	tcase_add_test(t, one_version_in_two_spellings);
	tcase_add_test(t, an_alias_settles_the_spelling);
	tcase_add_test(t, sources_by_file_reporter_and_day);
	tcase_add_test(t, nothing_in_nothing_found);
	suite_add_tcase(s, t);
	return s;
}
