/* srv_test.c - the catalogue of service requests */
#include "model/srv.h"

#include <check.h>
#include <string.h>

#include "file/srv_in.h"
#include "rows_util.h"

Suite *srv_suite(void);

START_TEST(counts)
{
	uint32_t critical = 0, dcc_only = 0, scheduled = 0, mp192 = 0;
	uint32_t safe = 0, other = 0, plain = 0, four = 0;

	for (uint32_t i = 0; i < srv_count; i++) {
		const struct srv *v = &srv_table[i];

		critical += v->critical;
		dcc_only += (v->modes & SRV_DCC_ONLY) != 0;
		scheduled += (v->modes & SRV_SCHEDULED) != 0;
		mp192 += (v->modes & SRV_MP192) != 0;
		safe += v->repeat_safe;
		if (v->variants == (SRV_CV(1) | SRV_CV(2) | SRV_CV(3)))
			plain++;
		else if (v->variants == (SRV_CV(4) | SRV_CV(5) | SRV_CV(6) |
					 SRV_CV(7)))
			four++;
		else if (v->variants != SRV_CV(8))
			other++;
		ck_assert_int_eq((v->modes & SRV_DCC_ONLY) != 0,
				 v->variants == SRV_CV(8));
		ck_assert_int_eq((v->modes & SRV_SCHEDULED) != 0,
				 *v->schedule_child != '\0');
		ck_assert_int_eq(v->critical, v->trt_transform_s != 0);
	}
	ck_assert_uint_eq(srv_count, 129);
	ck_assert_uint_eq(critical, 37);
	ck_assert_uint_eq(dcc_only, 16);
	ck_assert_uint_eq(scheduled, 13 + 1 + 2);
	ck_assert_uint_eq(mp192, 2);
	ck_assert_uint_eq(plain, 75);
	ck_assert_uint_eq(four, 36);
	ck_assert_uint_eq(other, 2);
	ck_assert_uint_eq(safe, 49);
}
END_TEST

START_TEST(found_by_name)
{
	for (uint32_t i = 0; i < srv_count; i++) {
		const struct srv *v = &srv_table[i];
		const size_t n = strlen(v->reference);

		ck_assert_ptr_eq(srv_find(span_of(v->srv)), v);
		ck_assert_ptr_eq(srv_by_body(span_of(v->body)), v);
		ck_assert(strncmp(v->srv, v->reference, n) == 0);
		ck_assert(v->srv[n] == '\0' || v->srv[n] == '.');
	}
	ck_assert_ptr_null(srv_find(SPAN("4.4")));
	ck_assert_ptr_null(srv_find(SPAN("4.4.30")));
	ck_assert_ptr_null(srv_find(SPAN_EMPTY));
	ck_assert_ptr_null(srv_by_body(SPAN("readInventory")));
}
END_TEST

