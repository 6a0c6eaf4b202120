/*
 * duis_file_test.c - messages: what is written is read back the same, and
 * what is wrong is refused by name
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "file/duis.h"

#define SR	"http://www.dccinterface.co.uk/ServiceUserGateway"
#define RA	"http://www.dccinterface.co.uk/ResponseAndAlert"
#define USER	"90-B3-D5-1F-30-01-00-00"
#define METER	"00-DB-12-34-56-78-90-A0"

static void ck_span(struct span s, const char *expected)
{
	ck_assert_msg(span_eq(s, span_of(expected)), "'" SPAN_F "', not '%s'",
		      SPAN_A(s), expected);
}

static void findings(struct diag *d, struct buf *out)
{
	diag_sort(d);
	for (size_t i = 0; i < d->found.n; i++) {
		diag_line(&d->found.v[i], out);
		buf_add_char(out, '\n');
	}
}

static struct duis_doc *read_well(struct span bytes)
{
	struct diag d = DIAG_INIT;
	struct buf why = BUF_INIT;
	struct duis_doc *doc = duis_read(bytes, "m.xml", &d);

	findings(&d, &why);
	ck_assert_msg(doc != NULL, "%s\n" SPAN_F, why.p, SPAN_A(bytes));
	ck_assert_uint_eq(d.found.n, 0);
	buf_release(&why);
	diag_release(&d);
	return doc;
}

static void ck_wrong(const char *text, const char *expected)
{
	struct diag d = DIAG_INIT;
	struct buf why = BUF_INIT;

	ck_assert_ptr_null(duis_read(span_of(text), "m.xml", &d));
	findings(&d, &why);
	ck_assert_str_eq(why.p, expected);
	buf_release(&why);
	diag_release(&d);
}

/* ---- there and back ---- */

static struct duis_message base_message(enum duis_kind kind)
{
	return (struct duis_message){
		.kind = kind,
		.schema_version = SPAN("5.1"),
		.has_id = true,
		.id = { 0x90b3d51f30010000, 0x00db1234567890a0,
			UINT64_MAX },
		.reference = SPAN("4.4"),
		.variant = SPAN("4.4.3"),
		.code = SPAN("I0"),
		.time = SPAN("2026-01-31T00:00:00.25Z"),
	};
}

static void ck_same(const struct duis_message *a,
		    const struct duis_message *b)
{
	ck_assert_int_eq(a->kind, b->kind);
	ck_assert(span_eq(a->schema_version, b->schema_version));
	ck_assert_int_eq(a->has_id, b->has_id);
	ck_assert(duis_id_same(&a->id, &b->id));
	ck_assert(span_eq(a->reference, b->reference));
	ck_assert(span_eq(a->variant, b->variant));
	ck_assert_uint_eq(a->command_variant, b->command_variant);
	ck_assert_int_eq(a->has_first, b->has_first);
	ck_assert_int_eq(a->first_in_sequence, b->first_in_sequence);
	ck_assert_int_eq(a->has_preceding, b->has_preceding);
	ck_assert(duis_id_same(&a->preceding, &b->preceding));
	ck_assert_int_eq(a->has_response_id, b->has_response_id);
	ck_assert(duis_id_same(&a->response_id, &b->response_id));
	ck_assert(span_eq(a->code, b->code));
	ck_assert(span_eq(a->time, b->time));
	ck_assert(span_eq(a->schedule_id, b->schedule_id));
	ck_assert(span_eq(a->alert_code, b->alert_code));
	ck_assert_int_eq(a->has_throttled_count, b->has_throttled_count);
	ck_assert_uint_eq(a->throttled_count, b->throttled_count);
	ck_assert_int_eq(a->has_throttled_sequence,
			 b->has_throttled_sequence);
	ck_assert_uint_eq(a->throttled_sequence, b->throttled_sequence);
	ck_assert(!a->body == !b->body);
	ck_assert(!a->body || duis_element_same(a->body, b->body));
}

