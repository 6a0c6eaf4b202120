/*
 * run_sim_test.c - campaigns against an endpoint that is only imagined
 *
 * Random plans, random mishaps, and kills at any step, under a clock that
 * jumps from event to event. Who is asked keeps the truth: what it received,
 * what it executed, what it was told had arrived. Held against it: no
 * RequestID is received twice for one stage, nothing that may not be repeated
 * is executed twice, a device has one case at a time and in order, rates and
 * connections are kept, every case ends once, and a PASS is one. Its two
 * interfaces go dark now and then: nothing is used up by that, and no more
 * than one request is tried there at a time.
 *
 * Of a killed process remains what it had committed: intents of a round are
 * committed before any of it leaves, messages before they are acknowledged;
 * what was not acknowledged is pushed again.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "engine/run.h"

Suite *run_sim_suite(void);

enum { MAX = 40, DEVICES_MAX = 6, TRIES = 32, ALL = 2000,
       PARKED_MS = 60000, INTERFACES = 2, DARK_MS = 30000,
       AWAY_MS = 90000 };
#define T0	INT64_C(1600000000000)

/* ---- chance ---- */

struct chance {
	uint64_t state;
};

static uint64_t draw(struct chance *c, uint64_t below)
{
	c->state ^= c->state << 13;
	c->state ^= c->state >> 7;
	c->state ^= c->state << 17;
	return (c->state >> 11) % below;
}

static bool one_in(struct chance *c, uint64_t n)
{
	return draw(c, n) == 0;
}

/* ---- the endpoint ---- */

enum mishap { FINE, REFUSED, NOT_SENT, LOST_BEFORE, LOST_AFTER, BUSY, BROKEN,
	      MISSING, NO_RESULT, BAD_RESULT, TWICE, RESULT_FIRST,
	      OTHER_ID, MISHAPS };

struct event {
	int64_t at_ms;
	bool pushed;			/* else it answers a request */
	uint32_t place, life;		/* an answer dies with its process */
	struct attempt_answer answer;
	struct attempt_message message;
	uint32_t serial;		/* of a message */
};

struct received {
	struct duis_id id;
	uint32_t place;
	unsigned stage;
	bool executed, told;		/* its good result was acknowledged */
};

/* What a process knows of an interface. */
struct door {
	int64_t dark_ms;		/* until then, and nobody knows */
	bool away;
	uint32_t trial;			/* place, or ALL */
	int64_t failed_ms, wait_ms;
};

struct world {
	struct chance chance;
	struct campaign campaign;
	struct testcase tests[MAX];
	struct run_case cases[MAX];
	char ids[MAX][8], afters[MAX][24];
	struct run_counter counter;
	struct run_settings set;
	struct run *run;
	struct run_now now;
	uint32_t life;
	VEC(struct event) events;
	VEC(struct received) got;
	VEC(int64_t) sent_ms;		/* of this process, real time */
	VEC(uint32_t) sent_s1sp;
	uint32_t executed[MAX];
	uint32_t serials;
	uint32_t under_way;

	/* the journal: what is committed, and what is not yet */
	struct arena arena;
	struct attempt (*kept)[TRIES], (*loose)[TRIES];	/* by case */
	uint32_t kept_n[MAX], loose_n[MAX];
	bool seen[ALL], seen_loose[ALL];	/* messages, by serial */

	struct door doors[INTERFACES];
	bool calm;			/* no mishaps */
	uint32_t stops;			/* by an interface that was away */
	uint32_t steps, kill_at;
	enum { NO_KILL, BEFORE_COMMIT, AFTER_COMMIT, AFTER_ACT } kill;
	bool killed;
	uint32_t kills_left;
};

static struct attempt last_of(const struct world *w, uint32_t place)
{
	return w->loose[place][w->loose_n[place]];
}

/* ---- the journal ---- */

static void check_change(struct world *w, const struct attempt *a)
{
	const struct attempt *b = &w->loose[a->place][w->loose_n[a->place]];

	if (b->begun_ms && b->number == a->number) {
		ck_assert_msg(attempt_open(b->state),
			      "an ended attempt changed");
		return;
	}
	/* another one, and the one before had ended so */
	ck_assert(!b->begun_ms || b->state == ATTEMPT_AGAIN);
	ck_assert(a->number == b->number + 1 || (!b->begun_ms && !a->number));
}

