/*
 * count_test.c - rules R1 to R6, R9 and R13 of the domain: what becomes of
 * an installation, and under which combination it is counted
 *
 * The properties at the end are of random estates: nothing is lost, and
 * the order of rows does not show.
 */
#include "engine/count.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows_util.h"

Suite *count_suite(void);

static struct world w;
static struct tally t;
static struct count_notes notes;

static void begin(void)
{
	world_begin(&w);
	t = (struct tally)TALLY_INIT;
}

static void end(void)
{
	tally_release(&t);
	world_end(&w);
	file_end();
}

static void again(const char *policy)
{
	end();
	begin();
	world_policy(&w, policy);
}

/* The tally of some rows, one column of the key shown. */
static const char *counted(const char *const *rows, size_t n,
			   const char *columns)
{
	for (size_t i = 0; i < n; i++)
		world_row(&w, rows[i]);
	world_count(&w, PRECEDENCE_ALL, &t, &notes);
	return tally_text(&t, columns);
}

/* ---- R1: scope ---- */

START_TEST(rule_r1_capability_in_scope)
{
	static const char *const rows[] = {
		"capability=FOC;count_active=1",
		"capability=foc ;count_active=2",
		"capability=;count_active=4", "capability=IOC;count_active=8",
		"capability=MOC_MDS;count_active=16",
		"capability=?;count_active=32",
	};

	ck_assert_str_eq(counted(rows, 6, "smso"), "IN_SCOPE SMSO-1 63+0\n");
	again("{'capability': 'Foc'}");
	ck_assert_str_eq(counted(rows, 6, "smso"),
			 "IN_SCOPE SMSO-1 7+0\nOUT_OF_SCOPE SMSO-1 56+0\n");
	again("{'capability': 'NEW'}");
	ck_assert_str_eq(counted(rows, 6, "smso"),
			 "IN_SCOPE SMSO-1 4+0\nOUT_OF_SCOPE SMSO-1 59+0\n");
}
END_TEST

START_TEST(rule_r1_smso_in_scope)
{
	static const char *const rows[] = {
		"smso=SMSO-1;count_active=1", "smso=smso-2;count_active=2",
		"smso=SMSO-3;count_active=4", "smso=NONE;count_active=8",
	};

	again("{'scope': {'smso': ['smso-1', 'SMSO-2', 'SMSO-9']}}");
	ck_assert_str_eq(counted(rows, 4, "smso"),
			 "IN_SCOPE smso-2 2+0\nIN_SCOPE SMSO-1 1+0\n"
			 "OUT_OF_SCOPE NONE 8+0\nOUT_OF_SCOPE SMSO-3 4+0\n");
	again("{'scope': {'smso': ['none']}}");
	ck_assert_str_eq(counted(rows + 3, 1, "smso"),
			 "IN_SCOPE NONE 8+0\n");
}
END_TEST

START_TEST(rule_r1_makers_out_of_scope)
{
	static const char *const rows[] = {
		"count_active=1", "esme_manufacturer=EDMI;count_active=2",
		"gsme_manufacturer=edmi;count_active=4",
		"ch_manufacturer=EDMI;count_active=8",
		"ppmid_manufacturer=EDMI;count_active=16",
		"esme_manufacturer=EDMI Ltd;count_active=32",
	};

	again("{'scope': {'exclude_manufacturer': ['Edmi', 'Other']}}");
	ck_assert_str_eq(counted(rows, 6, "ppmid_manufacturer"),
			 "IN_SCOPE GEO 32+0\nIN_SCOPE EDMI 16+0\n"
			 "IN_SCOPE GEO 1+0\n"
			 "OUT_OF_SCOPE GEO 8+0\nOUT_OF_SCOPE GEO 4+0\n"
			 "OUT_OF_SCOPE GEO 2+0\n");
}
END_TEST

START_TEST(rule_r1_names_of_the_policy_may_be_aliases)
{
	static const char *const rows[] = { "smso=One", "smso=SMSO-1" };

	world_policy(&w, "{'scope': {'smso': ['one']}}");
	world_alias(&w, "smso", "One", "SMSO-1");
	ck_assert_str_eq(counted(rows, 2, "smso"), "IN_SCOPE SMSO-1 2+0\n");
}
END_TEST

