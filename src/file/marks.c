/*
 * Marks are spread by their upper eight bits, which are not kept, over parts
 * whose tables fit into a processor's cache; within a part the lower bits
 * are the place. A sort of all marks was rejected: it moves each of them some
 * twenty times.
 */
#include "file/marks.h"

#include <string.h>

#include "base/intern.h"
#include "base/mem.h"
#include "base/vec.h"

enum { PARTS_LOG = 8, PARTS = 1 << PARTS_LOG, CHUNK = 584, MARK = 7 };

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
		for (unsigned p = 0; p < PARTS; p++) {
			struct part *t = &m->hands.v[i]->part[p];

			for (size_t c = 0; c < t->chunks.n; c++)
				mem_free(t->chunks.v[c]);
			vec_release(&t->chunks);
		}
		mem_free(m->hands.v[i]);
	}
	vec_release(&m->hands);
	mem_free(m->shared);
	mem_free(m);
}

struct marks_hand *marks_hand(struct marks *m, unsigned thread)
{
	while (m->hands.n <= thread)
		vec_push(&m->hands, mem_array(1, sizeof(struct marks_hand)));
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

static void grow(struct part *t)
{
	if (t->used == t->chunks.n)
		vec_push(&t->chunks, mem_resize(NULL, CHUNK_BYTES + 1, 1));
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
	struct part *t = &h->part[mark >> MARK_BITS];

	if (t->at == t->end)
		grow(t);
	/* The eighth byte, the part's, is written over by the next mark. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	memcpy(t->at, &(uint64_t){ mark << PARTS_LOG }, sizeof(mark));
#else
	memcpy(t->at, &mark, sizeof(mark));
#endif
	t->at += MARK;
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

bool marks_twice(const struct marks *m)
{
	struct table t = { NULL, 0, 0 };
	bool twice = false;

	for (unsigned p = 0; p < PARTS && !twice; p++)
		twice = look(m, p, false, &t, NULL);
	mem_free(t.slot);
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
