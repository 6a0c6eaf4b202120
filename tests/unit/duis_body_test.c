/* duis_body_test.c - parameters to bodies and back */
#include "engine/duis_body.h"

#include <check.h>
#include <string.h>

#include "model/srv_body.h"

Suite *duis_body_suite(void);

static struct diag d;
static struct arena a;
static struct duis_params p, back;
static struct duis_profile profile;
static struct duis_element *e;

static void begin(void)
{
	d = (struct diag)DIAG_INIT;
	a = (struct arena)ARENA_INIT;
	p = back = (struct duis_params)DUIS_PARAMS_INIT;
	profile = (struct duis_profile){ .version = 51 };
}

static void end(void)
{
	duis_params_release(&p);
	duis_params_release(&back);
	arena_release(&a);
	diag_release(&d);
}

/* "A/B=1|C=" */
static void with(const char *text)
{
	struct span rest = span_of(text), one, path;

	duis_params_clear(&p);
	while (span_cut(&rest, '|', &one)) {
		struct span value = one;

		span_cut(&value, '=', &path);
		duis_params_add(&p, path, value, 0);
	}
}

static struct duis_body_ask ask(const char *srv)
{
	return (struct duis_body_ask){ .srv = srv_find(span_of(srv)),
		.profile = &profile, .file = "f", .line = 7 };
}

/* What is found, a line each without its place. */
static const char *built(const char *srv, const char *text)
{
	const struct duis_body_ask how = ask(srv);
	static struct buf out;

	diag_release(&d);
	d = (struct diag)DIAG_INIT;
	with(text);
	e = duis_body_build(&how, &p, &a, &d);
	ck_assert_int_eq(e == NULL, d.count[DIAG_ERROR] > 0);
	buf_clear(&out);
	buf_add(&out, SPAN_EMPTY);
	for (size_t i = 0; i < d.found.n; i++) {
		const struct finding *f = &d.found.v[i];

		ck_assert_uint_eq(f->line, 7);
		buf_addf(&out, "%s%s " SPAN_F " ", i ? "\n" : "", f->code,
			 SPAN_A(f->column));
		if (f->has_value)
			buf_addf(&out, "'" SPAN_F "' ", SPAN_A(f->value));
		buf_add(&out, f->text);
	}
	return out.p ? out.p : "";
}

/* names, depth first: "A(B C(D))" */
static void shape(const struct duis_element *at, struct buf *out)
{
	buf_add(out, at->name);
	if (!at->first)
		return;
	buf_add_char(out, '(');
	for (const struct duis_element *c = at->first; c; c = c->next) {
		shape(c, out);
		if (c->next)
			buf_add_char(out, ' ');
	}
	buf_add_char(out, ')');
}

static void same_back(void)
{
	struct duis_element *again;
	const struct duis_body_ask how = {
		.srv = srv_by_body(e->name), .profile = &profile };

	duis_params_clear(&back);
	duis_body_params(e, &back);
	ck_assert(duis_params_same(&p, &back));
	again = duis_body_build(&how, &back, &a, &d);
	ck_assert_ptr_nonnull(again);
	ck_assert(duis_element_same(e, again));
	ck_assert(duis_body_check(&how, e, &d));
}

#define OFFSETS(x) \
	x "/StartDateOffset=-1|" x "/StartTime=00:00:00Z|" \
	x "/EndDateOffset=0|" x "/EndTime=00:00:00Z"
#define SCHEDULE(srv, ref) \
	"ScheduleFrequency=Daily|ScheduleStartDate=2026-01-01|" \
	"DSPScheduledServiceReference=" ref \
	"|DSPScheduledServiceReferenceVariant=" srv \
	"|DeviceID=00-DB-12-34-56-78-90-A0|"

START_TEST(order_is_the_schema_s)
{
	struct buf out = BUF_INIT;

	ck_assert_str_eq(built("5.1",
		OFFSETS("DSPRetrieveImportDailyReadLog") "|"
		SCHEDULE("4.6.1", "4.6")
		"ScheduleExecutionStartTime=01:00:00Z"), "");
	shape(e, &out);
	ck_assert_str_eq(out.p, "CreateSchedule("
		"ScheduleFrequency ScheduleStartDate "
		"ScheduleExecutionStartTime DSPScheduledServiceReference "
		"DSPScheduledServiceReferenceVariant DeviceID "
		"DSPRetrieveImportDailyReadLog(StartDateOffset StartTime "
		"EndDateOffset EndTime))");
	same_back();
	buf_release(&out);
}
END_TEST

