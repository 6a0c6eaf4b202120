/* One request, from its first byte to what is to follow. */
#include "emu/room.h"

#include <string.h>

#include "base/mem.h"
#include "emu/body.h"

#define XML_TYPE	"application/xml"

static void refuse(struct emu_http_reply *reply, unsigned status,
		   struct span text)
{
	reply->status = status;
	reply->type = "text/plain";
	buf_add(&reply->body, text);
	buf_add_char(&reply->body, '\n');
}

/* "application/xml", parameters allowed */
static bool is_xml(struct span type)
{
	struct span media;

	if (!span_cut(&type, ';', &media))
		return false;
	media = span_trim(media);
	return span_eq_nocase(media, SPAN(XML_TYPE)) ||
	       span_eq_nocase(media, SPAN("text/xml"));
}

/* 'S', 'T', 'D'; 0: no such path */
static char service_of(struct span path)
{
	const struct span before = SPAN("/api/v1/service");
	char c;

	if (path.n != before.n + 1 || !span_starts(path, before))
		return 0;
	c = path.p[path.n - 1];
	return c == 'S' || c == 'T' || c == 'D' ? c : 0;
}

/* ---- what a request does to its device ---- */

static void billing_effect(const struct xml_node *n, struct emu_effect *f)
{
	enum world_frequency frequency;
	struct span name;

	for (n = xml_first(n); n; n = xml_next(n)) {
		name = xml_name(n);
		if (span_eq(name, SPAN("Periodicity")) && xml_first(n))
			name = xml_name(xml_first(n));
		if (span_eq(name, SPAN("SixMonthly")))
			name = SPAN("Half-Yearly");
		if (!world_frequency_named(name, &frequency))
			continue;
		f->kind = EMU_EFFECT_BILLING;
		f->billing = frequency;
	}
}

static void effect_of(const struct emu_request *r, struct emu_effect *f)
{
	const struct span srv = span_of(r->srv->srv);

	*f = (struct emu_effect){ .kind = EMU_EFFECT_NONE };
	if (span_eq(srv, SPAN("1.6")))
		f->kind = emu_request_part(r, "Prepayment") ?
			  EMU_EFFECT_PREPAYMENT : EMU_EFFECT_CREDIT;
	else if (span_eq(srv, SPAN("11.3")))
		f->kind = EMU_EFFECT_FIRMWARE;
	else if (span_eq(srv, SPAN("6.8")) && xml_first(r->body))
		billing_effect(xml_first(r->body), f);
}

/* ---- answers ---- */

static void head_of(const struct emu *e, const struct emu_request *r,
		    const struct emu_mishap *m, struct span code,
		    struct emu_answer *a)
{
	*a = (struct emu_answer){
		.request_id = r->id, .from = r->target, .to = r->user,
		.counter = r->counter, .code = code, .srv = r->srv,
		.lower = EMU_HAS(m, LOWER_CASE),
		.upper = EMU_HAS(m, UPPER_CASE),
		.sign = !EMU_HAS(m, UNSIGNED) && e->set.dcc_key,
	};
}

static void write_command(struct emu *e, const struct emu_request *r,
			  struct emu_writer *w)
{
	struct buf payload = BUF_INIT;
	const bool pre = r->cv == 4;

	emu_payload(e, &payload, pre ? "pre-command" : "command", r->target,
		    r->srv, r->counter);
	xml_open(&w->w, &emu_sr, pre ? "PreCommand" : "LocalCommand");
	if (pre)
		emu_put(w, "GBCSVersion", SPAN("4.1"));
	emu_put(w, "GBCSPayload", buf_span(&payload));
	xml_close(&w->w);
	buf_release(&payload);
}

/* What the answer holds besides the service references. */
static void write_answer(struct emu *e, const struct emu_request *r,
			 const struct emu_mishap *m, const struct emu_dcc *dcc,
			 struct span code, struct buf *out)
{
	struct emu_answer a;
	struct emu_writer w;
	bool good = code.p[0] != 'E';

	head_of(e, r, m, code, &a);
	emu_answer_begin(e, &w, &a);
	xml_open(&w.w, &emu_sr, "ResponseMessage");
	emu_put_refs(&w, r->srv);
	if (good && dcc)
		emu_dcc_write(e, dcc, &w);
	else if (good && r->cv != 1 && r->cv != 5 && r->cv != 8)
		write_command(e, r, &w);
	xml_close(&w.w);
	emu_answer_end(e, &w, out);
}

static void note_request(struct emu *e, const struct emu_request *r,
			 uint64_t bytes, struct span code)
{
	const struct world_device *d = emu_device_of(e, r);
	char user[WORLD_EUI_TEXT], device[WORLD_EUI_TEXT];
	struct json *j = emu_log_begin(&e->log, e->now_ms, "request");
	const bool refused = code.p[0] == 'E';

	e->requests++;
	e->refused += refused;
	json_string(j, "user", span_of(world_eui_text(r->user, user)));
	json_string(j, "device", d ? span_of(world_eui_text(d->eui, device)) :
		    SPAN_EMPTY);
	json_string(j, "id", r->id);
	json_string(j, "srv", span_of(r->srv->srv));
	json_u64(j, "command_variant", r->cv);
	json_string(j, "code", code);
	emu_log_end(&e->log);
	emu_log_transaction(&e->log, &(struct emu_transaction){
		.at_ms = e->now_ms, .direction = "REQUEST", .user = r->user,
		.device = d ? d->eui : 0, .srv = span_of(r->srv->srv),
		.cv = r->cv, .id = r->id, .bytes = bytes, .http_status = 200,
		.code = code, .outcome = refused ? "REFUSED" : "ACCEPTED" });
}

