/* evidence_class_test.c - E0 to E4, nearest, and what TBC may match */
#include "engine/evidence_class.h"

#include <check.h>

#include "rows_util.h"

Suite *evidence_class_suite(void);

static struct evidence_set set;
static struct evidence e;
static struct arena arena;
static struct release_row rows[8];
static size_t used;

/* "id,smso,wan,esme fw,gsme model,gsme fw": the rest is always the same. */
static const struct release_row *row(const char *text)
{
	struct release_row *r = &rows[used++];
	struct span rest = span_of(text), cell[6] = { SPAN_EMPTY };

	for (size_t i = 0; i < 6; i++)
		span_cut(&rest, ',', &cell[i]);
	*r = (struct release_row){ .ppc_id = cell[0], .smso = cell[1],
		.wan_provider = cell[2] };
	r->device[DEVICE_CH][RELEASE_MODEL] = SPAN("SEAP-2000-V");
	r->device[DEVICE_CH][RELEASE_FIRMWARE] = SPAN("2.1.12");
	r->device[DEVICE_ESME][RELEASE_MODEL] = SPAN("E470 (MK1)");
	r->device[DEVICE_ESME][RELEASE_FIRMWARE] = cell[3];
	r->device[DEVICE_GSME][RELEASE_MODEL] = cell[4];
	r->device[DEVICE_GSME][RELEASE_FIRMWARE] = cell[5];
	for (unsigned p = 0; p < RELEASE_PARTS; p++)
		r->device[DEVICE_PPMID][p] = SPAN("NONE");
	return r;
}

static void begin(void)
{
	evidence_set_init(&set);
	arena = (struct arena)ARENA_INIT;
	used = 0;
}

static void end(void)
{
	evidence_set_release(&set);
	arena_release(&arena);
}

static void tested(const char *text)
{
	evidence_set_add(&set, row(text), true);
}

static const char *class_of(const char *text)
{
	evidence_classify(&set, row(text), &arena, &e);
	return evidence_class_name(e.class);
}

static void says(const char *wanted, struct span got)
{
	ck_assert_msg(span_eq(span_of(wanted), got), "'%s' is not '%.*s'",
		      wanted, SPAN_A(got));
}

START_TEST(the_five_classes)
{
	tested("DMC-1,A,V,24.1,G370,3.1");
	tested("DMC-2,A,V,24.2,G470,3.2");
	ck_assert_str_eq(class_of("x,A,V,24.1,G370,3.1"), "E0");
	ck_assert_str_eq(class_of("x,A,V,24.1,G470,3.2"), "E2");
	says("electricity meter E470 (MK1) 24.1 with gas meter G470 3.2",
	     e.new_pairs);
	tested("DMC-3,A,V,24.1,G470,3.2");
	tested("DMC-4,A,V,24.2,G370,3.1");
	ck_assert_str_eq(class_of("x,A,V,24.3,G370,3.1"), "E3");
	ck_assert_str_eq(class_of("x,A,V,24.1,G480,3.1"), "E4");
	says("", e.new_pairs);
	ck_assert(!e.identical);
}
END_TEST

static void tested_hub(const char *hub, const char *text)
{
	struct release_row *r = &rows[used];

	row(text);
	r->device[DEVICE_CH][RELEASE_FIRMWARE] = span_of(hub);
	evidence_set_add(&set, r, true);
}

/* Every pair of hub 2.1.12, meter 24.2 and G370 is there; all three never. */
START_TEST(all_pairs_is_e1)
{
	tested_hub("2.1.13", "DMC-1,A,V,24.2,G370,3.1");
	tested_hub("2.1.12", "DMC-2,A,V,24.1,G370,3.1");
	ck_assert_str_eq(class_of("x,A,V,24.2,G370,3.1"), "E2");
	says("communications hub SEAP-2000-V 2.1.12 with electricity meter "
	     "E470 (MK1) 24.2", e.new_pairs);
	tested_hub("2.1.12", "DMC-3,A,V,24.2,G470,3.2");
	ck_assert_str_eq(class_of("x,A,V,24.2,G370,3.1"), "E1");
	says("", e.new_models);
	says("", e.new_pairs);
}
END_TEST

