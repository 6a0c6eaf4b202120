/*
 * run_heap.h - what is next, and what is allowed now
 *
 * A heap of numbered things, the lowest key first and among equal keys the
 * lowest number. A thing is not taken out by its owner: its stamp is no
 * longer the one that the owner has, and it is passed over.
 *
 *	run_heap_add(&h, key, place, stamp);
 *	while (run_heap_top(&h, &item) && item.key <= now)
 *		run_heap_take(&h);
 *
 * A bucket of tokens lets through a rate in thousandths a second, exactly: a
 * token is a million parts, of which a millisecond brings as many as the
 * rate has thousandths. It holds a little more than one, for who asks only
 * now and then; and yet never more than the rate, rounded up, gets through in
 * a second, of which the times are remembered.
 *
 *	run_bucket_init(&b, rate_milli, now_ms);	(0: no cap)
 *	if (run_bucket_at(&b, now_ms) <= now_ms)
 *		run_bucket_take(&b, now_ms);
 *	run_bucket_release(&b);
 */
#ifndef ENGINE_RUN_HEAP_H
#define ENGINE_RUN_HEAP_H

#include <stdbool.h>
#include <stdint.h>
#include "base/vec.h"

struct run_heap_item {
	int64_t key;
	uint32_t number, stamp;
};

struct run_heap {
	VEC(struct run_heap_item) v;
};

void run_heap_add(struct run_heap *h, int64_t key, uint32_t number,
		  uint32_t stamp);
bool run_heap_top(const struct run_heap *h, struct run_heap_item *item);
void run_heap_take(struct run_heap *h);
void run_heap_release(struct run_heap *h);

struct run_bucket {
	uint64_t rate;			/* thousandths a second; 0: no cap */
	uint64_t level, room;		/* millionths of a token */
	int64_t at_ms;
	int64_t *taken_ms;		/* the last ones, in a ring */
	uint64_t ring, n_taken;
};

void run_bucket_init(struct run_bucket *b, uint64_t rate_milli,
		     int64_t now_ms);
/* When the next token is there: now, or later. */
int64_t run_bucket_at(struct run_bucket *b, int64_t now_ms);
void run_bucket_take(struct run_bucket *b, int64_t now_ms);
void run_bucket_release(struct run_bucket *b);

#endif
