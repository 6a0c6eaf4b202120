/*
 * duis_in.c - DUIS messages, in
 *
 * The shapes (duis_shapes.c) have checked everything when the values are
 * taken, so the taking cannot fail: a getter that finds nothing has met an
 * optional element.
 */
#include "file/duis.h"

#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "file/duis_shape.h"

#define XSI "http://www.w3.org/2001/XMLSchema-instance"

struct duis_doc {
	struct xml *xml;
	struct arena arena;
	const char *file;
	const struct xml_node *root, *embedded;
	struct duis_message m;
};

/* ---- values ---- */

static const struct xml_node *child(const struct xml_node *n,
				    const char *name)
{
	return n ? xml_child(n, duis_space_uri(DUIS_SR), name) : NULL;
}

static bool is_sr(const struct xml_node *n, const char *name)
{
	return xml_is(n, duis_space_uri(DUIS_SR), name);
}

static struct span value_of(const struct xml_node *n)
{
	return n ? span_trim(xml_text(n)) : SPAN_EMPTY;
}

static struct span value(const struct xml_node *n, const char *name)
{
	return value_of(child(n, name));
}

static bool take_id(const struct xml_node *n, const char *name,
		    struct duis_id *id)
{
	return duis_id_parse(value(n, name), id);
}

static bool take_u32(const struct xml_node *n, const char *name, uint32_t *to)
{
	uint64_t number = 0;
	bool there = num_parse(value(n, name), &number);

	*to = (uint32_t)number;
	return there;
}

static struct span ra(const struct xml_node *n, const char *name)
{
	return value_of(xml_child(n, duis_space_uri(DUIS_RA), name));
}

/* ---- trees ---- */

static bool space_of(const struct xml_node *n, enum duis_space *space)
{
	for (unsigned s = 0; s < DUIS_SPACES; s++) {
		*space = (enum duis_space)s;
		if (span_eq(xml_space(n), span_of(duis_space_uri(*space))))
			return true;
	}
	return false;
}

static void take_attributes(struct duis_doc *doc, struct duis_check *check,
			    const struct xml_node *n, struct duis_element *e)
{
	struct span space, name, text;

	for (unsigned i = 0; xml_attribute_at(n, i, &space, &name, &text);
	     i++) {
		if (!space.n)
			duis_element_set(&doc->arena, e, name, text);
		else if (!span_eq(space, SPAN(XSI)))
			duis_find(check, DUIS056, n, NULL, "has an attribute"
				  " '" SPAN_F "' of another namespace",
				  SPAN_A(name));
	}
}

/* The element and all below it, as the parent's last child. */
static struct duis_element *take_tree(struct duis_doc *doc,
				      struct duis_check *check,
				      const struct xml_node *n,
				      struct duis_element *parent)
{
	struct duis_element *e = parent ?
		duis_element_add(&doc->arena, parent, xml_name(n)) :
		duis_element_new(&doc->arena, xml_name(n));

	e->line = (uint32_t)xml_line(n);
	if (!space_of(n, &e->space))
		duis_find(check, DUIS052, n, NULL,
			  "is of a namespace that messages do not have");
	take_attributes(doc, check, n, e);
	if (!xml_first(n)) {
		e->text = xml_text(n);
		return e;
	}
	if (xml_has_text(n))
		duis_find(check, DUIS057, n, NULL,
			  "has text beside its elements");
	for (n = xml_first(n); n; n = xml_next(n))
		take_tree(doc, check, n, e);
	return e;
}

static struct duis_element *take_body(struct duis_doc *doc,
				      struct duis_check *check,
				      const struct xml_node *n)
{
	return n ? take_tree(doc, check, n, NULL) : NULL;
}

/* ---- requests ---- */

static void take_request(struct duis_doc *doc, struct duis_check *check)
{
	const struct xml_node *header = child(doc->root, "Header");
	const struct xml_node *body = child(doc->root, "Body");
	const struct xml_node *content = xml_first(body);
	struct duis_message *m = &doc->m;

	m->has_id = take_id(header, "RequestID", &m->id);
	m->has_first = child(header, "FirstInSequence") != NULL;
	m->first_in_sequence = span_ends(value(header, "FirstInSequence"),
					 SPAN("true")) ||
		span_eq(value(header, "FirstInSequence"), SPAN("1"));
	m->has_preceding = take_id(header, "PrecedingServiceRequestID",
				   &m->preceding);
	take_u32(header, "CommandVariant", &m->command_variant);
	m->reference = value(header, "ServiceReference");
	m->variant = value(header, "ServiceReferenceVariant");
	m->kind = DUIS_REQUEST;
	if (xml_has_text(body))
		duis_find(check, DUIS057, body, NULL,
			  "has text beside its element");
	if (!content) {
		duis_find(check, DUIS053, body, NULL,
			  "is empty; it holds the element of the service");
		return;
	}
	if (xml_next(content))
		duis_find(check, DUIS054, xml_next(content), NULL,
			  "stands beside " SPAN_F "; a request holds one"
			  " service", SPAN_A(xml_name(content)));
	if (is_sr(content, "SignedPreCommand"))
		m->kind = DUIS_SIGNED_PRE_COMMAND;
	m->body = take_body(doc, check, content);
}

