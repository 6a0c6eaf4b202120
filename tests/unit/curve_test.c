/* curve_test.c - what k combinations buy, for every k (rule R8) */
#include "engine/curve.h"

#include <check.h>
#include <inttypes.h>

#include "rows_util.h"

Suite *curve_suite(void);

static struct world w;
static struct tally t;
static struct curve c;
static struct buf said;

static void begin(void)
{
	world_begin(&w);
	tally_start(&t, &w.policy);
	said = (struct buf)BUF_INIT;
}

static void end(void)
{
	curve_release(&c);
	tally_release(&t);
	world_end(&w);
	buf_release(&said);
}

static const char *drawn(void)
{
	tally_sort(&t);
	curve_release(&c);
	curve_init(&c, &t, &w.policy);
	buf_clear(&said);
	buf_add(&said, SPAN_EMPTY);
	for (size_t i = 0; i < c.points.n; i++) {
		const struct curve_point *p = &c.points.v[i];

		buf_addf(&said, "%" PRIu64 " %u %u %u\n", p->installations,
			 p->hardware, p->models, p->pairs);
	}
	buf_addf(&said, "of %" PRIu64 " %u %u %u\n", c.in_scope, c.hardware,
		 c.models, c.pairs);
	return said.p;
}

START_TEST(rule_r8_the_curve)
{
	tally_put(&t, "count_active=10");
	tally_put(&t, "ch_fw_version=2.2.8;count_active=5;count_dormant=2");
	tally_put(&t, "gsme_model=G470 (MK1);smso=SMSO-2;count_active=5");
	tally_put(&t, "ppmid_model=NONE;ppmid_manufacturer=NONE;"
		  "ppmid_fw_version=NONE;count_dormant=1");
	tally_put(&t, "disposition=OUT_OF_SCOPE;ch_model=X;count_active=99");
	tally_put(&t, "disposition=UNRESOLVED;ch_model=?;count_active=99");
	ck_assert_str_eq(drawn(),
			 "10 3 4 6\n"
			 "17 3 5 9\n"
			 "22 4 6 12\n"
			 "23 4 6 12\n"
			 "of 23 4 6 12\n");
}
END_TEST

START_TEST(no_combinations_no_points)
{
	ck_assert_str_eq(drawn(), "of 0 0 0 0\n");
	tally_put(&t, "disposition=NON_INTENDER;count_active=1");
	ck_assert_str_eq(drawn(), "of 0 0 0 0\n");
}
END_TEST

/* Never falls; ends at everything. */
START_TEST(rises_to_the_whole)
{
	static const char *const models[] = { "A", "B", "C", "NONE", "TBC" };
	struct buf row = BUF_INIT;

	seed_of("curve", 1);
	for (unsigned round = 0; round < rounds(200, 5000); round++) {
		const uint32_t n = rng(12);
		struct curve_point last = { 0, 0, 0, 0 };

		tally_release(&t);
		tally_start(&t, &w.policy);
		for (uint32_t i = 0; i < n; i++) {
			buf_clear(&row);
			buf_addf(&row, "smso=%u;gsme_model=%s;ch_model=%s;"
				 "count_active=%u", i, models[rng(5)],
				 models[rng(5)], rng(9));
			tally_put(&t, row.p);
		}
		drawn();
		ck_assert_uint_eq(c.points.n, n);
		for (size_t i = 0; i < c.points.n; i++) {
			const struct curve_point *p = &c.points.v[i];

			ck_assert_uint_ge(p->installations,
					  last.installations);
			ck_assert_uint_ge(p->hardware, last.hardware);
			ck_assert_uint_ge(p->models, last.models);
			ck_assert_uint_ge(p->pairs, last.pairs);
			last = *p;
		}
		ck_assert_uint_eq(last.installations, c.in_scope);
		ck_assert_uint_eq(last.hardware, c.hardware);
		ck_assert_uint_eq(last.models, c.models);
		ck_assert_uint_eq(last.pairs, c.pairs);
	}
	buf_release(&row);
}
END_TEST

Suite *curve_suite(void)
{
	Suite *s = suite_create("curve");
	TCase *k = tcase_create("curve");

	tcase_add_checked_fixture(k, begin, end);
	tcase_add_test(k, rule_r8_the_curve);
	tcase_add_test(k, no_combinations_no_points);
	tcase_add_test(k, rises_to_the_whole);
	suite_add_tcase(s, k);
	return s;
}