/* ---- R2: IHD ---- */

static const char *const displays[] = {
	"count_active=1", "ppmid_kind=PPMID;count_active=2",
	"ppmid_kind=IHD;ihd_fw_upgradeable=Y;count_active=4",
	"ppmid_kind=ihd;ihd_fw_upgradeable=n;count_active=8",
	"ppmid_kind=IHD;ihd_fw_upgradeable=?;count_active=16",
	"ppmid_kind=IHD;ihd_fw_upgradeable=;count_active=32",
	"ppmid_kind=IHD;ppmid_model=NONE;count_active=64",
};

START_TEST(rule_r2_ihd_that_can_be_upgraded_is_a_ppmid)
{
	ck_assert_str_eq(counted(displays, 7, "ppmid_model"),
			 "IN_SCOPE NONE 72+0\nIN_SCOPE PCK-BB-001 7+0\n"
			 "UNRESOLVED PCK-BB-001 48+0\n");
	ck_assert_uint_eq(notes.ihd_dropped, 8);
}
END_TEST

START_TEST(rule_r2_ihd_always)
{
	again("{'ihd': 'always'}");
	ck_assert_str_eq(counted(displays, 7, "ppmid_model"),
			 "IN_SCOPE NONE 64+0\nIN_SCOPE PCK-BB-001 63+0\n");
	ck_assert_uint_eq(notes.ihd_dropped, 0);
}
END_TEST

START_TEST(rule_r2_ihd_never)
{
	again("{'ihd': 'never'}");
	ck_assert_str_eq(counted(displays, 7, "ppmid_model"),
			 "IN_SCOPE NONE 124+0\nIN_SCOPE PCK-BB-001 3+0\n");
	ck_assert_uint_eq(notes.ihd_dropped, 60);
}
END_TEST

/* A dropped display is no reason to wait for its firmware. */
START_TEST(rule_r2_a_dropped_ihd_leaves_nothing_open)
{
	static const char *const rows[] = {
		"ppmid_kind=IHD;ihd_fw_upgradeable=N;ppmid_fw_version=;"
		"ppmid_manufacturer=?;target_ppmid_fw=9.9",
	};

	ck_assert_str_eq(counted(rows, 1,
				 "ppmid_manufacturer,ppmid_model,"
				 "ppmid_fw_version"),
			 "IN_SCOPE NONE|NONE|NONE 1+0\n");
	ck_assert_uint_eq(notes.moved_by_upgrades, 0);
}
END_TEST

/* ---- R3: mask ---- */

START_TEST(rule_r3_masked_columns_tell_nothing_apart)
{
	static const char *const rows[] = {
		"esme_fw_version=24.01.08.00;count_active=1",
		"esme_fw_version=24.02.00.00;count_active=2",
		"esme_fw_version=;count_active=4",
		"esme_fw_version=TBC;target_esme_fw=1.0;count_active=8",
		"esme_model=E470 (MK2);count_active=16",
		"esme_model=NONE;fuel_type=SG;count_active=32",
	};

	again("{'mask': ['esme_fw_version']}");
	ck_assert_str_eq(counted(rows, 6, "esme_model,esme_fw_version"),
			 "IN_SCOPE NONE|TBC 32+0\n"
			 "IN_SCOPE E470 (MK2)|TBC 16+0\n"
			 "IN_SCOPE E470 (MK1)|TBC 15+0\n");
	ck_assert_uint_eq(notes.moved_by_upgrades, 0);
	/* without the mask TBC is a value of its own, equal to itself only */
	again("{}");
	ck_assert_str_eq(counted(rows, 4, "esme_fw_version"),
			 "IN_SCOPE 1.0 8+0\nIN_SCOPE 24.02.00.00 2+0\n"
			 "IN_SCOPE 24.01.08.00 1+0\nUNRESOLVED  4+0\n");
}
END_TEST

/* ---- R4: keys ---- */

