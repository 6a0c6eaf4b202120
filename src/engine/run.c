#include "engine/run.h"

#include "base/bug.h"
#include "engine/run_room.h"

enum { STEP_MS = 1000 };

struct run *run_new(const struct run_settings *settings, struct run_now now)
{
	struct run *r = mem_array(1, sizeof(*r));

	if (settings->n_cases >= RUN_NONE)
		mem_exhausted(0);
	r->settings = *settings;
	r->set = &r->settings;
	r->n = (uint32_t)settings->n_cases;
	r->free = RUN_NONE;
	r->round = 1;
	r->counts.cases = r->n;
	r->texts = (struct intern)INTERN_INIT;
	r->scratch = (struct arena)ARENA_INIT;
	r->counter = mem_array(settings->n_counters, sizeof(*r->counter));
	for (size_t i = 0; i < settings->n_counters; i++)
		r->counter[i] = settings->counters[i].next;
	run_bucket_init(&r->bucket, settings->campaign->limits.tps_milli,
			now.real_ms);
	r->codes = mem_array((size_t)r->n * settings->campaign->retries.n,
			     sizeof(*r->codes));
	run_plan_make(r, now);
	return r;
}

void run_free(struct run *r)
{
	if (!r)
		return;
	run_plan_free(r);
	run_bucket_release(&r->bucket);
	run_heap_release(&r->clock);
	run_heap_release(&r->real);
	mem_free(r->counter);
	mem_free(r->codes);
	mem_free(r->by_id.head);
	mem_free(r->by_schedule.head);
	vec_release(&r->slots);
	vec_release(&r->ended);
	vec_release(&r->changes);
	intern_release(&r->texts);
	arena_release(&r->scratch);
	mem_free(r);
}

/* ---- lanes ---- */

/* What it would send now, or NONE. */
static uint32_t lane_next(const struct run *r, const struct run_lane *l)
{
	struct run_heap_item item;

	if (l->holder != RUN_NONE)
		return r->places[l->holder].phase == RUN_NEXT ? l->holder :
								RUN_NONE;
	return run_heap_top(&l->ready, &item) ? item.number : RUN_NONE;
}

void run_lane_offer(struct run *r, uint32_t lane)
{
	struct run_lane *l = &r->lanes[lane];
	const uint32_t place = lane_next(r, l);

	if (l->queued || place == RUN_NONE)
		return;
	l->queued = true;
	run_heap_add(&r->groups[l->s1sp].lanes, place, lane, 0);
}

void run_lane_hold(struct run *r, uint32_t place)
{
	struct run_lane *l = &r->lanes[r->places[place].lane];

	r->doors[l->door].held += l->holder == RUN_NONE;
	l->holder = place;
}

void run_lane_release(struct run *r, uint32_t place)
{
	const uint32_t lane = r->places[place].lane;

	if (r->lanes[lane].holder != place)
		return;
	r->lanes[lane].holder = RUN_NONE;
	r->doors[r->lanes[lane].door].held--;
	run_lane_offer(r, lane);
}

void run_make_ready(struct run *r, uint32_t place)
{
	struct run_place *p = &r->places[place];
	struct run_lane *l = &r->lanes[p->lane];

	if (l->holder == place) {
		p->phase = RUN_NEXT;
	} else {
		p->phase = RUN_READY;
		run_heap_add(&l->ready, place, place, 0);
	}
	run_lane_offer(r, p->lane);
}

/* ---- from one case to the next ---- */

static struct span blocked_by(struct run *r, const struct run_place *p)
{
	arena_clear(&r->scratch);
	if (p->missing)
		return run_text(r, SPAN("a case in 'after' is not in the "
					"plan"));
	return run_text(r, arena_printf(&r->scratch, SPAN_F " ended as %s",
		SPAN_A(run_case_of(r, p->blocker)->id),
		verdict_name(r->places[p->blocker].verdict)));
}

