/* What came: whose it is, and what it tells. */
#include "engine/run_room.h"
#include "model/duis_codes.h"
#include "model/pattern.h"

static void not_believed(struct run *r, struct run_slot *s, struct span why)
{
	if (!s->a.seen.bad_message.n)
		s->a.seen.bad_message = run_text(r, why);
}

/* A service that is not told is taken for the right one. */
static bool other_service(const struct run *r, const struct run_slot *s,
			  const struct attempt_message *m)
{
	return m->srv.n && !span_eq(m->srv, span_of(
		run_case_of(r, s->a.place)->srv->srv));
}

static void other_service_found(struct run *r, struct run_slot *s,
				const struct attempt_message *m)
{
	arena_clear(&r->scratch);
	not_believed(r, s, arena_printf(&r->scratch, "it is about service "
					SPAN_F, SPAN_A(m->srv)));
}

/* ---- answers to requests ---- */

/* A schedule was made: for the cases behind this one. */
static void keep_schedule(struct run *r, struct run_slot *s,
			  struct span schedule)
{
	struct run_place *p = &r->places[s->a.place];

	s->a.schedule = run_text(r, schedule);
	p->schedule = intern_put(&r->texts, schedule, NULL);
	p->schedule_from = s->a.place;
	p->has_due = s->a.has_due;
	p->due_ms = s->a.due_ms;
}

static void go_halfway(struct run *r, struct run_slot *s)
{
	const uint32_t place = s->a.place;

	s->a.state = ATTEMPT_HALFWAY;
	r->halfway++;
	r->places[place].phase = RUN_NEXT;
	run_lane_offer(r, r->places[place].lane);
}

/* Of a pre-command: it is there, or the answer is what the case ends with. */
static bool is_halfway(struct run *r, struct run_slot *s,
		       const struct attempt_message *m)
{
	const enum duis_class class = duis_code_class(m->code);

	if (s->a.stage != 1 ||
	    !testcase_transforms(run_case_of(r, s->a.place)) ||
	    (class != DUIS_SUCCESS && class != DUIS_ACKNOWLEDGEMENT))
		return false;
	if (!m->has_pre_command || class != DUIS_SUCCESS) {
		not_believed(r, s, SPAN("the answer holds no pre-command"));
		return false;
	}
	return true;
}

static void acknowledged(struct run *r, struct run_slot *s,
			 const struct attempt_answer *answer,
			 struct run_now now)
{
	const struct attempt_message *m = &answer->message;

	if (m->wrong.n || m->kind == ATTEMPT_NO_MESSAGE)
		not_believed(r, s, m->wrong.n ? m->wrong :
			     SPAN("the answer holds no message"));
	else if (m->kind != ATTEMPT_RESPONSE)
		not_believed(r, s, SPAN("an alert answers the request"));
	else if (m->has_id && !duis_id_same(&m->id, &s->a.id))
		not_believed(r, s, SPAN("the answer has another RequestID"));
	else if (other_service(r, s, m))
		other_service_found(r, s, m);
	else if (is_halfway(r, s, m))
		go_halfway(r, s);
	if (s->a.state != ATTEMPT_HALFWAY) {
		s->a.state = ATTEMPT_WAITING;
		s->a.seen.has_ack = m->kind == ATTEMPT_RESPONSE;
		s->a.seen.ack_code = run_text(r, m->code);
		s->a.seen.ack_payload = run_text(r, m->payload);
		s->a.seen.ack_ms = answer->elapsed_ms;
		if (m->schedule.n)
			keep_schedule(r, s, m->schedule);
	}
	run_settle(r, s, now);
}

static void answered(struct run *r, struct run_slot *s,
		     const struct attempt_answer *answer, struct run_now now)
{
	const unsigned status = answer->http_status;
	struct span why;

	arena_clear(&r->scratch);
	why = arena_printf(&r->scratch, "HTTP status %u", status);
	why = run_text(r, why);
	if (status >= 200 && status < 300)
		acknowledged(r, s, answer, now);
	else if (status == 503 && answer->has_retry_after)
		run_fail_busy(r, s, why, answer->retry_after_s > INT32_MAX ?
			      UINT64_C(1000) * INT32_MAX :
			      answer->retry_after_s * 1000, now);
	else if (status >= 500)
		run_doubt(r, s, why, true, now);
	else
		run_fail_for_good(r, s, why, now);
}

