/*
 * select_test.c - rules R7 to R12 and R15: which combinations are selected
 *
 * By hand, on the combinations of 2019; select_brute_test.c tries every
 * choice there is on many small tallies.
 */
#include "engine/select.h"

#include <check.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "rows_util.h"

Suite *select_suite(void);

static struct world w;
static struct tally t;
static struct selection s;
static struct buf said;
static bool selected;

static void begin(void)
{
	world_begin(&w);
	tally_start(&t, &w.policy);
	said = (struct buf)BUF_INIT;
	selected = false;
}

static void drop(void)
{
	if (selected)
		selection_release(&s);
	selected = false;
}

static void end(void)
{
	drop();
	tally_release(&t);
	world_end(&w);
	buf_release(&said);
	file_end();
}

static void policy(const char *json)
{
	drop();
	policy_release(&w.policy);
	policy_init(&w.policy);
	world_policy(&w, json);
}

static void put(const char *const *rows, size_t n)
{
	drop();
	tally_release(&t);
	tally_start(&t, &w.policy);
	for (size_t i = 0; i < n; i++)
		tally_put(&t, rows[i]);
	tally_sort(&t);
}

static void choose(void)
{
	drop();
	select_combinations(&t, &w.policy, &s);
	selected = true;
}

/* A line a row: rank, id, count, disposition, rule. */
static const char *chosen(void)
{
	choose();
	buf_clear(&said);
	buf_add(&said, SPAN_EMPTY);
	for (size_t i = 0; i < s.rows.n; i++) {
		const struct selection_row *r = &s.rows.v[i];

		buf_addf(&said, "%" PRIu64 " " SPAN_F " %" PRIu64 " %s %s\n",
			 r->rank, SPAN_A(r->id ? selection_ppc_id(&s, r) :
						 SPAN("-")),
			 r->tally->total,
			 selection_disposition_name(r->disposition),
			 selection_rule_name(r->rule));
	}
	return said.p;
}

/* The selected ranks: "1 2 5". */
static const char *ranks(void)
{
	buf_clear(&said);
	buf_add(&said, SPAN_EMPTY);
	for (size_t i = 0; i < s.rows.n; i++) {
		if (s.rows.v[i].disposition == SELECTION_SELECTED)
			buf_addf(&said, "%s%" PRIu64, said.n ? " " : "",
				 s.rows.v[i].rank);
	}
	return said.p;
}

static const char *obligations(void)
{
	buf_clear(&said);
	buf_add(&said, SPAN_EMPTY);
	for (size_t i = 0; i < s.obligations.n; i++)
		buf_addf(&said, SPAN_F " %" PRIu64 "\n",
			 SPAN_A(s.obligations.v[i].smso),
			 s.obligations.v[i].rank);
	return said.p;
}

/* The 2019 estate in small: 42 % and 10 % of the whole are the five. */
static const char *const foc[] = {
	"esme_fw_version=TBC;gsme_model=G370;ch_model=SEAP-2000-V;"
	"count_active=14",
	"esme_fw_version=TBC;gsme_model=G470 (MK1);"
	"gsme_fw_version=03.02.01.63;ch_model=SEAP-2000-V;"
	"count_active=10;count_dormant=2",
	"esme_fw_version=TBC;gsme_model=G370;ch_model=SEAP-2001-V;"
	"ch_fw_version=2.2.7;count_active=9",
	"esme_fw_version=TBC;gsme_model=G470 (MK2);"
	"gsme_fw_version=03.03.01.61;esme_model=E470 (MK2);"
	"ch_model=SEAP-2001-V;ch_fw_version=2.2.8;count_active=7",
	"esme_fw_version=TBC;smso=SMSO-2;gsme_model=G470 (MK1);"
	"gsme_fw_version=03.02.01.68;ch_model=SEAP-2001-V;"
	"ch_fw_version=2.2.8;ppmid_model=DUET II;"
	"ppmid_fw_version=2.0.1.9.61;count_active=10",
	"esme_fw_version=TBC;ppmid_model=NONE;count_active=6",
	"esme_fw_version=TBC;gsme_model=NONE;count_active=6",
	"esme_fw_version=TBC;smso=SMSO-2;count_active=6",
	"esme_fw_version=TBC;smso=SMSO-2;gsme_model=NONE;count_active=6",
	"esme_fw_version=TBC;smso=SMSO-3;count_active=5",
	"esme_fw_version=TBC;smso=SMSO-3;gsme_model=NONE;count_active=4",
	"esme_fw_version=TBC;ppmid_model=NONE;gsme_model=NONE;"
	"count_active=5",
	"esme_fw_version=TBC;smso=SMSO-2;ppmid_model=NONE;count_active=5",
	"esme_fw_version=TBC;smso=SMSO-3;ppmid_model=NONE;count_active=4",
	"esme_fw_version=TBC;smso=SMSO-3;ch_fw_version=1.0;count_active=1",
	"disposition=OUT_OF_SCOPE;esme_manufacturer=EDMI;count_active=40",
	"disposition=NON_INTENDER;count_active=3",
	"disposition=UNRESOLVED;ch_model=?;count_active=2",
};