/* Writes, reads and writes again: the same message, the same bytes. */
static void round_trip(const struct duis_message *m, struct span embedded,
		       struct buf *bytes)
{
	struct buf again = BUF_INIT;
	struct duis_doc *doc;
	const struct xml_node *inside;

	ck_assert(duis_write(m, embedded, bytes));
	doc = read_well(buf_span(bytes));
	if (!embedded.n)
		ck_same(m, duis_doc_message(doc));
	inside = duis_doc_embedded(doc);
	ck_assert_int_eq(inside != NULL, embedded.n > 0);
	ck_assert(duis_write(duis_doc_message(doc), embedded, &again));
	ck_assert(span_eq(buf_span(bytes), buf_span(&again)));
	buf_release(&again);
	duis_doc_free(doc);
}

START_TEST(test_request)
{
	struct arena a = ARENA_INIT;
	struct duis_message m = base_message(DUIS_REQUEST);
	struct duis_element *period;
	struct buf bytes = BUF_INIT;

	m.code = m.time = SPAN_EMPTY;
	m.command_variant = 1;
	m.has_first = m.first_in_sequence = m.has_preceding = true;
	m.preceding = (struct duis_id){ 1, 2, 0 };
	m.body = duis_element_new(&a, SPAN(
		"RetrieveBillingCalendarTriggeredBillingDataLog"));
	period = duis_element_add(&a, m.body, SPAN("ReadLogPeriod"));
	duis_element_set(&a, period, SPAN("index"), SPAN("1"));
	duis_element_put(&a, period, SPAN("StartDateTime"),
			 SPAN("2026-01-01T00:00:00Z"));
	duis_element_put(&a, period, SPAN("Text"), SPAN(" a<b & \r\n c "));
	round_trip(&m, SPAN_EMPTY, &bytes);
	ck_span(buf_span(&bytes),
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
		"<sr:Request xmlns:sr=\"" SR "\" schemaVersion=\"5.1\">"
		"<sr:Header><sr:RequestID>" USER ":" METER
		":18446744073709551615</sr:RequestID>"
		"<sr:FirstInSequence>true</sr:FirstInSequence>"
		"<sr:PrecedingServiceRequestID>00-00-00-00-00-00-00-01:"
		"00-00-00-00-00-00-00-02:0</sr:PrecedingServiceRequestID>"
		"<sr:CommandVariant>1</sr:CommandVariant>"
		"<sr:ServiceReference>4.4</sr:ServiceReference>"
		"<sr:ServiceReferenceVariant>4.4.3"
		"</sr:ServiceReferenceVariant></sr:Header><sr:Body>"
		"<sr:RetrieveBillingCalendarTriggeredBillingDataLog>"
		"<sr:ReadLogPeriod index=\"1\"><sr:StartDateTime>"
		"2026-01-01T00:00:00Z</sr:StartDateTime>"
		"<sr:Text> a&lt;b &amp; &#13;\n c </sr:Text>"
		"</sr:ReadLogPeriod>"
		"</sr:RetrieveBillingCalendarTriggeredBillingDataLog>"
		"</sr:Body></sr:Request>");
	buf_release(&bytes);
	arena_release(&a);
}
END_TEST

START_TEST(test_signed_pre_command)
{
	struct arena a = ARENA_INIT;
	struct duis_message m = base_message(DUIS_SIGNED_PRE_COMMAND);
	struct buf bytes = BUF_INIT;

	m.code = m.time = SPAN_EMPTY;
	m.command_variant = 5;
	m.body = duis_element_new(&a, SPAN("SignedPreCommand"));
	duis_element_put(&a, m.body, SPAN("GBCSPayload"), SPAN("AAECAw=="));
	round_trip(&m, SPAN_EMPTY, &bytes);
	buf_release(&bytes);
	arena_release(&a);
}
END_TEST

