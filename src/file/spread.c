/* Ids are mixed first, without loss: the upper bits choose the part, the
 * lower ones the place in its table. */
#include "file/spread.h"

#include <stdatomic.h>
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"
#include "file/threads.h"

enum { PARTS_LOG = 10, PARTS = 1 << PARTS_LOG, CHUNK = 340 };

#define NO_STATE	UINT32_MAX

struct chunk {
	uint64_t id[CHUNK];
	uint32_t number[CHUNK];
};

struct part {
	struct chunk *last;		/* being filled, or NULL */
	uint32_t used;			/* of it */
	VEC(struct chunk *) chunks;
};

struct spread_hand {
	struct part part[PARTS];
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

void spread_clear(struct spread *s)
{
	for (size_t i = 0; i < s->hands.n; i++) {
		for (unsigned p = 0; p < PARTS; p++) {
			struct part *t = &s->hands.v[i]->part[p];

			for (size_t c = 0; c < t->chunks.n; c++)
				mem_free(t->chunks.v[c]);
			vec_release(&t->chunks);
			t->last = NULL;
		}
	}
}

void spread_free(struct spread *s)
{
	if (!s)
		return;
	spread_clear(s);
	for (size_t i = 0; i < s->hands.n; i++)
		mem_free(s->hands.v[i]);
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

void spread_add(struct spread_hand *h, uint64_t id, uint32_t number)
{
	const uint64_t mixed = mix(id);
	struct part *t = &h->part[mixed >> (64 - PARTS_LOG)];

	if (!t->last || t->used == CHUNK) {
		t->last = mem_resize(NULL, 1, sizeof(*t->last));
		vec_push(&t->chunks, t->last);
		t->used = 0;
	}
	t->last->id[t->used] = mixed;
	t->last->number[t->used++] = number;
}

static void table_ready(struct joiner *w, unsigned p)
{
	size_t pairs = 0, slots = 16;

	for (size_t i = 0; i < w->s->hands.n; i++)
		pairs += w->s->hands.v[i]->part[p].chunks.n * CHUNK;
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

static bool join_part(struct joiner *w, unsigned p)
{
	table_ready(w, p);
	for (unsigned h = 0; h < w->s->hands.n; h++) {
		const struct part *t = &w->s->hands.v[h]->part[p];

		for (size_t c = 0; c < t->chunks.n; c++) {
			const struct chunk *k = t->chunks.v[c];
			const uint32_t n = k == t->last ? t->used : CHUNK;

			for (uint32_t i = 0; i < n; i++)
				if (!join_pair(w, h, k->id[i], k->number[i]))
					return false;
		}
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
