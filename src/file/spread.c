/*
 * Ids are mixed first, without loss: the upper ten bits choose the part and
 * are not kept, the lower ones are the place in its table. A pair is the
 * other 54 bits and 26 of the number in ten bytes. Chunks are pages, so that
 * where the next pair goes also says whether there is room.
 */
#include "file/spread.h"

#include <stdatomic.h>
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"
#include "file/threads.h"

enum { PARTS_LOG = 10, PARTS = 1 << PARTS_LOG, ID_BITS = 64 - PARTS_LOG,
       PAGE = 4096, PAIR = 10, PAIRS = PAGE / PAIR, SLAB = 64 };

#define NO_STATE	UINT32_MAX
#define ID_MASK		((UINT64_C(1) << ID_BITS) - 1)

struct spread_hand {
	unsigned char *at[PARTS];	/* where the next one goes */
	VEC(unsigned char *) pages[PARTS];
	VEC(void *) slabs;
	unsigned char *page;		/* not yet used, of the last slab */
	unsigned left;
};

struct spread {
	VEC(struct spread_hand *) hands;
};

struct joiner {
	const struct spread *s;
	const struct spread_join *j;
	unsigned thread;
	atomic_uint *next;
	atomic_bool *stop;
	uint64_t *id;
	uint32_t *state;
	size_t room, mask;
};

struct spread *spread_new(void)
{
	return mem_array(1, sizeof(struct spread));
}

static void hand_release(struct spread_hand *h)
{
	for (unsigned p = 0; p < PARTS; p++)
		vec_release(&h->pages[p]);
	for (size_t i = 0; i < h->slabs.n; i++)
		mem_free(h->slabs.v[i]);
	vec_release(&h->slabs);
	mem_free(h);
}

void spread_free(struct spread *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->hands.n; i++)
		hand_release(s->hands.v[i]);
	vec_release(&s->hands);
	mem_free(s);
}

struct spread_hand *spread_hand(struct spread *s, unsigned thread)
{
	while (s->hands.n <= thread)
		vec_push(&s->hands, mem_array(1, sizeof(struct spread_hand)));
	return s->hands.v[thread];
}

static uint64_t mix(uint64_t x)
{
	x ^= x >> 32;
	x *= UINT64_C(0xd6e8feb86659fd93);
	x ^= x >> 32;
	x *= UINT64_C(0xd6e8feb86659fd93);
	return x ^ x >> 32;
}

static unsigned char *page_new(struct spread_hand *h, unsigned part)
{
	if (h->left == 0) {
		unsigned char *slab = mem_resize(NULL, SLAB + 1, PAGE);

		vec_push(&h->slabs, slab);
		h->page = slab + (PAGE - (uintptr_t)slab % PAGE) % PAGE;
		h->left = SLAB;
	}
	vec_push(&h->pages[part], h->page);
	h->page += PAGE;
	h->left--;
	return h->page - PAGE;
}

void spread_add(struct spread_hand *h, uint64_t id, uint32_t number)
{
	const uint64_t mixed = mix(id);
	const unsigned part = (unsigned)(mixed >> ID_BITS);
	const uint64_t low = (mixed & ID_MASK) | (uint64_t)number << ID_BITS;
	const uint16_t high = (uint16_t)(number >> PARTS_LOG);
	unsigned char *at = h->at[part];

	if (!at || (uintptr_t)at % PAGE > PAGE - PAIR)
		at = page_new(h, part);
	memcpy(at, &low, sizeof(low));
	memcpy(at + sizeof(low), &high, sizeof(high));
	h->at[part] = at + PAIR;
}

/* Pairs on page i of a part. */
static size_t pairs_on(const struct spread_hand *h, unsigned p, size_t i)
{
	return i + 1 < h->pages[p].n ? PAIRS :
	       (size_t)(h->at[p] - h->pages[p].v[i]) / PAIR;
}

static void table_ready(struct joiner *w, unsigned p)
{
	size_t pairs = 0, slots = 16;

	for (size_t i = 0; i < w->s->hands.n; i++)
		pairs += w->s->hands.v[i]->pages[p].n * PAIRS;
	while (slots / 2 < pairs)
		slots *= 2;
	if (slots > w->room) {
		mem_free(w->id);
		mem_free(w->state);
		w->id = mem_resize(NULL, slots, sizeof(*w->id));
		w->state = mem_resize(NULL, slots, sizeof(*w->state));
		w->room = slots;
	}
	memset(w->state, 0xff, slots * sizeof(*w->state));
	w->mask = slots - 1;
}

static bool join_pair(struct joiner *w, unsigned hand, uint64_t id,
		      uint32_t number)
{
	const struct spread_join *j = w->j;
	size_t i = id & w->mask;

	while (w->state[i] != NO_STATE && w->id[i] != id)
		i = (i + 1) & w->mask;
	if (w->state[i] != NO_STATE)
		return j->add(j->ctx, w->thread, hand, number, &w->state[i]);
	w->id[i] = id;
	return j->begin(j->ctx, w->thread, hand, number, &w->state[i]);
}

static bool join_page(struct joiner *w, unsigned hand,
		      const unsigned char *at, size_t pairs)
{
	for (; pairs > 0; pairs--, at += PAIR) {
		uint64_t low;
		uint16_t high;

		memcpy(&low, at, sizeof(low));
		memcpy(&high, at + sizeof(low), sizeof(high));
		if (!join_pair(w, hand, low & ID_MASK,
			       (uint32_t)high << PARTS_LOG |
			       (uint32_t)(low >> ID_BITS)))
			return false;
	}
	return true;
}

static bool join_part(struct joiner *w, unsigned p)
{
	table_ready(w, p);
	for (unsigned h = 0; h < w->s->hands.n; h++) {
		const struct spread_hand *hand = w->s->hands.v[h];

		for (size_t i = 0; i < hand->pages[p].n; i++)
			if (!join_page(w, h, hand->pages[p].v[i],
				       pairs_on(hand, p, i)))
				return false;
	}
	for (size_t i = 0; i <= w->mask; i++)
		if (w->state[i] != NO_STATE)
			w->j->end(w->j->ctx, w->thread, w->state[i]);
	return true;
}

static void *work(void *data)
{
	struct joiner *w = data;

	while (!atomic_load(w->stop)) {
		const unsigned p = atomic_fetch_add(w->next, 1);

		if (p >= PARTS)
			break;
		if (!join_part(w, p))
			atomic_store(w->stop, true);
	}
	return NULL;
}

bool spread_join(struct spread *s, unsigned threads,
		 const struct spread_join *j)
{
	struct joiner *w = mem_array(threads, sizeof(*w));
	atomic_uint next = 0;
	atomic_bool stop = false;

	for (unsigned i = 0; i < threads; i++)
		w[i] = (struct joiner){ .s = s, .j = j, .thread = i,
					.next = &next, .stop = &stop };
	threads_run(work, w, sizeof(*w), threads);
	for (unsigned i = 0; i < threads; i++) {
		mem_free(w[i].id);
		mem_free(w[i].state);
	}
	mem_free(w);
	return !stop;
}