/* ---- SMETS1 ---- */

static void take_smets1(struct duis_doc *doc, struct duis_check *check,
			const struct xml_node *signed_response)
{
	const struct xml_node *n = child(signed_response, "SMETS1Response");
	const struct xml_node *header = child(n, "Header");
	struct duis_smets1 *s = &doc->m.smets1;
	struct span text;

	duis_eui_parse(ra(header, "BusinessOriginatorID"), &s->id.originator);
	duis_eui_parse(ra(header, "BusinessTargetID"), &s->id.target);
	num_parse(ra(header, "OriginatorCounter"), &s->id.counter);
	s->has_user = duis_eui_parse(ra(header, "SupplementaryRemotePartyID"),
				     &s->user);
	s->has_user_counter = num_parse(
		ra(header, "SupplementaryRemotePartyCounter"),
		&s->user_counter);
	s->has_counter = num_parse(
		ra(header, "SupplementaryOriginatorCounter"), &s->counter);
	s->message_code = ra(header, "GBCSHexadecimalMessageCode");
	s->reference = ra(header, "ServiceReference");
	s->variant = ra(header, "ServiceReferenceVariant");
	s->timestamp = ra(header, "Timestamp");
	xml_attribute(signed_response, "schemaVersion", &text);
	s->schema_version = span_trim(text);
	n = child(n, "Body");
	s->is_alert = child(n, "DeviceAlertMessage") != NULL;
	doc->m.body = take_body(doc, check, xml_first(n));
}

/* ---- answers ---- */

static void take_message(struct duis_doc *doc, struct duis_check *check,
			 const struct xml_node *n)
{
	const struct xml_node *content = xml_first(n);
	struct duis_message *m = &doc->m;

	m->kind = DUIS_RESPONSE;
	m->reference = value(n, "ServiceReference");
	m->variant = value(n, "ServiceReferenceVariant");
	while (content && (is_sr(content, "ServiceReference") ||
			   is_sr(content, "ServiceReferenceVariant")))
		content = xml_next(content);
	m->schedule_id = value(child(n, "DSPScheduledMessage"),
			       "DSPScheduleID");
	m->body = take_body(doc, check, content);
}

static void take_smets1_message(struct duis_doc *doc,
				struct duis_check *check,
				const struct xml_node *n)
{
	struct duis_message *m = &doc->m;

	m->kind = DUIS_SMETS1_RESPONSE;
	m->reference = value(n, "ServiceReference");
	m->variant = value(n, "ServiceReferenceVariant");
	m->schedule_id = value(n, "DSPScheduleID");
	m->has_throttled_sequence = take_u32(n, "ThrottledAlertSequenceId",
					     &m->throttled_sequence);
	m->has_throttled_count = take_u32(n, "ThrottledAlertCount",
					  &m->throttled_count);
	doc->embedded = child(n, "SMETS1SignedResponse");
	take_smets1(doc, check, doc->embedded);
}

static void take_device_alert(struct duis_doc *doc, struct duis_check *check,
			      const struct xml_node *n)
{
	struct duis_message *m = &doc->m;

	m->kind = DUIS_DEVICE_ALERT;
	m->alert_code = value(n, "AlertCode");
	m->has_throttled_sequence = take_u32(n, "ThrottledAlertSequenceId",
					     &m->throttled_sequence);
	m->has_throttled_count = take_u32(n, "ThrottledAlertCount",
					  &m->throttled_count);
	m->body = take_body(doc, check, child(n, "GBCSPayload"));
}

