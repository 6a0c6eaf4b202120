/*
 * run_test.c - conversations with the state machine, row by row
 *
 * A plan is words, a case each: a letter of the table below, the number of
 * its device, from 6 on of another interface, and what it comes after as
 * "<0". A script is words too:
 *
 *	>0 >0b		it sends the request of case 0, the one behind its
 *			pre-command
 *	<0:I99		answered; "/Rsp" what it holds, "=42" a schedule,
 *			"?" not to be believed, "~" with another RequestID
 *	<0:503+2	HTTP statuses, Retry-After
 *	<0- <0! !0	not sent; in doubt; cannot be built
 *	^0:I0/Rsp	pushed, with the RequestID of case 0
 *	^#42@0:I0	pushed, of schedule 42 and the device of case 0
 *	*0:S1VE12	alert about its request; *#42@0: about a schedule
 *	%0:8F3E		alert of its device
 *	u		what was pushed last belonged to nobody
 *	+500 t500	time goes by; what is pushed next says it is that old
 *	w m . 		it waits; moves the clock; is done, "," stopped
 *	K		killed, and continued from what it had told
 *	D S		drained; stopped
 *	0=PASS 0#1=FAIL	verdict of a case so far, of one of its attempts
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "engine/run.h"
#include "engine/run_heap.h"

Suite *run_suite(void);

#define READ_SRV	"4.1.1"		/* may be repeated */
#define TOP_UP_SRV	"2.2"		/* may not */
#define T0		INT64_C(1600000000000)

static const struct kind {
	char letter;
	const char *srv;
	struct testcase c;
} kinds[] = {
	{ 'r', READ_SRV, { .command_variant = 1, .expect_ack = SPAN("I99"),
		.expect_code = SPAN("I0"), .expect_payload = SPAN("Rsp"),
		.has_trt = true, .trt_ms = 30000 } },
	{ 'k', READ_SRV, { .command_variant = 1, .expect_ack = SPAN("I99"),
		.expect_code = SPAN("I0"), .has_trt = true, .trt_ms = 500 } },
	{ 't', TOP_UP_SRV, { .command_variant = 1, .expect_ack = SPAN("I99"),
		.expect_code = SPAN("I0"), .has_trt = true,
		.trt_ms = 30000 } },
	{ 'c', "1.5", { .command_variant = 5, .expect_ack = SPAN("I99"),
		.expect_code = SPAN("I0"), .has_trt = true,
		.trt_ms = 30000 } },
	{ 'n', READ_SRV, { .command_variant = 1, .polarity = CASE_NEGATIVE,
		.expect_ack = SPAN("E13"), .has_trt = true,
		.trt_ms = 30000 } },
	{ 'x', "1.5", { .command_variant = 5, .polarity = CASE_NEGATIVE,
		.expect_ack = SPAN("E2"), .has_trt = true,
		.trt_ms = 3000 } },
	{ 'd', "8.2", { .command_variant = 8, .mode = CASE_DCC_ONLY,
		.expect_ack = SPAN("I0|I99"), .has_trt = true,
		.trt_ms = 30000 } },
	{ 'm', "5.1", { .command_variant = 8, .mode = CASE_DCC_ONLY,
		.expect_ack = SPAN("I0"),
		.expect_payload = SPAN("DSPScheduleID"), .has_trt = true,
		.trt_ms = 30000 } },
	{ 's', "4.3", { .command_variant = 9, .mode = CASE_SCHEDULED,
		.expect_code = SPAN("I0"), .has_trt = true,
		.trt_ms = 86400000 } },
	{ 'f', READ_SRV, { .command_variant = 1, .mode = CASE_FUTURE_DATED,
		.expect_ack = SPAN("I99"), .expect_code = SPAN("I0"),
		.expect_payload = SPAN("Rsp"), .has_trt = true,
		.trt_ms = 86400000 } },
	{ 'q', READ_SRV, { .command_variant = 1, .polarity = CASE_NEGATIVE,
		.expect_ack = SPAN("E2"), .forbid_any_for_s = 5 } },
	{ 'a', READ_SRV, { .command_variant = 1, .expect_ack = SPAN("I99"),
		.expect_alert = SPAN("S1VE12|8F3E"), .has_trt = true,
		.trt_ms = 60000 } },
	{ 'A', "4.3", { .command_variant = 9, .mode = CASE_SCHEDULED,
		.expect_alert = SPAN("S1VE12"), .has_trt = true,
		.trt_ms = 86400000 } },
	{ 'h', READ_SRV, { .command_variant = 1, .expect_ack = SPAN("I99"),
		.not_before = SPAN("waits for MK2") } },
	{ 'l', READ_SRV, { .command_variant = 1, .expect_ack = SPAN("I99"),
		.not_before = SPAN("2020-09-14T00:00:00Z") } },
	{ 'o', READ_SRV, { .command_variant = 1, .expect_ack = SPAN("I99") } },
};