START_TEST(rule_r4_migration_key_and_product_key)
{
	static const char *const rows[] = {
		"smso=SMSO-1;count_active=1", "smso=SMSO-2;count_active=2",
		"smso=SMSO-2;wan_provider=O2;count_active=4",
		"smso=SMSO-2;wan_provider=;count_active=8",
		"smso=SMSO-2;ch_hw_version=9;ch_config=X;count_active=16",
		"smso=SMSO-2;supplier=SUP-B;region=N;count_active=32",
	};

	ck_assert_str_eq(counted(rows, 6, "smso,wan_provider"),
			 "IN_SCOPE SMSO-2|VODAFONE 50+0\n"
			 "IN_SCOPE SMSO-2| 8+0\nIN_SCOPE SMSO-2|O2 4+0\n"
			 "IN_SCOPE SMSO-1|VODAFONE 1+0\n");
	again("{'key': ['wan_provider', 'ch_model', 'ch_fw_version']}");
	ck_assert_str_eq(counted(rows, 6, "wan_provider,ch_model"),
			 "IN_SCOPE VODAFONE|SEAP-2000-V 51+0\n"
			 "IN_SCOPE |SEAP-2000-V 8+0\n"
			 "IN_SCOPE O2|SEAP-2000-V 4+0\n");
	again("{'key': ['ch_model', 'ch_hw_version']}");
	ck_assert_str_eq(counted(rows, 6, "ch_model,ch_hw_version"),
			 "IN_SCOPE SEAP-2000-V|9 16+0\n"
			 "UNRESOLVED SEAP-2000-V| 47+0\n");
}
END_TEST

START_TEST(spellings_of_one_name_are_one_combination)
{
	static const char *const rows[] = {
		"gsme_model=G470 (MK1);count_active=4",
		"gsme_model=g470(mk1) \xe2\x81\xb4;count_active=3",
		"gsme_model=G470-MK1;count_active=2",
		"gsme_model=G470 (MK2);count_active=1",
	};

	ck_assert_str_eq(counted(rows, 4, "gsme_model"),
			 "IN_SCOPE G470 (MK1) 7+0\nIN_SCOPE G470-MK1 2+0\n"
			 "IN_SCOPE G470 (MK2) 1+0\n");
	again("{}");
	world_alias(&w, "model", "g470-mk1", "G470 (Mk1)");
	ck_assert_str_eq(counted(rows, 4, "gsme_model"),
			 "IN_SCOPE G470 (Mk1) 9+0\n"
			 "IN_SCOPE G470 (MK2) 1+0\n");
}
END_TEST

/* Equal in number is not equal in name: flagged, never merged. */
START_TEST(versions_are_merged_by_spelling_only)
{
	static const char *const rows[] = {
		"gsme_fw_version=03.00;count_active=2",
		"gsme_fw_version=3.0;count_active=1",
	};

	ck_assert_str_eq(counted(rows, 2, "gsme_fw_version"),
			 "IN_SCOPE 03.00 2+0\nIN_SCOPE 3.0 1+0\n");
}
END_TEST

/* ---- R5: upgrades ---- */

static const char *const upgrades[] = {
	"ch_fw_version=2.1.12;target_ch_fw=2.2.8;count_active=1",
	"ch_fw_version=2.2.8;target_ch_fw=2.2.8;count_active=2",
	"ch_fw_version=2.2.8;target_ch_fw=;count_active=4",
	"ch_fw_version=2.2.8;target_ch_fw=?;count_active=8",
	"ch_fw_version=2.2.8;target_ch_fw=NONE;count_active=16",
	"ch_fw_version=;target_ch_fw=2.2.8;count_active=32",
	"ch_fw_version=2.1.12;target_ch_fw=TBC;count_active=64",
};

START_TEST(rule_r5_counted_on_what_they_will_have)
{
	ck_assert_str_eq(counted(upgrades, 7, "ch_fw_version"),
			 "IN_SCOPE TBC 64+0\nIN_SCOPE 2.2.8 63+0\n");
	ck_assert_uint_eq(notes.moved_by_upgrades, 1 + 32 + 64);
}
END_TEST

