/* The other port: for who plays the world, not for users. */
#include "emu/room.h"

#include "base/mem.h"
#include "base/num.h"
#include "file/world_in.h"

enum { NOT_FOUND = 404, NOT_ALLOWED = 405, WRONG = 400,
       LAST_DAY = 83640 };	/* in 2198 */

static void tell(struct emu_http_reply *reply, unsigned status,
		 struct span text)
{
	reply->status = status;
	reply->type = "text/plain";
	buf_add(&reply->body, text);
	buf_add_char(&reply->body, '\n');
}

/* ---- state ---- */

static void put_eui(struct json *j, const char *name, uint64_t eui)
{
	char text[WORLD_EUI_TEXT];

	json_string(j, name, eui ? span_of(world_eui_text(eui, text)) :
		    SPAN_EMPTY);
}

static void put_devices(const struct emu *e, struct json *j)
{
	json_array(j, "devices");
	for (size_t i = 0; i < e->world->devices.n; i++) {
		const struct world_device *d = &e->world->devices.v[i];

		if (d->removed)
			continue;
		json_object_flat(j, NULL);
		put_eui(j, "device_id", d->eui);
		json_string(j, "device_type", span_of(srv_device_name(
			d->type)));
		json_u64(j, "smets", d->smets);
		json_string(j, "status", span_of(world_status_name(
			d->status)));
		json_string(j, "fw_version", d->fw_version);
		json_string(j, "payment_mode", d->prepayment ?
			    SPAN("PREPAYMENT") : SPAN("CREDIT"));
		json_bool(j, "unreachable", d->unreachable);
		json_string(j, "han", d->han_left ? SPAN("LEFT") :
			    SPAN("JOINED"));
		json_u64(j, "calls", i < e->devices.n ?
			 e->devices.v[i].calls : 0);
		json_end(j);
	}
	json_end(j);
}

static void put_schedules(const struct emu *e, struct json *j)
{
	char day[DATE_TEXT];

	json_array(j, "schedules");
	for (size_t i = 0; i < e->schedules.n; i++) {
		const struct emu_schedule *s = e->schedules.v[i];

		if (s->removed)
			continue;
		json_object_flat(j, NULL);
		json_u64(j, "id", s->id);
		put_eui(j, "user", s->user);
		put_eui(j, "device", s->device);
		json_string(j, "srv", span_of(s->srv->srv));
		json_string(j, "frequency", span_of(world_frequency_name(
			s->frequency)));
		json_string(j, "start", span_of(date_text(s->start, day)));
		json_end(j);
	}
	json_end(j);
}

static void put_rest(const struct emu *e, struct json *j)
{
	json_array(j, "users");
	for (size_t i = 0; i < e->world->users.n; i++) {
		const struct world_user *u = &e->world->users.v[i];

		json_object_flat(j, NULL);
		put_eui(j, "eui", u->eui);
		json_string(j, "receiver", u->receiver);
		json_end(j);
	}
	json_end(j);
	json_array(j, "faults");
	for (size_t i = 0; i < e->world->faults.n; i++) {
		const struct world_fault *f = &e->world->faults.v[i];

		json_object_flat(j, NULL);
		json_string(j, "id", f->id);
		json_string(j, "kind", span_of(world_fault_name(f->kind)));
		json_end(j);
	}
	json_end(j);
}

static void state(struct emu *e, struct emu_http_reply *reply)
{
	char text[MOMENT_TEXT];
	struct buf_sink sink;
	struct json j;

	buf_sink_init(&sink, &reply->body);
	json_init(&j, &sink.sink);
	json_object(&j, NULL);
	json_string(&j, "schema", SPAN("sit-state/1"));
	json_string(&j, "now", span_of(moment_text(e->now_ms, text)));
	json_u64(&j, "seed", e->world->seed);
	json_u64(&j, "events", e->log.count);
	json_u64(&j, "requests", e->requests);
	json_u64(&j, "refused", e->refused);
	json_u64(&j, "waiting", e->waits);
	json_u64(&j, "sending", emu_push_pending(e->push));
	json_u64(&j, "delivered", e->delivered);
	put_devices(e, &j);
	put_schedules(e, &j);
	put_rest(e, &j);
	json_end(&j);
	reply->type = "application/json";
}

static void events(struct emu *e, const struct emu_http_request *request,
		   struct emu_http_reply *reply)
{
	uint64_t after = 0;

