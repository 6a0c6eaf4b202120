/* case_sample_test.c - every pair of the whole is in the sample, by trying
 * all of them; cases, ids and sizes by hand */
#include "engine/case_sample.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "engine/case_size.h"

Suite *case_sample_suite(void);

enum { AXES = 5 };

static struct span axis(const struct testcase *c, unsigned i)
{
	switch (i) {
	case 0:
		return c->ppc_id;
	case 1:
		return span_of(c->srv->srv);
	case 2:
		return span_of(case_mode_name(c->mode));
	case 3:
		return span_of(case_polarity_name(c->polarity));
	default:
		return span_of(case_installation_name(c->installation));
	}
}

static bool shares(const struct testcase *a, const struct testcase *b,
		   unsigned i, unsigned k)
{
	return span_eq(axis(a, i), axis(b, i)) &&
	       span_eq(axis(a, k), axis(b, k));
}

/* The first pair of the whole that no kept case has; or all is well. */
static void check_covered(const struct cases *all, const bool *keep)
{
	for (size_t c = 0; c < all->rows.n; c++) {
		for (unsigned i = 0; i < AXES; i++) {
			for (unsigned k = i + 1; k < AXES; k++) {
				bool found = false;

				for (size_t o = 0; o < all->rows.n && !found;
				     o++)
					found = keep[o] && shares(
						&all->rows.v[c],
						&all->rows.v[o], i, k);
				ck_assert_msg(found, "case %zu, axes %u %u",
					      c, i, k);
			}
		}
	}
}

static void make(struct cases *all, unsigned n)
{
	static const char *const ids[] = { "DMC-1", "DMC-2", "DMC-3" };

	for (unsigned i = 0; i < n; i++) {
		struct testcase c = {
			.ppc_id = span_of(ids[rand() % 3]),
			.set = SPAN("S"), .name = SPAN("x"),
			.srv = &srv_table[rand() % 12],
			.device_type = SRV_ESME,
			.command_variant = 1,
			.mode = (enum case_mode)(rand() % CASE_MODES),
			.polarity = (enum case_polarity)(rand() % 2),
			.installation = (enum case_installation)(rand() % 4),
		};

		vec_push(&all->rows, c);
	}
}

START_TEST(pairwise)
{
	struct cases all = CASES_INIT;
	bool *keep;
	size_t n = 0;

	srand((unsigned)_i);
	make(&all, 20 + 60 * (unsigned)_i);
	keep = mem_array(all.rows.n, sizeof(*keep));
	case_sample_pairwise(&all, keep);
	check_covered(&all, keep);
	ck_assert_uint_eq(case_sample_pairs(&all, keep),
			  case_sample_pairs(&all, NULL));
	for (size_t i = 0; i < all.rows.n; i++)
		n += keep[i];
	if (_i >= 8)
		ck_assert_uint_lt(n, all.rows.n / 2);
	mem_free(keep);
	cases_release(&all);
}
END_TEST

START_TEST(nothing)
{
	struct cases none = CASES_INIT;
	bool keep[1] = { false };

	case_sample_pairwise(&none, keep);
	case_sample_smoke(&none, keep);
	case_sample_close(&none, keep);
	ck_assert_uint_eq(case_sample_pairs(&none, NULL), 0);
}
END_TEST

/* One of a chain brings the others; a case alone brings nobody. */
START_TEST(chains)
{
	struct cases all = CASES_INIT;
	bool keep[6] = { false, true, false, false, true, false };
	static const uint32_t chain[6] = { 1, 1, 2, 2, 0, 0 };

	make(&all, 6);
	for (unsigned i = 0; i < 6; i++)
		all.rows.v[i].chain = chain[i];
	case_sample_close(&all, keep);
	ck_assert(keep[0] && keep[1] && !keep[2] && !keep[3]);
	ck_assert(keep[4] && !keep[5]);
	case_sample_cut(&all, keep);
	ck_assert_uint_eq(all.rows.n, 3);
	cases_release(&all);
}
END_TEST

/* What a case comes after is kept with it, over any number of steps; what
 * comes after it is not. */
START_TEST(before)
{
	static const char *const ids[6] = { "a", "b", "c", "d", "e", "f" };
	static const char *const after[6] = { "", "a", "gone;b", "c", "", "e" };
	struct cases all = CASES_INIT;
	bool keep[6] = { false, false, true, false, false, false };

	make(&all, 6);
	for (unsigned i = 0; i < 6; i++) {
		all.rows.v[i].id = span_of(ids[i]);
		all.rows.v[i].after = span_of(after[i]);
		all.rows.v[i].chain = 0;
	}
	case_sample_close(&all, keep);
	ck_assert(keep[0] && keep[1] && keep[2]);
	ck_assert(!keep[3] && !keep[4] && !keep[5]);
	cases_release(&all);
}
END_TEST

