/*
 * sit_report.h - the results of a campaign as suites of test cases
 *
 * A suite for each cycle and combination, oldest cycle first; in it every
 * case of which there is a result, in the order of the plan. PASS passed;
 * FAIL and LATE failed; ERROR, BLOCKED and NO_VERDICT are errors; SKIP was
 * left out. Each result stands in it once, so that totals are those of the
 * results, and with its last attempt; a case that was tried more than once is
 * told by a property "attempts:ID" of its suite.
 *
 *	struct test_report r = TEST_REPORT_INIT;
 *
 *	sit_report(&outcomes, SPAN("admin"), &r);
 *
 * A case id of nine parts is its class (up to the device) and its name.
 *
 * Source: section 12 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_SIT_REPORT_H
#define ENGINE_SIT_REPORT_H

#include "engine/outcome.h"
#include "model/test_report.h"

/* `clock` is a property of every suite: "system", "admin"; empty: unknown. */
void sit_report(const struct outcomes *o, struct span clock,
		struct test_report *r);

/* Milliseconds to the last answer; false: the result does not say. */
bool outcome_ms(const struct outcome *is, uint64_t *ms);

#endif
