/* duis_facts_test.c - placeholders, and the ready sets that use them */
#include "engine/duis_facts.h"

#include <check.h>
#include <string.h>

#include "engine/duis_lint.h"
#include "file/duis_params_in.h"
#include "model/srv_sets.h"

Suite *duis_facts_suite(void);

#define DEVICE	0x00DB1234567890A0u
#define ACB	0x90B3D51F30000002u
#define NOW	1767225600	/* 2026-01-01T00:00:00Z */

static const struct duis_facts all = {
	.has_now = true, .now = NOW, .device = DEVICE,
	.other_device = DEVICE + 1, .chf = DEVICE + 2, .gpf = DEVICE + 3,
	.mpxn = SPAN("1234567890123"), .certificate = SPAN("AAEC"),
	.request = SPAN("90-B3-D5-1F-30-01-00-00:00-DB-12-34-56-78-90-A0:1"),
	.schedule = SPAN("17"),
};

static const struct {
	const char *value, *want;	/* NULL: a finding */
} cases[] = {
	{ "", "" }, { "text", "text" }, { "$", "$" }, { "$$5", "$5" },
	{ "$device", "00-DB-12-34-56-78-90-A0" },
	{ "$other_device", "00-DB-12-34-56-78-90-A1" },
	{ "$chf", "00-DB-12-34-56-78-90-A2" },
	{ "$gpf", "00-DB-12-34-56-78-90-A3" },
	{ "$mpxn", "1234567890123" }, { "$certificate", "AAEC" },
	{ "$schedule", "17" },
	{ "$now", "2026-01-01T00:00:00Z" },
	{ "$now-7d", "2025-12-25T00:00:00Z" },
	{ "$now+90s", "2026-01-01T00:01:30Z" },
	{ "$now+30m", "2026-01-01T00:30:00Z" },
	{ "$now-1h", "2025-12-31T23:00:00Z" },
	{ "$today", "2026-01-01" }, { "$today+31d", "2026-02-01" },
	{ "$today-1s", "2025-12-31" },
	{ "$devices", NULL }, { "$now7d", NULL }, { "$now+7", NULL },
	{ "$now+d", NULL }, { "$now+7w", NULL }, { "$now+-7d", NULL },
	{ "$now+99999999999d", NULL }, { "$now+40000d", NULL },
	{ "$today ", NULL },
};

START_TEST(values)
{
	struct duis_params from = DUIS_PARAMS_INIT, to = DUIS_PARAMS_INIT;
	struct diag d = DIAG_INIT;
	const char *want = cases[_i].want;
	bool good;

	duis_params_add(&from, SPAN("A"), span_of(cases[_i].value), 0);
	good = duis_facts_fill(&from, &all, "f", 3, &to, &d);
	ck_assert_int_eq(good, want != NULL);
	ck_assert_uint_eq(d.count[DIAG_ERROR], want ? 0 : 1);
	if (want)
		ck_assert(span_eq(to.v.v[0].value, span_of(want)));
	else
		ck_assert_str_eq(d.found.v[0].code, "DUIS025");
	duis_params_release(&from);
	duis_params_release(&to);
	diag_release(&d);
}
END_TEST

START_TEST(nothing_known)
{
	static const char *const none[] = { "$now", "$device", "$mpxn",
					    "$certificate" };
	static const struct duis_facts nothing;

	for (size_t i = 0; i < 4; i++) {
		struct duis_params from = DUIS_PARAMS_INIT;
		struct duis_params to = DUIS_PARAMS_INIT;
		struct diag d = DIAG_INIT;

		duis_params_add(&from, SPAN("A"), span_of(none[i]), 0);
		ck_assert(!duis_facts_fill(&from, &nothing, "f", 3, &to, &d));
		ck_assert_uint_eq(d.found.v[0].line, 3);
		duis_params_release(&from);
		duis_params_release(&to);
		diag_release(&d);
	}
}
END_TEST

/* Each set builds, reads back, and has nothing that the lint would mind. */
static void one_set(const struct srv *v, const char *set)
{
	static const struct duis_profile profile = { 53, true, NULL, NULL };
	struct duis_params from = DUIS_PARAMS_INIT, to = DUIS_PARAMS_INIT;
	struct duis_params back = DUIS_PARAMS_INIT;
	struct arena a = ARENA_INIT;
	struct diag d = DIAG_INIT;
	const struct duis_body_ask ask = { v, &profile, set, 1 };
	const bool dcc = (v->modes & SRV_DCC_ONLY) != 0;
	const struct duis_context c = { .profile = &profile, .has_acb = true,
		.acb = ACB, .has_now = true, .now = NOW };
	struct duis_message m = { .kind = DUIS_REQUEST, .is_signed = true,
		.schema_version = SPAN("5.3"), .has_id = true,
		.id = { ACB + 1, dcc ? ACB : DEVICE, 1 },
		.command_variant = dcc ? 8 : v->critical ? 4 : 1,
		.reference = span_of(v->reference),
		.variant = span_of(v->srv) };

	struct duis_facts f = all;

	if (strcmp(set, "gas") == 0)
		f.mpxn = SPAN("1234567890");	/* an MPRN */
	ck_assert(srv_set_add(span_of(v->srv), span_of(set), &from));
	ck_assert(duis_facts_fill(&from, &f, set, 1, &to, &d));
	m.body = duis_body_build(&ask, &to, &a, &d);
	ck_assert_msg(m.body != NULL, "%s %s: " SPAN_F " " SPAN_F, v->srv,
		      set, SPAN_A(d.found.v[0].column),
		      SPAN_A(d.found.v[0].text));
	duis_body_params(m.body, &back);
	ck_assert_msg(duis_params_same(&to, &back), "%s %s", v->srv, set);
	duis_lint(&m, &c, &d);
	ck_assert_msg(d.found.n == 0, "%s %s: %s " SPAN_F, v->srv, set,
		      d.found.v[0].code, SPAN_A(d.found.v[0].text));
	duis_params_release(&from);
	duis_params_release(&to);
	duis_params_release(&back);
	arena_release(&a);
	diag_release(&d);
}

