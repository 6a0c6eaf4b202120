/*
 * check_test.c - every finding that one row alone can give
 *
 * A case is a row and what is found in it: severity, code, place, column and
 * value. The ordinary row (rows_util.h) has nothing to find.
 */
#include "engine/check.h"

#include <check.h>

#include "base/date.h"
#include "rows_util.h"

Suite *check_suite(void);

#define TBC_ESME	"esme_fw_version=TBC;"
#define IHD		"ppmid_kind=IHD;"

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

struct row_case {
	const char *row, *found;
};

static void all_found(const char *policy, enum estate_scope scope,
		      const struct row_case *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *said;

		world_end(&w);
		world_begin(&w);
		world_policy(&w, policy);
		world_open(&w, scope, DIAG_NOTE);
		world_row(&w, row[i].row);
		said = found(&w.diag);
		ck_assert_msg(!strcmp(said, row[i].found),
			      "'%s':\n%sinstead of\n%s", row[i].row, said,
			      row[i].found);
	}
}

START_TEST(findings_of_a_row)
{
	static const struct row_case row[] = {
		{ "", "" },
		/* RFI004 to RFI006: the domain of a column */
		{ "count_active=12O4", "E RFI004 f:2 count_active '12O4'\n" },
		{ "count_active=-1", "E RFI004 f:2 count_active '-1'\n" },
		{ "count_active=1.0", "E RFI004 f:2 count_active '1.0'\n" },
		{ "count_active=1e3", "E RFI004 f:2 count_active '1e3'\n" },
		{ "count_active=1,000",
		  "E RFI004 f:2 count_active '1,000'\n" },
		{ "count_active= 5", "E RFI004 f:2 count_active ' 5'\n" },
		{ "count_dormant=007",
		  "E RFI004 f:2 count_dormant '007'\n" },
		{ "count_active=x;count_dormant=y",
		  "E RFI004 f:2 count_active 'x'\n"
		  "E RFI004 f:2 count_dormant 'y'\n" },
		{ "attempts_made=two",
		  "E RFI004 f:2 attempts_made 'two'\n" },
		{ "snapshot_date=2019-02-29",
		  "E RFI005 f:2 snapshot_date '2019-02-29'\n" },
		{ "snapshot_date=30/08/2019",
		  "E RFI005 f:2 snapshot_date '30/08/2019'\n" },
		{ "latest=soon", "E RFI005 f:2 latest 'soon'\n" },
		{ "reporter_role=DCC",
		  "E RFI006 f:2 reporter_role 'DCC'\n" },
		{ "status=OFF", "E RFI006 f:2 status 'OFF'\n" },
		{ "ppmid_kind=CAD", "E RFI006 f:2 ppmid_kind 'CAD'\n" },
		{ "intends_to_enrol=maybe",
		  "E RFI006 f:2 intends_to_enrol 'maybe'\n" },
		{ "ihd_fw_upgradeable=YES",
		  "E RFI006 f:2 ihd_fw_upgradeable 'YES'\n" },
		{ "customer_type=CASH",
		  "E RFI006 f:2 customer_type 'CASH'\n" },
		{ "status=dormant;reporter_role=smso;intends_to_enrol=y", "" },
		/* RFI010, RFI033: who and where */
		{ "smso=", "E RFI010 f:2 smso ''\n" },
		{ "smso= ?", "E RFI010 f:2 smso ' ?'\n" },
		{ "smso=NONE", "" },		/* J1837 knows NONE */
		{ "supplier=", "E RFI033 f:2 supplier ''\n" },
		{ "supplier=;reporter=SMSO-1", "" },
		/* RFI012, RFI025: counts together */
		{ "count_active=72057594037927936;count_dormant=1",
		  "E RFI012 f:2 count_active '72057594037927936'\n" },
		{ "count_active=18446744073709551615;count_dormant=1",
		  "E RFI012 f:2 count_active '18446744073709551615'\n" },
		{ "count_active=18446744073709551616",
		  "E RFI004 f:2 count_active '18446744073709551616'\n" },
		{ "count_active=72057594037927936", "" },
		{ "count_active=0", "W RFI025 f:2 count_active '0'\n" },
		{ "count_active=0;count_dormant=0",
		  "W RFI025 f:2 count_active '0'\n" },
		{ "count_dormant=0", "W RFI025 f:2 count_active ''\n" },
		{ "count_active=0;count_dormant=1", "" },
		/* RFI013: blank and ? in a key column */
		{ "ch_fw_version=", "W RFI013 f:2 ch_fw_version\n" },
		{ "ch_fw_version=?", "W RFI013 f:2 ch_fw_version '?'\n" },
		{ "gsme_model= ;gsme_manufacturer=?",
		  "W RFI013 f:2 gsme_model\n"
		  "W RFI013 f:2 gsme_manufacturer '?'\n" },
		{ "wan_provider=", "" },
		{ "ch_hw_version=", "" },	/* not of the key */
		/* a stated target is what will be counted */
		{ "ch_fw_version=;target_ch_fw=2.2.8", "" },
		{ "ch_fw_version=;target_ch_fw=?",
		  "W RFI013 f:2 ch_fw_version\n" },
		{ "ch_fw_version=;target_ch_fw=NONE",
		  "W RFI013 f:2 ch_fw_version\n" },
		/* no such device: nothing is missing */
		{ "gsme_manufacturer=;gsme_model=NONE;gsme_fw_version=;"
		  "fuel_type=SE", "" },
		{ "ppmid_manufacturer=NONE;ppmid_model=;ppmid_fw_version=",
		  "" },
		{ "ppmid_manufacturer=;ppmid_model=;ppmid_fw_version=NONE",
		  "W RFI013 f:2 ppmid_manufacturer\n"
		  "W RFI013 f:2 ppmid_model\n" },
		/* a fuel type that the meters do not tell */
		{ "fuel_type=", "" },
		{ "fuel_type=?", "W RFI013 f:2 fuel_type '?'\n" },
		{ "fuel_type=;esme_model=NONE;gsme_model=NONE",
		  "W RFI013 f:2 fuel_type\n" },
		{ "fuel_type=;gsme_model=?",
		  "W RFI013 f:2 fuel_type\n"
		  "W RFI013 f:2 gsme_model '?'\n" },
		/* RFI023: open where it should be known */
		{ TBC_ESME, "" },
		{ "target_esme_fw=TBC", "" },
		{ "esme_model=tbc", "W RFI023 f:2 esme_model 'tbc'\n" },
		{ "gsme_fw_version=TBC \xe2\x81\xb4",
		  "W RFI023 f:2 gsme_fw_version 'TBC \xe2\x81\xb4'\n" },
		{ "target_ch_fw=TBC", "W RFI023 f:2 target_ch_fw 'TBC'\n" },
		/* RFI024, RFI027: fuel */
		{ "fuel_type=SE", "W RFI024 f:2 gsme_model 'G370'\n" },
		{ "fuel_type=se;gsme_model=?",
		  "W RFI013 f:2 gsme_model '?'\n" },
		{ "fuel_type=SF", "W RFI027 f:2 fuel_type 'SF'\n" },
		{ "fuel_type=SG;esme_model=NONE", "" },
		{ "fuel_type=df", "" },
		/* RFI032: an IHD of which nobody knows */
		{ IHD "ihd_fw_upgradeable=?",
		  "W RFI032 f:2 ihd_fw_upgradeable '?'\n" },
		{ IHD "ihd_fw_upgradeable=",
		  "W RFI032 f:2 ihd_fw_upgradeable ''\n" },
		{ IHD "ihd_fw_upgradeable=Y", "" },
		{ IHD "ihd_fw_upgradeable=N", "" },
		{ IHD "ppmid_model=NONE", "" },
		{ "ihd_fw_upgradeable=?", "" },
		{ IHD "ihd_fw_upgradeable=N;ppmid_fw_version=", "" },
		{ IHD "ihd_fw_upgradeable=Y;ppmid_fw_version=",
		  "W RFI013 f:2 ppmid_fw_version\n" },
		/* all at once, in one pass */
		{ "smso=;ch_model=?;fuel_type=XX;status=1",
		  "E RFI006 f:2 status '1'\n"
		  "E RFI010 f:2 smso ''\n"
		  "W RFI013 f:2 ch_model '?'\n"
		  "W RFI027 f:2 fuel_type 'XX'\n" },
	};

	all_found("{}", ESTATE_EVERYTHING, row, COUNT_OF(row));
}
END_TEST

