/*
 * Marks are spread by their upper ten bits, most of which are not kept, over
 * parts that fit into a processor's cache. There a mark whose bits are set in
 * a filter is a suspect, which one in some hundreds is by chance; only what
 * looks like one is compared in full. Rejected: a sort of all marks, which
 * moves each of them some twenty times, and a table of all, which is larger
 * and of which a processor cannot guess where it is empty. Chunks are pages:
 * where the next mark goes also says whether there is room.
 */
#include "file/marks.h"

#include <stdatomic.h>
#include <string.h>

#include "base/intern.h"
#include "base/mem.h"
#include "base/mix.h"
#include "base/vec.h"
#include "file/pages.h"
#include "file/threads.h"

enum { PARTS_LOG = 10, PARTS = 1 << PARTS_LOG, PART_SHIFT = 64 - PARTS_LOG,
       SLICE = PARTS / MARKS_SLICES, MARK = 7, PAGE = PAGES_BYTES,
       CHUNK = (PAGE - 1) / MARK, LINE = 64 };

#define MARK_MASK	((UINT64_C(1) << 8 * MARK) - 1)
#define CHUNK_BYTES	((size_t)CHUNK * MARK)

struct part {
	VEC(unsigned char *) chunks;
	size_t used;			/* chunks in use */
	size_t begin;			/* marks when marks_begin() came */
};

struct marks_hand {
	unsigned char *at[PARTS];	/* where the next mark goes */
	struct part part[PARTS];
	unsigned from, kept;		/* parts */
	struct pages memory;
};

/* A set of marks. */
struct table {
	uint64_t *slot;			/* open addressing; 0 is empty */
	uint64_t mask;
};

struct marks {
	VEC(struct marks_hand *) hands;
	struct table shared;
};

typedef VEC(uint64_t) mark_list;

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
	mem_free(m->shared.slot);
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

static size_t count_of(const struct marks_hand *h, unsigned p)
{
	const struct part *t = &h->part[p];
	const unsigned char *last;

	if (t->used == 0)
		return 0;
	last = t->chunks.v[t->used - 1];
	return (t->used - 1) * CHUNK + (size_t)(h->at[p] - last) / MARK;
}

void marks_begin(struct marks *m)
{
	for (size_t i = 0; i < m->hands.n; i++)
		for (unsigned p = 0; p < PARTS; p++)
			m->hands.v[i]->part[p].begin =
				count_of(m->hands.v[i], p);
}

void marks_drop(struct marks *m)
{
	for (size_t i = 0; i < m->hands.n; i++) {
		struct marks_hand *h = m->hands.v[i];

		for (unsigned p = 0; p < PARTS; p++) {
			struct part *t = &h->part[p];

			t->used = (t->begin + CHUNK - 1) / CHUNK;
			h->at[p] = t->used == 0 ? NULL :
				t->chunks.v[t->used - 1] + CHUNK_BYTES -
				(t->used * CHUNK - t->begin) * MARK;
		}
	}
}

static unsigned char *page_new(struct marks_hand *h, struct part *t)
{
	if (t->used == t->chunks.n)
		vec_push(&t->chunks, pages_take(&h->memory));
	return t->chunks.v[t->used++];
}

static inline uint64_t not_0(uint64_t x)
{
	return x ? x : 1;
}

static uint64_t mark_of(struct span s)
{
	return not_0(intern_hash(s));
}

