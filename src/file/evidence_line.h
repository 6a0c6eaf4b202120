/*
 * evidence_line.h - an attempt and all that belongs to it, in one line
 *
 * The line of attempts.ndjson in an evidence pack, sit-evidence(5); its
 * digest is the evidence_sha256 of the results. What is decided later, as
 * what voids it and which issues were raised, is not in it.
 *
 *	static void take(void *into, const struct evidence_attempt *a)
 *	{
 *		evidence_line(a, &line);
 *		...
 *	}
 *
 *	evidence_walk(j, take, &mine);
 *
 * Attempts come by their number, over all cycles, and die with the call.
 */
#ifndef FILE_EVIDENCE_LINE_H
#define FILE_EVIDENCE_LINE_H

#include "file/journal.h"

struct evidence_body {
	char sha256[SHA256_TEXT];	/* empty: there is none */
	uint64_t bytes;
};

struct evidence_request {
	struct journal_request r;	/* with headers; no bodies */
	struct evidence_body body, answer;
};

struct evidence_message {
	struct journal_message m;
	struct evidence_body body;
	VEC(int64_t) again;		/* when the same bytes came again */
};

struct evidence_case {			/* of a plan */
	uint64_t cycle_no, case_no;
	struct span cycle, case_id;
	bool gone;			/* the plan lost it */
	struct span device_id, s1sp, smso;
	struct span cell[CASES_COLUMNS];	/* those that results have */
};

struct evidence_attempt {
	struct span campaign;
	const struct evidence_case *of;
	struct journal_attempt a;
	VEC(struct evidence_request) requests;
	VEC(struct evidence_message) messages;
};

/* The plans of all cycles, in order. Texts live in the arena that was given
 * to load it. */
struct evidence_plan {
	struct journal_campaign campaign;
	journal_cycles cycles;
	VEC(struct evidence_case) cases;
};

void evidence_plan_load(struct journal *j, struct arena *a,
			struct evidence_plan *plan);
void evidence_plan_release(struct evidence_plan *plan);
/* Its place among the cases, or SIZE_MAX. */
size_t evidence_plan_find(const struct evidence_plan *plan, uint64_t cycle,
			  uint64_t case_no);

typedef void evidence_taker(void *into, const struct evidence_attempt *a);

/* False: it cannot be read, journal_failure(). */
bool evidence_walk(struct journal *j, const struct evidence_plan *plan,
		   evidence_taker *take, void *into);
/* Messages of no attempt. */
typedef void evidence_message_taker(void *into,
				    const struct evidence_message *m);
bool evidence_walk_unmatched(struct journal *j, evidence_message_taker *take,
			     void *into);

/* Adds the line, without its end. */
void evidence_line(const struct evidence_attempt *a, struct buf *line);
void evidence_message_line(const struct evidence_message *m,
			   struct buf *line);

#endif