START_TEST(test_answers)
{
	struct arena a = ARENA_INIT;
	struct duis_message m = base_message(DUIS_RESPONSE);
	struct duis_element *device;
	struct buf bytes = BUF_INIT;

	/* an acknowledgement */
	m.code = SPAN("I99");
	m.has_response_id = true;
	m.response_id = (struct duis_id){ m.id.target, m.id.originator, 7 };
	round_trip(&m, SPAN_EMPTY, &bytes);
	buf_clear(&bytes);

	/* a code nobody has heard of */
	m.code = SPAN("W999999999");
	m.body = duis_element_new(&a, SPAN("GBCSPayload"));
	m.body->text = SPAN("AAEC\r\nAw==");
	round_trip(&m, SPAN_EMPTY, &bytes);
	buf_clear(&bytes);

	m.code = SPAN("I0");
	m.body = duis_element_new(&a, SPAN("PreCommand"));
	duis_element_put(&a, m.body, SPAN("GBCSVersion"), SPAN("4.1"));
	duis_element_put(&a, m.body, SPAN("GBCSPayload"), SPAN("AAEC"));
	round_trip(&m, SPAN_EMPTY, &bytes);
	buf_clear(&bytes);

	m.body = duis_element_new(&a, SPAN("DSPScheduleID"));
	m.body->text = SPAN("1000000000000");
	round_trip(&m, SPAN_EMPTY, &bytes);
	buf_clear(&bytes);

	m.body = duis_element_new(&a, SPAN("DSPInventory"));
	device = duis_element_add(&a, m.body, SPAN("Device"));
	duis_element_put(&a, device, SPAN("DeviceID"), SPAN(METER));
	duis_element_put(&a, device, SPAN("DeviceType"), SPAN("ESME"));
	duis_element_put(&a, device, SPAN("DeviceManufacturer"), SPAN("LG"));
	duis_element_put(&a, device, SPAN("DeviceModel"), SPAN("E470"));
	duis_element_put(&a, device, SPAN("CSPRegion"), SPAN("SMETS1"));
	duis_element_put(&a, device, SPAN("S1SP"), SPAN("S1SP-1"));
	round_trip(&m, SPAN_EMPTY, &bytes);
	buf_release(&bytes);
	arena_release(&a);
}
END_TEST

START_TEST(test_scheduled_and_alerts)
{
	struct arena a = ARENA_INIT;
	struct duis_message m = base_message(DUIS_RESPONSE);
	struct buf bytes = BUF_INIT;

	m.has_id = false;
	m.id = (struct duis_id){ 0 };
	m.schedule_id = SPAN("17");
	m.body = duis_element_new(&a, SPAN("DSPScheduledMessage"));
	duis_element_put(&a, m.body, SPAN("GBCSPayload"), SPAN("AAEC"));
	duis_element_put(&a, m.body, SPAN("DSPScheduleID"), SPAN("17"));
	round_trip(&m, SPAN_EMPTY, &bytes);
	buf_clear(&bytes);

	m.kind = DUIS_DEVICE_ALERT;
	m.reference = m.variant = m.schedule_id = SPAN_EMPTY;
	m.alert_code = SPAN("8F3F");
	m.has_throttled_count = true;
	m.throttled_count = UINT32_MAX;
	m.body = duis_element_new(&a, SPAN("GBCSPayload"));
	m.body->text = SPAN("AAEC");
	round_trip(&m, SPAN_EMPTY, &bytes);
	buf_clear(&bytes);

	m.kind = DUIS_DCC_ALERT;
	m.alert_code = SPAN("N999");
	m.has_throttled_sequence = true;
	m.schedule_id = SPAN("0");
	m.body = duis_element_new(&a, SPAN("CommandFailure"));
	duis_element_put(&a, m.body, SPAN("CommandRequestID"),
			 SPAN(USER ":" METER ":0"));
	duis_element_put(&a, m.body, SPAN("DSPScheduleID"), SPAN("0"));
	duis_element_put(&a, m.body, SPAN("DeviceID"), SPAN(METER));
	round_trip(&m, SPAN_EMPTY, &bytes);
	buf_release(&bytes);
	arena_release(&a);
}
END_TEST

