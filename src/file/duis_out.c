/*
 * duis_out.c - DUIS messages, out
 *
 * The order of elements is the order of these calls; what is absent from the
 * struct is not written.
 */
#include "file/duis.h"

#include "base/num.h"

/* Told apart by address, so that this file has one of each. */
static const struct xml_ns spaces[DUIS_SPACES] = {
	[DUIS_SR] = { "sr",
		"http://www.dccinterface.co.uk/ServiceUserGateway" },
	[DUIS_RA] = { "ra",
		"http://www.dccinterface.co.uk/ResponseAndAlert" },
	[DUIS_DS] = { "ds", XML_DSIG_NS },
};
#define SR (&spaces[DUIS_SR])
#define RA (&spaces[DUIS_RA])

static void put_some(struct xml_writer *w, const struct xml_ns *ns,
		     const char *name, struct span text)
{
	if (text.n)
		xml_put(w, ns, name, text);
}

static void put_id(struct xml_writer *w, bool there, const char *name,
		   const struct duis_id *id)
{
	char text[DUIS_ID_TEXT];

	if (there)
		xml_put(w, SR, name, span_of(duis_id_text(id, text)));
}

static void put_u64(struct xml_writer *w, bool there, const struct xml_ns *ns,
		    const char *name, uint64_t v)
{
	char text[NUM_TEXT];

	if (there)
		xml_put(w, ns, name, span_of(num_text(v, text)));
}

static void put_eui(struct xml_writer *w, bool there, const char *name,
		    uint64_t eui)
{
	char text[DUIS_EUI_TEXT];

	if (there)
		xml_put(w, RA, name, span_of(duis_eui_text(eui, text)));
}

static void put_open(struct xml_writer *w, const struct xml_ns *ns,
		     struct span name)
{
	struct buf text = BUF_INIT;

	buf_add(&text, name);
	xml_open(w, ns, text.p);
	buf_release(&text);
}

static void put_tree(struct xml_writer *w, const struct duis_element *e)
{
	put_open(w, &spaces[e->space], e->name);
	for (const struct duis_attribute *a = e->attributes; a; a = a->next) {
		struct buf name = BUF_INIT;

		buf_add(&name, a->name);
		xml_put_attribute(w, name.p, a->value);
		buf_release(&name);
	}
	xml_put_text(w, e->text);
	for (e = e->first; e; e = e->next)
		put_tree(w, e);
	xml_close(w);
}

static void put_body(struct xml_writer *w, const struct duis_message *m)
{
	if (m->body)
		put_tree(w, m->body);
}

static void put_references(struct xml_writer *w, const struct duis_message *m)
{
	put_some(w, SR, "ServiceReference", m->reference);
	put_some(w, SR, "ServiceReferenceVariant", m->variant);
}

static void put_throttled(struct xml_writer *w, const struct duis_message *m)
{
	put_u64(w, m->has_throttled_sequence, SR, "ThrottledAlertSequenceId",
		m->throttled_sequence);
	put_u64(w, m->has_throttled_count, SR, "ThrottledAlertCount",
		m->throttled_count);
}

static void put_request(struct xml_writer *w, const struct duis_message *m)
{
	xml_open(w, SR, "Header");
	put_id(w, m->has_id, "RequestID", &m->id);
	if (m->has_first)
		xml_put(w, SR, "FirstInSequence", m->first_in_sequence ?
			SPAN("true") : SPAN("false"));
	put_id(w, m->has_preceding, "PrecedingServiceRequestID",
	       &m->preceding);
	put_u64(w, true, SR, "CommandVariant", m->command_variant);
	put_references(w, m);
	xml_close(w);
	xml_open(w, SR, "Body");
	put_body(w, m);
	xml_close(w);
}

static void put_message(struct xml_writer *w, const struct duis_message *m)
{
	xml_open(w, SR, "ResponseMessage");
	put_references(w, m);
	put_body(w, m);
	xml_close(w);
}

static void put_smets1_message(struct xml_writer *w,
			       const struct duis_message *m,
			       struct span embedded)
{
	xml_open(w, SR, "SMETS1ResponseMessage");
	put_references(w, m);
	put_some(w, SR, "DSPScheduleID", m->schedule_id);
	put_throttled(w, m);
	xml_put_raw(w, embedded);
	xml_close(w);
}

static void put_device_alert(struct xml_writer *w,
			     const struct duis_message *m)
{
	xml_open(w, SR, "DeviceAlertMessage");
	put_some(w, SR, "AlertCode", m->alert_code);
	put_throttled(w, m);
	put_body(w, m);
	xml_close(w);
}

