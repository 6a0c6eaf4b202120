/* Members that say nothing are left out. */
#include "file/evidence_line.h"

#include "base/json.h"
#include "base/moment.h"
#include "base/utf8.h"

static void text(struct json *j, const char *name, struct span s)
{
	if (s.n)
		json_string(j, name, s);
}

static void count(struct json *j, const char *name, bool has, uint64_t v)
{
	if (has)
		json_u64(j, name, v);
}

static void moment(struct json *j, const char *name, int64_t ms)
{
	char t[MOMENT_TEXT];

	if (ms)
		json_string(j, name, span_of(moment_text(ms, t)));
}

/* Headers are UTF-8, or else what HTTP once said they are: ISO 8859-1. */
static void headers(struct json *j, const char *name, struct span s)
{
	struct buf b = BUF_INIT;

	if (utf8_check(s) == s.n) {
		text(j, name, s);
		return;
	}
	for (size_t i = 0; i < s.n; i++) {
		const unsigned char c = (unsigned char)s.p[i];

		if (c < 0x80) {
			buf_add_char(&b, (char)c);
		} else {
			buf_add_char(&b, (char)(0xc0 | c >> 6));
			buf_add_char(&b, (char)(0x80 | (c & 0x3f)));
		}
	}
	json_string(j, name, buf_span(&b));
	buf_release(&b);
}

static void body(struct json *j, const char *name,
		 const struct evidence_body *b)
{
	if (!b->sha256[0])
		return;
	json_object_flat(j, name);
	json_string(j, "sha256", span_of(b->sha256));
	json_u64(j, "bytes", b->bytes);
	json_end(j);
}

static void request(struct json *j, const struct evidence_request *e)
{
	const struct journal_request *r = &e->r;
	const bool ended = r->end.n > 0;

	json_object_flat(j, NULL);
	json_u64(j, "stage", r->stage);
	text(j, "request_id", r->request_id);
	text(j, "url", r->url);
	moment(j, "sent_at", r->sent_ms);
	headers(j, "headers", r->headers);
	body(j, "body", &e->body);
	text(j, "end", r->end);
	text(j, "error", r->error);
	count(j, "http_status", r->http_status > 0, r->http_status);
	headers(j, "answer_headers", r->answer_headers);
	body(j, "answer", &e->answer);
	text(j, "signature", r->signature);
	text(j, "schema", r->schema);
	count(j, "connect_us", ended, r->connect_us);
	count(j, "first_us", ended, r->first_us);
	count(j, "total_us", ended, r->total_us);
	count(j, "bytes_out", ended, r->bytes_out);
	json_end(j);
}

static void message(struct json *j, const struct evidence_message *e)
{
	const struct journal_message *m = &e->m;

	json_object_flat(j, NULL);
	moment(j, "arrived_at", m->arrived_ms);
	text(j, "path", m->path);
	text(j, "peer", m->peer);
	headers(j, "headers", m->headers);
	body(j, "body", &e->body);
	text(j, "kind", m->kind);
	text(j, "request_id", m->request_id);
	text(j, "response_id", m->response_id);
	text(j, "code", m->code);
	text(j, "signature", m->signature);
	text(j, "embedded_signature", m->embedded);
	text(j, "schema", m->schema);
	text(j, "unmatched", m->unmatched);
	if (e->again.n) {
		json_array_flat(j, "again_at");
		for (size_t i = 0; i < e->again.n; i++)
			moment(j, NULL, e->again.v[i]);
		json_end(j);
	}
	json_end(j);
}

static void firmware(struct json *j, const struct journal_attempt *a)
{
	json_object_flat(j, "firmware");
	for (unsigned d = 0; d < DEVICES; d++)
		text(j, device_name((enum device)d), a->firmware[d]);
	json_end(j);
}

static void outcome(struct json *j, const struct journal_attempt *a)
{
	text(j, "state", a->state);
	moment(j, "begun_at", a->begun_ms);
	moment(j, "due_at", a->due_ms);
	moment(j, "ended_at", a->ended_ms);
	text(j, "verdict", a->verdict);
	text(j, "timing", a->timing);
	text(j, "reason", a->reason);
	text(j, "ack_code", a->ack_code);
	text(j, "final_code", a->final_code);
	text(j, "alert_code", a->alert_code);
	text(j, "request_id", a->request_id);
	text(j, "schedule_id", a->schedule_id);
	moment(j, "sent_at", a->sent_ms);
	count(j, "ack_ms", a->has_ack, a->ack_ms);
	count(j, "result_ms", a->has_result, a->result_ms);
	count(j, "trt_ms", a->has_trt, a->trt_ms);
}

/* The writer ends a line by itself. */
static void cut_end(struct buf *line)
{
	if (line->n && line->p[line->n - 1] == '\n')
		line->p[--line->n] = '\0';
}

void evidence_line(const struct evidence_attempt *e, struct buf *line)
{
	const struct evidence_case *c = e->of;
	struct buf_sink sink;
	struct json j;

	buf_sink_init(&sink, line);
	json_init(&j, &sink.sink);
	json_object_flat(&j, NULL);
	text(&j, "campaign", e->campaign);
	text(&j, "cycle", c->cycle);
	text(&j, "case_id", c->case_id);
	json_u64(&j, "attempt", e->a.attempt);
	text(&j, "device_id", c->device_id);
	text(&j, "s1sp", c->s1sp);
	text(&j, "user", e->a.user);
	text(&j, "interface", e->a.interface);
	text(&j, "route", e->a.route);
	firmware(&j, &e->a);
	outcome(&j, &e->a);
	json_array_flat(&j, "requests");
	for (size_t i = 0; i < e->requests.n; i++)
		request(&j, &e->requests.v[i]);
	json_end(&j);
	json_array_flat(&j, "messages");
	for (size_t i = 0; i < e->messages.n; i++)
		message(&j, &e->messages.v[i]);
	json_end(&j);
	json_end(&j);
	cut_end(line);
}

void evidence_message_line(const struct evidence_message *m,
			   struct buf *line)
{
	struct buf_sink sink;
	struct json j;

	buf_sink_init(&sink, line);
	json_init(&j, &sink.sink);
	message(&j, m);
	cut_end(line);
}