START_TEST(test_smets1)
{
	struct arena a = ARENA_INIT;
	struct duis_message m = base_message(DUIS_SMETS1_SIGNED_RESPONSE);
	struct buf inner = BUF_INIT, outer = BUF_INIT;
	struct duis_element *data;
	struct duis_doc *doc;
	const struct duis_smets1 *s;

	m.has_id = false;
	m.id = (struct duis_id){ 0 };
	m.reference = m.variant = m.code = m.time = SPAN_EMPTY;
	m.smets1 = (struct duis_smets1){
		.id = { 1, 2, UINT64_MAX }, .has_user = true, .user = 3,
		.has_user_counter = true, .user_counter = 0,
		.has_counter = true, .counter = 5,
		.message_code = SPAN("0030"), .reference = SPAN("4.4"),
		.variant = SPAN("4.4.3"),
		.timestamp = SPAN("2026-01-31T00:00:00Z"),
	};
	m.body = duis_element_new(&a, SPAN("ResponseMessage"));
	data = duis_element_add(&a, m.body, SPAN("SMETSData"));
	data->space = DUIS_RA;
	data = duis_element_add(&a, data,
				SPAN("ReadInstantaneousPrepayValuesRsp"));
	duis_element_set(&a, data, SPAN("MessageSuccess"), SPAN("true"));
	duis_element_put(&a, data, SPAN("MeterBalance"), SPAN("-250"));
	round_trip(&m, SPAN_EMPTY, &inner);

	m.kind = DUIS_SMETS1_RESPONSE;
	m.code = SPAN("I0");
	m.time = SPAN("2026-01-31T00:00:00Z");
	m.schedule_id = SPAN("42");
	round_trip(&m, buf_span(&inner), &outer);
	doc = read_well(buf_span(&outer));
	s = &duis_doc_message(doc)->smets1;
	ck_assert_uint_eq(s->id.counter, UINT64_MAX);
	ck_assert_uint_eq(s->user, 3);
	ck_assert(s->has_user_counter && s->has_counter && !s->is_alert);
	ck_span(s->message_code, "0030");
	ck_span(s->schema_version, "5.1");
	ck_span(duis_doc_message(doc)->schedule_id, "42");
	ck_assert(duis_element_same(duis_doc_message(doc)->body, m.body));
	ck_assert_ptr_nonnull(strstr(outer.p, "<sr:SMETS1SignedResponse"
				     " xmlns:sr=\"" SR "\""));
	duis_doc_free(doc);
	buf_release(&inner);
	buf_release(&outer);
	arena_release(&a);
}
END_TEST

START_TEST(test_s1sp_alert)
{
	struct arena a = ARENA_INIT;
	struct duis_message m = base_message(DUIS_S1SP_ALERT);
	struct buf inner = BUF_INIT, outer = BUF_INIT;
	struct duis_doc *doc;
	char id[DUIS_ID_TEXT];

	m.reference = m.variant = m.code = SPAN_EMPTY;
	m.alert_code = SPAN("S1VE12");
	m.body = duis_element_new(&a, SPAN("S1SPAlert"));
	duis_element_set(&a, m.body, SPAN("schemaVersion"), SPAN("5.1"));
	duis_element_put(&a, m.body, SPAN("RequestID"),
			 span_of(duis_id_text(&m.id, id)));
	duis_element_put(&a, m.body, SPAN("DeviceID"), SPAN(METER));
	duis_element_put(&a, m.body, SPAN("S1SPAlertCode"), m.alert_code);
	duis_element_put(&a, m.body, SPAN("DateTime"), m.time);
	round_trip(&m, SPAN_EMPTY, &inner);

	m = base_message(DUIS_DCC_ALERT);
	m.reference = m.variant = SPAN_EMPTY;
	m.alert_code = SPAN("N55");
	m.schedule_id = SPAN("9");
	round_trip(&m, buf_span(&inner), &outer);
	doc = read_well(buf_span(&outer));
	ck_span(duis_doc_message(doc)->schedule_id, "9");
	ck_span(duis_element_at(duis_doc_message(doc)->body,
				SPAN("S1SPAlert/S1SPAlertCode"))->text,
		"S1VE12");
	duis_doc_free(doc);
	buf_release(&inner);
	buf_release(&outer);
	arena_release(&a);
}
END_TEST