START_TEST(masked_columns_may_be_blank)
{
	static const struct row_case row[] = {
		{ "esme_fw_version=", "" },
		{ "esme_fw_version=?", "" },
		{ "esme_model=", "W RFI013 f:2 esme_model\n" },
	};

	all_found("{'mask': ['esme_fw_version']}", ESTATE_EVERYTHING, row,
		  COUNT_OF(row));
}
END_TEST

START_TEST(blanks_that_are_kept_are_not_told)
{
	static const struct row_case row[] = {
		{ "esme_fw_version=", "" },
		{ "ch_model=?", "" },
		{ "fuel_type=;gsme_model=?", "" },
		{ "fuel_type=?", "W RFI027 f:2 fuel_type '?'\n" },
		{ "smso=", "E RFI010 f:2 smso ''\n" },
		{ IHD, "W RFI032 f:2 ihd_fw_upgradeable ''\n" },
	};

	all_found("{'incomplete': 'keep'}", ESTATE_EVERYTHING, row,
		  COUNT_OF(row));
}
END_TEST

START_TEST(the_ihd_rule_decides_what_is_missing)
{
	static const struct row_case always[] = {
		{ IHD, "" },
		{ IHD "ihd_fw_upgradeable=N;ppmid_model=",
		  "W RFI013 f:2 ppmid_model\n" },
	};
	static const struct row_case never[] = {
		{ IHD, "" },
		{ IHD "ihd_fw_upgradeable=Y;ppmid_model=", "" },
		{ "ppmid_model=", "W RFI013 f:2 ppmid_model\n" },
	};

	all_found("{'ihd': 'always'}", ESTATE_EVERYTHING, always,
		  COUNT_OF(always));
	all_found("{'ihd': 'never'}", ESTATE_EVERYTHING, never,
		  COUNT_OF(never));
}
END_TEST

