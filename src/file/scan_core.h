/*
 * scan_core.h - a window of records, once for each instruction set
 *
 * Included by scan_index_*.c, which says what differs:
 *
 *	CORE_WINDOW, CORE_QUOTES	names of the functions made here
 *	struct core_look		constants that looking needs
 *	core_prepare(look, delimiter)
 *	core_masks(look, p, high)	delimiters, LFs, odd bytes of p[0..64);
 *					*high gathers bytes above ASCII
 *	core_is_high(high)
 *	core_equal(p, c)		where c is in p[0 .. 64)
 *	core_inside(quotes)		prefix XOR
 *	core_flatten(to, mask, base)	positions of bits; may write 64 more
 *	core_copy(to, p, n)		both may be used SCAN_PAD further
 *	core_clear(to)			a block
 *	core_hash(key, blocks, secret)	of aligned blocks
 *	core_same(a, b, blocks)		of aligned blocks
 *
 * First the window becomes positions of unquoted delimiters and LFs. Then
 * the records are taken in groups: of each record the key is packed into
 * whole blocks of 64 bytes, then each has a hash, then each is looked up. By
 * then the slot and the entry are in cache. Rejected: one loop a record,
 * which waits for memory twice in each; a hash and a comparison of the runs
 * where they stand, which asks for the length of each run twice and guesses
 * it wrong every other time.
 */
#include "base/utf8.h"

#define CORE_INLINE	static inline __attribute__((always_inline))

enum { CORE_AHEAD = 8 };	/* records between asking and looking */

/* Bits of `state` between two blocks of 64. */
enum { CORE_INSIDE = 1, CORE_TAIL = 2 };	/* quotes; " or CR at the end */

/* What is not as in nearly all blocks. It has its own place: what is worked
 * on in each block stays in registers. */
struct core_odd {
	uint64_t stray;
	uint64_t line;			/* of the block: LFs; then lines */
	uint64_t other;			/* CRs and NULs */
	size_t breaks;			/* in quotes, and of CRs */
	unsigned state;
	unsigned char delimiter;
};

/* Which of all delimiters and LFs in a block with quotes, CRs or NULs are some;
 * x->stray is set if it is not as it should be. */
static __attribute__((noinline))
uint64_t core_careful(const unsigned char *p, size_t i, uint64_t valid,
		      uint64_t all, uint64_t quote, struct core_odd *x)
{
	const uint64_t line = x->line;
	const uint64_t all_cr = x->other ? core_equal(p + i, '\r') & valid : 0;
	const bool in = (x->state & CORE_INSIDE) != 0;
	const uint64_t inside = core_inside(quote) ^ (in ? ~UINT64_C(0) : 0);
	const uint64_t cr = all_cr & ~inside;
	const uint64_t open = quote & inside, close = quote & ~inside;
	const uint64_t cut = all & ~inside;
	/* A window begins where a record does: as behind an LF. */
	const unsigned char before = in ? 0 : i ? p[i - 1] : '\n';
	const uint64_t after_close = close << 1 | (before == '"');
	const uint64_t after_cr = cr << 1 | (before == '\r');
	const uint64_t after_cut = cut << 1 | (before == x->delimiter ||
					       before == '\n');

	x->breaks += core_count(line & inside);
	if (all_cr || (i && p[i - 1] == '\r'))
		x->breaks += core_count(all_cr) -
			     core_count(line & (all_cr << 1 |
						(i && p[i - 1] == '\r')));
	x->line = line & ~inside;
	x->stray |= open & ~(after_cut | after_close);
	x->stray |= after_close & ~(cut | open | cr) & valid;
	x->stray |= after_cr & ~x->line & valid;
	x->stray |= x->other & ~all_cr;
	x->state = 0;
	if (inside >> 63)
		x->state = CORE_INSIDE;
	else if ((close | cr) >> 63)
		x->state = CORE_TAIL;
	return cut;
}

/* An index in the making. */
struct core_index {
	uint16_t *to;
	core_high high;
	size_t lines;			/* outside quotes */
};

CORE_INLINE void core_step(struct core_index *x, struct core_odd *odd,
			   const struct core_look *look,
			   const unsigned char *p, size_t i, uint64_t valid)
{
	const struct core_bits b = core_masks(look, p + i, &x->high);
	uint64_t line = b.line & valid;
	uint64_t cut = line | (b.delimiter & valid);

	if (__builtin_expect(((b.odd & valid) | odd->state) != 0, 0)) {
		const uint64_t quote = core_equal(p + i, '"') & valid;

		odd->line = line;
		odd->other = b.odd & valid & ~quote;
		cut = core_careful(p, i, valid, cut, quote, odd);
		line = odd->line;
	}
	x->lines += core_count(line);
	x->to += core_flatten(x->to, cut, (unsigned)i);
}

