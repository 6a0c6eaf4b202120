/* attempt_test.c - an attempt as a line of text, and back */
#include "model/attempt.h"

#include <check.h>
#include <string.h>

Suite *attempt_suite(void);

static struct arena arena;

static const struct attempt one = {
	.place = 7, .number = 3, .state = ATTEMPT_IN_DOUBT, .stage = 2,
	.has_id = true, .id = { 0x90B3D51F30010000, UINT64_MAX, UINT64_MAX },
	.begun_ms = 1600000000000, .sent_ms = 1600000000001, .has_due = true,
	.due_ms = -1, .until_ms = INT64_MAX, .ended_ms = 0,
	.schedule = SPAN("42"),
	.seen = { .fate = VERDICT_IN_DOUBT, .why = SPAN("a\tb\\n\nc\\"),
		  .has_ack = true, .ack_code = SPAN("I99"),
		  .ack_payload = SPAN(""), .ack_ms = 12, .has_result = true,
		  .result_code = SPAN("I0"), .result_payload = SPAN("Rsp"),
		  .result_ms = UINT64_MAX, .result_unsuccessful = true,
		  .has_alert = true, .alert_code = SPAN("N55"),
		  .alert_payload = SPAN("S1SPAlertDSP"),
		  .alert_ms = 77,
		  .bad_message = SPAN("\\t"), .uninvited = 4,
		  .silence_over = true, .over = true, .waited_ms = 5 },
	.verdict = { VERDICT_NO_VERDICT, VERDICT_TRT_LATE,
		     SPAN("INDETERMINATE") },
};

static void ck_span(struct span a, struct span b)
{
	ck_assert(span_eq(a, b));
}

START_TEST(there_and_back)
{
	struct buf line = BUF_INIT, again = BUF_INIT;
	struct attempt a;

	attempt_keep(&one, &line);
	ck_assert_ptr_null(memchr(line.p, '\n', line.n));
	ck_assert(attempt_restore(buf_span(&line), &arena, &a));
	ck_assert_uint_eq(a.place, 7);
	ck_assert_int_eq(a.state, ATTEMPT_IN_DOUBT);
	ck_assert(duis_id_same(&a.id, &one.id));
	ck_assert_int_eq(a.due_ms, -1);
	ck_assert_int_eq(a.until_ms, INT64_MAX);
	ck_assert_uint_eq(a.seen.result_ms, UINT64_MAX);
	ck_assert_uint_eq(a.seen.alert_ms, 77);
	ck_assert(a.seen.has_alert && a.seen.over && a.seen.silence_over);
	ck_assert_int_eq(a.verdict.timing, VERDICT_TRT_LATE);
	ck_span(a.schedule, one.schedule);
	ck_span(a.seen.why, one.seen.why);
	ck_span(a.seen.bad_message, one.seen.bad_message);
	ck_span(a.verdict.reason, one.verdict.reason);
	/* nothing is lost: the same line again */
	attempt_keep(&a, &again);
	ck_span(buf_span(&line), buf_span(&again));
	buf_release(&line);
	buf_release(&again);
}
END_TEST

/* Cut anywhere before its texts end, and changed, it is none. */
START_TEST(refused)
{
	struct buf line = BUF_INIT;
	struct attempt a;
	size_t tabs = 0;

	attempt_keep(&one, &line);
	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] != '\t')
			continue;
		tabs++;
		ck_assert_msg(!attempt_restore(span_make(line.p, i), &arena,
					       &a), "cut at %zu", i);
	}
	ck_assert_uint_eq(tabs, 39);
	line.p[0] = '2';
	ck_assert(!attempt_restore(buf_span(&line), &arena, &a));
	line.p[0] = 'x';
	ck_assert(!attempt_restore(buf_span(&line), &arena, &a));
	ck_assert(!attempt_restore(SPAN(""), &arena, &a));
	buf_release(&line);
}
END_TEST

START_TEST(states)
{
	enum attempt_state state;

	for (unsigned i = 0; i < ATTEMPT_STATES; i++) {
		ck_assert(attempt_state_named(span_of(attempt_state_name(i)),
					      &state));
		ck_assert_uint_eq(state, i);
		ck_assert(attempt_open(state) == (i != ATTEMPT_AGAIN &&
						  i != ATTEMPT_OVER));
	}
	ck_assert(!attempt_state_named(SPAN("dreaming"), &state));
}
END_TEST

static void clear(void)
{
	arena_release(&arena);
}

Suite *attempt_suite(void)
{
	Suite *s = suite_create("attempt");
	TCase *t = tcase_create("attempt");

	tcase_add_checked_fixture(t, NULL, clear);
	tcase_add_test(t, there_and_back);
	tcase_add_test(t, refused);
	tcase_add_test(t, states);
	suite_add_tcase(s, t);
	return s;
}
