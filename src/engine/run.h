/*
 * run.h - the course of a test campaign: what to do next, and what it means
 *
 * A pure state machine: it is told what came and what time it is, and says
 * what to do. It sends nothing, waits for nothing and writes nothing; whoever
 * does keeps to one order: journal the changes, then act.
 *
 *	struct run *r = run_new(&settings, now);
 *
 *	for (...) run_resume(r, &attempt, now);	(last attempt of each case)
 *	for (;;) {
 *		verb = run_next(r, now, &action);
 *		if (verb == RUN_SEND)		build it, put it aside
 *			run_due(r, action.place, due_ms);
 *		while (run_changed(r, &attempt))	journal it
 *		...				commit; then send, then wait
 *	}
 *	run_answered(r, place, &answer, now);	an exchange ended
 *	match = run_arrived(r, &message, now);	something was pushed
 *	run_free(r);
 *
 * A case is known by its place in the plan, from 0, and has at most one open
 * attempt. Rules:
 *
 *  - On each device one case at a time, in the order of the plan; one that
 *    is future dated leaves the device free once its request has its answer,
 *    and one that a schedule carries out (SCHEDULED) never holds it. A case
 *    whose turn has not come, for what it comes after or for its date, lets
 *    later ones go first.
 *  - Devices run beside each other; the case that comes first in the plan
 *    goes first. Never more exchanges under way than limits.connections,
 *    nor more requests in any second than limits.tps and limits.per_s1sp,
 *    rounded up; within it, what was not sent is caught up with, but no more
 *    than that of RUN_BURST_MS.
 *  - What a case comes after must have ended as PASS or LATE, else it is
 *    BLOCKED. A DSPScheduleID goes down that line from who made it.
 *  - Commands behind a pre-command: variant 4, then, under the same RequestID,
 *    the case's own. A RequestID is never used for another attempt.
 *  - Again, under a new RequestID: after 503 with Retry-After, always; after a
 *    code of the campaign's retry list, and in doubt, only what may be
 *    repeated without harm (srv->repeat_safe). Each so many times and no
 *    more (of the retry list each row for itself), and never what passed.
 *  - NOT_SENT is about an interface and uses nothing up: the attempt stays,
 *    with the RequestID that nobody has seen. All that goes to that interface
 *    waits, but for one request, after RUN_AWAY_WAIT_MS and then after twice
 *    as long each time, up to RUN_AWAY_WAIT_MAX_MS; once one has left, all go
 *    on. Other interfaces are not concerned. When it has been away for
 *    away_ms it is tried once more, and once no other has anything to do the
 *    run drains by itself, to be resumed.
 *  - In doubt is what may have arrived and has no answer: a reset, a
 *    time-out, 5xx without Retry-After, a run that was killed. What is
 *    answered by push (variants 1, 3, 5, 7) waits in_doubt_wait for its
 *    result, from then or from its due time; what is answered at once (2, 4,
 *    6, 8) does not. Then it goes again, or ends as INDETERMINATE.
 *  - A result is waited for as long again as its target response time, at
 *    least RUN_PATIENCE_MS: until then it is LATE, after that it never came.
 *  - A pushed message belongs to the attempt with its RequestID; without one,
 *    to who waits for its DSPScheduleID, device and service from the due time
 *    on; an alert of a device to who expects it of that device. An alert
 *    about a request or schedule ends its wait. Nothing pushed changes an
 *    attempt that has ended.
 *
 * Times of answers: by the clock of the campaign when they arrive. Under the
 * admin clock, which jumps, and of what was waited for while nobody
 * listened, by the time that the message says, where that is possible.
 *
 * An event costs the logarithm of the number of cases. Spans handed in are
 * copied; those handed out live as long as the run.
 *
 * Source: sections 2.3, 3.3, 6.3, 8 and 10 of the notes on testing in
 * smets1-tools(7).
 */
#ifndef ENGINE_RUN_H
#define ENGINE_RUN_H

#include "model/attempt.h"
#include "model/campaign.h"
#include "model/testcase.h"

enum {
	RUN_BURST_MS = 20,
	RUN_RATE_MAX = 100000000,	/* thousandths a second; above: none */
	RUN_PATIENCE_MS = 10000,	/* behind a target response time */
	RUN_NO_TARGET_MS = 60000,	/* wait for what has none */
	RUN_AFRESH_MS = 60000,		/* wait of what is resumed, at least */
	RUN_AWAY_WAIT_MS = 1000,	/* until what cannot be reached is
					   tried again; doubles ... */
	RUN_AWAY_WAIT_MAX_MS = 60000,	/* ... up to this */
	RUN_AWAY_MS = 600000,		/* and stops the run, unless told
					   otherwise */
	RUN_BUSY_MAX = 5,		/* again after 503 with Retry-After */
	RUN_DOUBT_MAX = 2,		/* again in doubt */
	RUN_DOUBT_REAL_MS = 1000,	/* of a longer wait in doubt, under a
					   clock that is moved */
	RUN_EARLY_MS = 60000,		/* of a schedule's result: clocks */
};

#define RUN_NEVER	INT64_MAX

