/*
 * spread.h - numbers with the same id, brought together
 *
 * Pairs of an id (64 bits) and a number (32 bits) come in any order, very
 * many of them. They are spread over parts by the id, and each part is then
 * joined in a table that fits into a processor's cache. What a hand calls a
 * number may be called otherwise where numbers of all hands come together.
 *
 *	struct spread *s = spread_new(false);
 *	h = spread_hand(s, thread);		(before the threads start)
 *	spread_add(h, ids, numbers, n);		(one hand, one thread)
 *	spread_join(s, threads, &join);
 *	spread_free(s);
 *
 * Numbers of an id come in no particular order, and ids neither. Memory: 9
 * bytes a pair (wide: 10) and 4 MiB a hand; joining, 64 bytes an id of a part
 * (one in 1,024) a thread.
 *
 * Ids fall into 256 slices of equal size. A hand may be told to keep some of
 * them only: pairs of others are dropped, and no longer taken. So what does
 * not fit into memory at once is joined in several rounds.
 */
#ifndef FILE_SPREAD_H
#define FILE_SPREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SPREAD_MAX	(UINT32_C(1) << 18)
#define SPREAD_MAX_WIDE	(UINT32_C(1) << 26)
#define SPREAD_SLICES	256u
#define SPREAD_MOST	6	/* numbers of an id */

struct spread;
struct spread_hand;

struct spread_join {
	const uint32_t *const *name;	/* of a hand's numbers: name[hand] */
	/* All numbers of an id, each by its name; behind the n names is
	 * anything. In any of the threads. */
	void (*id)(void *ctx, unsigned thread,
		   const uint32_t name[SPREAD_MOST], size_t n);
	void *ctx;
};

/* wide: numbers are below SPREAD_MAX_WIDE, not SPREAD_MAX */
struct spread *spread_new(bool wide);
void spread_free(struct spread *s);
struct spread_hand *spread_hand(struct spread *s, unsigned thread);
void spread_add(struct spread_hand *h, const uint64_t *id,
		const uint32_t *number, size_t n);
/* Slices [from, to) are kept. */
void spread_keep(struct spread_hand *h, unsigned from, unsigned to);
uint64_t spread_bytes(const struct spread_hand *h);	/* in use */
/* In as many threads; false: an id has more numbers than SPREAD_MOST. */
bool spread_join(struct spread *s, unsigned threads,
		 const struct spread_join *j);

#endif