	if (request->query.n && !num_parse(request->query, &after)) {
		tell(reply, WRONG, SPAN("after: expected a number"));
		return;
	}
	reply->type = "application/x-ndjson";
	emu_log_after(&e->log, after, &reply->body);
}

/* ---- changes ---- */

static void findings(struct emu_http_reply *reply, struct diag *d)
{
	struct buf line = BUF_INIT;

	reply->status = WRONG;
	reply->type = "text/plain";
	diag_sort(d);
	for (size_t i = 0; i < d->found.n; i++) {
		buf_clear(&line);
		diag_line(&d->found.v[i], &line);
		buf_add(&reply->body, buf_span(&line));
		buf_add_char(&reply->body, '\n');
	}
	buf_release(&line);
}

static void note(struct emu *e, const char *what, uint64_t eui)
{
	struct json *j = emu_log_begin(&e->log, e->now_ms, "admin");

	json_string(j, "what", span_of(what));
	put_eui(j, "eui", eui);
	emu_log_end(&e->log);
}

static bool advance(struct emu *e, const struct world_in_text *t,
		    const struct emu_http_request *request,
		    struct emu_http_reply *reply)
{
	struct emu_advance *a;
	uint64_t ms = 0;

	if (!world_in_advance(e->world, t, &ms))
		return false;
	if (e->now_ms + (int64_t)ms > moment_of_day(LAST_DAY)) {
		tell(reply, WRONG, SPAN("the calendar ends in 2199"));
		return true;
	}
	note(e, "clock", 0);
	emu_clock_advance(&e->clock, ms);
	a = mem_array(1, sizeof(*a));
	*a = (struct emu_advance){ .call = request->call,
				   .until_ms = emu_clock_now(&e->clock) };
	vec_push(&e->advances, a);
	reply->way = EMU_HTTP_HOLD;
	reply->token = a;
	return true;
}

void emu_advances_end(struct emu *e)
{
	const int64_t at = emu_due_at(&e->due);
	size_t kept = 0;

	for (size_t i = 0; i < e->advances.n; i++) {
		struct emu_advance *a = e->advances.v[i];

		if (at <= a->until_ms) {
			e->advances.v[kept++] = a;
			continue;
		}
		emu_schedules_review(e);
		if (!a->call) {
			mem_free(a);
			continue;
		}
		a->ended = true;
		emu_server_release(a->call);
	}
	e->advances.n = kept;
}

/* Its answer has left, or its client is gone, which changes nothing. */
void emu_advance_served(struct emu *e, void *token)
{
	struct emu_advance *a = token;

	(void)e;
	if (!a)
		return;
	a->call = NULL;
	if (a->ended)
		mem_free(a);
}

static bool raise_alert(struct emu *e, const struct world_in_text *t,
			struct emu_http_reply *reply)
{
	struct world_alert a;
	const struct world_device *d;

	if (!world_in_alert(e->world, t, &a))
		return false;
	d = world_device(e->world, a.device);
	if (!d) {
		tell(reply, NOT_FOUND, SPAN("there is no such device"));
		return true;
	}
	for (size_t i = 0; !a.user && i < e->world->users.n; i++) {
		const struct world_user *u = &e->world->users.v[i];
		const struct srv *any = srv_find(SPAN("4.1.1"));

		if ((u->roles & (SRV_IS | SRV_GS)) &&
		    emu_access(e, u, any, d).n == 0)
			a.user = u->eui;
	}
	if (!world_user(e->world, a.user)) {
		tell(reply, WRONG, SPAN("nobody supplies that device; name "
					"the user"));
		return true;
	}
	note(e, "alert", a.device);
	emu_alert_device(e, &(struct emu_alert){ .user = a.user,
		.device = a.device, .code = a.code, .payload = a.payload,
		.sequence = a.count ? e->next_alert + 1 : 0,
		.count = a.count });
	return true;
}

static bool drop_faults(struct emu *e, struct span id)
{
	struct world *w = e->world;
	size_t kept = 0;
	bool any = false;

	for (size_t i = 0; i < w->faults.n; i++) {
		if (!id.n || span_eq(w->faults.v[i].id, id)) {
			any = true;
			continue;
		}
		w->faults.v[kept++] = w->faults.v[i];
	}
	w->faults.n = kept;
	note(e, "faults", 0);
	return any || !id.n;
}

/* "/admin/v1/devices/00-..": the EUI behind the prefix */
static bool under(struct span path, const char *prefix, struct span *rest)
{
	if (!span_starts(path, span_of(prefix)))
		return false;
	*rest = span_from(path, span_of(prefix).n);
	return true;
}

