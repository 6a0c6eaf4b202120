/* A run that goes on where another process left it. */
#include "engine/run_room.h"

static void keep_texts(struct run *r, struct attempt *a)
{
	struct verdict_seen *s = &a->seen;

	a->schedule = run_text(r, a->schedule);
	s->why = run_text(r, s->why);
	s->ack_code = run_text(r, s->ack_code);
	s->ack_payload = run_text(r, s->ack_payload);
	s->result_code = run_text(r, s->result_code);
	s->result_payload = run_text(r, s->result_payload);
	s->alert_code = run_text(r, s->alert_code);
	s->alert_payload = run_text(r, s->alert_payload);
	s->bad_message = run_text(r, s->bad_message);
	a->verdict.reason = run_text(r, a->verdict.reason);
}

/* No RequestID twice, whatever the caller's counters say. */
static void counter_above(struct run *r, const struct duis_id *id)
{
	for (size_t i = 0; i < r->set->n_counters; i++) {
		if (r->set->counters[i].user == id->originator &&
		    r->counter[i] <= id->counter)
			r->counter[i] = id->counter + 1;
	}
}

/* Up to when it was waited for, and for some time in any case: what came while
 * nobody listened is pushed once more. */
static void listen_again(struct run *r, struct run_slot *s, struct run_now now)
{
	const int64_t least = now.clock_ms +
		(s->a.state == ATTEMPT_IN_DOUBT ?
		 (int64_t)run_doubt_wait(r, s->a.place) : RUN_AFRESH_MS);

	if (s->a.until_ms < least)
		s->a.until_ms = least;
	run_doubt_begins(r, s, now);
	run_timer(r, s);
	run_tell(r, s);
}

static void reopen(struct run *r, const struct attempt *a, struct run_now now)
{
	struct run_place *p = &r->places[a->place];
	const enum case_mode mode = run_case_of(r, a->place)->mode;
	struct run_slot *s = run_slot_new(r, a->place);

	s->a = *a;
	s->away = true;
	s->parked = mode == CASE_SCHEDULED ||
		    (mode == CASE_FUTURE_DATED &&
		     (a->state == ATTEMPT_WAITING ||
		      a->state == ATTEMPT_IN_DOUBT));
	p->phase = RUN_OPEN;
	r->counts.open++;
	r->counts.parked += s->parked;
	run_slot_index(r, s);
	if (!s->parked)
		run_lane_hold(r, a->place);
	switch (a->state) {
	case ATTEMPT_SENT:
		run_doubt(r, s, SPAN("the run was stopped"), false, now);
		break;
	case ATTEMPT_UNSENT:
	case ATTEMPT_HALFWAY:
		r->halfway++;
		p->phase = RUN_NEXT;
		run_lane_offer(r, p->lane);
		break;
	default:
		listen_again(r, s, now);
		break;
	}
}

void run_resume(struct run *r, const struct attempt *told, struct run_now now)
{
	struct run_place *p = &r->places[told->place];
	struct attempt a = *told;

	keep_texts(r, &a);
	if (a.has_id)
		counter_above(r, &a.id);
	p->number = a.number;
	if (a.schedule.n) {
		p->schedule = intern_put(&r->texts, a.schedule, NULL);
		p->schedule_from = a.place;
		p->has_due = a.has_due;
		p->due_ms = a.due_ms;
	}
	if (attempt_open(a.state)) {
		reopen(r, &a, now);
	} else if (a.state == ATTEMPT_OVER) {
		p->phase = RUN_ENDED;
		p->verdict = (uint8_t)a.verdict.verdict;
		r->counts.over[a.verdict.verdict]++;
	}
}
