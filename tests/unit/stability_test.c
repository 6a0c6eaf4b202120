/* stability_test.c - what could turn a selection (rules R6, R7, R13) */
#include "engine/stability.h"

#include <check.h>
#include <inttypes.h>

#include "rows_util.h"

Suite *stability_suite(void);

static struct world w;
static struct tally t;
static struct selection s;
static struct stability st;
static struct buf said;

static void begin(void)
{
	world_begin(&w);
	tally_start(&t, &w.policy);
	said = (struct buf)BUF_INIT;
}

static void end(void)
{
	stability_release(&st);
	selection_release(&s);
	tally_release(&t);
	world_end(&w);
	buf_release(&said);
	file_end();
}

/* A line a row: check, subject, installations, margin, turns, what enters
 * and leaves. */
static const char *shown(void)
{
	buf_clear(&said);
	buf_add(&said, SPAN_EMPTY);
	for (size_t i = 0; i < st.rows.n; i++) {
		const struct stability_row *r = &st.rows.v[i];

		buf_addf(&said, "%s '" SPAN_F "' %" PRIu64, r->check,
			 SPAN_A(r->subject), r->installations);
		if (r->has_margin)
			buf_addf(&said, " of %" PRIu64, r->margin);
		buf_addf(&said, " %s", r->turns ? "turns" : "stands");
		if (r->enters.n || r->leaves.n)
			buf_addf(&said, " +" SPAN_F " -" SPAN_F,
				 SPAN_A(r->enters), SPAN_A(r->leaves));
		buf_add_char(&said, '\n');
	}
	return said.p;
}

static const char *of_cut(const char *json)
{
	world_policy(&w, json);
	tally_sort(&t);
	select_combinations(&t, &w.policy, &s);
	stability_of_cut(&s, &st);
	return shown();
}

START_TEST(rule_r13_could_the_unresolved_turn_it)
{
	static const struct {
		const char *unresolved, *non_intender, *shown;
	} row[] = {
		{ "9", "10", "MARGIN 'DMC-2' 30 of 10 stands\n"
		  "UNRESOLVED 'UNRESOLVED' 9 of 10 stands\n"
		  "NON_INTENDER 'NON_INTENDER' 10 of 10 turns\n" },
		{ "10", "0", "MARGIN 'DMC-2' 30 of 10 stands\n"
		  "UNRESOLVED 'UNRESOLVED' 10 of 10 turns\n"
		  "NON_INTENDER 'NON_INTENDER' 0 of 10 stands\n" },
	};

	for (size_t i = 0; i < COUNT_OF(row); i++) {
		struct buf b = BUF_INIT;

		end();
		begin();
		tally_put(&t, "count_active=50");
		tally_put(&t, "ch_model=X;count_active=30");
		tally_put(&t, "ch_model=Y;count_active=20");
		buf_addf(&b, "disposition=UNRESOLVED;count_dormant=%s",
			 row[i].unresolved);
		tally_put(&t, b.p);
		buf_clear(&b);
		buf_addf(&b, "disposition=NON_INTENDER;count_active=%s",
			 row[i].non_intender);
		tally_put(&t, b.p);
		ck_assert_str_eq(of_cut("{'top': 2}"), row[i].shown);
		buf_release(&b);
	}
}
END_TEST

START_TEST(rule_r7_every_tie_at_the_cut_is_listed)
{
	tally_put(&t, "count_active=50");
	tally_put(&t, "ch_model=A;count_active=30");
	tally_put(&t, "ch_model=B;count_active=30");
	tally_put(&t, "ch_model=C;count_active=30");
	tally_put(&t, "gsme_model=X;count_active=30");
	tally_put(&t, "ch_model=D;count_active=20");
	ck_assert_str_eq(of_cut("{'top': 3, 'forbid':"
				" [{'gsme_model': 'X'}]}"),
			 "MARGIN 'DMC-3' 30 of 0 stands\n"
			 "TIE 'DMC-2' 30 turns\n"
			 "TIE 'DMC-3' 30 turns\n"
			 "TIE 'rank 4' 30 turns\n"
			 "UNRESOLVED 'UNRESOLVED' 0 of 0 stands\n"
			 "NON_INTENDER 'NON_INTENDER' 0 of 0 stands\n");
}
END_TEST