START_TEST(rule_r5_or_on_what_is_installed)
{
	again("{'upgrades': 'installed'}");
	ck_assert_str_eq(counted(upgrades, 7, "ch_fw_version"),
			 "IN_SCOPE 2.1.12 65+0\nIN_SCOPE 2.2.8 30+0\n"
			 "UNRESOLVED  32+0\n");
	ck_assert_uint_eq(notes.moved_by_upgrades, 0);
}
END_TEST

/* ---- R6: what is counted ---- */

START_TEST(rule_r6_active_and_dormant)
{
	static const char *const rows[] = {
		"count_active=3;count_dormant=2", "status=DORMANT",
		"status=MIXED", "status=",
	};

	ck_assert_str_eq(counted(rows, 4, "smso"), "IN_SCOPE SMSO-1 5+3\n");
}
END_TEST

static const char *const intents[] = {
	"intends_to_enrol=Y;count_active=1",
	"intends_to_enrol=n;count_active=2",
	"intends_to_enrol=?;count_active=4",
	"intends_to_enrol=;count_active=8",
	"intends_to_enrol=N;ch_model=?;count_active=16",
	"intends_to_enrol=N;capability=IOC;count_active=32",
};

START_TEST(rule_r6_non_intenders_are_excluded)
{
	again("{'capability': 'FOC'}");
	ck_assert_str_eq(counted(intents, 6, "ch_model"),
			 "IN_SCOPE SEAP-2000-V 13+0\n"
			 "OUT_OF_SCOPE SEAP-2000-V 32+0\n"
			 "NON_INTENDER ? 16+0\n"
			 "NON_INTENDER SEAP-2000-V 2+0\n");
}
END_TEST

START_TEST(rule_r6_or_included)
{
	again("{'capability': 'FOC', 'non_intenders': 'include'}");
	ck_assert_str_eq(counted(intents, 6, "ch_model"),
			 "IN_SCOPE SEAP-2000-V 15+0\n"
			 "OUT_OF_SCOPE SEAP-2000-V 32+0\n"
			 "UNRESOLVED ? 16+0\n");
}
END_TEST

/* ---- R13: incomplete rows ---- */

static const char *const incomplete[] = {
	"count_active=1", "ch_model=;count_active=2",
	"ch_model=?;count_active=4", "wan_provider=;count_active=8",
	"ch_model=TBC;count_active=16", "ch_model=NONE;count_active=32",
};

START_TEST(rule_r13_incomplete_rows_are_unresolved)
{
	ck_assert_str_eq(counted(incomplete, 6, "wan_provider,ch_model"),
			 "IN_SCOPE VODAFONE|NONE 32+0\n"
			 "IN_SCOPE VODAFONE|TBC 16+0\n"
			 "IN_SCOPE |SEAP-2000-V 8+0\n"
			 "IN_SCOPE VODAFONE|SEAP-2000-V 1+0\n"
			 "UNRESOLVED VODAFONE|? 4+0\n"
			 "UNRESOLVED VODAFONE| 2+0\n");
}
END_TEST

START_TEST(rule_r13_or_kept)
{
	again("{'incomplete': 'keep'}");
	ck_assert_str_eq(counted(incomplete, 6, "wan_provider,ch_model"),
			 "IN_SCOPE VODAFONE|NONE 32+0\n"
			 "IN_SCOPE VODAFONE|TBC 16+0\n"
			 "IN_SCOPE |SEAP-2000-V 8+0\n"
			 "IN_SCOPE VODAFONE|? 4+0\n"
			 "IN_SCOPE VODAFONE| 2+0\n"
			 "IN_SCOPE VODAFONE|SEAP-2000-V 1+0\n");
	/* an IHD of which nobody knows is no blank */
	again("{'incomplete': 'keep'}");
	ck_assert_str_eq(counted(displays + 4, 1, "smso"),
			 "UNRESOLVED SMSO-1 16+0\n");
}
END_TEST

