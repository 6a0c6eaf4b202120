/* case_target_test.c - which device and user a case is about, and when what
 * it asks for is due */
#include <check.h>
#include <stdlib.h>

#include "base/moment.h"
#include "engine/case_due.h"
#include "engine/case_target.h"

#define IS	UINT64_C(0x90B3D51F30010000)
#define ED	UINT64_C(0x90B3D51F30020000)
#define OTHER	UINT64_C(0x90B3D51F30030000)

static struct world world;
static struct campaign campaign;
static struct case_targets targets;

static void add(unsigned type, uint64_t eui, struct span set)
{
	const struct world_device d = {
		.eui = eui, .type = type, .smets = 1, .set = set,
		.ppc_id = SPAN("DMC-1"), .fw_version = SPAN("1.0"),
		.import_supplier = SPAN("90-B3-D5-1F-30-01-00-00"),
		.network_operator = SPAN("90-B3-D5-1F-30-02-00-00"),
		.s1sp = SPAN_EMPTY, .mpxn = SPAN_EMPTY,
		.gas_supplier = SPAN_EMPTY, .billing_start = DATE_NONE };

	ck_assert_ptr_nonnull(world_add_device(&world, &d));
}

static void begin(void)
{
	world_init(&world);
	campaign_init(&campaign);
	add(SRV_CHF, 1, SPAN("A"));
	add(SRV_ESME, 2, SPAN("A"));
	add(SRV_PPMID, 3, SPAN("A"));
	add(SRV_GPF, 4, SPAN("A"));
	add(SRV_ESME, 5, SPAN("B"));
}

static void end(void)
{
	case_targets_release(&targets);
	campaign_release(&campaign);
	world_release(&world);
}

static struct testcase of(unsigned type, struct span set, struct span user)
{
	return (struct testcase){ .device_type = type, .set = set,
		.ppc_id = SPAN("DMC-1"), .user = user,
		.srv = srv_find(SPAN("4.3")) };
}

START_TEST(its_device)
{
	struct testcase c = of(SRV_ESME, SPAN("A"), SPAN_EMPTY);
	struct case_target t;

	case_targets_make(&targets, &world, &campaign);
	ck_assert(case_target(&targets, &c, &t));
	ck_assert_uint_eq(t.device->eui, 2);
	ck_assert_uint_eq(t.chf, 1);
	ck_assert_uint_eq(t.gpf, 4);
	ck_assert_uint_eq(t.other, 3);
	ck_assert_uint_eq(t.part[DEVICE_CH]->eui, 1);
	ck_assert_uint_eq(t.part[DEVICE_ESME]->eui, 2);
	ck_assert_ptr_null(t.part[DEVICE_GSME]);
	ck_assert_uint_eq(t.part[DEVICE_PPMID]->eui, 3);
	c.set = SPAN("B");
	ck_assert(case_target(&targets, &c, &t));
	ck_assert_uint_eq(t.device->eui, 5);
	ck_assert_uint_eq(t.chf, 0);
	ck_assert_uint_eq(t.other, 0);
	c.device_type = SRV_GSME;
	ck_assert(!case_target(&targets, &c, &t));
	c.device_type = SRV_ESME;
	c.ppc_id = SPAN("DMC-2");
	ck_assert(!case_target(&targets, &c, &t));
}
END_TEST

START_TEST(its_user)
{
	struct testcase c = of(SRV_ESME, SPAN("A"), SPAN_EMPTY);
	struct case_target t;

	case_targets_make(&targets, &world, &campaign);
	case_target(&targets, &c, &t);
	ck_assert_uint_eq(t.user, IS);
	c.user = SPAN("ED");
	case_target(&targets, &c, &t);
	ck_assert_uint_eq(t.user, ED);
	c.user = SPAN("90-b3-d5-1f-30-03-00-00");
	case_target(&targets, &c, &t);
	ck_assert_uint_eq(t.user, OTHER);
}
END_TEST

/* A role that only a stranger to the device has, for a refusal. */
START_TEST(a_user_of_the_campaign)
{
	struct testcase c = of(SRV_ESME, SPAN("A"), SPAN("OU"));
	struct case_target t;

	vec_push(&campaign.users, ((struct campaign_user){
		.eui = IS, .roles = SRV_IS, .sign_key = SPAN_EMPTY,
		.cert = SPAN_EMPTY }));
	vec_push(&campaign.users, ((struct campaign_user){
		.eui = OTHER, .roles = SRV_OU, .sign_key = SPAN_EMPTY,
		.cert = SPAN_EMPTY }));
	case_targets_make(&targets, &world, &campaign);
	case_target(&targets, &c, &t);
	ck_assert_uint_eq(t.user, OTHER);
}
END_TEST

/* ---- when ---- */

static int64_t at(const char *text)
{
	int64_t ms;

	ck_assert(moment_parse(span_of(text), &ms));
	return ms;
}

