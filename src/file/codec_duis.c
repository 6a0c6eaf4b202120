/* What each kind of message says, and whether it is to be believed. */
#include "file/codec_duis.h"

#include "base/moment.h"
#include "file/duis.h"

#define FAILED_ALERT	"8F67"		/* of a future-dated command */

/* ---- texts ---- */

/* The text of the first element of that path; empty: there is none. */
static struct span text_at(const struct duis_element *e, struct span path)
{
	const struct duis_element *at = e ? duis_element_at(e, path) : NULL;

	return at ? at->text : SPAN_EMPTY;
}

static void device_at(const struct duis_element *e, struct span path,
		      uint64_t *device)
{
	uint64_t eui;

	if (duis_eui_parse(text_at(e, path), &eui))
		*device = eui;
}

/* ---- answers ---- */

static bool is_smets1(const struct duis_element *device)
{
	return text_at(device, SPAN("S1SP")).n ||
	       span_eq(text_at(device, SPAN("CSPRegion")), SPAN("SMETS1"));
}

static void inventory(const struct duis_element *e, struct arena *a,
		      struct codec_facts *f)
{
	struct codec_device *devices;
	size_t n = 0;

	for (const struct duis_element *d = e->first; d; d = d->next)
		n++;
	devices = arena_zero(a, n + 1, sizeof(*devices));
	for (const struct duis_element *d = e->first; d; d = d->next) {
		struct codec_device *to = &devices[f->device_count++];

		duis_eui_parse(text_at(d, SPAN("DeviceID")), &to->eui);
		to->smets = is_smets1(d) ? 1 : 2;
		to->firmware = arena_span(a,
			text_at(d, SPAN("DeviceFirmwareVersion")));
		to->s1sp = arena_span(a, text_at(d, SPAN("S1SP")));
	}
	f->devices = devices;
}

static void answer(const struct duis_message *m, struct arena *a,
		   struct codec_facts *f)
{
	const struct duis_element *e = m->body;

	f->kind = CODEC_ANSWER;
	if (!e)
		return;
	f->payload = e->name;
	if (span_eq(e->name, SPAN("PreCommand")))
		f->pre_command = text_at(e, SPAN("GBCSPayload"));
	if (span_eq(e->name, SPAN("DSPScheduleID")))
		f->schedule = e->text;
	if (span_eq(e->name, SPAN("FutureDatedDeviceAlertMessage")))
		f->unsuccessful = span_eq_nocase(text_at(e,
			SPAN("FutureDatedAlertCode")), SPAN(FAILED_ALERT));
	if (span_eq(e->name, SPAN("DSPInventory")))
		inventory(e, a, f);
}

/* The words of a SMETS1 device: its data, or why there are none. */
static void smets1(const struct duis_message *m, struct codec_facts *f)
{
	const struct duis_element *data, *e;
	const struct span *success;

	f->device = m->smets1.id.originator;
	if (m->smets1.is_alert) {
		f->kind = CODEC_DEVICE_ALERT;
		f->payload = SPAN("DeviceAlertContent");
		f->alert = text_at(m->body,
			SPAN("DeviceAlertContent/GBCSHexAlertCode"));
		return;
	}
	f->kind = CODEC_ANSWER;
	data = m->body ? duis_element_find(m->body, SPAN("SMETSData")) : NULL;
	e = data ? data->first : m->body ?
		duis_element_find(m->body, SPAN("DebugInfo")) : NULL;
	if (!e)
		return;
	f->payload = e->name;
	success = duis_element_get(e, SPAN("MessageSuccess"));
	f->unsuccessful = success && (span_eq(*success, SPAN("false")) ||
				      span_eq(*success, SPAN("0")));
}

/* ---- alerts ---- */

static void dcc_alert(const struct duis_message *m, struct codec_facts *f)
{
	const struct duis_element *e = m->body;

	f->kind = CODEC_DCC_ALERT;
	f->alert = m->alert_code;
	if (!e)
		return;
	f->payload = e->name;
	f->s1sp_alert = text_at(e, SPAN("S1SPAlert/S1SPAlertCode"));
	device_at(e, SPAN("DeviceID"), &f->device);
	device_at(e, SPAN("S1SPAlert/DeviceID"), &f->device);
	if (!f->has_request)
		f->has_request = duis_id_parse(text_at(e,
			SPAN("CommandRequestID")), &f->request) ||
			duis_id_parse(text_at(e, SPAN("S1SPAlert/RequestID")),
				      &f->request) ||
			duis_id_parse(text_at(e,
				SPAN("ADUserThresholdBreach/RequestID")),
				&f->request);
}