/* What rfi-check says of a row is what becomes of it. */
START_TEST(rule_r13_the_check_and_the_count_agree)
{
	static const char *const policies[] = {
		"{}", "{'ihd': 'never'}", "{'ihd': 'always'}",
		"{'upgrades': 'installed'}", "{'incomplete': 'keep'}",
		"{'mask': ['esme_fw_version', 'ppmid_fw_version']}",
		"{'key': ['fuel_type', 'ch_hw_version', 'region']}",
	};
	static const char *const rows[] = {
		"", "ch_model=", "ch_manufacturer=?", "fuel_type=",
		"fuel_type=?", "fuel_type=;esme_model=NONE;gsme_model=NONE",
		"fuel_type=;gsme_model=?", "fuel_type=;gsme_manufacturer=?",
		"ppmid_kind=IHD", "ppmid_kind=IHD;ppmid_model=NONE",
		"ppmid_kind=IHD;ppmid_fw_version=;ihd_fw_upgradeable=Y",
		"ppmid_kind=IHD;ppmid_fw_version=;ihd_fw_upgradeable=N",
		"esme_fw_version=;target_esme_fw=1.2",
		"esme_fw_version=;target_esme_fw=NONE", "wan_provider=",
		"region=x;ch_hw_version=1", "ch_hw_version=1",
		"ch_model=dunno", "gsme_model=no gas;gsme_fw_version=",
	};

	for (size_t p = 0; p < COUNT_OF(policies); p++) {
		for (size_t i = 0; i < COUNT_OF(rows); i++) {
			uint32_t kind;
			bool open;

			again(policies[p]);
			world_alias(&w, "model", "dunno", "?");
			world_alias(&w, "gsme_model", "no gas", "NONE");
			kind = world_row(&w, rows[i]);
			open = w.estate.kinds.v[kind].flags & CHECK_OPEN;
			world_count(&w, PRECEDENCE_ALL, &t, &notes);
			ck_assert_msg(open == (t.rows.v[0].disposition ==
					       UNRESOLVED),
				      "%s '%s': %s", policies[p], rows[i],
				      found(&w.diag));
		}
	}
}
END_TEST

/* ---- devices and fuel ---- */

START_TEST(an_absent_device_is_none_in_all_its_cells)
{
	static const char *const rows[] = {
		"gsme_model=none;gsme_manufacturer=;gsme_fw_version=;"
		"fuel_type=SE;count_active=1",
		"gsme_model=;gsme_manufacturer=NONE;gsme_fw_version=;"
		"fuel_type=SE;count_active=2",
		"gsme_model=NONE;gsme_manufacturer=Landis+Gyr;"
		"gsme_fw_version=3.0;target_gsme_fw=4.0;fuel_type=SE;"
		"count_active=4",
	};

	ck_assert_str_eq(counted(rows, 3, "gsme_manufacturer,gsme_model,"
				 "gsme_fw_version"),
			 "IN_SCOPE NONE|NONE|NONE 7+0\n");
	ck_assert_uint_eq(notes.moved_by_upgrades, 0);
}
END_TEST

START_TEST(a_blank_fuel_type_follows_from_the_meters)
{
	static const char *const rows[] = {
		"fuel_type=;count_active=1",
		"fuel_type=;gsme_model=NONE;count_active=2",
		"fuel_type=;esme_model=NONE;count_active=4",
		"fuel_type=;gsme_model=NONE;esme_model=NONE;count_active=8",
		"fuel_type=;gsme_model=;count_active=16",
		"fuel_type=SF;count_active=32",
		"fuel_type=?;count_active=64",
	};

	ck_assert_str_eq(counted(rows, 7, "fuel_type"),
			 "IN_SCOPE SF 32+0\nIN_SCOPE SG 4+0\n"
			 "IN_SCOPE SE 2+0\nIN_SCOPE DF 1+0\n"
			 "UNRESOLVED ? 64+0\nUNRESOLVED  16+0\n"
			 "UNRESOLVED  8+0\n");
	ck_assert_uint_eq(notes.fuel_derived, 7);
	ck_assert(span_eq(count_fuel(true, true), SPAN("DF")));
	ck_assert(span_eq(count_fuel(true, false), SPAN("SE")));
	ck_assert(span_eq(count_fuel(false, true), SPAN("SG")));
	ck_assert(span_eq(count_fuel(false, false), SPAN_EMPTY));
}
END_TEST

START_TEST(a_derived_fuel_type_meets_a_stated_one)
{
	static const char *const rows[] = {
		"fuel_type=;count_active=1", "fuel_type=df;count_active=2",
	};

	ck_assert_str_eq(counted(rows, 2, "fuel_type"), "IN_SCOPE df 3+0\n");
}
END_TEST

