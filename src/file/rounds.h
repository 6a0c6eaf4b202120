/*
 * rounds.h - what does not fit into memory at once, in several rounds
 *
 * What is to be kept is divided into 256 slices of equal size, by a hash.
 * How much it will be is not known beforehand, so the first round begins
 * with all slices; whenever what is kept outgrows the limit, the upper half
 * of them is dropped, and left to a later round. Further rounds take as many
 * slices as will fit by what the ones before have needed.
 *
 *	rounds_init(&r, limit_bytes);
 *	do {
 *		rounds_begin(&r);	(again, if a round must begin again)
 *		...in each thread, h of its own, every now and then:
 *		if (rounds_moved(&r, &h, &to))
 *			...drops what is not in slices [r.from, to)...
 *		rounds_report(&r, &h, to, bytes in use now);
 *		rounds_end(&r);
 *		...the same once more for each h...
 *	} while (rounds_next(&r));
 *	rounds_release(&r);
 *
 * No slice is dropped before all threads have dropped the ones before, so a
 * limit is not overdone; it is passed by what the threads add between two
 * reports, and by the size of one slice.
 */
#ifndef FILE_ROUNDS_H
#define FILE_ROUNDS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define ROUNDS_SLICES	256u

struct rounds {
	uint64_t limit_bytes;		/* 0: none */
	unsigned from;			/* slices of the round: [from, to) */
	atomic_uint to;
	unsigned begun_to;		/* as the round began */
	unsigned count;			/* of rounds, this one too */
	bool ended;			/* no slice is left out any more */
	pthread_mutex_t lock;
	uint64_t used_bytes;
	unsigned hands, agreed;		/* that report; that know of `to` */
};

struct rounds_hand {			/* zero: has not reported yet */
	unsigned to;
	uint64_t used_bytes;
};

void rounds_init(struct rounds *r, uint64_t limit_bytes);
void rounds_begin(struct rounds *r);
void rounds_report(struct rounds *r, struct rounds_hand *h, unsigned to,
		   uint64_t used_bytes);
/* The threads have ended. */
void rounds_end(struct rounds *r);
bool rounds_next(struct rounds *r);	/* false: all slices are done */
void rounds_release(struct rounds *r);

/* Fewer slices than this hand knows of? */
static inline bool rounds_moved(struct rounds *r, const struct rounds_hand *h,
				unsigned *to)
{
	*to = atomic_load_explicit(&r->to, memory_order_relaxed);
	return *to != h->to;
}

#endif
