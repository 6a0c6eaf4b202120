/* What comes without having been asked for. Which DCC alert code goes with
 * which payload is known for few; those used here are the likely ones. */
#include "emu/room.h"

#include <stdio.h>

#include "base/bug.h"
#include "base/num.h"
#include "file/xmlsig.h"

#define CODE_REMOVAL	"N4"
#define CODE_FAILURE	"N12"
#define CODE_QUARANTINE	"N7"
#define CODE_S1SP	"N55"

static void send(struct emu *e, uint64_t user, uint64_t device,
		 struct emu_writer *w, struct span code)
{
	struct buf body = BUF_INIT;

	emu_answer_end(e, w, &body);
	emu_deliver(e, "alert", user, device, &body, NULL, code);
}

static void begin(struct emu *e, struct emu_writer *w, struct emu_answer *a,
		  uint64_t from, uint64_t user)
{
	*a = (struct emu_answer){ .from = from, .to = user,
		.counter = ++e->next_alert, .code = SPAN("I0"), .sign = true };
	emu_answer_begin(e, w, a);
}

static void put_throttled(struct emu_writer *w, const struct emu_alert *a)
{
	char text[NUM_TEXT];

	if (!a->count)
		return;
	emu_put(w, "ThrottledAlertSequenceId",
		span_of(num_text(a->sequence, text)));
	emu_put(w, "ThrottledAlertCount", span_of(num_text(a->count, text)));
}

static void smets1_alert(struct emu *e, const struct emu_alert *a,
			 const struct emu_answer *head, struct buf *out)
{
	struct emu_writer w = { .a = head, .bytes = BUF_INIT };
	struct xmlsig_error why;
	char text[NUM_TEXT], when[MOMENT_TEXT];

	xml_begin(&w.w, &w.bytes, XML_FRAGMENT);
	xml_open(&w.w, &emu_sr, "SMETS1SignedResponse");
	xml_put_attribute(&w.w, "schemaVersion", e->world->schema_version);
	xml_open(&w.w, &emu_sr, "SMETS1Response");
	xml_open(&w.w, &emu_sr, "Header");
	emu_put_eui(&w, &emu_ra, "BusinessOriginatorID", a->device);
	emu_put_eui(&w, &emu_ra, "BusinessTargetID", a->user);
	xml_put(&w.w, &emu_ra, "OriginatorCounter",
		span_of(num_text(e->next_alert, text)));
	xml_close(&w.w);
	xml_open(&w.w, &emu_sr, "Body");
	xml_open(&w.w, &emu_sr, "DeviceAlertMessage");
	xml_open(&w.w, &emu_ra, "DeviceAlertContent");
	xml_put(&w.w, &emu_ra, "GBCSHexAlertCode", a->code);
	xml_put(&w.w, &emu_ra, "AlertDescription", a->payload);
	xml_put(&w.w, &emu_ra, "Timestamp",
		span_of(moment_text(e->now_ms, when)));
	for (unsigned i = 0; i < 5; i++)
		xml_close(&w.w);
	if (!xml_end(&w.w))
		BUG("an alert holds what XML cannot carry");
	if (!e->set.s1sp_key ||
	    !xmlsig_sign(e->set.s1sp_key, buf_span(&w.bytes), out, &why))
		buf_add(out, buf_span(&w.bytes));
	buf_release(&w.bytes);
}

void emu_alert_device(struct emu *e, const struct emu_alert *a)
{
	const struct world_device *d = world_device(e->world, a->device);
	struct buf nested = BUF_INIT, payload = BUF_INIT;
	struct emu_answer head;
	struct emu_writer w;

	begin(e, &w, &head, a->device, a->user);
	if (d->smets == 1) {
		xml_open(&w.w, &emu_sr, "SMETS1ResponseMessage");
		put_throttled(&w, a);
		smets1_alert(e, a, &head, &nested);
		xml_put_raw(&w.w, buf_span(&nested));
		xml_close(&w.w);
	} else {
		if (a->payload.n)
			buf_add(&payload, a->payload);
		else
			emu_payload(e, &payload, "alert", a->device, NULL,
				    e->next_alert);
		xml_open(&w.w, &emu_sr, "DeviceAlertMessage");
		emu_put(&w, "AlertCode", a->code);
		put_throttled(&w, a);
		emu_put(&w, "GBCSPayload", buf_span(&payload));
		xml_close(&w.w);
	}
	send(e, a->user, a->device, &w, a->code);
	buf_release(&nested);
	buf_release(&payload);
}

static void dcc_begin(struct emu *e, struct emu_writer *w,
		      struct emu_answer *head, uint64_t user, const char *code)
{
	begin(e, w, head, e->world->acb, user);
	xml_open(&w->w, &emu_sr, "DCCAlertMessage");
	emu_put(w, "DCCAlertCode", span_of(code));
	xml_open(&w->w, &emu_sr, "DCCAlert");
}