START_TEST(repeats_and_attributes)
{
	ck_assert_str_eq(built("7.9",
		"AddToBoostButton[2]=false|AddToBoostButton[2]/@index=2|"
		"AddToBoostButton[1]=true|AddToBoostButton[1]/@index=1|"
		"AddToBoostButton[3]=0|AddToBoostButton[3]/@index=3|"
		"AddToBoostButton[4]=0|AddToBoostButton[4]/@index=4|"
		"AddToBoostButton[5]=1|AddToBoostButton[5]/@index=5"), "");
	ck_assert(span_eq(e->first->text, SPAN("true")));
	ck_assert(span_eq(*duis_element_get(e->last, SPAN("index")),
			  SPAN("5")));
	same_back();
	ck_assert_str_eq(built("7.9", "AddToBoostButton=1"),
		"DUIS018 AddToBoostButton is there 1 times; expected 5\n"
		"DUIS016 AddToBoostButton/@index is missing");
	ck_assert_str_eq(built("7.9", "AddToBoostButton[3]=1"),
		"DUIS013 AddToBoostButton[3] has a number 3 and no number 1");
}
END_TEST

START_TEST(empty_bodies)
{
	ck_assert_str_eq(built("7.1", ""), "");
	ck_assert_ptr_null(e->first);
	same_back();
	ck_assert_str_eq(built("7.1", "Duration=1"),
		"DUIS015 Duration is not known in EnableSupply");
	ck_assert_str_eq(built("8.9", "ReadSecurityDetails="), "");
	same_back();
	ck_assert_str_eq(built("8.9", "ReadSecurityDetails=yes"),
		"DUIS022 ReadSecurityDetails 'yes' stands in an element that "
		"is empty; leave the value blank");
}
END_TEST

START_TEST(choices)
{
	ck_assert_str_eq(built("8.2", ""),
		"DUIS016 ReadInventory lacks one of UPRN, DeviceID, MPxN, "
		"PropertyFilter");
	ck_assert_str_eq(built("8.2", "UPRN=1|MPxN=1"),
		"DUIS017 MPxN is given beside UPRN; only one of them can be");
	ck_assert_str_eq(built("8.2", "PropertyFilter/PostCode=AB1 2CD|"
				      "PropertyFilter/AddressIdentifier=1"),
			 "");
	same_back();
	ck_assert_str_eq(built("8.4", "DeviceID=00-DB-12-34-56-78-90-A0|"
			"DeleteDevice=|UpdateDeviceDetails/DeviceModel=x"),
		"DUIS017 DeleteDevice is given beside UpdateDeviceDetails; "
		"only one of them can be");
	ck_assert_str_eq(built("2.3", "TimeDebtRegister1=0|"
		"TimeDebtRegister2=0|PaymentDebtRegister=0|"
		"DebtRecoveryPerPayment=0|"
		"GasDebtRecovery1/DebtRecoveryRate=1|"
		"GasDebtRecovery1/DebtRecoveryRatePeriod=DAILY|"
		"GasDebtRecovery2/DebtRecoveryRate=1|"
		"GasDebtRecovery2/DebtRecoveryRatePeriod=DAILY"), "");
	same_back();
}
END_TEST

START_TEST(missing_and_unknown)
{
	ck_assert_str_eq(built("4.4.3", ""),
		"DUIS016 ReadLogPeriod is missing; it holds StartDateTime, "
		"EndDateTime");
	ck_assert_str_eq(built("4.4.3",
		"ReadLogPeriod/StartDatetime=2026-01-01T00:00:00Z|"
		"ReadLogPeriod/EndDateTime=2026-02-30T00:00:00Z"),
		"DUIS016 ReadLogPeriod/StartDateTime is missing\n"
		"DUIS020 ReadLogPeriod/EndDateTime '2026-02-30T00:00:00Z' is "
		"not a date and time; expected the form "
		"2026-01-31T00:00:00Z\n"
		"DUIS015 ReadLogPeriod/StartDatetime is not known in this "
		"element; the nearest is 'StartDateTime'");
	ck_assert_str_eq(built("2.2", "UTRN/Digits=1"),
		"DUIS016 UTRN has no text; only what belongs to it is given\n"
		"DUIS015 UTRN/Digits is not known in this element");
	ck_assert_str_eq(built("5.3", "DSPScheduleID=1|DSPScheduleID[1]=1"),
		"DUIS014  'DSPScheduleID[1]' is given twice");
	ck_assert_str_eq(built("5.3", "DSPScheduleID=1|DSPScheduleID[2]=1"),
		"DUIS018 DSPScheduleID[2] is there 2 times; expected 1");
}
END_TEST

START_TEST(paths)
{
	static const char *const bad[] = { "", "/A", "A/", "A//B", "A[0]",
		"A[]", "A[01]", "A[1", "A[x]", "A[10000]", "[1]", "@", "@a/B",
		"@a[1]" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const struct duis_body_ask how = ask("7.1");

		duis_params_clear(&p);
		duis_params_add(&p, span_of(bad[i]), SPAN("1"), 7);
		ck_assert_ptr_null(duis_body_build(&how, &p, &a, &d));
		ck_assert_msg(strcmp(d.found.v[d.found.n - 1].code,
				     "DUIS013") == 0, "%s", bad[i]);
	}
}
END_TEST