void run_answered(struct run *r, uint32_t place,
		  const struct attempt_answer *answer, struct run_now now)
{
	struct run_slot *s;

	if (r->places[place].slot == RUN_NONE ||
	    !run_slot_of(r, place)->under_way)
		return;
	s = run_slot_of(r, place);
	s->under_way = false;
	r->counts.under_way--;
	r->step_ms = 0;
	run_door_told(r, place, answer->end != ATTEMPT_NOT_SENT, now);
	switch (answer->end) {
	case ATTEMPT_ANSWERED:
		answered(r, s, answer, now);
		break;
	case ATTEMPT_NOT_SENT:
		run_unsent(r, s, answer->error, now);
		break;
	case ATTEMPT_UNKNOWN:
		run_doubt(r, s, answer->error, true, now);
		break;
	}
	run_pump(r, now);
}

/* ---- what is pushed ---- */

/* When it came, as far as its target response time goes. */
static int64_t time_of(const struct run *r, const struct run_slot *s,
		       const struct attempt_message *m, struct run_now now)
{
	const bool said = s->away ||
			  r->set->campaign->clock == CAMPAIGN_CLOCK_ADMIN;

	/* they say seconds: the one in which it was sent may have begun
	 * before */
	if (said && m->has_time && m->time_ms <= now.clock_ms &&
	    m->time_ms > s->a.sent_ms - 1000)
		return m->time_ms;
	return now.clock_ms;
}

/* A device that keeps a date itself says first that it has taken it. */
static bool only_taken(const struct run *r, const struct run_slot *s,
		       const struct attempt_message *m, int64_t at_ms)
{
	const struct testcase *c = run_case_of(r, s->a.place);

	return c->mode == CASE_FUTURE_DATED && s->a.has_due &&
	       at_ms < s->a.due_ms && c->expect_payload.n &&
	       !span_eq(m->payload, c->expect_payload) &&
	       pattern_matches(c->expect_code, m->code);
}

static uint64_t since_base(const struct run *r, const struct run_slot *s,
			   int64_t at_ms)
{
	const int64_t base = run_base(r, s);

	return at_ms > base ? (uint64_t)(at_ms - base) : 0;
}

static void take_result(struct run *r, struct run_slot *s,
			const struct attempt_message *m, int64_t at_ms)
{
	s->a.seen.has_result = true;
	s->a.seen.result_code = run_text(r, m->code);
	s->a.seen.result_payload = run_text(r, m->payload);
	s->a.seen.result_ms = since_base(r, s, at_ms);
	s->a.seen.result_unsuccessful = m->unsuccessful;
}

/* Of an S1SP's alert the code is its own, unless the DCC's is expected. */
static struct span alert_code(const struct testcase *c,
			      const struct attempt_message *m)
{
	const bool dcc = !m->s1sp_alert.n ||
			 (!pattern_matches(c->expect_alert, m->s1sp_alert) &&
			  pattern_matches(c->expect_alert, m->alert));

	return dcc ? m->alert : m->s1sp_alert;
}

static void take_alert(struct run *r, struct run_slot *s,
		       const struct attempt_message *m, int64_t at_ms)
{
	const struct testcase *c = run_case_of(r, s->a.place);
	const struct span code = alert_code(c, m);

	if (s->a.seen.has_alert && !pattern_matches(c->expect_alert, code))
		return;
	s->a.seen.has_alert = true;
	s->a.seen.alert_code = run_text(r, code);
	s->a.seen.alert_payload = run_text(r, m->payload);
	s->a.seen.alert_ms = since_base(r, s, at_ms);
	if (!c->expect_alert.n)
		s->a.seen.over = true;
}

static bool is_uninvited(const struct testcase *c,
			 const struct attempt_message *m)
{
	return c->forbid_any_for_s &&
	       !(m->kind == ATTEMPT_RESPONSE ? c->expect_code.n :
					       c->expect_alert.n);
}