START_TEST(the_wan_provider_is_part_of_the_product)
{
	tested("DMC-1,A,V,24.1,G370,3.1");
	ck_assert_str_eq(class_of("x,A,W,24.1,G370,3.1"), "E2");
	says("communications hub SEAP-2000-V 2.1.12 with WAN provider W",
	     e.new_pairs);
	ck_assert_int_eq(e.same_wan, 'N');
	ck_assert_str_eq(class_of("x,A,,24.1,G370,3.1"), "E0");
	ck_assert_int_eq(e.same_wan, '?');
}
END_TEST

START_TEST(another_smso_is_the_same_product_and_not_identical)
{
	tested("DMC-1,A,V,24.1,G370,3.1");
	ck_assert_str_eq(class_of("x,B,V,24.1,G370,3.1"), "E0");
	ck_assert(!e.identical);
	ck_assert_int_eq(e.same_smso, 'N');
	ck_assert_str_eq(class_of("x,A,V,24.1,g370,3.1"), "E0");
	ck_assert(e.identical);
}
END_TEST

/* A9: TBC is TBC in ids; here it matches anything, and that is said. */
START_TEST(tbc_matches_anything_here_and_is_flagged)
{
	tested("DMC-1,A,V,24.1,G370,3.1");
	ck_assert_str_eq(class_of("x,A,V,TBC,G370,3.1"), "E0");
	ck_assert(!e.identical);
	says("esme_fw_version", e.open_cells);
	ck_assert_str_eq(class_of("x,A,V,24.1,G370,3.1"), "E0");
	says("", e.open_cells);
	tested("DMC-2,A,V,TBC,G470,3.2");
	ck_assert_str_eq(class_of("x,A,V,TBC,G470,3.2"), "E0");
	ck_assert(e.identical);
	says("esme_fw_version", e.open_cells);
}
END_TEST

/* A device that is absent is no open one. */
START_TEST(none_matches_none_only)
{
	tested("DMC-1,A,V,24.1,TBC,TBC");
	ck_assert_str_eq(class_of("x,A,V,24.1,NONE,NONE"), "E1");
	ck_assert_uint_eq(e.models_changed, 1);
}
END_TEST

START_TEST(nearest_changes_fewest_models)
{
	tested("DMC-1,A,V,24.1,G370,3.1");
	tested("DMC-2,A,V,24.2,G470,3.2");
	class_of("x,A,V,24.3,G470,3.2");
	says("DMC-2", e.nearest->ppc_id);
	ck_assert_uint_eq(e.models_changed, 1);
	says("electricity meter E470 (MK1) 24.3 (newer than 24.2)",
	     e.new_models);
	class_of("x,A,V,24.1,G370,3.10");
	says("gas meter G370 3.10 (newer than 3.1)", e.new_models);
	class_of("x,A,V,24.2,G370,3.10");	/* nearest is other hardware */
	says("gas meter G370 3.10", e.new_models);
}
END_TEST

START_TEST(nothing_tested_is_new_hardware)
{
	ck_assert_str_eq(class_of("x,A,V,24.1,G370,3.1"), "E4");
	ck_assert_ptr_null(e.nearest);
}
END_TEST

Suite *evidence_class_suite(void)
{
	Suite *s = suite_create("evidence_class");
	TCase *t = tcase_create("evidence_class");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, the_five_classes);
	tcase_add_test(t, all_pairs_is_e1);
	tcase_add_test(t, the_wan_provider_is_part_of_the_product);
	tcase_add_test(t,
		       another_smso_is_the_same_product_and_not_identical);
	tcase_add_test(t, tbc_matches_anything_here_and_is_flagged);
	tcase_add_test(t, none_matches_none_only);
	tcase_add_test(t, nearest_changes_fewest_models);
	tcase_add_test(t, nothing_tested_is_new_hardware);
	suite_add_tcase(s, t);
	return s;
}