static void take_dcc_alert(struct duis_doc *doc, struct duis_check *check,
			   const struct xml_node *n)
{
	const struct xml_node *content = xml_first(child(n, "DCCAlert"));
	struct duis_message *m = &doc->m;

	m->kind = DUIS_DCC_ALERT;
	m->alert_code = value(n, "DCCAlertCode");
	m->has_throttled_sequence = take_u32(n, "ThrottledAlertSequenceId",
					     &m->throttled_sequence);
	m->has_throttled_count = take_u32(n, "ThrottledAlertCount",
					  &m->throttled_count);
	m->schedule_id = value(content, "DSPScheduleID");
	doc->embedded = child(content, "S1SPAlert");
	m->body = take_body(doc, check, content);
}

static void take_response(struct duis_doc *doc, struct duis_check *check)
{
	static const struct {
		const char *name;
		void (*take)(struct duis_doc *doc, struct duis_check *check,
			     const struct xml_node *n);
	} kinds[] = {
		{ "ResponseMessage", take_message },
		{ "SMETS1ResponseMessage", take_smets1_message },
		{ "DeviceAlertMessage", take_device_alert },
		{ "DCCAlertMessage", take_dcc_alert },
	};
	const struct xml_node *header = child(doc->root, "Header");
	const struct xml_node *body = child(doc->root, "Body"), *n = NULL;
	struct duis_message *m = &doc->m;

	m->has_id = take_id(header, "RequestID", &m->id);
	m->has_response_id = take_id(header, "ResponseID", &m->response_id);
	m->code = value(header, "ResponseCode");
	m->time = value(header, "ResponseDateTime");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]) && !n; i++) {
		n = child(body, kinds[i].name);
		if (n)
			kinds[i].take(doc, check, n);
	}
	if (!n)
		duis_find(check, DUIS053, body, NULL,
			  "holds no message of a kind that is known");
}

static void take_s1sp_alert(struct duis_doc *doc, struct duis_check *check)
{
	struct duis_message *m = &doc->m;

	m->kind = DUIS_S1SP_ALERT;
	m->has_id = take_id(doc->root, "RequestID", &m->id);
	m->alert_code = value(doc->root, "S1SPAlertCode");
	m->time = value(doc->root, "DateTime");
	m->body = take_body(doc, check, doc->root);
}

static void take_smets1_alone(struct duis_doc *doc, struct duis_check *check)
{
	doc->m.kind = DUIS_SMETS1_SIGNED_RESPONSE;
	take_smets1(doc, check, doc->root);
}

/* ---- the document ---- */

static bool is_decimal(struct span s)
{
	bool dot = false, digit = false;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.' && !dot)
			dot = true;
		else if (s.p[i] >= '0' && s.p[i] <= '9')
			digit = true;
		else
			return false;
	}
	return digit;
}

/* Than 5.4, the newest that is known. */
static bool is_later(struct span version)
{
	uint64_t hundredths;

	return num_parse_decimal(version, 2, &hundredths) && hundredths > 540;
}

static void check_version(struct duis_check *check, const struct xml_node *n)
{
	struct span space, name, text;
	bool there = false;

	for (unsigned i = 0; xml_attribute_at(n, i, &space, &name, &text);
	     i++) {
		if (!space.n && span_eq(name, SPAN("schemaVersion"))) {
			there = true;
			check->later |= is_later(span_trim(text));
			if (!is_decimal(span_trim(text)))
				duis_find(check, DUIS056, n, &text,
					  "as schemaVersion is not a version"
					  " such as 5.1");
		} else if (!span_eq(space, SPAN(XSI))) {
			duis_find(check, DUIS056, n, NULL, "has an attribute"
				  " '" SPAN_F "'; only schemaVersion is"
				  " known here", SPAN_A(name));
		}
	}
	if (!there)
		duis_find(check, DUIS056, n, NULL, "has no schemaVersion");
}

/* Every element that is a document of its own says its version. */
static void check_versions(struct duis_check *check, const struct xml_node *n,
			   unsigned depth)
{
	if (!depth || is_sr(n, "S1SPAlert") ||
	    is_sr(n, "SMETS1SignedResponse"))
		check_version(check, n);
	for (n = xml_first(n); n && depth < 5; n = xml_next(n))
		check_versions(check, n, depth + 1);
}

static const struct {
	const char *name;
	const struct duis_shape *shape;
	void (*take)(struct duis_doc *doc, struct duis_check *check);
} roots[] = {
	{ "Request", &duis_request_shape, take_request },
	{ "Response", &duis_response_shape, take_response },
	{ "SMETS1SignedResponse", &duis_smets1_signed_shape,
	  take_smets1_alone },
	{ "S1SPAlert", &duis_s1sp_alert_shape, take_s1sp_alert },
};