/* ---- the whole ---- */

START_TEST(dispositions_in_order_of_rule)
{
	static const char *const rows[] = {
		"capability=IOC;intends_to_enrol=N;ch_model=?",
		"intends_to_enrol=N;ch_model=?", "ch_model=?", "",
	};

	again("{'capability': 'FOC'}");
	ck_assert_str_eq(counted(rows, 4, "smso"),
			 "IN_SCOPE SMSO-1 1+0\nOUT_OF_SCOPE SMSO-1 1+0\n"
			 "NON_INTENDER SMSO-1 1+0\nUNRESOLVED SMSO-1 1+0\n");
}
END_TEST

START_TEST(rows_of_a_tally_are_ordered)
{
	static const char *const rows[] = {
		"ch_model=B;count_dormant=5", "ch_model=A;count_dormant=5",
		"ch_model=C;count_active=1;count_dormant=4",
		"ch_model=a2;count_active=6", "ch_model=?;count_active=9",
	};

	ck_assert_str_eq(counted(rows, 5, "ch_model"),
			 "IN_SCOPE a2 6+0\nIN_SCOPE C 1+4\nIN_SCOPE A 0+5\n"
			 "IN_SCOPE B 0+5\nUNRESOLVED ? 9+0\n");
}
END_TEST

START_TEST(an_empty_estate_gives_an_empty_tally)
{
	ck_assert_str_eq(counted(NULL, 0, "smso"), "");
	ck_assert_uint_eq(t.columns.n, w.policy.key.n);
	ck_assert_uint_eq(tally_total(&t, IN_SCOPE), 0);
}
END_TEST

START_TEST(superseded_and_replaced_are_noted)
{
	static const char *const rows[] = {
		"snapshot_date=2019-01-01;count_active=1",
		"snapshot_date=2019-08-30;count_active=2",
		"reporter_role=SMSO;reporter=S;count_active=4",
		"supplier=SUP-B;smso=SMSO-2;count_active=8",
	};

	ck_assert_str_eq(counted(rows, 4, "smso"), "IN_SCOPE SMSO-2 8+0\n"
			 "IN_SCOPE SMSO-1 4+0\n");
	ck_assert_uint_eq(notes.superseded, 1);
	ck_assert_uint_eq(notes.replaced, 2);
	again("{'reporters': 'sum'}");
	ck_assert_str_eq(counted(rows, 4, "smso"), "IN_SCOPE SMSO-2 8+0\n"
			 "IN_SCOPE SMSO-1 6+0\n");
	again("{'reporters': 'supplier'}");
	ck_assert_str_eq(counted(rows, 4, "smso"), "IN_SCOPE SMSO-2 8+0\n"
			 "IN_SCOPE SMSO-1 2+0\n");
	ck_assert_uint_eq(notes.replaced, 4);
}
END_TEST

START_TEST(counting_twice_gives_the_same)
{
	char *first;

	for (unsigned i = 0; i < 3; i++)
		world_row(&w, "fuel_type=");
	world_count(&w, PRECEDENCE_ALL, &t, &notes);
	first = strdup(tally_csv(&t));
	tally_release(&t);
	world_count(&w, PRECEDENCE_ALL, &t, &notes);
	ck_assert_str_eq(tally_csv(&t), first);
	free(first);
}
END_TEST

/* ---- properties ---- */

enum { ROWS_MAX = 40 };

static void add_some(struct buf *b, const char *column,
		     const char *const *values, uint32_t n, uint32_t odds)
{
	if (rng(100) < odds)
		buf_addf(b, "%s%s=%s", b->n ? ";" : "", column,
			 values[rng(n)]);
}

#define SOME(b, column, odds, ...) \
	add_some(b, column, (const char *const[]){ __VA_ARGS__ }, \
		 (uint32_t)COUNT_OF(((const char *const[]){ __VA_ARGS__ })), \
		 odds)