START_TEST(ids)
{
	struct arena a = ARENA_INIT;
	struct testcase c = {
		.phase = CASE_SIT, .ppc_id = SPAN("DMC-3"), .set = SPAN("S1"),
		.device_type = SRV_ESME, .srv = srv_find(SPAN("4.3")),
		.command_variant = 1, .name = SPAN("read"),
	};

	ck_assert_str_eq(testcase_id(&c, &a).p,
			 "SIT/DMC-3/S1/ESME/4.3/cv1/ON_DEMAND/POSITIVE/read");
	c.ppc_id = SPAN_EMPTY;
	c.mode = CASE_SCHEDULED;
	c.polarity = CASE_NEGATIVE;
	ck_assert_str_eq(testcase_id(&c, &a).p,
			 "SIT/-/S1/ESME/4.3/cv1/SCHEDULED/NEGATIVE/read");
	ck_assert_uint_eq(testcase_sends(&c), 0);
	c.mode = CASE_ON_DEMAND;
	ck_assert_uint_eq(testcase_sends(&c), 1);
	c.command_variant = 5;
	ck_assert_uint_eq(testcase_sends(&c), 2);
	ck_assert(testcase_part_ok(SPAN("a.Z_9+-")));
	ck_assert(!testcase_part_ok(SPAN("")));
	ck_assert(!testcase_part_ok(SPAN("a/b")));
	ck_assert(!testcase_part_ok(SPAN("a b")));
	ck_assert(!testcase_part_ok(SPAN("\xc3\xa4")));
	arena_release(&a);
}
END_TEST

START_TEST(held)
{
	struct testcase c = { .not_before = SPAN_EMPTY };
	int64_t ms;

	ck_assert(!testcase_held(&c));
	c.not_before = SPAN("2019-11-04");
	ck_assert(!testcase_held(&c));
	ck_assert(testcase_not_before(c.not_before, &ms));
	ck_assert_int_eq(ms, INT64_C(1572825600000));
	c.not_before = SPAN("waits for the MK2 firmware");
	ck_assert(testcase_held(&c));
}
END_TEST

/* Three requests at 2 a second to one device; a chain, a held one. */
START_TEST(size)
{
	struct campaign c;
	struct cases all = CASES_INIT;
	struct case_size s;
	struct testcase t = {
		.ppc_id = SPAN("DMC-1"), .set = SPAN("S1"),
		.device_type = SRV_ESME, .srv = srv_find(SPAN("4.3")),
		.command_variant = 1, .has_trt = true, .trt_ms = 30000,
	};

	vec_push(&all.rows, t);
	t.command_variant = 5;
	vec_push(&all.rows, t);
	t.not_before = SPAN("not yet");
	vec_push(&all.rows, t);
	t.not_before = SPAN_EMPTY;
	t.mode = CASE_SCHEDULED;
	t.trt_ms = 86400000;
	vec_push(&all.rows, t);
	campaign_init(&c);
	c.limits.tps_milli = 2000;
	case_size_count(&all, NULL, &c, &s);
	ck_assert_uint_eq(s.cases, 4);
	ck_assert_uint_eq(s.held, 1);
	ck_assert_uint_eq(s.requests, 3);
	ck_assert_uint_eq(s.least_s, 2);	/* 1.5, rounded up */
	ck_assert_uint_eq(s.most_s, 60);
	ck_assert_uint_eq(s.wait_s, 86400);
	ck_assert_uint_eq(s.devices, 1);
	c.limits.tps_milli = 0;
	case_size_count(&all, NULL, &c, &s);
	ck_assert_uint_eq(s.least_s, 0);
	campaign_release(&c);
	cases_release(&all);
}
END_TEST

static const struct {
	const char *url;
	bool ok, loopback;
} urls[] = {
	{ "http://127.0.0.1:8079", true, true },
	{ "http://127.255.0.9/x", true, true },
	{ "http://localhost", true, true },
	{ "https://[::1]:8079/", true, true },
	{ "http://LOCALHOST:1", true, true },
	{ "http://127.0.0.1.example", true, false },
	{ "http://127.0.0.1@dcc.example/", true, false },
	{ "http://dcc.example@127.0.0.1/", true, true },
	{ "http://dcc.example/?127.0.0.1", false, false },
	{ "http://dcc.example#@127.0.0.1", false, false },
	{ "http://128.0.0.1", true, false },
	{ "http://127.0.0", true, false },
	{ "http://127.0.0.256", true, false },
	{ "http://[::1", false, false },
	{ "http://", false, false }, { "ftp://x", false, false },
	{ "127.0.0.1", false, false }, { "http://a b", false, true },
};

START_TEST(url)
{
	ck_assert_int_eq(campaign_url_ok(span_of(urls[_i].url)),
			 urls[_i].ok);
	if (urls[_i].ok)
		ck_assert_int_eq(campaign_url_loopback(span_of(
			urls[_i].url)), urls[_i].loopback);
}
END_TEST

Suite *case_sample_suite(void)
{
	Suite *s = suite_create("case_sample");
	TCase *t = tcase_create("case_sample");

	tcase_add_loop_test(t, pairwise, 0, 12);
	tcase_add_test(t, nothing);
	tcase_add_test(t, chains);
	tcase_add_test(t, before);
	tcase_add_test(t, ids);
	tcase_add_test(t, held);
	tcase_add_test(t, size);
	tcase_add_loop_test(t, url, 0, sizeof(urls) / sizeof(urls[0]));
	suite_add_tcase(s, t);
	return s;
}
