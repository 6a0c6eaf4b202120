/* run_large_test.c - a hundred thousand cases: an event stays cheap */
#include <check.h>
#include <stdio.h>

#include "engine/run.h"

Suite *run_large_suite(void);

enum { LARGE = 100000, PER_DEVICE = 50 };
#define T0	INT64_C(1600000000000)

struct large {
	struct arena arena;
	struct campaign campaign;
	struct testcase *tests;
	struct run_case *cases;
	struct run_counter counter;
	struct run_settings set;
	struct run *run;
	struct run_now now;
	struct duis_id id[LARGE];
	uint32_t waiting[LARGE];	/* acknowledged, result to come */
	uint32_t head, tail;
	uint64_t told;
};

static void make_plan(struct large *l)
{
	l->tests = arena_zero(&l->arena, LARGE, sizeof(*l->tests));
	l->cases = arena_zero(&l->arena, LARGE, sizeof(*l->cases));
	for (uint32_t i = 0; i < LARGE; i++) {
		struct testcase *c = &l->tests[i];

		*c = (struct testcase){ .id = arena_printf(&l->arena,
			"SIT/DMC-%u/S/ESME/4.1.1/cv1/%u", i / PER_DEVICE, i),
			.srv = srv_find(SPAN("4.1.1")), .command_variant = 1,
			.mode = i % 10 ? CASE_ON_DEMAND : CASE_FUTURE_DATED,
			.expect_ack = SPAN("I99"), .expect_code = SPAN("I0"),
			.has_trt = true, .trt_ms = 86400000 };
		if (i % PER_DEVICE > 1 && i % 7 == 0)
			c->after = l->tests[i - 1].id;
		l->cases[i] = (struct run_case){ .testcase = c, .user = 0xA,
			.device = i / PER_DEVICE, .target = i / PER_DEVICE,
			.s1sp = i / PER_DEVICE % 5 };
	}
}

static void drain_changes(struct large *l)
{
	struct attempt a;

	while (run_changed(l->run, &a))
		l->told += a.state == ATTEMPT_OVER;
}

/* Whatever is sent is acknowledged at once, and has its result when there is
 * nothing left to send. */
static void work(struct large *l)
{
	struct run_action action;
	enum run_verb verb;

	while ((verb = run_next(l->run, l->now, &action)) != RUN_DONE) {
		struct attempt_answer a = { .http_status = 200, .message = {
			.kind = ATTEMPT_RESPONSE, .code = SPAN("I99") } };
		struct attempt_message m = { .kind = ATTEMPT_RESPONSE,
			.has_id = true, .code = SPAN("I0") };

		if (verb == RUN_SEND) {
			l->id[action.place] = action.id;
			run_answered(l->run, action.place, &a, l->now);
			l->waiting[l->tail++] = action.place;
		} else {
			ck_assert_uint_lt(l->head, l->tail);
			m.id = l->id[l->waiting[l->head++]];
			ck_assert(run_arrived(l->run, &m, l->now).matched);
		}
		drain_changes(l);
	}
}

static void open_run(struct large *l)
{
	l->campaign.limits.connections = 4;
	l->counter = (struct run_counter){ 0xA, 1 };
	l->set = (struct run_settings){ .campaign = &l->campaign,
		.cases = l->cases, .n_cases = LARGE,
		.counters = &l->counter, .n_counters = 1 };
	l->now = (struct run_now){ T0, 0 };
	l->run = run_new(&l->set, l->now);
}

START_TEST(all_of_them)
{
	static struct large l;

	make_plan(&l);
	open_run(&l);
	work(&l);
	ck_assert_uint_eq(l.told, LARGE);
	ck_assert_uint_eq(run_counts(l.run).over[VERDICT_PASS], LARGE);
	run_free(l.run);
	arena_release(&l.arena);
}
END_TEST

/* Nearly all over already, and the rest open. */
START_TEST(resumed)
{
	static struct large l;
	struct attempt a = { .number = 1, .stage = 1, .has_id = true,
		.begun_ms = T0, .sent_ms = T0, .schedule = SPAN_EMPTY,
		.seen = { .has_ack = true, .ack_code = SPAN("I99") } };

	make_plan(&l);
	open_run(&l);
	for (uint32_t i = 0; i < LARGE; i++) {
		a.place = i;
		a.id = l.id[i] = (struct duis_id){ 0xA, l.cases[i].target,
						   1000 + i };
		a.state = i % 10 ? ATTEMPT_OVER : ATTEMPT_WAITING;
		if (i % 10 == 0)
			l.waiting[l.tail++] = i;
		run_resume(l.run, &a, l.now);
	}
	work(&l);
	ck_assert_uint_eq(run_counts(l.run).sent, 0);
	ck_assert_uint_eq(run_counts(l.run).over[VERDICT_PASS], LARGE);
	run_free(l.run);
	arena_release(&l.arena);
}
END_TEST

Suite *run_large_suite(void)
{
	Suite *s = suite_create("run_large");
	TCase *t = tcase_create("run_large");

	tcase_add_test(t, all_of_them);
	tcase_add_test(t, resumed);
	suite_add_tcase(s, t);
	return s;
}
