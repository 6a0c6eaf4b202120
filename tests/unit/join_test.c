/*
 * join_test.c - devices into installations
 *
 * A case is the rows of a return in the device layout, what comes out of it
 * (the named columns of each installation) and what was found.
 */
#include "engine/join.h"

#include <check.h>
#include <inttypes.h>
#include <string.h>

#include "model/rfi.h"
#include "rows_util.h"

Suite *join_suite(void);

#define HUB	"device_type=CHF;manufacturer=Trilliant;model=SEAP;" \
		"fw_version=2.2.8;smso=SMSO-1;supplier=SUP-A;"
#define ESME	"device_type=ESME;manufacturer=Landis+Gyr;model=E470;" \
		"fw_version=24.1;smso=SMSO-1;"
#define GSME	"device_type=GSME;manufacturer=Landis+Gyr;model=G370;" \
		"fw_version=3.0;smso=SMSO-1;"
#define PPMID	"device_type=PPMID;manufacturer=GEO;model=PCK;" \
		"fw_version=2.2;smso=SMSO-1;"

static struct world w;
static struct table_binding b;
static struct join *j;
static struct buf out;
static uint64_t line;

static void begin(void)
{
	world_begin(&w);
	world_open(&w, ESTATE_EVERYTHING, DIAG_NOTE);
	memset(&b, 0, sizeof(b));
	b.format = &rfi_device_format;
	b.at = mem_array(RFID_COLUMNS, sizeof(*b.at));
	for (uint32_t i = 0; i < RFID_COLUMNS; i++)
		b.at[i] = i;
	j = join_new(&w.check, &b);
	out = (struct buf)BUF_INIT;
	line = 1;
}

static void end(void)
{
	join_free(j);
	mem_free(b.at);
	buf_release(&out);
	world_end(&w);
}

static void put(const char *row)
{
	struct span cells[RFID_COLUMNS];

	device_cells(row, cells);
	join_row(j, cells, ++line);
}

/* A line an installation: its line, then the cells of the columns. */
static const char *joined(const char *columns)
{
	const size_t n = join_finish(j);

	buf_clear(&out);
	buf_add(&out, SPAN_EMPTY);
	for (size_t i = 0; i < n; i++) {
		struct span cells[RFI_COLUMNS], name, rest;

		buf_addf(&out, "%" PRIu64, join_get(j, i, cells));
		rest = span_of(columns);
		while (span_cut(&rest, ',', &name)) {
			const uint32_t at = table_find(&rfi_wide_format,
						       name);

			ck_assert_uint_ne(at, TABLE_ABSENT);
			buf_addf(&out, "|" SPAN_F, SPAN_A(cells[at]));
		}
		buf_add_char(&out, '\n');
	}
	return out.p;
}

START_TEST(each_type_fills_its_columns)
{
	put("installation_id=1;" GSME "hw_version=3;target_fw=3.1");
	put("installation_id=1;" HUB "hw_revision=B;fw_provider=T;config=C");
	put("installation_id=1;" PPMID);
	put("installation_id=1;" ESME "hw_version=1");
	ck_assert_str_eq(joined("installation_id,ch_manufacturer,ch_model,"
		"ch_hw_version,ch_hw_revision,ch_fw_version,ch_fw_provider,"
		"ch_config"),
		"2|1|Trilliant|SEAP||B|2.2.8|T|C\n");
	ck_assert_str_eq(joined("esme_model,esme_hw_version,gsme_model,"
		"gsme_hw_version,target_gsme_fw,ppmid_model,ppmid_kind,"
		"supplier,smso,fuel_type"),
		"2|E470|1|G370|3|3.1|PCK|PPMID|SUP-A|SMSO-1|DF\n");
	ck_assert_str_eq(found(&w.diag), "");
	ck_assert_uint_eq(join_refused(j), 0);
}
END_TEST

START_TEST(installations_in_order_of_appearance)
{
	put("installation_id=b;" HUB);
	put("installation_id=a;" HUB);
	put("installation_id=b;" ESME);
	put("installation_id=B;" HUB);
	ck_assert_str_eq(joined("installation_id,esme_model"),
			 "2|b|E470\n3|a|NONE\n5|B|NONE\n");
}
END_TEST

