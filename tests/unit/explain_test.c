/* explain_test.c - why a combination is in, and why a near miss is not */
#include "engine/explain.h"

#include <check.h>
#include <inttypes.h>

#include "rows_util.h"

Suite *explain_suite(void);

static struct world w;
static struct tally t;
static struct selection s;
static struct explanation x;
static struct buf said;

static void begin(void)
{
	world_begin(&w);
	tally_start(&t, &w.policy);
	said = (struct buf)BUF_INIT;
}

static void end(void)
{
	explanation_release(&x);
	selection_release(&s);
	tally_release(&t);
	world_end(&w);
	buf_release(&said);
	file_end();
}

/* A line a row: rank, what it alone covers, the text. */
static const char *explained(const char *json, uint64_t misses)
{
	world_policy(&w, json);
	tally_sort(&t);
	select_combinations(&t, &w.policy, &s);
	explain_selection(&s, misses, &x);
	buf_add(&said, SPAN_EMPTY);
	for (size_t i = 0; i < x.rows.n; i++) {
		const struct explain_row *r = &x.rows.v[i];

		buf_addf(&said, "%" PRIu64 " [" SPAN_F "] " SPAN_F "\n",
			 r->row->rank, SPAN_A(r->covers_alone),
			 SPAN_A(r->text));
	}
	return said.p;
}

START_TEST(near_misses_and_what_each_covers)
{
	tally_put(&t, "count_active=1200");
	tally_put(&t, "gsme_model=G470;count_active=700");
	tally_put(&t, "gsme_model=G470;ch_fw_version=3;count_active=60");
	tally_put(&t, "ch_model=NEW;count_active=30");
	tally_put(&t, "smso=SMSO-2;count_active=7;count_dormant=3");
	ck_assert_str_eq(explained("{'top': 2}", 1),
		"1 [gas meter G370] prevalence: rank 1 of 5; 1,200 "
		"installations, 60.00 %\n"
		"2 [gas meter G470] prevalence: rank 2 of 5; 700 "
		"installations, 35.00 %\n"
		"3 [] below the cut (rank 3 of 5); 60 installations, "
		"3.00 %; 640 behind rank 2\n"
		"5 [] first of its SMSO: Migration Testing in SIT before "
		"go-live (rank 5 of 5); 10 installations, 0.50 %; 690 "
		"behind rank 2\n");
}
END_TEST

START_TEST(what_coverage_passed_over)
{
	tally_put(&t, "count_active=50");
	tally_put(&t, "ch_fw_version=3;count_active=30");
	tally_put(&t, "ch_model=NEW;count_active=20");
	ck_assert_str_eq(explained("{'top': 2, 'cover': 'hardware'}", 0),
		"1 [communications hub SEAP-2000-V] prevalence: rank 1 of "
		"3; 50 installations, 50.00 %\n"
		"2 [] below the cut (rank 2 of 3); 30 installations, "
		"30.00 %; 20 behind rank 1\n"
		"3 [communications hub NEW] coverage: communications hub "
		"NEW, not by prevalence (rank 3 of 3); 20 installations, "
		"20.00 %\n");
}
END_TEST

START_TEST(barred_ones_are_near_misses)
{
	tally_put(&t, "count_active=50");
	tally_put(&t, "gsme_model=X;count_active=45");
	tally_put(&t, "gsme_model=Y;count_active=5");
	ck_assert_str_eq(explained("{'top': 1, 'forbid': "
				   "[{'gsme_model': 'G370'}],"
				   " 'min_share': 10}", 3),
		"1 [gas meter G370] forbidden by policy (rank 1 of 3); 50 "
		"installations, 50.00 %\n"
		"2 [communications hub SEAP-2000-V; electricity meter E470 "
		"(MK1); gas meter X] prevalence: rank 2 of 3; 45 "
		"installations, 45.00 %\n"
		"3 [gas meter Y] below the minimum share (rank 3 of 3); 5 "
		"installations, 5.00 %; 40 behind rank 2\n");
}
END_TEST

START_TEST(nothing_to_explain)
{
	tally_put(&t, "disposition=UNRESOLVED;count_active=5");
	ck_assert_str_eq(explained("{}", 3), "");
}
END_TEST

START_TEST(a_combination_in_words)
{
	static const struct {
		const char *row, *words;
	} row[] = {
		{ "", "SEAP-2000-V 2.1.12, E470 (MK1) 24.01.08.00, G370 "
		  "03.00.01.61, PCK-BB-001 2.2.1.9.0" },
		{ "esme_fw_version=TBC;gsme_model=NONE;gsme_fw_version=NONE;"
		  "ppmid_model=NONE;ppmid_fw_version=NONE",
		  "SEAP-2000-V 2.1.12, E470 (MK1) TBC" },
		{ "ch_fw_version=;ppmid_model=NONE",
		  "SEAP-2000-V, E470 (MK1) 24.01.08.00, G370 03.00.01.61" },
	};
	struct arena a = ARENA_INIT;

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		tally_put(&t, row[i].row);
		ck_assert(span_eq(explain_combination(&t, &t.rows.v[i], &a),
				  span_of(row[i].words)));
	}
	arena_release(&a);
}
END_TEST

START_TEST(a_key_without_devices_has_no_words)
{
	struct arena a = ARENA_INIT;

	world_policy(&w, "{'key': ['smso', 'gsme_model']}");
	tally_release(&t);
	tally_start(&t, &w.policy);
	tally_put(&t, "");
	tally_put(&t, "gsme_model=NONE");
	ck_assert(span_eq(explain_combination(&t, &t.rows.v[0], &a),
			  SPAN("G370")));
	ck_assert(span_eq(explain_combination(&t, &t.rows.v[1], &a),
			  SPAN_EMPTY));
	arena_release(&a);
}
END_TEST

Suite *explain_suite(void)
{
	Suite *suite = suite_create("explain");
	TCase *c = tcase_create("explain");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, near_misses_and_what_each_covers);
	tcase_add_test(c, what_coverage_passed_over);
	tcase_add_test(c, barred_ones_are_near_misses);
	tcase_add_test(c, nothing_to_explain);
	tcase_add_test(c, a_combination_in_words);
	tcase_add_test(c, a_key_without_devices_has_no_words);
	suite_add_tcase(suite, c);
	return suite;
}