static void hear(struct world *w)
{
	struct attempt a;

	while (run_changed(w->run, &a)) {
		struct buf line = BUF_INIT;

		ck_assert_uint_lt(a.number, TRIES);
		check_change(w, &a);
		ck_assert(attempt_open(a.state) ||
			  !span_ends(a.verdict.reason, SPAN("refused")));
		attempt_keep(&a, &line);
		ck_assert(attempt_restore(buf_span(&line), &w->arena,
					  &w->loose[a.place][a.number]));
		w->loose_n[a.place] = a.number;
		buf_release(&line);
	}
}

static void commit(struct world *w)
{
	for (uint32_t i = 0; i < w->set.n_cases; i++) {
		for (uint32_t k = w->kept_n[i]; k <= w->loose_n[i]; k++)
			w->kept[i][k] = w->loose[i][k];
		w->kept_n[i] = w->loose_n[i];
	}
	memcpy(w->seen, w->seen_loose, sizeof(w->seen));
}

static void forget(struct world *w)
{
	for (uint32_t i = 0; i < w->set.n_cases; i++) {
		for (uint32_t k = w->kept_n[i] + 1; k <= w->loose_n[i]; k++)
			w->loose[i][k] = (struct attempt){ .place = 0 };
		w->loose_n[i] = w->kept_n[i];
		w->loose[i][w->loose_n[i]] = w->kept[i][w->kept_n[i]];
	}
	memcpy(w->seen_loose, w->seen, sizeof(w->seen));
}

/* ---- processes ---- */

static void begin_process(struct world *w)
{
	w->counter = (struct run_counter){ 0xA, 1000 };
	for (uint32_t i = 0; i < w->set.n_cases; i++) {
		for (uint32_t k = 1; k <= w->kept_n[i]; k++) {
			if (w->kept[i][k].id.counter >= w->counter.next)
				w->counter.next = w->kept[i][k].id.counter + 1;
		}
	}
	w->run = run_new(&w->set, w->now);
	for (uint32_t i = 0; i < w->set.n_cases; i++) {
		if (w->kept[i][w->kept_n[i]].begun_ms)
			run_resume(w->run, &w->kept[i][w->kept_n[i]], w->now);
	}
	w->sent_ms.n = w->sent_s1sp.n = 0;
	w->under_way = 0;
	for (unsigned i = 0; i < INTERFACES; i++)
		w->doors[i].away = false;
	w->life++;
}

static void kill_process(struct world *w)
{
	run_free(w->run);
	forget(w);
	w->killed = false;
	w->now.clock_ms += (int64_t)draw(&w->chance, 3000);
	w->now.real_ms = w->now.clock_ms - T0;
	begin_process(w);
}

/* Is this where it dies? Counts the places where it could. */
static bool dies(struct world *w, unsigned where)
{
	if (where != w->kill || w->killed || !w->kills_left)
		return false;
	if (w->kill_at ? w->steps != w->kill_at :
			 !one_in(&w->chance, 12))
		return false;
	w->kills_left--;
	return w->killed = true;
}

/* ---- what the endpoint does ---- */

static void soon(struct world *w, struct event e, uint64_t within_ms)
{
	e.at_ms = w->now.clock_ms + (int64_t)draw(&w->chance, within_ms) + 1;
	e.life = w->life;
	vec_push(&w->events, e);
}

static void push_result(struct world *w, const struct received *r,
			enum mishap m, uint64_t after_ms)
{
	const struct testcase *c = &w->tests[r->place];
	struct event e = { .pushed = true, .serial = ++w->serials,
		.place = r->place, .message = {
		.kind = ATTEMPT_RESPONSE, .has_id = true, .id = r->id,
		.device = w->cases[r->place].device,
		.srv = span_of(c->srv->srv),
		.code = m == BAD_RESULT ? SPAN("E21") : SPAN("I0"),
		.payload = SPAN_EMPTY } };

	ck_assert_uint_lt(e.serial, ALL);
	if (m == OTHER_ID)
		e.message.id.counter += 1000000;
	e.at_ms = w->now.clock_ms + (int64_t)after_ms;
	vec_push(&w->events, e);
	if (m == TWICE) {
		e.serial = ++w->serials;
		e.at_ms += 7;
		vec_push(&w->events, e);
	}
}

