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
#include "base/mix.h"
#include "base/vec.h"
#include "file/pages.h"
#include "file/threads.h"

enum { PARTS_LOG = 10, PARTS = 1 << PARTS_LOG, ID_BITS = 64 - PARTS_LOG,
       SLICE = PARTS / SPREAD_SLICES, PAGE = PAGES_BYTES, LOW_BITS = 10,
       LOW_BYTES = 8, PAIR = 9, PAIR_WIDE = 10, SLOTS_MIN = 1 << 10,
       COUNT_BITS = 3, COUNT_MASK = (1 << COUNT_BITS) - 1, LINE = 64 };

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

/* Half a line of the cache. */
struct slot {
	uint64_t id;			/* and how many names; 0: empty */
	uint32_t name[SPREAD_MOST];
};

struct joiner {
	const struct spread *s;
	const struct spread_join *j;
	unsigned thread;
	atomic_uint *next;
	atomic_bool *stop;
	struct slot *slot;
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

static unsigned char *page_new(struct spread_hand *h, unsigned part)
{
	unsigned char *page = pages_take(&h->memory);

	vec_push(&h->pages[part], page);
	return page;
}

/* The line after the one that is written is asked for: when it is begun,
 * 1,024 parts later, it would have to be waited for. */
static inline void add(struct spread_hand *h, uint64_t id, uint32_t number,
		       unsigned pair)
{
	const uint64_t mixed = mix64(id);
	const unsigned part = (unsigned)(mixed >> ID_BITS);
	const uint64_t low = (mixed & ID_MASK) | (uint64_t)number << ID_BITS;
	unsigned char *at = h->at[part];

	if (part - h->from >= h->kept)
		return;
	if (!at || (uintptr_t)at % PAGE > PAGE - PAIR_WIDE)
		at = page_new(h, part);
	__builtin_prefetch(at + LINE, 1);
	memcpy(at, &low, sizeof(low));
	/* The tenth byte may be the next pair's, which is written later. */
	at[LOW_BYTES] = (unsigned char)(number >> LOW_BITS);
	at[LOW_BYTES + 1] = (unsigned char)(number >> (LOW_BITS + 8));
	h->at[part] = at + pair;
}

void spread_add(struct spread_hand *h, const uint64_t *id,
		const uint32_t *number, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add(h, id[i], number[i], h->pair);
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

static struct slot *slot_of(const struct joiner *w, uint64_t id)
{
	size_t i = id & w->mask;

	while (w->slot[i].id && (w->slot[i].id >> COUNT_BITS) != id)
		i = (i + 1) & w->mask;
	return &w->slot[i];
}

static void table_new(struct joiner *w, size_t slots)
{
	w->slot = mem_array(slots, sizeof(*w->slot));
	w->mask = slots - 1;
}

/* Empty, and large enough for as many ids as the parts before had. */
static void table_ready(struct joiner *w)
{
	size_t slots = SLOTS_MIN;

	while (slots / 4 * 3 <= w->most)
		slots *= 2;
	if (!w->slot || slots > w->mask + 1) {
		mem_free(w->slot);
		table_new(w, slots);
	} else {
		memset(w->slot, 0, (w->mask + 1) * sizeof(*w->slot));
	}
	w->used = 0;
}

static void table_grow(struct joiner *w)
{
	const struct joiner old = *w;

	table_new(w, (w->mask + 1) * 2);
	for (size_t i = 0; i <= old.mask; i++)
		if (old.slot[i].id)
			*slot_of(w, old.slot[i].id >> COUNT_BITS) =
				old.slot[i];
	mem_free(old.slot);
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

static inline bool join_pairs(struct joiner *w, const uint32_t *name,
			      const unsigned char *at, size_t pairs,
			      bool wide)
{
	for (; pairs > 0; pairs--, at += wide ? PAIR_WIDE : PAIR) {
		uint64_t id;
		const uint32_t number = read_pair(at, wide, &id);
		struct slot *slot = slot_of(w, id);
		const size_t n = slot->id & COUNT_MASK;

		if (n == SPREAD_MOST)
			return false;
		slot->name[n] = name[number];
		slot->id = id << COUNT_BITS | (n + 1);
		w->used += n == 0;
	}
	return true;
}

static bool join_page(struct joiner *w, const uint32_t *name,
		      const unsigned char *at, size_t pairs)
{
	while ((w->used + pairs) / 3 * 4 > w->mask)
		table_grow(w);
	return w->s->pair == PAIR_WIDE ?
		join_pairs(w, name, at, pairs, true) :
		join_pairs(w, name, at, pairs, false);
}

static bool join_part(struct joiner *w, unsigned p)
{
	const struct spread_join *j = w->j;

	table_ready(w);
	for (unsigned h = 0; h < w->s->hands.n; h++) {
		const struct spread_hand *hand = w->s->hands.v[h];

		for (size_t i = 0; i < hand->pages[p].n; i++)
			if (!join_page(w, j->name[h], hand->pages[p].v[i],
				       pairs_on(hand, p, i)))
				return false;
	}
	if (w->used > w->most)
		w->most = w->used;
	for (size_t i = 0; i <= w->mask; i++)
		if (w->slot[i].id)
			j->id(j->ctx, w->thread, w->slot[i].name,
			      w->slot[i].id & COUNT_MASK);
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
	for (unsigned i = 0; i < threads; i++)
		mem_free(w[i].slot);
	mem_free(w);
	return !stop;
}