static const char foc_policy[] =
	"{'capability': 'FOC', 'mask': ['esme_fw_version'],"
	" 'scope': {'smso': ['SMSO-1', 'SMSO-2', 'SMSO-3', 'SMSO-4']},"
	" 'entry_hold': [{'when': {'esme_model': 'e470(mk2)'},"
	"                 'reason': 'waits for the MK2 image'}]}";

static void foc_2019(void)
{
	policy(foc_policy);
	put(foc, COUNT_OF(foc));
}

/* ---- R7, R8, R9 ---- */

START_TEST(rule_r7_prevalence_over_all_smsos)
{
	foc_2019();
	chosen();
	ck_assert(span_starts(buf_span(&said), SPAN(
		"1 DMC-1 14 SELECTED PREVALENCE\n"
		"2 DMC-2 12 SELECTED PREVALENCE\n"
		"3 DMC-5 10 SELECTED PREVALENCE\n"
		"4 DMC-3 9 SELECTED PREVALENCE\n"
		"5 DMC-4 7 SELECTED PREVALENCE\n"
		"6 - 6 DMCT_CANDIDATE BELOW_CUT\n")));
	ck_assert_uint_eq(s.combinations, 15);
	ck_assert_uint_eq(s.selected_count, 5);
	ck_assert(s.optimal);
	ck_assert_uint_eq(s.objective, 52);
	ck_assert_uint_eq(s.bound, 52);
}
END_TEST

START_TEST(rule_r9_the_share_is_of_the_whole_estate_in_scope)
{
	foc_2019();
	choose();
	ck_assert_uint_eq(s.in_scope, 100);
	ck_assert_uint_eq(s.selected, 52);
	ck_assert_uint_eq(s.rows.v[0].cumulative, 14);
	ck_assert_uint_eq(s.rows.v[4].cumulative, 52);
	ck_assert_uint_eq(s.rows.v[5].cumulative, 0);
}
END_TEST

START_TEST(rule_r7_ties_count_active_key)
{
	static const char *const rows[] = {
		"ch_model=C;count_active=5", "ch_model=B;count_active=5",
		"ch_model=A;count_active=4;count_dormant=1",
		"ch_model=a;count_active=5",
	};
	struct selection_cut cut;

	put(rows, 4);
	policy("{'top': 2, 'ppc_id': {'order': ['rank']}}");
	ck_assert_str_eq(chosen(),
			 "1 DMC-1 5 SELECTED PREVALENCE\n"
			 "2 DMC-2 5 SELECTED PREVALENCE\n"
			 "3 - 5 DMCT_CANDIDATE BELOW_CUT\n"
			 "4 - 5 DMCT_CANDIDATE BELOW_CUT\n");
	ck_assert(span_eq(s.rows.v[0].tally->key[4], SPAN("B")));
	ck_assert(span_eq(s.rows.v[2].tally->key[4], SPAN("a")));
	ck_assert(span_eq(s.rows.v[3].tally->key[4], SPAN("A")));
	ck_assert(selection_cut(&s, &cut));
	ck_assert(cut.tied);
	ck_assert_uint_eq(cut.margin, 0);
	ck_assert_uint_eq(cut.last_in->rank, 2);
	ck_assert_uint_eq(cut.first_out->rank, 3);
}
END_TEST

