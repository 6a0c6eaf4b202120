/*
 * journal.h - what a test campaign has done, so that nothing is lost
 *
 * One SQLite database a campaign, by sit-journal(5). Who writes it holds its
 * lock; anybody may read it at any moment, also while a campaign runs.
 *
 *	struct journal_why why;
 *	struct journal *j = journal_open("sit.journal", JOURNAL_WRITE, &why);
 *
 *	if (!j) ...				(why.text names the holder)
 *	cycle = journal_cycle_begin(j, &about);
 *	journal_plan_add(j, cycle, &row);	(a case each)
 *	...
 *	n = journal_attempt_add(j, &attempt);	(a number from 1)
 *	journal_request_put(j, &request);	what is about to be sent
 *	if (!journal_commit(j)) ...		(stop; send nothing)
 *	...					(now bytes may leave)
 *	if (journal_arrived(j, &message))	(false: seen before)
 *		journal_message_put(j, &message);
 *	if (journal_commit(j)) ...		(now answer with 2xx)
 *	journal_close(j);
 *
 * Everything that is put belongs to one transaction, which journal_commit()
 * ends: what it said yes to is on disk, whatever happens to the process or
 * the machine. So a round of many requests or messages costs one commit. A
 * put that fails is told by the next journal_commit(). After a commit that
 * failed nothing more is written, for nobody knows what the disk holds: the
 * journal is marked, and the next to open it for writing checks every page
 * and every body first.
 *
 * The lock is flock() on the file NAME.lock beside it, which names who holds
 * it; the kernel gives it back when the holder dies.
 *
 * Bodies are stored once by their SHA-256, compressed. Times are milliseconds
 * since 1970 of the campaign's clock, but of cycles and events those of the
 * day: when it really was. Durations are milliseconds or, where named so,
 * microseconds. Spans that are given are copied; those that are handed out
 * live as long as what the function says.
 *
 * Source: section 10.4 of the notes on testing in smets1-tools(7).
 */
#ifndef FILE_JOURNAL_H
#define FILE_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/sha256.h"
#include "base/vec.h"
#include "model/rfi.h"
#include "model/testcase.h"

struct journal;

enum journal_mode {
	JOURNAL_READ,			/* it must be there */
	JOURNAL_WRITE,			/* made if it is not there */
	JOURNAL_CONTINUE,		/* written, but it must be there */
};

enum journal_wrong {
	JOURNAL_FINE,
	JOURNAL_ABSENT,			/* no such file: wrong usage or input */
	JOURNAL_ALIEN,			/* no journal, or of another version */
	JOURNAL_EMPTY,			/* to be continued: nothing in it */
	JOURNAL_HELD,			/* another process writes it */
	JOURNAL_FAILED,			/* disk, permission, damage */
};

struct journal_why {
	enum journal_wrong wrong;
	char text[512];			/* stands alone; names the file */
};

struct journal *journal_open(const char *path, enum journal_mode mode,
			     struct journal_why *why);
/* Ends what is open without a commit; gives the lock back. A journal that it
 * made and that has nothing in it goes away, and so does a lock that was made
 * for nothing. NULL is fine. */
void journal_close(struct journal *j);

/* Makes all that was put durable. False: it, or a put before it, failed, now
 * or earlier; journal_failure() says why and names the file. */
bool journal_commit(struct journal *j);
const char *journal_failure(const struct journal *j);	/* "": none */
/* Was it marked by a failure, and found whole on opening? */
bool journal_was_checked(const struct journal *j);
/* From here on, without a commit between, all rows read are of one moment,
 * also where another process writes. */
bool journal_hold_still(struct journal *j);

/* ---- the campaign, its cycles and their plans ---- */

struct journal_campaign {
	struct span name, tool_version;
	struct span clock;		/* "system" or "admin" */
	struct span release, release_sha256;
};

/* Set once; false: it is of a campaign with another name or clock. */
bool journal_campaign_put(struct journal *j, const struct journal_campaign *c,
			  struct journal_why *why);