static void push_scheduled(struct world *w, uint32_t place)
{
	struct event e = { .pushed = true, .place = place, .message = {
		.kind = ATTEMPT_RESPONSE, .code = SPAN("I0"),
		.payload = SPAN_EMPTY, .device = w->cases[place].device } };

	for (uint32_t i = place + 1; i < w->set.n_cases; i++) {
		if (w->tests[i].mode != CASE_SCHEDULED ||
		    !span_eq(w->tests[i].after, w->tests[place].id))
			continue;
		e.message.srv = span_of(w->tests[i].srv->srv);
		e.message.schedule = w->tests[place].id;
		e.serial = ++w->serials;
		e.at_ms = w->now.clock_ms + PARKED_MS +
			  (int64_t)draw(&w->chance, 90000);
		vec_push(&w->events, e);
	}
}

static void check_received(struct world *w, const struct received *r)
{
	unsigned before = 0;

	for (size_t i = 0; i < w->got.n; i++) {
		if (!duis_id_same(&w->got.v[i].id, &r->id))
			continue;
		ck_assert_msg(w->got.v[i].stage < r->stage,
			      "a RequestID came twice");
		before++;
	}
	ck_assert_uint_eq(before + 1, r->stage);
}

static void execute(struct world *w, struct received *r, enum mishap m)
{
	const struct testcase *c = &w->tests[r->place];
	const bool scheduled = c->mode == CASE_DCC_ONLY && c->srv->srv[0] ==
			       '5';
	uint64_t after = 10 + draw(&w->chance, 4000);

	if (r->stage == 1 && testcase_transforms(c))
		return;
	r->executed = true;
	w->executed[r->place]++;
	ck_assert_msg(c->srv->repeat_safe || w->executed[r->place] == 1,
		      "executed twice");
	if (scheduled)
		push_scheduled(w, r->place);
	if (c->command_variant % 2 == 0 || m == NO_RESULT)
		return;
	if (c->mode == CASE_FUTURE_DATED)
		after += PARKED_MS;
	push_result(w, r, m, m == RESULT_FIRST ? 0 : after);
}

static bool is_dark(struct world *w, uint32_t place)
{
	struct door *d = &w->doors[w->cases[place].interface];

	if (w->now.clock_ms >= d->dark_ms && one_in(&w->chance, 40))
		d->dark_ms = w->now.clock_ms +
			     (int64_t)draw(&w->chance, DARK_MS);
	return w->now.clock_ms < d->dark_ms;
}

/* The request arrives, or does not; its sender learns of it, or does not. */
static void receive(struct world *w, const struct run_action *action)
{
	const struct testcase *c = &w->tests[action->place];
	const enum mishap m = !w->calm && one_in(&w->chance, 3) ?
		(enum mishap)draw(&w->chance, MISHAPS) : FINE;
	struct received r = { .id = action->id, .place = action->place,
			      .stage = action->stage };
	struct event e = { .place = action->place, .answer = {
		.end = ATTEMPT_ANSWERED, .http_status = 200,
		.message = { .kind = ATTEMPT_RESPONSE, .has_id = true,
			     .id = action->id, .srv = span_of(c->srv->srv),
			     .code = SPAN("I99") } } };
	struct attempt_answer *a = &e.answer;

	if (m == NOT_SENT || is_dark(w, action->place)) {
		a->end = ATTEMPT_NOT_SENT;
		a->error = SPAN("refused");
		soon(w, e, 100);
		return;
	}
	check_received(w, &r);
	if (m == REFUSED) {
		a->message.code = SPAN("E20");
	} else if (m == LOST_BEFORE || m == LOST_AFTER) {
		a->end = ATTEMPT_UNKNOWN;
		a->error = SPAN("reset");
	} else if (m == BUSY || m == BROKEN || m == MISSING) {
		a->http_status = m == BUSY ? 503 : m == BROKEN ? 500 : 404;
		a->has_retry_after = m == BUSY;
		a->retry_after_s = 1;
	} else if (action->stage == 1 && testcase_transforms(c)) {
		a->message.code = SPAN("I0");
		a->message.has_pre_command = true;
	} else if (c->command_variant == 8) {
		a->message.code = SPAN("I0");
		a->message.schedule = c->id;
	}
	if (m != REFUSED && m != LOST_BEFORE && m != BUSY && m != BROKEN &&
	    m != MISSING)
		execute(w, &r, m);
	vec_push(&w->got, r);
	soon(w, e, 300);
}

