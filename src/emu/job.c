/*
 * What is due, and how it leaves. Jobs are carried out in the order of their
 * times, each at its own time even where the clock has jumped past it: what
 * a message says about time is what it would have said without the jump.
 */
#include "emu/room.h"

#include <stdio.h>

#include "base/mem.h"

enum { RETRY_MS = 900000 };	/* a provider tries again */

struct emu_job *emu_job_new(struct emu *e, enum emu_job_kind kind)
{
	struct emu_job *job = mem_array(1, sizeof(*job));

	(void)e;
	job->kind = kind;
	return job;
}

void emu_job_at(struct emu *e, struct emu_job *job, int64_t at_ms)
{
	emu_due_add(&e->due, at_ms, job);
}

void emu_effect(struct emu *e, uint64_t device, const struct emu_effect *f)
{
	struct world_device *d = world_device(e->world, device);
	struct emu_device_state *s = emu_device_state(e, device);
	char text[WORLD_EUI_TEXT];
	struct json *j;

	if (!d || f->kind == EMU_EFFECT_NONE)
		return;
	switch (f->kind) {
	case EMU_EFFECT_CREDIT:
	case EMU_EFFECT_PREPAYMENT:
		d->prepayment = f->kind == EMU_EFFECT_PREPAYMENT;
		break;
	case EMU_EFFECT_FIRMWARE:
		if (s && s->next_fw.n)
			d->fw_version = s->next_fw;
		break;
	case EMU_EFFECT_BILLING:
		d->bills = true;
		d->billing_period = f->billing;
		d->billing_start = moment_day(e->now_ms);
		break;
	default:
		break;
	}
	j = emu_log_begin(&e->log, e->now_ms, "device");
	json_string(j, "device", span_of(world_eui_text(device, text)));
	json_string(j, "payment_mode", d->prepayment ? SPAN("PREPAYMENT") :
		    SPAN("CREDIT"));
	json_string(j, "fw_version", d->fw_version);
	emu_log_end(&e->log);
}

/* ---- on their way ---- */

struct sending {
	const char *what;
	uint64_t device, bytes;
	const struct srv *srv;
	unsigned cv;
	char id[EMU_ID_TEXT], code[16];
	struct emu_job *holder;
};

static struct json *begin_delivery(struct emu *e, const char *what,
				   const struct emu_push_try *t,
				   const struct sending *s)
{
	struct json *j = emu_log_begin(&e->log, e->now_ms, what);
	char text[WORLD_EUI_TEXT];

	json_string(j, "what", span_of(s->what));
	json_string(j, "user", span_of(world_eui_text(t->parcel->user,
						      text)));
	json_string(j, "device", s->device ?
		    span_of(world_eui_text(s->device, text)) : SPAN_EMPTY);
	json_string(j, "id", span_of(s->id));
	json_string(j, "code", span_of(s->code));
	json_u64(j, "tries", t->tries);
	if (t->error)
		json_string(j, "error", span_of(t->error));
	else
		json_u64(j, "status", t->status);
	return j;
}

/* A message whose answer was held has come to its end. Whoever comes last,
 * the message or the answer, frees the job. */
static void release_answer(struct emu_job *job)
{
	if (!job->held) {
		mem_free(job);
		return;
	}
	job->ended = true;
	emu_server_release(job->held);
}

void emu_forgotten(void *owner, void *token)
{
	struct sending *s = token;

	(void)owner;
	if (s->holder)
		release_answer(s->holder);
	mem_free(s);
}

void emu_delivered(void *owner, const struct emu_push_try *t,
		   enum emu_push_end end)
{
	static const char *const names[] = {
		[EMU_PUSH_DELIVERED] = "delivered",
		[EMU_PUSH_REFUSED] = "refused",
		[EMU_PUSH_GIVEN_UP] = "given-up",
	};
	static const char *const outcomes[] = {
		[EMU_PUSH_DELIVERED] = "DELIVERED",
		[EMU_PUSH_REFUSED] = "REFUSED",
		[EMU_PUSH_GIVEN_UP] = "GIVEN_UP",
	};
	struct emu *e = owner;
	struct sending *s = t->parcel->token;

