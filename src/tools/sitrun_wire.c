/*
 * What goes and what comes. It is judged and journalled at once; the next
 * commit is the loop's, and nobody is told yes before it.
 */
#include "tools/sitrun_room.h"

#include "cli/msg.h"
#include "file/campaign_in.h"
#include "file/pem.h"
#include "model/codes.h"
#include "net/wait.h"

enum { BODY_MAX = 16 << 20 };

/* ---- what came ---- */

static void judge(struct sitrun_run *r, const struct codec *codec,
		  struct span bytes, struct codec_facts *facts)
{
	const struct codec_ask ask = { .bytes = bytes, .certs = r->certs,
				       .schema = r->schema };

	arena_clear(&r->scratch);
	codec->read(&ask, &r->scratch, facts);
	if (facts->has_time)
		sitrun_clock_seen(r, facts->time_ms);
}

static void message_of(const struct codec_facts *f,
		       struct attempt_message *m)
{
	*m = (struct attempt_message){
		.kind = f->kind == CODEC_ANSWER ? ATTEMPT_RESPONSE :
			f->kind == CODEC_DEVICE_ALERT ? ATTEMPT_DEVICE_ALERT :
			f->kind == CODEC_DCC_ALERT ? ATTEMPT_DCC_ALERT :
			ATTEMPT_NO_MESSAGE,
		.has_id = f->has_request, .id = f->request,
		.device = f->device, .srv = f->srv, .code = f->code,
		.payload = f->payload, .has_pre_command = f->pre_command.n,
		.unsuccessful = f->unsuccessful, .schedule = f->schedule,
		.alert = f->alert, .s1sp_alert = f->s1sp_alert,
		.has_time = f->has_time, .time_ms = f->time_ms,
		.wrong = f->wrong,
	};
}

static struct span end_name(enum net_end end)
{
	return end == NET_ANSWERED ? SPAN("ANSWERED") :
	       end == NET_NOT_SENT ? SPAN("NOT_SENT") : SPAN("UNKNOWN");
}

/* The answer to a request as a message, or why there is none. */
static void read_answer(struct sitrun_run *r, const struct sitrun_flight *f,
			const struct net_answer *answer,
			struct codec_facts *facts,
			struct attempt_message *message)
{
	const struct sitrun_place *p = &r->places.v[f->place];
	const struct codec *codec = codec_named(p->interface->codec);

	*facts = (struct codec_facts){ .wrong = SPAN_EMPTY };
	*message = (struct attempt_message){ .wrong = SPAN_EMPTY };
	if (answer->end != NET_ANSWERED || answer->status < 200 ||
	    answer->status > 299)
		return;
	judge(r, codec, answer->body, facts);
	if (!facts->wrong.n &&
	    !span_eq_nocase(answer->type, span_of(codec->media_type)))
		facts->wrong = arena_printf(&r->scratch, "its media type is '"
			SPAN_F "'; expected %s", SPAN_A(answer->type),
			codec->media_type);
	message_of(facts, message);
}

static void request_done(struct sitrun_run *r, struct sitrun_flight *f,
			 const struct net_answer *answer)
{
	struct codec_facts facts;
	struct attempt_answer told = {
		.end = answer->end == NET_ANSWERED ? ATTEMPT_ANSWERED :
		       answer->end == NET_NOT_SENT ? ATTEMPT_NOT_SENT :
		       ATTEMPT_UNKNOWN,
		.http_status = answer->status,
		.has_retry_after = answer->has_retry_after,
		.retry_after_s = answer->retry_after_s,
		.error = answer->error,
		.elapsed_ms = answer->total_us / 1000,
	};
	char id[DUIS_ID_TEXT];
	struct journal_request row;

	read_answer(r, f, answer, &facts, &told.message);
	row = (struct journal_request){
		.attempt = f->number, .stage = f->stage,
		.request_id = span_of(duis_id_text(&f->id, id)),
		.url = buf_span(&f->url), .body = SPAN_EMPTY,
		.headers = answer->sent.n ? answer->sent :
			   buf_span(&f->headers),
		.sent_ms = f->sent_ms, .end = end_name(answer->end),
		.error = answer->error, .http_status = answer->status,
		.answer_headers = answer->head, .answer = answer->body,
		.signature = span_of(codec_verdict_name(facts.outer)),
		.schema = span_of(codec_verdict_name(facts.form)),
		.connect_us = answer->connect_us,
		.first_us = answer->first_byte_us,
		.total_us = answer->total_us,
		.bytes_out = answer->bytes_sent,
	};
	journal_request_put(r->journal, &row);
	r->dirty = r->moved = true;
	run_answered(r->run, f->place, &told, sitrun_now(r));
	sitrun_away_tell(r, r->plan.v[f->place].interface, answer->error);
}

