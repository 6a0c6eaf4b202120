#include "run_sim.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

enum mishap { FINE, REFUSED, NOT_SENT, LOST_BEFORE, LOST_AFTER, BUSY, BROKEN,
	      MISSING, NO_RESULT, BAD_RESULT, TWICE, RESULT_FIRST,
	      OTHER_ID, MISHAPS };

uint64_t chance_draw(struct chance *c, uint64_t below)
{
	c->state ^= c->state << 13;
	c->state ^= c->state >> 7;
	c->state ^= c->state << 17;
	return (c->state >> 11) % below;
}

bool chance_one_in(struct chance *c, uint64_t n)
{
	return chance_draw(c, n) == 0;
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

void sim_hear(struct world *w)
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

void sim_commit(struct world *w)
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

void sim_begin(struct world *w)
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

void sim_kill(struct world *w)
{
	run_free(w->run);
	forget(w);
	w->killed = false;
	w->now.clock_ms += (int64_t)chance_draw(&w->chance, 3000);
	w->now.real_ms = w->now.clock_ms - T0;
	sim_begin(w);
}

bool sim_dies(struct world *w, unsigned where)
{
	if (where != w->kill || w->killed || !w->kills_left)
		return false;
	if (w->kill_at ? w->steps != w->kill_at :
			 !chance_one_in(&w->chance, 12))
		return false;
	w->kills_left--;
	return w->killed = true;
}

/* ---- what the endpoint does ---- */

static void soon(struct world *w, struct event e, uint64_t within_ms)
{
	e.at_ms = w->now.clock_ms + 1 +
		  (int64_t)chance_draw(&w->chance, within_ms);
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
			  (int64_t)chance_draw(&w->chance, 90000);
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
	uint64_t after = 10 + chance_draw(&w->chance, 4000);

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

	if (w->now.clock_ms >= d->dark_ms && chance_one_in(&w->chance, 40))
		d->dark_ms = w->now.clock_ms +
			     (int64_t)chance_draw(&w->chance, DARK_MS);
	return w->now.clock_ms < d->dark_ms;
}

void sim_receive(struct world *w, const struct run_action *action)
{
	const struct testcase *c = &w->tests[action->place];
	const enum mishap m = !w->calm && chance_one_in(&w->chance, 3) ?
		(enum mishap)chance_draw(&w->chance, MISHAPS) : FINE;
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
	const uint64_t devices = 1 + chance_draw(&w->chance, DEVICES_MAX);
	const uint64_t cases = 1 + chance_draw(&w->chance, MAX - 8);

	while (w->set.n_cases < cases) {
		const uint64_t device = 100 + chance_draw(&w->chance, devices);
		const size_t n = w->set.n_cases;
		const char *after = n && chance_one_in(&w->chance, 6) ?
				    w->ids[chance_draw(&w->chance, n)] : "";

		switch (chance_draw(&w->chance, 7)) {
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

void sim_open(struct world *w, uint64_t seed)
{
	static const uint64_t rates[] = { 0, 700, 2500, 90000 };

	memset(w, 0, sizeof(*w));
	w->kept = mem_array(MAX, sizeof(*w->kept));
	w->loose = mem_array(MAX, sizeof(*w->loose));
	w->chance.state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	chance_draw(&w->chance, 2);
	campaign_init(&w->campaign);
	w->campaign.limits.tps_milli = rates[chance_draw(&w->chance, 4)];
	w->campaign.limits.per_s1sp_milli = rates[chance_draw(&w->chance, 4)];
	w->campaign.limits.connections = 1 + chance_draw(&w->chance, 4);
	w->campaign.has_in_doubt = chance_one_in(&w->chance, 2);
	w->campaign.in_doubt_ms = 200;
	vec_push(&w->campaign.retries, ((struct campaign_retry){
		SPAN("E20|E21"), 2, 500 }));
	w->set = (struct run_settings){ .campaign = &w->campaign,
		.cases = w->cases, .counters = &w->counter, .n_counters = 1,
		.away_ms = AWAY_MS };
	w->now = (struct run_now){ T0, 0 };
	make_plan(w);
}

void sim_close(struct world *w)
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