static void take(struct duis_doc *doc, struct duis_check *check)
{
	size_t i = 0, count = sizeof(roots) / sizeof(roots[0]);
	struct span version;

	while (i < count && !is_sr(doc->root, roots[i].name))
		i++;
	if (i == count) {
		duis_find(check, DUIS051, doc->root, NULL,
			  "is not a message; expected Request, Response,"
			  " SMETS1SignedResponse or S1SPAlert of the"
			  " namespace %s", duis_space_uri(DUIS_SR));
		return;
	}
	check_versions(check, doc->root, 0);
	duis_shape_check(check, doc->root, roots[i].shape);
	if (!check->ok)
		return;
	xml_attribute(doc->root, "schemaVersion", &version);
	doc->m.schema_version = span_trim(version);
	doc->m.is_signed = xml_child(doc->root, XML_DSIG_NS, "Signature");
	roots[i].take(doc, check);
}

struct duis_doc *duis_read(struct span bytes, const char *file,
			   struct diag *d)
{
	struct duis_check check = { .d = d, .file = file, .ok = true };
	struct xml_error why;
	struct xml *xml = xml_parse(bytes, &why);
	struct duis_doc *doc;

	if (!xml) {
		code_find(d, DUIS050, &(struct code_place){ .file = file,
			  .line = why.line }, "%s", why.text);
		return NULL;
	}
	doc = mem_array(1, sizeof(*doc));
	doc->xml = xml;
	doc->file = file;
	doc->root = xml_root(xml);
	take(doc, &check);
	if (check.ok)
		return doc;
	duis_doc_free(doc);
	return NULL;
}

void duis_doc_free(struct duis_doc *doc)
{
	if (!doc)
		return;
	xml_free(doc->xml);
	arena_release(&doc->arena);
	mem_free(doc);
}

const struct duis_message *duis_doc_message(const struct duis_doc *doc)
{
	return &doc->m;
}

const struct xml_node *duis_doc_root(const struct duis_doc *doc)
{
	return doc->root;
}

const struct xml_node *duis_doc_embedded(const struct duis_doc *doc)
{
	return doc->embedded;
}

/* ---- signatures ---- */

bool duis_verify(const struct duis_doc *doc, const struct xmlsig_certs *certs,
		 bool unsigned_ok, struct duis_verdicts *v)
{
	bool good;

	*v = (struct duis_verdicts){ .has_embedded = doc->embedded };
	good = xmlsig_verify(doc->root, certs, &v->outer) ||
		(unsigned_ok && v->outer.verdict == XMLSIG_NONE);
	if (doc->embedded)
		good = xmlsig_verify(doc->embedded, certs, &v->embedded) &&
			good;
	return good;
}

static void find_verdict(const struct duis_doc *doc,
			 const struct xml_node *n,
			 const struct xmlsig_result *r, struct diag *d)
{
	static const enum code codes[] = {
		[XMLSIG_NONE] = DUIS060,
		[XMLSIG_BAD] = DUIS061,
		[XMLSIG_STRANGER] = DUIS062,
		[XMLSIG_MALFORMED] = DUIS063,
		[XMLSIG_UNABLE] = DUIS064,
	};
	struct buf path = BUF_INIT;

	if (r->verdict == XMLSIG_GOOD)
		return;
	xml_path(n, &path);
	buf_add(&path, SPAN("/Signature"));
	code_find(d, codes[r->verdict], &(struct code_place){
		  .file = doc->file, .line = r->line ? r->line : xml_line(n),
		  .column = path.p }, "%s", r->text);
	buf_release(&path);
}

void duis_verify_find(const struct duis_doc *doc,
		      const struct duis_verdicts *v, bool unsigned_ok,
		      struct diag *d)
{
	if (!unsigned_ok || v->outer.verdict != XMLSIG_NONE)
		find_verdict(doc, doc->root, &v->outer, d);
	if (v->has_embedded)
		find_verdict(doc, doc->embedded, &v->embedded, d);
}

/* ---- the schema of the user ---- */

static void take_violation(void *data, const struct xml_node *n,
			   uint64_t line, const char *text)
{
	struct duis_check *check = data;

	if (n)
		duis_find(check, DUIS065, n, NULL, "%s", text);
	else
		code_find(check->d, DUIS065, &(struct code_place){
			  .file = check->file, .line = line,
			  .position = ++check->found }, "%s", text);
}

bool duis_schema_check(const struct duis_doc *doc,
		       const struct xml_schema *schema, struct diag *d)
{
	struct duis_check check = { .d = d, .file = doc->file, .ok = true };

	return xml_schema_check(schema, doc->xml, take_violation, &check);
}
