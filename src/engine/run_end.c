/* What an attempt waits for, when that is enough, and whether it is tried
 * again. */
#include "engine/run_room.h"
#include "engine/verdict.h"
#include "model/pattern.h"

static int64_t later_of(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t after(int64_t ms, uint64_t wait_ms)
{
	const uint64_t room = (uint64_t)(RUN_NEVER - later_of(ms, 0));

	return wait_ms < room ? ms + (int64_t)wait_ms : RUN_NEVER;
}

static bool is_parked(const struct run *r, uint32_t place)
{
	const enum case_mode mode = run_case_of(r, place)->mode;

	return mode == CASE_FUTURE_DATED || mode == CASE_SCHEDULED;
}

/* ---- times ---- */

static int64_t base_of(const struct attempt *a, const struct testcase *c)
{
	const bool due = a->has_due && (c->mode == CASE_FUTURE_DATED ||
					c->mode == CASE_SCHEDULED);

	return due ? later_of(a->due_ms, a->sent_ms) : a->sent_ms;
}

int64_t run_base(const struct run *r, const struct run_slot *s)
{
	return base_of(&s->a, run_case_of(r, s->a.place));
}

static int64_t result_until(const struct attempt *a, const struct testcase *c)
{
	const uint64_t more = c->trt_ms > RUN_PATIENCE_MS ? c->trt_ms :
							   RUN_PATIENCE_MS;

	return after(base_of(a, c), c->has_trt ? c->trt_ms + more :
						 RUN_NO_TARGET_MS);
}

static int64_t silence_until(const struct attempt *a,
			     const struct testcase *c)
{
	return after(after(a->sent_ms, a->seen.ack_ms),
		     c->forbid_any_for_s * 1000);
}

uint64_t run_doubt_wait(const struct run *r, uint32_t place)
{
	const struct campaign *set = r->set->campaign;
	const struct testcase *c = run_case_of(r, place);

	return set->has_in_doubt ? set->in_doubt_ms :
	       c->has_trt ? c->trt_ms : RUN_NO_TARGET_MS;
}

/* The next moment at which something about it may change by itself. */
void run_timer(struct run *r, struct run_slot *s)
{
	const struct testcase *c = run_case_of(r, s->a.place);
	struct run_place *p = &r->places[s->a.place];
	int64_t at = s->a.until_ms;

	if (s->a.state == ATTEMPT_WAITING && c->forbid_any_for_s &&
	    !s->a.seen.silence_over && silence_until(&s->a, c) < at)
		at = silence_until(&s->a, c);
	run_heap_add(&r->clock, at, s->a.place, ++p->stamp);
}

/* ---- ends ---- */

static void judge(struct run *r, struct run_slot *s, struct run_now now)
{
	const struct testcase *c = run_case_of(r, s->a.place);
	const int64_t base = base_of(&s->a, c);

	s->a.seen.waited_ms = now.clock_ms > base ?
			      (uint64_t)(now.clock_ms - base) : 0;
	arena_clear(&r->scratch);
	verdict_judge(c, &s->a.seen, &r->scratch, &s->a.verdict);
	s->a.verdict.reason = run_text(r, s->a.verdict.reason);
}

static void place_over(struct run *r, uint32_t place,
		       enum verdict_kind verdict)
{
	struct run_place *p = &r->places[place];

	p->phase = RUN_ENDED;
	p->verdict = (uint8_t)verdict;
	r->counts.over[verdict]++;
	vec_push(&r->ended, place);
}

/* The slot is gone behind this. */
static void end(struct run *r, struct run_slot *s, enum attempt_state state,
		struct run_now now)
{
	const uint32_t place = s->a.place;
	const bool held = !s->parked;

	if (s->a.state == ATTEMPT_HALFWAY || s->a.state == ATTEMPT_UNSENT)
		r->halfway--;
	s->a.state = state;
	s->a.ended_ms = now.clock_ms;
	r->counts.open--;
	r->counts.parked -= s->parked;
	r->places[place].stamp++;
	if (state == ATTEMPT_OVER)
		place_over(r, place, s->a.verdict.verdict);
	run_tell(r, s);
	run_slot_free(r, s);
	if (state == ATTEMPT_OVER && held)
		run_lane_release(r, place);
}

/* Tried again after some time; whoever holds a device goes on holding it. */
static void again(struct run *r, struct run_slot *s, uint64_t wait_ms,
		  struct run_now now)
{
	struct run_place *p = &r->places[s->a.place];
	const uint32_t place = s->a.place;

	end(r, s, ATTEMPT_AGAIN, now);
	p->phase = RUN_PAUSE;
	run_heap_add(&r->real, after(now.real_ms, wait_ms), place, ++p->stamp);
}

/* What the campaign says of a code, if the service may be sent twice: the
 * first row with it, which has a count of its own. */
static const struct campaign_retry *retry_of(struct run *r,
					     const struct run_slot *s,
					     uint32_t **times)
{
	const size_t rows = r->set->campaign->retries.n;
	const struct verdict_seen *seen = &s->a.seen;
	const struct testcase *c = run_case_of(r, s->a.place);
	const struct span code = seen->has_result ? seen->result_code :
						    seen->ack_code;

	if (!c->srv->repeat_safe || !s->a.stage || seen->bad_message.n ||
	    seen->uninvited || !code.n)
		return NULL;
	for (size_t i = 0; i < rows; i++) {
		if (!pattern_matches(r->set->campaign->retries.v[i].code, code))
			continue;
		*times = &r->codes[s->a.place * rows + i];
		return &r->set->campaign->retries.v[i];
	}
	return NULL;
}

/* It has been judged, and for good. */
static void finish(struct run *r, struct run_slot *s, struct run_now now)
{
	const struct campaign_retry *retry = NULL;
	uint32_t *times = NULL;

	if (s->a.verdict.verdict == VERDICT_FAIL)
		retry = retry_of(r, s, &times);
	if (retry && *times < retry->max) {
		++*times;
		again(r, s, retry->wait_ms, now);
	} else {
		end(r, s, ATTEMPT_OVER, now);
	}
}

static void fail(struct run *r, struct run_slot *s, struct span why,
		 struct run_now now)
{
	s->a.seen.fate = VERDICT_NOT_SENT;
	s->a.seen.why = run_text(r, why);
	judge(r, s, now);
}

void run_fail_busy(struct run *r, struct run_slot *s, struct span why,
		   uint64_t wait_ms, struct run_now now)
{
	struct run_place *p = &r->places[s->a.place];

	fail(r, s, why, now);
	if (p->busy == RUN_BUSY_MAX) {
		end(r, s, ATTEMPT_OVER, now);
		return;
	}
	p->busy++;
	again(r, s, wait_ms, now);
}

void run_fail_for_good(struct run *r, struct run_slot *s, struct span why,
		       struct run_now now)
{
	fail(r, s, why, now);
	end(r, s, ATTEMPT_OVER, now);
}

void run_leave_out(struct run *r, uint32_t place, enum verdict_fate fate,
		   struct span why, struct run_now now)
{
	const struct testcase *c = run_case_of(r, place);
	struct run_place *p = &r->places[place];
	struct attempt a = { .place = place, .state = ATTEMPT_OVER,
		.number = p->number ? ++p->number : 0,
		.begun_ms = now.clock_ms, .ended_ms = now.clock_ms,
		.seen = { .fate = fate, .why = run_text(r, why) } };

	arena_clear(&r->scratch);
	verdict_judge(c, &a.seen, &r->scratch, &a.verdict);
	a.verdict.reason = run_text(r, a.verdict.reason);
	place_over(r, place, a.verdict.verdict);
	run_tell_ended(r, &a);
}

/* ---- waiting ---- */

/* It no longer holds its device. */
static void park(struct run *r, struct run_slot *s)
{
	if (s->parked || !is_parked(r, s->a.place))
		return;
	s->parked = true;
	r->counts.parked++;
	run_lane_release(r, s->a.place);
}

static void wait(struct run *r, struct run_slot *s)
{
	const struct testcase *c = run_case_of(r, s->a.place);
	const bool comes = c->expect_code.n || c->expect_alert.n ||
			   !s->a.seen.has_ack;
	int64_t until = comes ? result_until(&s->a, c) : 0;

	if (c->forbid_any_for_s)
		until = later_of(until, silence_until(&s->a, c));
	s->a.until_ms = later_of(until, s->a.until_ms);
	run_timer(r, s);
	park(r, s);
}

void run_settle(struct run *r, struct run_slot *s, struct run_now now)
{
	judge(r, s, now);
	if (!s->under_way && s->a.verdict.verdict != VERDICT_NO_VERDICT) {
		finish(r, s, now);
		return;
	}
	if (s->a.state == ATTEMPT_WAITING && !s->under_way)
		wait(r, s);
	run_tell(r, s);
}

/* It goes on holding its device, and keeps its RequestID, which nobody has
 * seen. What came meanwhile was not about it. */
void run_unsent(struct run *r, struct run_slot *s, struct span why,
		struct run_now now)
{
	const uint32_t place = s->a.place;
	struct run_place *p = &r->places[place];

	s->a.stage--;
	s->a.state = s->a.stage ? ATTEMPT_HALFWAY : ATTEMPT_UNSENT;
	if (!s->a.stage)
		s->a.seen = (struct verdict_seen){ .over = false };
	r->counts.sent--;
	r->halfway++;
	p->phase = RUN_NEXT;
	run_lane_offer(r, p->lane);
	run_settle(r, s, now);
	if (p->slot == RUN_NONE)
		return;
	arena_clear(&r->scratch);
	s->a.verdict.reason = run_text(r, arena_printf(&r->scratch,
		"its request could not be sent: " SPAN_F, SPAN_A(why)));
	run_tell(r, s);
}

void run_expire(struct run *r, struct run_slot *s, struct run_now now)
{
	const struct testcase *c = run_case_of(r, s->a.place);

	if (s->a.state == ATTEMPT_IN_DOUBT) {
		if (now.real_ms < s->doubt_ms)
			run_heap_add(&r->real, s->doubt_ms, s->a.place,
				     ++r->places[s->a.place].stamp);
		else
			run_doubt(r, s, s->a.seen.why, true, now);
		return;
	}
	if (c->forbid_any_for_s && now.clock_ms >= silence_until(&s->a, c))
		s->a.seen.silence_over = true;
	s->a.seen.over = now.clock_ms >= s->a.until_ms;
	run_settle(r, s, now);
}

/* ---- in doubt ---- */

/* Is what it last sent answered by a push, and not at once? */
static bool is_pushed(const struct run *r, const struct attempt *a)
{
	const struct testcase *c = run_case_of(r, a->place);
	const unsigned variant = a->stage == 1 && testcase_transforms(c) ?
				 4 : c->command_variant;

	return variant % 2 == 1;
}

/* A clock that is moved goes by faster than bytes on a connection. */
void run_doubt_begins(const struct run *r, struct run_slot *s,
		      struct run_now now)
{
	const uint64_t wait_ms = run_doubt_wait(r, s->a.place);

	s->doubt_ms = now.real_ms + (int64_t)(wait_ms < RUN_DOUBT_REAL_MS ?
					      wait_ms : RUN_DOUBT_REAL_MS);
}

static void indeterminate(struct run *r, struct run_slot *s, bool counts,
			  struct run_now now)
{
	struct run_place *p = &r->places[s->a.place];

	s->a.seen.fate = VERDICT_IN_DOUBT;
	judge(r, s, now);
	if (!run_case_of(r, s->a.place)->srv->repeat_safe ||
	    p->doubts >= RUN_DOUBT_MAX) {
		end(r, s, ATTEMPT_OVER, now);
		return;
	}
	p->doubts = (uint8_t)(p->doubts + counts);
	again(r, s, 0, now);
}

void run_doubt(struct run *r, struct run_slot *s, struct span why,
	       bool counts, struct run_now now)
{
	const int64_t from = s->a.has_due ? later_of(s->a.due_ms,
						     now.clock_ms) :
					    now.clock_ms;

	s->a.seen.why = run_text(r, why);
	if (s->a.seen.has_result || s->a.seen.has_alert) {
		/* it had its result before the answer got lost */
		s->a.state = ATTEMPT_WAITING;
		s->a.seen.over |= !run_case_of(r, s->a.place)->expect_code.n;
		run_settle(r, s, now);
		return;
	}
	if (s->a.state == ATTEMPT_IN_DOUBT || !is_pushed(r, &s->a)) {
		indeterminate(r, s, counts, now);
		return;
	}
	s->a.state = ATTEMPT_IN_DOUBT;
	s->a.seen.fate = VERDICT_IN_DOUBT;
	s->a.until_ms = after(from, run_doubt_wait(r, s->a.place));
	run_doubt_begins(r, s, now);
	judge(r, s, now);
	run_timer(r, s);
	run_tell(r, s);
	park(r, s);
}

/* ---- schedules ---- */

/* Of a schedule that no case made, where the case names one itself. */
static struct span named_schedule(const struct testcase *c)
{
	for (size_t i = 0; i < c->param_count; i++) {
		if (span_eq(c->params[i].path, SPAN("DSPScheduleID")))
			return c->params[i].value;
	}
	return SPAN_EMPTY;
}

void run_park_schedule(struct run *r, uint32_t place, struct run_now now)
{
	struct run_place *p = &r->places[place];
	const struct span named = named_schedule(run_case_of(r, place));
	struct run_slot *s;

	if (p->schedule == RUN_NONE && !named.n) {
		run_leave_out(r, place, VERDICT_NOT_SENT,
			      SPAN("no case before it made a schedule"), now);
		return;
	}
	if (p->schedule == RUN_NONE)
		p->schedule = intern_put(&r->texts, named, NULL);
	s = run_slot_new(r, place);
	p->phase = RUN_OPEN;
	s->a.number = ++p->number;
	s->a.state = ATTEMPT_WAITING;
	s->a.begun_ms = s->a.sent_ms = now.clock_ms;
	s->a.schedule = intern_get(&r->texts, p->schedule);
	s->a.has_due = p->has_due;
	s->a.due_ms = p->due_ms;
	s->parked = true;
	r->counts.open++;
	r->counts.parked++;
	run_slot_index(r, s);
	run_settle(r, s, now);
}