/* Spans live as long as the journal. False: nothing has been put yet. */
bool journal_campaign(struct journal *j, struct journal_campaign *c);

struct journal_cycle {
	uint64_t cycle;			/* number from 1, in order of begin */
	struct span name, kind;
	struct span plan_sha256;	/* journal_plan_digest() */
	struct span selection;		/* "", or "failed of NAME" */
	int64_t begun_ms, ended_ms;	/* ended 0: it was not finished */
	uint64_t cases, runs;		/* in its plan; processes so far */
};

uint64_t journal_cycle_begin(struct journal *j, const struct journal_cycle *c);
/* Counts a further process that works on it. */
void journal_cycle_resumed(struct journal *j, uint64_t cycle, int64_t at_ms,
			   struct span tool_version);
void journal_cycle_end(struct journal *j, uint64_t cycle, int64_t at_ms);
/* By name; an empty name: the one begun last. False: none. */
bool journal_cycle(struct journal *j, struct span name,
		   struct journal_cycle *c);
typedef VEC(struct journal_cycle) journal_cycles;
void journal_cycles_list(struct journal *j, journal_cycles *list);

/* Of the cases in their order, as rows of sit-cases(5). */
void journal_plan_digest(const struct cases *cases, char text[SHA256_TEXT]);

struct journal_plan_row {
	uint64_t case_no;		/* in the cycle, from 1: the order of
					   the results */
	const struct testcase *testcase;
	struct span device_id, s1sp, smso;
	uint64_t smets;			/* 1, 2; 0: not known */
};

void journal_plan_add(struct journal *j, uint64_t cycle,
		      const struct journal_plan_row *row);

/* The plan again, in its order, with what belongs to each case beside it:
 * rows.v[i] tells of cases.rows.v[i], whose line is its case_no. Cases that
 * the plan lost meanwhile are left out. */
struct journal_plan {
	struct cases cases;
	VEC(struct journal_plan_row) rows;
};
#define JOURNAL_PLAN_INIT	{ CASES_INIT, VEC_INIT }
/* False: it cannot be read (journal_failure()), or holds what is no case
 * (findings). */
bool journal_plan_load(struct journal *j, uint64_t cycle,
		       struct journal_plan *plan, struct diag *d);
void journal_plan_release(struct journal_plan *plan);

/*
 * Another plan for a cycle that has begun (--plan-changed): cases are told
 * apart by their id. One that is new gets the next number; one that is gone
 * keeps its results but is not in the plan any more; one whose expectation
 * or request changed has the attempts so far voided, and is to be run again.
 * The case_no of each row is filled in.
 */
struct journal_replan {
	uint64_t same, changed, fresh, gone;
};
bool journal_plan_replace(struct journal *j, uint64_t cycle, int64_t at_ms,
			  struct journal_plan_row *rows, size_t n,
			  const char *plan_sha256,
			  struct journal_replan *told, struct diag *d);

/* The bytes of what the cycle is made from: "campaign", "devices", ...; more
 * of a role are numbered by `place`. What a later process puts in the place
 * is kept beside the former, unless it is the same. */
void journal_file_put(struct journal *j, uint64_t cycle, struct span role,
		      uint64_t place, struct span name, struct span bytes);
/* The last of that place; false: there is none. Name and bytes are added. */
bool journal_file(struct journal *j, uint64_t cycle, struct span role,
		  uint64_t place, struct buf *name, struct buf *bytes);

/* Something that changed on the way: "firmware", "clock", "resume". */
void journal_event(struct journal *j, uint64_t cycle, int64_t at_ms,
		   struct span kind, struct span text);

/* ---- attempts, requests, messages ---- */

struct journal_attempt {
	uint64_t number;		/* over the whole journal */
	uint64_t cycle, case_no, attempt;	/* attempt from 1; 0: nothing
					   was tried */
	struct span interface, route;	/* where it went, and why there */
	struct span user;
	struct span firmware[DEVICES];	/* of the set, when it began */
	struct span state;		/* as the runner names it */
	struct span carry;		/* what the runner wants back on
					   --resume; it means nothing here */
	int64_t begun_ms;
	int64_t due_ms;			/* 0: not waiting */
	int64_t ended_ms;		/* 0: open */

