#include "engine/run_heap.h"

#include "engine/run.h"

static bool before(const struct run_heap_item *a,
		   const struct run_heap_item *b)
{
	return a->key < b->key ||
	       (a->key == b->key && a->number < b->number);
}

void run_heap_add(struct run_heap *h, int64_t key, uint32_t number,
		  uint32_t stamp)
{
	const struct run_heap_item item = { key, number, stamp };
	size_t at = h->v.n;

	vec_push(&h->v, item);
	while (at && before(&item, &h->v.v[(at - 1) / 2])) {
		h->v.v[at] = h->v.v[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	h->v.v[at] = item;
}

bool run_heap_top(const struct run_heap *h, struct run_heap_item *item)
{
	if (!h->v.n)
		return false;
	*item = h->v.v[0];
	return true;
}

void run_heap_take(struct run_heap *h)
{
	const struct run_heap_item last = h->v.v[--h->v.n];
	size_t at = 0, child;

	while ((child = 2 * at + 1) < h->v.n) {
		if (child + 1 < h->v.n &&
		    before(&h->v.v[child + 1], &h->v.v[child]))
			child++;
		if (!before(&h->v.v[child], &last))
			break;
		h->v.v[at] = h->v.v[child];
		at = child;
	}
	h->v.v[at] = last;
}

void run_heap_release(struct run_heap *h)
{
	vec_release(&h->v);
}

/* ---- tokens ---- */

enum { TOKEN = 1000000 };

void run_bucket_init(struct run_bucket *b, uint64_t rate_milli,
		     int64_t now_ms)
{
	const uint64_t burst = rate_milli * RUN_BURST_MS;

	*b = (struct run_bucket){ .rate = rate_milli, .at_ms = now_ms,
		.room = burst > TOKEN ? burst : TOKEN };
	b->level = b->room;
}

static void fill(struct run_bucket *b, int64_t now_ms)
{
	const uint64_t ms = now_ms > b->at_ms ?
			    (uint64_t)(now_ms - b->at_ms) : 0;

	if (!ms)
		return;
	b->at_ms = now_ms;
	/* so long a time fills it, whatever the product would be */
	if (ms > b->room / b->rate || b->level + ms * b->rate > b->room)
		b->level = b->room;
	else
		b->level += ms * b->rate;
}

int64_t run_bucket_at(struct run_bucket *b, int64_t now_ms)
{
	if (!b->rate)
		return now_ms;
	fill(b, now_ms);
	if (b->level >= TOKEN)
		return now_ms;
	return b->at_ms +
	       (int64_t)((TOKEN - b->level + b->rate - 1) / b->rate);
}

void run_bucket_take(struct run_bucket *b, int64_t now_ms)
{
	if (!b->rate)
		return;
	fill(b, now_ms);
	b->level -= TOKEN;
}
