/* duis_lint_test.c - what a schema takes and nobody should send */
#include "engine/duis_lint.h"

#include <check.h>
#include <string.h>

Suite *duis_lint_suite(void);

#define ESME	0x00DB1234567890A0u
#define GSME	0x00DB1234567890A1u
#define OLD	0x00DB1234567890A7u
#define CHF	0x00DB1234567890A2u
#define ACB	0x90B3D51F30000002u
#define USER	0x90B3D51F30010000u
#define NOW	1767225600	/* 2026-01-01T00:00:00Z */

static const struct duis_device devices[] = {
	{ ESME, SRV_ESME, 2 }, { GSME, SRV_GSME, 2 }, { CHF, SRV_CHF, 2 },
	{ OLD, SRV_ESME, 1 },
};

static struct diag d;
static struct arena a;
static struct duis_params p;
static struct duis_profile profile;
static struct duis_context c;
static struct duis_message m;

static void begin(void)
{
	d = (struct diag)DIAG_INIT;
	a = (struct arena)ARENA_INIT;
	p = (struct duis_params)DUIS_PARAMS_INIT;
	profile = (struct duis_profile){ .version = 53 };
	c = (struct duis_context){ .profile = &profile, .has_acb = true,
		.acb = ACB, .roles = SRV_IS, .devices = devices,
		.device_count = 4, .has_now = true, .now = NOW,
		.file = "m.xml" };
}

static void end(void)
{
	duis_params_release(&p);
	arena_release(&a);
	diag_release(&d);
}

/* A good request of the service: "A/B=1|C=". */
static void request(const char *srv, uint64_t target, unsigned cv,
		    const char *params)
{
	const struct srv *v = srv_find(span_of(srv));
	struct span rest = span_of(params), one, path;
	const struct duis_body_ask ask = { v, &profile, "p", 1 };

	duis_params_clear(&p);
	while (span_cut(&rest, '|', &one)) {
		struct span value = one;

		span_cut(&value, '=', &path);
		duis_params_add(&p, path, value, 0);
	}
	m = (struct duis_message){
		.kind = DUIS_REQUEST, .schema_version = SPAN("5.3"),
		.is_signed = true, .has_id = true,
		.id = { USER, target, 1000 }, .command_variant = cv,
		.reference = span_of(v->reference), .variant = span_of(srv),
		.body = duis_body_build(&ask, &p, &a, &d),
	};
	ck_assert_ptr_nonnull(m.body);
}

/* "CODE column 'value' text", a line each */
static const char *found_in(void)
{
	static struct buf out;
	bool good;

	diag_release(&d);
	d = (struct diag)DIAG_INIT;
	good = duis_lint(&m, &c, &d);
	ck_assert_int_eq(good, d.count[DIAG_ERROR] == 0);
	buf_clear(&out);
	buf_add_char(&out, '\n');
	out.n = 0;
	for (size_t i = 0; i < d.found.n; i++) {
		const struct finding *f = &d.found.v[i];

		buf_addf(&out, "%s%s " SPAN_F " '" SPAN_F "'",
			 i ? "\n" : "", f->code, SPAN_A(f->column),
			 SPAN_A(f->value));
	}
	out.p[out.n] = '\0';
	return out.p;
}

#define clean()		ck_assert_str_eq(found_in(), "")
#define finds(what)	ck_assert_str_eq(found_in(), what)
#define READ \
	"ReadLogPeriod/StartDateTime=2025-12-01T00:00:00Z|" \
	"ReadLogPeriod/EndDateTime=2025-12-31T00:00:00Z"
#define OFFSETS(x) \
	x "/StartDateOffset=-1|" x "/StartTime=00:00:00Z|" \
	x "/EndDateOffset=0|" x "/EndTime=00:00:00Z"
#define SCHEDULE(srv, ref, device) \
	"ScheduleFrequency=Daily|ScheduleStartDate=2026-01-01|" \
	"DSPScheduledServiceReference=" ref \
	"|DSPScheduledServiceReferenceVariant=" srv \
	"|DeviceID=00-DB-12-34-56-78-90-" device "|"

START_TEST(good_ones)
{
	request("4.4.3", ESME, 1, READ);
	clean();
	c.service = 'S';
	clean();
	request("8.2", ACB, 8, "DeviceID=00-DB-12-34-56-78-90-A0");
	c.service = 'D';
	clean();
	request("5.1", ACB, 8, SCHEDULE("4.6.1", "4.6", "A0")
		OFFSETS("DSPRetrieveImportDailyReadLog"));
	clean();
	/* what nobody knows is not judged */
	c = (struct duis_context){ .file = "m.xml" };
	request("4.4.3", 1, 1, READ);
	clean();
}
END_TEST

