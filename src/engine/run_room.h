/*
 * run_room.h - what the parts of run.c share
 *
 * place	a case, as far as it has come
 * lane		a device: which of its cases are ready, and which holds it
 * group	the devices of one S1SP that have something to send
 * door		an interface; while it cannot be reached, the devices that
 *		have something to send stand in line there
 * slot		an open attempt; freed with its end, so that memory follows
 *		what is open and not what has been
 *
 * A place has at most one timer that counts, the one with its stamp. Whoever
 * ends a case puts it on the list `ended`; run_pump() lets what comes after
 * it go on, one by one and not one inside the other.
 */
#ifndef ENGINE_RUN_ROOM_H
#define ENGINE_RUN_ROOM_H

#include "base/intern.h"
#include "engine/run.h"
#include "engine/run_heap.h"

#define RUN_NONE	UINT32_MAX

enum run_phase {
	RUN_LATER,			/* what it comes after is not over */
	RUN_DATED,			/* its day has not come */
	RUN_READY,			/* in its lane's heap */
	RUN_PAUSE,			/* until it is tried again */
	RUN_NEXT,			/* holds its lane, has something to
					   send */
	RUN_OPEN,			/* an attempt is open */
	RUN_ENDED,
};

struct run_place {
	uint8_t phase, verdict;
	uint8_t busy, doubts;		/* times again, and why */
	bool missing;			/* what it comes after is not there */
	bool has_due;
	uint32_t afters;		/* of them, not over yet */
	uint32_t blocker;		/* one that did not pass, or NONE */
	uint32_t slot, lane;
	uint32_t number;		/* of the last attempt */
	uint32_t stamp;
	uint32_t schedule;		/* a text, or NONE */
	uint32_t schedule_from;		/* the place it comes from */
	int64_t due_ms;			/* of the schedule */
};

struct run_lane {
	uint64_t device;
	uint32_t s1sp;
	uint32_t door;
	uint32_t holder;		/* place, or NONE */
	bool queued;			/* in its group's heap, or in line at
					   its door */
	struct run_heap ready;		/* places, by themselves */
	uint32_t listeners;		/* first slot that wants alerts or
					   silence */
};

struct run_group {
	struct run_heap lanes;		/* by the place they would send */
	struct run_bucket bucket;
};

struct run_door {
	bool away;
	bool given_up;			/* away for longer than the limit */
	uint32_t trial;			/* while away: the lane that goes and
					   sees, or NONE */
	uint32_t held;			/* lanes that a case holds */
	int64_t since_ms, at_ms;	/* real time: away, and to be tried */
	int64_t wait_ms;
	struct run_heap lanes;		/* in line, by the place they would
					   send */
};

struct run_slot {
	struct attempt a;
	bool under_way;			/* an exchange */
	bool parked;			/* does not hold its lane */
	bool away;			/* nobody listened for a while */
	int64_t doubt_ms;		/* real time that it lasts at least */
	uint32_t next_id, next_schedule;	/* of the same bucket */
	uint32_t prev_listener, next_listener;
	uint64_t told;			/* round of changes that has it ... */
	size_t told_at;			/* ... and where */
	uint32_t free;			/* next free slot */
};

struct run_index {
	uint32_t *head;			/* slots */
	size_t size;			/* power of two */
};

struct run {
	struct run_settings settings;
	const struct run_settings *set;	/* those */
	struct run_place *places;
	uint32_t n;
	struct run_lane *lanes;		/* by device */
	uint32_t n_lanes;
	struct run_group *groups;
	uint32_t n_groups;
	struct run_door *doors;
	uint32_t n_doors;
	uint32_t *next_start, *next;	/* what comes after a place */
	uint64_t *counter;		/* of each settings->counters */
	uint32_t *codes;		/* times again, of each place after
					   each row of campaign->retries */

	struct run_bucket bucket;
	struct run_heap clock, real;	/* timers of places */
	VEC(struct run_slot) slots;
	uint32_t free;
	struct run_index by_id, by_schedule;
	struct intern texts;
	struct arena scratch;
	VEC(uint32_t) ended;
	VEC(struct attempt) changes;
	size_t changes_told;
	uint64_t round;			/* of changes */
	struct run_counts counts;