static void dcc_end(struct emu *e, struct emu_writer *w, uint64_t user,
		    uint64_t device, const char *code)
{
	xml_close(&w->w);
	xml_close(&w->w);
	send(e, user, device, w, span_of(code));
}

void emu_alert_removal(struct emu *e, const struct emu_schedule *s)
{
	struct emu_answer head;
	struct emu_writer w;
	char text[NUM_TEXT];

	dcc_begin(e, &w, &head, s->user, CODE_REMOVAL);
	xml_open(&w.w, &emu_sr, "DSPScheduleRemoval");
	emu_put_eui(&w, &emu_sr, "DeviceID", s->device);
	emu_put(&w, "DSPScheduleID", span_of(num_text(s->id, text)));
	xml_close(&w.w);
	dcc_end(e, &w, s->user, s->device, CODE_REMOVAL);
}

void emu_alert_quarantine(struct emu *e, const struct emu_request *r)
{
	const struct world_device *d = emu_device_of(e, r);
	struct emu_answer head;
	struct emu_writer w;
	char text[NUM_TEXT];

	dcc_begin(e, &w, &head, r->user, CODE_QUARANTINE);
	xml_open(&w.w, &emu_sr, "QuarantinedRequest");
	xml_open(&w.w, &emu_sr, "ADUserThresholdBreach");
	emu_put_ids(&w, &emu_sr, "RequestID", r->id);
	emu_put(&w, "QuarantineEventRef",
		span_of(num_text(++e->quarantined, text)));
	xml_close(&w.w);
	xml_close(&w.w);
	dcc_end(e, &w, r->user, d ? d->eui : 0, CODE_QUARANTINE);
}

/* The provider's own words, signed by it, inside the DCC's. */
void emu_alert_s1sp(struct emu *e, const struct emu_job *job,
		    const char *code)
{
	struct buf signed_part = BUF_INIT;
	struct emu_answer head;
	struct emu_writer w, s;
	struct xmlsig_error why;
	char text[NUM_TEXT], when[MOMENT_TEXT];

	dcc_begin(e, &w, &head, job->user, CODE_S1SP);
	xml_open(&w.w, &emu_sr, "S1SPAlertDSP");
	s = (struct emu_writer){ .a = &head, .bytes = BUF_INIT };
	xml_begin(&s.w, &s.bytes, XML_FRAGMENT);
	xml_open(&s.w, &emu_sr, "S1SPAlert");
	xml_put_attribute(&s.w, "schemaVersion", e->world->schema_version);
	if (job->id[0])
		emu_put_ids(&s, &emu_sr, "RequestID", span_of(job->id));
	emu_put_eui(&s, &emu_sr, "DeviceID", job->device);
	emu_put(&s, "S1SPAlertCode", span_of(code));
	emu_put(&s, "DateTime", span_of(moment_text(e->now_ms, when)));
	xml_close(&s.w);
	if (!xml_end(&s.w))
		BUG("an alert holds what XML cannot carry");
	if (!e->set.s1sp_key || !xmlsig_sign(e->set.s1sp_key,
			buf_span(&s.bytes), &signed_part, &why))
		buf_add(&signed_part, buf_span(&s.bytes));
	xml_put_raw(&w.w, buf_span(&signed_part));
	if (job->schedule)
		emu_put(&w, "DSPScheduleID",
			span_of(num_text(job->schedule, text)));
	xml_close(&w.w);
	dcc_end(e, &w, job->user, job->device, CODE_S1SP);
	buf_release(&s.bytes);
	buf_release(&signed_part);
}

void emu_alert_failure(struct emu *e, const struct emu_job *job)
{
	char from[WORLD_EUI_TEXT], to[WORLD_EUI_TEXT], id[EMU_ID_TEXT];
	struct emu_answer head;
	struct emu_writer w;
	char text[NUM_TEXT];

	snprintf(id, sizeof(id), "%s:%s:%llu",
		 world_eui_text(e->world->acb, from),
		 world_eui_text(job->device, to),
		 (unsigned long long)job->counter);
	dcc_begin(e, &w, &head, job->user, CODE_FAILURE);
	xml_open(&w.w, &emu_sr, "CommandFailure");
	emu_put_ids(&w, &emu_sr, "CommandRequestID",
		    job->id[0] ? span_of(job->id) : span_of(id));
	if (job->schedule)
		emu_put(&w, "DSPScheduleID",
			span_of(num_text(job->schedule, text)));
	emu_put_eui(&w, &emu_sr, "DeviceID", job->device);
	xml_close(&w.w);
	dcc_end(e, &w, job->user, job->device, CODE_FAILURE);
}
