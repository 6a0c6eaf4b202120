/* duis_codes_test.c - response codes and alert codes */
#include "model/duis_codes.h"

#include <check.h>
#include <string.h>

Suite *duis_codes_suite(void);

START_TEST(tables)
{
	uint32_t old = 0;

	ck_assert_uint_eq(duis_code_count, 194);
	ck_assert_uint_eq(duis_alert_count, 66);
	for (uint32_t i = 0; i < duis_code_count; i++) {
		const struct duis_code *c = &duis_code_table[i];
		char text[DUIS_SERVICE_TEXT];

		old += strcmp(c->since, "<=5.0") == 0;
		ck_assert_ptr_eq(duis_code_find(span_of(c->code)), c);
		/* the digits spell the service that the table names */
		ck_assert_str_eq(duis_code_service(span_of(c->code), text),
				 c->service);
	}
	ck_assert_uint_eq(old, 180);
	ck_assert_str_eq(duis_alert_find(SPAN("N55"))->payload,
			 "S1SPAlertDSP");
	ck_assert_str_eq(duis_alert_find(SPAN("N1"))->payload, "");
	ck_assert_ptr_null(duis_alert_find(SPAN("n55")));
}
END_TEST

START_TEST(classes)
{
	static const struct {
		const char *code;
		enum duis_class class;
	} want[] = {
		{ "I0", DUIS_SUCCESS }, { "I99", DUIS_ACKNOWLEDGEMENT },
		{ "E2", DUIS_AUTHORISATION }, { "E12", DUIS_VALIDATION },
		{ "E21", DUIS_COMMUNICATIONS }, { "E30", DUIS_TIMEOUT },
		{ "W050201", DUIS_WARNING }, { "E100", DUIS_GENERAL },
		{ "E050111", DUIS_SERVICE_SPECIFIC_VALIDATION },
		/* not in the lists: by pattern */
		{ "E050113", DUIS_SERVICE_SPECIFIC_VALIDATION },
		{ "W990101", DUIS_WARNING }, { "E999", DUIS_GENERAL },
		{ "I7", DUIS_SUCCESS },
		{ "", DUIS_NO_CODE }, { "E", DUIS_NO_CODE },
		{ "X1", DUIS_NO_CODE }, { "E1x", DUIS_NO_CODE },
		{ "i0", DUIS_NO_CODE }, { "I0 ", DUIS_NO_CODE },
	};

	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++)
		ck_assert_msg(duis_code_class(span_of(want[i].code)) ==
			      want[i].class, "%s", want[i].code);
	ck_assert_str_eq(duis_class_name(DUIS_COMMUNICATIONS),
			 "communications");
}
END_TEST

START_TEST(service_in_digits)
{
	char text[DUIS_SERVICE_TEXT];

	ck_assert_str_eq(duis_code_service(SPAN("E050113"), text), "5.1");
	ck_assert_str_eq(duis_code_service(SPAN("E081111"), text), "8.11");
	ck_assert_str_eq(duis_code_service(SPAN("W110101"), text), "11.1");
	ck_assert_str_eq(duis_code_service(SPAN("E1011"), text), "");
	ck_assert_str_eq(duis_code_service(SPAN("E12O101"), text), "");
}
END_TEST

Suite *duis_codes_suite(void)
{
	Suite *s = suite_create("duis_codes");
	TCase *t = tcase_create("duis_codes");

	tcase_add_test(t, tables);
	tcase_add_test(t, classes);
	tcase_add_test(t, service_in_digits);
	suite_add_tcase(s, t);
	return s;
}
