/*
 * spread.h - numbers with the same id, brought together
 *
 * Pairs of an id (64 bits) and a number (32 bits) come in any order, very
 * many of them. They are spread over parts by the id, and each part is then
 * joined in a table that fits into a processor's cache: an id begins with a
 * state made of its first number, each further number makes another state of
 * it. What states are is the caller's business.
 *
 *	struct spread *s = spread_new();
 *	h = spread_hand(s, thread);		(before the threads start)
 *	spread_add(h, id, number);		(one hand, one thread)
 *	spread_join(s, threads, &join);
 *	spread_free(s);
 *
 * Numbers of an id come in no particular order. Memory: 10 bytes a pair and
 * 4 MiB a hand; joining, 24 bytes an id of a part (one in 1,024) a thread.
 */
#ifndef FILE_SPREAD_H
#define FILE_SPREAD_H

#include <stdbool.h>
#include <stdint.h>

#define SPREAD_MAX	(UINT32_C(1) << 26)

struct spread;
struct spread_hand;

/* A state from a state and a number of the hand that brought it. False ends
 * the join. */
struct spread_join {
	bool (*begin)(void *ctx, unsigned thread, unsigned hand,
		      uint32_t number, uint32_t *state);
	bool (*add)(void *ctx, unsigned thread, unsigned hand,
		    uint32_t number, uint32_t *state);
	/* All numbers of an id are in. */
	void (*end)(void *ctx, unsigned thread, uint32_t state);
	void *ctx;
};

struct spread *spread_new(void);
void spread_free(struct spread *s);
struct spread_hand *spread_hand(struct spread *s, unsigned thread);
/* number: below SPREAD_MAX */
void spread_add(struct spread_hand *h, uint64_t id, uint32_t number);
/* states: below 2^32 - 1. In as many threads; false: it was ended. */
bool spread_join(struct spread *s, unsigned threads,
		 const struct spread_join *j);

#endif
