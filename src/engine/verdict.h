/*
 * verdict.h - what a case expected, what came, and what that means
 *
 *	struct verdict_seen seen = { .has_ack = true,
 *		.ack_code = SPAN("I99"), .has_result = true,
 *		.result_code = SPAN("I0"), .result_ms = 4100, ... };
 *	struct verdict v;
 *
 *	verdict_judge(c, &seen, &arena, &v);
 *	v.verdict, v.timing, v.reason
 *
 * A pure function. Rules, the first that fits:
 *
 *	SKIP		the case is held, or was not selected
 *	BLOCKED		what it comes after did not pass
 *	ERROR		nothing could be sent, or the connection failed
 *	NO_VERDICT	nobody knows whether it was executed (reason
 *			INDETERMINATE)
 *	FAIL		a message whose signature or form is not right; a code,
 *			an element or an alert other than the expected one;
 *			nothing although all waits are over; anything at all
 *			where nothing was allowed
 *	NO_VERDICT	something expected may still come
 *	LATE		all of it came, but not in the target response time
 *	PASS		all of it came
 *
 * A negative case passes on the refusal that it expects, and fails when the
 * request is accepted, by the same rules. Timing is told beside the verdict:
 * a FAIL may be LATE too; NA where there is no target or nothing was
 * measured. The time of the last answer counts; of one that is not there,
 * that it is late already once the target has gone by.
 *
 * Source: sections 8 and 10.3 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_VERDICT_H
#define ENGINE_VERDICT_H

#include "model/attempt.h"
#include "model/testcase.h"

/* The reason lives in `a`. */
void verdict_judge(const struct testcase *c, const struct verdict_seen *seen,
		   struct arena *a, struct verdict *v);

#endif