	begin_delivery(e, names[end], t, s);
	emu_log_end(&e->log);
	emu_log_transaction(&e->log, &(struct emu_transaction){
		.at_ms = e->now_ms, .direction = s->what[0] == 'a' ?
		"ALERT" : "RESULT", .user = t->parcel->user,
		.device = s->device,
		.srv = s->srv ? span_of(s->srv->srv) : SPAN_EMPTY,
		.cv = s->cv, .id = span_of(s->id), .bytes = s->bytes,
		.http_status = t->status, .code = span_of(s->code),
		.outcome = outcomes[end] });
	e->delivered += end == EMU_PUSH_DELIVERED;
	if (s->holder)
		release_answer(s->holder);
	mem_free(s);
}

void emu_not_delivered(void *owner, const struct emu_push_try *t,
		       int64_t wait_ms)
{
	struct emu *e = owner;
	struct json *j = begin_delivery(e, "try-failed", t, t->parcel->token);

	json_u64(j, "wait_ms", (uint64_t)wait_ms);
	emu_log_end(&e->log);
}

static void copy_text(char *to, size_t size, struct span s)
{
	const size_t n = s.n < size - 1 ? s.n : size - 1;

	for (size_t i = 0; i < n; i++)
		to[i] = s.p[i];
	to[n] = '\0';
}

/* What answers no request is known by its ResponseID. */
static void name_message(const struct emu *e, struct sending *s,
			 uint64_t user, const struct emu_job *job)
{
	char from[WORLD_EUI_TEXT], to[WORLD_EUI_TEXT];

	snprintf(s->id, sizeof(s->id), "%s:%s:%llu",
		 world_eui_text(s->device ? s->device : e->world->acb, from),
		 world_eui_text(user, to), (unsigned long long)
		 (job ? job->counter : e->next_alert));
}

void emu_deliver(struct emu *e, const char *what, uint64_t user,
		 uint64_t device, struct buf *body, const struct emu_job *job,
		 struct span code)
{
	const struct world_user *u = world_user(e->world, user);
	struct sending *s;
	struct emu_parcel parcel = {
		.user = user, .lane = device, .body = *body,
		.type = job && job->mishap.type.n ? job->mishap.type :
			SPAN("application/xml"),
	};

	*body = (struct buf)BUF_INIT;
	if (!u || !u->receiver.n) {
		struct json *j = emu_log_begin(&e->log, e->now_ms,
					       "no-receiver");

		json_string(j, "what", span_of(what));
		json_string(j, "code", code);
		emu_log_end(&e->log);
		buf_release(&parcel.body);
		if (job && job->held)
			release_answer((struct emu_job *)(uintptr_t)job);
		return;
	}
	s = mem_array(1, sizeof(*s));
	s->what = what;
	s->device = device;
	s->bytes = parcel.body.n;
	if (job) {
		s->srv = job->srv;
		s->cv = job->cv;
		copy_text(s->id, sizeof(s->id), span_of(job->id));
		s->holder = job->held ? (struct emu_job *)(uintptr_t)job :
					NULL;
	}
	if (!s->id[0])
		name_message(e, s, user, job);
	copy_text(s->code, sizeof(s->code), code);
	parcel.token = s;
	parcel.url = u->receiver;
	emu_push_add(e->push, &parcel);
}

/* ---- results, and what can go wrong with them ---- */

static void replace(struct buf *b, const char *from, const char *to)
{
	struct span old = span_of(from);
	struct buf new = BUF_INIT;

	for (size_t i = 0; i + old.n <= b->n; i++) {
		if (!span_eq(span_make(b->p + i, old.n), old))
			continue;
		buf_add_bytes(&new, b->p, i);
		buf_add(&new, span_of(to));
		buf_add_bytes(&new, b->p + i + old.n, b->n - i - old.n);
		buf_release(b);
		*b = new;
		return;
	}
	buf_release(&new);
}

