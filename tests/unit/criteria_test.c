/* criteria_test.c - filters, severities, and shares at their edges */
#include "model/criteria.h"

#include <check.h>

#include "engine/exit_criteria.h"
#include "engine/sit_trt.h"

Suite *criteria_suite(void);

static const struct {
	const char *filter, *cell;
	bool has;
} cells[] = {
	{ "srv=4.3", "4.3", true },
	{ "srv=4.3", "4.13", false },
	{ "srv=4.*", "4.11.1", true },
	{ "srv=4.*", "14.1", false },
	{ "srv=*.1", "4.11.1", true },
	{ "srv=4*1*1", "4.11.1", true },
	{ "srv=4*1*2", "4.11.1", false },
	{ "srv=4.3|5.*", "5.1", true },
	{ "srv= 4.3 | 5.1 ", " 5.1", true },
	{ "srv!=4.3", "4.3", false },
	{ "srv!=4.3", "5.1", true },
	{ "srv=4.*;srv!=4.3", "4.3", false },
	{ "srv=4.*;srv!=4.3", "4.2", true },
	{ "SRV=4.3", "4.3", true },
	{ "srv=", "", true },
	{ "srv=", "4.3", false },
	{ "srv!=", "4.3", true },
	{ "phase=sit", "4.3", true },	/* of another column */
	{ "", "4.3", true },
	{ " ; ", "4.3", true },
};

START_TEST(a_filter_lets_in_what_all_its_terms_do)
{
	struct arena a = ARENA_INIT;
	struct buf why = BUF_INIT;
	struct filter f;

	ck_assert(filter_parse(span_of(cells[_i].filter), &a, &f, &why));
	ck_assert_int_eq(filter_has(&f, RESULT_SRV, span_of(cells[_i].cell)),
			 cells[_i].has);
	buf_release(&why);
	arena_release(&a);
}
END_TEST

static const char *const bad[] = {
	"srv", "=4.3", "phse=SIT", "verdict=PASS", "first_verdict=PASS",
	"timing=LATE", "reason=x", "voided_by=", "issue_ids=", "srv=4.3;x",
	"attempts=1",
};

START_TEST(what_is_no_filter_is_told)
{
	struct arena a = ARENA_INIT;
	struct buf why = BUF_INIT;
	struct filter f;

	ck_assert(!filter_parse(span_of(bad[_i]), &a, &f, &why));
	ck_assert_uint_gt(why.n, 0);
	buf_release(&why);
	arena_release(&a);
}
END_TEST

static const struct {
	const char *text;
	unsigned set;			/* 0: none */
} severities[] = {
	{ "1", 2 }, { "5", 32 }, { "1-2", 6 }, { "1|3", 10 },
	{ "1-5", 62 }, { "2-2|4-5", 52 }, { " 1 - 2 ", 6 },
	{ "0", 0 }, { "6", 0 }, { "2-1", 0 }, { "", 0 }, { "1-", 0 },
	{ "1||2", 0 }, { "12", 0 }, { "1,2", 0 }, { "-1", 0 },
};

START_TEST(severities_are_sets)
{
	unsigned set = 99;
	const bool is = severities_parse(span_of(severities[_i].text), &set);

	ck_assert_int_eq(is, severities[_i].set != 0);
	if (is)
		ck_assert_uint_eq(set, severities[_i].set);
}
END_TEST

static const struct {
	uint64_t n, d, percent;
	bool reached;
} shares[] = {
	{ 95, 100, 950000, true },
	{ 94, 100, 950000, false },
	{ 199, 200, 995000, true },
	{ 199, 200, 995001, false },
	{ 1, 3, 333333, true },
	{ 1, 3, 333334, false },
	{ 2, 3, 666666, true },
	{ 2, 3, 666667, false },
	{ 0, 7, 0, true },
	{ 7, 7, 1000000, true },
	{ 6, 7, 1000000, false },
	{ 0, 0, 0, false },		/* of nothing nothing is reached */
	{ 0, 0, 1000000, false },
	{ UINT64_MAX - 1, UINT64_MAX, 1000000, false },
	{ UINT64_MAX, UINT64_MAX, 1000000, true },
};

START_TEST(shares_are_fractions)
{
	ck_assert_int_eq(share_reached(shares[_i].n, shares[_i].d,
				       shares[_i].percent),
			 shares[_i].reached);
}
END_TEST

/* The least time that so many of a hundred do not exceed, by counting. */
START_TEST(a_percentile_is_a_time_that_was_measured)
{
	uint64_t ms[250];

	for (uint64_t n = 1; n <= 250; n++) {
		for (uint64_t i = 0; i < n; i++)
			ms[i] = 10 * i + 5;
		for (unsigned p = 0; p <= 100; p++) {
			uint64_t least = 0;

			while ((least + 1) * 100 < p * n)
				least++;
			ck_assert_uint_eq(trt_rank(ms, n, p), ms[least]);
		}
	}
}
END_TEST

Suite *criteria_suite(void)
{
	Suite *s = suite_create("criteria");
	TCase *t = tcase_create("criteria");

	tcase_add_loop_test(t, a_filter_lets_in_what_all_its_terms_do, 0,
			    sizeof(cells) / sizeof(cells[0]));
	tcase_add_loop_test(t, what_is_no_filter_is_told, 0,
			    sizeof(bad) / sizeof(bad[0]));
	tcase_add_loop_test(t, severities_are_sets, 0,
			    sizeof(severities) / sizeof(severities[0]));
	tcase_add_loop_test(t, shares_are_fractions, 0,
			    sizeof(shares) / sizeof(shares[0]));
	tcase_add_test(t, a_percentile_is_a_time_that_was_measured);
	suite_add_tcase(s, t);
	return s;
}
