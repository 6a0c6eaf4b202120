/*
 * policy_in_test.c - every member of a policy, its values, and what is said
 * of one that is wrong
 */
#include "file/policy_in.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "rows_util.h"

Suite *policy_in_suite(void);

static struct policy p;
static struct diag d;
static struct buf text;
static char digest[SHA256_TEXT];
static bool system_error;

static void begin(void)
{
	policy_init(&p);
	d = (struct diag)DIAG_INIT;
	text = (struct buf)BUF_INIT;
}

static void end(void)
{
	policy_release(&p);
	diag_release(&d);
	buf_release(&text);
	file_end();
}

static void again(void)
{
	end();
	begin();
}

/* ' stands for " */
static bool reads(const char *json)
{
	buf_clear(&text);
	buf_add(&text, span_of(json));
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\'')
			text.p[i] = '"';
	}
	return policy_read(&p, file_put("p.json", buf_span(&text)), NULL, &d,
			   digest, &system_error);
}

static void good(const char *json)
{
	again();
	ck_assert_msg(reads(json), "%s: %s", json, found(&d));
	ck_assert_str_eq(found(&d), "");
}

static const char *list(const uint32_t *columns, size_t n)
{
	static struct buf b;

	buf_clear(&b);
	buf_add(&b, SPAN_EMPTY);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i ? "," : "",
			 rfi_wide_format.columns[columns[i]].name);
	return b.p;
}

START_TEST(the_defaults)
{
	good("{}");
	ck_assert(span_eq(p.capability, SPAN_EMPTY));
	ck_assert_uint_eq(p.smso.n + p.exclude_maker.n, 0);
	ck_assert_int_eq(p.ihd, POLICY_IHD_IF_UPGRADEABLE);
	ck_assert_int_eq(p.upgrades, POLICY_TARGET_FIRMWARE);
	ck_assert_int_eq(p.non_intenders, POLICY_EXCLUDE);
	ck_assert_int_eq(p.incomplete, POLICY_UNRESOLVED);
	ck_assert_int_eq(p.reporters, POLICY_SMSO_OVER_SUPPLIER);
	ck_assert_str_eq(list(p.key.v, p.key.n),
		"smso,wan_provider,fuel_type,"
		"ch_manufacturer,ch_model,ch_fw_version,"
		"esme_manufacturer,esme_model,esme_fw_version,"
		"gsme_manufacturer,gsme_model,gsme_fw_version,"
		"ppmid_manufacturer,ppmid_model,ppmid_fw_version");
	for (unsigned i = 0; i < RFI_COLUMNS; i++)
		ck_assert(!p.masked[i]);
	ck_assert_str_eq(list(p.hardware.v, p.hardware.n),
			 "ch_model,esme_model,gsme_model");
	ck_assert_uint_eq(p.top, 5);
	ck_assert_int_eq(p.cover, POLICY_COVER_NONE);
	ck_assert_uint_eq(p.min_share_hundredths, 0);
	ck_assert_uint_eq(p.require.n + p.forbid.n + p.holds.n, 0);
	ck_assert(span_eq(p.ppc_prefix, SPAN("DMC-")));
	ck_assert(p.ppc_by_smso);
}
END_TEST