static void random_row(struct buf *b)
{
	buf_addf(b, "count_active=%u;count_dormant=%u", rng(50), rng(9));
	SOME(b, "snapshot_date", 60, "2019-06-30", "2019-08-30", "");
	SOME(b, "reporter_role", 60, "SMSO", "smso", "SUPPLIER", "");
	SOME(b, "reporter", 50, "SMSO-1", "smso-2", "SUP-A", "sup-b", "");
	SOME(b, "supplier", 60, "SUP-A", "Sup-A", "SUP-B", "SUP-C");
	SOME(b, "smso", 80, "SMSO-1", "SMSO-2", "smso-1", "SMSO-3", "NONE");
	SOME(b, "wan_provider", 20, "", "?", "VODAFONE", "vodafone");
	SOME(b, "capability", 30, "FOC", "foc", "IOC", "", "?");
	SOME(b, "fuel_type", 40, "", "DF", "df", "SE", "?");
	SOME(b, "ch_model", 50, "SEAP-2001-V", "seap-2001-v", "", "?", "TBC",
	     "old hub");
	SOME(b, "ch_fw_version", 40, "2.2.7", "2.2.8", "", "?");
	SOME(b, "target_ch_fw", 30, "2.2.8", "", "?", "NONE", "TBC");
	SOME(b, "esme_manufacturer", 20, "EDMI", "edmi", "NONE");
	SOME(b, "esme_model", 40, "E470(MK1)", "E470 (MK2)", "NONE", "");
	SOME(b, "gsme_model", 40, "G370 \xe2\x81\xb4", "G470 (MK1)", "NONE");
	SOME(b, "ppmid_kind", 40, "IHD", "PPMID", "ihd");
	SOME(b, "ihd_fw_upgradeable", 60, "Y", "N", "?", "n");
	SOME(b, "intends_to_enrol", 40, "Y", "N", "?", "");
}

static void random_policy(void)
{
	static const char *const policies[] = {
		"{}",
		"{'capability': 'FOC', 'mask': ['esme_fw_version']}",
		"{'scope': {'smso': ['SMSO-1', 'SMSO-2'],"
		" 'exclude_manufacturer': ['EDMI']}}",
		"{'reporters': 'sum', 'ihd': 'never'}",
		"{'reporters': 'supplier', 'incomplete': 'keep'}",
		"{'non_intenders': 'include', 'upgrades': 'installed'}",
		"{'key': ['gsme_model', 'fuel_type', 'smso']}",
	};

	again(policies[rng(COUNT_OF(policies))]);
	if (rng(2)) {
		world_alias(&w, "model", "old hub", "SEAP-2001-V");
		world_alias(&w, "smso", "SMSO-3", "NONE");
	}
}

static void shuffle(uint32_t *order, uint32_t n)
{
	for (uint32_t i = n; i > 1; i--) {
		const uint32_t j = rng(i), x = order[i - 1];

		order[i - 1] = order[j];
		order[j] = x;
	}
}

static uint64_t sum_of_tally(void)
{
	uint64_t sum = 0;

	for (unsigned d = 0; d < DISPOSITIONS; d++)
		sum += tally_total(&t, (enum disposition)d);
	return sum;
}

/* Nothing is lost, whatever comes in and whatever the policy is. */
START_TEST(every_installation_is_somewhere)
{
	struct buf row = BUF_INIT;

	seed_of("count, sums", 1);
	for (unsigned round = 0; round < rounds(400, 3000); round++) {
		const uint32_t n = rng(ROWS_MAX);
		uint64_t unresolved = 0;

		random_policy();
		for (uint32_t i = 0; i < n; i++) {
			buf_clear(&row);
			random_row(&row);
			world_row(&w, row.p);
		}
		world_count(&w, PRECEDENCE_ALL, &t, &notes);
		ck_assert_msg(sum_of_tally() + notes.superseded +
			      notes.replaced ==
			      w.estate.active + w.estate.dormant,
			      "round %u", round);
		for (uint32_t k = 0; k < w.estate.kinds.n; k++) {
			if (w.estate.kinds.v[k].flags & CHECK_OPEN)
				unresolved += estate_installations(
					&w.estate, k);
		}
		ck_assert_uint_le(tally_total(&t, UNRESOLVED), unresolved);
		ck_assert_uint_le(notes.moved_by_upgrades,
				  tally_total(&t, IN_SCOPE));
	}
	buf_release(&row);
}
END_TEST