/* ---- what must hold of a request ---- */

static void check_rate(const struct world *w, uint64_t rate_milli,
		       uint32_t s1sp)
{
	const size_t last = w->sent_ms.n - 1;
	const uint64_t burst = rate_milli * RUN_BURST_MS + 1000000;
	uint64_t n = 0;

	if (!rate_milli || (s1sp && w->sent_s1sp.v[last] != s1sp))
		return;
	for (size_t i = w->sent_ms.n; i-- > 0;) {
		const uint64_t ms = (uint64_t)(w->sent_ms.v[last] -
					       w->sent_ms.v[i]);

		if (s1sp && w->sent_s1sp.v[i] != s1sp)
			continue;
		n++;
		ck_assert_msg(ms >= 1000 || n <= (rate_milli + 999) / 1000,
			      "%llu requests in a second",
			      (unsigned long long)n);
		ck_assert_msg(n * 1000000 <= burst + ms * rate_milli,
			      "%llu requests in %llu ms",
			      (unsigned long long)n, (unsigned long long)ms);
	}
}

static void check_order(const struct world *w,
			const struct run_action *action)
{
	const struct run_case *me = &w->cases[action->place];

	for (uint32_t i = 0; i < w->set.n_cases; i++) {
		const struct attempt a = last_of(w, i);
		const enum case_mode mode = w->tests[i].mode;

		if (w->cases[i].device != me->device || i == action->place)
			continue;
		if (a.begun_ms && attempt_open(a.state))
			ck_assert_msg((mode == CASE_FUTURE_DATED ||
				       mode == CASE_SCHEDULED) &&
				      a.state != ATTEMPT_SENT &&
				      a.state != ATTEMPT_HALFWAY,
				      "two at a time on one device");
		if (i < action->place && !w->tests[i].after.n)
			ck_assert_msg(a.begun_ms, "out of order");
	}
}

/* While it is away, one at a time, and not too soon; before the limit, though,
 * there is a last one. */
static void check_door(struct world *w, uint32_t place)
{
	struct door *d = &w->doors[w->cases[place].interface];
	struct run_outage o = { 0, false };

	ck_assert(run_outage(w->run, w->cases[place].interface, &o) ==
		  d->away);
	if (!d->away)
		return;
	ck_assert_msg(d->trial == ALL, "two at a time where nobody is");
	ck_assert(w->now.real_ms >= d->failed_ms + d->wait_ms ||
		  w->now.real_ms >= o.since_ms + AWAY_MS);
	d->trial = place;
}

static void check_send(struct world *w, const struct run_action *action)
{
	const uint32_t s1sp = w->cases[action->place].s1sp;

	vec_push(&w->sent_ms, w->now.real_ms);
	vec_push(&w->sent_s1sp, s1sp);
	check_rate(w, w->campaign.limits.tps_milli, 0);
	if (s1sp)
		check_rate(w, w->campaign.limits.per_s1sp_milli, s1sp);
	w->under_way++;
	ck_assert_uint_le(w->under_way, w->campaign.limits.connections);
	check_order(w, action);
	check_door(w, action->place);
}

static void heard(struct world *w, const struct event *e)
{
	struct door *d = &w->doors[w->cases[e->place].interface];
	const bool sent = e->answer.end != ATTEMPT_NOT_SENT;
	const bool tried = d->away && d->trial == e->place;

	if (tried && sent) {
		d->away = false;
	} else if (!sent && (tried || !d->away)) {
		d->wait_ms = tried ? d->wait_ms * 2 : RUN_AWAY_WAIT_MS;
		if (d->wait_ms > RUN_AWAY_WAIT_MAX_MS)
			d->wait_ms = RUN_AWAY_WAIT_MAX_MS;
		d->failed_ms = w->now.real_ms;
		d->away = true;
		d->trial = ALL;
	}
}

/* ---- a process at work ---- */

/* Everything that may be sent now, in one commit. */
static enum run_verb turn(struct world *w, struct run_action *action)
{
	VEC(struct run_action) round = VEC_INIT;
	enum run_verb verb;