START_TEST(every_listed_value)
{
	static const struct {
		const char *member, *value;
		int number;
	} row[] = {
		{ "ihd", "ppmid-if-upgradeable", POLICY_IHD_IF_UPGRADEABLE },
		{ "ihd", "always", POLICY_IHD_ALWAYS },
		{ "ihd", "NEVER", POLICY_IHD_NEVER },
		{ "upgrades", "target-firmware", POLICY_TARGET_FIRMWARE },
		{ "upgrades", "installed", POLICY_INSTALLED },
		{ "non_intenders", "exclude", POLICY_EXCLUDE },
		{ "non_intenders", "Include", POLICY_INCLUDE },
		{ "incomplete", "unresolved", POLICY_UNRESOLVED },
		{ "incomplete", "keep", POLICY_KEEP },
		{ "reporters", "smso-over-supplier",
		  POLICY_SMSO_OVER_SUPPLIER },
		{ "reporters", "sum", POLICY_SUM },
		{ "reporters", "supplier", POLICY_SUPPLIER },
		{ "cover", "none", POLICY_COVER_NONE },
		{ "cover", "hardware", POLICY_COVER_HARDWARE },
		{ "cover", "model", POLICY_COVER_MODEL },
		{ "cover", "pair", POLICY_COVER_PAIR },
	};

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		char json[96];
		const char *m = row[i].member;
		int number;

		snprintf(json, sizeof(json), "{'%s': '%s'}", m,
			 row[i].value);
		good(json);
		number = !strcmp(m, "ihd") ? (int)p.ihd :
			 !strcmp(m, "upgrades") ? (int)p.upgrades :
			 !strcmp(m, "non_intenders") ? (int)p.non_intenders :
			 !strcmp(m, "incomplete") ? (int)p.incomplete :
			 !strcmp(m, "reporters") ? (int)p.reporters :
			 (int)p.cover;
		ck_assert_msg(number == row[i].number, "%s", json);
	}
}
END_TEST

START_TEST(scope_and_capability)
{
	good("{'capability': 'FOC', 'scope': {'smso': ['SMSO-1', 'b'],"
	     " 'exclude_manufacturer': ['EDMI']}}");
	ck_assert(span_eq(p.capability, SPAN("FOC")));
	ck_assert_uint_eq(p.smso.n, 2);
	ck_assert(span_eq(p.smso.v[1], SPAN("b")));
	ck_assert_uint_eq(p.exclude_maker.n, 1);
	ck_assert(span_eq(p.exclude_maker.v[0], SPAN("EDMI")));
	good("{'scope': {'smso': [], 'exclude_manufacturer': []}}");
	ck_assert_uint_eq(p.smso.n, 0);
}
END_TEST

START_TEST(key_mask_and_hardware)
{
	good("{'key': ['smso', 'CH_MODEL', 'region', 'esme_hw_version',"
	     " 'gsme_config', 'capability', 'supplier'],"
	     " 'mask': ['region', 'esme_fw_version'],"
	     " 'hardware': ['ch_model', 'esme_hw_version']}");
	ck_assert_str_eq(list(p.key.v, p.key.n),
			 "smso,ch_model,region,esme_hw_version,gsme_config,"
			 "capability,supplier");
	ck_assert(p.masked[RFI_REGION] && p.masked[RFI_ESME_FW_VERSION]);
	ck_assert(!p.masked[RFI_CH_MODEL]);
	ck_assert_str_eq(list(p.hardware.v, p.hardware.n),
			 "ch_model,esme_hw_version");
	good("{'mask': [], 'hardware': []}");
	ck_assert_uint_eq(p.hardware.n, 0);
}
END_TEST

START_TEST(top_and_min_share)
{
	static const struct {
		const char *json;
		uint64_t top, hundredths;
	} row[] = {
		{ "{'top': 0}", 0, 0 },
		{ "{'top': 18446744073709551615}", UINT64_MAX, 0 },
		{ "{'min_share': 0}", 5, 0 },
		{ "{'min_share': 0.5}", 5, 50 },
		{ "{'min_share': 1.25}", 5, 125 },
		{ "{'min_share': 100}", 5, 10000 },
		{ "{'min_share': 100.00}", 5, 10000 },
	};

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		good(row[i].json);
		ck_assert_msg(p.top == row[i].top &&
			      p.min_share_hundredths == row[i].hundredths,
			      "%s", row[i].json);
	}
}
END_TEST