START_TEST(rule_r8_top)
{
	static const struct {
		const char *policy;
		uint64_t count, selected;
		bool cut;
		uint64_t margin;
	} row[] = {
		{ "{'top': 0}", 0, 0, false, 0 },
		{ "{'top': 1}", 1, 14, true, 2 },
		{ "{'top': 4}", 4, 45, true, 2 },
		{ "{'top': 15}", 15, 100, false, 0 },
		{ "{'top': 16}", 15, 100, false, 0 },
		{ "{'top': 18446744073709551615}", 15, 100, false, 0 },
	};

	foc_2019();
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		struct selection_cut cut;

		policy(row[i].policy);
		choose();
		ck_assert_uint_eq(s.selected_count, row[i].count);
		ck_assert_uint_eq(s.selected, row[i].selected);
		ck_assert_int_eq(selection_cut(&s, &cut), row[i].cut);
		ck_assert_uint_eq(cut.margin, row[i].margin);
	}
}
END_TEST

START_TEST(rule_r8_min_share)
{
	static const struct {
		const char *policy;
		uint64_t count;
	} row[] = {
		{ "{'min_share': 7}", 5 },
		{ "{'min_share': 7.01}", 4 },
		{ "{'min_share': 100}", 0 },
		{ "{'min_share': 0}", 5 },
		{ "{'min_share': 12, 'top': 1}", 1 },
		{ "{'min_share': 12, 'top': 9}", 2 },
	};

	foc_2019();
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		policy(row[i].policy);
		choose();
		ck_assert_msg(s.selected_count == row[i].count, "%s",
			      row[i].policy);
	}
	policy("{'min_share': 12, 'top': 9}");
	chosen();
	ck_assert(strstr(said.p, "3 - 10 SMSO_FIRST_DMC SMSO_GATE\n"));
	ck_assert(strstr(said.p, "4 - 9 DMCT_CANDIDATE MIN_SHARE\n"));
}
END_TEST

START_TEST(rule_r8_coverage_is_exact_and_says_why)
{
	/* one hub is only in the rare third: the second gives way */
	static const char *const rows[] = {
		"count_active=9", "ch_fw_version=2.2;count_active=8",
		"ch_model=NEW;count_active=1", "gsme_model=NONE",
	};

	policy("{'top': 2, 'cover': 'hardware'}");
	put(rows, 4);
	ck_assert_str_eq(chosen(),
			 "1 DMC-1 9 SELECTED PREVALENCE\n"
			 "2 - 8 DMCT_CANDIDATE BELOW_CUT\n"
			 "3 DMC-2 1 SELECTED COVERAGE\n"
			 "4 - 0 DMCT_CANDIDATE BELOW_CUT\n");
	ck_assert_uint_eq(s.objective, 10);
	ck_assert_uint_eq(s.bound, 10);
	ck_assert(s.optimal);
	ck_assert(span_eq(s.rows.v[2].reason, SPAN("coverage: communications "
		"hub NEW, not by prevalence (rank 3 of 4)")));
	ck_assert(span_eq(s.rows.v[0].reason,
			  SPAN("prevalence: rank 1 of 4")));
	ck_assert(span_eq(s.rows.v[1].reason,
			  SPAN("below the cut (rank 2 of 4)")));
}
END_TEST

START_TEST(rule_r8_2019_covers_all_hardware_without_asking)
{
	foc_2019();
	choose();
	ck_assert_str_eq(ranks(), "1 2 3 4 5");
	w.policy.cover = POLICY_COVER_HARDWARE;
	choose();
	ck_assert_str_eq(ranks(), "1 2 3 4 5");
	ck_assert_int_eq(s.rows.v[4].rule, RULE_PREVALENCE);
	/* three have all seven, but none with a larger share */
	w.policy.top = 3;
	choose();
	ck_assert_int_eq(s.verdict, SELECTION_DONE);
	ck_assert_str_eq(ranks(), "1 2 5");
	ck_assert_int_eq(s.rows.v[4].rule, RULE_COVERAGE);
}
END_TEST

