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
 *	core_hash_begin, core_hash_run, core_hash_end
 *	core_same(a, b, n)		bytes; both may be read 64 further
 *
 * First the window becomes positions of unquoted delimiters and LFs, then
 * each record a hash, then each record is looked up: by then the slot and
 * the entry are in cache. Rejected: one loop a record, which waits for
 * memory twice in each.
 */
#include "base/utf8.h"

enum { CORE_AHEAD = 8 };	/* records between asking and looking */

/* Bits of `state` between two blocks of 64. */
enum { CORE_INSIDE = 1, CORE_TAIL = 2 };	/* quotes; " or CR at the end */

/* Where in a block with quotes, CRs or NULs the delimiters are; *stray is
 * set if it is not as it should be. */
static inline uint64_t core_careful(const unsigned char *p, size_t i,
				    uint64_t valid, unsigned char delimiter,
				    struct core_bits *b, unsigned *state,
				    uint64_t *stray, size_t *breaks)
{
	const uint64_t quote = core_equal(p + i, '"') & valid;
	const uint64_t all_cr = core_equal(p + i, '\r') & valid;
	const uint64_t line = b->line;
	const bool in = (*state & CORE_INSIDE) != 0;
	const uint64_t inside = core_inside(quote) ^ (in ? ~UINT64_C(0) : 0);
	const uint64_t cr = all_cr & ~inside;
	const uint64_t open = quote & inside, close = quote & ~inside;
	const uint64_t cut = (b->delimiter | b->line) & ~inside;
	/* A window begins where a record does: as behind an LF. */
	const unsigned char before = in ? 0 : i ? p[i - 1] : '\n';
	const uint64_t after_close = close << 1 | (before == '"');
	const uint64_t after_cr = cr << 1 | (before == '\r');
	const uint64_t after_cut = cut << 1 | (before == delimiter ||
					       before == '\n');

	*breaks += core_count(line & inside) + core_count(all_cr) -
		   core_count(line & (all_cr << 1 |
				      (i && p[i - 1] == '\r')));
	b->line &= ~inside;
	*stray |= open & ~(after_cut | after_close);
	*stray |= after_close & ~(cut | open | cr) & valid;
	*stray |= after_cr & ~b->line & valid;
	*stray |= core_equal(p + i, '\0') & valid;
	*state = 0;
	if (inside >> 63)
		*state = CORE_INSIDE;
	else if ((close | cr) >> 63)
		*state = CORE_TAIL;
	return cut;
}

/* An index in the making. */
struct core_index {
	uint16_t *to;
	core_high high;
	uint64_t stray;
	size_t lines, more;		/* outside quotes; in quotes */
	unsigned state;
	unsigned char delimiter;
};

static inline __attribute__((always_inline))
void core_step(struct core_index *x, const struct core_look *look,
	       const unsigned char *p, size_t i, uint64_t valid)
{
	struct core_bits b = core_masks(look, p + i, &x->high);
	uint64_t cut;

	b.delimiter &= valid;
	b.line &= valid;
	cut = b.delimiter | b.line;
	if (__builtin_expect(((b.odd & valid) | x->state) != 0, 0))
		cut = core_careful(p, i, valid, x->delimiter, &b, &x->state,
				   &x->stray, &x->more);
	x->lines += core_count(b.line);
	x->to += core_flatten(x->to, cut, (unsigned)i);
}

