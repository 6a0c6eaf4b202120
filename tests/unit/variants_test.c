/* variants_test.c - what there is to cover in a tally (rule R8) */
#include "engine/variants.h"

#include <check.h>

#include "rows_util.h"

Suite *variants_suite(void);

static struct world w;
static struct tally t;
static struct variants v;
static struct buf said;

static void begin(void)
{
	world_begin(&w);
	tally_start(&t, &w.policy);
	said = (struct buf)BUF_INIT;
}

static void end(void)
{
	variants_release(&v);
	tally_release(&t);
	world_end(&w);
	buf_release(&said);
	file_end();
}

static void policy(const char *json)
{
	world_policy(&w, json);
	tally_release(&t);
	tally_start(&t, &w.policy);
}

/* A line a row with the variants it has. */
static const char *listed(enum policy_cover kind)
{
	variants_release(&v);
	variants_init(&v, &t, &w.policy, kind);
	buf_clear(&said);
	buf_add(&said, SPAN_EMPTY);
	for (uint32_t r = 0; r < v.rows; r++) {
		for (size_t i = v.first[r]; i < v.first[r + 1]; i++)
			buf_addf(&said, "%s" SPAN_F,
				 i > v.first[r] ? "; " : "",
				 SPAN_A(variants_name(&v, v.item.v[i])));
		buf_add_char(&said, '\n');
	}
	return said.p;
}

/* The five combinations of 2019: seven hardware variants. */
static void foc_2019(void)
{
	static const char *const rows[] = {
		"gsme_model=G370;ch_model=SEAP-2000-V;count_active=50",
		"gsme_model=G470 (MK1);gsme_fw_version=03.02.01.63;"
		"ch_model=SEAP-2000-V;count_active=40",
		"gsme_model=G370;ch_model=SEAP-2001-V;ch_fw_version=2.2.7;"
		"count_active=30",
		"gsme_model=G470 (MK2);gsme_fw_version=03.03.01.61;"
		"esme_model=E470 (MK2);ch_model=SEAP-2001-V;"
		"ch_fw_version=2.2.8;ppmid_fw_version=2.7.1.9.0;"
		"count_active=20",
		"smso=SMSO-2;gsme_model=G470 (MK1);"
		"gsme_fw_version=03.02.01.68;ch_model=SEAP-2001-V;"
		"ch_fw_version=2.2.8;ppmid_model=DUET II;"
		"ppmid_fw_version=2.0.1.9.61;count_active=10",
	};

	policy("{'mask': ['esme_fw_version']}");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		buf_clear(&said);
		buf_addf(&said, "esme_fw_version=TBC;%s", rows[i]);
		tally_put(&t, said.p);
	}
	tally_sort(&t);
}

START_TEST(rule_r8_hardware_variants)
{
	foc_2019();
	ck_assert_str_eq(listed(POLICY_COVER_HARDWARE),
		"communications hub SEAP-2000-V; "
		"electricity meter E470 (MK1); gas meter G370\n"
		"communications hub SEAP-2000-V; "
		"electricity meter E470 (MK1); gas meter G470 (MK1)\n"
		"communications hub SEAP-2001-V; "
		"electricity meter E470 (MK1); gas meter G370\n"
		"communications hub SEAP-2001-V; "
		"electricity meter E470 (MK2); gas meter G470 (MK2)\n"
		"communications hub SEAP-2001-V; "
		"electricity meter E470 (MK1); gas meter G470 (MK1)\n");
	ck_assert_uint_eq(v.count, 7);
	ck_assert_uint_eq(v.carriers.v[0], 2);
	ck_assert_uint_eq(v.carriers.v[1], 4);
}
END_TEST

START_TEST(rule_r8_device_models)
{
	foc_2019();
	listed(POLICY_COVER_MODEL);
	/* hubs 3, electricity meters 2, gas meters 4, displays 3 */
	ck_assert_uint_eq(v.count, 12);
	ck_assert(span_eq(variants_name(&v, 0), SPAN("communications hub "
		"Trilliant SEAP-2000-V 2.1.12")));
	/* masked firmware tells nothing apart */
	ck_assert(span_eq(variants_name(&v, 1), SPAN("electricity meter "
		"Landis+Gyr E470 (MK1)")));
	ck_assert_uint_eq(v.first[v.rows], 20);
}
END_TEST

