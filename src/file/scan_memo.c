/*
 * scan_memo.c - the distinct keys of one worker
 *
 * Open addressing over slots of eight bytes (half the hash, and where the
 * entry is), so that a probe that fails touches nothing else. Entries lie in
 * chunks that never move, each on cache lines of its own: one record touches
 * three or four.
 */
#include "file/scan_room.h"

enum { SLOTS_MIN = 1 << 10, CHUNK_BYTES = SCAN_CHUNK_UNITS * SCAN_UNIT };

void scan_memo_init(struct scan_memo *m)
{
	memset(m, 0, sizeof(*m));
	m->mask = SLOTS_MIN - 1;
	m->slot = mem_array(SLOTS_MIN, sizeof(*m->slot));
}

void scan_memo_release(struct scan_memo *m)
{
	for (size_t i = 0; i < m->memory.n; i++)
		mem_free(m->memory.v[i]);
	vec_release(&m->memory);
	vec_release(&m->chunks);
	vec_release(&m->entries);
	mem_free(m->slot);
	m->slot = NULL;
}

static void put_slot(struct scan_memo *m, uint32_t unit)
{
	const struct scan_entry *e = scan_memo_at(m, unit);
	uint64_t i = e->low & m->mask;

	while (m->slot[i])
		i = (i + 1) & m->mask;
	m->slot[i] = (uint64_t)e->tag << 32 | (unit + 1);
}

void scan_memo_grow(struct scan_memo *m)
{
	const uint64_t slots = (m->mask + 1) * 2;

	if (slots > UINT64_C(1) << 32)
		mem_exhausted(SIZE_MAX);
	mem_free(m->slot);
	m->slot = mem_array(slots, sizeof(*m->slot));
	m->mask = slots - 1;
	for (size_t i = 0; i < m->entries.n; i++)
		put_slot(m, m->entries.v[i]);
}

/* Units that lie side by side: no more than a chunk has. */
static uint32_t take_units(struct scan_memo *m, uint32_t n)
{
	const uint32_t left = (uint32_t)m->chunks.n * SCAN_CHUNK_UNITS -
			      m->units;

	if (n > SCAN_CHUNK_UNITS)
		BUG("a key larger than a window");
	if (n > left) {
		unsigned char *p = mem_resize(NULL, CHUNK_BYTES +
					      SCAN_UNIT + SCAN_PAD, 1);

		if (m->chunks.n == UINT32_MAX / SCAN_CHUNK_UNITS - 1)
			mem_exhausted(SIZE_MAX);
		m->units = (uint32_t)m->chunks.n * SCAN_CHUNK_UNITS;
		vec_push(&m->memory, p);
		vec_push(&m->chunks, p + (SCAN_UNIT -
				(uintptr_t)p % SCAN_UNIT) % SCAN_UNIT);
	}
	m->units += n;
	return m->units - n;
}

struct scan_entry *scan_memo_add(struct scan_memo *m, uint64_t hash,
				 const struct span *run, uint32_t runs,
				 uint64_t first)
{
	size_t bytes = 0;
	struct scan_entry *e;
	unsigned char *to;
	uint32_t unit;

	for (uint32_t i = 0; i < runs; i++)
		bytes += run[i].n;
	unit = take_units(m, (uint32_t)((sizeof(*e) + bytes +
			runs * sizeof(uint16_t) + SCAN_UNIT - 1) / SCAN_UNIT));
	e = scan_memo_at(m, unit);
	memset(e, 0, sizeof(*e));
	e->first = first;
	e->tag = (uint32_t)(hash >> 32);
	e->low = (uint32_t)hash;
	e->bytes = (uint32_t)bytes;
	to = scan_entry_bytes(e, runs);
	for (uint32_t i = 0; i < runs; i++) {
		scan_entry_lengths(e)[i] = (uint16_t)run[i].n;
		memcpy(to, run[i].p, run[i].n);
		to += run[i].n;
	}
	e->number = (uint32_t)m->entries.n;
	vec_push(&m->entries, unit);
	if (++m->count > m->mask / 2)
		scan_memo_grow(m);
	else
		put_slot(m, unit);
	return e;
}

static bool same_key(struct scan_entry *a, struct scan_entry *b,
		     uint32_t runs)
{
	return a->tag == b->tag && a->low == b->low &&
	       a->bytes == b->bytes &&
	       memcmp(scan_entry_lengths(a), scan_entry_lengths(b),
		      runs * sizeof(uint16_t) + a->bytes) == 0;
}

static struct scan_entry *find(const struct scan_memo *m,
			       struct scan_entry *e, uint32_t runs)
{
	uint64_t i = e->low & m->mask;

	for (; m->slot[i]; i = (i + 1) & m->mask) {
		struct scan_entry *have;

		if (m->slot[i] >> 32 != e->tag)
			continue;
		have = scan_memo_at(m, (uint32_t)m->slot[i] - 1);
		if (same_key(have, e, runs))
			return have;
	}
	return NULL;
}

bool scan_memo_merge(struct scan_memo *to, const struct scan_memo *from,
		     uint32_t runs, struct scan_entry **own)
{
	bool fits = true;

	for (size_t i = 0; i < from->entries.n; i++) {
		struct scan_entry *e = scan_memo_at(from, from->entries.v[i]);
		struct scan_entry *have = find(to, e, runs);
		struct span run[SCAN_RUNS_MAX];
		const char *p = (const char *)scan_entry_bytes(e, runs);

		if (e->rows == 0)	/* was taken back */
			continue;
		for (uint32_t r = 0; !have && r < runs; r++) {
			run[r] = span_make(p, scan_entry_lengths(e)[r]);
			p += run[r].n;
		}
		if (!have)
			have = scan_memo_add(to, (uint64_t)e->tag << 32 |
					     e->low, run, runs, UINT64_MAX);
		if (e->first < have->first) {
			have->first = e->first;
			have->line = e->line;
		}
		if (own)
			own[i] = have;
		have->rows += e->rows;
		have->blank += e->blank;
		have->sum[0] += e->sum[0];
		have->sum[1] += e->sum[1];
		fits = fits && have->sum[0] <= SCAN_SUM_MAX &&
		       have->sum[1] <= SCAN_SUM_MAX;
	}
	return fits;
}