/* Nothing that it comes after is open, or it cannot run at all. */
static void begin(struct run *r, uint32_t place, struct run_now now)
{
	struct run_place *p = &r->places[place];
	const struct run_case *given = &r->set->cases[place];
	const struct testcase *c = given->testcase;
	int64_t ms;

	if (given->fate != VERDICT_RAN)
		run_leave_out(r, place, given->fate, given->why, now);
	else if (testcase_held(c))
		run_leave_out(r, place, VERDICT_LEFT_OUT, c->not_before, now);
	else if (p->blocker != RUN_NONE || p->missing)
		run_leave_out(r, place, VERDICT_NOT_REACHED, blocked_by(r, p),
			      now);
	else if (p->afters)
		return;
	else if (c->not_before.n && testcase_not_before(c->not_before, &ms) &&
		 ms > now.clock_ms) {
		p->phase = RUN_DATED;
		run_heap_add(&r->clock, ms, place, ++p->stamp);
	} else if (!testcase_sends(c)) {
		run_park_schedule(r, place, now);
	} else {
		run_make_ready(r, place);
	}
}

/* One that it comes after has ended. */
static void one_over(struct run *r, uint32_t place, uint32_t before)
{
	struct run_place *p = &r->places[place];
	const struct run_place *b = &r->places[before];

	p->afters--;
	if (b->verdict != VERDICT_PASS && b->verdict != VERDICT_LATE &&
	    (p->blocker == RUN_NONE || before < p->blocker))
		p->blocker = before;
	if (b->schedule != RUN_NONE && (p->schedule == RUN_NONE ||
					before < p->schedule_from)) {
		p->schedule = b->schedule;
		p->schedule_from = before;
		p->has_due = b->has_due;
		p->due_ms = b->due_ms;
	}
}

void run_pump(struct run *r, struct run_now now)
{
	while (r->started && r->ended.n) {
		const uint32_t before = r->ended.v[--r->ended.n];

		for (uint32_t i = r->next_start[before];
		     i < r->next_start[before + 1]; i++) {
			one_over(r, r->next[i], before);
			if (r->places[r->next[i]].phase == RUN_LATER)
				begin(r, r->next[i], now);
		}
	}
}

/* Ended cases of an earlier process first, so that what follows them knows. */
static void start(struct run *r, struct run_now now)
{
	r->started = true;
	r->ended.n = 0;
	for (uint32_t i = 0; i < r->n; i++) {
		if (r->places[i].phase != RUN_ENDED)
			continue;
		for (uint32_t k = r->next_start[i];
		     k < r->next_start[i + 1]; k++)
			one_over(r, r->next[k], i);
	}
	for (uint32_t i = 0; i < r->n; i++) {
		if (r->places[i].phase == RUN_LATER)
			begin(r, i, now);
		run_pump(r, now);
	}
}

/* ---- timers ---- */

/* The next that counts of a heap; others are dropped. */
static bool next_timer(struct run *r, struct run_heap *h,
		       struct run_heap_item *item)
{
	while (run_heap_top(h, item)) {
		if (r->places[item->number].stamp == item->stamp)
			return true;
		run_heap_take(h);
	}
	return false;
}

static void fire(struct run *r, struct run_heap *h, int64_t until_ms,
		 struct run_now now)
{
	struct run_heap_item item;

	while (next_timer(r, h, &item) && item.key <= until_ms) {
		run_heap_take(h);
		r->places[item.number].stamp++;
		switch (r->places[item.number].phase) {
		case RUN_DATED:
			r->places[item.number].phase = RUN_LATER;
			begin(r, item.number, now);
			break;
		case RUN_PAUSE:
			run_make_ready(r, item.number);
			break;
		case RUN_OPEN:
			run_expire(r, run_slot_of(r, item.number), now);
			break;
		default:
			BUG("a timer of a case that waits for none");
		}
		run_pump(r, now);
	}
}

/* ---- sending ---- */

static uint64_t next_counter(struct run *r, uint64_t user)
{
	for (size_t i = 0; i < r->set->n_counters; i++) {
		if (r->set->counters[i].user == user)
			return r->counter[i]++;
	}
	BUG("a user without a counter");
}

static struct run_slot *new_attempt(struct run *r, uint32_t place,
				    struct run_now now)
{
	const struct run_case *c = &r->set->cases[place];
	struct run_place *p = &r->places[place];
	struct run_slot *s = run_slot_new(r, place);

	s->a.number = ++p->number;
	s->a.has_id = true;
	s->a.id = (struct duis_id){ c->user, c->target,
				    next_counter(r, c->user) };
	s->a.begun_ms = now.clock_ms;
	if (p->schedule != RUN_NONE)
		s->a.schedule = intern_get(&r->texts, p->schedule);
	run_slot_index(r, s);
	r->counts.open++;
	r->counts.again += s->a.number > 1;
	return s;
}