static void note_answer(struct emu *e, const struct emu_request *r,
			const struct emu_http_reply *reply, struct span code)
{
	const struct world_device *d = emu_device_of(e, r);

	emu_log_transaction(&e->log, &(struct emu_transaction){
		.at_ms = e->now_ms, .direction = "ANSWER", .user = r->user,
		.device = d ? d->eui : 0, .srv = span_of(r->srv->srv),
		.cv = r->cv, .id = r->id, .bytes = reply->body.n,
		.http_status = reply->status, .code = code,
		.outcome = reply->way == EMU_HTTP_CLOSE ? "DROPPED" :
			   "SENT" });
}

/* ---- results to come ---- */

static struct emu_job *new_result(struct emu *e, const struct emu_request *r,
				  const struct emu_mishap *m,
				  const struct emu_effect *f)
{
	struct emu_job *job = emu_job_new(e, EMU_JOB_RESULT);

	job->user = r->user;
	job->device = r->target;
	job->counter = r->counter;
	job->srv = r->srv;
	job->cv = r->cv;
	job->mishap = *m;
	job->effect = *f;
	memcpy(job->id, r->id.p, r->id.n < EMU_ID_TEXT ? r->id.n : 0);
	e->waits++;
	return job;
}

/* A future dated request: at its time. A SMETS2 device that keeps the date
 * itself answers at once, and says so when it has done it. */
static void plan_future(struct emu *e, struct emu_job *job, int64_t at)
{
	const struct world_device *d = world_device(e->world, job->device);
	struct emu_job *later = job;

	if (d->smets == 2 && (job->srv->modes & SRV_FUTURE_DEVICE)) {
		later = emu_job_new(e, EMU_JOB_AT_DEVICE);
		*later = *job;
		later->kind = EMU_JOB_AT_DEVICE;
		job->effect = (struct emu_effect){ .kind = EMU_EFFECT_NONE };
		e->waits++;
	}
	later->due_ms = at + (int64_t)job->mishap.delay_ms;
	later->listed = true;
	vec_push(&e->future, later);
	if (later != job)
		emu_job_at(e, later, later->due_ms);
}

static void cancel_future(struct emu *e, const struct emu_job *by)
{
	for (size_t i = 0; i < e->future.n; i++) {
		struct emu_job *job = e->future.v[i];

		if (job->user == by->user && job->device == by->device &&
		    job->srv == by->srv)
			job->cancelled = true;
	}
}

static void plan_result(struct emu *e, const struct emu_request *r,
			const struct emu_open_pre *pre, struct emu_job *job)
{
	const bool future = pre ? pre->future : r->future;
	const int64_t at = pre ? pre->execute_ms : r->execute_ms;
	const struct emu_mishap *m = &job->mishap;
	const uint32_t trt = job->srv->trt_on_demand_s ?
			     job->srv->trt_on_demand_s : 30;

	job->due_ms = e->now_ms + (int64_t)m->delay_ms;
	if (EMU_HAS(m, LATE))
		job->due_ms = e->now_ms + (int64_t)trt * 1000 +
			      (int64_t)m->late_ms;
	if (r->cancels)
		cancel_future(e, job);
	else if (future && at)
		plan_future(e, job, at);
}

/* Where a fault wants the result before the answer, the answer waits. */
static void hold_answer(struct emu *e, struct emu_job *job,
			const struct emu_http_request *request,
			struct emu_http_reply *reply)
{
	reply->way = EMU_HTTP_HOLD;
	job->held = request->call;
	job->held_until_ms = emu_real_ms() + (int64_t)job->mishap.first_ms;
	vec_push(&e->holding, job);
	reply->token = job;
	emu_job_at(e, job, e->now_ms);
}

/* The answer has left, or nobody is there to take it: now its result may. */
void emu_served(struct emu *e, void *token)
{
	struct emu_job *job = token;

	if (!job)
		return;
	for (size_t i = 0; i < e->holding.n; i++) {
		if (e->holding.v[i] != job)
			continue;
		e->holding.v[i] = e->holding.v[--e->holding.n];
		job->held = NULL;
		if (job->ended)
			mem_free(job);
		return;
	}
	if (!job->armed)
		return;
	job->armed = false;
	emu_job_at(e, job, job->due_ms);
}

/* ---- the request ---- */

static void take(struct emu *e, const struct emu_request *r,
		 const struct emu_mishap *m,
		 const struct emu_http_request *request,
		 struct emu_http_reply *reply, struct span *code)
{
	const struct emu_open_pre *open = NULL;
	struct emu_open_pre pre;
	struct emu_effect effect;
	struct emu_job *job;
	struct emu_dcc dcc;