START_TEST(envelope)
{
	request("4.4.3", ESME, 1, READ);
	m.is_signed = false;
	finds("DUIS048 Signature ''");
	c.unsigned_ok = true;
	clean();
	m.schema_version = SPAN("5.1");
	finds("DUIS042 schemaVersion '5.1'");
	m.schema_version = SPAN("7");
	finds("DUIS042 schemaVersion '7'");
	m.schema_version = SPAN("5.3");
	m.reference = SPAN("4.8");
	finds("DUIS032 ServiceReference '4.8'");
	m.variant = SPAN("4.9.9");
	finds("DUIS030 ServiceReferenceVariant '4.9.9'");
	request("4.4.3", ESME, 1, READ);
	m.has_preceding = true;
	m.preceding = (struct duis_id){ USER, ESME, 999 };
	clean();
	m.preceding.counter = 1000;
	finds("DUIS047 PrecedingServiceRequestID "
	      "'90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1000'");
	m.preceding.counter = 999;
	m.has_first = m.first_in_sequence = true;
	finds("DUIS047 PrecedingServiceRequestID "
	      "'90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:999'");
}
END_TEST

START_TEST(variants_and_services)
{
	request("4.4.3", ESME, 9, READ);
	finds("DUIS034 CommandVariant '9'");
	request("4.4.3", ESME, 8, READ);
	finds("DUIS033 CommandVariant '8'");
	request("4.4.3", ESME, 0, READ);
	finds("DUIS033 CommandVariant '0'");
	request("4.4.3", ESME, 1, READ);
	c.service = 'D';
	finds("DUIS035 CommandVariant '1'");
	request("4.4.3", ESME, 2, READ);
	clean();
	request("7.2", ESME, 4, "");
	c.service = 'T';
	clean();
	request("7.2", ESME, 5, "");
	c.service = 'S';
	finds("DUIS031 Body 'DisableSupply'");
	m.kind = DUIS_SIGNED_PRE_COMMAND;
	m.body = duis_element_new(&a, SPAN("SignedPreCommand"));
	clean();
	m.command_variant = 4;
	c.service = 'T';
	finds("DUIS031 Body 'SignedPreCommand'");
}
END_TEST

/* nobody says in public how SMETS1 devices get critical requests */
START_TEST(critical_for_smets1)
{
	request("7.2", OLD, 1, "");
	finds("DUIS033 CommandVariant '1'");
	c.critical_smets1_cv = 1;
	clean();
	request("7.2", ESME, 1, "");
	finds("DUIS033 CommandVariant '1'");
	request("7.2", OLD, 5, "");
	finds("DUIS031 Body 'DisableSupply'");
	c.critical_smets1_cv = 5;
	clean();
}
END_TEST

START_TEST(bodies)
{
	request("4.4.3", ESME, 1, READ);
	m.variant = SPAN("4.4.2");
	finds("DUIS031 Body 'RetrieveBillingCalendarTriggeredBillingDataLog'");
	request("4.4.3", ESME, 1, READ);
	duis_element_put(&a, m.body, SPAN("Extra"), SPAN("1"));
	finds("DUIS015 Extra ''");
}
END_TEST

START_TEST(targets_and_roles)
{
	request("4.4.3", ACB, 1, READ);
	finds("DUIS036 RequestID '90-B3-D5-1F-30-00-00-02'");
	request("8.2", ESME, 8, "UPRN=1");
	finds("DUIS036 RequestID '00-DB-12-34-56-78-90-A0'");
	request("4.4.3", 77, 1, READ);
	finds("DUIS038 RequestID '00-00-00-00-00-00-00-4D'");
	request("4.4.3", CHF, 1, READ);
	finds("DUIS037 RequestID '00-DB-12-34-56-78-90-A2'");
	request("4.4.3", ESME, 1, READ);
	c.roles = SRV_ED | SRV_OU;
	finds("DUIS039 RequestID 'ED;OU'");
	c.roles = SRV_ED | SRV_GS;
	clean();
	/* a role that no source states is not judged */
	c.roles = SRV_OU;
	request("7.16", ESME, 4, "@auxiliaryControllerN=1|"
		"StartDateTime=2026-01-02T00:00:00Z|"
		"EndDateTime=2026-01-03T00:00:00Z|CommandedStateLevel=1");
	clean();
	c.roles = SRV_IS;
	request("4.14", OLD, 1, READ);
	finds("DUIS045 RequestID '00-DB-12-34-56-78-90-A7'");
	ck_assert_uint_eq(d.count[DIAG_WARNING], 1);
	request("8.14.3", ACB, 8, "DeviceID=00-DB-12-34-56-78-90-A0|"
		"CHFFaultReturnType="
		"Fault identified post installation|"
		"OtherDeviceID=00-DB-12-34-56-78-90-A0|"
		"CHFConnectionMethod=Cradle|CHFFaultReason=Damaged case");
	finds("DUIS037 DeviceID '00-DB-12-34-56-78-90-A0'");
}
END_TEST