START_TEST(conditions_and_holds)
{
	good("{'require': [{'smso': 'A', 'ch_model': 'x y'},"
	     " {'gsme_model': ''}], 'forbid': [{'fuel_type': 'SE'}],"
	     " 'entry_hold': [{'when': {'esme_model': 'E470 (MK2)'},"
	     " 'reason': 'later'}]}");
	ck_assert_uint_eq(p.require.n, 2);
	ck_assert_uint_eq(p.require.v[0].n, 2);
	ck_assert_uint_eq(p.require.v[0].column[1], RFI_CH_MODEL);
	ck_assert(span_eq(p.require.v[0].value[1], SPAN("x y")));
	ck_assert(span_eq(p.require.v[1].value[0], SPAN_EMPTY));
	ck_assert_uint_eq(p.forbid.n, 1);
	ck_assert_uint_eq(p.holds.n, 1);
	ck_assert_uint_eq(p.holds.v[0].when.column[0], RFI_ESME_MODEL);
	ck_assert(span_eq(p.holds.v[0].reason, SPAN("later")));
}
END_TEST

START_TEST(ids)
{
	good("{'ppc_id': {'prefix': 'PPC/', 'order': ['rank']}}");
	ck_assert(span_eq(p.ppc_prefix, SPAN("PPC/")));
	ck_assert(!p.ppc_by_smso);
	good("{'ppc_id': {'order': ['smso', 'rank']}}");
	ck_assert(span_eq(p.ppc_prefix, SPAN("DMC-")));
	ck_assert(p.ppc_by_smso);
	good("{'ppc_id': {'prefix': ''}}");
	ck_assert(span_eq(p.ppc_prefix, SPAN_EMPTY));
}
END_TEST

struct wrong {
	const char *json, *found;
};

static void all_wrong(const struct wrong *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		again();
		ck_assert_msg(!reads(row[i].json), "%s", row[i].json);
		ck_assert(!system_error);
		ck_assert_msg(!strcmp(found(&d), row[i].found),
			      "%s:\n%sinstead of\n%s", row[i].json,
			      found(&d), row[i].found);
	}
}

/* POL001, POL008: what is no policy */
START_TEST(not_a_policy)
{
	static const struct wrong row[] = {
		{ "", "E POL001 p.json:0 -\n" },
		{ "{'top': 5", "E POL001 p.json:1 -\n" },
		{ "{\n'top': 5,\n}", "E POL001 p.json:3 -\n" },
		{ "{} {}", "E POL001 p.json:1 -\n" },
		{ "{'top': 1, 'top': 2}", "E POL001 p.json:1 - 'top'\n" },
		{ "{'capability': '\xff'}", "E POL003 p.json:1 -\n" },
		{ "{'tops': 5}", "E POL008 p.json:1 - 'tops'\n" },
		{ "{\n 'Top': 5}", "E POL008 p.json:2 - 'Top'\n" },
		{ "{'scope': {'smsos': []}}",
		  "E POL008 p.json:1 scope 'smsos'\n" },
		{ "{'ppc_id': {'suffix': ''}}",
		  "E POL008 p.json:1 ppc_id 'suffix'\n" },
		{ "{'entry_hold': [{'when': {'smso': 'A'}, 'reason': 'r',"
		  " 'until': ''}]}", "E POL008 p.json:1 entry_hold 'until'\n" },
	};

	all_wrong(row, COUNT_OF(row));
}
END_TEST