static void order(struct run *r, uint32_t place, struct run_now now,
		  struct run_action *action)
{
	struct run_place *p = &r->places[place];
	struct run_slot *s;

	if (p->slot == RUN_NONE) {
		s = new_attempt(r, place, now);
	} else {
		s = run_slot_of(r, place);
		r->halfway--;
	}
	p->phase = RUN_OPEN;
	s->a.state = ATTEMPT_SENT;
	s->a.stage++;
	s->a.sent_ms = now.clock_ms;
	s->under_way = true;
	s->away = false;
	s->a.verdict = (struct verdict){ VERDICT_NO_VERDICT, VERDICT_TRT_NA,
		SPAN("the acknowledgement may still come") };
	r->counts.sent++;
	r->counts.under_way++;
	r->step_ms = 0;
	run_tell(r, s);
	*action = (struct run_action){ .place = place,
		.attempt = s->a.number, .stage = s->a.stage, .id = s->a.id,
		.schedule = s->a.schedule };
}

/* The group whose turn it is, or NONE; then when there may be one. */
static uint32_t choose(struct run *r, int64_t now_ms, int64_t *at_ms)
{
	const int64_t all = run_bucket_at(&r->bucket, now_ms);
	uint32_t best = RUN_NONE;
	int64_t key = RUN_NEVER;

	*at_ms = RUN_NEVER;
	for (uint32_t i = 0; i < r->n_groups; i++) {
		struct run_heap_item item;
		int64_t at;

		if (!run_heap_top(&r->groups[i].lanes, &item))
			continue;
		at = run_bucket_at(&r->groups[i].bucket, now_ms);
		at = at > all ? at : all;
		if (at < *at_ms)
			*at_ms = at;
		if (at <= now_ms && item.key < key) {
			key = item.key;
			best = i;
		}
	}
	return best;
}

static bool send(struct run *r, struct run_now now, struct run_action *action,
		 int64_t *at_ms)
{
	uint32_t group;

	*at_ms = RUN_NEVER;
	if (r->draining)
		return false;
	run_doors_try(r, now);
	if (r->counts.under_way >= r->set->campaign->limits.connections)
		return false;
	while ((group = choose(r, now.real_ms, at_ms)) != RUN_NONE) {
		struct run_group *g = &r->groups[group];
		struct run_heap_item item;
		struct run_lane *l;
		uint32_t place;

		run_heap_top(&g->lanes, &item);
		run_heap_take(&g->lanes);
		l = &r->lanes[item.number];
		l->queued = false;
		place = lane_next(r, l);
		if (place == RUN_NONE)
			run_door_untried(r, item.number);
		if (place == RUN_NONE ||
		    !run_door_lets(r, item.number, place, now))
			continue;
		if (l->holder == RUN_NONE)
			run_heap_take(&l->ready);
		run_lane_hold(r, place);
		run_bucket_take(&r->bucket, now.real_ms);
		run_bucket_take(&g->bucket, now.real_ms);
		order(r, place, now, action);
		return true;
	}
	return false;
}

/* ---- what next ---- */

static enum run_verb done(struct run *r, struct run_action *action)
{
	uint64_t over = 0;

	for (unsigned i = 0; i < VERDICTS; i++)
		over += r->counts.over[i];
	*action = (struct run_action){ .stopped = over < r->counts.cases };
	return RUN_DONE;
}

/* Everything that waits for what will never be: cases in a circle. */
static void break_circle(struct run *r, struct run_now now)
{
	for (uint32_t i = 0; i < r->n; i++) {
		if (r->places[i].phase == RUN_LATER)
			run_leave_out(r, i, VERDICT_NOT_REACHED,
				      SPAN("comes after itself"), now);
	}
	r->ended.n = 0;
}

static bool drained(const struct run *r, struct run_now now)
{
	return r->draining && (now.real_ms >= r->drain_ms ||
	       (!r->counts.under_way && r->counts.open ==
		r->counts.parked + r->halfway));
}

/* Small steps first: what they bring may come long before the next time at
 * which something would be over. */