	while ((verb = run_next(w->run, w->now, action)) == RUN_SEND) {
		hear(w);
		check_send(w, action);
		if (w->tests[action->place].mode == CASE_FUTURE_DATED ||
		    w->tests[action->place].srv->srv[0] == '5')
			run_due(w->run, action->place,
				w->now.clock_ms + PARKED_MS);
		hear(w);
		vec_push(&round, *action);
	}
	hear(w);
	w->steps++;
	if (!dies(w, BEFORE_COMMIT)) {
		commit(w);
		for (size_t i = 0; i < round.n && !dies(w, AFTER_COMMIT); i++)
			receive(w, &round.v[i]);
		dies(w, AFTER_ACT);
	}
	vec_release(&round);
	return verb;
}

static void acknowledged(struct world *w, const struct event *e)
{
	for (size_t i = 0; i < w->got.n; i++) {
		if (e->message.has_id && duis_id_same(&w->got.v[i].id,
						      &e->message.id) &&
		    w->got.v[i].executed &&
		    span_eq(e->message.code, SPAN("I0")))
			w->got.v[i].told = true;
	}
}

/* False: it is not acknowledged, and comes again. */
static bool arrive(struct world *w, const struct event *e)
{
	if (!w->seen_loose[e->serial]) {
		run_arrived(w->run, &e->message, w->now);
		w->seen_loose[e->serial] = true;
	}
	hear(w);
	w->steps++;
	if (dies(w, BEFORE_COMMIT))
		return false;
	commit(w);
	acknowledged(w, e);
	return !dies(w, AFTER_COMMIT);
}

static void answer(struct world *w, const struct event *e)
{
	if (e->life != w->life)
		return;			/* nobody is there to read it */
	w->under_way--;
	heard(w, e);
	run_answered(w->run, e->place, &e->answer, w->now);
	hear(w);
	w->steps++;
	if (dies(w, BEFORE_COMMIT))
		return;
	commit(w);
	dies(w, AFTER_COMMIT);
}

static void next_event(struct world *w, size_t at)
{
	struct event e = w->events.v[at];

	w->events.v[at] = w->events.v[--w->events.n];
	if (!e.pushed) {
		answer(w, &e);
	} else if (!arrive(w, &e)) {
		e.at_ms = w->now.clock_ms + 100 +
			  (int64_t)draw(&w->chance, 1000);
		vec_push(&w->events, e);
	}
}

static size_t earliest(const struct world *w)
{
	size_t best = 0;

	for (size_t i = 1; i < w->events.n; i++) {
		if (w->events.v[i].at_ms < w->events.v[best].at_ms)
			best = i;
	}
	return best;
}

static void sleep_until(struct world *w, const struct run_action *action)
{
	int64_t to = action->clock_ms;
	size_t at = earliest(w);

	if (action->real_ms != RUN_NEVER && action->real_ms + T0 < to)
		to = action->real_ms + T0;
	ck_assert_msg(w->events.n || to != RUN_NEVER, "waits for nothing");
	if (w->events.n && w->events.v[at].at_ms <= to) {
		if (w->events.v[at].at_ms > w->now.clock_ms)
			w->now.clock_ms = w->events.v[at].at_ms;
		w->now.real_ms = w->now.clock_ms - T0;
		next_event(w, at);
		return;
	}
	if (to > w->now.clock_ms)
		w->now.clock_ms = to;
	w->now.real_ms = w->now.clock_ms - T0;
}

/* By itself: one interface has been away for long enough, and for all cases of
 * the other there was nothing more to do. */
static void check_stop(struct world *w)
{
	struct run_outage o[INTERFACES] = { { 0, false }, { 0, false } };
	bool any = false;

	for (unsigned i = 0; i < INTERFACES; i++) {
		run_outage(w->run, i, &o[i]);
		any |= o[i].given_up;
		ck_assert(!o[i].given_up ||
			  w->now.real_ms >= o[i].since_ms + AWAY_MS);
	}
	ck_assert(any);
	for (uint32_t i = 0; i < w->set.n_cases; i++) {
		const struct attempt a = last_of(w, i);

		if (!w->tests[i].after.n &&
		    w->tests[i].mode != CASE_FUTURE_DATED &&
		    !o[w->cases[i].interface].given_up)
			ck_assert(a.state == ATTEMPT_OVER);
	}
	w->stops++;
	for (unsigned i = 0; i < INTERFACES; i++)
		w->doors[i].dark_ms = 0;
}