START_TEST(nothing_is_cut_off)
{
	tally_put(&t, "count_active=50");
	ck_assert_str_eq(of_cut("{}"), "MARGIN '' 0 stands\n");
	ck_assert(span_eq(st.rows.v[0].text, SPAN("nothing is cut off")));
}
END_TEST

START_TEST(the_margin_in_words)
{
	tally_put(&t, "count_active=5000");
	tally_put(&t, "ch_model=X;count_active=20");
	tally_put(&t, "disposition=UNRESOLVED;count_active=5020");
	of_cut("{'top': 1}");
	ck_assert(span_eq(st.rows.v[0].text, SPAN("rank 2 is next, 4,980 "
		"installations behind; so many missing ones could turn "
		"it")));
	ck_assert(span_eq(st.rows.v[1].text, SPAN("5,020 unresolved "
		"installations could turn a margin of 4,980; the share is "
		"99.60 % without them, 49.80 % with them in the estate")));
	ck_assert(span_eq(st.rows.v[2].text, SPAN("0 installations of "
		"non-intenders could not turn a margin of 4,980; the share "
		"is 99.60 % without them, 99.60 % with them in the "
		"estate")));
}
END_TEST

static const char *by_reporter(const char *const *rows, size_t n)
{
	struct count_notes notes;

	for (size_t i = 0; i < n; i++)
		world_row(&w, rows[i]);
	tally_release(&t);
	world_count(&w, PRECEDENCE_ALL, &t, &notes);
	select_combinations(&t, &w.policy, &s);
	stability_without(&s, &w.estate, &w.policy, &st);
	return shown();
}

START_TEST(each_reporter_left_out)
{
	static const char *const rows[] = {
		"supplier=SUP-A;ch_model=A;count_active=10",
		"supplier=SUP-A;ch_model=B;count_active=4",
		"supplier=SUP-B;ch_model=B;count_active=4",
		"supplier=SUP-C;ch_model=C;count_active=7",
		"supplier=SUP-C;snapshot_date=2019-01-01;ch_model=C;"
		"count_active=99",
	};

	world_policy(&w, "{'top': 2}");
	ck_assert_str_eq(by_reporter(rows, 5),
			 "REPORTER 'SUP-A' 14 turns +rank 3 -DMC-1\n"
			 "REPORTER 'SUP-B' 4 turns +rank 3 -DMC-2\n"
			 "REPORTER 'SUP-C' 7 stands\n");
}
END_TEST

/* The suppliers' rows come back where the SMSO is left out. */
START_TEST(an_smso_left_out)
{
	static const char *const rows[] = {
		"supplier=SUP-A;ch_model=OLD;count_active=10",
		"supplier=SUP-B;smso=SMSO-2;ch_model=B;count_active=5",
		"reporter_role=SMSO;ch_model=NEW;count_active=9",
	};

	world_policy(&w, "{'top': 1}");
	ck_assert_str_eq(by_reporter(rows, 3),
		"REPORTER 'SUP-A' 10 stands\nREPORTER 'SUP-B' 5 stands\n"
		"REPORTER 'SMSO-1' 9 turns +OLD 2.1.12, E470 (MK1) "
		"24.01.08.00, G370 03.00.01.61, PCK-BB-001 2.2.1.9.0 "
		"-DMC-1\n");
	ck_assert(span_eq(st.rows.v[2].text, SPAN("without this SMSO's "
		"return the selection changes")));
	ck_assert(span_eq(st.rows.v[1].text, SPAN("without this supplier's "
		"return the selection is the same")));
}
END_TEST

Suite *stability_suite(void)
{
	Suite *suite = suite_create("stability");
	TCase *c = tcase_create("stability");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, rule_r13_could_the_unresolved_turn_it);
	tcase_add_test(c, rule_r7_every_tie_at_the_cut_is_listed);
	tcase_add_test(c, nothing_is_cut_off);
	tcase_add_test(c, the_margin_in_words);
	tcase_add_test(c, each_reporter_left_out);
	tcase_add_test(c, an_smso_left_out);
	suite_add_tcase(suite, c);
	return suite;
}