START_TEST(impossible_coverage_says_what_would_do)
{
	foc_2019();
	w.policy.cover = POLICY_COVER_HARDWARE;
	w.policy.top = 2;
	choose();
	ck_assert_int_eq(s.verdict, SELECTION_IMPOSSIBLE);
	ck_assert_uint_eq(s.smallest_k, 3);
	ck_assert(s.smallest_k_proved);
	ck_assert_uint_eq(s.missing.n, 0);
	ck_assert_uint_eq(s.selected_count, 0);
	ck_assert_uint_eq(s.obligations.n, 0);
	policy("{'cover': 'hardware',"
	       " 'forbid': [{'gsme_model': 'g470(MK2)'}]}");
	choose();
	ck_assert_int_eq(s.verdict, SELECTION_IMPOSSIBLE);
	ck_assert_uint_eq(s.smallest_k, 0);
	ck_assert_uint_eq(s.missing.n, 2);
	ck_assert(span_eq(s.missing.v[0],
			  SPAN("electricity meter E470 (MK2)")));
	ck_assert(span_eq(s.missing.v[1], SPAN("gas meter G470 (MK2)")));
}
END_TEST

START_TEST(require_and_forbid)
{
	foc_2019();
	policy("{'top': 2, 'forbid': [{'gsme_model': 'G370',"
	       " 'ch_model': 'seap-2000-v'}, {'smso': 'SMSO-2'}],"
	       " 'require': [{'smso': 'smso-3', 'gsme_model': 'none'}]}");
	chosen();
	ck_assert(span_starts(buf_span(&said), SPAN(
		"1 - 14 DMCT_CANDIDATE FORBIDDEN\n"
		"2 DMC-1 12 SELECTED PREVALENCE\n"
		"3 - 10 SMSO_FIRST_DMC SMSO_GATE\n")));
	ck_assert(strstr(said.p, " DMC-2 4 SELECTED REQUIRED\n"));
	ck_assert_uint_eq(s.selected, 16);
	policy("{'require': [{'smso': 'SMSO-9'}]}");
	choose();
	ck_assert_int_eq(s.verdict, SELECTION_IMPOSSIBLE);
	ck_assert_uint_eq(s.missing.n, 1);
	ck_assert(span_eq(s.missing.v[0], SPAN("smso SMSO-9")));
}
END_TEST

START_TEST(a_condition_matches_in_canonical_form)
{
	static const uint32_t columns[] = { RFI_GSME_MODEL, RFI_SMSO };
	static const struct {
		const char *model, *smso;
		bool matches;
	} row[] = {
		{ "G470 (MK1)", "SMSO-1", true },
		{ "g470(mk1)", " smso-1", true },
		{ "G470 (MK1)", "SMSO-2", false },
		{ "G470", "SMSO-1", false },
		{ "", "SMSO-1", false },
	};

	tally_put(&t, "gsme_model=G470  (MK1)");
	for (size_t i = 0; i < COUNT_OF(row); i++) {
		const struct span values[] = {
			span_of(row[i].model), span_of(row[i].smso),
		};
		const struct policy_when when = { 2, columns, values };

		ck_assert_msg(select_matches(&t, &t.rows.v[0], &when) ==
			      row[i].matches, "row %zu", i);
	}
}
END_TEST

/* ---- R10, R11 ---- */

START_TEST(rule_r10_the_rest_are_dmct_candidates)
{
	foc_2019();
	choose();
	for (size_t i = 5; i < s.rows.n; i++) {
		const struct selection_row *r = &s.rows.v[i];
		const enum disposition d = r->tally->disposition;

		ck_assert_uint_eq(r->id, 0);
		if (d == OUT_OF_SCOPE)
			ck_assert_int_eq(r->disposition,
					 SELECTION_OUT_OF_SCOPE);
		else if (d == NON_INTENDER)
			ck_assert_int_eq(r->disposition,
					 SELECTION_NON_INTENDER);
		else if (d == UNRESOLVED)
			ck_assert_int_eq(r->disposition,
					 SELECTION_UNRESOLVED);
		else
			ck_assert(r->disposition == SELECTION_DMCT ||
				  r->disposition == SELECTION_SMSO_FIRST);
		ck_assert_uint_eq(r->rank, d == IN_SCOPE ? i + 1 : 0);
	}
}
END_TEST