static void s1sp_alert(const struct duis_message *m, struct codec_facts *f)
{
	f->kind = CODEC_DCC_ALERT;
	f->payload = SPAN("S1SPAlert");
	f->alert = f->s1sp_alert = m->alert_code;
	device_at(m->body, SPAN("DeviceID"), &f->device);
}

static void take(const struct duis_message *m, struct arena *a,
		 struct codec_facts *f)
{
	f->has_request = m->has_id;
	f->request = m->id;
	f->srv = m->variant;
	f->code = m->code;
	f->schedule = m->schedule_id;
	f->has_time = moment_parse(m->time, &f->time_ms);
	f->device = m->has_id ? m->id.target :
		    m->has_response_id ? m->response_id.originator : 0;
	switch (m->kind) {
	case DUIS_RESPONSE:
		answer(m, a, f);
		break;
	case DUIS_SMETS1_RESPONSE:
	case DUIS_SMETS1_SIGNED_RESPONSE:
		f->srv = f->srv.n ? f->srv : m->smets1.variant;
		smets1(m, f);
		break;
	case DUIS_DEVICE_ALERT:
		f->kind = CODEC_DEVICE_ALERT;
		f->payload = m->body ? m->body->name : SPAN_EMPTY;
		f->alert = m->alert_code;
		break;
	case DUIS_DCC_ALERT:
		dcc_alert(m, f);
		break;
	case DUIS_S1SP_ALERT:
		s1sp_alert(m, f);
		break;
	case DUIS_REQUEST:
	case DUIS_SIGNED_PRE_COMMAND:
	case DUIS_KINDS:
		f->wrong = SPAN("it is a request, not an answer");
		break;
	}
}

/* What is kept outlives the document. */
static void keep(struct codec_facts *f, struct arena *a)
{
	struct span *const texts[] = { &f->srv, &f->code, &f->payload,
		&f->pre_command, &f->schedule, &f->alert, &f->s1sp_alert };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		*texts[i] = arena_span(a, span_trim(*texts[i]));
}

/* ---- is it to be believed? ---- */

static enum codec_verdict judged(const struct xmlsig_result *r)
{
	return r->verdict == XMLSIG_GOOD ? CODEC_GOOD :
	       r->verdict == XMLSIG_NONE ? CODEC_ABSENT : CODEC_BAD;
}

static void judge(const struct codec_ask *ask, const struct duis_doc *doc,
		  struct codec_facts *f, struct diag *d)
{
	struct duis_verdicts v;

	if (ask->certs) {
		if (!duis_verify(doc, ask->certs, ask->unsigned_ok, &v))
			duis_verify_find(doc, &v, ask->unsigned_ok, d);
		f->outer = judged(&v.outer);
		if (v.has_embedded)
			f->embedded = judged(&v.embedded);
	}
	if (ask->schema)
		f->form = duis_schema_check(doc, ask->schema, d) ?
			  CODEC_GOOD : CODEC_BAD;
}

static void tell(const struct diag *d, struct arena *a,
		 struct codec_facts *f)
{
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < d->found.n && !f->wrong.n; i++) {
		if (d->found.v[i].severity != DIAG_ERROR)
			continue;
		diag_line(&d->found.v[i], &line);
		f->wrong = arena_span(a, buf_span(&line));
	}
	buf_release(&line);
}

bool codec_duis_read(const struct codec_ask *ask, struct arena *a,
		     struct codec_facts *facts)
{
	struct diag d = DIAG_INIT;
	struct duis_doc *doc = duis_read(ask->bytes, NULL, &d);

	*facts = (struct codec_facts){ .wrong = SPAN_EMPTY };
	if (doc) {
		take(duis_doc_message(doc), a, facts);
		judge(ask, doc, facts, &d);
		keep(facts, a);
	} else {
		facts->form = CODEC_BAD;
	}
	tell(&d, a, facts);
	duis_doc_free(doc);
	diag_release(&d);
	return facts->wrong.n == 0;
}

bool codec_duis_check(struct span bytes, const char *file, struct diag *d)
{
	struct duis_doc *doc = duis_read(bytes, file, d);
	const bool good = doc != NULL;

	duis_doc_free(doc);
	return good;
}