START_TEST(schedules)
{
	request("5.1", ACB, 8, SCHEDULE("4.6.1", "4.8", "A0")
		OFFSETS("DSPRetrieveImportDailyReadLog"));
	finds("DUIS040 DSPScheduledServiceReference '4.8'");
	request("5.1", ACB, 8, SCHEDULE("4.8.1", "4.8", "A0")
		OFFSETS("DSPRetrieveImportDailyReadLog"));
	finds("DUIS040 CreateSchedule 'DSPRetrieveImportDailyReadLog'");
	request("5.1", ACB, 8, SCHEDULE("4.2", "4.2", "A0")
		"DSPReadInstantaneousExportRegisters=");
	finds("DUIS039 DSPScheduledServiceReferenceVariant 'IS'");
	c.roles = SRV_ES;
	clean();
	profile.version = 51;
	m.schema_version = SPAN("5.1");
	finds("DUIS024 DSPReadInstantaneousExportRegisters ''\n"
	      "DUIS041  '4.2'");
	/* without an endpoint the message says which version it is of */
	c.profile = NULL;
	finds("DUIS024 DSPReadInstantaneousExportRegisters ''\n"
	      "DUIS041  '4.2'");
	m.schema_version = SPAN("5.3");
	clean();
	c.roles = SRV_IS;
	c.profile = &profile;
	profile.version = 53;
	profile.mp192 = true;
	request("5.1", ACB, 8, SCHEDULE("4.3", "4.3", "A7")
		"DSPReadInstantaneousPrepayValues=");
	clean();
	request("5.1", ACB, 8, SCHEDULE("4.3", "4.3", "A0")
		"DSPReadInstantaneousPrepayValues=");
	finds("DUIS041  '4.3'");
	profile.child_4_3 = "DSPOther";
	request("5.1", ACB, 8, SCHEDULE("4.3", "4.3", "A7") "DSPOther=");
	clean();
	request("5.1", ACB, 8, SCHEDULE("4.16", "4.16", "A1")
		"DSPReadActivePowerImport=");
	finds("DUIS037 DeviceID '4.16'");
}
END_TEST

START_TEST(dates)
{
	request("4.1.1", ESME, 1, "ExecutionDateTime=2025-12-31T23:59:59Z");
	finds("DUIS043 ExecutionDateTime '2025-12-31T23:59:59Z'");
	request("4.1.1", ESME, 1, "ExecutionDateTime=2026-01-01T00:00:00Z");
	clean();
	request("4.1.1", ESME, 1, "ExecutionDateTime=" DUIS_NEVER);
	clean();
	request("4.1.1", ESME, 2, "ExecutionDateTime=2026-01-02T00:00:00Z");
	finds("DUIS046 ExecutionDateTime '2026-01-02T00:00:00Z'");
	request("4.4.3", ESME, 1,
		"ReadLogPeriod/StartDateTime=2025-12-31T00:00:00Z|"
		"ReadLogPeriod/EndDateTime=2025-12-31T00:30:00+01:00");
	finds("DUIS044 EndDateTime '2025-12-31T00:30:00+01:00'");
	request("5.1", ACB, 8, "ScheduleEndDate=2025-12-30|"
		SCHEDULE("4.6.1", "4.6", "A0")
		"DSPRetrieveImportDailyReadLog/StartDateOffset=-1|"
		"DSPRetrieveImportDailyReadLog/StartTime=00:00:01Z|"
		"DSPRetrieveImportDailyReadLog/EndDateOffset=-1|"
		"DSPRetrieveImportDailyReadLog/EndTime=00:00:00Z");
	finds("DUIS044 ScheduleEndDate '2025-12-30'\n"
	      "DUIS044 EndDateOffset '-1'\n"
	      "DUIS043 ScheduleEndDate '2025-12-30'");
}
END_TEST

START_TEST(answers)
{
	m = (struct duis_message){ .kind = DUIS_RESPONSE,
		.schema_version = SPAN("5.3"), .variant = SPAN("4.3"),
		.reference = SPAN("4.3"), .code = SPAN("I0") };
	clean();
	m.reference = SPAN("4.4");
	finds("DUIS032 ServiceReference '4.4'");
	m.variant = m.reference = SPAN_EMPTY;
	clean();
}
END_TEST

START_TEST(own_catalogue)
{
	struct srv_catalogue own;

	srv_catalogue_init(&own);
	srv_catalogue_find(&own, SPAN("4.4.3"))->roles = SRV_OU;
	c.catalogue = &own;
	request("4.4.3", ESME, 1, READ);
	finds("DUIS039 RequestID 'IS'");
	srv_catalogue_release(&own);
}
END_TEST

Suite *duis_lint_suite(void)
{
	Suite *s = suite_create("duis_lint");
	TCase *t = tcase_create("duis_lint");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, good_ones);
	tcase_add_test(t, envelope);
	tcase_add_test(t, variants_and_services);
	tcase_add_test(t, critical_for_smets1);
	tcase_add_test(t, bodies);
	tcase_add_test(t, targets_and_roles);
	tcase_add_test(t, schedules);
	tcase_add_test(t, dates);
	tcase_add_test(t, answers);
	tcase_add_test(t, own_catalogue);
	suite_add_tcase(s, t);
	return s;
}