START_TEST(installed_firmware_needs_to_be_known)
{
	static const struct row_case row[] = {
		{ "ch_fw_version=;target_ch_fw=2.2.8",
		  "W RFI013 f:2 ch_fw_version\n" },
		{ "target_ch_fw=?", "" },
	};

	all_found("{'upgrades': 'installed'}", ESTATE_EVERYTHING, row,
		  COUNT_OF(row));
}
END_TEST

START_TEST(other_keys_need_other_cells)
{
	static const struct row_case row[] = {
		{ "region=", "W RFI013 f:2 region\n" },
		{ "region=N;supplier=;reporter=SMSO-1",
		  "W RFI013 f:2 supplier\n" },
		{ "ch_hw_version=1", "" },
		{ "ch_hw_version=", "W RFI013 f:2 ch_hw_version\n" },
		{ "ch_hw_version=;ch_model=NONE", "" },
		{ "ch_hw_version=1;gsme_model=;fuel_type=?",
		  "W RFI027 f:2 fuel_type '?'\n" },
	};
	static const struct row_case filled[] = {
		{ "region=N;ch_hw_version=1", "" },
	};

	all_found("{'key': ['region', 'supplier']}", ESTATE_EVERYTHING, row,
		  2);
	all_found("{'key': ['ch_hw_version']}", ESTATE_EVERYTHING, row + 2,
		  4);
	all_found("{'key': ['region', 'ch_hw_version']}", ESTATE_EVERYTHING,
		  filled, 1);
}
END_TEST

/* What --aliases says is meant by a cell is what is counted. */
START_TEST(aliases_come_before_the_checks)
{
	world_alias(&w, "model", "unknown", "?");
	world_alias(&w, "gsme_model", "no gas", "NONE");
	world_alias(&w, "fw_version", "open", "TBC");
	world_alias(&w, "smso", "n/a", "?");
	world_alias(&w, "supplier", "nobody", "");
	world_row(&w, "ch_model=Unknown");
	world_row(&w, "gsme_model=No Gas;gsme_fw_version=;fuel_type=SE");
	world_row(&w, "gsme_fw_version=open");
	world_row(&w, "smso=N/A");
	ck_assert_str_eq(found(&w.diag),
			 "W RFI013 f:2 ch_model 'Unknown'\n"
			 "W RFI023 f:4 gsme_fw_version 'open'\n"
			 "E RFI010 f:5 smso 'N/A'\n");
}
END_TEST