START_TEST(what_is_not_there_is_none)
{
	put("installation_id=1;" HUB);
	put("installation_id=2;" HUB);
	put("installation_id=2;" ESME);
	put("installation_id=3;" HUB);
	put("installation_id=3;" GSME);
	put("installation_id=4;" HUB "fuel_type=SE");
	put("installation_id=4;" GSME);
	ck_assert_str_eq(joined("esme_manufacturer,esme_fw_version,"
				"gsme_model,ppmid_model,fuel_type"),
			 "2|NONE|NONE|NONE|NONE|\n"
			 "3|Landis+Gyr|24.1|NONE|NONE|SE\n"
			 "5|NONE|NONE|G370|NONE|SG\n"
			 "7|NONE|NONE|G370|NONE|SE\n");
	ck_assert_str_eq(found(&w.diag), "");
}
END_TEST

/* RFI028: a hub is never absent */
START_TEST(no_hub)
{
	put("installation_id=1;" ESME);
	ck_assert_str_eq(joined("ch_manufacturer,ch_model,ch_fw_version"),
			 "2|||\n");
	ck_assert_str_eq(found(&w.diag),
			 "W RFI028 f:2 installation_id '1'\n");
}
END_TEST

START_TEST(an_ihd_is_a_display_and_gives_way_to_a_ppmid)
{
	static const char ihd[] = "device_type=IHD;manufacturer=X;model=IHD1;"
				  "fw_version=1;smso=SMSO-1;"
				  "ihd_fw_upgradeable=Y;installation_id=";
	struct buf row = BUF_INIT;

	for (unsigned i = 1; i <= 3; i++) {
		buf_clear(&row);
		buf_addf(&row, "%s%u", ihd, i);
		if (i == 2)
			put("installation_id=2;" PPMID);
		put(row.p);
		if (i == 3)
			put("installation_id=3;" PPMID);
	}
	buf_release(&row);
	for (unsigned i = 1; i <= 3; i++) {
		static const char *const hub[] = {
			"installation_id=1;" HUB, "installation_id=2;" HUB,
			"installation_id=3;" HUB,
		};

		put(hub[i - 1]);
	}
	ck_assert_str_eq(joined("ppmid_model,ppmid_kind,ihd_fw_upgradeable"),
			 "2|IHD1|IHD|Y\n3|PCK|PPMID|Y\n5|PCK|PPMID|Y\n");
	ck_assert_str_eq(found(&w.diag), "");
}
END_TEST

/* RFI029: the gas proxy function is part of the hub, and not carried */
START_TEST(a_gas_proxy_belongs_to_the_hub)
{
	put("installation_id=1;" HUB);
	put("installation_id=1;device_type=GPF;manufacturer=trilliant;"
	    "model=SEAP;fw_version=;smso=SMSO-1");
	put("installation_id=2;device_type=GPF;manufacturer=Other;"
	    "model=SEAP;fw_version=2.2.8;smso=SMSO-1");
	put("installation_id=2;" HUB);
	put("installation_id=3;device_type=GPF;manufacturer=Other;model=X;"
	    "fw_version=1;smso=SMSO-1");
	ck_assert_str_eq(joined("ch_manufacturer,gsme_model"),
			 "2|Trilliant|NONE\n4|Trilliant|NONE\n6||NONE\n");
	ck_assert_str_eq(found(&w.diag),
			 "W RFI029 f:4 installation_id '2'\n"
			 "W RFI028 f:6 installation_id '3'\n");
}
END_TEST

/* RFI015 */
START_TEST(a_device_is_on_one_installation)
{
	put("installation_id=1;device_id=00-AB;" HUB);
	put("installation_id=1;device_id=00-AB;" ESME);	/* same place */
	put("installation_id=2;device_id=00-ab ;" HUB);
	put("installation_id=3;" HUB);
	put("installation_id=4;" HUB);			/* blank is no id */
	ck_assert_str_eq(joined("installation_id"), "2|1\n0|2\n5|3\n6|4\n");
	ck_assert_str_eq(found(&w.diag),
			 "E RFI015 f:4 device_id '00-ab '\n");
	ck_assert_uint_eq(join_refused(j), 1);
}
END_TEST

/* RFI030 */
START_TEST(one_device_of_a_kind)
{
	put("installation_id=1;" HUB);
	put("installation_id=1;" ESME);
	put("installation_id=1;device_type=esme;manufacturer=X;model=Y;"
	    "fw_version=1;smso=SMSO-1");
	ck_assert_str_eq(joined("esme_model"), "0|E470\n");
	ck_assert_str_eq(found(&w.diag), "E RFI030 f:4 device_type 'esme'\n");
	ck_assert_uint_eq(join_refused(j), 3);
}
END_TEST