/* Identifiers in lower case are the same identifiers. */
START_TEST(test_lower_case)
{
	struct duis_doc *doc = read_well(SPAN(
		"<Request xmlns='" SR "' schemaVersion=' 5.4 '>\n <Header>\n"
		"  <RequestID> 90-b3-d5-1f-30-01-00-00:"
		"00-db-12-34-56-78-90-a0:0\n</RequestID>"
		"<FirstInSequence>0</FirstInSequence>"
		"<CommandVariant>8</CommandVariant>"
		"<ServiceReference>8.2</ServiceReference>"
		"<ServiceReferenceVariant>8.2</ServiceReferenceVariant>"
		"</Header><Body><ReadInventory/></Body></Request>"));
	const struct duis_message *m = duis_doc_message(doc);

	ck_assert_uint_eq(m->id.originator, 0x90b3d51f30010000);
	ck_assert(m->has_first && !m->first_in_sequence);
	ck_span(m->schema_version, "5.4");
	ck_assert(!m->is_signed);
	duis_doc_free(doc);
}
END_TEST

/* A text XML cannot carry: nothing is written. */
START_TEST(test_cannot_write)
{
	struct duis_message m = base_message(DUIS_RESPONSE);
	struct buf bytes = BUF_INIT;

	m.code = SPAN("I\x01");
	ck_assert(!duis_write(&m, SPAN_EMPTY, &bytes));
	ck_assert_uint_eq(bytes.n, 0);
	buf_release(&bytes);
}
END_TEST

/* ---- what is wrong ---- */

#define REQUEST(version, header, body) \
	"<s:Request xmlns:s='" SR "'" version "><s:Header>\n" header \
	"</s:Header>\n<s:Body>" body "</s:Body></s:Request>"
#define V	" schemaVersion='5.1'"
#define ID	"<s:RequestID>" USER ":" METER ":1</s:RequestID>"
#define CV	"<s:CommandVariant>1</s:CommandVariant>"
#define REF	"<s:ServiceReference>4.3</s:ServiceReference>"
#define VAR	"<s:ServiceReferenceVariant>4.3</s:ServiceReferenceVariant>"
#define BODY	"<s:ReadInstantaneousPrepayValues/>"
#define RESPONSE(body) \
	"<s:Response xmlns:s='" SR "' xmlns:r='" RA "'" V "><s:Header>" \
	"<s:ResponseCode>I0</s:ResponseCode><s:ResponseDateTime>" \
	"2026-01-31T00:00:00Z</s:ResponseDateTime></s:Header>\n<s:Body>" \
	body "</s:Body></s:Response>"
#define MESSAGE(more) RESPONSE("<s:ResponseMessage>" REF VAR more \
			       "</s:ResponseMessage>")