START_TEST(facts)
{
	const struct srv *v = srv_find(SPAN("4.4.3"));

	ck_assert_str_eq(v->reference, "4.4");
	ck_assert_str_eq(v->body,
			 "RetrieveBillingCalendarTriggeredBillingDataLog");
	ck_assert_uint_eq(v->modes, SRV_ON_DEMAND | SRV_FUTURE_DSP |
			  SRV_SCHEDULED | SRV_MP192);
	ck_assert_uint_eq(v->roles, SRV_IS | SRV_GS);
	ck_assert_uint_eq(v->devices, SRV_ESME | SRV_GSME | SRV_GPF);
	ck_assert_uint_eq(v->trt_on_demand_s, 30);
	ck_assert_uint_eq(v->trt_scheduled_s, 86400);
	ck_assert_str_eq(v->schedule_child,
			 "DSPRetrieveBillingCalendarTriggeredBillingDataLog");
	ck_assert_str_eq(v->message_codes, "ECS20c=0030;GCS15c=0076");
	ck_assert_int_eq(v->smets1, SRV_YES);

	ck_assert_str_eq(srv_find(SPAN("4.2"))->schedule_since, "5.3");
	ck_assert_str_eq(srv_find(SPAN("4.6.1"))->schedule_since, "");
	ck_assert_uint_eq(srv_find(SPAN("6.23"))->modes,
			  SRV_ON_DEMAND | SRV_FUTURE);
	ck_assert_str_eq(srv_find(SPAN("6.20.1"))->reference, "6.20");
	ck_assert_str_eq(srv_find(SPAN("6.2.3"))->mmc_response,
			 "ReadDeviceConfigurationDataBillingCalendarRsp");
	ck_assert_uint_eq(srv_find(SPAN("7.16"))->roles, 0);
	ck_assert_uint_eq(srv_find(SPAN("8.2"))->devices, 0);
	ck_assert_uint_eq(srv_find(SPAN("8.4"))->devices, SRV_DEVICES);
	ck_assert_uint_eq(srv_find(SPAN("8.14.1"))->devices, SRV_CHF);
	ck_assert_uint_eq(srv_find(SPAN("5.1"))->devices,
			  SRV_ESME | SRV_GSME | SRV_GPF);
	ck_assert_uint_eq(srv_find(SPAN("11.1"))->trt_on_demand_s,
			  5 * 86400);
	ck_assert_str_eq(srv_find(SPAN("11.1"))->dcc_response,
			 "DSPUpdateFirmwareWarning");
	ck_assert_str_eq(srv_find(SPAN("5.3"))->dcc_response, "");
	ck_assert_uint_eq(srv_find(SPAN("8.1.1"))->variants,
			  SRV_CV(4) | SRV_CV(5));
	ck_assert_uint_eq(srv_find(SPAN("8.5"))->variants, SRV_CV(1));
	ck_assert_str_eq(srv_find(SPAN("1.1.1"))->name,
			 "Update Import Tariff (Primary Element)");
}
END_TEST

/* a top-up sent twice is money, a schedule created twice is two */
START_TEST(repeat_safe)
{
	static const char *const no[] = { "1.6", "2.2", "3.1", "5.1", "5.3",
		"6.15.1", "6.24.2", "6.29", "7.2", "8.13", "8.4", "9.1",
		"11.1", "12.1", "12.2", "14.1" };
	static const char *const yes[] = { "4.3", "4.4.3", "4.10", "5.2",
		"6.2.7", "6.13", "6.24.1", "7.4", "8.2", "8.9", "11.2" };

	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		ck_assert_msg(!srv_find(span_of(no[i]))->repeat_safe, "%s",
			      no[i]);
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		ck_assert_msg(srv_find(span_of(yes[i]))->repeat_safe, "%s",
			      yes[i]);
	for (uint32_t i = 0; i < srv_count; i++) {
		if (srv_table[i].repeat_safe)
			ck_assert_msg(!srv_table[i].critical, "%s",
				      srv_table[i].srv);
	}
}
END_TEST

START_TEST(names_of_sets)
{
	ck_assert_uint_eq(srv_role_named(SPAN("IS")), SRV_IS);
	ck_assert_uint_eq(srv_role_named(SPAN("ou")), SRV_OU);
	ck_assert_uint_eq(srv_role_named(SPAN("")), 0);
	ck_assert_uint_eq(srv_device_named(SPAN("PPMID")), SRV_PPMID);
	ck_assert_uint_eq(srv_device_named(SPAN("CAD")), SRV_CAD);
	ck_assert_uint_eq(srv_device_named(SPAN("CH")), 0);
	for (unsigned bit = 1; bit <= SRV_OU; bit <<= 1)
		ck_assert_uint_eq(srv_role_named(span_of(srv_role_name(bit))),
				  bit);
	for (unsigned bit = 1; bit <= SRV_CAD; bit <<= 1)
		ck_assert_uint_eq(
			srv_device_named(span_of(srv_device_name(bit))), bit);
	ck_assert_str_eq(srv_role_name(0), "");
	ck_assert_str_eq(srv_knows_name(SRV_UNLIKELY), "unlikely");
}
END_TEST

START_TEST(services)
{
	static const char want[] = "-SDSTSDSD";

	for (unsigned cv = 1; cv <= 8; cv++)
		ck_assert_int_eq(srv_service(cv), want[cv]);
	ck_assert_int_eq(srv_service(0), 0);
	ck_assert_int_eq(srv_service(9), 0);
}
END_TEST

