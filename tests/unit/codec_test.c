/* codec_test.c - what the bytes of an answer say to a campaign */
#include <check.h>
#include <stdlib.h>

#include "file/codec.h"

#define SR	"http://www.dccinterface.co.uk/ServiceUserGateway"
#define RA	"http://www.dccinterface.co.uk/ResponseAndAlert"
#define USER	"90-B3-D5-1F-30-01-00-00"
#define METER	"00-DB-12-34-56-78-90-A0"
#define BROKER	"90-B3-D5-1F-30-00-00-02"

#define HEAD(ids, code) \
	"<sr:Response xmlns:sr=\"" SR "\" schemaVersion=\"5.1\"><sr:Header>" \
	ids "<sr:ResponseCode>" code "</sr:ResponseCode><sr:ResponseDateTime>" \
	"2026-03-01T10:00:00.250Z</sr:ResponseDateTime></sr:Header><sr:Body>"
#define TAIL	"</sr:Body></sr:Response>"
#define ASKED	"<sr:RequestID>" USER ":" METER ":7</sr:RequestID>" \
		"<sr:ResponseID>" METER ":" USER ":7</sr:ResponseID>"
#define TOLD	"<sr:ResponseID>" BROKER ":" USER ":9</sr:ResponseID>"
#define ACK(srv, more) "<sr:ResponseMessage><sr:ServiceReference>" srv \
	"</sr:ServiceReference><sr:ServiceReferenceVariant>" srv \
	"</sr:ServiceReferenceVariant>" more "</sr:ResponseMessage>"

static struct arena arena;
static struct codec_facts f;

static bool read_it(const char *text)
{
	const struct codec *codec = codec_named(SPAN("DUIS"));

	ck_assert_ptr_nonnull(codec);
	return codec->read(&(struct codec_ask){ .bytes = span_of(text) },
			   &arena, &f);
}

static void ck_span(struct span s, const char *expected)
{
	ck_assert_msg(span_eq(s, span_of(expected)), "'" SPAN_F "', not '%s'",
		      SPAN_A(s), expected);
}

START_TEST(acknowledgement)
{
	ck_assert(read_it(HEAD(ASKED, "I99") ACK("4.3", "") TAIL));
	ck_assert_int_eq(f.kind, CODEC_ANSWER);
	ck_assert(f.has_request);
	ck_assert_uint_eq(f.request.originator, 0x90b3d51f30010000);
	ck_assert_uint_eq(f.request.counter, 7);
	ck_assert_uint_eq(f.device, 0x00db1234567890a0);
	ck_span(f.code, "I99");
	ck_span(f.srv, "4.3");
	ck_span(f.payload, "");
	ck_assert(f.has_time);
	ck_assert_int_eq(f.time_ms % 1000, 250);
	ck_assert_int_eq(f.outer, CODEC_NOT_JUDGED);
}
END_TEST

START_TEST(answers_of_the_dcc)
{
	ck_assert(read_it(HEAD(ASKED, "I0") ACK("5.1",
		"<sr:DSPScheduleID>42</sr:DSPScheduleID>") TAIL));
	ck_span(f.payload, "DSPScheduleID");
	ck_span(f.schedule, "42");
	ck_assert(read_it(HEAD(ASKED, "I0") ACK("1.6", "<sr:PreCommand>"
		"<sr:GBCSVersion>4.1</sr:GBCSVersion><sr:GBCSPayload>AAAA"
		"</sr:GBCSPayload></sr:PreCommand>") TAIL));
	ck_span(f.payload, "PreCommand");
	ck_span(f.pre_command, "AAAA");
	ck_assert(read_it(HEAD(ASKED, "I0") ACK("8.2", "<sr:DSPInventory>"
		"<sr:Device><sr:DeviceID>" METER "</sr:DeviceID>"
		"<sr:DeviceType>ESME</sr:DeviceType><sr:DeviceManufacturer>M"
		"</sr:DeviceManufacturer><sr:DeviceModel>X</sr:DeviceModel>"
		"<sr:DeviceFirmwareVersion>1.0</sr:DeviceFirmwareVersion>"
		"<sr:S1SP>S1SP-1</sr:S1SP></sr:Device>"
		"<sr:Device><sr:DeviceID>00-DB-12-34-56-78-90-B0</sr:DeviceID>"
		"<sr:DeviceType>ESME</sr:DeviceType><sr:DeviceManufacturer>M"
		"</sr:DeviceManufacturer><sr:DeviceModel>X</sr:DeviceModel>"
		"</sr:Device></sr:DSPInventory>") TAIL));
	ck_assert_uint_eq(f.device_count, 2);
	ck_assert_uint_eq(f.devices[0].smets, 1);
	ck_span(f.devices[0].firmware, "1.0");
	ck_span(f.devices[0].s1sp, "S1SP-1");
	ck_assert_uint_eq(f.devices[1].smets, 2);
}
END_TEST

#define SMETS1(ids, before, body) HEAD(ids, "I0") \
	"<sr:SMETS1ResponseMessage>" before "<sr:SMETS1SignedResponse " \
	"xmlns:ra=\"" RA "\" schemaVersion=\"5.1\"><sr:SMETS1Response>" \
	"<sr:Header><ra:BusinessOriginatorID>" METER \
	"</ra:BusinessOriginatorID><ra:BusinessTargetID>" USER \
	"</ra:BusinessTargetID><ra:OriginatorCounter>7</ra:OriginatorCounter>" \
	"</sr:Header><sr:Body>" body "</sr:Body></sr:SMETS1Response>" \
	"</sr:SMETS1SignedResponse></sr:SMETS1ResponseMessage>" TAIL