enum { MAX = 8, TELLS = 64 };

struct bench {
	struct arena arena;
	struct campaign campaign;
	struct testcase tests[MAX];
	struct run_case cases[MAX];
	struct run_counter counter;
	struct run_settings set;
	struct run *run;
	struct run_now now;
	struct attempt told[MAX][TELLS];	/* by case and number */
	uint32_t last[MAX];
	struct duis_id id[MAX];			/* of the last request */
	uint64_t elapsed_ms[MAX];
	int64_t sent_ms[MAX];
	int64_t age_ms;
	struct run_match match;
	int row;
};

static void ck_row(const struct bench *b, const char *word, bool good)
{
	ck_assert_msg(good, "row %d: at '%s'", b->row, word);
}

/* ---- what it says ---- */

static struct attempt copied(struct bench *b, const struct attempt *a)
{
	struct buf line = BUF_INIT;
	struct attempt copy;

	attempt_keep(a, &line);
	ck_assert(attempt_restore(buf_span(&line), &b->arena, &copy));
	buf_release(&line);
	return copy;
}

static void hear(struct bench *b)
{
	struct attempt a;

	while (run_changed(b->run, &a)) {
		ck_assert_uint_lt(a.number, TELLS);
		b->told[a.place][a.number] = copied(b, &a);
		b->last[a.place] = a.number;
	}
}

static void open_run(struct bench *b)
{
	b->run = run_new(&b->set, b->now);
	for (uint32_t i = 0; i < b->set.n_cases; i++) {
		const struct attempt *a = &b->told[i][b->last[i]];

		if (a->ended_ms || a->begun_ms)
			run_resume(b->run, a, b->now);
	}
	hear(b);
}

/* ---- the plan ---- */

static void add_case(struct bench *b, struct span word)
{
	const size_t n = b->set.n_cases++;
	struct testcase *c = &b->tests[n];
	struct span rest = word, part;
	bool first = true;

	while (span_cut(&rest, '<', &part)) {
		if (first) {
			for (size_t k = 0; k < sizeof(kinds) /
			     sizeof(kinds[0]); k++) {
				if (kinds[k].letter != part.p[0])
					continue;
				*c = kinds[k].c;
				c->srv = srv_find(span_of(kinds[k].srv));
			}
			ck_assert_ptr_nonnull(c->srv);
			c->id = arena_printf(&b->arena, "C%zu", n);
			b->cases[n] = (struct run_case){ .testcase = c,
				.user = 0xA, .target = (uint64_t)part.p[1],
				.device = (uint64_t)part.p[1], .s1sp = 1,
				.interface = part.p[1] >= '6' };
		} else {
			c->after = arena_printf(&b->arena, SPAN_F "%sC" SPAN_F,
				SPAN_A(c->after), c->after.n ? ";" : "",
				SPAN_A(part));
		}
		first = false;
	}
}

/* Two in place of the one: what the first has is none of the second's. */
static void retry_rows(struct bench *b)
{
	b->campaign.retries.v[0] = (struct campaign_retry){ SPAN("E20"), 1,
							    1000 };
	vec_push(&b->campaign.retries, ((struct campaign_retry){
		SPAN("E2."), 2, 500 }));
}

static void bench_open(struct bench *b, const char *plan)
{
	struct span rest = span_of(plan), word;

	memset(b, 0, sizeof(*b));
	campaign_init(&b->campaign);
	b->campaign.limits.tps_milli = 0;
	vec_push(&b->campaign.retries, ((struct campaign_retry){
		SPAN("E20|E21"), 2, 1000 }));
	b->now = (struct run_now){ T0, 5000 };
	b->counter = (struct run_counter){ 0xA, 100 };
	b->set = (struct run_settings){ .campaign = &b->campaign,
		.cases = b->cases, .counters = &b->counter, .n_counters = 1,
		.away_ms = RUN_AWAY_MS };
	while (span_cut(&rest, ' ', &word)) {
		if (span_eq(word, SPAN("admin")))
			b->campaign.clock = CAMPAIGN_CLOCK_ADMIN;
		else if (span_eq(word, SPAN("rows")))
			retry_rows(b);
		else if (span_eq(word, SPAN("quick")))
			b->campaign.in_doubt_ms = 200,
			b->campaign.has_in_doubt = true;
		else
			add_case(b, word);
	}
	open_run(b);
}

