#include <check.h>

#include "engine/wan_scenario.h"
#include "model/codes.h"

Suite *wan_suite(void);

START_TEST(published_table)
{
	struct wan_services s = WAN_SERVICES_INIT;
	struct diag d = DIAG_INIT;
	struct wan_ask ask = { .compare_printed = true };
	struct wan_load load;
	char text[RATIO_TEXT];

	wan_services_published(&s);
	wan_load_make(&s, &ask, &load, &d);
	ck_assert_uint_eq(load.rows.n, 18);
	ck_assert_uint_eq(load.printed, 18);
	ck_assert_uint_eq(load.agreeing, 17);
	ck_assert_uint_eq(d.count[DIAG_WARNING], 1);
	for (size_t i = 0; i < load.rows.n; i++) {
		const struct wan_row *row = &load.rows.v[i];

		ratio_text(&row->figures.kbps, 1, RATIO_HALF_UP, text);
		if (row->agrees == WAN_AGREES) {
			ck_assert(span_eq(span_of(text),
					  row->service->printed));
			continue;
		}
		ck_assert_str_eq(text, "429.3");
		ck_assert_uint_eq(row->printed_from, 52907);
		ck_assert_uint_eq(row->printed_to, 52918);
	}
	wan_load_release(&load);
	wan_services_release(&s);
	diag_release(&d);
}
END_TEST

