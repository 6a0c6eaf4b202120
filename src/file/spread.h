/*
 * spread.h - numbers with the same id, brought together
 *
 * Pairs of an id (64 bits) and a number (32 bits) come in any order, very
 * many of them. They are spread over parts by the id, and each part is then
 * joined in a table that fits into a processor's cache: an id begins with a
 * state made of its first number, each further number makes another state of
 * it. What states are is the caller's business.
 *
 *	struct spread *s = spread_new(false);
 *	h = spread_hand(s, thread);		(before the threads start)
 *	spread_add(h, id, number);		(one hand, one thread)
 *	spread_join(s, threads, &join);
 *	spread_free(s);
 *
 * Numbers of an id come in no particular order. Memory: 9 bytes a pair (wide:
 * 10) and 4 MiB a hand; joining, 24 bytes an id of a part (one in 1,024) a
 * thread.
 *
 * Ids fall into 256 slices of equal size. A hand may be told to keep some of
 * them only: pairs of others are dropped, and no longer taken. So what does
 * not fit into memory at once is joined in several rounds.
 */
#ifndef FILE_SPREAD_H
#define FILE_SPREAD_H

#include <stdbool.h>
#include <stdint.h>

#define SPREAD_MAX	(UINT32_C(1) << 18)
#define SPREAD_MAX_WIDE	(UINT32_C(1) << 26)
#define SPREAD_SLICES	256u

struct spread;
struct spread_hand;

/* A state from a state and a number of the hand that brought it. False ends
 * the join. */
struct spread_join {
	bool (*begin)(void *ctx, unsigned thread, unsigned hand,
		      uint32_t number, uint32_t *state);
	bool (*add)(void *ctx, unsigned thread, unsigned hand,
		    uint32_t number, uint32_t *state);
	/* NULL, or: so it will soon be asked to add, perhaps. */
	void (*expect)(void *ctx, unsigned thread, unsigned hand,
		       uint32_t number, uint32_t state);
	/* All numbers of an id are in. */
	void (*end)(void *ctx, unsigned thread, uint32_t state);
	void *ctx;
};

/* wide: numbers are below SPREAD_MAX_WIDE, not SPREAD_MAX */
struct spread *spread_new(bool wide);
void spread_free(struct spread *s);
struct spread_hand *spread_hand(struct spread *s, unsigned thread);
void spread_add(struct spread_hand *h, uint64_t id, uint32_t number);
/* Slices [from, to) are kept. */
void spread_keep(struct spread_hand *h, unsigned from, unsigned to);
uint64_t spread_bytes(const struct spread_hand *h);	/* in use */
/* states: below 2^32 - 1. In as many threads; false: it was ended. */
bool spread_join(struct spread *s, unsigned threads,
		 const struct spread_join *j);

#endif
