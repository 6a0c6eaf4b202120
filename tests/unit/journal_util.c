#include "journal_util.h"

#include <string.h>

#include "model/srv.h"

static uint64_t mix(uint64_t *x)
{
	uint64_t z = *x += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static void add_base64(struct buf *b, uint64_t *x, unsigned n)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (unsigned i = 0; i < n; i++)
		buf_add_char(b, letters[mix(x) & 63]);
	buf_add(b, SPAN("=="));
}

static void add_signature(struct buf *b, uint64_t *x)
{
	buf_add(b, SPAN("<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/"
		"xmldsig#\"><ds:SignedInfo><ds:CanonicalizationMethod "
		"Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>"
		"<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/"
		"xmldsig-more#ecdsa-sha256\"/><ds:Reference URI=\"\">"
		"<ds:Transforms><ds:Transform Algorithm=\"http://www.w3.org/"
		"2000/09/xmldsig#enveloped-signature\"/></ds:Transforms>"
		"<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/"
		"xmlenc#sha256\"/><ds:DigestValue>"));
	add_base64(b, x, 42);
	buf_add(b, SPAN("</ds:DigestValue></ds:Reference></ds:SignedInfo>"
			"<ds:SignatureValue>"));
	add_base64(b, x, 86);
	buf_add(b, SPAN("</ds:SignatureValue><ds:KeyInfo><ds:X509Data>"
		"<ds:X509IssuerSerial><ds:X509IssuerName>CN=A1,OU=07"
		"</ds:X509IssuerName><ds:X509SerialNumber>1311768467463790320"
		"</ds:X509SerialNumber></ds:X509IssuerSerial></ds:X509Data>"
		"</ds:KeyInfo></ds:Signature>"));
}

void journal_util_body(uint64_t seed, unsigned which, struct buf *body)
{
	static const char *const roots[] = { "Request", "Response",
					     "Response" };
	uint64_t x = seed * 3 + which;

	buf_addf(body, "<sr:%s xmlns:sr=\"http://www.dccinterface.co.uk/"
		 "ServiceUserGateway\" schemaVersion=\"5.1\"><sr:Header>"
		 "<sr:RequestID>90-B3-D5-1F-30-00-00-02:00-DB-12-34-56-78-"
		 "%02X-%02X:%llu</sr:RequestID>", roots[which],
		 (unsigned)(seed >> 8 & 255), (unsigned)(seed & 255),
		 (unsigned long long)(1000 + seed));
	if (which)
		buf_addf(body, "<sr:ResponseID>00-DB-12-34-56-78-%02X-%02X:"
			 "90-B3-D5-1F-30-00-00-02:%llu</sr:ResponseID>"
			 "<sr:ResponseCode>%s</sr:ResponseCode>"
			 "<sr:ResponseDateTime>2019-10-15T%02u:%02u:%02uZ"
			 "</sr:ResponseDateTime>",
			 (unsigned)(seed >> 8 & 255), (unsigned)(seed & 255),
			 (unsigned long long)(seed * 2 + which),
			 which == 1 ? "I99" : "I0",
			 (unsigned)(seed / 3600 % 24),
			 (unsigned)(seed / 60 % 60), (unsigned)(seed % 60));
	else
		buf_add(body, SPAN("<sr:CommandVariant>1</sr:CommandVariant>"
			"<sr:ServiceReference>4.8</sr:ServiceReference>"
			"<sr:ServiceReferenceVariant>4.8.1"
			"</sr:ServiceReferenceVariant>"));
	buf_add(body, SPAN("</sr:Header><sr:Body>"));
	if (which == 2) {
		for (unsigned i = 0; i < 12; i++)
			buf_addf(body, "<sr:LogEntry><sr:Timestamp>2019-10-14"
				 "T%02u:30:00Z</sr:Timestamp><sr:Value>%u"
				 "</sr:Value></sr:LogEntry>", i,
				 (unsigned)(mix(&x) % 5000));
		add_signature(body, &x);
	}
	buf_add(body, SPAN("</sr:Body>"));
	add_signature(body, &x);
	buf_addf(body, "</sr:%s>", roots[which]);
}

static struct testcase make_case(uint64_t no, struct arena *a)
{
	static const char *const srvs[] = { "4.8.1", "4.1.1", "6.2.4",
					    "7.4" };
	struct testcase c = {
		.phase = CASE_SIT, .installation = CASE_ACTIVE,
		.ppc_id = arena_printf(a, "DMC-%u", (unsigned)(no % 12 + 1)),
		.set = arena_printf(a, "S%u", (unsigned)(no / 12 % 40 + 1)),
		.device_type = srv_device_named(SPAN("ESME")),
		.srv = srv_find(span_of(srvs[no % 4])),
		.command_variant = 1,
		.name = arena_printf(a, "case-%llu", (unsigned long long)no),
		.expect_ack = SPAN("I99"), .expect_code = SPAN("I0"),
		.has_trt = true, .trt_ms = 30000, .mandatory = no % 2 == 0,
		.requirement = SPAN("REQ-1"),
	};

	c.id = testcase_id(&c, a);
	return c;
}

static void add_case(struct journal *j, uint64_t cycle, uint64_t no)
{
	struct arena a = ARENA_INIT;
	const struct testcase c = make_case(no, &a);

	journal_plan_add(j, cycle, &(struct journal_plan_row){
		.case_no = no, .testcase = &c,
		.device_id = arena_printf(&a, "00-DB-12-34-56-78-%02X-%02X",
					  (unsigned)(no >> 8 & 255),
					  (unsigned)(no & 255)),
		.s1sp = no % 3 ? SPAN("S1SP-1") : SPAN("S1SP-2"),
		.smso = SPAN("SMSO-1"), .smets = 1 });
	arena_release(&a);
}