static const struct {
	const char *text, *findings;
} wrong[] = {
	{ "<a/>", "m.xml:1: column 'a': is not a message; expected Request,"
	  " Response, SMETS1SignedResponse or S1SPAlert of the namespace " SR
	  " [DUIS051]\n" },
	{ "<!DOCTYPE a><a/>", "m.xml:1: has a DOCTYPE; messages have none,"
	  " and it is not read [DUIS050]\n" },
	{ REQUEST("", ID CV REF VAR, BODY), "m.xml:1: column 'Request': has"
	  " no schemaVersion [DUIS056]\n" },
	{ REQUEST(" schemaVersion='x' y='1'", ID CV REF VAR, BODY),
	  "m.xml:1: column 'Request': 'x' as schemaVersion is not a version"
	  " such as 5.1 [DUIS056]\n"
	  "m.xml:1: column 'Request': has an attribute 'y'; only"
	  " schemaVersion is known here [DUIS056]\n" },
	{ REQUEST(V, CV ID REF VAR, BODY), "m.xml:2: column"
	  " 'Request/Header/RequestID': is out of order; it stands before"
	  " CommandVariant [DUIS052]\n" },
	{ REQUEST(V, ID CV VAR REF, BODY), "m.xml:2: column"
	  " 'Request/Header/ServiceReference': is out of order; it stands"
	  " before ServiceReferenceVariant [DUIS052]\n" },
	{ REQUEST(V, ID REF VAR, BODY), "m.xml:1: column 'Request/Header':"
	  " has no CommandVariant [DUIS053]\n" },
	{ REQUEST(V, ID ID CV REF VAR, BODY), "m.xml:2: column"
	  " 'Request/Header/RequestID': stands here more often than 1 time"
	  " [DUIS054]\n" },
	{ REQUEST(V, "<s:RequestID>" USER ":" METER ":01000</s:RequestID>"
		  CV REF VAR, BODY),
	  "m.xml:2: column 'Request/Header/RequestID': '" USER ":" METER
	  ":01000' is not EUI:EUI:counter, the counter without a leading"
	  " zero and at most 18446744073709551615 [DUIS055]\n" },
	{ REQUEST(V, "<s:RequestID>" USER ":" METER ":18446744073709551616"
		  "</s:RequestID>" CV REF VAR, BODY),
	  "m.xml:2: column 'Request/Header/RequestID': '" USER ":" METER
	  ":18446744073709551616' is not EUI:EUI:counter, the counter"
	  " without a leading zero and at most 18446744073709551615"
	  " [DUIS055]\n" },
	{ REQUEST(V, "<s:RequestID>" USER ":00-DB-12-34-56-78-90-G0:1"
		  "</s:RequestID>" "<s:CommandVariant>10</s:CommandVariant>"
		  "<s:ServiceReference>4</s:ServiceReference>" VAR, BODY),
	  "m.xml:2: column 'Request/Header/RequestID': '" USER
	  ":00-DB-12-34-56-78-90-G0:1' is not EUI:EUI:counter, the counter"
	  " without a leading zero and at most 18446744073709551615"
	  " [DUIS055]\n"
	  "m.xml:2: column 'Request/Header/CommandVariant': '10' is not a"
	  " number from 1 to 9 [DUIS055]\n"
	  "m.xml:2: column 'Request/Header/ServiceReference': '4' is not a"
	  " service such as 4.4 or 4.4.3 [DUIS055]\n" },
	{ REQUEST(V, ID CV REF VAR, ""), "m.xml:3: column 'Request/Body': is"
	  " empty; it holds the element of the service [DUIS053]\n" },
	{ REQUEST(V, ID CV REF VAR, BODY "<s:ReadInventory/>"),
	  "m.xml:3: column 'Request/Body/ReadInventory': stands beside"
	  " ReadInstantaneousPrepayValues; a request holds one service"
	  " [DUIS054]\n" },
	{ REQUEST(V, ID CV REF VAR, "<ReadInventory xmlns='urn:x'/>"),
	  "m.xml:3: column 'Request/Body/ReadInventory': is of a namespace"
	  " that messages do not have [DUIS052]\n" },
	{ REQUEST(V, ID CV REF VAR, "<s:A>x<s:B/></s:A>"),
	  "m.xml:3: column 'Request/Body/A': has text beside its elements"
	  " [DUIS057]\n" },
	{ REQUEST(V, ID CV REF VAR "<s:New/>", BODY), "m.xml:2: column"
	  " 'Request/Header/New': is not known here [DUIS052]\n" },
	{ RESPONSE(""), "m.xml:2: column 'Response/Body': holds none of"
	  " ResponseMessage, SMETS1ResponseMessage, DeviceAlertMessage or"
	  " DCCAlertMessage [DUIS053]\n" },
	{ MESSAGE("<s:GBCSPayload>AAE</s:GBCSPayload>"),
	  "m.xml:2: column 'Response/Body/ResponseMessage/GBCSPayload':"
	  " 'AAE' is not base64 [DUIS055]\n" },
	{ MESSAGE("<s:GBCSPayload/><s:LocalCommand/>"),
	  "m.xml:2: column 'Response/Body/ResponseMessage/LocalCommand':"
	  " stands beside GBCSPayload; only one of them may [DUIS052]\n"
	  "m.xml:2: column 'Response/Body/ResponseMessage/LocalCommand':"
	  " has no GBCSPayload [DUIS053]\n" },
	{ MESSAGE("<s:DSPScheduleID>1000000000001</s:DSPScheduleID>"),
	  "m.xml:2: column 'Response/Body/ResponseMessage/DSPScheduleID':"
	  " '1000000000001' is not a number from 0 to 1000000000000"
	  " [DUIS055]\n" },
	{ RESPONSE("<s:SMETS1ResponseMessage><s:SMETS1SignedResponse"
		   "><s:SMETS1Response><s:Header><r:BusinessOriginatorID>"
		   METER "</r:BusinessOriginatorID></s:Header>"
		   "<s:Body/></s:SMETS1Response></s:SMETS1SignedResponse>"
		   "</s:SMETS1ResponseMessage>"),
#define HERE "m.xml:2: column 'Response/Body/SMETS1ResponseMessage/" \
	"SMETS1SignedResponse"
	  HERE "': has no schemaVersion [DUIS056]\n"
	  HERE "/SMETS1Response/Header': has no BusinessTargetID [DUIS053]\n"
	  HERE "/SMETS1Response/Header': has no OriginatorCounter"
	  " [DUIS053]\n"
	  HERE "/SMETS1Response/Body': holds none of ResponseMessage or"
	  " DeviceAlertMessage [DUIS053]\n" },
};