/* A digit or letter of the value, changed into another of the alphabet. */
static void break_signature(struct buf *b)
{
	static const char value[] = "SignatureValue>";
	const struct span mark = span_of(value);

	for (size_t i = 0; i + mark.n + 8 < b->n; i++) {
		char *c = b->p + i + mark.n + 4;

		if (!span_eq(span_make(b->p + i, mark.n), mark))
			continue;
		*c = *c == 'A' ? 'B' : 'A';
		return;
	}
	replace(b, "</sr:Response>", "<ds:Signature xmlns:ds=\""
		XML_DSIG_NS "\"><ds:SignedInfo/><ds:SignatureValue>AAAA"
		"</ds:SignatureValue></ds:Signature></sr:Response>");
}

void emu_spoil(const struct emu_mishap *m, struct buf *b)
{
	if (EMU_HAS(m, SCHEMA_INVALID))
		replace(b, "<sr:Body>", "<sr:Body><sr:NoSuchElement/>");
	if (EMU_HAS(m, BAD_SIGNATURE))
		break_signature(b);
	if (EMU_HAS(m, TRUNCATED))
		b->n = b->n * 2 / 3;
}

/* The counter of the RequestID, one higher. */
static void shift_id(struct emu_job *job)
{
	struct span s = span_of(job->id);

	if (s.n && s.p[s.n - 1] == '9')
		job->id[s.n - 1] = '8';
	else if (s.n)
		job->id[s.n - 1]++;
}

static void storm(struct emu *e, const struct emu_job *job)
{
	const struct emu_mishap *m = &job->mishap;

	for (uint64_t i = 0; i < m->storm; i++)
		emu_alert_device(e, &(struct emu_alert){
			.user = job->user, .device = job->device,
			.code = m->alert_code,
			.payload = SPAN(""),
			.sequence = i + 1 == m->storm ? 1 : 0,
			.count = i + 1 == m->storm ? m->storm : 0 });
}

static void send_result(struct emu *e, struct emu_job *job)
{
	const struct emu_mishap *m = &job->mishap;
	struct buf body = BUF_INIT;
	struct span code;

	if (EMU_HAS(m, WRONG_REQUEST_ID))
		shift_id(job);
	if (job->kind == EMU_JOB_AT_DEVICE) {
		code = SPAN("I0");
		emu_future_alert(e, job, &body);
	} else {
		emu_result(e, job, &body, &code);
	}
	emu_spoil(m, &body);
	for (uint64_t i = 1; i < m->copies; i++) {
		struct emu_job twin = *job;
		struct buf copy = BUF_INIT;

		twin.held = NULL;
		buf_add(&copy, buf_span(&body));
		emu_deliver(e, "result", job->user, job->device, &copy, &twin,
			    code);
	}
	emu_deliver(e, "result", job->user, job->device, &body, job, code);
}

static void drop_result(struct emu *e, const struct emu_job *job)
{
	char text[WORLD_EUI_TEXT];
	struct json *j = emu_log_begin(&e->log, e->now_ms, "dropped");

	json_string(j, "user", span_of(world_eui_text(job->user, text)));
	json_string(j, "device", span_of(world_eui_text(job->device, text)));
	json_string(j, "id", span_of(job->id));
	emu_log_end(&e->log);
}

static void remove_schedules(struct emu *e, const struct emu_job *job)
{
	for (size_t i = 0; i < e->schedules.n; i++) {
		struct emu_schedule *s = e->schedules.v[i];

		if (s->user == job->user && s->device == job->device)
			emu_schedule_remove(e, s, true);
	}
}

/* Whoever was held back goes behind this one. */
static void after_it(struct emu *e, uint64_t user)
{
	struct emu_user_state *u = emu_user_state(e, user);
	struct emu_job *job = u ? u->held : NULL, *next;

	if (u)
		u->held = NULL;
	for (; job; job = next) {
		next = job->next;
		send_result(e, job);
		if (!job->held)
			mem_free(job);
	}
}

