/*
 * run_sim_test.c - campaigns against an endpoint that is only imagined
 *
 * Random plans, random mishaps, and kills at any step, under a clock that
 * jumps from event to event. Held against run_sim.h, which keeps the truth:
 * a device has one case at a time and in order, rates and connections are
 * kept, every case ends once, and a PASS is one. Its two interfaces go dark
 * now and then: nothing is used up by that, and no more than one request is
 * tried there at a time.
 */
#include <check.h>
#include <string.h>

#include "run_sim.h"

Suite *run_sim_suite(void);

static struct attempt last_of(const struct world *w, uint32_t place)
{
	return w->loose[place][w->loose_n[place]];
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
		sim_hear(w);
		check_send(w, action);
		if (w->tests[action->place].mode == CASE_FUTURE_DATED ||
		    w->tests[action->place].srv->srv[0] == '5')
			run_due(w->run, action->place,
				w->now.clock_ms + PARKED_MS);
		sim_hear(w);
		vec_push(&round, *action);
	}
	sim_hear(w);
	w->steps++;
	if (!sim_dies(w, BEFORE_COMMIT)) {
		sim_commit(w);
		for (size_t i = 0;
		     i < round.n && !sim_dies(w, AFTER_COMMIT); i++)
			sim_receive(w, &round.v[i]);
		sim_dies(w, AFTER_ACT);
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
	sim_hear(w);
	w->steps++;
	if (sim_dies(w, BEFORE_COMMIT))
		return false;
	sim_commit(w);
	acknowledged(w, e);
	return !sim_dies(w, AFTER_COMMIT);
}

static void answer(struct world *w, const struct event *e)
{
	if (e->life != w->life)
		return;			/* nobody is there to read it */
	w->under_way--;
	heard(w, e);
	run_answered(w->run, e->place, &e->answer, w->now);
	sim_hear(w);
	w->steps++;
	if (sim_dies(w, BEFORE_COMMIT))
		return;
	sim_commit(w);
	sim_dies(w, AFTER_COMMIT);
}

static void next_event(struct world *w, size_t at)
{
	struct event e = w->events.v[at];

	w->events.v[at] = w->events.v[--w->events.n];
	if (!e.pushed) {
		answer(w, &e);
	} else if (!arrive(w, &e)) {
		e.at_ms = w->now.clock_ms + 100 +
			  (int64_t)chance_draw(&w->chance, 1000);
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
			sim_begin(w);
			continue;
		}
		if (!w->killed && verb == RUN_DONE)
			return;
		if (!w->killed)
			sleep_until(w, &action);
		if (w->killed)
			sim_kill(w);
	}
	ck_abort_msg("it does not end");
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

	sim_open(&w, seed);
	w.calm = seed % 4 == 0;
	w.kill_at = kill_at;
	w.kill = kill;
	w.kills_left = kills;
	sim_begin(&w);
	work(&w);
	check_verdicts(&w);
	*steps = w.steps;
	sim_close(&w);
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
		sim_open(&w, seed);
		w.calm = seed % 2;
		w.doors[seed % INTERFACES].dark_ms = INT64_MAX;
		sim_begin(&w);
		work(&w);
		check_verdicts(&w);
		stops += w.stops;
		sim_close(&w);
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
