/* duis_value_test.c - the simple types of messages */
#include "engine/duis_value.h"

#include <check.h>
#include <string.h>

Suite *duis_value_suite(void);

/* the row of the first element of that name, of the service */
static const struct srv_row *row_of(const char *srv, const char *name)
{
	struct srv_body b;

	ck_assert(srv_body_find(span_of(srv), &b));
	for (uint32_t i = 0; i < b.n; i++) {
		if (strcmp(srv_row_name(&b.row[i]), name) == 0)
			return &b.row[i];
	}
	ck_abort_msg("SRV %s has no %s", srv, name);
	return NULL;
}

enum { GOOD = DUIS_VALUE_GOOD, TYPE = DUIS_VALUE_TYPE,
       RANGE = DUIS_VALUE_RANGE, LIST = DUIS_VALUE_LIST,
       LENGTH = DUIS_VALUE_LENGTH };

static const struct {
	const char *srv, *name, *text;
	int want;
} cases[] = {
	{ "5.1", "StartDateOffset", "0", GOOD },
	{ "5.1", "StartDateOffset", "-0", GOOD },
	{ "5.1", "StartDateOffset", "+0", GOOD },
	{ "5.1", "StartDateOffset", "-400", GOOD },
	{ "5.1", "StartDateOffset", " -0400 ", GOOD },
	{ "5.1", "StartDateOffset", "-401", RANGE },
	{ "5.1", "StartDateOffset", "1", RANGE },
	{ "5.1", "StartDateOffset", "", TYPE },
	{ "5.1", "StartDateOffset", "-", TYPE },
	{ "5.1", "StartDateOffset", "- 1", TYPE },
	{ "5.1", "StartDateOffset", "-1.0", TYPE },
	{ "7.16", "CommandedStateLevel", "100", GOOD },
	{ "7.16", "CommandedStateLevel", "401", RANGE },
	{ "6.28", "LocalCHRetryPercentage", "401", RANGE },
	{ "5.1", "ScheduleFrequency", "Half-Yearly", GOOD },
	{ "5.1", "ScheduleFrequency", "daily", LIST },
	{ "5.1", "ScheduleFrequency", "Daily ", LIST },
	{ "5.1", "ScheduleStartDate", "2026-02-28", GOOD },
	{ "5.1", "ScheduleStartDate", "2026-02-28Z", GOOD },
	{ "5.1", "ScheduleStartDate", "2026-02-28+01:00", GOOD },
	{ "5.1", "ScheduleStartDate", "2026-02-29", TYPE },
	{ "5.1", "ScheduleStartDate", "2026-02-28.5", TYPE },
	{ "5.1", "ScheduleStartDate", "28/02/2026", TYPE },
	{ "5.1", "StartTime", "00:00:00Z", GOOD },
	{ "5.1", "StartTime", "23:59:59.125", GOOD },
	{ "5.1", "StartTime", "24:00:00", GOOD },
	{ "5.1", "StartTime", "24:00:01", TYPE },
	{ "5.1", "StartTime", "7:00:00", TYPE },
	{ "5.1", "DeviceID", "90-b3-D5-1F-30-01-00-00", GOOD },
	{ "5.1", "DeviceID", "90-B3-D5-1F-30-01-00", TYPE },
	{ "5.2", "DSPScheduleID", "1000000000000", GOOD },
	{ "5.2", "DSPScheduleID", "1000000000001", RANGE },
	{ "5.2", "DSPScheduleID", "99999999999999999999999", RANGE },
	{ "5.2", "DSPScheduleID", "+7", TYPE },
	{ "5.2", "DSPScheduleID", "-0", TYPE },
	{ "2.2", "UTRN", "01234567890123456789", GOOD },
	{ "2.2", "UTRN", "0123456789012345678", LENGTH },
	{ "2.2", "UTRN", "0123456789012345678x", LENGTH },
	{ "3.1", "SupplierMessage", "a text ~", GOOD },
	{ "3.1", "SupplierMessage", "", LENGTH },
	{ "3.1", "SupplierMessage", "caf\xc3\xa9", LENGTH },
	{ "3.4", "SupplierTelephoneNumber", "0800 123", GOOD },
	{ "3.4", "SupplierTelephoneNumber", "+44", LENGTH },
	{ "6.6", "CalorificValue", "39.5", GOOD },
	{ "6.6", "CalorificValue", "39.50", GOOD },
	{ "6.6", "CalorificValue", ".5", GOOD },
	{ "6.6", "CalorificValue", "5.", GOOD },
	{ "6.6", "CalorificValue", ".", TYPE },
	{ "6.6", "CalorificValue", "39.55", RANGE },
	{ "6.6", "CalorificValue", "429496729.5", GOOD },
	{ "6.6", "CalorificValue", "429496729.6", RANGE },
	{ "6.6", "CalorificValue", "-0.1", RANGE },
	{ "6.6", "CalorificValue", "1e3", TYPE },
	{ "6.28", "LimitedCriticalDutyCycleThreshold", "1.5", RANGE },
	{ "6.28", "LimitedCriticalDutyCycleThreshold", "1.6", GOOD },
	{ "6.28", "GSMECurfew", "1", RANGE },
	{ "6.26", "DailyTariffBlockCounterMatrixReset", "true", GOOD },
	{ "6.26", "DailyTariffBlockCounterMatrixReset", "0", GOOD },
	{ "6.26", "DailyTariffBlockCounterMatrixReset", "TRUE", TYPE },
	{ "8.11", "InstallCode", "00112233AAff", GOOD },
	{ "8.11", "InstallCode", "00112233AAf", TYPE },
	{ "8.11", "InstallCode", "0011", LENGTH },
	{ "6.15.2", "DeviceCertificate", "AAEC", GOOD },
	{ "6.15.2", "DeviceCertificate", "AA EC\n AAE=", GOOD },
	{ "6.15.2", "DeviceCertificate", "AAF=", TYPE },
	{ "6.15.2", "DeviceCertificate", "AA==", GOOD },
	{ "6.15.2", "DeviceCertificate", "AB==", TYPE },
	{ "6.15.2", "DeviceCertificate", "AAE", TYPE },
	{ "6.15.2", "DeviceCertificate", "A===", TYPE },
	{ "6.15.2", "DeviceCertificate", "AA==AAAA", TYPE },
	{ "6.15.2", "DeviceCertificate", "A*EC", TYPE },
	{ "11.1", "DeviceIDList", "90-B3-D5-1F-30-01-00-00,"
				  "90-B3-D5-1F-30-01-00-01", GOOD },
	{ "11.1", "DeviceIDList", "90-B3-D5-1F-30-01-00-00,", TYPE },
	{ "11.1", "DeviceIDList", " 90-B3-D5-1F-30-01-00-00", TYPE },
	{ "11.1", "DeviceIDList", "", TYPE },
	{ "6.11", "CurrentDateTime", "2026-01-31T00:00:00Z", GOOD },
	{ "6.11", "CurrentDateTime", "2026-01-31T00:00:00.5+01:00", GOOD },
	{ "6.11", "CurrentDateTime", "2026-01-31", TYPE },
	{ "8.13", "OriginalRequestID", "90-B3-D5-1F-30-01-00-00:"
				"90-B3-D5-1F-30-01-00-01:0", GOOD },
	{ "8.13", "OriginalRequestID", "90-B3-D5-1F-30-01-00-00:"
				"90-B3-D5-1F-30-01-00-01:01", TYPE },
};