static void work(struct world *w)
{
	struct run_action action;

	for (unsigned i = 0; i < 20000; i++) {
		const enum run_verb verb = turn(w, &action);

		if (!w->killed && verb == RUN_DONE && action.stopped) {
			check_stop(w);
			run_free(w->run);
			begin_process(w);
			continue;
		}
		if (!w->killed && verb == RUN_DONE)
			return;
		if (!w->killed)
			sleep_until(w, &action);
		if (w->killed)
			kill_process(w);
	}
	ck_abort_msg("it does not end");
}

/* ---- plans ---- */

static void add_case(struct world *w, const char *srv, unsigned variant,
		     enum case_mode mode, uint64_t device, const char *after)
{
	const size_t n = w->set.n_cases++;
	struct testcase *c = &w->tests[n];

	snprintf(w->ids[n], sizeof(w->ids[n]), "C%zu", n);
	snprintf(w->afters[n], sizeof(w->afters[n]), "%s", after);
	*c = (struct testcase){ .id = span_of(w->ids[n]),
		.srv = srv_find(span_of(srv)), .command_variant = variant,
		.mode = mode, .after = span_of(w->afters[n]),
		.has_trt = true, .trt_ms = mode == CASE_FUTURE_DATED ||
			mode == CASE_SCHEDULED ? 60000 : 3000 };
	if (mode != CASE_SCHEDULED)
		c->expect_ack = variant == 8 ? SPAN("I0") : SPAN("I99");
	if (variant != 8)
		c->expect_code = SPAN("I0");
	w->cases[n] = (struct run_case){ .testcase = c, .user = 0xA,
		.device = device, .target = mode == CASE_DCC_ONLY ? 0xD :
							   device,
		.s1sp = (uint32_t)device % 3,
		.interface = (uint32_t)device % INTERFACES };
}

static void make_plan(struct world *w)
{
	const uint64_t devices = 1 + draw(&w->chance, DEVICES_MAX);
	const uint64_t cases = 1 + draw(&w->chance, MAX - 8);

	while (w->set.n_cases < cases) {
		const uint64_t device = 100 + draw(&w->chance, devices);
		const size_t n = w->set.n_cases;
		const char *after = n && one_in(&w->chance, 6) ?
				    w->ids[draw(&w->chance, n)] : "";

		switch (draw(&w->chance, 7)) {
		case 0:
			add_case(w, "2.2", 1, CASE_ON_DEMAND, device, after);
			break;
		case 1:
			add_case(w, "1.5", 5, CASE_ON_DEMAND, device, after);
			break;
		case 2:
			add_case(w, "8.2", 8, CASE_DCC_ONLY, device, after);
			break;
		case 3:
			add_case(w, "4.1.1", 1, CASE_FUTURE_DATED, device,
				 after);
			break;
		case 4:
			add_case(w, "5.1", 8, CASE_DCC_ONLY, device, after);
			add_case(w, "4.3", 9, CASE_SCHEDULED, device,
				 w->ids[n]);
			add_case(w, "5.3", 8, CASE_DCC_ONLY, device,
				 w->ids[n + 1]);
			break;
		default:
			add_case(w, "4.1.1", 1, CASE_ON_DEMAND, device,
				 after);
		}
	}
}

static void world_open(struct world *w, uint64_t seed)
{
	static const uint64_t rates[] = { 0, 700, 2500, 90000 };

	memset(w, 0, sizeof(*w));
	w->kept = mem_array(MAX, sizeof(*w->kept));
	w->loose = mem_array(MAX, sizeof(*w->loose));
	w->chance.state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	draw(&w->chance, 2);
	campaign_init(&w->campaign);
	w->campaign.limits.tps_milli = rates[draw(&w->chance, 4)];
	w->campaign.limits.per_s1sp_milli = rates[draw(&w->chance, 4)];
	w->campaign.limits.connections = 1 + draw(&w->chance, 4);
	w->campaign.has_in_doubt = one_in(&w->chance, 2);
	w->campaign.in_doubt_ms = 200;
	vec_push(&w->campaign.retries, ((struct campaign_retry){
		SPAN("E20|E21"), 2, 500 }));
	w->set = (struct run_settings){ .campaign = &w->campaign,
		.cases = w->cases, .counters = &w->counter, .n_counters = 1,
		.away_ms = AWAY_MS };
	w->now = (struct run_now){ T0, 0 };
	make_plan(w);
}