/* RFI021, RFI022 */
START_TEST(names_are_judged_by_the_known_ones)
{
	world_alias(&w, "model", "G470 MARK 2", "G470 (MK2)");
	world_known(&w, "manufacturer", "Landis+Gyr");
	world_known(&w, "manufacturer", "Trilliant");
	world_known(&w, "manufacturer", "GEO");
	world_row(&w, "");
	world_row(&w, "gsme_model=G470-(MK2)");
	world_row(&w, "gsme_model=g470 mark 2");
	world_row(&w, "esme_manufacturer=LandisGyr");
	world_row(&w, "esme_manufacturer=EDMI");
	world_row(&w, "ppmid_manufacturer=NONE;ppmid_model=NONE");
	ck_assert_str_eq(found(&w.diag),
			 "W RFI021 f:3 gsme_model 'G470-(MK2)'\n"
			 "W RFI021 f:5 esme_manufacturer 'LandisGyr'\n"
			 "W RFI022 f:6 esme_manufacturer 'EDMI'\n");
}
END_TEST

START_TEST(nothing_below_the_floor_is_said)
{
	uint32_t kind;

	world_known(&w, "model", "X");
	world_open(&w, ESTATE_COUNTING, DIAG_ERROR);
	kind = world_row(&w, "ch_model=?;fuel_type=XX;gsme_fw_version=TBC;"
			 "ppmid_kind=IHD;count_active=0");
	ck_assert_str_eq(found(&w.diag), "");
	ck_assert_uint_eq(w.estate.kinds.v[kind].flags,
			  CHECK_SUSPECT | CHECK_OPEN);
	ck_assert_uint_eq(world_row(&w, "smso=;fuel_type=XX"),
			  ESTATE_REFUSED);
	ck_assert_str_eq(found(&w.diag), "E RFI010 f:3 smso ''\n");
}
END_TEST

START_TEST(flags_of_a_row)
{
	static const struct {
		const char *row;
		unsigned flags;
	} row[] = {
		{ "", 0 },
		{ "ch_model=?", CHECK_SUSPECT | CHECK_OPEN },
		{ "fuel_type=?", CHECK_SUSPECT | CHECK_OPEN },
		{ IHD, CHECK_SUSPECT | CHECK_OPEN },
		{ "fuel_type=XX", CHECK_SUSPECT },
		{ "smso=", CHECK_SUSPECT | CHECK_BAD },
		{ "smso=;ch_model=",
		  CHECK_SUSPECT | CHECK_BAD | CHECK_OPEN },
	};
	struct span cells[RFI_COLUMNS];

	world_open(&w, ESTATE_EVERYTHING, DIAG_NOTE);
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		wide_cells(row[i].row, cells);
		ck_assert_msg(check_kind(&w.check, cells, w.estate.wanted, 1)
			      == row[i].flags, "'%s'", row[i].row);
	}
}
END_TEST

START_TEST(counts_of_a_row)
{
	static const struct {
		const char *row;
		bool has_active, has_dormant;
		uint64_t active, dormant;
	} row[] = {
		{ "", false, false, 1, 0 },
		{ "status=ACTIVE", false, false, 1, 0 },
		{ "status=MIXED", false, false, 1, 0 },
		{ "status=DORMANT", false, false, 0, 1 },
		{ "status= dormant ", false, false, 0, 1 },
		{ "count_active=3", true, false, 3, 0 },
		{ "count_dormant=4", false, true, 0, 4 },
		{ "count_active=3;count_dormant=4", true, true, 3, 4 },
		{ "count_active=3;status=DORMANT", true, false, 3, 0 },
		{ "count_active=0", true, false, 0, 0 },
	};
	struct span cells[RFI_COLUMNS];

	world_open(&w, ESTATE_EVERYTHING, DIAG_NOTE);
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		struct check_count c;

		wide_cells(row[i].row, cells);
		ck_assert(check_counts(&w.check, cells, &c));
		ck_assert_msg(c.has_active == row[i].has_active &&
			      c.has_dormant == row[i].has_dormant &&
			      c.active == row[i].active &&
			      c.dormant == row[i].dormant, "'%s'",
			      row[i].row);
	}
}
END_TEST