/* POL002: a value that the member cannot have */
START_TEST(values_that_cannot_be)
{
	static const struct wrong row[] = {
		{ "[]", "E POL002 p.json:1 -\n" },
		{ "{'capability': 5}",
		  "E POL002 p.json:1 capability '5'\n" },
		{ "{'ihd': 'sometimes'}",
		  "E POL002 p.json:1 ihd 'sometimes'\n" },
		{ "{'ihd': true}", "E POL002 p.json:1 ihd 'true'\n" },
		{ "{'upgrades': 'planned'}",
		  "E POL002 p.json:1 upgrades 'planned'\n" },
		{ "{'non_intenders': ''}",
		  "E POL002 p.json:1 non_intenders ''\n" },
		{ "{'incomplete': 'drop'}",
		  "E POL002 p.json:1 incomplete 'drop'\n" },
		{ "{'reporters': 'smso'}",
		  "E POL002 p.json:1 reporters 'smso'\n" },
		{ "{'cover': 'all'}", "E POL002 p.json:1 cover 'all'\n" },
		{ "{'cover': null}", "E POL002 p.json:1 cover 'null'\n" },
		{ "{'top': -1}", "E POL002 p.json:1 top '-1'\n" },
		{ "{'top': 1.0}", "E POL002 p.json:1 top '1.0'\n" },
		{ "{'top': 1e1}", "E POL002 p.json:1 top '1e1'\n" },
		{ "{'top': '5'}", "E POL002 p.json:1 top '5'\n" },
		{ "{'top': 18446744073709551616}",
		  "E POL002 p.json:1 top '18446744073709551616'\n" },
		{ "{'min_share': 100.01}",
		  "E POL002 p.json:1 min_share '100.01'\n" },
		{ "{'min_share': 0.001}",
		  "E POL002 p.json:1 min_share '0.001'\n" },
		{ "{'min_share': -1}",
		  "E POL002 p.json:1 min_share '-1'\n" },
		{ "{'min_share': 1e1}",
		  "E POL002 p.json:1 min_share '1e1'\n" },
		{ "{'min_share': '5'}",
		  "E POL002 p.json:1 min_share '5'\n" },
		{ "{'scope': []}", "E POL002 p.json:1 scope\n" },
		{ "{'scope': {'smso': 'SMSO-1'}}",
		  "E POL002 p.json:1 smso 'SMSO-1'\n" },
		{ "{'scope': {'smso': [1]}}",
		  "E POL002 p.json:1 smso '1'\n" },
		{ "{'scope': {'exclude_manufacturer': [null]}}",
		  "E POL002 p.json:1 exclude_manufacturer 'null'\n" },
		{ "{'key': 'smso'}", "E POL002 p.json:1 key 'smso'\n" },
		{ "{'key': []}", "E POL002 p.json:1 key '[]'\n" },
		{ "{'key': ['smso', 'smso']}",
		  "E POL002 p.json:1 key 'smso'\n" },
		{ "{'key': ['smso', 'ch_modle']}",
		  "E POL002 p.json:1 key 'ch_modle'\n" },
		{ "{'key': ['smso', 'target_ch_fw']}",
		  "E POL002 p.json:1 key 'target_ch_fw'\n" },
		{ "{'key': ['smso', 'count_active']}",
		  "E POL002 p.json:1 key 'count_active'\n" },
		{ "{'key': ['smso', 'installation_id']}",
		  "E POL002 p.json:1 key 'installation_id'\n" },
		{ "{'key': ['smso', 'reporter']}",
		  "E POL002 p.json:1 key 'reporter'\n" },
		{ "{'mask': [1]}", "E POL002 p.json:1 mask '1'\n" },
		{ "{'mask': ['status']}",
		  "E POL002 p.json:1 mask 'status'\n" },
		{ "{'mask': {}}", "E POL002 p.json:1 mask\n" },
		{ "{'hardware': ['x']}",
		  "E POL002 p.json:1 hardware 'x'\n" },
		{ "{'require': {}}", "E POL002 p.json:1 require\n" },
		{ "{'require': [{}]}", "E POL002 p.json:1 require '{}'\n" },
		{ "{'require': [5]}", "E POL002 p.json:1 require '5'\n" },
		{ "{'forbid': [{'smso': 5}]}",
		  "E POL002 p.json:1 smso '5'\n" },
		{ "{'forbid': [{'status': 'x'}]}",
		  "E POL002 p.json:1 status 'x'\n" },
		{ "{'ppc_id': 'DMC-'}",
		  "E POL002 p.json:1 ppc_id 'DMC-'\n" },
		{ "{'ppc_id': {'prefix': 1}}",
		  "E POL002 p.json:1 prefix '1'\n" },
		{ "{'ppc_id': {'order': []}}",
		  "E POL002 p.json:1 order '[]'\n" },
		{ "{'ppc_id': {'order': ['smso']}}",
		  "E POL002 p.json:1 order '[\"smso\"]'\n" },
		{ "{'ppc_id': {'order': ['rank', 'smso']}}",
		  "E POL002 p.json:1 order '[\"rank\", \"smso\"]'\n" },
		{ "{'ppc_id': {'order': ['smso', 'rank', 'x']}}",
		  "E POL002 p.json:1 order "
		  "'[\"smso\", \"rank\", \"x\"]'\n" },
		{ "{'ppc_id': {'order': [1]}}",
		  "E POL002 p.json:1 order '1'\n" },
		{ "{'entry_hold': {}}",
		  "E POL002 p.json:1 entry_hold\n" },
		{ "{'entry_hold': [{'when': {'smso': 'A'}}]}",
		  "E POL002 p.json:1 entry_hold "
		  "'{\"when\": {\"smso\": \"A\"}}'\n" },
		{ "{'entry_hold': [{'reason': 'x'}]}",
		  "E POL002 p.json:1 entry_hold '{\"reason\": \"x\"}'\n" },
		{ "{'entry_hold': [{'when': {'smso': 'A'},"
		  " 'reason': ' '}]}", "E POL002 p.json:1 reason ' '\n" },
		{ "{'entry_hold': [{'when': {}, 'reason': 'x'}]}",
		  "E POL002 p.json:1 when '{}'\n" },
		/* all in one pass */
		{ "{'top': 'x',\n'cover': 'y',\n'z': 1}",
		  "E POL002 p.json:1 top 'x'\n"
		  "E POL002 p.json:2 cover 'y'\n"
		  "E POL008 p.json:3 - 'z'\n" },
	};

	all_wrong(row, COUNT_OF(row));
}
END_TEST

