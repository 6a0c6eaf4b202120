/* What a run puts: attempts, requests, messages. */
#include "file/journal_room.h"

#include <string.h>

#include "base/num.h"
#include "model/duis.h"

/* ---- attempts ---- */

static void put_attempt(struct journal *j, uint64_t number,
			const struct journal_attempt *a)
{
	struct put p = put_begin(j, number ? SQL_ATTEMPT_PUT :
				    SQL_ATTEMPT_ADD);

	put_if(&p, number > 0, number);
	put_u64(&p, a->cycle);
	put_u64(&p, a->case_no);
	put_u64(&p, a->attempt);
	put_text(&p, a->interface);
	put_text(&p, a->route);
	put_text(&p, a->user);
	for (unsigned d = 0; d < DEVICES; d++)
		put_text(&p, a->firmware[d]);
	put_text(&p, a->state);
	put_text(&p, a->carry);
	put_ms(&p, a->begun_ms);
	put_ms(&p, a->due_ms);
	put_ms(&p, a->ended_ms);
	put_text(&p, a->verdict);
	put_text(&p, a->timing);
	put_text(&p, a->ack_code);
	put_text(&p, a->final_code);
	put_text(&p, a->alert_code);
	put_text(&p, a->request_id);
	put_text(&p, a->schedule_id);
	put_ms(&p, a->sent_ms);
	put_if(&p, a->has_ack, a->ack_ms);
	put_if(&p, a->has_result, a->result_ms);
	put_if(&p, a->has_trt, a->trt_ms);
	put_text(&p, a->voided_by);
	put_text(&p, a->issue_ids);
	put_text(&p, a->reason);
	put_done(&p);
}

uint64_t journal_attempt_add(struct journal *j,
			     const struct journal_attempt *a)
{
	put_attempt(j, 0, a);
	return journal_failed(j) ? 0 :
	       (uint64_t)sqlite3_last_insert_rowid(j->db);
}

void journal_attempt_put(struct journal *j, const struct journal_attempt *a)
{
	put_attempt(j, a->number, a);
}

void journal_attempts_void(struct journal *j, uint64_t cycle,
			   struct span case_id, struct span voided_by)
{
	struct put p = put_begin(j, SQL_ATTEMPT_VOID);

	put_cell(&p, voided_by);
	put_cell(&p, case_id);
	put_u64(&p, cycle);
	put_done(&p);
}

/* ---- counters ---- */

static uint32_t originator(struct journal *j, struct span name)
{
	bool fresh;
	const uint32_t at = intern_put(&j->originators, name, &fresh);

	if (fresh)
		vec_push(&j->counters, ((struct journal_counter){ 0, false }));
	return at;
}

static void load_counters(struct journal *j)
{
	struct get g;

	if (j->has_counters)
		return;
	j->has_counters = true;
	g = get_begin(j, SQL_COUNTERS);
	while (get_row(&g)) {
		const uint32_t at = originator(j, get_bytes(&g));

		if (!num_parse(get_bytes(&g), &j->counters.v[at].highest))
			journal_damaged(j, "a counter that is no number");
	}
}

static void count_id(struct journal *j, struct span request_id)
{
	char eui[DUIS_EUI_TEXT];
	struct journal_counter *c;
	struct duis_id id;
	uint32_t at;

	if (!duis_id_parse(request_id, &id))
		return;
	load_counters(j);
	at = originator(j, span_of(duis_eui_text(id.originator, eui)));
	c = &j->counters.v[at];
	if (id.counter <= c->highest)
		return;
	c->highest = id.counter;
	c->changed = true;
}

void journal_counters_put(struct journal *j)
{
	char text[NUM_TEXT];

	for (uint32_t i = 0; i < j->counters.n; i++) {
		struct journal_counter *c = &j->counters.v[i];
		struct put p;

		if (!c->changed)
			continue;
		p = put_begin(j, SQL_COUNTER_PUT);
		put_cell(&p, intern_get(&j->originators, i));
		put_cell(&p, span_of(num_text(c->highest, text)));
		put_done(&p);
		c->changed = false;
	}
}

