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
	/* faster than anybody can send is no cap */
	*b = (struct run_bucket){ .at_ms = now_ms,
		.rate = rate_milli > RUN_RATE_MAX ? 0 : rate_milli };
	b->level = b->room = TOKEN + b->rate * RUN_BURST_MS;
	b->ring = (b->rate + 999) / 1000;
	if (b->ring)
		b->taken_ms = mem_array(b->ring, sizeof(*b->taken_ms));
}

void run_bucket_release(struct run_bucket *b)
{
	mem_free(b->taken_ms);
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

/* When the oldest of as many as a second may have is a second old; of a rate
 * that is no whole number, as many as it rounds up to in their own time. */
static int64_t ring_at(const struct run_bucket *b)
{
	const uint64_t ms = (b->ring * TOKEN + b->rate - 1) / b->rate;

	if (b->n_taken < b->ring)
		return b->at_ms;
	return b->taken_ms[b->n_taken % b->ring] + (int64_t)ms;
}

int64_t run_bucket_at(struct run_bucket *b, int64_t now_ms)
{
	int64_t at = now_ms;

	if (!b->rate)
		return now_ms;
	fill(b, now_ms);
	if (b->level < TOKEN)
		at = b->at_ms +
		     (int64_t)((TOKEN - b->level + b->rate - 1) / b->rate);
	return ring_at(b) > at ? ring_at(b) : at;
}

void run_bucket_take(struct run_bucket *b, int64_t now_ms)
{
	if (!b->rate)
		return;
	fill(b, now_ms);
	b->level -= TOKEN;
	b->taken_ms[b->n_taken++ % b->ring] = now_ms;
}