/* RFI031 */
START_TEST(rows_of_an_installation_agree)
{
	static const char *const columns[][2] = {
		{ "snapshot_date", "2019-08-30" }, { "reporter_role", "SMSO" },
		{ "reporter", "R" }, { "supplier", "S" }, { "smso", "T" },
		{ "wan_provider", "W" }, { "capability", "FOC" },
		{ "fuel_type", "DF" }, { "region", "N" },
		{ "status", "ACTIVE" }, { "ihd_fw_upgradeable", "Y" },
		{ "intends_to_enrol", "N" }, { "gained_on", "2019-01-01" },
		{ "customer_type", "CREDIT" }, { "weight", "2" },
		{ "attempts_made", "3" }, { "earliest", "2020-01-01" },
		{ "latest", "2020-02-01" },
	};

	for (size_t i = 0; i < COUNT_OF(columns); i++) {
		struct buf row = BUF_INIT, said = BUF_INIT;

		end();
		begin();
		buf_addf(&row, "installation_id=1;device_type=ESME;%s=%s",
			 columns[i][0], columns[i][1]);
		put("installation_id=1;device_type=CHF");
		put(row.p);
		put("installation_id=1;device_type=GSME");
		/* as canonical form has it, and blank, is no contradiction */
		buf_clear(&row);
		buf_addf(&row, "installation_id=1;device_type=PPMID;%s=%s ",
			 columns[i][0], columns[i][1]);
		put(row.p);
		buf_addf(&said, "2|%s\n", columns[i][1]);
		ck_assert_str_eq(joined(columns[i][0]), said.p);
		ck_assert_str_eq(found(&w.diag), "");
		buf_clear(&row);
		buf_addf(&row, "installation_id=1;device_type=GPF;%s=other",
			 columns[i][0]);
		put(row.p);
		buf_clear(&said);
		buf_addf(&said, "E RFI031 f:6 %s 'other'\n", columns[i][0]);
		joined("installation_id");
		ck_assert_str_eq(found(&w.diag), said.p);
		/* the row says so once, and joins no more */
		ck_assert(!strncmp(out.p, "0|", 2));
		buf_release(&row);
		buf_release(&said);
	}
}
END_TEST

/* RFI006, RFI034 */
START_TEST(rows_without_a_place_or_a_type)
{
	put("installation_id= ;" HUB);
	put("installation_id=1;device_type=;smso=SMSO-1");
	put("installation_id=2;device_type=CAD;smso=SMSO-1");
	put("installation_id=3;" HUB);
	ck_assert_str_eq(joined("installation_id"), "0|1\n0|2\n5|3\n");
	ck_assert_str_eq(found(&w.diag),
			 "E RFI034 f:2 installation_id ' '\n"
			 "W RFI028 f:3 installation_id '1'\n"
			 "E RFI034 f:3 device_type ''\n"
			 "W RFI028 f:4 installation_id '2'\n"
			 "E RFI006 f:4 device_type 'CAD'\n");
	ck_assert_uint_eq(join_refused(j), 3);
}
END_TEST

START_TEST(nothing_below_the_floor_is_said)
{
	w.check.floor = DIAG_ERROR;
	put("installation_id=1;" ESME);
	put("installation_id=2;device_type=CAD");
	joined("smso");
	ck_assert_str_eq(found(&w.diag), "E RFI006 f:3 device_type 'CAD'\n");
}
END_TEST

START_TEST(an_empty_return_joins_nothing)
{
	ck_assert_uint_eq(join_finish(j), 0);
	ck_assert_uint_eq(join_refused(j), 0);
}
END_TEST

Suite *join_suite(void)
{
	Suite *s = suite_create("join");
	TCase *t = tcase_create("join");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, each_type_fills_its_columns);
	tcase_add_test(t, installations_in_order_of_appearance);
	tcase_add_test(t, what_is_not_there_is_none);
	tcase_add_test(t, no_hub);
	tcase_add_test(t, an_ihd_is_a_display_and_gives_way_to_a_ppmid);
	tcase_add_test(t, a_gas_proxy_belongs_to_the_hub);
	tcase_add_test(t, a_device_is_on_one_installation);
	tcase_add_test(t, one_device_of_a_kind);
	tcase_add_test(t, rows_of_an_installation_agree);
	tcase_add_test(t, rows_without_a_place_or_a_type);
	tcase_add_test(t, nothing_below_the_floor_is_said);
	tcase_add_test(t, an_empty_return_joins_nothing);
	suite_add_tcase(s, t);
	return s;
}