START_TEST(test_wrong)
{
	ck_wrong(wrong[_i].text, wrong[_i].findings);
}
END_TEST

/* A later version may have brought what nobody knows here. */
START_TEST(test_later)
{
	static const char *const later[] = {
		"<s:ResponseMessage>" REF VAR "<s:New/></s:ResponseMessage>",
		"<s:DCCAlertMessage><s:DCCAlertCode>N99</s:DCCAlertCode>"
		"<s:DCCAlert><s:New/></s:DCCAlert></s:DCCAlertMessage>",
	};

	for (size_t i = 0; i < sizeof(later) / sizeof(later[0]); i++) {
		struct diag d = DIAG_INIT;
		struct buf text = BUF_INIT;
		struct duis_doc *doc;
		char *version;

		buf_addf(&text, RESPONSE("%s"), later[i]);
		ck_assert_ptr_null(duis_read(buf_span(&text), NULL, &d));
		version = strstr(text.p, "'5.1'");
		version[3] = '5';
		doc = duis_read(buf_span(&text), NULL, &d);
		ck_assert_ptr_nonnull(doc);
		ck_span(duis_doc_message(doc)->body->name, "New");
		ck_assert_uint_eq(d.count[DIAG_WARNING], 1);
		duis_doc_free(doc);
		diag_release(&d);
		d = (struct diag)DIAG_INIT;
		buf_clear(&text);
		buf_addf(&text, RESPONSE("%s"), "<s:New/>");
		strstr(text.p, "'5.1'")[3] = '5';
		ck_assert_ptr_null(duis_read(buf_span(&text), NULL, &d));
		buf_release(&text);
		diag_release(&d);
	}
}
END_TEST

/* An alert of a SMETS1 device comes as an answer. */
START_TEST(test_smets1_alert)
{
	struct duis_doc *doc = read_well(SPAN(RESPONSE(
		"<s:SMETS1ResponseMessage><s:ThrottledAlertCount>3"
		"</s:ThrottledAlertCount><s:SMETS1SignedResponse" V ">"
		"<s:SMETS1Response><s:Header><r:BusinessOriginatorID>" METER
		"</r:BusinessOriginatorID><r:BusinessTargetID>" USER
		"</r:BusinessTargetID><r:OriginatorCounter>7"
		"</r:OriginatorCounter></s:Header><s:Body>"
		"<s:DeviceAlertMessage><r:DeviceAlertContent>"
		"<r:GBCSHexAlertCode>8F3F</r:GBCSHexAlertCode>"
		"</r:DeviceAlertContent></s:DeviceAlertMessage></s:Body>"
		"</s:SMETS1Response></s:SMETS1SignedResponse>"
		"</s:SMETS1ResponseMessage>")));
	const struct duis_message *m = duis_doc_message(doc);

	ck_assert(m->smets1.is_alert);
	ck_assert_uint_eq(m->smets1.id.counter, 7);
	ck_assert_uint_eq(m->throttled_count, 3);
	ck_span(duis_element_at(m->body, SPAN("DeviceAlertContent/"
					      "GBCSHexAlertCode"))->text,
		"8F3F");
	duis_doc_free(doc);
}
END_TEST