	bool started, stopping, draining, moved;
	uint64_t halfway;		/* open, but would have to send: UNSENT
					   and HALFWAY */
	int64_t drain_ms;		/* real time */
	int64_t settled_ms;		/* real time */
	int64_t step_ms;		/* of the clock that is moved */
};

static inline const struct testcase *run_case_of(const struct run *r,
						 uint32_t place)
{
	return r->set->cases[place].testcase;
}

static inline struct run_slot *run_slot_of(struct run *r, uint32_t place)
{
	return &r->slots.v[r->places[place].slot];
}

/* ---- run_plan.c ---- */
void run_plan_make(struct run *r, struct run_now now);
void run_plan_free(struct run *r);
uint32_t run_lane_find(const struct run *r, uint64_t device);

/* ---- run_door.c: interfaces that cannot be reached ---- */
/* An exchange of this place ended: its request left, or nothing of it did. */
void run_door_told(struct run *r, uint32_t place, bool sent,
		   struct run_now now);
/* The lane has nothing to send, or could not build it. */
void run_door_untried(struct run *r, uint32_t lane);
/* False: it stands in line now. */
bool run_door_lets(struct run *r, uint32_t lane, uint32_t place,
		   struct run_now now);
void run_doors_try(struct run *r, struct run_now now);	/* what is due */
int64_t run_doors_next(const struct run *r);		/* real time */
/* One has been away for too long, and no other has anything to do. */
bool run_doors_given_up(const struct run *r);

/* ---- run_slot.c: open attempts, and where to find them ---- */
struct span run_text(struct run *r, struct span s);	/* kept for good */
struct run_slot *run_slot_new(struct run *r, uint32_t place);
void run_slot_index(struct run *r, struct run_slot *s);
void run_slot_free(struct run *r, struct run_slot *s);
struct run_slot *run_find_id(struct run *r, const struct duis_id *id);
/* Of those that wait for it, the first in the plan; device 0 and an empty
 * service are not told. */
struct run_slot *run_find_schedule(struct run *r, struct span schedule,
				   uint64_t device, struct span srv);
void run_tell(struct run *r, struct run_slot *s);	/* it has changed */
void run_tell_ended(struct run *r, const struct attempt *a);

/* ---- run_end.c: waiting, judging, ending ---- */
/* Judges what is there; ends the attempt or sees that it is waited for. */
void run_settle(struct run *r, struct run_slot *s, struct run_now now);
/* Nothing of the request left: it has still to be sent. */
void run_unsent(struct run *r, struct run_slot *s, struct span why,
		struct run_now now);
/* Nothing of what was sent was taken: again so many times, or never. */
void run_fail_busy(struct run *r, struct run_slot *s, struct span why,
		   uint64_t wait_ms, struct run_now now);
void run_fail_for_good(struct run *r, struct run_slot *s, struct span why,
		       struct run_now now);
/* Nobody knows what became of the request. */
void run_doubt(struct run *r, struct run_slot *s, struct span why,
	       bool counts, struct run_now now);
/* The time up to which it waits has come. */
void run_expire(struct run *r, struct run_slot *s, struct run_now now);
/* Without an attempt. */
void run_leave_out(struct run *r, uint32_t place, enum verdict_fate fate,
		   struct span why, struct run_now now);
void run_park_schedule(struct run *r, uint32_t place, struct run_now now);
uint64_t run_doubt_wait(const struct run *r, uint32_t place);
void run_doubt_begins(const struct run *r, struct run_slot *s,
		      struct run_now now);
/* From where its answers are measured. */
int64_t run_base(const struct run *r, const struct run_slot *s);
void run_timer(struct run *r, struct run_slot *s);

/* ---- run.c ---- */
void run_lane_offer(struct run *r, uint32_t lane);
void run_lane_hold(struct run *r, uint32_t place);
void run_lane_release(struct run *r, uint32_t place);
void run_make_ready(struct run *r, uint32_t place);
void run_pump(struct run *r, struct run_now now);

#endif