static void core_index(const struct scan_shape *shape, const unsigned char *p,
		       size_t n, uint16_t *to, struct scan_found *f)
{
	struct core_index x = { .to = to, .high = core_no_high() };
	struct core_odd odd = { .delimiter = shape->delimiter };
	struct core_look look;
	size_t i = 0;

	core_prepare(&look, shape->delimiter);
	for (; i + 64 <= n; i += 64)
		core_step(&x, &odd, &look, p, i, ~UINT64_C(0));
	if (i < n)
		core_step(&x, &odd, &look, p, i,
			  (UINT64_C(1) << (n - i)) - 1);
	f->positions = (size_t)(x.to - to);
	f->lines = x.lines;
	f->breaks = x.lines + odd.breaks;
	f->high = core_is_high(x.high);
	f->odd = odd.stray != 0;
}

/* Line ends in p[0 .. n), which begins where a record does. */
static size_t core_breaks(const unsigned char *p, size_t n)
{
	size_t lines = 0;

	for (size_t i = 0; i < n; i += 64) {
		const uint64_t valid = n - i < 64 ?
			(UINT64_C(1) << (n - i)) - 1 : ~UINT64_C(0);
		const uint64_t lf = core_equal(p + i, '\n') & valid;
		const uint64_t cr = core_equal(p + i, '\r') & valid;

		lines += core_count(lf) + core_count(cr) -
			 core_count(lf & (cr << 1 |
					  (i && p[i - 1] == '\r')));
	}
	return lines;
}

/* Records that are looked up together. */
struct core_group {
	const uint16_t *record;		/* w->record of the first */
	size_t n;			/* at most SCAN_GROUP */
	const unsigned char *key[SCAN_GROUP];
	uint32_t blocks[SCAN_GROUP];
	uint64_t hash[SCAN_GROUP];
};

/* Packs the wanted cells of the record whose first position is q[0] to `to`:
 * as they stand, delimiters between them, and NULs to the end of the block,
 * one at least. There is no NUL in a cell, so the key says where it ends.
 * Blocks. */
CORE_INLINE uint32_t core_pack(const struct scan_shape *shape, uint32_t runs,
			       const unsigned char *p, const uint16_t *q,
			       unsigned char *to)
{
	const unsigned char *begin = to;
	size_t from, n;

#pragma GCC unroll 4
	for (uint32_t r = 0; r < runs; r++) {
		const struct scan_run run = shape->run[r];

		from = (uint16_t)(q[(ptrdiff_t)run.first - 1] + 1);
		n = q[run.last] - from;
		if (r + 1 < runs)
			n++;
		else if (run.last == shape->width - 1 && n > 0 &&
			 p[from + n - 1] == '\r')
			n--;
		core_copy(to, p + from, n);
		to += n;
	}
	core_clear(to);
	return (uint32_t)(to - begin) / SCAN_BLOCK + 1;
}

CORE_INLINE void core_pack_as(const struct scan_worker *w, uint32_t runs,
			      const unsigned char *p, struct core_group *g)
{
	unsigned char *to = w->packed;

	for (size_t i = 0; i < g->n; i++) {
		g->key[i] = to;
		g->blocks[i] = core_pack(w->shape, runs, p,
					 w->position + g->record[i], to);
		to += (size_t)g->blocks[i] * SCAN_BLOCK;
	}
}

/* With one to four runs, which is what most files have, the loop over them
 * is unrolled. */
static void core_pack_group(const struct scan_worker *w,
			    const unsigned char *p, struct core_group *g)
{
	switch (w->shape->runs) {
	case 1:
		core_pack_as(w, 1, p, g);
		break;
	case 2:
		core_pack_as(w, 2, p, g);
		break;
	case 3:
		core_pack_as(w, 3, p, g);
		break;
	case 4:
		core_pack_as(w, 4, p, g);
		break;
	default:
		core_pack_as(w, w->shape->runs, p, g);
	}
}

static __attribute__((noinline))
struct scan_entry *core_learn(struct scan_worker *w,
			      const struct core_group *g, size_t i,
			      const unsigned char *p, uint64_t at)
{
	const uint16_t *q = w->position + g->record[i];
	const size_t from = (uint16_t)(q[-1] + 1);
	struct scan_entry *e = scan_memo_add(&w->memo, g->hash[i], g->key[i],
					     g->blocks[i], at + from);

	w->told += core_breaks(w->told_to, (size_t)(p + from - w->told_to));
	w->told_to = p + from;
	e->line = (uint32_t)(w->lines + w->told);
	return e;
}

