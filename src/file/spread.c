/*
 * Ids are mixed first, without loss: the upper ten bits choose the part and
 * are not kept, the lower ones are the place in its table. A pair is the
 * other 54 bits and 18 of the number in nine bytes; wide, 26 in ten. Chunks
 * are pages, so that where the next pair goes also says whether there is
 * room.
 */
#include "file/spread.h"

#include <stdatomic.h>
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"
#include "file/pages.h"
#include "file/threads.h"

enum { PARTS_LOG = 10, PARTS = 1 << PARTS_LOG, ID_BITS = 64 - PARTS_LOG,
       SLICE = PARTS / SPREAD_SLICES, PAGE = PAGES_BYTES, LOW_BITS = 10,
       LOW_BYTES = 8, PAIR = 9, PAIR_WIDE = 10, SLOTS_MIN = 1 << 10,
       AHEAD = 6 };

#define NO_STATE	UINT32_MAX
#define ID_MASK		((UINT64_C(1) << ID_BITS) - 1)

struct spread_hand {
	unsigned char *at[PARTS];	/* where the next one goes */
	VEC(unsigned char *) pages[PARTS];
	struct pages memory;
	unsigned from, kept;		/* parts */
	unsigned pair;			/* bytes */
};

struct spread {
	VEC(struct spread_hand *) hands;
	unsigned pair;			/* bytes */
};

struct joiner {
	const struct spread *s;
	const struct spread_join *j;
	unsigned thread;
	atomic_uint *next;
	atomic_bool *stop;
	uint64_t *id;
	uint32_t *state;
	size_t mask, used;
	size_t most;			/* ids that a part had so far */
};

struct spread *spread_new(bool wide)
{
	struct spread *s = mem_array(1, sizeof(*s));

	s->pair = wide ? PAIR_WIDE : PAIR;
	return s;
}

static void hand_release(struct spread_hand *h)
{
	for (unsigned p = 0; p < PARTS; p++)
		vec_release(&h->pages[p]);
	pages_release(&h->memory);
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
	while (s->hands.n <= thread) {
		struct spread_hand *h = mem_array(1, sizeof(*h));

		h->memory = (struct pages)PAGES_INIT;
		h->kept = PARTS;
		h->pair = s->pair;
		vec_push(&s->hands, h);
	}
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
	unsigned char *page = pages_take(&h->memory);

	vec_push(&h->pages[part], page);
	return page;
}

void spread_add(struct spread_hand *h, uint64_t id, uint32_t number)
{
	const uint64_t mixed = mix(id);
	const unsigned part = (unsigned)(mixed >> ID_BITS);
	const uint64_t low = (mixed & ID_MASK) | (uint64_t)number << ID_BITS;
	unsigned char *at = h->at[part];

	if (part - h->from >= h->kept)
		return;
	if (!at || (uintptr_t)at % PAGE > PAGE - PAIR_WIDE)
		at = page_new(h, part);
	memcpy(at, &low, sizeof(low));
	/* The tenth byte may be the next pair's, which is written later. */
	at[LOW_BYTES] = (unsigned char)(number >> LOW_BITS);
	at[LOW_BYTES + 1] = (unsigned char)(number >> (LOW_BITS + 8));
	h->at[part] = at + h->pair;
}

void spread_keep(struct spread_hand *h, unsigned from, unsigned to)
{
	h->from = from * SLICE;
	h->kept = (to - from) * SLICE;
	for (unsigned p = 0; p < PARTS; p++) {
		if (p - h->from < h->kept)
			continue;
		for (size_t i = 0; i < h->pages[p].n; i++)
			pages_give(&h->memory, h->pages[p].v[i]);
		vec_release(&h->pages[p]);
		h->at[p] = NULL;
	}
}

uint64_t spread_bytes(const struct spread_hand *h)
{
	return h->memory.in_use;
}

/* Pairs on page i of a part. */
static size_t pairs_on(const struct spread_hand *h, unsigned p, size_t i)
{
	return i + 1 < h->pages[p].n ? (PAGE - 1) / h->pair :
	       (size_t)(h->at[p] - h->pages[p].v[i]) / h->pair;
}

static void table_new(struct joiner *w, size_t slots)
{
	w->id = mem_resize(NULL, slots, sizeof(*w->id));
	w->state = mem_resize(NULL, slots, sizeof(*w->state));
	memset(w->state, 0xff, slots * sizeof(*w->state));
	w->mask = slots - 1;
}

static void table_free(struct joiner *w)
{
	mem_free(w->id);
	mem_free(w->state);
}

/* Empty, and large enough for as many ids as the parts before had. */
static void table_ready(struct joiner *w)
{
	size_t slots = SLOTS_MIN;

	while (slots / 2 <= w->most)
		slots *= 2;
	if (!w->id || slots > w->mask + 1) {
		table_free(w);
		table_new(w, slots);
	} else {
		memset(w->state, 0xff, (w->mask + 1) * sizeof(*w->state));
	}
	w->used = 0;
}

static void table_grow(struct joiner *w)
{
	const struct joiner old = *w;

	table_new(w, (w->mask + 1) * 2);
	for (size_t k = 0; k <= old.mask; k++) {
		size_t i = old.id[k] & w->mask;

		if (old.state[k] == NO_STATE)
			continue;
		while (w->state[i] != NO_STATE)
			i = (i + 1) & w->mask;
		w->id[i] = old.id[k];
		w->state[i] = old.state[k];
	}
	mem_free(old.id);
	mem_free(old.state);
}

static bool begin_id(struct joiner *w, unsigned hand, uint64_t id,
		     uint32_t number)
{
	const struct spread_join *j = w->j;
	size_t i;

	if (2 * ++w->used > w->mask)
		table_grow(w);
	if (w->used > w->most)
		w->most = w->used;
	for (i = id & w->mask; w->state[i] != NO_STATE;)
		i = (i + 1) & w->mask;
	w->id[i] = id;
	return j->begin(j->ctx, w->thread, hand, number, &w->state[i]);
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
	return begin_id(w, hand, id, number);
}

static inline uint32_t read_pair(const unsigned char *at, bool wide,
				 uint64_t *id)
{
	uint32_t number = (uint32_t)at[LOW_BYTES] << LOW_BITS;

	memcpy(id, at, sizeof(*id));
	number |= (uint32_t)(*id >> ID_BITS);
	*id &= ID_MASK;
	if (wide)
		number |= (uint32_t)at[LOW_BYTES + 1] << (LOW_BITS + 8);
	return number;
}

static void expect_pair(struct joiner *w, unsigned hand, uint64_t id,
			uint32_t number)
{
	const size_t i = id & w->mask;

	if (w->state[i] != NO_STATE && w->id[i] == id)
		w->j->expect(w->j->ctx, w->thread, hand, number, w->state[i]);
}

static bool join_page(struct joiner *w, unsigned hand,
		      const unsigned char *at, size_t pairs)
{
	const bool wide = w->s->pair == PAIR_WIDE;
	const size_t step = w->s->pair, ahead = AHEAD * step;

	for (; pairs > 0; pairs--, at += step) {
		uint64_t id;
		uint32_t number;

		if (pairs > AHEAD && w->j->expect) {
			number = read_pair(at + ahead, wide, &id);
			expect_pair(w, hand, id, number);
		}
		number = read_pair(at, wide, &id);
		if (!join_pair(w, hand, id, number))
			return false;
	}
	return true;
}

static bool join_part(struct joiner *w, unsigned p)
{
	table_ready(w);
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
		table_free(&w[i]);
	}
	mem_free(w);
	return !stop;
}