	/* what the results show */
	struct span verdict, timing;	/* empty: open */
	struct span ack_code, final_code, alert_code;
	struct span request_id, schedule_id;
	int64_t sent_ms;		/* 0: nothing was */
	bool has_ack, has_result, has_trt;
	uint64_t ack_ms, result_ms, trt_ms;
	struct span voided_by, issue_ids, reason;
};

uint64_t journal_attempt_add(struct journal *j,
			     const struct journal_attempt *a);
/* The whole row again, by its number; but what voided it and its issues stay
 * where they are not given. */
void journal_attempt_put(struct journal *j, const struct journal_attempt *a);
/* Those of a case, all cycles' (cycle 0) or one's: what a change voids. */
void journal_attempts_void(struct journal *j, uint64_t cycle,
			   struct span case_id, struct span voided_by);

/* By attempt and stage: first what is about to be sent (end is empty), then
 * again with all that came of it; only the headers may be others then. */
struct journal_request {
	uint64_t attempt;		/* its number */
	uint64_t stage;			/* 1, 2 */
	struct span request_id;
	struct span url, headers, body;
	int64_t sent_ms;

	struct span end;		/* "ANSWERED", ...; empty: not known */
	struct span error;		/* of the transport */
	uint64_t http_status;
	struct span answer_headers, answer;
	struct span signature, schema;	/* verdicts on the answer */
	uint64_t connect_us, first_us, total_us, bytes_out;
};

void journal_request_put(struct journal *j, const struct journal_request *r);

/* A message that was pushed. */
struct journal_message {
	uint64_t number;		/* given by journal_arrived() */
	uint64_t body_no;		/* of the journal, too */
	int64_t arrived_ms;
	struct span path, headers, body, peer;

	struct span kind;		/* "SMETS1 response" */
	struct span request_id, response_id, code;
	struct span signature, embedded, schema;	/* verdicts */
	uint64_t attempt;		/* 0: of none */
	struct span unmatched;		/* why none */
};

/* True: it is new, and is to be put. False: the same bytes came before; that
 * they came again has been put, and there is nothing else to do. Gives it its
 * number. */
bool journal_arrived(struct journal *j, struct journal_message *m);
/* With what was found out about it. */
void journal_message_put(struct journal *j, const struct journal_message *m);

/* ---- what --resume needs ---- */

struct journal_load {
	struct arena arena;
	VEC(struct journal_attempt) attempts;	/* of the cycle, by number */
	VEC(struct journal_request) requests;	/* by attempt and stage; no
						   bodies, no headers */
	VEC(struct journal_message) messages;	/* by arrival; no bodies */
};
#define JOURNAL_LOAD_INIT	{ ARENA_INIT, VEC_INIT, VEC_INIT, VEC_INIT }

/* `open_only`: requests and messages of attempts that are open only. */
bool journal_load(struct journal *j, uint64_t cycle, bool open_only,
		  struct journal_load *load);
/* Adds the messages that belong to no attempt. */
bool journal_unmatched(struct journal *j, struct journal_load *load);
void journal_load_release(struct journal_load *load);

/* The highest counter that any request of this originator had, over all
 * cycles; 0: none. */
uint64_t journal_counter(struct journal *j, uint64_t originator);

/* The bytes of a request ("body"), its answer, or a message; false: there
 * are none. They are added. */
bool journal_request_body(struct journal *j, uint64_t attempt, uint64_t stage,
			  struct buf *body);
bool journal_answer_body(struct journal *j, uint64_t attempt, uint64_t stage,
			 struct buf *body);
bool journal_message_body(struct journal *j, uint64_t number,
			  struct buf *body);

/* Of its pages, also those that are still in its log. */
uint64_t journal_size_bytes(struct journal *j);

#endif