START_TEST(ready_sets)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < srv_count; i++) {
		const struct span srv = span_of(srv_table[i].srv);
		const char *set;

		ck_assert_str_eq(srv_set_name(srv, 0), SRV_SET_DEFAULT);
		for (uint32_t k = 0; (set = srv_set_name(srv, k)); k++) {
			one_set(&srv_table[i], set);
			n++;
		}
	}
	ck_assert_uint_gt(n, 160);
	/* one for each service that can be scheduled */
	for (uint32_t i = 0; i < srv_count; i++) {
		struct duis_params p = DUIS_PARAMS_INIT;
		const bool is = srv_set_add(SPAN("5.1"),
			span_of(srv_table[i].srv), &p);

		ck_assert_int_eq(is, (srv_table[i].modes & SRV_SCHEDULED) !=
				 0);
		duis_params_release(&p);
	}
}
END_TEST

static bool from_json(const char *json, struct duis_params *p, struct diag *d)
{
	*p = (struct duis_params)DUIS_PARAMS_INIT;
	*d = (struct diag)DIAG_INIT;
	return duis_params_read(span_of(json), &(struct code_place){
		.file = "cases.csv", .line = 12, .column = "parameters" },
		p, d);
}

START_TEST(json)
{
	static const char *const bad[] = { "{", "[]", "\"a\"",
		"{\"a\":null}", "{\"a\":{\"b\":1}}",
		"{\"a\":1,\"a\":2}" };
	struct duis_params p;
	struct diag d;

	ck_assert(from_json("", &p, &d));
	ck_assert_uint_eq(p.v.n, 0);
	ck_assert(from_json("{\"A/B\": \"x\",\n\"C\": 1.50, \"D\": true}",
			    &p, &d));
	ck_assert_uint_eq(p.v.n, 3);
	ck_assert(span_eq(p.v.v[0].path, SPAN("A/B")));
	ck_assert(span_eq(p.v.v[1].value, SPAN("1.50")));
	ck_assert(span_eq(p.v.v[2].value, SPAN("true")));
	ck_assert_uint_eq(p.v.v[2].line, 12);
	duis_params_release(&p);
	diag_release(&d);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(!from_json(bad[i], &p, &d), "%s", bad[i]);
		ck_assert_uint_eq(d.found.v[0].line, 12);
		ck_assert_str_eq(d.found.v[0].file, "cases.csv");
		ck_assert(span_eq(d.found.v[0].column, SPAN("parameters")));
		duis_params_release(&p);
		diag_release(&d);
	}
}
END_TEST

START_TEST(over_a_set)
{
	struct duis_params p, to = DUIS_PARAMS_INIT;
	struct diag d;

	from_json("{\"$set\": \"4.6.1\", \"ScheduleFrequency\": "
		  "\"Weekly\", \"ScheduleEndDate\": \"$today+8d\"}", &p, &d);
	ck_assert(srv_set_under(SPAN("5.1"), &p, &to));
	ck_assert(span_eq(duis_params_find(&to,
		SPAN("ScheduleFrequency"))->value, SPAN("Weekly")));
	ck_assert_ptr_nonnull(duis_params_find(&to,
		SPAN("ScheduleEndDate")));
	ck_assert_ptr_nonnull(duis_params_find(&to, SPAN("DeviceID")));
	ck_assert_ptr_null(duis_params_find(&to, SPAN("$set")));
	ck_assert_uint_eq(to.v.n, 10);
	ck_assert(!srv_set_under(SPAN("5.2"), &p, &to));
	ck_assert_uint_eq(to.v.n, 10);
	duis_params_release(&p);
	duis_params_release(&to);
	diag_release(&d);
}
END_TEST

Suite *duis_facts_suite(void)
{
	Suite *s = suite_create("duis_facts");
	TCase *t = tcase_create("duis_facts");

	tcase_add_loop_test(t, values, 0,
			    (int)(sizeof(cases) / sizeof(cases[0])));
	tcase_add_test(t, nothing_known);
	tcase_add_test(t, ready_sets);
	tcase_add_test(t, json);
	tcase_add_test(t, over_a_set);
	suite_add_tcase(s, t);
	return s;
}
