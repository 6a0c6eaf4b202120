/*
 * push.h - messages on their way to the users' receivers
 *
 * A parcel is delivered when its receiver answers 2xx. Any other answer, or
 * none, is tried again after a wait that grows, until `give_up_s` seconds of
 * the emulator's clock have passed; an answer 4xx is final at once. Waits
 * between tries are real time, for they are about a real receiver.
 *
 * Parcels of one lane arrive in the order in which they were handed over:
 * the next begins when the one before has come to its end. Lanes do not wait
 * for each other, and no user's dead receiver takes the places of another
 * user's parcels.
 *
 *	p = emu_push_new(&settings);
 *	emu_push_add(p, &parcel);		(takes the body)
 *	emu_push_wait(p, fds, n, wait_ms);	(the one place that sleeps)
 *	emu_push_run(p);
 *	emu_push_free(p);
 */
#ifndef EMU_PUSH_H
#define EMU_PUSH_H

#include <stdbool.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/span.h"
#include "emu/clock.h"

struct emu_push;

enum emu_push_end {
	EMU_PUSH_DELIVERED,	/* 2xx */
	EMU_PUSH_REFUSED,	/* 4xx */
	EMU_PUSH_GIVEN_UP,
};

struct emu_parcel {
	uint64_t user, lane;
	struct span url, type;	/* copied */
	struct buf body;
	void *token;
};

struct emu_push_try {		/* what came of one try */
	const struct emu_parcel *parcel;
	unsigned status;	/* HTTP; 0: no answer */
	const char *error;	/* of the library; NULL: there is an answer */
	uint64_t tries;
};

struct emu_push_settings {
	const struct emu_clock *clock;
	uint64_t first_ms, factor_milli, max_ms, give_up_s;
	const char *ca;		/* file that https receivers are held to */
	struct span key, cert;	/* PEM text, shown to them; may be empty */
	void (*failed)(void *owner, const struct emu_push_try *t,
		       int64_t wait_ms);
	void (*ended)(void *owner, const struct emu_push_try *t,
		      enum emu_push_end end);
	void (*forgotten)(void *owner, void *token);	/* at the end */
	void *owner;
};

struct emu_push *emu_push_new(const struct emu_push_settings *settings);
void emu_push_free(struct emu_push *p);
void emu_push_add(struct emu_push *p, struct emu_parcel *parcel);
/* The user's receiver is elsewhere: what is on its way goes there next. */
void emu_push_redirect(struct emu_push *p, uint64_t user, struct span url);
size_t emu_push_pending(const struct emu_push *p);

/* Sleeps until something can be done; at most wait_ms, real. */
void emu_push_wait(struct emu_push *p, const int *fds, unsigned n,
		   int64_t wait_ms);
void emu_push_run(struct emu_push *p);

#endif