/* POL010: a condition that could never be met */
START_TEST(conditions_on_what_the_key_does_not_tell)
{
	static const struct wrong row[] = {
		{ "{'require': [{'region': 'N'}]}",
		  "E POL010 p.json:0 require 'region'\n" },
		{ "{'mask': ['esme_fw_version'],"
		  " 'forbid': [{'esme_fw_version': '1.0'}]}",
		  "E POL010 p.json:0 forbid 'esme_fw_version'\n" },
		{ "{'entry_hold': [{'when': {'gsme_model': 'X'},"
		  " 'reason': 'r'}], 'key': ['smso']}",
		  "E POL010 p.json:0 entry_hold 'gsme_model'\n" },
		{ "{'hardware': ['ch_model', 'ch_hw_version']}",
		  "E POL010 p.json:0 hardware 'ch_hw_version'\n" },
	};

	all_wrong(row, COUNT_OF(row));
}
END_TEST

START_TEST(the_order_of_members_does_not_matter)
{
	good("{'require': [{'region': 'N'}], 'key': ['region']}");
	good("{'hardware': ['region'], 'key': ['region', 'smso']}");
}
END_TEST

START_TEST(a_policy_that_is_not_there)
{
	ck_assert(!policy_read(&p, "/nonexistent/p.json", NULL, &d, digest,
			       &system_error));
	ck_assert(system_error);
	ck_assert_uint_eq(d.count[DIAG_ERROR], 1);
}
END_TEST

START_TEST(the_digest_is_of_the_file)
{
	good("{}");
	ck_assert_str_eq(digest, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe7"
			 "7e8310c060f61caaff8a");
}
END_TEST

Suite *policy_in_suite(void)
{
	Suite *suite = suite_create("policy_in");
	TCase *c = tcase_create("policy_in");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, the_defaults);
	tcase_add_test(c, every_listed_value);
	tcase_add_test(c, scope_and_capability);
	tcase_add_test(c, key_mask_and_hardware);
	tcase_add_test(c, top_and_min_share);
	tcase_add_test(c, conditions_and_holds);
	tcase_add_test(c, ids);
	tcase_add_test(c, not_a_policy);
	tcase_add_test(c, values_that_cannot_be);
	tcase_add_test(c, conditions_on_what_the_key_does_not_tell);
	tcase_add_test(c, the_order_of_members_does_not_matter);
	tcase_add_test(c, a_policy_that_is_not_there);
	tcase_add_test(c, the_digest_is_of_the_file);
	suite_add_tcase(suite, c);
	return suite;
}