struct sitrun_flight *sitrun_flight(struct sitrun_run *r, unsigned kind)
{
	struct sitrun_flight *f = mem_array(1, sizeof(*f));

	f->kind = kind;
	vec_push(&r->flights, f);
	return f;
}

static void flight_free(struct sitrun_run *r, struct sitrun_flight *f)
{
	size_t at = 0;

	while (r->flights.v[at] != f)
		at++;
	r->flights.v[at] = r->flights.v[--r->flights.n];
	buf_release(&f->url);
	buf_release(&f->bytes);
	buf_release(&f->headers);
	mem_free(f);
}

static void probe_answered(struct sitrun_run *r,
			   const struct net_answer *answer);

static void on_done(void *owner, const struct net_answer *answer)
{
	struct sitrun_run *r = owner;
	struct sitrun_flight *f = answer->token;

	if (f->kind == FLIGHT_INVENTORY)
		sitrun_ask_answered(r, f->asked, answer);
	else if (f->kind == FLIGHT_ADMIN)
		sitrun_clock_answered(r, answer);
	else if (f->kind == FLIGHT_PROBE)
		probe_answered(r, answer);
	else
		request_done(r, f, answer);
	flight_free(r, f);
}

static struct span kind_name(enum codec_kind kind)
{
	static const char *const names[] = { "no message", "answer",
					     "device alert", "DCC alert" };

	return span_of(names[kind]);
}

/* Who reads what comes: the codec of the interface, of which more than one
 * may have its own. */
static const struct codec *codec_of(const struct sitrun_run *r,
				    struct span type)
{
	const struct campaign *c = &r->s->campaign;
	const struct codec *codec;

	for (size_t i = 0; i < c->interfaces.n; i++) {
		codec = codec_named(c->interfaces.v[i].codec);
		if (span_eq_nocase(type, span_of(codec->media_type)))
			return codec;
	}
	return codec_named(c->interfaces.v[0].codec);
}

static void arrived(struct sitrun_run *r, struct journal_message *row,
		    const struct net_message *message)
{
	const struct codec *codec = codec_of(r, message->type);
	struct attempt_message told;
	struct codec_facts facts;
	struct run_match match;
	char id[DUIS_ID_TEXT];

	judge(r, codec, message->body, &facts);
	if (!facts.wrong.n &&
	    !span_eq_nocase(message->type, span_of(codec->media_type)))
		facts.wrong = arena_printf(&r->scratch, "its media type is '"
			SPAN_F "'; expected %s", SPAN_A(message->type),
			codec->media_type);
	message_of(&facts, &told);
	match = run_arrived(r->run, &told, sitrun_now(r));
	row->kind = kind_name(facts.kind);
	row->request_id = facts.has_request ?
		span_of(duis_id_text(&facts.request, id)) : SPAN_EMPTY;
	row->code = facts.alert.n ? facts.alert : facts.code;
	row->signature = span_of(codec_verdict_name(facts.outer));
	row->embedded = span_of(codec_verdict_name(facts.embedded));
	row->schema = span_of(codec_verdict_name(facts.form));
	row->attempt = match.matched ?
		       sitrun_number(r, match.place, match.attempt) : 0;
	if (match.matched && !row->attempt) {	/* one that has just begun */
		sitrun_keep_changes(r);
		row->attempt = sitrun_number(r, match.place, match.attempt);
	}
	row->unmatched = match.matched ? SPAN_EMPTY : match.why;
	journal_message_put(r->journal, row);
}

static void on_message(void *owner, const struct net_message *message)
{
	struct sitrun_run *r = owner;
	struct journal_message row = {
		.arrived_ms = sitrun_now(r).clock_ms, .path = message->path,
		.headers = message->head, .body = message->body,
		.peer = message->peer, .kind = SPAN_EMPTY,
		.request_id = SPAN_EMPTY, .response_id = SPAN_EMPTY,
		.code = SPAN_EMPTY, .signature = SPAN_EMPTY,
		.embedded = SPAN_EMPTY, .schema = SPAN_EMPTY,
		.unmatched = SPAN_EMPTY,
	};

	if (r->broken || !r->run) {
		net_receiver_answer(message->call, 503);
		return;
	}
	if (journal_arrived(r->journal, &row))
		arrived(r, &row, message);
	r->dirty = r->moved = true;
	vec_push(&r->held, message->call);
}