/* The content of a schedule that the DCC reads back. */
START_TEST(test_offsets)
{
	static const struct {
		const char *start, *time, *finding;
	} cases[] = {
		{ "-400", "00:00:00Z", NULL },
		{ "0", "23:59:59.5Z", NULL },
		{ "-0", "23:59:59", NULL },
		{ "-401", "00:00:00Z", "'-401' is not an offset of -400 to 0"
		  " days" },
		{ "1", "00:00:00Z", "'1' is not an offset of -400 to 0"
		  " days" },
		{ "0", "24:00:01Z", "'24:00:01Z' is not a time such as"
		  " 00:30:00Z" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct diag d = DIAG_INIT;
		struct buf text = BUF_INIT, why = BUF_INIT;
		struct duis_doc *doc;

		buf_addf(&text, MESSAGE(
			"<s:DSPSchedulesRead><s:DSPSchedules><s:DSPScheduleID"
			">1</s:DSPScheduleID><s:DSPScheduleDetails>"
			"<s:ScheduleFrequency>Daily</s:ScheduleFrequency>"
			"<s:ScheduleStartDate>2026-01-01</s:ScheduleStartDate>"
			"<s:DSPScheduledServiceReference>4.6"
			"</s:DSPScheduledServiceReference>"
			"<s:DSPScheduledServiceReferenceVariant>4.6.1"
			"</s:DSPScheduledServiceReferenceVariant><s:DeviceID>"
			METER "</s:DeviceID><s:DSPRetrieveImportDailyReadLog>"
			"<s:StartDateOffset>%s</s:StartDateOffset>"
			"<s:StartTime>%s</s:StartTime>"
			"<s:EndDateOffset>0</s:EndDateOffset>"
			"<s:EndTime>00:00:00Z</s:EndTime>"
			"</s:DSPRetrieveImportDailyReadLog>"
			"</s:DSPScheduleDetails></s:DSPSchedules>"
			"</s:DSPSchedulesRead>"), cases[i].start,
			cases[i].time);
		doc = duis_read(buf_span(&text), NULL, &d);
		findings(&d, &why);
		if (!cases[i].finding)
			ck_assert_msg(doc != NULL, "%s", why.p);
		else
			ck_assert_ptr_nonnull(strstr(why.p,
						     cases[i].finding));
		duis_doc_free(doc);
		buf_release(&text);
		buf_release(&why);
		diag_release(&d);
	}
}
END_TEST

Suite *duis_file_suite(void)
{
	Suite *s = suite_create("duis_file");
	TCase *t = tcase_create("all");

	tcase_add_test(t, test_request);
	tcase_add_test(t, test_signed_pre_command);
	tcase_add_test(t, test_answers);
	tcase_add_test(t, test_scheduled_and_alerts);
	tcase_add_test(t, test_smets1);
	tcase_add_test(t, test_s1sp_alert);
	tcase_add_test(t, test_lower_case);
	tcase_add_test(t, test_cannot_write);
	tcase_add_loop_test(t, test_wrong, 0,
			    sizeof(wrong) / sizeof(wrong[0]));
	tcase_add_test(t, test_later);
	tcase_add_test(t, test_smets1_alert);
	tcase_add_test(t, test_offsets);
	suite_add_tcase(s, t);
	return s;
}
