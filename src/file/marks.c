/*
 * Marks are spread by their upper eight bits, which are not kept, over parts
 * whose tables fit into a processor's cache; within a part the lower bits
 * are the place. A sort of all marks was rejected: it moves each of them some
 * twenty times.
 */
#include "file/marks.h"

#include <stdatomic.h>
#include <string.h>

#include "base/intern.h"
#include "base/mem.h"
#include "base/vec.h"
#include "file/pages.h"
#include "file/threads.h"

enum { PARTS_LOG = 8, PARTS = 1 << PARTS_LOG, MARK = 7,
       CHUNK = (PAGES_BYTES - 1) / MARK };

#define MARK_BITS	(64 - PARTS_LOG)
#define CHUNK_BYTES	((size_t)CHUNK * MARK)

struct part {
	unsigned char *at, *end;	/* where the next mark goes */
	VEC(unsigned char *) chunks;
	size_t used;			/* chunks in use */
	size_t begin;			/* marks when marks_begin() came */
};

struct marks_hand {
	struct part part[PARTS];
	unsigned from, kept;		/* parts */
	struct pages memory;
};

struct marks {
	VEC(struct marks_hand *) hands;
	uint64_t *shared;		/* open addressing; 0 is empty */
	uint64_t mask;
};

struct table {
	uint64_t *slot;
	uint64_t mask;
	size_t room;			/* slots that are there */
};

struct marks *marks_new(void)
{
	return mem_array(1, sizeof(struct marks));
}

void marks_free(struct marks *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < m->hands.n; i++) {
		for (unsigned p = 0; p < PARTS; p++)
			vec_release(&m->hands.v[i]->part[p].chunks);
		pages_release(&m->hands.v[i]->memory);
		mem_free(m->hands.v[i]);
	}
	vec_release(&m->hands);
	mem_free(m->shared);
	mem_free(m);
}

struct marks_hand *marks_hand(struct marks *m, unsigned thread)
{
	while (m->hands.n <= thread) {
		struct marks_hand *h = mem_array(1, sizeof(*h));

		h->memory = (struct pages)PAGES_INIT;
		h->kept = PARTS;
		vec_push(&m->hands, h);
	}
	return m->hands.v[thread];
}

static size_t count_of(const struct part *t)
{
	return t->used * CHUNK - (size_t)(t->end - t->at) / MARK;
}

void marks_begin(struct marks *m)
{
	for (size_t i = 0; i < m->hands.n; i++)
		for (unsigned p = 0; p < PARTS; p++)
			m->hands.v[i]->part[p].begin =
				count_of(&m->hands.v[i]->part[p]);
}

void marks_drop(struct marks *m)
{
	for (size_t i = 0; i < m->hands.n; i++) {
		for (unsigned p = 0; p < PARTS; p++) {
			struct part *t = &m->hands.v[i]->part[p];

			t->used = (t->begin + CHUNK - 1) / CHUNK;
			t->at = t->end = NULL;
			if (t->used == 0)
				continue;
			t->end = t->chunks.v[t->used - 1] + CHUNK_BYTES;
			t->at = t->end - (t->used * CHUNK - t->begin) * MARK;
		}
	}
}

static void grow(struct marks_hand *h, struct part *t)
{
	if (t->used == t->chunks.n)
		vec_push(&t->chunks, pages_take(&h->memory));
	t->at = t->chunks.v[t->used++];
	t->end = t->at + CHUNK_BYTES;
}

static uint64_t mark_of(struct span s)
{
	const uint64_t mark = intern_hash(s);

	return mark ? mark : 1;
}

