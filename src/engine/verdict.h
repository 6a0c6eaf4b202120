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

#include "model/testcase.h"

/* In the order in which the columns of sit-results(5) list them. */
enum verdict_kind { VERDICT_PASS, VERDICT_FAIL, VERDICT_ERROR, VERDICT_LATE,
		    VERDICT_BLOCKED, VERDICT_SKIP, VERDICT_NO_VERDICT,
		    VERDICTS };
enum verdict_timing { VERDICT_IN_TRT, VERDICT_TRT_LATE, VERDICT_TRT_NA };

const char *verdict_name(enum verdict_kind kind);	/* "NO_VERDICT" */
const char *verdict_timing_name(enum verdict_timing timing);

enum verdict_fate {
	VERDICT_RAN,
	VERDICT_LEFT_OUT,		/* held, not selected */
	VERDICT_NOT_REACHED,		/* what it comes after did not pass */
	VERDICT_NOT_SENT,		/* tool or transport */
	VERDICT_IN_DOUBT,		/* sent or not, executed or not */
};

/* Times are from the request; of what has a due time, from that. */
struct verdict_seen {
	enum verdict_fate fate;
	struct span why;		/* of any other than RAN */

	bool has_ack;			/* the answer to the request */
	struct span ack_code, ack_payload;
	uint64_t ack_ms;

	bool has_result;		/* what came later */
	struct span result_code, result_payload;
	uint64_t result_ms;
	bool result_unsuccessful;	/* MessageSuccess is false */

	bool has_alert;
	struct span alert_code, alert_payload;

	struct span bad_message;	/* why one was not believed; empty:
					   all were right */
	uint64_t uninvited;		/* messages where none was allowed */
	bool silence_over;		/* that time has gone by */
	bool over;			/* nothing is waited for any more */
	uint64_t waited_ms;		/* so far */
};

struct verdict {
	enum verdict_kind verdict;
	enum verdict_timing timing;
	struct span reason;		/* empty for a PASS in time */
};

/* The reason lives in `a`. */
void verdict_judge(const struct testcase *c, const struct verdict_seen *seen,
		   struct arena *a, struct verdict *v);

#endif