uint64_t journal_counter(struct journal *j, uint64_t eui)
{
	char text[DUIS_EUI_TEXT];
	uint32_t at;

	load_counters(j);
	at = intern_find(&j->originators, span_of(duis_eui_text(eui, text)));
	return at == INTERN_NONE ? 0 : j->counters.v[at].highest;
}

/* ---- requests ---- */

static bool is_secret(struct span name)
{
	static const char *const secrets[] = { "Authorization",
		"Proxy-Authorization", "Cookie", "Set-Cookie", "X-API-Key",
		"Ocp-Apim-Subscription-Key", "X-Auth-Token" };

	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
		if (span_eq_nocase(name, span_of(secrets[i])))
			return true;
	}
	return false;
}

/* Headers as they were, but what opens doors: it would be in every copy. */
static struct span headers_kept(struct span headers, struct buf *b)
{
	struct span rest = headers, line, value, name;
	bool kept = true;

	while (span_cut(&rest, '\n', &line)) {
		value = line;
		if (span_cut(&value, ':', &name) &&
		    is_secret(span_trim(name))) {
			buf_add(b, name);
			buf_add(b, SPAN(": (not kept)"));
			if (span_ends(line, SPAN("\r")))
				buf_add_char(b, '\r');
			kept = false;
		} else {
			buf_add(b, line);
		}
		if (rest.n || span_ends(headers, SPAN("\n")))
			buf_add_char(b, '\n');
	}
	return kept ? headers : buf_span(b);
}

static void put_request(struct put *p, const struct journal_request *r)
{
	put_u64(p, r->attempt);
	put_u64(p, r->stage);
	put_text(p, r->request_id);
	put_text(p, r->url);
	put_ms(p, r->sent_ms);
	put_text(p, r->end);
	put_text(p, r->error);
	put_if(p, r->http_status > 0, r->http_status);
	put_text(p, r->signature);
	put_text(p, r->schema);
	put_if(p, r->end.n > 0, r->connect_us);
	put_if(p, r->end.n > 0, r->first_us);
	put_if(p, r->end.n > 0, r->total_us);
	put_if(p, r->end.n > 0, r->bytes_out);
}

void journal_request_put(struct journal *j, const struct journal_request *r)
{
	const bool over = r->end.n > 0;
	const uint64_t body = over ? 0 : journal_body_put(j, r->body);
	const uint64_t answer = journal_body_put(j, r->answer);
	struct buf headers = BUF_INIT, answer_headers = BUF_INIT;
	struct put p;

	if (!over)
		count_id(j, r->request_id);
	p = put_begin(j, over ? SQL_REQUEST_END : SQL_REQUEST_PUT);
	put_request(&p, r);
	put_raw(&p, headers_kept(r->headers, &headers));
	put_if(&p, body > 0, body);
	put_raw(&p, headers_kept(r->answer_headers, &answer_headers));
	put_if(&p, answer > 0, answer);
	put_done(&p);
	buf_release(&headers);
	buf_release(&answer_headers);
}

/* ---- messages ---- */

bool journal_arrived(struct journal *j, struct journal_message *m)
{
	struct put p;

	if (journal_body_arrived(j, m->body, &m->body_no, &m->number))
		return true;
	p = put_begin(j, SQL_MESSAGE_AGAIN);
	put_u64(&p, m->number);
	put_ms(&p, m->arrived_ms);
	put_text(&p, m->peer);
	put_done(&p);
	return false;
}

void journal_message_put(struct journal *j, const struct journal_message *m)
{
	struct put p = put_begin(j, SQL_MESSAGE_PUT);
	struct buf headers = BUF_INIT;

	put_u64(&p, m->number);
	put_u64(&p, (uint64_t)(m->arrived_ms < 0 ? 0 : m->arrived_ms));
	put_text(&p, m->path);
	put_text(&p, m->peer);
	put_text(&p, m->kind);
	put_text(&p, m->request_id);
	put_text(&p, m->response_id);
	put_text(&p, m->code);
	put_text(&p, m->signature);
	put_text(&p, m->embedded);
	put_text(&p, m->schema);
	put_if(&p, m->attempt > 0, m->attempt);
	put_text(&p, m->unmatched);
	put_raw(&p, headers_kept(m->headers, &headers));
	put_u64(&p, m->body_no);
	put_done(&p);
	buf_release(&headers);
}