static void core_index(const struct scan_shape *shape, const unsigned char *p,
		       size_t n, uint16_t *to, struct scan_found *f)
{
	struct core_index x = { .to = to, .high = core_no_high(),
				.delimiter = shape->delimiter };
	struct core_look look;
	size_t i = 0;

	core_prepare(&look, shape->delimiter);
	for (; i + 64 <= n; i += 64)
		core_step(&x, &look, p, i, ~UINT64_C(0));
	if (i < n)
		core_step(&x, &look, p, i, (UINT64_C(1) << (n - i)) - 1);
	f->positions = (size_t)(x.to - to);
	f->lines = x.lines;
	f->breaks = x.lines + x.more;
	f->high = core_is_high(x.high);
	f->odd = x.stray != 0;
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

/* The shape, where the compiler may keep it in registers. */
struct core_shape {
	const struct scan_shape *all;
	uint32_t runs;
	uint32_t last;			/* column of a record */
	struct scan_run run[SCAN_RUNS_MAX];
};

#define CORE_INLINE	static inline __attribute__((always_inline))

/* Run `r` of the record whose first position is q[0]. */
CORE_INLINE struct span core_run(const struct core_shape *shape, uint32_t r,
				 const unsigned char *p, const uint16_t *q)
{
	const struct scan_run run = shape->run[r];
	const uint32_t from = (uint16_t)(q[(ptrdiff_t)run.first - 1] + 1);
	uint32_t end = q[run.last];

	if (run.last == shape->last && p[end - 1] == '\r')
		end--;
	return (struct span){ (const char *)p + from, end - from };
}

CORE_INLINE uint64_t core_hash(const struct core_shape *shape,
			       const unsigned char *p, const uint16_t *q)
{
	core_hasher h = core_hash_begin(shape->all->secret);

#pragma GCC unroll 4
	for (uint32_t r = 0; r < shape->runs; r++)
		h = core_hash_run(h, core_run(shape, r, p, q),
				  shape->all->secret);
	return core_hash_end(h, shape->all->secret);
}

CORE_INLINE bool core_is(const struct core_shape *shape,
			 struct scan_entry *e, const unsigned char *p,
			 const uint16_t *q)
{
	const uint16_t *length = scan_entry_lengths(e);
	const unsigned char *have = scan_entry_bytes(e, shape->runs);

#pragma GCC unroll 4
	for (uint32_t r = 0; r < shape->runs; r++) {
		const struct span s = core_run(shape, r, p, q);

		if (s.n != length[r] ||
		    !core_same((const unsigned char *)s.p, have, s.n))
			return false;
		have += s.n;
	}
	return true;
}

static __attribute__((noinline))
struct scan_entry *core_learn(struct scan_worker *w,
			      const struct core_shape *shape,
			      const unsigned char *p, const uint16_t *q,
			      uint64_t hash, uint64_t at)
{
	const size_t from = (uint16_t)(q[-1] + 1);
	struct span run[SCAN_RUNS_MAX];
	struct scan_entry *e;

	for (uint32_t r = 0; r < shape->runs; r++)
		run[r] = core_run(shape, r, p, q);
	e = scan_memo_add(&w->memo, hash, run, shape->runs, at + from);
	w->told += core_breaks(w->told_to, (size_t)(p + from - w->told_to));
	w->told_to = p + from;
	e->line = (uint32_t)(w->lines + w->told);
	return e;
}

/* NULL: it is new. */
CORE_INLINE struct scan_entry *core_find(const struct scan_memo *m,
					 const struct core_shape *shape,
					 const unsigned char *p,
					 const uint16_t *q, uint64_t hash)
{
	uint64_t i = hash & m->mask;

	for (; m->slot[i]; i = (i + 1) & m->mask) {
		struct scan_entry *e;

		if (m->slot[i] >> 32 != hash >> 32)
			continue;
		e = scan_memo_at(m, (uint32_t)m->slot[i] - 1);
		if (core_is(shape, e, p, q))
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

CORE_INLINE void core_hash_records(const struct scan_worker *w,
				   const struct core_shape *shape,
				   const struct scan_memo *m,
				   const unsigned char *p, size_t n)
{
	for (size_t r = 0; r < n; r++) {
		const uint64_t h = core_hash(shape, p,
					     w->position + w->record[r]);

		w->hash[r] = h;
		__builtin_prefetch(&m->slot[h & m->mask]);
	}
}

/* Which key each record has; NULL for one that has none. */
CORE_INLINE void core_trace_as(struct scan_worker *w,
			       const struct core_shape *shape,
			       const unsigned char *p, size_t n)
{
	const struct scan_memo *m = w->known;

	core_hash_records(w, shape, m, p, n);
	for (size_t r = 0; r < n; r++) {
		if (r + CORE_AHEAD < n)
			core_ask(m, w->hash[r + CORE_AHEAD]);
		w->entry[r] = core_find(m, shape, p,
					w->position + w->record[r],
					w->hash[r]);
	}
}

CORE_INLINE void core_count_as(struct scan_worker *w,
			       const struct core_shape *shape,
			       const unsigned char *p, size_t n, uint64_t at)
{
	const bool sums = shape->all->sums;
	const uint64_t delta = w->delta;
	const uint16_t *position = w->position;
	const uint64_t *hash = w->hash;

	core_hash_records(w, shape, &w->memo, p, n);
	for (size_t r = 0; r < n; r++) {
		const uint16_t *q = position + w->record[r];
		struct scan_entry *e;

		if (r + CORE_AHEAD < n)
			core_ask(&w->memo, hash[r + CORE_AHEAD]);
		e = core_find(&w->memo, shape, p, q, hash[r]);
		if (__builtin_expect(!e, 0))
			e = core_learn(w, shape, p, q, hash[r], at);
		e->rows += delta;
		if (w->key)
			w->key[r] = e->number;
		if (sums)
			scan_add_sums(w, e, p, q);
	}
}

/* With one to four runs, which is what most files have, the loops over them
 * are unrolled. */
static void core_records(struct scan_worker *w, const unsigned char *p,
			 size_t n, uint64_t at)
{
	struct core_shape shape;

	shape.all = w->shape;
	shape.runs = w->shape->runs;
	shape.last = w->shape->width - 1;
	memcpy(shape.run, w->shape->run, sizeof(shape.run));
	switch (shape.runs) {
#define CORE_CASE(k)							\
	case k: {							\
		struct core_shape fixed;				\
									\
		fixed.all = shape.all;					\
		fixed.runs = k;						\
		fixed.last = shape.last;				\
		for (uint32_t r = 0; r < k; r++)			\
			fixed.run[r] = shape.run[r];			\
		if (w->entry)						\
			core_trace_as(w, &fixed, p, n);			\
		else							\
			core_count_as(w, &fixed, p, n, at);		\
		break;							\
	}
	CORE_CASE(1)
	CORE_CASE(2)
	CORE_CASE(3)
	CORE_CASE(4)
#undef CORE_CASE
	default:
		if (w->entry)
			core_trace_as(w, &shape, p, n);
		else
			core_count_as(w, &shape, p, n, at);
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
