/* verdict_test.c - what was expected, what came, what it means: row by row */
#include "engine/verdict.h"

#include <check.h>

Suite *verdict_suite(void);

#define ACKED(code)	.has_ack = true, .ack_code = SPAN(code), .ack_ms = 200
#define RESULT(code, ms) .has_result = true, .result_code = SPAN(code), \
			.result_ms = ms
#define ALERT(code, ms)	.has_alert = true, .alert_code = SPAN(code), \
			.alert_ms = ms
#define OVER		.over = true, .silence_over = true

enum which { READ, REFUSED, DIRECT, ALERTED, SILENT, NO_TARGET, SCHEDULED,
	     LATE_REFUSAL, IN_TIME, BOTH };

static const struct testcase tests[] = {
	[READ] = { .expect_ack = SPAN("I99"), .expect_code = SPAN("I0"),
		   .expect_payload = SPAN("Rsp"), .has_trt = true,
		   .trt_ms = 30000 },
	[REFUSED] = { .polarity = CASE_NEGATIVE, .expect_ack = SPAN("E13"),
		      .has_trt = true, .trt_ms = 30000 },
	[DIRECT] = { .mode = CASE_DCC_ONLY, .expect_ack = SPAN("I0|I99"),
		     .expect_payload = SPAN("DSPInventory"), .has_trt = true,
		     .trt_ms = 30000 },
	[ALERTED] = { .expect_ack = SPAN("I99"),
		      .expect_alert = SPAN("S1VE1[0-9]") },
	[IN_TIME] = { .expect_ack = SPAN("I99"), .has_trt = true,
		      .trt_ms = 60000, .expect_alert = SPAN("8F3E") },
	[BOTH] = { .expect_ack = SPAN("I99"), .expect_code = SPAN("I0"),
		   .has_trt = true, .trt_ms = 60000,
		   .expect_alert = SPAN("8F3E") },
	[SILENT] = { .polarity = CASE_NEGATIVE, .expect_ack = SPAN("E2"),
		     .forbid_any_for_s = 5 },
	[NO_TARGET] = { .expect_ack = SPAN("I99"),
			.expect_code = SPAN("I0") },
	[SCHEDULED] = { .mode = CASE_SCHEDULED, .expect_code = SPAN("I0"),
			.has_trt = true, .trt_ms = 86400000 },
	[LATE_REFUSAL] = { .polarity = CASE_NEGATIVE,
			   .expect_ack = SPAN("I99"),
			   .expect_code = SPAN("E2[01]") },
};