START_TEST(rule_r11_an_smso_without_a_selected_one_is_gated)
{
	foc_2019();
	choose();
	/* SMSO-4 has no combination at all */
	ck_assert_str_eq(obligations(), "SMSO-3 12\nSMSO-4 0\n");
	ck_assert_int_eq(s.rows.v[11].disposition, SELECTION_SMSO_FIRST);
	ck_assert_int_eq(s.rows.v[11].rule, RULE_SMSO_GATE);
	ck_assert(span_eq(s.rows.v[11].reason, SPAN("first of its SMSO: "
		"Migration Testing in SIT before go-live (rank 12 of 15)")));
	/* out of scope, no obligation; all selected, none either */
	policy("{'top': 99}");
	choose();
	ck_assert_str_eq(obligations(), "");
	policy("{'top': 2}");
	choose();
	ck_assert_str_eq(obligations(), "SMSO-2 3\nSMSO-3 12\n");
}
END_TEST

START_TEST(rule_r11_needs_the_smso_in_the_key)
{
	static const char *const rows[] = {
		"count_active=2", "gsme_model=X;count_active=1",
	};

	policy("{'key': ['gsme_model'], 'top': 1}");
	put(rows, 2);
	choose();
	ck_assert_str_eq(obligations(), "");
	ck_assert_uint_eq(s.rows.v[0].id, 1);
}
END_TEST

/* A combination that may not be selected is no neighbour of the cut. */
START_TEST(the_cut_is_between_those_that_may_be_selected)
{
	static const char *const rows[] = {
		"count_active=9",
		"smso=SMSO-2;gsme_model=X;count_active=8",
		"gsme_model=X;count_active=7",
		"gsme_model=Y;count_active=4",
	};
	struct selection_cut cut;

	policy("{'top': 1, 'forbid': [{'gsme_model': 'X'}]}");
	put(rows, 4);
	choose();
	ck_assert_int_eq(s.rows.v[1].rule, RULE_SMSO_GATE);
	ck_assert(selection_cut(&s, &cut));
	ck_assert_uint_eq(cut.last_in->rank, 1);
	ck_assert_uint_eq(cut.first_out->rank, 4);
	ck_assert_uint_eq(cut.margin, 5);
}
END_TEST

/* ---- R12, R15, ids ---- */

/* Who reported, how it is configured, what hardware revision it has: none of
 * it moves a rank. Only counts, and the key where counts are equal. */
START_TEST(rule_r12_nothing_but_counts_moves_a_rank)
{
	static const char *const other[] = {
		"supplier=A", "ch_config=Z", "gsme_hw_version=9",
		"esme_fw_provider=Q", "region=N", "weight=99",
		"attempts_made=7", "customer_type=VULNERABLE",
	};
	struct count_notes notes;
	char *plain;

	world_row(&w, "count_active=5");
	world_row(&w, "gsme_model=X;count_active=4");
	tally_release(&t);
	world_count(&w, PRECEDENCE_ALL, &t, &notes);
	plain = strdup(chosen());
	for (size_t i = 0; i < COUNT_OF(other); i++) {
		struct buf row = BUF_INIT;

		drop();
		tally_release(&t);
		world_end(&w);
		world_begin(&w);
		buf_addf(&row, "gsme_model=X;count_active=4;%s", other[i]);
		world_row(&w, row.p);
		world_row(&w, "count_active=5");
		world_count(&w, PRECEDENCE_ALL, &t, &notes);
		ck_assert_str_eq(chosen(), plain);
		buf_release(&row);
	}
	free(plain);
}
END_TEST

