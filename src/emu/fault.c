/* Which faults meet an exchange. A fault counts the calls of each device
 * that it would match, so `nth` means the same in any order of devices. */
#include "emu/room.h"

enum { STORM = 10, HTTP_STATUS = 503, FIRST_MS = 2000, DRIBBLE_MS = 50 };

static uint64_t count_call(struct emu *e, const struct world_fault *f,
			   uint64_t device)
{
	const uint64_t key[2] = { f->serial, device };
	bool fresh;
	uint32_t at = intern_put(&e->fault_counts, (struct span){
		(const char *)key, sizeof(key) }, &fresh);

	if (fresh)
		vec_push(&e->fault_count, 0);
	return ++e->fault_count.v[at];
}

static bool meets(struct emu *e, const struct world_fault *f,
		  const struct srv *srv, unsigned cv, uint64_t device,
		  uint64_t user, uint64_t call)
{
	const uint64_t million = 1000000;

	if ((f->srv.n && !span_eq(f->srv, span_of(srv->srv))) ||
	    (f->cv && f->cv != cv) || (f->device && f->device != device) ||
	    (f->user && f->user != user))
		return false;
	if (count_call(e, f, device) != f->nth && f->nth)
		return false;
	return f->probability >= million ||
	       emu_hash(e->world->seed, f->id, device, call) % million <
	       f->probability;
}

static void set_up(struct emu_mishap *m, const struct world_fault *f)
{
	m->set |= 1u << f->kind;
	switch (f->kind) {
	case WORLD_FAULT_CODE:
		m->code = f->text;
		break;
	case WORLD_FAULT_RESULT_CODE:
		m->result_code = f->text;
		break;
	case WORLD_FAULT_DUPLICATE_RESULT:
		m->copies = f->has_count ? f->count : 2;
		break;
	case WORLD_FAULT_RESULT_FIRST:
		m->first_ms = f->has_ms ? f->ms : FIRST_MS;
		break;
	case WORLD_FAULT_DELAY:
		m->delay_ms += f->ms;
		break;
	case WORLD_FAULT_LATE:
		m->late_ms = f->has_ms ? f->ms : 1000;
		break;
	case WORLD_FAULT_MEDIA_TYPE:
		m->type = f->text.n ? f->text : SPAN("text/plain");
		break;
	case WORLD_FAULT_HTTP:
		m->http_status = f->has_count ? f->count : HTTP_STATUS;
		m->retry_s = f->has_ms ? (f->ms + 999) / 1000 : 1;
		break;
	case WORLD_FAULT_SLOW:
		m->dribble_ms = f->has_ms && f->ms ? f->ms : DRIBBLE_MS;
		break;
	case WORLD_FAULT_ALERT_STORM:
		m->storm = f->has_count ? f->count : STORM;
		m->alert_code = f->text.n ? f->text : SPAN("8F3E");
		break;
	default:
		break;
	}
}

void emu_mishaps(struct emu *e, struct emu_mishap *m, const struct srv *srv,
		 unsigned cv, uint64_t device, uint64_t user)
{
	struct emu_device_state *state = emu_device_state(e, device);
	const uint64_t call = state ? ++state->calls : 0;
	char text[WORLD_EUI_TEXT];

	*m = (struct emu_mishap){ 0 };
	for (size_t i = 0; i < e->world->faults.n; i++) {
		const struct world_fault *f = &e->world->faults.v[i];
		struct json *j;

		if (!meets(e, f, srv, cv, device, user, call))
			continue;
		set_up(m, f);
		j = emu_log_begin(&e->log, e->now_ms, "fault");
		json_string(j, "fault", f->id);
		json_string(j, "kind", span_of(world_fault_name(f->kind)));
		json_string(j, "srv", span_of(srv->srv));
		json_u64(j, "command_variant", cv);
		json_string(j, "device", device ?
			    span_of(world_eui_text(device, text)) :
			    SPAN_EMPTY);
		json_string(j, "user", span_of(world_eui_text(user, text)));
		emu_log_end(&e->log);
	}
}