START_TEST(rule_r8_pairs_of_device_models)
{
	foc_2019();
	listed(POLICY_COVER_PAIR);
	ck_assert_uint_eq(v.first[v.rows], 5 * 6);
	ck_assert(span_eq(variants_name(&v, 0), SPAN("communications hub "
		"Trilliant SEAP-2000-V 2.1.12 with electricity meter "
		"Landis+Gyr E470 (MK1)")));
	/* new ones by rank: the second has a new gas meter, the third a new
	 * hub; of the fourth and the fifth every pair is new */
	ck_assert_uint_eq(v.count, 6 + 3 + 3 + 6 + 6);
}
END_TEST

START_TEST(nothing_can_be_tested_on_what_is_not_there)
{
	tally_put(&t, "gsme_model=NONE;gsme_manufacturer=NONE;"
		  "gsme_fw_version=NONE;ch_model=TBC;ch_manufacturer=;"
		  "ch_fw_version=?;esme_model=;ppmid_model=?;"
		  "ppmid_manufacturer=none;ppmid_fw_version=tbc");
	ck_assert_str_eq(listed(POLICY_COVER_HARDWARE), "\n");
	ck_assert_uint_eq(v.count, 0);
	ck_assert_str_eq(listed(POLICY_COVER_MODEL),
			 "electricity meter Landis+Gyr 24.01.08.00\n");
	ck_assert_str_eq(listed(POLICY_COVER_PAIR), "\n");
	ck_assert_str_eq(listed(POLICY_COVER_NONE), "\n");
}
END_TEST

START_TEST(only_what_is_in_scope)
{
	tally_put(&t, "gsme_model=A");
	tally_put(&t, "disposition=OUT_OF_SCOPE;gsme_model=B");
	tally_put(&t, "disposition=NON_INTENDER;gsme_model=C");
	tally_put(&t, "disposition=UNRESOLVED;gsme_model=D");
	listed(POLICY_COVER_HARDWARE);
	ck_assert_uint_eq(v.rows, 1);
	ck_assert_uint_eq(v.count, 3);
}
END_TEST

START_TEST(the_policy_says_what_hardware_is)
{
	policy("{'hardware': ['ppmid_model', 'ch_fw_version', 'smso']}");
	tally_put(&t, "");
	ck_assert_str_eq(listed(POLICY_COVER_HARDWARE),
			 "display PCK-BB-001; ch_fw_version 2.1.12; "
			 "smso SMSO-1\n");
}
END_TEST

START_TEST(what_the_key_lacks_is_no_variant)
{
	policy("{'key': ['gsme_model', 'smso']}");
	tally_put(&t, "");
	ck_assert_str_eq(listed(POLICY_COVER_HARDWARE), "gas meter G370\n");
	ck_assert_str_eq(listed(POLICY_COVER_MODEL), "gas meter G370\n");
	ck_assert_str_eq(listed(POLICY_COVER_PAIR), "\n");
}
END_TEST

START_TEST(the_same_model_in_two_devices_is_two_variants)
{
	tally_put(&t, "gsme_model=X;esme_model=X;ch_model=X");
	listed(POLICY_COVER_HARDWARE);
	ck_assert_uint_eq(v.count, 3);
}
END_TEST

START_TEST(an_empty_tally_has_no_variants)
{
	ck_assert_str_eq(listed(POLICY_COVER_PAIR), "");
	ck_assert_uint_eq(v.rows, 0);
	ck_assert_uint_eq(v.first[0], 0);
}
END_TEST

Suite *variants_suite(void)
{
	Suite *s = suite_create("variants");
	TCase *c = tcase_create("variants");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, rule_r8_hardware_variants);
	tcase_add_test(c, rule_r8_device_models);
	tcase_add_test(c, rule_r8_pairs_of_device_models);
	tcase_add_test(c, nothing_can_be_tested_on_what_is_not_there);
	tcase_add_test(c, only_what_is_in_scope);
	tcase_add_test(c, the_policy_says_what_hardware_is);
	tcase_add_test(c, what_the_key_lacks_is_no_variant);
	tcase_add_test(c, the_same_model_in_two_devices_is_two_variants);
	tcase_add_test(c, an_empty_tally_has_no_variants);
	suite_add_tcase(s, c);
	return s;
}