void marks_add(struct marks_hand *h, struct span s)
{
	const uint64_t mark = mark_of(s);
	const unsigned part = (unsigned)(mark >> MARK_BITS);
	struct part *t = &h->part[part];

	if (part - h->from >= h->kept)
		return;
	if (t->at == t->end)
		grow(h, t);
	__builtin_prefetch(t->at + 64, 1);
	/* The eighth byte, the part's, is written over by the next mark. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	memcpy(t->at, &(uint64_t){ mark << PARTS_LOG }, sizeof(mark));
#else
	memcpy(t->at, &mark, sizeof(mark));
#endif
	t->at += MARK;
}

void marks_keep(struct marks_hand *h, unsigned from, unsigned to)
{
	h->from = from;
	h->kept = to - from;
	for (unsigned p = 0; p < PARTS; p++) {
		struct part *t = &h->part[p];

		if (p - from < h->kept)
			continue;
		for (size_t i = 0; i < t->chunks.n; i++)
			pages_give(&h->memory, t->chunks.v[i]);
		vec_release(&t->chunks);
		*t = (struct part){ .at = NULL };
	}
}

uint64_t marks_bytes(const struct marks_hand *h)
{
	return h->memory.in_use;
}

static void table_ready(struct table *t, size_t marks)
{
	size_t slots = 16;

	while (slots / 2 < marks)
		slots *= 2;
	if (slots > t->room) {
		mem_free(t->slot);
		t->slot = mem_array(slots, sizeof(*t->slot));
		t->room = slots;
	} else {
		memset(t->slot, 0, slots * sizeof(*t->slot));
	}
	t->mask = slots - 1;
}

/* False: it is there already. */
static bool put(uint64_t *slot, uint64_t mask, uint64_t mark)
{
	uint64_t i = mark & mask;

	for (; slot[i]; i = (i + 1) & mask)
		if (slot[i] == mark)
			return false;
	slot[i] = mark;
	return true;
}

/* In a part all marks have the same upper bits; they are put back, so that
 * no mark is 0. */
static uint64_t mark_at(const struct part *t, unsigned p, size_t k)
{
	uint64_t mark;

	memcpy(&mark, t->chunks.v[k / CHUNK] + k % CHUNK * MARK,
	       sizeof(mark));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	mark >>= PARTS_LOG;
#endif
	return (mark & ((UINT64_C(1) << MARK_BITS) - 1)) |
	       (uint64_t)p << MARK_BITS;
}

typedef VEC(uint64_t) mark_list;

/* Does any mark of a part come again, of those since the begin of the round,
 * or of all? With `again` each that does is added there. */
static bool look(const struct marks *m, unsigned p, bool all,
		 struct table *t, mark_list *again)
{
	size_t marks = 0;
	bool twice = false;

	for (size_t i = 0; i < m->hands.n; i++) {
		const struct part *part = &m->hands.v[i]->part[p];

		marks += count_of(part) - (all ? 0 : part->begin);
	}
	table_ready(t, marks);
	for (size_t i = 0; i < m->hands.n; i++) {
		const struct part *part = &m->hands.v[i]->part[p];
		const size_t n = count_of(part);

		for (size_t k = all ? 0 : part->begin; k < n; k++) {
			const uint64_t mark = mark_at(part, p, k);

			if (put(t->slot, t->mask, mark))
				continue;
			twice = true;
			if (!again)
				return true;
			vec_push(again, mark);
		}
	}
	return twice;
}

struct looker {
	const struct marks *m;
	atomic_uint *next;		/* part */
	atomic_bool *twice;
};

static void *look_on(void *data)
{
	struct looker *l = data;
	struct table t = { NULL, 0, 0 };

	while (!atomic_load(l->twice)) {
		const unsigned p = atomic_fetch_add(l->next, 1);

		if (p >= PARTS)
			break;
		if (look(l->m, p, false, &t, NULL))
			atomic_store(l->twice, true);
	}
	mem_free(t.slot);
	return NULL;
}

bool marks_twice(const struct marks *m, unsigned threads)
{
	const unsigned n = threads_number(threads);
	struct looker *lookers = mem_array(n, sizeof(*lookers));
	atomic_uint next = 0;
	atomic_bool twice = false;

	for (unsigned i = 0; i < n; i++)
		lookers[i] = (struct looker){ m, &next, &twice };
	threads_run(look_on, lookers, sizeof(*lookers), n);
	mem_free(lookers);
	return twice;
}

bool marks_join(struct marks *m)
{
	struct table t = { NULL, 0, 0 };
	mark_list again = VEC_INIT;

	for (unsigned p = 0; p < PARTS; p++)
		look(m, p, true, &t, &again);
	mem_free(t.slot);
	mem_free(m->shared);
	t = (struct table){ NULL, 0, 0 };
	if (again.n)
		table_ready(&t, again.n);
	for (size_t i = 0; i < again.n; i++)
		put(t.slot, t.mask, again.v[i]);
	m->shared = t.slot;
	m->mask = t.mask;
	vec_release(&again);
	return m->shared != NULL;
}

bool marks_shared(const struct marks *m, struct span s)
{
	const uint64_t mark = mark_of(s);

	if (!m->shared)
		return false;
	for (uint64_t i = mark & m->mask; m->shared[i];
	     i = (i + 1) & m->mask)
		if (m->shared[i] == mark)
			return true;
	return false;
}