/* The campaign's clock, and one that only ever runs on, in milliseconds. */
struct run_now {
	int64_t clock_ms;		/* since 1970 */
	int64_t real_ms;		/* since whenever */
};

struct run_case {
	const struct testcase *testcase;
	uint64_t user;			/* EUI-64 of the RequestID */
	uint64_t device;		/* that it is about */
	uint64_t target;		/* of the RequestID: device or broker */
	uint32_t s1sp;			/* a small number; 0: none */
	uint32_t interface;		/* a small number; the same for all
					   cases of a device */
	enum verdict_fate fate;		/* RAN: it is run; else it is not: */
	struct span why;		/*   left out, cannot be sent, ... */
};

struct run_counter {			/* of a user's RequestIDs */
	uint64_t user;
	uint64_t next;			/* none like it or above was used */
};

/* Copied; everything that it points to must outlive the run. */
struct run_settings {
	const struct campaign *campaign;	/* limits, retries, in doubt,
						   kind of clock */
	const struct run_case *cases;		/* no two of one id */
	size_t n_cases;
	const struct run_counter *counters;	/* of every user of a case */
	size_t n_counters;
	uint64_t away_ms;		/* that an interface may be: see
					   RUN_AWAY_MS */
	uint64_t settle_ms;		/* admin clock: real time that what is
					   pushed may take; 0: who moves the
					   clock waits for it */
};

struct run;

struct run *run_new(const struct run_settings *settings, struct run_now now);
void run_free(struct run *r);			/* NULL is fine */

/* The last attempt that was journalled of a case, before the first
 * run_next(). What was under way is in doubt. Counts of retries begin anew. */
void run_resume(struct run *r, const struct attempt *a, struct run_now now);

/* ---- what to do ---- */

enum run_verb {
	RUN_SEND,			/* this request, and ask again */
	RUN_WAIT,			/* for events, or until a time */
	RUN_MOVE_CLOCK,			/* admin clock: nothing to be had by
					   waiting; move it, take in all that
					   is pushed, then ask again */
	RUN_DONE,			/* nothing more will happen */
};

struct run_action {
	/* RUN_SEND */
	uint32_t place;
	uint32_t attempt;
	unsigned stage;			/* 2: with the signed pre-command that
					   the answer to stage 1 held */
	struct duis_id id;
	struct span schedule;		/* for $schedule, or empty */
	/* RUN_WAIT, RUN_MOVE_CLOCK; RUN_NEVER: only an event ends it */
	int64_t clock_ms;		/* by the campaign's clock ... */
	int64_t real_ms;		/* ... or by the other: what is first */
	/* RUN_DONE */
	bool stopped;			/* cases are left: it can be resumed;
					   drained, stopped, or an interface
					   was away for too long */
};

enum run_verb run_next(struct run *r, struct run_now now,
		       struct run_action *action);

/* Of a request that run_next() ordered, before it leaves: when it is executed
 * (ExecutionDateTime) or, making a schedule, when that runs first. */
void run_due(struct run *r, uint32_t place, int64_t due_ms);
/* Or: it cannot be built. Nothing was sent; ends as ERROR. */
void run_unsendable(struct run *r, uint32_t place, struct span why,
		    struct run_now now);

/* ---- what came ---- */

void run_answered(struct run *r, uint32_t place,
		  const struct attempt_answer *answer, struct run_now now);

struct run_match {
	bool matched;
	uint32_t place, attempt;	/* if matched */
	struct span why;		/* if not: "no open request has this
					   RequestID", ...; if it is, empty or
					   why it changed nothing */
};

/* Not for what came before with the same bytes. */
struct run_match run_arrived(struct run *r,
			     const struct attempt_message *message,
			     struct run_now now);

/* ---- what cannot be reached ---- */

struct run_outage {
	int64_t since_ms;		/* real time: the first request that
					   could not be sent */
	bool given_up;			/* for longer than away_ms, and tried
					   in vain at the end of it */
};

/* Of an interface; false: it can be reached, as far as is known. */
bool run_outage(const struct run *r, uint32_t interface,
		struct run_outage *outage);

/* ---- what changed ---- */

/* The next attempt that is new or changed since it was last told, as it is
 * now; an attempt is told once however often it changed. False: no more. */
bool run_changed(struct run *r, struct attempt *a);

/* ---- the end ---- */

/* No new cases and no retries; RUN_DONE once nothing is under way that would
 * end by itself soon, and limits.drain_ms from now at the latest. */
void run_drain(struct run *r, struct run_now now);
/* RUN_DONE at once, with exchanges under way. */
void run_stop(struct run *r);

struct run_counts {
	uint64_t cases;
	uint64_t over[VERDICTS];	/* cases with their final verdict */
	uint64_t open;			/* attempts, those under way included */
	uint64_t parked;		/* of them, future dated or scheduled */
	uint64_t under_way;		/* exchanges */
	uint64_t sent;			/* requests, in this process */
	uint64_t again;			/* attempts beyond a case's first */
};
struct run_counts run_counts(const struct run *r);

/* The answer to the case, as the campaign sees it at the moment; VERDICTS:
 * it has no final verdict. */
enum verdict_kind run_verdict(const struct run *r, uint32_t place);

#endif
