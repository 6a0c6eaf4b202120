/*
 * scan_memo.c - the distinct keys of one worker
 *
 * Open addressing over slots of eight bytes (half the hash, and where the
 * entry is), so that a probe that fails touches nothing else. Entries lie in
 * chunks that never move, each on cache lines of its own: one record touches
 * three or four.
 */
#include "file/scan_room.h"

enum { SLOTS_MIN = 1 << 10, CHUNK_BYTES = SCAN_CHUNK_BLOCKS * SCAN_BLOCK };

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

static void put_slot(struct scan_memo *m, uint32_t block)
{
	const struct scan_entry *e = scan_memo_at(m, block);
	uint64_t i = e->low & m->mask;

	while (m->slot[i])
		i = (i + 1) & m->mask;
	m->slot[i] = (uint64_t)e->tag << 32 | (block + 1);
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

/* Blocks that lie side by side: no more than a chunk has. */
static uint32_t take_blocks(struct scan_memo *m, uint32_t n)
{
	const uint32_t left = (uint32_t)m->chunks.n * SCAN_CHUNK_BLOCKS -
			      m->blocks;

	if (n > SCAN_CHUNK_BLOCKS)
		BUG("a key larger than a window");
	if (n > left) {
		unsigned char *p = mem_resize(NULL, CHUNK_BYTES + SCAN_BLOCK,
					      1);

		if (m->chunks.n == UINT32_MAX / SCAN_CHUNK_BLOCKS - 1)
			mem_exhausted(SIZE_MAX);
		m->blocks = (uint32_t)m->chunks.n * SCAN_CHUNK_BLOCKS;
		vec_push(&m->memory, p);
		vec_push(&m->chunks, p + (SCAN_BLOCK -
				(uintptr_t)p % SCAN_BLOCK) % SCAN_BLOCK);
	}
	m->blocks += n;
	return m->blocks - n;
}

struct scan_entry *scan_memo_add(struct scan_memo *m, uint64_t hash,
				 const unsigned char *key, uint32_t blocks,
				 uint64_t first)
{
	const uint32_t block = take_blocks(m, 1 + blocks);
	struct scan_entry *e = scan_memo_at(m, block);

	memset(e, 0, sizeof(*e));
	e->first = first;
	e->tag = (uint32_t)(hash >> 32);
	e->low = (uint32_t)hash;
	e->blocks = blocks;
	e->bytes = (uint32_t)strlen((const char *)key);
	memcpy(scan_entry_key(e), key, (size_t)blocks * SCAN_BLOCK);
	e->number = (uint32_t)m->entries.n;
	vec_push(&m->entries, block);
	if (++m->count > m->mask / 2)
		scan_memo_grow(m);
	else
		put_slot(m, block);
	return e;
}

static struct scan_entry *find(const struct scan_memo *m,
			       struct scan_entry *e)
{
	uint64_t i = e->low & m->mask;

	for (; m->slot[i]; i = (i + 1) & m->mask) {
		struct scan_entry *have;

		if (m->slot[i] >> 32 != e->tag)
			continue;
		have = scan_memo_at(m, (uint32_t)m->slot[i] - 1);
		if (have->low == e->low && have->bytes == e->bytes &&
		    memcmp(scan_entry_key(have), scan_entry_key(e),
			   e->bytes) == 0)
			return have;
	}
	return NULL;
}

bool scan_memo_merge(struct scan_memo *to, const struct scan_memo *from,
		     struct scan_entry **own)
{
	bool fits = true;

	for (size_t i = 0; i < from->entries.n; i++) {
		struct scan_entry *e = scan_memo_at(from, from->entries.v[i]);
		struct scan_entry *have = find(to, e);

		if (e->rows == 0)	/* was taken back */
			continue;
		if (!have)
			have = scan_memo_add(to, (uint64_t)e->tag << 32 |
					     e->low, scan_entry_key(e),
					     e->blocks, UINT64_MAX);
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
