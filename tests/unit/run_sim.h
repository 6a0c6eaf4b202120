/*
 * run_sim.h - an endpoint, a journal and a process that are only imagined
 *
 * A random plan, and who is asked for it: requests arrive or get lost, are
 * executed, refused or forgotten, and results are pushed, when chance says.
 * The endpoint keeps the truth: what it received, what it executed, what it
 * was told had arrived. That no RequestID is received twice for one stage,
 * and nothing executed twice that may not be repeated, is asserted as it
 * happens.
 *
 * Of a killed process remains what it had committed: intents of a round are
 * committed before any of it leaves, messages before they are acknowledged;
 * what was not acknowledged is pushed again.
 *
 *	sim_open(&w, seed);
 *	sim_begin(&w);
 *	...run_next(), sim_hear(), sim_commit(), sim_receive()...
 *	sim_close(&w);
 */
#ifndef RUN_SIM_H
#define RUN_SIM_H

#include "base/vec.h"
#include "engine/run.h"

enum { MAX = 40, DEVICES_MAX = 6, TRIES = 32, ALL = 2000,
       PARKED_MS = 60000, INTERFACES = 2, DARK_MS = 30000,
       AWAY_MS = 90000 };
#define T0	INT64_C(1600000000000)

struct chance {
	uint64_t state;
};

uint64_t chance_draw(struct chance *c, uint64_t below);
bool chance_one_in(struct chance *c, uint64_t n);

struct event {
	int64_t at_ms;
	bool pushed;			/* else it answers a request */
	uint32_t place, life;		/* an answer dies with its process */
	struct attempt_answer answer;
	struct attempt_message message;
	uint32_t serial;		/* of a message */
};

struct received {
	struct duis_id id;
	uint32_t place;
	unsigned stage;
	bool executed, told;		/* its good result was acknowledged */
};

/* What a process knows of an interface. */
struct door {
	int64_t dark_ms;		/* until then, and nobody knows */
	bool away;
	uint32_t trial;			/* place, or ALL */
	int64_t failed_ms, wait_ms;
};

struct world {
	struct chance chance;
	struct campaign campaign;
	struct testcase tests[MAX];
	struct run_case cases[MAX];
	char ids[MAX][8], afters[MAX][24];
	struct run_counter counter;
	struct run_settings set;
	struct run *run;
	struct run_now now;
	uint32_t life;
	VEC(struct event) events;
	VEC(struct received) got;
	VEC(int64_t) sent_ms;		/* of this process, real time */
	VEC(uint32_t) sent_s1sp;
	uint32_t executed[MAX];
	uint32_t serials;
	uint32_t under_way;

	/* the journal: what is committed, and what is not yet */
	struct arena arena;
	struct attempt (*kept)[TRIES], (*loose)[TRIES];	/* by case */
	uint32_t kept_n[MAX], loose_n[MAX];
	bool seen[ALL], seen_loose[ALL];	/* messages, by serial */

	struct door doors[INTERFACES];
	bool calm;			/* no mishaps */
	uint32_t stops;			/* by an interface that was away */
	uint32_t steps, kill_at;
	enum { NO_KILL, BEFORE_COMMIT, AFTER_COMMIT, AFTER_ACT } kill;
	bool killed;
	uint32_t kills_left;
};

/* A plan and an endpoint for it, in which nothing has happened. */
void sim_open(struct world *w, uint64_t seed);
void sim_close(struct world *w);

/* A process that finds what was committed. */
void sim_begin(struct world *w);
/* It is no more; another one begins. */
void sim_kill(struct world *w);
/* Is this where it dies? Counts the places where it could. */
bool sim_dies(struct world *w, unsigned where);

/* What has changed, into the journal; and for good. */
void sim_hear(struct world *w);
void sim_commit(struct world *w);

/* The request arrives, or does not; its sender learns of it, or does not. */
void sim_receive(struct world *w, const struct run_action *action);

#endif