START_TEST(typed)
{
	ck_assert_str_eq(built("5.1", SCHEDULE("4.6.1", "4.6")
		"DSPRetrieveImportDailyReadLog/StartDateOffset=-401|"
		"DSPRetrieveImportDailyReadLog/StartTime=0:00|"
		"DSPRetrieveImportDailyReadLog/EndDateOffset=0|"
		"DSPRetrieveImportDailyReadLog/EndTime=00:00:00Z"),
		"DUIS019 DSPRetrieveImportDailyReadLog/StartDateOffset "
		"'-401' is out of range; expected -400 to 0\n"
		"DUIS020 DSPRetrieveImportDailyReadLog/StartTime '0:00' is "
		"not a time of the day; expected the form 00:00:00Z");
	ck_assert_str_eq(built("8.7.1", "OtherDeviceID=1"),
		"DUIS020 OtherDeviceID '1' is not an EUI-64; expected eight "
		"pairs of hexadecimal digits joined by '-'");
}
END_TEST

START_TEST(later_versions)
{
	static const char plain_42[] = SCHEDULE("4.2", "4.2")
		"DSPReadInstantaneousExportRegisters=";
	static const char prepay[] = SCHEDULE("4.3", "4.3")
		"DSPReadInstantaneousPrepayValues=";

	ck_assert_str_eq(built("5.1", plain_42),
		"DUIS024 DSPReadInstantaneousExportRegisters is known since "
		"DUIS 5.3");
	ck_assert_str_eq(built("5.1", prepay),
		"DUIS024 DSPReadInstantaneousPrepayValues is known only "
		"under the MP192 profile");
	profile.version = 53;
	ck_assert_str_eq(built("5.1", plain_42), "");
	same_back();
	profile.mp192 = true;
	ck_assert_str_eq(built("5.1", prepay), "");
	same_back();
	ck_assert_str_eq(built("5.1", SCHEDULE("4.4.3", "4.4") OFFSETS(
		"DSPRetrieveBillingCalendarTriggeredBillingDataLog")), "");
	same_back();
	profile.child_4_3 = "DSPPrepay";
	ck_assert_str_eq(built("5.1", SCHEDULE("4.3", "4.3") "DSPPrepay="),
			 "");
	same_back();
	ck_assert_str_eq(built("5.1", SCHEDULE("4.4.3", "4.4") OFFSETS(
		"DSPRetrieveBillingCalendarTriggeredBillingDataLog")), "");
}
END_TEST

/* what somebody else wrote, and wrote badly */
START_TEST(order_of_others)
{
	const struct duis_body_ask how = ask("4.4.3");
	struct duis_element *body = duis_element_new(&a,
		span_of(how.srv->body));
	struct duis_element *log = duis_element_add(&a, body,
		SPAN("ReadLogPeriod"));

	duis_element_put(&a, log, SPAN("EndDateTime"),
			 SPAN("2026-01-02T00:00:00Z"));
	log->last->line = 12;
	duis_element_put(&a, log, SPAN("StartDateTime"),
			 SPAN("2026-01-01T00:00:00Z"));
	ck_assert(!duis_body_check(&how, body, &d));
	ck_assert_uint_eq(d.found.n, 1);
	ck_assert_str_eq(d.found.v[0].code, "DUIS023");
	ck_assert_uint_eq(d.found.v[0].line, 12);
	ck_assert(span_eq(d.found.v[0].text,
			  SPAN("stands where 'StartDateTime' belongs")));
	for (int i = 0; i < 500; i++)
		duis_element_add(&a, log, SPAN("X"));
	ck_assert(!duis_body_check(&how, body, &d));
	ck_assert_str_eq(d.found.v[1].code, "DUIS018");
}
END_TEST

START_TEST(tables_hold_together)
{
	for (uint32_t s = 0; s < srv_count; s++) {
		struct srv_body b;

		ck_assert(srv_body_find(span_of(srv_table[s].srv), &b));
		ck_assert_uint_eq(b.row[0].level, 0);
		ck_assert_uint_eq(srv_body_end(&b, 0), b.n);
		for (uint32_t i = 1; i < b.n; i++) {
			ck_assert_uint_ge(b.row[i].level, 1);
			ck_assert_uint_le(b.row[i].level,
					  b.row[i - 1].level + 1);
			ck_assert_uint_le(b.row[i].least, b.row[i].most);
		}
	}
}
END_TEST

Suite *duis_body_suite(void)
{
	Suite *s = suite_create("duis_body");
	TCase *t = tcase_create("duis_body");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, order_is_the_schema_s);
	tcase_add_test(t, repeats_and_attributes);
	tcase_add_test(t, empty_bodies);
	tcase_add_test(t, choices);
	tcase_add_test(t, missing_and_unknown);
	tcase_add_test(t, paths);
	tcase_add_test(t, typed);
	tcase_add_test(t, later_versions);
	tcase_add_test(t, order_of_others);
	tcase_add_test(t, tables_hold_together);
	suite_add_tcase(s, t);
	return s;
}