static enum run_verb move_clock(struct run *r, struct run_now now,
				int64_t until_ms, struct run_action *action)
{
	r->step_ms = r->step_ms ? r->step_ms * 2 : STEP_MS;
	if (until_ms - now.clock_ms > r->step_ms)
		until_ms = now.clock_ms + r->step_ms;
	r->moved = true;
	*action = (struct run_action){ .clock_ms = until_ms,
				       .real_ms = RUN_NEVER };
	return RUN_MOVE_CLOCK;
}

static bool moves(const struct run *r)
{
	return r->set->campaign->clock == CAMPAIGN_CLOCK_ADMIN;
}

/* Everything whose time has come. What has an answer among what is pushed
 * behind a move of the clock waits for that first. */
static void fire_due(struct run *r, struct run_now now)
{
	if (!r->started)
		start(r, now);
	if (r->moved)
		r->settled_ms = now.real_ms + (int64_t)r->set->settle_ms;
	r->moved = false;
	if (!moves(r) || now.real_ms >= r->settled_ms)
		fire(r, &r->clock, now.clock_ms, now);
	fire(r, &r->real, now.real_ms, now);
}

/* Nothing is left to do but to wait for an interface that has been away for
 * too long. */
static bool gives_up(struct run *r, int64_t token_ms)
{
	struct run_heap_item item;

	return !r->draining && !r->counts.under_way &&
	       token_ms == RUN_NEVER && !next_timer(r, &r->real, &item) &&
	       run_doors_given_up(r);
}

static int64_t sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Nothing can be sent before `token_ms`. */
static enum run_verb wait(struct run *r, struct run_now now, int64_t token_ms,
			  struct run_action *action)
{
	const bool settled = !moves(r) || now.real_ms >= r->settled_ms;
	struct run_heap_item item;
	int64_t clock_ms = RUN_NEVER, real_ms = token_ms;

	if (next_timer(r, &r->clock, &item))
		clock_ms = item.key;
	if (next_timer(r, &r->real, &item))
		real_ms = sooner(real_ms, item.key);
	if (!r->draining)
		real_ms = sooner(real_ms, run_doors_next(r));
	if (real_ms == RUN_NEVER && !r->counts.under_way) {
		if (clock_ms == RUN_NEVER && !r->draining) {
			break_circle(r, now);
			return done(r, action);
		}
		if (clock_ms != RUN_NEVER && moves(r) && settled)
			return move_clock(r, now, clock_ms, action);
	}
	if (r->draining)
		real_ms = sooner(real_ms, r->drain_ms);
	if (!settled) {
		real_ms = sooner(real_ms, r->settled_ms);
		clock_ms = clock_ms > now.clock_ms ? clock_ms : RUN_NEVER;
	}
	*action = (struct run_action){ .clock_ms = clock_ms,
				       .real_ms = real_ms };
	return RUN_WAIT;
}

enum run_verb run_next(struct run *r, struct run_now now,
		       struct run_action *action)
{
	int64_t token_ms;

	if (r->stopping)
		return done(r, action);
	fire_due(r, now);
	if (drained(r, now))
		return done(r, action);
	if (send(r, now, action, &token_ms))
		return RUN_SEND;
	if (gives_up(r, token_ms)) {
		run_drain(r, now);
		if (drained(r, now))
			return done(r, action);
	}
	return wait(r, now, token_ms, action);
}

void run_due(struct run *r, uint32_t place, int64_t due_ms)
{
	struct run_slot *s = run_slot_of(r, place);

	s->a.has_due = true;
	s->a.due_ms = due_ms;
	run_tell(r, s);
}

void run_unsendable(struct run *r, uint32_t place, struct span why,
		    struct run_now now)
{
	struct run_slot *s = run_slot_of(r, place);

	s->under_way = false;
	r->counts.under_way--;
	r->counts.sent--;
	run_door_untried(r, r->places[place].lane);
	run_fail_for_good(r, s, why, now);
	run_pump(r, now);
}

/* ---- the end ---- */

void run_drain(struct run *r, struct run_now now)
{
	if (r->draining)
		return;
	r->draining = true;
	r->drain_ms = now.real_ms +
		      (int64_t)r->set->campaign->limits.drain_ms;
}

void run_stop(struct run *r)
{
	r->stopping = true;
}

struct run_counts run_counts(const struct run *r)
{
	return r->counts;
}

enum verdict_kind run_verdict(const struct run *r, uint32_t place)
{
	return r->places[place].phase == RUN_ENDED ?
	       r->places[place].verdict : VERDICTS;
}