static bool patch_device(struct emu *e, const struct world_in_text *t,
			 struct span name, struct emu_http_reply *reply)
{
	struct world_device *d;
	uint64_t eui;

	if (!world_eui_parse(name, &eui) ||
	    !(d = world_device(e->world, eui))) {
		tell(reply, NOT_FOUND, SPAN("there is no such device"));
		return true;
	}
	if (!world_in_patch(e->world, t, d))
		return false;
	note(e, "device", eui);
	emu_schedules_review(e);
	return true;
}

static bool put_receiver(struct emu *e, const struct world_in_text *t,
			 struct span name, struct emu_http_reply *reply)
{
	struct world_user *u;
	uint64_t eui;

	if (name.n < WORLD_EUI_TEXT ||
	    !world_eui_parse(span_make(name.p, WORLD_EUI_TEXT - 1), &eui) ||
	    !span_eq(span_from(name, WORLD_EUI_TEXT - 1), SPAN("/receiver"))
	    || !(u = world_user(e->world, eui))) {
		tell(reply, NOT_FOUND, SPAN("there is no such user"));
		return true;
	}
	if (!world_in_receiver(e->world, t, u))
		return false;
	emu_push_redirect(e->push, eui, u->receiver);
	note(e, "receiver", eui);
	return true;
}

static bool registrations(struct emu *e, const struct world_in_text *t)
{
	if (!world_in_registrations(e->world, t))
		return false;
	note(e, "registrations", 0);
	emu_schedules_review(e);
	return true;
}

static bool add_faults(struct emu *e, const struct world_in_text *t)
{
	if (!world_in_faults(e->world, t))
		return false;
	note(e, "faults", 0);
	return true;
}

/* Is it that method? If not, the reply says which it would be. */
static bool method(const struct emu_http_request *request, const char *name,
		   struct emu_http_reply *reply)
{
	if (span_eq(request->method, span_of(name)))
		return true;
	reply->allow = name;
	tell(reply, NOT_ALLOWED, SPAN("this method is not for this path"));
	return false;
}

static bool change(struct emu *e, const struct emu_http_request *request,
		   const struct world_in_text *t, struct emu_http_reply *reply)
{
	const struct span path = request->path;
	struct span rest;

	if (span_eq(path, SPAN("/admin/v1/clock")))
		return !method(request, "POST", reply) ||
		       advance(e, t, request, reply);
	if (span_eq(path, SPAN("/admin/v1/alerts")))
		return !method(request, "POST", reply) ||
		       raise_alert(e, t, reply);
	if (span_eq(path, SPAN("/admin/v1/registrations")))
		return !method(request, "POST", reply) ||
		       registrations(e, t);
	if (span_eq(path, SPAN("/admin/v1/faults"))) {
		if (!span_eq(request->method, SPAN("DELETE")))
			return !method(request, "POST", reply) ||
			       add_faults(e, t);
		if (!drop_faults(e, request->query))
			tell(reply, NOT_FOUND, SPAN("there is no such fault"));
		return true;
	}
	if (under(path, "/admin/v1/devices/", &rest))
		return !method(request, "PATCH", reply) ||
		       patch_device(e, t, rest, reply);
	if (under(path, "/admin/v1/users/", &rest))
		return !method(request, "PUT", reply) ||
		       put_receiver(e, t, rest, reply);
	tell(reply, NOT_FOUND, SPAN("there is nothing at this path"));
	return true;
}

void emu_admin(struct emu *e, const struct emu_http_request *request,
	       struct emu_http_reply *reply)
{
	struct diag d = DIAG_INIT;
	const struct world_in_text t = { request->body, "body", &d };

	e->now_ms = emu_clock_now(&e->clock);
	if (span_eq(request->path, SPAN("/healthz")))
		tell(reply, 200, SPAN("ok"));
	else if (span_eq(request->path, SPAN("/admin/v1/state")) &&
		 method(request, "GET", reply))
		state(e, reply);
	else if (span_eq(request->path, SPAN("/admin/v1/events")) &&
		 method(request, "GET", reply))
		events(e, request, reply);
	else if (!reply->body.n && !change(e, request, &t, reply))
		findings(reply, &d);
	if (reply->body.n == 0 && !reply->type && reply->status == 200)
		reply->status = 204;
	diag_release(&d);
}