static void bench_close(struct bench *b)
{
	run_free(b->run);
	campaign_release(&b->campaign);
	arena_release(&b->arena);
}

/* ---- words of a script ---- */

static uint64_t number(const char **p)
{
	uint64_t n = 0;

	for (; **p >= '0' && **p <= '9'; (*p)++)
		n = n * 10 + (uint64_t)(**p - '0');
	return n;
}

/* "I0/Rsp=42?~" */
static void message_of(struct bench *b, const char *p,
		       struct attempt_message *m)
{
	size_t n = strcspn(p, "/=?~");

	m->kind = ATTEMPT_RESPONSE;
	m->code = arena_span(&b->arena, span_make(p, n));
	for (p += n; *p; p += n) {
		n = 1 + strcspn(p + 1, "/=?~");
		if (*p == '/')
			m->payload = arena_span(&b->arena,
						span_make(p + 1, n - 1));
		else if (*p == '=')
			m->schedule = arena_span(&b->arena,
						 span_make(p + 1, n - 1));
		else if (*p == '~')
			m->id.counter++;
		else
			m->wrong = SPAN("signature does not hold");
	}
	m->has_pre_command = span_eq(m->payload, SPAN("PreCommand"));
}

static void answer(struct bench *b, const char *p)
{
	const uint32_t place = (uint32_t)number(&p);
	struct attempt_answer a = { .end = ATTEMPT_ANSWERED,
		.http_status = 200, .elapsed_ms = (uint64_t)(b->now.clock_ms -
							     b->sent_ms[place]),
		.message = { .has_id = true, .id = b->id[place] } };

	if (*p == '-') {
		a = (struct attempt_answer){ .end = ATTEMPT_NOT_SENT,
			.error = SPAN("refused") };
	} else if (*p == '!') {
		a = (struct attempt_answer){ .end = ATTEMPT_UNKNOWN,
			.error = SPAN("reset") };
	} else if (p[1] >= '0' && p[1] <= '9') {
		p++;
		a.http_status = (unsigned)number(&p);
		a.has_retry_after = *p == '+';
		if (*p++ == '+')
			a.retry_after_s = number(&p);
	} else {
		message_of(b, p + 1, &a.message);
	}
	run_answered(b->run, place, &a, b->now);
}

static void push(struct bench *b, const char *p)
{
	const char what = *p++;
	struct attempt_message m = { .kind = ATTEMPT_RESPONSE };
	struct span schedule = SPAN_EMPTY;
	uint32_t place;

	if (*p == '#') {
		const size_t n = strcspn(p + 1, "@");

		schedule = arena_span(&b->arena, span_make(p + 1, n));
		p += n + 2;
	}
	place = (uint32_t)number(&p);
	m.has_id = !schedule.n && what != '%';
	m.id = b->id[place];
	m.device = b->cases[place].device;
	m.srv = span_of(b->tests[place].srv->srv);
	message_of(b, p + 1, &m);
	m.schedule = schedule;
	if (what != '^') {
		m.kind = what == '*' ? ATTEMPT_DCC_ALERT :
				       ATTEMPT_DEVICE_ALERT;
		m.alert = what == '*' ? SPAN("N55") : m.code;
		m.s1sp_alert = what == '*' ? m.code : SPAN_EMPTY;
		m.srv = SPAN_EMPTY;
	}
	m.has_time = true;
	m.time_ms = b->now.clock_ms - b->age_ms;
	b->age_ms = 0;
	b->match = run_arrived(b->run, &m, b->now);
}

static void next(struct bench *b, const char *word)
{
	static const char verbs[] = { '>', 'w', 'm', '.' };
	struct run_action action;
	enum run_verb verb = run_next(b->run, b->now, &action);
	char is[8];

	hear(b);
	if (verb == RUN_SEND) {
		snprintf(is, sizeof(is), ">%u%s", action.place,
			 action.stage == 2 ? "b" : "");
		b->id[action.place] = action.id;
		b->sent_ms[action.place] = b->now.clock_ms;
		if (b->tests[action.place].mode == CASE_FUTURE_DATED ||
		    span_eq(span_of(b->tests[action.place].srv->srv),
			    SPAN("5.1")))
			run_due(b->run, action.place,
				b->now.clock_ms + 3600000);
	} else {
		snprintf(is, sizeof(is), "%c", verb == RUN_DONE &&
			 action.stopped ? ',' : verbs[verb]);
	}
	ck_assert_msg(!strcmp(is, word), "row %d: %s, not %s", b->row, is,
		      word);
	if (verb == RUN_MOVE_CLOCK)
		b->now.clock_ms = action.clock_ms;
}