/* A SMETS1 provider keeps trying to reach a device for a day. */
static bool tries_again(struct emu *e, struct emu_job *job,
			const struct world_device *d)
{
	if (!job->schedule || !d || world_device_answers(d) ||
	    d->smets != 1 ||
	    e->now_ms + RETRY_MS > job->due_ms + MOMENT_DAY)
		return false;
	emu_job_at(e, job, e->now_ms + RETRY_MS);
	return true;
}

/* By a fault; or it is what a device says of its own accord, to nobody. */
static bool gets_lost(const struct emu_job *job, const struct world_device *d)
{
	return EMU_HAS(&job->mishap, DROP_RESULT) ||
	       (job->kind == EMU_JOB_AT_DEVICE && d &&
		!world_device_answers(d));
}

/* Carried out at e->now_ms. The job is freed, unless something keeps it. */
void emu_job_result(struct emu *e, struct emu_job *job)
{
	const struct emu_mishap *m = &job->mishap;
	struct emu_user_state *u = emu_user_state(e, job->user);
	const struct world_device *d = world_device(e->world, job->device);

	if (tries_again(e, job, d))
		return;
	e->waits--;
	if (d && world_device_answers(d) && job->kind != EMU_JOB_ACTIVATE)
		emu_effect(e, job->device, &job->effect);
	if (m->storm && d)
		storm(e, job);
	if (EMU_HAS(m, SCHEDULE_REMOVAL))
		remove_schedules(e, job);
	if (EMU_HAS(m, S1VE12)) {
		emu_alert_s1sp(e, job, "S1VE12");
	} else if (gets_lost(job, d)) {
		drop_result(e, job);
	} else if (EMU_HAS(m, OUT_OF_ORDER) && u) {
		job->next = u->held;
		u->held = job;
		return;
	} else if (job->schedule && d && !world_device_answers(d)) {
		emu_alert_failure(e, job);
	} else {
		const uint64_t user = job->user;

		send_result(e, job);
		if (!job->held)
			mem_free(job);
		after_it(e, user);
		return;
	}
	if (job->held) {
		release_answer(job);
		return;
	}
	mem_free(job);
}

static void forget_future(struct emu *e, const struct emu_job *job)
{
	if (!job->listed)
		return;
	for (size_t i = 0; i < e->future.n; i++) {
		if (e->future.v[i] != job)
			continue;
		e->future.v[i] = e->future.v[--e->future.n];
		return;
	}
}

static void run(struct emu *e, struct emu_job *job)
{
	forget_future(e, job);
	if (job->kind == EMU_JOB_ACTIVATE) {
		emu_schedule_activate(e, job);
		mem_free(job);
	} else if (job->cancelled) {
		e->waits--;
		mem_free(job);
	} else {
		emu_job_result(e, job);
	}
}

void emu_jobs_run(struct emu *e, int64_t slice_ms)
{
	const int64_t now = emu_clock_now(&e->clock);
	const int64_t begin = emu_real_ms();
	int64_t at;

	while ((at = emu_due_at(&e->due)) <= now &&
	       emu_real_ms() - begin < slice_ms) {
		if (at > e->due_ms)
			e->due_ms = at;
		e->now_ms = e->due_ms;
		run(e, emu_due_take(&e->due));
	}
	if (at > now)
		e->due_ms = now;
	e->now_ms = now;
}

/* ---- answers that wait for their results ---- */

void emu_holding_expire(struct emu *e)
{
	const int64_t now = emu_real_ms();

	for (size_t i = 0; i < e->holding.n; i++) {
		struct emu_job *job = e->holding.v[i];

		if (!job->held || job->held_until_ms > now)
			continue;
		emu_server_release(job->held);
		job->held_until_ms = EMU_NEVER;
	}
}

int64_t emu_holding_wait_ms(const struct emu *e)
{
	int64_t wait = EMU_NEVER;

	for (size_t i = 0; i < e->holding.n; i++) {
		const struct emu_job *job = e->holding.v[i];
		const int64_t left = job->held_until_ms - emu_real_ms();

		if (job->held_until_ms != EMU_NEVER && left < wait)
			wait = left > 0 ? left : 0;
	}
	return wait;
}