START_TEST(order_of_rows_does_not_show)
{
	struct buf row[ROWS_MAX] = { BUF_INIT };
	uint32_t order[ROWS_MAX];

	seed_of("count, order", 2);
	for (unsigned round = 0; round < rounds(150, 1500); round++) {
		const uint32_t n = 1 + rng(ROWS_MAX - 1);
		struct world other;
		struct tally same;
		struct count_notes noted;
		char *first;

		random_policy();
		for (uint32_t i = 0; i < n; i++) {
			buf_clear(&row[i]);
			random_row(&row[i]);
			world_row(&w, row[i].p);
			order[i] = i;
		}
		world_count(&w, PRECEDENCE_ALL, &t, &notes);
		first = strdup(tally_csv(&t));
		world_begin(&other);
		policy_release(&other.policy);
		other.policy = w.policy;
		other.aliases = w.aliases;
		shuffle(order, n);
		for (uint32_t i = 0; i < n; i++)
			world_row(&other, row[order[i]].p);
		world_count(&other, PRECEDENCE_ALL, &same, &noted);
		ck_assert_msg(!strcmp(tally_csv(&same), first),
			      "round %u:\n%sand\n%s", round, first,
			      tally_csv(&same));
		ck_assert(!memcmp(&noted, &notes, sizeof(notes)));
		tally_release(&same);
		policy_init(&other.policy);
		other.aliases = (struct alias_table)ALIAS_TABLE_INIT;
		world_end(&other);
		free(first);
	}
	for (size_t i = 0; i < ROWS_MAX; i++)
		buf_release(&row[i]);
}
END_TEST

Suite *count_suite(void)
{
	Suite *s = suite_create("count");
	TCase *c = tcase_create("count");

	tcase_set_timeout(c, 600);
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, rule_r1_capability_in_scope);
	tcase_add_test(c, rule_r1_smso_in_scope);
	tcase_add_test(c, rule_r1_makers_out_of_scope);
	tcase_add_test(c, rule_r1_names_of_the_policy_may_be_aliases);
	tcase_add_test(c, rule_r2_ihd_that_can_be_upgraded_is_a_ppmid);
	tcase_add_test(c, rule_r2_ihd_always);
	tcase_add_test(c, rule_r2_ihd_never);
	tcase_add_test(c, rule_r2_a_dropped_ihd_leaves_nothing_open);
	tcase_add_test(c, rule_r3_masked_columns_tell_nothing_apart);
	tcase_add_test(c, rule_r4_migration_key_and_product_key);
	tcase_add_test(c, spellings_of_one_name_are_one_combination);
	tcase_add_test(c, versions_are_merged_by_spelling_only);
	tcase_add_test(c, rule_r5_counted_on_what_they_will_have);
	tcase_add_test(c, rule_r5_or_on_what_is_installed);
	tcase_add_test(c, rule_r6_active_and_dormant);
	tcase_add_test(c, rule_r6_non_intenders_are_excluded);
	tcase_add_test(c, rule_r6_or_included);
	tcase_add_test(c, rule_r13_incomplete_rows_are_unresolved);
	tcase_add_test(c, rule_r13_or_kept);
	tcase_add_test(c, rule_r13_the_check_and_the_count_agree);
	tcase_add_test(c, an_absent_device_is_none_in_all_its_cells);
	tcase_add_test(c, a_blank_fuel_type_follows_from_the_meters);
	tcase_add_test(c, a_derived_fuel_type_meets_a_stated_one);
	tcase_add_test(c, dispositions_in_order_of_rule);
	tcase_add_test(c, rows_of_a_tally_are_ordered);
	tcase_add_test(c, an_empty_estate_gives_an_empty_tally);
	tcase_add_test(c, superseded_and_replaced_are_noted);
	tcase_add_test(c, counting_twice_gives_the_same);
	tcase_add_test(c, every_installation_is_somewhere);
	tcase_add_test(c, order_of_rows_does_not_show);
	suite_add_tcase(s, c);
	return s;
}