START_TEST(says_how_many_are_unresolved)
{
	struct buf line = BUF_INIT;

	world_row(&w, "ch_model=;count_active=1234;count_dormant=1");
	world_row(&w, "ch_model=?");
	found(&w.diag);
	diag_line(&w.diag.found.v[0], &line);
	buf_add_char(&line, '\n');
	diag_line(&w.diag.found.v[1], &line);
	ck_assert_str_eq(line.p,
		"f:2: column 'ch_model': blank in a key column; 1,235 "
		"installations unresolved (warning) [RFI013]\n"
		"f:3: column 'ch_model': '?' in a key column; 1 "
		"installation unresolved (warning) [RFI013]");
	buf_release(&line);
}
END_TEST

START_TEST(findings_stand_in_the_order_of_the_file)
{
	static const struct span names[] = {
		{ "status", 6 }, { "smso", 4 },
	};
	struct table_binding b;

	world_open(&w, ESTATE_EVERYTHING, DIAG_NOTE);
	table_bind(&b, &rfi_wide_format, names, 2, NULL, &w.diag, "f", 1);
	diag_release(&w.diag);
	w.diag = (struct diag)DIAG_INIT;
	w.check.at.binding = &b;
	world_row(&w, "status=1;smso=");
	ck_assert_str_eq(found(&w.diag), "E RFI006 f:2 status '1'\n"
			 "E RFI010 f:2 smso ''\n");
	ck_assert_uint_eq(w.diag.found.v[0].position, 1);
	ck_assert_uint_eq(w.diag.found.v[1].position, 2);
	table_binding_release(&b);
}
END_TEST

/* Blank, TBC and NONE stay three things. */
START_TEST(open_none_and_absent)
{
	static const struct {
		const char *text;
		bool open, none;
	} row[] = {
		{ "", true, false }, { " ", true, false },
		{ "?", true, false }, { " ? ", true, false },
		{ "NONE", false, true }, { " none ", false, true },
		{ "TBC", false, false }, { "??", false, false },
	};
	struct span cells[RFI_COLUMNS];

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		ck_assert_msg(check_is_open(span_of(row[i].text)) ==
			      row[i].open, "'%s'", row[i].text);
		ck_assert_msg(check_is_none(span_of(row[i].text)) ==
			      row[i].none, "'%s'", row[i].text);
	}
	wide_cells("gsme_model=NONE;ppmid_manufacturer=NONE;ppmid_model=;"
		   "ch_manufacturer=NONE", cells);
	ck_assert(check_device_absent(cells, DEVICE_GSME));
	ck_assert(check_device_absent(cells, DEVICE_PPMID));
	ck_assert(!check_device_absent(cells, DEVICE_CH));
	ck_assert(!check_device_absent(cells, DEVICE_ESME));
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("check");
	TCase *t = tcase_create("check");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, findings_of_a_row);
	tcase_add_test(t, masked_columns_may_be_blank);
	tcase_add_test(t, blanks_that_are_kept_are_not_told);
	tcase_add_test(t, the_ihd_rule_decides_what_is_missing);
	tcase_add_test(t, installed_firmware_needs_to_be_known);
	tcase_add_test(t, other_keys_need_other_cells);
	tcase_add_test(t, aliases_come_before_the_checks);
	tcase_add_test(t, names_are_judged_by_the_known_ones);
	tcase_add_test(t, nothing_below_the_floor_is_said);
	tcase_add_test(t, flags_of_a_row);
	tcase_add_test(t, counts_of_a_row);
	tcase_add_test(t, says_how_many_are_unresolved);
	tcase_add_test(t, findings_stand_in_the_order_of_the_file);
	tcase_add_test(t, open_none_and_absent);
	suite_add_tcase(s, t);
	return s;
}