static const struct {
	const char *frequency, *start, *end, *time, *now, *due;
} schedules[] = {
	{ "Daily", "2026-01-02", NULL, NULL, "2026-01-01T10:00:00Z",
	  "2026-01-02T00:00:00Z" },
	{ "Daily", "2026-01-02", NULL, "00:30:00Z", "2026-01-05T00:30:00Z",
	  "2026-01-05T00:30:00Z" },
	{ "Daily", "2026-01-02", NULL, "00:30:00Z", "2026-01-05T00:30:00.001Z",
	  "2026-01-06T00:30:00Z" },
	{ "Daily", "2026-01-02", "2026-01-05", NULL, "2026-01-05T00:00:01Z",
	  NULL },
	{ "Weekly", "2026-01-02", NULL, NULL, "2026-01-03T00:00:00Z",
	  "2026-01-09T00:00:00Z" },
	{ "Monthly", "2026-01-31", NULL, NULL, "2026-02-01T00:00:00Z",
	  "2026-02-28T00:00:00Z" },
	{ "Monthly", "2026-01-31", NULL, NULL, "2026-03-01T00:00:00Z",
	  "2026-03-31T00:00:00Z" },
	{ "Quarterly", "2025-11-30", NULL, NULL, "2026-01-01T00:00:00Z",
	  "2026-02-28T00:00:00Z" },
	{ "Half-Yearly", "2026-01-15", NULL, NULL, "2026-02-01T00:00:00Z",
	  "2026-07-15T00:00:00Z" },
	{ "Yearly", "2024-02-29", NULL, NULL, "2025-01-01T00:00:00Z",
	  "2025-02-28T00:00:00Z" },
	{ "Hourly", "2026-01-02", NULL, NULL, "2026-01-01T00:00:00Z", NULL },
};

START_TEST(schedules_are_due)
{
	struct arena a = ARENA_INIT;
	struct duis_message m = { .body =
		duis_element_new(&a, SPAN("CreateSchedule")) };
	int64_t due;

	duis_element_put(&a, m.body, SPAN("ScheduleFrequency"),
			 span_of(schedules[_i].frequency));
	duis_element_put(&a, m.body, SPAN("ScheduleStartDate"),
			 span_of(schedules[_i].start));
	if (schedules[_i].end)
		duis_element_put(&a, m.body, SPAN("ScheduleEndDate"),
				 span_of(schedules[_i].end));
	if (schedules[_i].time)
		duis_element_put(&a, m.body,
				 SPAN("ScheduleExecutionStartTime"),
				 span_of(schedules[_i].time));
	if (case_due(&m, at(schedules[_i].now), &due)) {
		ck_assert_ptr_nonnull(schedules[_i].due);
		ck_assert_int_eq(due, at(schedules[_i].due));
	} else {
		ck_assert_ptr_null(schedules[_i].due);
	}
	arena_release(&a);
}
END_TEST

START_TEST(dates_are_due)
{
	struct arena a = ARENA_INIT;
	struct duis_message m = { .body =
		duis_element_new(&a, SPAN("ReadInstantaneousPrepayValues")) };
	int64_t due;

	ck_assert(!case_due(&m, 0, &due));
	duis_element_put(&a, m.body, SPAN("ExecutionDateTime"),
			 SPAN("2026-01-31T12:00:00Z"));
	ck_assert(case_due(&m, 0, &due));
	ck_assert_int_eq(due, at("2026-01-31T12:00:00Z"));
	m.body = NULL;
	ck_assert(!case_due(&m, 0, &due));
	arena_release(&a);
}
END_TEST

START_TEST(billing_days)
{
	struct world_device d = { .bills = true,
		.billing_period = WORLD_MONTHLY, .billing_start = DATE_NONE };
	char text[DATE_TEXT];
	int32_t day;

	ck_assert(!case_due_billing(&d, at("2026-01-10T00:00:00Z"), &day));
	ck_assert(date_parse(SPAN("2019-10-31"), &d.billing_start));
	ck_assert(case_due_billing(&d, at("2026-02-10T00:00:00Z"), &day));
	ck_assert_str_eq(date_text(day, text), "2026-02-28");
	/* today is too late: the day has begun */
	ck_assert(case_due_billing(&d, at("2026-02-28T00:00:00Z"), &day));
	ck_assert_str_eq(date_text(day, text), "2026-03-31");
	d.bills = false;
	ck_assert(!case_due_billing(&d, at("2026-01-10T00:00:00Z"), &day));
}
END_TEST

Suite *case_target_suite(void);
Suite *case_target_suite(void)
{
	Suite *s = suite_create("case_target");
	TCase *t = tcase_create("targets");

	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, its_device);
	tcase_add_test(t, its_user);
	tcase_add_test(t, a_user_of_the_campaign);
	suite_add_tcase(s, t);
	t = tcase_create("due");
	tcase_add_loop_test(t, schedules_are_due, 0,
			    sizeof(schedules) / sizeof(schedules[0]));
	tcase_add_test(t, dates_are_due);
	tcase_add_test(t, billing_days);
	suite_add_tcase(s, t);
	return s;
}