	effect_of(r, &effect);
	if (r->pre_command) {
		open = emu_open_of(emu_pair(e, r->user, r->target),
				   r->counter);
		pre = *open;
		effect = pre.effect;
		open = &pre;
	}
	emu_counted(e, r, &effect);
	if (emu_exceeds(e, r)) {
		*code = SPAN("I99");
		write_answer(e, r, m, NULL, *code, &reply->body);
		emu_alert_quarantine(e, r);
		return;
	}
	if (r->cv == 8) {
		emu_dcc(e, r, &dcc);
		*code = m->result_code.n ? m->result_code : dcc.code;
		write_answer(e, r, m, &dcc, *code, &reply->body);
		vec_release(&dcc.items);
		return;
	}
	*code = r->cv & 1 ? SPAN("I99") : m->result_code.n ?
		m->result_code : SPAN("I0");
	write_answer(e, r, m, NULL, *code, &reply->body);
	if (!(r->cv & 1))
		return;
	job = new_result(e, r, m, &effect);
	plan_result(e, r, open, job);
	if (m->first_ms) {
		hold_answer(e, job, request, reply);
		return;
	}
	job->armed = true;
	reply->token = job;
}

/* Faults that are about the answer itself. */
static void spoil_reply(const struct emu_mishap *m, const struct emu_request *r,
			struct emu_http_reply *reply)
{
	if (m->type.n)
		reply->type = m->type.p;
	if (EMU_HAS(m, DROP_ACK))
		reply->way = EMU_HTTP_CLOSE;
	if (EMU_HAS(m, SLOW))
		reply->dribble_ms = m->dribble_ms;
	if (!(r->cv & 1))
		emu_spoil(m, &reply->body);
}

static bool not_taken(const struct emu_mishap *m, struct emu_http_reply *reply)
{
	if (EMU_HAS(m, RESET)) {
		reply->way = EMU_HTTP_RESET;
		return true;
	}
	if (!EMU_HAS(m, HTTP))
		return false;
	refuse(reply, (unsigned)m->http_status, SPAN("as told"));
	if (m->http_status == 503)
		reply->retry_after_s = m->retry_s;
	return true;
}

static void serve_message(struct emu *e, char service,
			  const struct emu_http_request *request,
			  struct emu_request *r, struct emu_http_reply *reply)
{
	const struct world_device *d = emu_device_of(e, r);
	struct emu_mishap m;
	struct span code;

	emu_mishaps(e, &m, r->srv, r->cv, d ? d->eui : 0, r->user);
	if (not_taken(&m, reply))
		return;
	reply->type = XML_TYPE;
	code = m.code.n ? m.code : emu_judge(e, r, service);
	if (code.n)
		write_answer(e, r, &m, NULL, code, &reply->body);
	else
		take(e, r, &m, request, reply, &code);
	note_request(e, r, request->body.n, code);
	spoil_reply(&m, r, reply);
	note_answer(e, r, reply, code);
}

static void serve_xml(struct emu *e, char service,
		      const struct emu_http_request *request,
		      struct emu_http_reply *reply)
{
	struct buf why = BUF_INIT;
	struct emu_request r;

	if (!emu_request_read(&r, request->body, &why) ||
	    !emu_body_ok(&r, e->world, &why) ||
	    (!r.pre_command &&
	     span_eq(xml_name(r.body), SPAN("CreateSchedule")) &&
	     !emu_schedule_valid(e, &r, &why)) ||
	    !emu_schema_allows(e, &r, &why)) {
		struct json *j = emu_log_begin(&e->log, e->now_ms, "invalid");

		json_string(j, "why", buf_span(&why));
		emu_log_end(&e->log);
		refuse(reply, 400, buf_span(&why));
	} else {
		serve_message(e, service, request, &r, reply);
	}
	emu_request_release(&r);
	buf_release(&why);
}

void emu_serve(struct emu *e, const struct emu_http_request *request,
	       struct emu_http_reply *reply)
{
	const bool health = span_eq(request->path, SPAN("/healthz"));
	const char service = service_of(request->path);
	const char *method = health ? "GET" : "POST";

	e->now_ms = emu_clock_now(&e->clock);
	if (!health && !service) {
		refuse(reply, 404, SPAN("there is nothing at this path"));
	} else if (!span_eq(request->method, span_of(method)) &&
		   !(health && span_eq(request->method, SPAN("HEAD")))) {
		reply->allow = method;
		refuse(reply, 405, SPAN("this method is not for this path"));
	} else if (health) {
		refuse(reply, 200, SPAN("ok"));
	} else if (!is_xml(request->type)) {
		refuse(reply, 415, SPAN("expected application/xml"));
	} else if (e->waits + emu_push_pending(e->push) >=
		   e->set.max_waits) {
		reply->retry_after_s = 1;
		refuse(reply, 503, SPAN("too many results are waiting"));
	} else {
		serve_xml(e, service, request, reply);
	}
}