START_TEST(own_copy)
{
	struct srv_catalogue c;

	srv_catalogue_init(&c);
	srv_catalogue_find(&c, SPAN("4.3"))->smets1 = SRV_NO;
	ck_assert_int_eq(srv_find(SPAN("4.3"))->smets1, SRV_YES);
	ck_assert_ptr_null(srv_catalogue_find(&c, SPAN("4.9")));
	srv_catalogue_release(&c);
}
END_TEST

static bool overlay(struct srv_catalogue *c, struct diag *d, const char *text)
{
	struct rows_source source;
	bool system;

	*d = (struct diag)DIAG_INIT;
	srv_catalogue_init(c);
	return srv_in_read(file_put("facts.csv", span_of(text)), NULL, d, c,
			   &source, &system);
}

START_TEST(campaign_knows_better)
{
	struct srv_catalogue c;
	struct diag d;
	const struct srv *v;

	ck_assert(overlay(&c, &d, "srv,smets1,modes,roles,device_types,"
		"command_variants,repeat_safe,trt_on_demand_s\n"
		"7.16,no,,IS;ed,,,,\n"
		"4.3,,ON_DEMAND; scheduled,,esme,1;9,N,86400\n"));
	ck_assert_str_eq(found(&d), "");
	v = srv_catalogue_find(&c, SPAN("7.16"));
	ck_assert_int_eq(v->smets1, SRV_NO);
	ck_assert_uint_eq(v->roles, SRV_IS | SRV_ED);
	ck_assert_uint_eq(v->devices, SRV_ESME);
	ck_assert_uint_eq(v->trt_on_demand_s, 30);
	v = srv_catalogue_find(&c, SPAN("4.3"));
	ck_assert_int_eq(v->smets1, SRV_YES);
	ck_assert_uint_eq(v->modes, SRV_ON_DEMAND | SRV_SCHEDULED);
	ck_assert_uint_eq(v->variants, SRV_CV(1) | SRV_CV(9));
	ck_assert(!v->repeat_safe);
	ck_assert_uint_eq(v->trt_on_demand_s, 86400);
	ck_assert_uint_eq(v->trt_scheduled_s, 86400);
	srv_catalogue_release(&c);
	diag_release(&d);
	file_end();
}
END_TEST

START_TEST(campaign_is_wrong)
{
	struct srv_catalogue c;
	struct diag d;

	ck_assert(!overlay(&c, &d, "srv,smets1,roles,command_variants,"
		"trt_future_s\n"
		"4.9,yes,,,\n"
		"4.3,maybe,IS;XX,10,1h\n"
		"4.2,yes,,,4294967296\n"
		"4.2,yes,,,\n"));
	ck_assert_str_eq(found(&d),
		"E DUIS010 facts.csv:2 srv '4.9'\n"
		"E DUIS006 facts.csv:3 smets1 'maybe'\n"
		"E DUIS012 facts.csv:3 roles 'IS;XX'\n"
		"E DUIS012 facts.csv:3 command_variants '10'\n"
		"E DUIS004 facts.csv:3 trt_future_s '1h'\n"
		"E DUIS004 facts.csv:4 trt_future_s '4294967296'\n"
		"E DUIS011 facts.csv:5 srv '4.2'\n");
	srv_catalogue_release(&c);
	diag_release(&d);
	file_end();
}
END_TEST

Suite *srv_suite(void)
{
	Suite *s = suite_create("srv");
	TCase *t = tcase_create("srv");

	tcase_add_test(t, counts);
	tcase_add_test(t, found_by_name);
	tcase_add_test(t, facts);
	tcase_add_test(t, repeat_safe);
	tcase_add_test(t, names_of_sets);
	tcase_add_test(t, services);
	tcase_add_test(t, own_copy);
	tcase_add_test(t, campaign_knows_better);
	tcase_add_test(t, campaign_is_wrong);
	suite_add_tcase(s, t);
	return s;
}
