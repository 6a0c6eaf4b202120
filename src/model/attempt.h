/*
 * attempt.h - one try at a test case: what was sent, seen and concluded
 *
 * A case is tried, and where the rules of its campaign allow it tried again
 * under a new RequestID; each try is an attempt, and all of them are kept.
 * The verdict of a case is that of its last attempt, which is OVER. What a
 * struct attempt holds is all that there is to know of one: journalled after
 * every change, it is what a run continues from.
 *
 *	SENT --> WAITING ---------> OVER	acknowledged, answered
 *	 |  `--> IN_DOUBT --------> OVER	no answer: a result may tell
 *	 |  `--> HALFWAY --> SENT		pre-command there, to be signed
 *	 |  `--> UNSENT ---> SENT		nothing of the request left
 *	 `-----------------------> AGAIN	another attempt follows
 *
 *	attempt_open(a->state)		SENT, HALFWAY, WAITING, IN_DOUBT, UNSENT
 *	attempt_keep(a, &text)		as one line of text ...
 *	attempt_restore(text, &arena, a)	... and back
 *
 * Moments are milliseconds since 1970 of the campaign's clock; durations are
 * milliseconds. Spans belong to who made the attempt.
 *
 * Source: sections 3.3, 10.2 and 10.3 of the notes on testing in
 * smets1-tools(7).
 */
#ifndef MODEL_ATTEMPT_H
#define MODEL_ATTEMPT_H

#include "base/arena.h"
#include "base/buf.h"
#include "model/duis.h"

/* ---- what it means ---- */

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
	uint64_t alert_ms;

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

/* ---- the attempt ---- */

enum attempt_state {
	ATTEMPT_SENT,			/* a request may have left, and has no
					   answer */
	ATTEMPT_HALFWAY,		/* the signed pre-command is next */
	ATTEMPT_WAITING,		/* for what comes later, or silence */
	ATTEMPT_IN_DOUBT,		/* for a result that would tell */
	ATTEMPT_AGAIN,			/* ended; another one follows */
	ATTEMPT_OVER,			/* ended; its verdict is the case's */
	ATTEMPT_UNSENT,			/* the request could not be sent, and
					   will be as soon as it can */
	ATTEMPT_STATES
};

const char *attempt_state_name(enum attempt_state state);	/* "waiting" */
bool attempt_state_named(struct span name, enum attempt_state *state);
bool attempt_open(enum attempt_state state);

struct attempt {
	uint32_t place;			/* of its case in the plan, from 0 */
	uint32_t number;		/* from 1; 0: nothing was tried, the
					   case was left out or not reached */
	enum attempt_state state;
	unsigned stage;			/* of the last request: 1, or 2 for the
					   one behind a pre-command; 0: sends
					   none, or UNSENT */
	bool has_id;			/* both stages have one RequestID */
	struct duis_id id;
	int64_t begun_ms;
	int64_t sent_ms;		/* the last request; of what sends
					   none, when the wait began */
	bool has_due;
	int64_t due_ms;			/* when it is executed; of what makes a
					   schedule, the schedule's first run */
	int64_t until_ms;		/* waits no longer than this */
	int64_t ended_ms;		/* if it is not open */
	struct span schedule;		/* DSPScheduleID that it made, works
					   on, or waits for; or empty */
	struct verdict_seen seen;
	struct verdict verdict;		/* of an open one what it would be if
					   the run ended now */
};

/* Adds one line of text without its end; false: it is none. Spans then live
 * in the arena. */
void attempt_keep(const struct attempt *a, struct buf *out);
bool attempt_restore(struct span text, struct arena *arena, struct attempt *a);

/* ---- what comes in ---- */

enum attempt_end {
	ATTEMPT_ANSWERED,		/* a whole HTTP answer */
	ATTEMPT_NOT_SENT,		/* no byte of the request left */
	ATTEMPT_UNKNOWN,		/* it may have arrived */
};

/* A message: the answer to a request, or one that was pushed. */
struct attempt_message {
	enum { ATTEMPT_NO_MESSAGE, ATTEMPT_RESPONSE, ATTEMPT_DEVICE_ALERT,
	       ATTEMPT_DCC_ALERT } kind;
	bool has_id;			/* the RequestID that it answers, or
					   that an alert is about */
	struct duis_id id;
	uint64_t device;		/* 0: not told */
	struct span srv;		/* or empty */
	struct span code;
	struct span payload;		/* its element, or empty */
	bool has_pre_command;
	bool unsuccessful;		/* it says that the device failed */
	struct span schedule;		/* DSPScheduleID, or empty */
	struct span alert;		/* DCC's or device's code, or empty */
	struct span s1sp_alert;		/* code of the S1SP in it, or empty */
	bool has_time;
	int64_t time_ms;		/* when it was made, as it says */
	struct span wrong;		/* why not to be believed, or empty */
};

/* How an exchange ended. */
struct attempt_answer {
	enum attempt_end end;
	unsigned http_status;		/* if ANSWERED */
	bool has_retry_after;
	uint64_t retry_after_s;
	struct span error;		/* of the transport, if not ANSWERED */
	uint64_t elapsed_ms;		/* from the request to its end */
	struct attempt_message message;	/* if ANSWERED with 2xx */
};

#endif