static void world_close(struct world *w)
{
	run_free(w->run);
	mem_free(w->kept);
	mem_free(w->loose);
	vec_release(&w->events);
	vec_release(&w->got);
	vec_release(&w->sent_ms);
	vec_release(&w->sent_s1sp);
	campaign_release(&w->campaign);
	arena_release(&w->arena);
}

/* A PASS is one that somebody executed and told of, and the reverse. */
static void check_verdicts(const struct world *w)
{
	for (uint32_t i = 0; i < w->set.n_cases; i++) {
		const struct attempt *a = &w->kept[i][w->kept_n[i]];
		const enum verdict_kind v = a->verdict.verdict;
		bool executed = false, told = false;

		ck_assert(a->begun_ms && a->state == ATTEMPT_OVER);
		ck_assert(v == run_verdict(w->run, i));
		for (size_t k = 0; k < w->got.n; k++) {
			if (!a->has_id || !duis_id_same(&w->got.v[k].id,
							&a->id))
				continue;
			executed |= w->got.v[k].executed;
			told |= w->got.v[k].told;
		}
		if (!a->has_id)
			continue;
		if (v == VERDICT_PASS || v == VERDICT_LATE)
			ck_assert(w->tests[i].expect_code.n ? told :
							      executed);
		if (a->seen.has_result)
			ck_assert(executed);
		if (w->calm && (told || w->kill == NO_KILL))
			ck_assert_msg(v == VERDICT_PASS ||
				      v == VERDICT_LATE ||
				      v == VERDICT_NO_VERDICT,
				      "case %u, attempt %u: %s", i, a->number,
				      a->verdict.reason.p);
		if (w->calm && w->kill == NO_KILL)
			ck_assert(v != VERDICT_NO_VERDICT);
	}
}

static void campaign_of(uint64_t seed, uint32_t kill_at, unsigned kill,
			uint32_t kills, uint32_t *steps)
{
	static struct world w;

	world_open(&w, seed);
	w.calm = seed % 4 == 0;
	w.kill_at = kill_at;
	w.kill = kill;
	w.kills_left = kills;
	begin_process(&w);
	work(&w);
	check_verdicts(&w);
	*steps = w.steps;
	world_close(&w);
}

START_TEST(in_peace)
{
	uint32_t steps;

	for (uint64_t seed = 1; seed <= 150; seed++)
		campaign_of(seed, 0, NO_KILL, 0, &steps);
}
END_TEST

START_TEST(killed_often)
{
	uint32_t steps;

	for (uint64_t seed = 1; seed <= 300; seed++)
		campaign_of(seed, 0, 1 + (unsigned)(seed % 3), 25, &steps);
}
END_TEST

/* Each step of a campaign, and each of the three moments in it. */
START_TEST(killed_everywhere)
{
	for (uint64_t seed = 1000; seed < 1006; seed++) {
		uint32_t steps, of;

		campaign_of(seed, 0, NO_KILL, 0, &of);
		for (uint32_t at = 1; at <= of; at++) {
			campaign_of(seed, at, BEFORE_COMMIT, 1, &steps);
			campaign_of(seed, at, AFTER_COMMIT, 1, &steps);
			campaign_of(seed, at, AFTER_ACT, 1, &steps);
		}
	}
}
END_TEST

/* An interface that is gone for good, from the beginning or later on: the run
 * stops by itself, and nothing is lost when it goes on. */
START_TEST(given_up)
{
	static struct world w;
	uint32_t stops = 0;

	for (uint64_t seed = 2000; seed < 2150; seed++) {
		world_open(&w, seed);
		w.calm = seed % 2;
		w.doors[seed % INTERFACES].dark_ms = INT64_MAX;
		begin_process(&w);
		work(&w);
		check_verdicts(&w);
		stops += w.stops;
		world_close(&w);
	}
	ck_assert_uint_gt(stops, 75);
}
END_TEST

Suite *run_sim_suite(void)
{
	Suite *s = suite_create("run_sim");
	TCase *t = tcase_create("run_sim");

	tcase_add_test(t, in_peace);
	tcase_add_test(t, killed_often);
	tcase_add_test(t, killed_everywhere);
	tcase_add_test(t, given_up);
	suite_add_tcase(s, t);
	return s;
}