START_TEST(rule_r15_entry_hold)
{
	foc_2019();
	choose();
	for (size_t i = 0; i < s.rows.n; i++)
		ck_assert(span_eq(s.rows.v[i].hold, i == 4 ?
				  SPAN("waits for the MK2 image") :
				  SPAN_EMPTY));
	/* the first that matches says why; what is not selected is not held */
	policy("{'top': 1, 'entry_hold': ["
	       "{'when': {'smso': 'SMSO-1', 'gsme_model': 'x'},"
	       " 'reason': 'never'},"
	       "{'when': {'smso': 'SMSO-1'}, 'reason': 'first'},"
	       "{'when': {'gsme_model': 'G370'}, 'reason': 'second'}]}");
	choose();
	ck_assert(span_eq(s.rows.v[0].hold, SPAN("first")));
	ck_assert(span_eq(s.rows.v[1].hold, SPAN_EMPTY));
}
END_TEST

START_TEST(ids_go_by_smso_then_rank)
{
	static const char *const rows[] = {
		"smso=B;count_active=5", "smso=A;count_active=4",
		"smso=B;gsme_model=X;count_active=3",
		"smso=A;gsme_model=X;count_active=2",
	};

	put(rows, 4);
	policy("{'top': 3}");
	chosen();
	ck_assert(strstr(said.p, "1 DMC-2 5 "));
	ck_assert(strstr(said.p, "2 DMC-1 4 "));
	ck_assert(strstr(said.p, "3 DMC-3 3 "));
	ck_assert(strstr(said.p, "4 - 2 "));
	policy("{'top': 3, 'ppc_id': {'prefix': 'X', 'order': ['rank']}}");
	chosen();
	ck_assert(strstr(said.p, "1 X1 5 "));
	ck_assert(strstr(said.p, "2 X2 4 "));
	policy("{'top': 3, 'ppc_id': {'prefix': ''}}");
	ck_assert(strstr(chosen(), "1 2 5 "));
}
END_TEST

START_TEST(nothing_in_scope_nothing_selected)
{
	struct selection_cut cut;

	choose();
	ck_assert_int_eq(s.verdict, SELECTION_DONE);
	ck_assert_uint_eq(s.rows.n, 0);
	ck_assert(!selection_cut(&s, &cut));
	policy("{'cover': 'pair', 'scope': {'smso': ['SMSO-1']}}");
	tally_put(&t, "disposition=UNRESOLVED;count_active=3");
	ck_assert_str_eq(chosen(), "0 - 3 UNRESOLVED \n");
	ck_assert_str_eq(obligations(), "SMSO-1 0\n");
}
END_TEST

Suite *select_suite(void)
{
	Suite *suite = suite_create("select");
	TCase *c = tcase_create("select");

	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, rule_r7_prevalence_over_all_smsos);
	tcase_add_test(c, rule_r9_the_share_is_of_the_whole_estate_in_scope);
	tcase_add_test(c, rule_r7_ties_count_active_key);
	tcase_add_test(c, rule_r8_top);
	tcase_add_test(c, rule_r8_min_share);
	tcase_add_test(c, rule_r8_coverage_is_exact_and_says_why);
	tcase_add_test(c, rule_r8_2019_covers_all_hardware_without_asking);
	tcase_add_test(c, impossible_coverage_says_what_would_do);
	tcase_add_test(c, require_and_forbid);
	tcase_add_test(c, a_condition_matches_in_canonical_form);
	tcase_add_test(c, rule_r10_the_rest_are_dmct_candidates);
	tcase_add_test(c, rule_r11_an_smso_without_a_selected_one_is_gated);
	tcase_add_test(c, rule_r11_needs_the_smso_in_the_key);
	tcase_add_test(c, the_cut_is_between_those_that_may_be_selected);
	tcase_add_test(c, rule_r12_nothing_but_counts_moves_a_rank);
	tcase_add_test(c, rule_r15_entry_hold);
	tcase_add_test(c, ids_go_by_smso_then_rank);
	tcase_add_test(c, nothing_in_scope_nothing_selected);
	suite_add_tcase(suite, c);
	return suite;
}
