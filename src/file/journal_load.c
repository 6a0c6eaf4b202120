/* What was put, read back. */
#include "file/journal_room.h"

/* ---- rows ---- */

void journal_get_attempt(struct get *g, struct arena *a,
			 struct journal_attempt *t)
{
	t->number = get_u64(g);
	t->cycle = get_u64(g);
	t->case_no = get_u64(g);
	t->attempt = get_u64(g);
	t->interface = get_text(g, a);
	t->route = get_text(g, a);
	t->user = get_text(g, a);
	for (unsigned d = 0; d < DEVICES; d++)
		t->firmware[d] = get_text(g, a);
	t->state = get_text(g, a);
	t->carry = get_text(g, a);
	t->begun_ms = get_ms(g);
	t->due_ms = get_ms(g);
	t->ended_ms = get_ms(g);
	t->verdict = get_text(g, a);
	t->timing = get_text(g, a);
	t->ack_code = get_text(g, a);
	t->final_code = get_text(g, a);
	t->alert_code = get_text(g, a);
	t->request_id = get_text(g, a);
	t->schedule_id = get_text(g, a);
	t->sent_ms = get_ms(g);
	t->has_ack = get_if(g, &t->ack_ms);
	t->has_result = get_if(g, &t->result_ms);
	t->has_trt = get_if(g, &t->trt_ms);
	t->voided_by = get_text(g, a);
	t->issue_ids = get_text(g, a);
	t->reason = get_text(g, a);
}

void journal_get_request(struct get *g, struct arena *a,
			 struct journal_request *r)
{
	r->attempt = get_u64(g);
	r->stage = get_u64(g);
	r->request_id = get_text(g, a);
	r->url = get_text(g, a);
	r->sent_ms = get_ms(g);
	r->end = get_text(g, a);
	r->error = get_text(g, a);
	r->http_status = get_u64(g);
	r->signature = get_text(g, a);
	r->schema = get_text(g, a);
	r->connect_us = get_u64(g);
	r->first_us = get_u64(g);
	r->total_us = get_u64(g);
	r->bytes_out = get_u64(g);
}

void journal_get_message(struct get *g, struct arena *a,
			 struct journal_message *m)
{
	m->number = get_u64(g);
	m->arrived_ms = get_ms(g);
	m->path = get_text(g, a);
	m->peer = get_text(g, a);
	m->kind = get_text(g, a);
	m->request_id = get_text(g, a);
	m->response_id = get_text(g, a);
	m->code = get_text(g, a);
	m->signature = get_text(g, a);
	m->embedded = get_text(g, a);
	m->schema = get_text(g, a);
	m->attempt = get_u64(g);
	m->unmatched = get_text(g, a);
}

/* ---- a cycle ---- */

static struct get of_cycle(struct journal *j, enum journal_sql id,
			   uint64_t cycle, bool open_only)
{
	struct put p = put_begin(j, id);

	put_u64(&p, cycle);
	if (id != SQL_ATTEMPTS)
		put_u64(&p, open_only);
	return get_put(&p);
}

bool journal_load(struct journal *j, uint64_t cycle, bool open_only,
		  struct journal_load *load)
{
	struct arena *a = &load->arena;
	struct get g = of_cycle(j, SQL_ATTEMPTS, cycle, false);

	while (get_row(&g))
		journal_get_attempt(&g, a, vec_add(&load->attempts));
	g = of_cycle(j, SQL_REQUESTS, cycle, open_only);
	while (get_row(&g))
		journal_get_request(&g, a, vec_add(&load->requests));
	g = of_cycle(j, SQL_MESSAGES, cycle, open_only);
	while (get_row(&g))
		journal_get_message(&g, a, vec_add(&load->messages));
	return !journal_failed(j);
}

bool journal_unmatched(struct journal *j, struct journal_load *load)
{
	struct get g = get_begin(j, SQL_MESSAGES_UNMATCHED);

	while (get_row(&g))
		journal_get_message(&g, &load->arena,
				    vec_add(&load->messages));
	return !journal_failed(j);
}

void journal_load_release(struct journal_load *load)
{
	vec_release(&load->attempts);
	vec_release(&load->requests);
	vec_release(&load->messages);
	arena_release(&load->arena);
}

/* ---- bodies ---- */

static bool body_of(struct journal *j, enum journal_sql id, uint64_t one,
		    uint64_t two, struct buf *body)
{
	struct put p = put_begin(j, id);
	struct get g;
	uint64_t number = 0;

	put_u64(&p, one);
	if (id != SQL_MESSAGE_BODY)
		put_u64(&p, two);
	g = get_put(&p);
	if (get_row(&g))
		number = get_u64(&g);
	get_end(&g);
	return number && journal_body(j, number, body);
}

bool journal_request_body(struct journal *j, uint64_t attempt, uint64_t stage,
			  struct buf *body)
{
	return body_of(j, SQL_REQUEST_BODY, attempt, stage, body);
}

bool journal_answer_body(struct journal *j, uint64_t attempt, uint64_t stage,
			 struct buf *body)
{
	return body_of(j, SQL_ANSWER_BODY, attempt, stage, body);
}

bool journal_message_body(struct journal *j, uint64_t number,
			  struct buf *body)
{
	return body_of(j, SQL_MESSAGE_BODY, number, 0, body);
}