START_TEST(fuel_of_a_section)
{
	static const struct { const char *name; enum wan_fuel fuel; } row[] = {
		{ "electricity", WAN_ELECTRICITY }, { "gas", WAN_GAS },
		{ "smartgrid-gas", WAN_GAS }, { "Gas", WAN_GAS },
		{ "smartgrid-electricity", WAN_ELECTRICITY },
		{ "microgen", WAN_ELECTRICITY }, { "general", WAN_BOTH },
		{ "", WAN_BOTH }, { "as", WAN_BOTH }, { "gasoline", WAN_BOTH },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		ck_assert_int_eq(wan_section_fuel(span_of(row[i].name)),
				 row[i].fuel);
}
END_TEST

START_TEST(windows)
{
	static const struct {
		const char *text;
		bool ok, equal;
		uint64_t s;
	} row[] = {
		{ "00:00-06:00", true, false, 21600 },
		{ "23:59-00:00", true, false, 60 },
		{ "22:00-06:30", true, false, 30600 },
		{ "06:00-05:59", true, false, 86340 },
		{ "06:00-06:00", false, true, 86400 },
		{ "24:00-06:00", false, false, 86400 },
		{ "00:60-06:00", false, false, 86400 },
		{ "0:00-06:00", false, false, 86400 },
		{ "00:00 06:00", false, false, 86400 },
		{ "00:00-06:00 ", false, false, 86400 },
		{ "+1:00-06:00", false, false, 86400 },
		{ "", false, false, 86400 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct wan_window w = { .given = false };
		bool equal;

		ck_assert_msg(wan_window_parse(span_of(row[i].text), &w,
			      &equal) == row[i].ok, "%s", row[i].text);
		ck_assert(equal == row[i].equal);
		ck_assert_uint_eq(wan_window_s(&w), row[i].s);
	}
}
END_TEST

START_TEST(rates)
{
	static const struct { const char *text; uint64_t bps; } row[] = {
		{ "9.6", 9600 }, { "9.6k", 9600 }, { "9.6 kbps", 9600 },
		{ "9600bps", 9600 }, { "1.5Mbps", 1500000 }, { "2M", 2000000 },
		{ "2m", 2000000 }, { "0.001", 1 }, { "0.0001", 0 },
		{ "1.5bps", 0 }, { "0", 0 }, { "", 0 }, { "kbps", 0 },
		{ "-1", 0 }, { "1e3", 0 }, { "1Gbps", 0 },
		{ "18446744073709551615bps", 0 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		uint64_t bps = 0;
		const bool ok = wan_rate_parse(span_of(row[i].text), &bps);

		ck_assert_msg(ok == (row[i].bps > 0), "%s", row[i].text);
		if (ok)
			ck_assert_uint_eq(bps, row[i].bps);
	}
}
END_TEST

START_TEST(reads)
{
	static const struct { const char *text; bool ok; uint64_t n; } row[] = {
		{ "1", true, 365000000 }, { "1/day", true, 365000000 },
		{ "0.5", true, 182500000 }, { "1/month", true, 12000000 },
		{ "1/YEAR", true, 1000000 }, { "0", true, 0 },
		{ "0.000001/year", true, 1 }, { "0.0000001", false, 0 },
		{ "1/week", false, 0 }, { "/day", false, 0 },
		{ "", false, 0 }, { "-1", false, 0 },
		{ "18446744073709", false, 0 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		uint64_t n;

		ck_assert_msg(wan_reads_parse(span_of(row[i].text), &n) ==
			      row[i].ok, "%s", row[i].text);
		if (row[i].ok)
			ck_assert_uint_eq(n, row[i].n);
	}
}
END_TEST

static struct wan_service service(const char *section, const char *name,
				  uint64_t bytes, uint64_t seconds)
{
	return (struct wan_service){ .section = span_of(section),
		.service = span_of(name), .bytes = bytes,
		.response_ms = seconds * 1000, .response = SPAN("1"),
		.printed = SPAN_EMPTY, .note = SPAN_EMPTY };
}

START_TEST(classes_by_fuel)
{
	struct wan_services s = WAN_SERVICES_INIT;
	struct wan_scenario sc = WAN_SCENARIO_INIT;
	const struct wan_meters none = { .given = false };
	struct diag d = DIAG_INIT;
	struct wan_phase phase = { .years = 5, .penalty = SPAN_EMPTY };
	struct wan_plan plan;

	vec_push(&s.v, service("electricity", "read", 384, 60));
	vec_push(&s.v, service("gas", "read", 384, 60));
	vec_push(&phase.uses, ((struct wan_use){ .section = SPAN_EMPTY,
		.service = SPAN("Read"), .has_reads = true,
		.reads = 365000000 }));
	vec_push(&sc.phases, phase);
	sc.name = SPAN("x");
	sc.meters = (struct wan_meters){ .given = true, .all = 7 };
	/* one number, equal sizes: one class of all */
	ck_assert(wan_plan_make(&sc, &s, &none, &plan, &d));
	ck_assert_uint_eq(plan.classes.n, 1);
	ck_assert_uint_eq(plan.classes.v[0].meters, 7);
	ck_assert_int_eq(plan.classes.v[0].fuel, WAN_BOTH);
	wan_plan_release(&plan);
	/* two numbers: a class of each */
	sc.meters = (struct wan_meters){ .given = true, .by_fuel = true,
					 .fuel = { 4, 3 } };
	ck_assert(wan_plan_make(&sc, &s, &none, &plan, &d));
	ck_assert_uint_eq(plan.classes.n, 2);
	ck_assert_uint_eq(plan.classes.v[0].meters, 4);
	ck_assert_uint_eq(plan.classes.v[1].meters, 3);
	ck_assert(plan.whole.total.bytes_per_day.num == 7 * 384);
	wan_plan_release(&plan);
	/* one number, other sizes: which is meant cannot be told */
	s.v.v[1].bytes = 102;
	sc.meters = (struct wan_meters){ .given = true, .all = 7 };
	ck_assert(!wan_plan_make(&sc, &s, &none, &plan, &d));
	ck_assert_uint_eq(d.count[DIAG_ERROR], 1);
	wan_plan_release(&plan);
	wan_scenario_release(&sc);
	wan_services_release(&s);
	diag_release(&d);
}
END_TEST

START_TEST(campaigns)
{
	const struct wan_service s = service("general", "image", 1000, 1);
	struct wan_campaign c = { .service = &s, .meters = 10, .channels = 3,
		.channel_bps = 8000, .share_hundredths = 5000 };

	/* 4 on the fullest, 2 s each */
	ck_assert(wan_campaign_make(&c));
	ck_assert_uint_eq(c.meters_per_channel, 4);
	ck_assert(c.airtime_s.num == 8 && c.airtime_s.den == 1);
	ck_assert_uint_eq(c.whole_days, 1);
	c.meters = 0;
	ck_assert(wan_campaign_make(&c));
	ck_assert_uint_eq(c.whole_days, 0);
	c.meters = UINT64_MAX;
	c.channels = 1;
	ck_assert(wan_campaign_make(&c));
	ck_assert_uint_eq(c.meters_per_channel, UINT64_MAX);
}
END_TEST

Suite *wan_suite(void)
{
	Suite *s = suite_create("wan");
	TCase *c = tcase_create("wan");

	suite_add_tcase(s, c);
	tcase_add_test(c, published_table);
	tcase_add_test(c, fuel_of_a_section);
	tcase_add_test(c, windows);
	tcase_add_test(c, rates);
	tcase_add_test(c, reads);
	tcase_add_test(c, classes_by_fuel);
	tcase_add_test(c, campaigns);
	return s;
}