/* ---- what is sent ---- */

/* The pre-command that the answer to stage 1 held. */
static bool pre_command(struct sitrun_run *r, const struct sitrun_place *p,
			struct span *out)
{
	const struct codec *codec = codec_named(p->interface->codec);
	struct codec_facts facts;

	buf_clear(&r->text);
	if (!journal_answer_body(r->journal, p->number, 1, &r->text))
		return false;
	judge(r, codec, buf_span(&r->text), &facts);
	*out = facts.pre_command;
	return facts.pre_command.n > 0;
}

static void add_headers(struct sitrun_flight *f,
			const struct campaign_interface *i)
{
	buf_addf(&f->headers, "Content-Type: %s\r\n", f->media_type);
	for (size_t k = 0; k < i->headers.n; k++)
		buf_addf(&f->headers, SPAN_F ": ***\r\n",
			 SPAN_A(i->headers.v[k].name));
}

static void queue(struct sitrun_run *r, const struct run_action *action,
		  const struct letter *letter)
{
	struct sitrun_flight *f = sitrun_flight(r, FLIGHT_REQUEST);

	f->place = action->place;
	f->attempt = action->attempt;
	f->stage = action->stage;
	f->id = action->id;
	f->sent_ms = sitrun_now(r).clock_ms;
	f->media_type = letter->media_type;
	buf_add(&f->url, letter->url);
	buf_add(&f->bytes, letter->bytes);
	add_headers(f, r->places.v[f->place].interface);
	*r->outbox_end = f;
	r->outbox_end = &f->next;
}

void sitrun_prepare(struct sitrun_run *r, const struct run_action *action)
{
	const struct sitrun_place *p = &r->places.v[action->place];
	struct letter_ask ask = {
		.testcase = r->plan.v[action->place].testcase,
		.target = &p->target, .interface = p->interface,
		.stage = action->stage, .schedule = action->schedule,
		.pre_command = SPAN_EMPTY, .id = action->id,
		.now_ms = sitrun_now(r).clock_ms,
	};
	struct letter letter = { .why = SPAN("the pre-command is not in the "
					     "journal") };

	if ((action->stage == 2 && !pre_command(r, p, &ask.pre_command)) ||
	    !letters_write(&r->letters, &ask, &letter)) {
		run_unsendable(r->run, action->place, letter.why,
			       sitrun_now(r));
		return;
	}
	if (letter.has_due)
		run_due(r->run, action->place, letter.due_ms);
	queue(r, action, &letter);
}

/* Header lines on every call: who wants to know who calls does not let the
 * first one through without. */
static struct net_post post_to(struct sitrun_run *r,
			       const struct campaign_interface *i)
{
	struct net_header *headers = arena_zero(&r->scratch,
		i->headers.n + 1, sizeof(*headers));

	for (size_t k = 0; k < i->headers.n; k++)
		headers[k] = (struct net_header){ i->headers.v[k].name,
						  i->headers.v[k].value };
	return (struct net_post){
		.url = i->base_url,
		.headers = headers, .n_headers = i->headers.n,
		.ca = i->tls.ca, .cert = i->tls.cert, .key = i->tls.key,
		.server_name = i->tls.server_name, .proxy = i->proxy,
		.connect_ms = r->s->campaign.limits.connect_ms,
		.total_ms = r->s->campaign.limits.total_ms,
	};
}

static void post(struct sitrun_run *r, struct sitrun_flight *f,
		 const struct campaign_interface *i)
{
	struct net_post p = post_to(r, i);

	p.url = buf_span(&f->url);
	p.type = span_of(f->media_type);
	p.body = buf_span(&f->bytes);
	p.token = f;
	net_http_post(r->http, &p);
}

void sitrun_wire_ask(struct sitrun_run *r,
		     const struct campaign_interface *i,
		     const struct letter *letter, struct asked *asked)
{
	struct sitrun_flight *f = sitrun_flight(r, FLIGHT_INVENTORY);

	f->asked = asked;
	f->media_type = letter->media_type;
	buf_add(&f->url, letter->url);
	buf_add(&f->bytes, letter->bytes);
	post(r, f, i);
}

