/* Slices are equal by their hash, but not quite: later rounds leave a
 * thirty-second of the limit unused. */
#include "file/rounds.h"

void rounds_init(struct rounds *r, uint64_t limit_bytes)
{
	*r = (struct rounds){ .limit_bytes = limit_bytes, .count = 1,
			      .begun_to = ROUNDS_SLICES };
	pthread_mutex_init(&r->lock, NULL);
}

void rounds_release(struct rounds *r)
{
	pthread_mutex_destroy(&r->lock);
}

void rounds_begin(struct rounds *r)
{
	r->to = r->begun_to;
	r->used_bytes = 0;
	r->hands = r->agreed = 0;
	r->ended = false;
}

void rounds_end(struct rounds *r)
{
	r->ended = true;
}

void rounds_report(struct rounds *r, struct rounds_hand *h, unsigned to,
		   uint64_t used_bytes)
{
	if (h->to == to && h->used_bytes == used_bytes)
		return;
	pthread_mutex_lock(&r->lock);
	r->used_bytes += used_bytes - h->used_bytes;
	r->hands += h->to == 0;
	r->agreed += h->to != to && to == r->to;
	h->to = to;
	h->used_bytes = used_bytes;
	if (!r->ended && r->limit_bytes && r->used_bytes > r->limit_bytes &&
	    r->agreed == r->hands && r->to > r->from + 1) {
		r->to = r->from + (r->to - r->from) / 2;
		r->agreed = 0;
	}
	pthread_mutex_unlock(&r->lock);
}

bool rounds_next(struct rounds *r)
{
	const unsigned width = r->to - r->from;
	const uint64_t limit = r->limit_bytes - r->limit_bytes / 32;
	uint64_t next = width;

	if (r->to == ROUNDS_SLICES)
		return false;
	if (r->used_bytes && limit / r->used_bytes < ROUNDS_SLICES)
		next = (uint64_t)((double)width * (double)limit /
				  (double)r->used_bytes);
	if (next < 1)
		next = 1;
	r->from = r->to;
	if (next > ROUNDS_SLICES - r->from)
		next = ROUNDS_SLICES - r->from;
	r->begun_to = r->from + (unsigned)next;
	r->count++;
	return true;
}