static const struct {
	enum which which;
	struct verdict_seen seen;
	enum verdict_kind verdict;
	enum verdict_timing timing;
	const char *reason;
} rows[] = {
	/* a read, as it should be */
	{ READ, { ACKED("I99"), RESULT("I0", 4000), OVER,
		  .result_payload = SPAN("Rsp") },
	  VERDICT_PASS, VERDICT_IN_TRT, "" },
	/* the very millisecond, and the next */
	{ READ, { ACKED("I99"), RESULT("I0", 30000), OVER,
		  .result_payload = SPAN("Rsp") },
	  VERDICT_PASS, VERDICT_IN_TRT, "" },
	{ READ, { ACKED("I99"), RESULT("I0", 30001), OVER,
		  .result_payload = SPAN("Rsp") },
	  VERDICT_LATE, VERDICT_TRT_LATE,
	  "later than the target response time" },
	/* the acknowledgement was lost: the result says it was taken */
	{ READ, { RESULT("I0", 4000), OVER, .result_payload = SPAN("Rsp") },
	  VERDICT_PASS, VERDICT_IN_TRT, "" },
	/* wrong in each place, in time and late */
	{ READ, { ACKED("E20"), OVER }, VERDICT_FAIL, VERDICT_IN_TRT,
	  "acknowledged with E20; expected I99" },
	{ READ, { ACKED("I99"), RESULT("E21", 4000), OVER },
	  VERDICT_FAIL, VERDICT_IN_TRT, "result E21; expected I0" },
	{ READ, { ACKED("I99"), RESULT("E21", 40000), OVER },
	  VERDICT_FAIL, VERDICT_TRT_LATE, "result E21; expected I0" },
	{ READ, { ACKED("I99"), RESULT("I0", 4000), OVER,
		  .result_payload = SPAN("Other") },
	  VERDICT_FAIL, VERDICT_IN_TRT, "holds 'Other'; expected 'Rsp'" },
	{ READ, { ACKED("I99"), RESULT("I0", 4000), OVER,
		  .result_payload = SPAN("Rsp"), .result_unsuccessful = true },
	  VERDICT_FAIL, VERDICT_IN_TRT,
	  "the result says that the device did not succeed" },
	{ READ, { ACKED("I99"), RESULT("I0", 4000), OVER,
		  .result_payload = SPAN("Rsp"),
		  .bad_message = SPAN("signature does not hold") },
	  VERDICT_FAIL, VERDICT_IN_TRT, "signature does not hold" },
	/* nothing came: so far, and for good */
	{ READ, { ACKED("I99"), .waited_ms = 20000 },
	  VERDICT_NO_VERDICT, VERDICT_TRT_NA, "the result may still come" },
	{ READ, { ACKED("I99"), .waited_ms = 30001 },
	  VERDICT_NO_VERDICT, VERDICT_TRT_LATE, "the result may still come" },
	{ READ, { ACKED("I99"), OVER, .waited_ms = 90000 },
	  VERDICT_FAIL, VERDICT_TRT_LATE, "the result never came" },
	{ READ, { .waited_ms = 10 }, VERDICT_NO_VERDICT, VERDICT_TRT_NA,
	  "the acknowledgement may still come" },
	{ READ, { OVER, .waited_ms = 10 }, VERDICT_FAIL, VERDICT_TRT_NA,
	  "the acknowledgement never came" },
	{ READ, { ACKED("I99"), OVER, .has_alert = true,
		  .alert_code = SPAN("S1VE12") },
	  VERDICT_FAIL, VERDICT_TRT_NA, "alert S1VE12 instead of the result" },
	/* it did not run */
	{ READ, { .fate = VERDICT_LEFT_OUT, .why = SPAN("waits for MK2") },
	  VERDICT_SKIP, VERDICT_TRT_NA, "waits for MK2" },
	{ READ, { .fate = VERDICT_NOT_REACHED, .why = SPAN("create failed") },
	  VERDICT_BLOCKED, VERDICT_TRT_NA, "create failed" },
	{ READ, { .fate = VERDICT_NOT_SENT, .why = SPAN("refused") },
	  VERDICT_ERROR, VERDICT_TRT_NA, "refused" },
	{ READ, { .fate = VERDICT_IN_DOUBT, .why = SPAN("reset") },
	  VERDICT_NO_VERDICT, VERDICT_TRT_NA, "INDETERMINATE" },
	/* refusals: the expected one, another, none at all */
	{ REFUSED, { ACKED("E13"), OVER }, VERDICT_PASS, VERDICT_IN_TRT, "" },
	{ REFUSED, { ACKED("E12"), OVER }, VERDICT_FAIL, VERDICT_IN_TRT,
	  "acknowledged with E12; expected E13" },
	{ REFUSED, { ACKED("I99"), OVER }, VERDICT_FAIL, VERDICT_IN_TRT,
	  "acknowledged with I99; expected E13" },
	/* a result is no acknowledgement where none was waited for */
	{ REFUSED, { RESULT("I0", 100), OVER }, VERDICT_FAIL, VERDICT_TRT_NA,
	  "the acknowledgement never came" },
	{ REFUSED, { .has_ack = true, .ack_code = SPAN("E13"),
		     .ack_ms = 30001, OVER },
	  VERDICT_LATE, VERDICT_TRT_LATE,
	  "later than the target response time" },
	{ LATE_REFUSAL, { ACKED("I99"), RESULT("E20", 100), OVER,
			  .result_unsuccessful = true },
	  VERDICT_PASS, VERDICT_TRT_NA, "" },
	{ LATE_REFUSAL, { ACKED("I99"), RESULT("I0", 100), OVER },
	  VERDICT_FAIL, VERDICT_TRT_NA, "result I0; expected E2[01]" },
	/* answered at once */
	{ DIRECT, { ACKED("I0"), OVER, .ack_payload = SPAN("DSPInventory") },
	  VERDICT_PASS, VERDICT_IN_TRT, "" },
	{ DIRECT, { ACKED("I99"), OVER, .ack_payload = SPAN("") },
	  VERDICT_FAIL, VERDICT_IN_TRT,
	  "holds ''; expected 'DSPInventory'" },
	/* alerts */
	{ ALERTED, { ACKED("I99"), .has_alert = true, OVER,
		     .alert_code = SPAN("S1VE12") },
	  VERDICT_PASS, VERDICT_TRT_NA, "" },
	{ ALERTED, { ACKED("I99"), .has_alert = true, OVER,
		     .alert_code = SPAN("N24") },
	  VERDICT_FAIL, VERDICT_TRT_NA, "alert N24; expected S1VE1[0-9]" },
	{ ALERTED, { ACKED("I99") }, VERDICT_NO_VERDICT, VERDICT_TRT_NA,
	  "the alert may still come" },
	{ IN_TIME, { ACKED("I99"), ALERT("8F3E", 60000) },
	  VERDICT_PASS, VERDICT_IN_TRT, "" },
	{ IN_TIME, { ACKED("I99"), ALERT("8F3E", 60001) },
	  VERDICT_LATE, VERDICT_TRT_LATE,
	  "later than the target response time" },
	{ IN_TIME, { ACKED("I99"), .waited_ms = 60001 },
	  VERDICT_NO_VERDICT, VERDICT_TRT_LATE, "the alert may still come" },
	{ IN_TIME, { ACKED("E20"), OVER, .waited_ms = 60001 },
	  VERDICT_FAIL, VERDICT_IN_TRT,
	  "acknowledged with E20; expected I99" },
	/* its acknowledgement was lost: the alert says it was taken */
	{ IN_TIME, { ALERT("8F3E", 10) }, VERDICT_PASS, VERDICT_IN_TRT, "" },
	/* the later of the two counts */
	{ BOTH, { ACKED("I99"), RESULT("I0", 60001), ALERT("8F3E", 10) },
	  VERDICT_LATE, VERDICT_TRT_LATE,
	  "later than the target response time" },
	{ BOTH, { ACKED("I99"), RESULT("I0", 10), ALERT("8F3E", 60001) },
	  VERDICT_LATE, VERDICT_TRT_LATE,
	  "later than the target response time" },
	{ BOTH, { ACKED("I99"), RESULT("I0", 10) }, VERDICT_NO_VERDICT,
	  VERDICT_TRT_NA, "the alert may still come" },
	/* silence */
	{ SILENT, { ACKED("E2"), OVER }, VERDICT_PASS, VERDICT_TRT_NA, "" },
	{ SILENT, { ACKED("E2") }, VERDICT_NO_VERDICT, VERDICT_TRT_NA,
	  "silence is not over" },
	{ SILENT, { ACKED("E2"), .uninvited = 1 }, VERDICT_FAIL,
	  VERDICT_TRT_NA, "1 message came where none was allowed" },
	{ SILENT, { ACKED("E2"), OVER, .uninvited = 2 }, VERDICT_FAIL,
	  VERDICT_TRT_NA, "2 messages came where none was allowed" },
	/* no target: as late as it likes */
	{ NO_TARGET, { ACKED("I99"), RESULT("I0", 999999999), OVER },
	  VERDICT_PASS, VERDICT_TRT_NA, "" },
	/* from the due time; sent by a schedule */
	{ SCHEDULED, { RESULT("I0", 86400000), OVER }, VERDICT_PASS,
	  VERDICT_IN_TRT, "" },
	{ SCHEDULED, { RESULT("I0", 86400001), OVER }, VERDICT_LATE,
	  VERDICT_TRT_LATE, "later than the target response time" },
	{ SCHEDULED, { .waited_ms = 3600000 }, VERDICT_NO_VERDICT,
	  VERDICT_TRT_NA, "the result may still come" },
};

START_TEST(row)
{
	struct arena a = ARENA_INIT;
	struct verdict v;

	verdict_judge(&tests[rows[_i].which], &rows[_i].seen, &a, &v);
	ck_assert_str_eq(verdict_name(v.verdict),
			 verdict_name(rows[_i].verdict));
	ck_assert_str_eq(verdict_timing_name(v.timing),
			 verdict_timing_name(rows[_i].timing));
	ck_assert_str_eq(v.reason.n ? v.reason.p : "", rows[_i].reason);
	arena_release(&a);
}
END_TEST

Suite *verdict_suite(void)
{
	Suite *s = suite_create("verdict");
	TCase *t = tcase_create("verdict");

	tcase_add_loop_test(t, row, 0, sizeof(rows) / sizeof(rows[0]));
	suite_add_tcase(s, t);
	return s;
}