/* The intent of all of them is on disk before the first byte of any. */
bool sitrun_send(struct sitrun_run *r)
{
	struct sitrun_flight *f, *next;

	sitrun_keep_changes(r);
	for (f = r->outbox; f; f = f->next) {
		f->number = sitrun_number(r, f->place, f->attempt);
		sitrun_keep_request(r, f);
	}
	if (!sitrun_commit(r))
		return false;
	arena_clear(&r->scratch);
	for (f = r->outbox; f; f = next) {
		next = f->next;
		f->next = NULL;
		post(r, f, r->places.v[f->place].interface);
	}
	r->outbox = NULL;
	r->outbox_end = &r->outbox;
	return true;
}

/* ---- both ends ---- */

/* Something that nobody acts on: does the other side answer at all, and is
 * it who it should be? */
bool sitrun_wire_probe(struct sitrun_run *r)
{
	const struct campaign *c = &r->s->campaign;

	for (size_t i = 0; i < c->interfaces.n; i++) {
		struct sitrun_flight *f = sitrun_flight(r, FLIGHT_PROBE);
		struct net_post p = post_to(r, &c->interfaces.v[i]);

		p.method = SPAN("GET");
		p.token = f;
		net_http_post(r->http, &p);
	}
	while (net_http_busy(r->http))
		net_wait(r->http, NULL, -1, 1000);
	return !r->unreachable;
}

static void probe_answered(struct sitrun_run *r,
			   const struct net_answer *answer)
{
	if (answer->end != NET_NOT_SENT)
		return;
	r->unreachable = true;
	msg_error("'" SPAN_F "': " SPAN_F "; nothing was sent",
		  SPAN_A(answer->url), SPAN_A(answer->error));
}

/* The receiver's library takes no paths. False: *why says why not. */
static bool pem(struct sitrun_run *r, struct span file, enum pem_kind kind,
		struct buf *text, struct buf *why)
{
	struct pem_error wrong;

	if (!file.n || pem_read(campaign_in_path(r->s->campaign_path, file,
						 &r->arena),
				kind, text, &wrong))
		return true;
	buf_add(why, span_of(wrong.text));
	return false;
}

static bool receiver_tls(struct sitrun_run *r,
			 struct net_receiver_settings *in, struct buf *why)
{
	const struct campaign_tls *tls = &r->s->campaign.receiver.tls;

	if (tls->key.n)
		pem_no_core();
	if (!pem(r, tls->key, PEM_SECRET, &r->tls_key, why) ||
	    !pem(r, tls->cert, PEM_PUBLIC, &r->tls_cert, why) ||
	    !pem(r, tls->ca, PEM_PUBLIC, &r->tls_ca, why))
		return false;
	in->tls_key = r->tls_key.p;
	in->tls_cert = r->tls_cert.p;
	in->client_ca = r->tls_ca.p;
	return true;
}

bool sitrun_wire_open(struct sitrun_run *r)
{
	const struct campaign *c = &r->s->campaign;
	const struct net_http_settings http = {
		.connections = (unsigned)c->limits.connections,
		.max_answer = BODY_MAX, .agent = "sit-run",
		.done = on_done, .owner = r };
	struct net_receiver_settings in = {
		.listen = c->receiver.listen, .path = c->receiver.path,
		.has_port = r->ask->has_port,
		.port = (uint16_t)r->ask->receiver_port,
		.max_body = BODY_MAX, .take = on_message, .owner = r };
	struct buf why = BUF_INIT;

	r->http = net_http_open(&http, &why);
	if (r->http && receiver_tls(r, &in, &why))
		r->receiver = net_receiver_open(&in, &why);
	if (!r->receiver)
		msg_error("%s", why.p);
	buf_release(&why);
	return r->receiver != NULL;
}

void sitrun_wire_close(struct sitrun_run *r)
{
	net_http_close(r->http);
	net_receiver_close(r->receiver);
	pem_wipe(&r->tls_key);
	buf_release(&r->tls_cert);
	buf_release(&r->tls_ca);
	while (r->flights.n)
		flight_free(r, r->flights.v[r->flights.n - 1]);
	vec_release(&r->flights);
	vec_release(&r->held);
}
