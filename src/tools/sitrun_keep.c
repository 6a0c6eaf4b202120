/* What the journal is told of attempts, requests and messages. */
#include "tools/sitrun_room.h"

#include "base/num.h"
#include "cli/msg.h"

/* ---- numbers ---- */

uint64_t sitrun_number(const struct sitrun_run *r, uint32_t place,
		       uint32_t attempt)
{
	const struct sitrun_place *p = &r->places.v[place];

	if (p->attempt == attempt)
		return p->number;
	if (!p->number || attempt > p->attempt)
		return 0;
	/* something came for an attempt that another has taken the place
	 * of: that is rare */
	for (size_t i = r->lost.n; i-- > 0;) {
		if (r->lost.v[i].place == place &&
		    r->lost.v[i].attempt == attempt)
			return r->lost.v[i].number;
	}
	return 0;
}

/* ---- attempts ---- */

/* What the set ran when the attempt began. */
static void firmware(const struct sitrun_place *p, bool again,
		     struct journal_attempt *row)
{
	const struct world_device *const *part = p->target.part;

	for (unsigned i = 0; i < DEVICES; i++)
		row->firmware[i] = again && p->resumed ? p->firmware[i] :
			part[i] ? part[i]->fw_version : SPAN_EMPTY;
}

static void seen(const struct attempt *a, struct journal_attempt *row)
{
	const struct verdict_seen *s = &a->seen;

	row->ack_code = s->has_ack ? s->ack_code : SPAN_EMPTY;
	row->final_code = s->has_result ? s->result_code : SPAN_EMPTY;
	row->alert_code = s->has_alert ? s->alert_code : SPAN_EMPTY;
	row->has_ack = s->has_ack;
	row->ack_ms = s->ack_ms;
	row->has_result = s->has_result;
	row->result_ms = s->result_ms;
}

static void keep(struct sitrun_run *r, const struct attempt *a)
{
	struct sitrun_place *p = &r->places.v[a->place];
	const struct testcase *c = r->plan.v[a->place].testcase;
	char user[DUIS_EUI_TEXT], id[DUIS_ID_TEXT];
	struct buf carry = BUF_INIT;
	struct journal_attempt row = {
		.cycle = r->cycle.cycle, .case_no = p->case_no,
		.attempt = a->number,
		.interface = p->interface ? p->interface->name : SPAN_EMPTY,
		.route = p->route ? span_of(p->route) : SPAN_EMPTY,
		.user = span_of(duis_eui_text(p->target.user, user)),
		.state = span_of(attempt_state_name(a->state)),
		.begun_ms = a->begun_ms,
		.due_ms = a->has_due ? a->due_ms : 0,
		.ended_ms = attempt_open(a->state) ? 0 : a->ended_ms,
		.verdict = SPAN_EMPTY, .timing = SPAN_EMPTY,
		.request_id = a->has_id ?
			span_of(duis_id_text(&a->id, id)) : SPAN_EMPTY,
		.schedule_id = a->schedule, .sent_ms = a->sent_ms,
		.has_trt = c->has_trt, .trt_ms = c->trt_ms,
		.voided_by = SPAN_EMPTY, .issue_ids = SPAN_EMPTY,
		.reason = a->verdict.reason,
	};

	seen(a, &row);
	attempt_keep(a, &carry);
	row.carry = buf_span(&carry);
	if (!attempt_open(a->state)) {
		row.verdict = span_of(verdict_name(a->verdict.verdict));
		row.timing = span_of(verdict_timing_name(a->verdict.timing));
	}
	row.number = sitrun_number(r, a->place, a->number);
	firmware(p, row.number, &row);
	if (row.number) {
		journal_attempt_put(r->journal, &row);
	} else {
		if (p->number)
			vec_push(&r->lost, ((struct sitrun_lost){
				a->place, p->attempt, p->number }));
		p->number = journal_attempt_add(r->journal, &row);
		p->attempt = a->number;
		p->resumed = false;
	}
	buf_release(&carry);
}

void sitrun_keep_changes(struct sitrun_run *r)
{
	struct attempt a;

	while (r->run && run_changed(r->run, &a)) {
		keep(r, &a);
		r->dirty = true;
	}
}

/* ---- requests ---- */

void sitrun_keep_request(struct sitrun_run *r, const struct sitrun_flight *f)
{
	char id[DUIS_ID_TEXT];
	const struct journal_request row = {
		.attempt = f->number, .stage = f->stage,
		.request_id = span_of(duis_id_text(&f->id, id)),
		.url = buf_span(&f->url), .body = buf_span(&f->bytes),
		.headers = buf_span(&f->headers), .sent_ms = f->sent_ms,
		.end = SPAN_EMPTY, .error = SPAN_EMPTY,
		.answer_headers = SPAN_EMPTY, .answer = SPAN_EMPTY,
		.signature = SPAN_EMPTY, .schema = SPAN_EMPTY,
	};

	journal_request_put(r->journal, &row);
	r->dirty = true;
}

/*
 * Everything so far is on disk; only then is who waits for it told. False:
 * it is not, and nothing more is sent or said yes to.
 */
bool sitrun_commit(struct sitrun_run *r)
{
	if (r->broken)
		return false;
	sitrun_keep_changes(r);
	if (r->dirty && !journal_commit(r->journal)) {
		msg_error("%s", journal_failure(r->journal));
		r->broken = true;
		return false;
	}
	r->dirty = false;
	for (size_t i = 0; i < r->held.n; i++)
		net_receiver_answer(r->held.v[i], 204);
	r->held.n = 0;
	return true;
}