static void put_dcc_alert(struct xml_writer *w, const struct duis_message *m,
			  struct span embedded)
{
	xml_open(w, SR, "DCCAlertMessage");
	put_some(w, SR, "DCCAlertCode", m->alert_code);
	put_throttled(w, m);
	xml_open(w, SR, "DCCAlert");
	if (embedded.n) {
		xml_open(w, SR, "S1SPAlertDSP");
		xml_put_raw(w, embedded);
		put_some(w, SR, "DSPScheduleID", m->schedule_id);
		xml_close(w);
	} else {
		put_body(w, m);
	}
	xml_close(w);
	xml_close(w);
}

static void put_response(struct xml_writer *w, const struct duis_message *m,
			 struct span embedded)
{
	xml_open(w, SR, "Header");
	put_id(w, m->has_id, "RequestID", &m->id);
	put_id(w, m->has_response_id, "ResponseID", &m->response_id);
	put_some(w, SR, "ResponseCode", m->code);
	put_some(w, SR, "ResponseDateTime", m->time);
	xml_close(w);
	xml_open(w, SR, "Body");
	if (m->kind == DUIS_RESPONSE)
		put_message(w, m);
	else if (m->kind == DUIS_SMETS1_RESPONSE)
		put_smets1_message(w, m, embedded);
	else if (m->kind == DUIS_DEVICE_ALERT)
		put_device_alert(w, m);
	else
		put_dcc_alert(w, m, embedded);
	xml_close(w);
}

static void put_smets1(struct xml_writer *w, const struct duis_message *m)
{
	const struct duis_smets1 *s = &m->smets1;

	xml_open(w, SR, "SMETS1Response");
	xml_open(w, SR, "Header");
	put_eui(w, true, "BusinessOriginatorID", s->id.originator);
	put_eui(w, true, "BusinessTargetID", s->id.target);
	put_u64(w, true, RA, "OriginatorCounter", s->id.counter);
	put_eui(w, s->has_user, "SupplementaryRemotePartyID", s->user);
	put_u64(w, s->has_user_counter, RA,
		"SupplementaryRemotePartyCounter", s->user_counter);
	put_u64(w, s->has_counter, RA, "SupplementaryOriginatorCounter",
		s->counter);
	put_some(w, RA, "GBCSHexadecimalMessageCode", s->message_code);
	put_some(w, RA, "ServiceReference", s->reference);
	put_some(w, RA, "ServiceReferenceVariant", s->variant);
	put_some(w, RA, "Timestamp", s->timestamp);
	xml_close(w);
	xml_open(w, SR, "Body");
	put_body(w, m);
	xml_close(w);
	xml_close(w);
}

static void put_root(struct xml_writer *w, const struct duis_message *m,
		     struct span embedded)
{
	static const char *const names[DUIS_KINDS] = {
		[DUIS_REQUEST] = "Request",
		[DUIS_SIGNED_PRE_COMMAND] = "Request",
		[DUIS_RESPONSE] = "Response",
		[DUIS_SMETS1_RESPONSE] = "Response",
		[DUIS_DEVICE_ALERT] = "Response",
		[DUIS_DCC_ALERT] = "Response",
		[DUIS_SMETS1_SIGNED_RESPONSE] = "SMETS1SignedResponse",
	};

	xml_open(w, SR, names[m->kind]);
	xml_put_attribute(w, "schemaVersion", m->schema_version);
	if (m->kind <= DUIS_SIGNED_PRE_COMMAND)
		put_request(w, m);
	else if (m->kind == DUIS_SMETS1_SIGNED_RESPONSE)
		put_smets1(w, m);
	else
		put_response(w, m, embedded);
	xml_close(w);
}

/* An XML declaration may stand only at the very beginning. */
static struct span without_declaration(struct span xml)
{
	size_t at = 0;

	if (!span_starts(xml, SPAN("<?xml ")))
		return xml;
	while (at < xml.n && xml.p[at] != '>')
		at++;
	return span_trim(span_from(xml, at < xml.n ? at + 1 : at));
}

/* The signature of what was read is not written: it was over those bytes. */
static void put_alert_alone(struct xml_writer *w,
			    const struct duis_message *m)
{
	xml_open(w, SR, "S1SPAlert");
	xml_put_attribute(w, "schemaVersion", m->schema_version);
	for (const struct duis_element *e = m->body ? m->body->first : NULL;
	     e; e = e->next) {
		if (e->space != DUIS_DS)
			put_tree(w, e);
	}
	xml_close(w);
}

bool duis_write(const struct duis_message *m, struct span embedded,
		struct buf *out)
{
	struct xml_writer w;

	xml_begin(&w, out, XML_DOCUMENT);
	if (m->kind == DUIS_S1SP_ALERT)
		put_alert_alone(&w, m);
	else
		put_root(&w, m, without_declaration(embedded));
	return xml_end(&w);
}