/* NULL: it is new. */
CORE_INLINE struct scan_entry *core_find(const struct scan_memo *m,
					 const struct core_group *g,
					 size_t i)
{
	const uint64_t hash = g->hash[i];
	uint64_t at = hash & m->mask;

	for (; m->slot[at]; at = (at + 1) & m->mask) {
		struct scan_entry *e;

		if (m->slot[at] >> 32 != hash >> 32)
			continue;
		e = scan_memo_at(m, (uint32_t)m->slot[at] - 1);
		if (e->blocks == g->blocks[i] &&
		    core_same(g->key[i], scan_entry_key(e), e->blocks))
			return e;
	}
	return NULL;
}

CORE_INLINE void core_ask(const struct scan_memo *m, uint64_t hash)
{
	const uint64_t slot = m->slot[hash & m->mask];
	const char *e;

	if (!slot)
		return;
	e = (const char *)scan_memo_at(m, (uint32_t)slot - 1);
	__builtin_prefetch(e, 1);
	__builtin_prefetch(e + 64);
	__builtin_prefetch(e + 128);
	__builtin_prefetch(e + 192);
}

/* Packs a group, and has its slots and first entries on the way. */
CORE_INLINE void core_begin(const struct scan_worker *w,
			    const struct scan_memo *m,
			    const unsigned char *p, struct core_group *g)
{
	core_pack_group(w, p, g);
	for (size_t i = 0; i < g->n; i++) {
		g->hash[i] = core_hash(g->key[i], g->blocks[i],
				       w->shape->secret);
		__builtin_prefetch(&m->slot[g->hash[i] & m->mask]);
	}
	for (size_t i = 0; i < g->n && i < CORE_AHEAD; i++)
		core_ask(m, g->hash[i]);
}

/* Which key each record has; NULL for one that has none. */
static void core_trace(struct scan_worker *w, const unsigned char *p,
		       struct core_group *g)
{
	const struct scan_memo *m = w->known;
	struct scan_entry **entry = w->entry + (g->record - w->record);

	core_begin(w, m, p, g);
	for (size_t i = 0; i < g->n; i++) {
		if (i + CORE_AHEAD < g->n)
			core_ask(m, g->hash[i + CORE_AHEAD]);
		entry[i] = core_find(m, g, i);
	}
}

static void core_tally(struct scan_worker *w, const unsigned char *p,
		       struct core_group *g, uint64_t at)
{
	const bool sums = w->shape->sums;
	const uint64_t delta = w->delta;
	uint32_t *key = w->key ? w->key + (g->record - w->record) : NULL;

	core_begin(w, &w->memo, p, g);
	for (size_t i = 0; i < g->n; i++) {
		struct scan_entry *e;

		if (i + CORE_AHEAD < g->n)
			core_ask(&w->memo, g->hash[i + CORE_AHEAD]);
		e = core_find(&w->memo, g, i);
		if (__builtin_expect(!e, 0))
			e = core_learn(w, g, i, p, at);
		e->rows += delta;
		if (key)
			key[i] = e->number;
		if (sums)
			scan_add_sums(w, e, p, w->position + g->record[i]);
	}
}

static void core_records(struct scan_worker *w, const unsigned char *p,
			 size_t n, uint64_t at)
{
	struct core_group g;

	for (size_t done = 0; done < n; done += g.n) {
		g.record = w->record + done;
		g.n = n - done < SCAN_GROUP ? n - done : SCAN_GROUP;
		if (w->entry)
			core_trace(w, p, &g);
		else
			core_tally(w, p, &g, at);
	}
	w->rows += n * w->delta;
	w->records = n;
}

size_t CORE_WINDOW(struct scan_worker *w, const unsigned char *p, size_t n,
		   size_t limit, uint64_t at)
{
	struct scan_found f;
	size_t records, taken;

	core_index(w->shape, p, n, w->position, &f);
	if (f.odd) {
		w->why = "a stray quote, a NUL or a CR by itself";
		return 0;
	}
	records = scan_cut(w, p, &f, limit, &taken);
	if (w->why)
		return 0;
	if (f.high &&
	    utf8_check(span_make((const char *)p, taken)) < taken) {
		w->why = "what is not UTF-8";
		return 0;
	}
	w->reached = true;
	w->told_to = p;
	w->told = 0;
	core_records(w, p, records, at);
	if (w->why)
		return 0;
	if (w->marks)
		scan_mark(w, p, records);
	if (w->taker && !w->entry)
		scan_take(w, p, records);
	if (w->why)
		return 0;
	w->lines += f.breaks - core_breaks(p + taken, n - taken);
	return taken;
}

size_t CORE_QUOTES(const unsigned char *p, size_t n)
{
	size_t quotes = 0, i = 0;

	for (; i + 64 <= n; i += 64)
		quotes += core_count(core_equal(p + i, '"'));
	for (; i < n; i++)
		quotes += p[i] == '"';
	return quotes;
}