uint64_t journal_util_plan(struct journal *j, const char *cycle,
			   uint64_t cases)
{
	struct cases plan = CASES_INIT;
	char digest[SHA256_TEXT];
	struct journal_why why;
	uint64_t no;

	for (uint64_t i = 1; i <= cases; i++)
		vec_push(&plan.rows, make_case(i, &plan.arena));
	journal_plan_digest(&plan, digest);
	cases_release(&plan);
	journal_campaign_put(j, &(struct journal_campaign){
		.name = SPAN("FOC"), .tool_version = SPAN("0.1.0"),
		.clock = SPAN("system"), .release = SPAN("ppcl.csv"),
		.release_sha256 = SPAN("e3b0c442") }, &why);
	no = journal_cycle_begin(j, &(struct journal_cycle){
		.name = span_of(cycle), .kind = SPAN("NORMAL"),
		.plan_sha256 = span_of(digest), .begun_ms = JOURNAL_UTIL_NOW });
	for (uint64_t i = 1; i <= cases; i++)
		add_case(j, no, i);
	return no;
}

static struct span request_id(uint64_t seed, struct arena *a)
{
	return arena_printf(a, "90-B3-D5-1F-30-00-00-02:00-DB-12-34-56-78-"
			    "%02X-%02X:%llu", (unsigned)(seed >> 8 & 255),
			    (unsigned)(seed & 255),
			    (unsigned long long)(1000 + seed));
}

static void put_exchange(struct journal *j, uint64_t seed, uint64_t number,
			 struct arena *a, int64_t sent)
{
	struct buf body = BUF_INIT, answer = BUF_INIT;
	struct journal_request r = {
		.attempt = number, .stage = 1,
		.request_id = request_id(seed, a),
		.url = SPAN("http://127.0.0.1:8080/api/v1/serviceS"),
		.headers = SPAN("Content-Type: application/xml\r\n"),
		.sent_ms = sent,
	};

	journal_util_body(seed, 0, &body);
	journal_util_body(seed, 1, &answer);
	r.body = buf_span(&body);
	journal_request_put(j, &r);
	r.end = SPAN("answered");
	r.http_status = 200;
	r.answer = buf_span(&answer);
	r.answer_headers = SPAN("HTTP/1.1 200 OK\r\nContent-Type: "
				"application/xml\r\n");
	r.signature = SPAN("good");
	r.connect_us = 200;
	r.first_us = 900;
	r.total_us = 1000;
	r.bytes_out = body.n;
	journal_request_put(j, &r);
	buf_release(&body);
	buf_release(&answer);
}

static void put_result(struct journal *j, uint64_t seed, uint64_t number,
		       struct arena *a, int64_t at)
{
	struct buf body = BUF_INIT;
	struct journal_message m = {
		.arrived_ms = at, .path = SPAN("/receive"),
		.headers = SPAN("Content-Type: application/xml\r\n"),
		.peer = SPAN("127.0.0.1:40000") };

	journal_util_body(seed, 2, &body);
	m.body = buf_span(&body);
	if (journal_arrived(j, &m)) {
		m.kind = SPAN("SMETS1 response");
		m.request_id = request_id(seed, a);
		m.code = SPAN("I0");
		m.signature = m.embedded = SPAN("good");
		m.attempt = number;
		journal_message_put(j, &m);
	}
	buf_release(&body);
}

uint64_t journal_util_case(struct journal *j, uint64_t cycle,
			   uint64_t case_no, uint64_t attempt,
			   const char *verdict)
{
	const uint64_t seed = (cycle - 1) * 1000003 + case_no * 16 + attempt;
	const int64_t sent = JOURNAL_UTIL_NOW + (int64_t)case_no * 1000;
	struct arena a = ARENA_INIT;
	struct journal_attempt t = {
		.cycle = cycle, .case_no = case_no, .attempt = attempt,
		.interface = SPAN("dcc"), .route = SPAN("devices: SMETS1"),
		.user = SPAN("90-B3-D5-1F-30-00-00-02"),
		.firmware = { SPAN("CH1"), SPAN("E1"), SPAN("G1"),
			      SPAN_EMPTY },
		.state = SPAN("sent"), .begun_ms = sent,
		.request_id = request_id(seed, &a), .sent_ms = sent,
		.has_trt = true, .trt_ms = 30000,
	};

	t.number = journal_attempt_add(j, &t);
	put_exchange(j, seed, t.number, &a, sent);
	put_result(j, seed, t.number, &a, sent + 400);
	t.state = SPAN("over");
	t.ended_ms = sent + 400;
	t.verdict = span_of(verdict);
	t.timing = SPAN("IN_TRT");
	t.ack_code = SPAN("I99");
	t.final_code = SPAN("I0");
	t.has_ack = t.has_result = true;
	t.ack_ms = 5;
	t.result_ms = 400;
	if (strcmp(verdict, "PASS") != 0)
		t.reason = SPAN("result E20 instead of I0");
	journal_attempt_put(j, &t);
	arena_release(&a);
	return t.number;
}

bool journal_util_fill(struct journal *j, uint64_t cases, uint64_t batch)
{
	const uint64_t cycle = journal_util_plan(j, "C1", cases);

	if (!journal_commit(j))
		return false;
	for (uint64_t i = 1; i <= cases; i++) {
		if (i % 50 == 0)
			journal_util_case(j, cycle, i, 1, "FAIL");
		journal_util_case(j, cycle, i, i % 50 ? 1 : 2,
				  i % 77 ? "PASS" : "FAIL");
		if (i % batch == 0 && !journal_commit(j))
			return false;
	}
	return journal_commit(j);
}