static void verdict(struct bench *b, const char *word)
{
	const char *p = word;
	const uint32_t place = (uint32_t)number(&p);
	uint32_t attempt = b->last[place];
	const struct attempt *a;
	char is[128];
	const char *of;

	if (*p == '#') {
		p++;
		attempt = (uint32_t)number(&p);
	}
	a = &b->told[place][attempt];
	of = p + 1;
	ck_row(b, word, a->begun_ms);
	snprintf(is, sizeof(is), "%s%s", verdict_name(a->verdict.verdict),
		 a->verdict.timing == VERDICT_TRT_LATE ? "/LATE" : "");
	ck_assert_msg(!strcmp(is, of), "row %d: %s is %s (" SPAN_F ")",
		      b->row, word, is, SPAN_A(a->verdict.reason));
}

static void word_of(struct bench *b, const char *word)
{
	const char *p = word + 1;
	int64_t ms;

	switch (*word) {
	case '>':
	case 'w':
	case 'm':
	case '.':
	case ',':
		next(b, word);
		break;
	case '<':
		answer(b, p);
		break;
	case '!':
		run_unsendable(b->run, (uint32_t)number(&p),
			       SPAN("cannot be signed"), b->now);
		break;
	case '^':
	case '*':
	case '%':
		push(b, word);
		break;
	case 'u':
		ck_row(b, word, !b->match.matched && b->match.why.n);
		break;
	case '+':
		ms = (int64_t)number(&p);
		b->now.clock_ms += ms;
		b->now.real_ms += ms;
		break;
	case 't':
		b->age_ms = (int64_t)number(&p);
		break;
	case 'K':
		run_free(b->run);
		b->counter.next += 1000;
		open_run(b);
		break;
	case 'D':
		run_drain(b->run, b->now);
		break;
	case 'S':
		run_stop(b->run);
		break;
	default:
		verdict(b, word);
	}
	hear(b);
}

static const struct {
	const char *plan, *script;
} rows[] = {
#include "run_rows.h"
};

START_TEST(row)
{
	static struct bench b;
	struct span rest = span_of(rows[_i].script), word;

	bench_open(&b, rows[_i].plan);
	b.row = _i;
	while (span_cut(&rest, ' ', &word)) {
		if (word.n)
			word_of(&b, arena_string(&b.arena, word));
	}
	bench_close(&b);
}
END_TEST

/* Asked every few milliseconds, not always at the same distance: in no second
 * more than the rate, rounded up, and over ten of them nearly as many. */
static const struct {
	uint64_t rate_milli;
	int64_t every_ms;
} rates[] = { { 450000, 1 }, { 450000, 7 }, { 450000, 15 }, { 10000, 1 },
	      { 10000, 20 }, { 2500, 3 }, { 700, 20 }, { 1, 1000 } };

START_TEST(rate)
{
	const uint64_t milli = rates[_i].rate_milli;
	const uint64_t most = (milli + 999) / 1000;
	static int64_t sent_ms[5000];
	struct run_bucket b;
	size_t n = 0, first = 0;

	run_bucket_init(&b, milli, 0);
	for (int64_t now = 0; now < 10000;
	     now += 1 + (now * 7919) % rates[_i].every_ms) {
		while (run_bucket_at(&b, now) <= now) {
			run_bucket_take(&b, now);
			sent_ms[n++] = now;
			while (sent_ms[first] + 1000 <= now)
				first++;
			ck_assert_uint_le(n - first, most);
		}
		ck_assert_int_gt(run_bucket_at(&b, now), now);
	}
	ck_assert_uint_ge(n + 1, milli / 100 * 99 / 100);
	run_bucket_release(&b);
}
END_TEST

Suite *run_suite(void)
{
	Suite *s = suite_create("run");
	TCase *t = tcase_create("run");

	tcase_add_loop_test(t, row, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_loop_test(t, rate, 0, sizeof(rates) / sizeof(rates[0]));
	suite_add_tcase(s, t);
	return s;
}