START_TEST(values)
{
	const struct srv_row *row = row_of(cases[_i].srv, cases[_i].name);
	struct buf why = BUF_INIT;
	const int is = (int)duis_value_check(row, span_of(cases[_i].text),
					     &why);

	ck_assert_msg(is == cases[_i].want, "%s %s '%s': %d " SPAN_F,
		      cases[_i].srv, cases[_i].name, cases[_i].text, is,
		      SPAN_A(buf_span(&why)));
	ck_assert_int_eq(why.n == 0, is == GOOD);
	buf_release(&why);
}
END_TEST

START_TEST(reasons)
{
	struct buf why = BUF_INIT;

	duis_value_check(row_of("5.1", "StartDateOffset"), SPAN("-401"),
			 &why);
	ck_assert_str_eq(why.p, "is out of range; expected -400 to 0");
	buf_clear(&why);
	duis_value_check(row_of("2.3", "DebtRecoveryRatePeriod"),
			 SPAN("WEEKLY"), &why);
	ck_assert_str_eq(why.p, "is not one of HOURLY, DAILY");
	buf_clear(&why);
	duis_value_check(row_of("8.11", "InstallCode"), SPAN("0011"), &why);
	ck_assert_str_eq(why.p, "has 2 bytes; expected 6 to 16");
	buf_release(&why);
}
END_TEST

Suite *duis_value_suite(void)
{
	Suite *s = suite_create("duis_value");
	TCase *t = tcase_create("duis_value");

	tcase_add_loop_test(t, values, 0,
			    (int)(sizeof(cases) / sizeof(cases[0])));
	tcase_add_test(t, reasons);
	suite_add_tcase(s, t);
	return s;
}