START_TEST(smets1_results)
{
	ck_assert(read_it(SMETS1(TOLD, "<sr:ServiceReference>4.3"
		"</sr:ServiceReference><sr:ServiceReferenceVariant>4.3"
		"</sr:ServiceReferenceVariant><sr:DSPScheduleID>42"
		"</sr:DSPScheduleID>", "<sr:ResponseMessage><ra:SMETSData>"
		"<ra:ReadInstantaneousPrepayValuesRsp MessageSuccess=\"false\">"
		"<ra:MeterBalance>5</ra:MeterBalance>"
		"</ra:ReadInstantaneousPrepayValuesRsp></ra:SMETSData>"
		"</sr:ResponseMessage>")));
	ck_assert_int_eq(f.kind, CODEC_ANSWER);
	ck_assert(!f.has_request);
	ck_span(f.payload, "ReadInstantaneousPrepayValuesRsp");
	ck_span(f.schedule, "42");
	ck_span(f.srv, "4.3");
	ck_assert(f.unsuccessful);
	ck_assert_uint_eq(f.device, 0x00db1234567890a0);
	ck_assert(read_it(SMETS1(TOLD, "", "<sr:DeviceAlertMessage>"
		"<ra:DeviceAlertContent><ra:GBCSHexAlertCode>8F3E"
		"</ra:GBCSHexAlertCode></ra:DeviceAlertContent>"
		"</sr:DeviceAlertMessage>")));
	ck_assert_int_eq(f.kind, CODEC_DEVICE_ALERT);
	ck_span(f.alert, "8F3E");
}
END_TEST

START_TEST(alerts)
{
	ck_assert(read_it(HEAD(TOLD, "I0") "<sr:DCCAlertMessage>"
		"<sr:DCCAlertCode>N55</sr:DCCAlertCode><sr:DCCAlert>"
		"<sr:S1SPAlertDSP><sr:S1SPAlert schemaVersion=\"5.1\">"
		"<sr:RequestID>" USER ":" METER ":7</sr:RequestID>"
		"<sr:DeviceID>" METER "</sr:DeviceID>"
		"<sr:S1SPAlertCode>S1VE12</sr:S1SPAlertCode>"
		"<sr:DateTime>2026-03-01T10:00:00Z</sr:DateTime>"
		"</sr:S1SPAlert><sr:DSPScheduleID>42</sr:DSPScheduleID>"
		"</sr:S1SPAlertDSP></sr:DCCAlert></sr:DCCAlertMessage>" TAIL));
	ck_assert_int_eq(f.kind, CODEC_DCC_ALERT);
	ck_span(f.alert, "N55");
	ck_span(f.s1sp_alert, "S1VE12");
	ck_span(f.payload, "S1SPAlertDSP");
	ck_span(f.schedule, "42");
	ck_assert(f.has_request);
	ck_assert_uint_eq(f.request.counter, 7);
	ck_assert_uint_eq(f.device, 0x00db1234567890a0);
	ck_assert(read_it(HEAD(TOLD, "I0") "<sr:DeviceAlertMessage>"
		"<sr:AlertCode>8F3E</sr:AlertCode><sr:GBCSPayload>AAAA"
		"</sr:GBCSPayload></sr:DeviceAlertMessage>" TAIL));
	ck_assert_int_eq(f.kind, CODEC_DEVICE_ALERT);
	ck_span(f.alert, "8F3E");
}
END_TEST

START_TEST(not_believed)
{
	ck_assert(!read_it(""));
	ck_assert_int_eq(f.kind, CODEC_NOTHING);
	ck_assert(f.wrong.n > 0);
	ck_assert(!read_it(HEAD(ASKED, "I99") ACK("4.3", "")));
	ck_assert_int_eq(f.kind, CODEC_NOTHING);
	ck_assert(!read_it("<sr:Request xmlns:sr=\"" SR "\" schemaVersion="
		"\"5.1\"><sr:Header><sr:RequestID>" USER ":" METER ":7"
		"</sr:RequestID><sr:CommandVariant>1</sr:CommandVariant>"
		"<sr:ServiceReference>4.3</sr:ServiceReference>"
		"<sr:ServiceReferenceVariant>4.3</sr:ServiceReferenceVariant>"
		"</sr:Header><sr:Body><sr:ReadInstantaneousPrepayValues/>"
		"</sr:Body></sr:Request>"));
	ck_assert_int_eq(f.kind, CODEC_NOTHING);
}
END_TEST

/* What is not signed although it must be is told, and read all the same. */
START_TEST(signatures_judged)
{
	struct xmlsig_certs *certs = xmlsig_certs_new();
	const struct codec *codec = codec_named(SPAN("duis"));
	const struct codec_ask ask = { .certs = certs,
		.bytes = SPAN(HEAD(ASKED, "I99") ACK("4.3", "") TAIL) };
	struct codec_ask lenient = ask;

	lenient.unsigned_ok = true;
	ck_assert(!codec->read(&ask, &arena, &f));
	ck_assert_int_eq(f.outer, xmlsig_available() ? CODEC_ABSENT :
			 CODEC_BAD);
	ck_span(f.code, "I99");
	if (xmlsig_available())
		ck_assert(codec->read(&lenient, &arena, &f));
	xmlsig_certs_free(certs);
}
END_TEST

static void clear(void)
{
	arena_release(&arena);
}

Suite *codec_suite(void);
Suite *codec_suite(void)
{
	Suite *s = suite_create("codec");
	TCase *t = tcase_create("codec");

	tcase_add_checked_fixture(t, NULL, clear);
	tcase_add_test(t, acknowledgement);
	tcase_add_test(t, answers_of_the_dcc);
	tcase_add_test(t, smets1_results);
	tcase_add_test(t, alerts);
	tcase_add_test(t, not_believed);
	tcase_add_test(t, signatures_judged);
	suite_add_tcase(s, t);
	return s;
}