/* It belongs to this attempt. */
static struct run_match take(struct run *r, struct run_slot *s,
			     const struct attempt_message *m,
			     struct run_now now)
{
	struct run_match match = { .matched = true, .place = s->a.place,
				   .attempt = s->a.number, SPAN_EMPTY };
	const struct testcase *c = run_case_of(r, s->a.place);

	/* from here on now is when it came */
	now.clock_ms = time_of(r, s, m, now);
	if (m->wrong.n)
		not_believed(r, s, m->wrong);
	else if (m->kind == ATTEMPT_RESPONSE && other_service(r, s, m))
		other_service_found(r, s, m);
	else if (is_uninvited(c, m))
		s->a.seen.uninvited++;
	else if (m->kind != ATTEMPT_RESPONSE)
		take_alert(r, s, m, now.clock_ms);
	else if (s->a.seen.has_result)
		match.why = SPAN("its result had come before");
	else if (only_taken(r, s, m, now.clock_ms))
		match.why = SPAN("the device has taken it, and has not done "
				 "it yet");
	else
		take_result(r, s, m, now.clock_ms);
	if (match.why.n && s->a.state != ATTEMPT_IN_DOUBT)
		return match;
	if (s->a.state == ATTEMPT_IN_DOUBT) {
		/* so it had arrived */
		s->a.state = ATTEMPT_WAITING;
		s->a.seen.fate = VERDICT_RAN;
		s->a.seen.over |= !c->expect_code.n;
	}
	run_settle(r, s, now);
	return match;
}

static struct run_match unmatched(const char *why)
{
	return (struct run_match){ .why = span_of(why) };
}

static struct run_match by_schedule(struct run *r,
				    const struct attempt_message *m,
				    struct run_now now)
{
	const bool result = m->kind == ATTEMPT_RESPONSE;
	struct run_slot *s = run_find_schedule(r, m->schedule, m->device,
					       result ? m->srv : SPAN_EMPTY);

	if (!s)
		return unmatched("no open case waits for this schedule, "
				 "device and service");
	if (result && s->a.has_due &&
	    time_of(r, s, m, now) < s->a.due_ms - RUN_EARLY_MS)
		return unmatched("came before the schedule is due");
	return take(r, s, m, now);
}

/* What a device says of its own accord: expected, or not allowed, or
 * neither. */
static struct run_match by_device(struct run *r,
				  const struct attempt_message *m,
				  struct run_now now)
{
	const uint32_t lane = run_lane_find(r, m->device);
	struct run_slot *first = NULL;
	uint32_t at;

	at = lane == RUN_NONE ? RUN_NONE : r->lanes[lane].listeners;
	for (; at != RUN_NONE; at = r->slots.v[at].next_listener) {
		struct run_slot *s = &r->slots.v[at];
		const struct testcase *c = run_case_of(r, s->a.place);

		if ((c->expect_alert.n ? !pattern_matches(c->expect_alert,
				alert_code(c, m)) || s->a.seen.has_alert :
		     !c->forbid_any_for_s) ||
		    s->a.state == ATTEMPT_UNSENT ||
		    (first && first->a.place < s->a.place))
			continue;
		first = s;
	}
	return first ? take(r, first, m, now) :
	       unmatched("no open case expects this alert of this device");
}

static struct run_match place_it(struct run *r,
				 const struct attempt_message *m,
				 struct run_now now)
{
	struct run_slot *s = m->has_id ? run_find_id(r, &m->id) : NULL;

	if (m->kind == ATTEMPT_NO_MESSAGE)
		return (struct run_match){ .why = m->wrong.n ?
			run_text(r, m->wrong) : SPAN("holds no message") };
	if (s && s->a.state != ATTEMPT_UNSENT)
		return take(r, s, m, now);
	if (m->schedule.n)
		return by_schedule(r, m, now);
	if (m->has_id)
		return unmatched("no open request has this RequestID");
	if (m->kind == ATTEMPT_RESPONSE)
		return unmatched("names neither a request nor a schedule");
	return by_device(r, m, now);
}

struct run_match run_arrived(struct run *r, const struct attempt_message *m,
			     struct run_now now)
{
	const struct run_match match = place_it(r, m, now);

	r->step_ms = 0;
	r->settled_ms = now.real_ms + (int64_t)r->set->settle_ms;
	run_pump(r, now);
	return match;
}