/* As in spread.c, the next line is asked for before it is needed. */
static inline void add(struct marks_hand *h, uint64_t mark)
{
	const unsigned part = (unsigned)(mark >> PART_SHIFT);
	unsigned char *at = h->at[part];

	if (part - h->from >= h->kept)
		return;
	if (!at || (uintptr_t)at % PAGE == CHUNK_BYTES)
		at = page_new(h, &h->part[part]);
	__builtin_prefetch(at + LINE, 1);
	/* The eighth byte is written over by the next mark. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	mark <<= 8;
#endif
	memcpy(at, &mark, sizeof(mark));
	h->at[part] = at + MARK;
}

void marks_add(struct marks_hand *h, struct span s)
{
	add(h, mark_of(s));
}

void marks_add_numbers(struct marks_hand *h, unsigned kind,
		       const uint64_t *number, size_t n)
{
	const uint64_t secret = mark_of(span_make((const char *)&kind,
						  sizeof(kind)));

	for (size_t i = 0; i < n; i++)
		add(h, not_0(mix64(number[i] ^ secret)));
}

void marks_keep(struct marks_hand *h, unsigned from, unsigned to)
{
	h->from = from * SLICE;
	h->kept = (to - from) * SLICE;
	for (unsigned p = 0; p < PARTS; p++) {
		struct part *t = &h->part[p];

		if (p - h->from < h->kept)
			continue;
		for (size_t i = 0; i < t->chunks.n; i++)
			pages_give(&h->memory, t->chunks.v[i]);
		vec_release(&t->chunks);
		*t = (struct part){ .used = 0 };
		h->at[p] = NULL;
	}
}

uint64_t marks_bytes(const struct marks_hand *h)
{
	return h->memory.in_use;
}

/* In a part all marks have the same upper bits; they are put back. */
static uint64_t mark_at(const struct part *t, unsigned p, size_t k)
{
	uint64_t mark;

	memcpy(&mark, t->chunks.v[k / CHUNK] + k % CHUNK * MARK,
	       sizeof(mark));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	mark >>= 8;
#endif
	return (mark & MARK_MASK) | (uint64_t)p << PART_SHIFT;
}

struct looker {
	const struct marks *m;
	bool all;			/* or those since the round's begin */
	atomic_uint *next;		/* part */
	atomic_bool *twice;
	mark_list marks;		/* of the part */
	uint64_t *filter;		/* words */
	size_t words;			/* a power of two */
	mark_list suspects;
	mark_list again;		/* come again: perhaps several times */
};

static void looker_release(struct looker *l)
{
	vec_release(&l->marks);
	mem_free(l->filter);
	vec_release(&l->suspects);
	vec_release(&l->again);
}

static void get_part(struct looker *l, unsigned p)
{
	l->marks.n = 0;
	for (size_t i = 0; i < l->m->hands.n; i++) {
		const struct part *t = &l->m->hands.v[i]->part[p];
		const size_t n = count_of(l->m->hands.v[i], p);

		for (size_t k = l->all ? 0 : t->begin; k < n; k++)
			vec_push(&l->marks, mark_at(t, p, k));
	}
}

/* Two bits of a word stand for a mark; a word is for up to four marks. */
static void filter_ready(struct looker *l)
{
	size_t words = 64;

	while (words < l->marks.n / 4)
		words *= 2;
	if (words > l->words) {
		mem_free(l->filter);
		l->filter = mem_array(words, sizeof(*l->filter));
		l->words = words;
	} else {
		memset(l->filter, 0, l->words * sizeof(*l->filter));
	}
}

static inline uint64_t *word_of(const struct looker *l, uint64_t mark)
{
	return &l->filter[mark & (l->words - 1)];
}

static inline uint64_t bits_of(uint64_t mark)
{
	return UINT64_C(1) << (mark >> 36 & 63) |
	       UINT64_C(1) << (mark >> 42 & 63);
}

/* Those marks whose bits others have set; the filter is theirs then. */
static void find_suspects(struct looker *l)
{
	filter_ready(l);
	l->suspects.n = 0;
	for (size_t i = 0; i < l->marks.n; i++) {
		const uint64_t bits = bits_of(l->marks.v[i]);
		uint64_t *word = word_of(l, l->marks.v[i]);

		if ((*word & bits) == bits)
			vec_push(&l->suspects, l->marks.v[i]);
		*word |= bits;
	}
	if (l->suspects.n == 0)
		return;
	filter_ready(l);
	for (size_t i = 0; i < l->suspects.n; i++)
		*word_of(l, l->suspects.v[i]) |= bits_of(l->suspects.v[i]);
}

static void table_new(struct table *t, size_t marks)
{
	size_t slots = 16;

	while (slots / 2 < marks)
		slots *= 2;
	t->slot = mem_array(slots, sizeof(*t->slot));
	t->mask = slots - 1;
}

/* The slot of the mark, or the empty one where it belongs. */
static uint64_t *slot_of(const struct table *t, uint64_t mark)
{
	uint64_t i = mark & t->mask;

	while (t->slot[i] && t->slot[i] != mark)
		i = (i + 1) & t->mask;
	return &t->slot[i];
}

/* Does any mark of a part come again? Few marks are worth a table: those
 * that look like a suspect. */
static bool look(struct looker *l, unsigned p)
{
	const size_t before = l->again.n;
	struct table t;
	size_t n = 0;

	get_part(l, p);
	find_suspects(l);
	if (l->suspects.n == 0)
		return false;
	for (size_t i = 0; i < l->marks.n; i++) {
		const uint64_t mark = l->marks.v[i];

		if (!(bits_of(mark) & ~*word_of(l, mark)))
			l->marks.v[n++] = mark;
	}
	table_new(&t, n);
	for (size_t i = 0; i < n; i++) {
		uint64_t *slot = slot_of(&t, l->marks.v[i]);

		if (*slot)
			vec_push(&l->again, *slot);
		*slot = l->marks.v[i];
	}
	mem_free(t.slot);
	return l->again.n > before;
}

static void *look_on(void *data)
{
	struct looker *l = data;

	while (!atomic_load(l->twice)) {
		const unsigned p = atomic_fetch_add(l->next, 1);

		if (p >= PARTS)
			break;
		if (look(l, p))
			atomic_store(l->twice, true);
	}
	looker_release(l);
	return NULL;
}

bool marks_twice(const struct marks *m, unsigned threads)
{
	const unsigned n = threads_number(threads);
	struct looker *lookers = mem_array(n, sizeof(*lookers));
	atomic_uint next = 0;
	atomic_bool twice = false;

	for (unsigned i = 0; i < n; i++)
		lookers[i] = (struct looker){ .m = m, .next = &next,
					      .twice = &twice };
	threads_run(look_on, lookers, sizeof(*lookers), n);
	mem_free(lookers);
	return twice;
}

bool marks_join(struct marks *m)
{
	struct looker l = { .m = m, .all = true };

	for (unsigned p = 0; p < PARTS; p++)
		look(&l, p);
	mem_free(m->shared.slot);
	m->shared = (struct table){ NULL, 0 };
	if (l.again.n)
		table_new(&m->shared, l.again.n);
	for (size_t i = 0; i < l.again.n; i++)
		*slot_of(&m->shared, l.again.v[i]) = l.again.v[i];
	looker_release(&l);
	return m->shared.slot != NULL;
}

bool marks_shared(const struct marks *m, struct span s)
{
	return m->shared.slot && *slot_of(&m->shared, mark_of(s));
}
