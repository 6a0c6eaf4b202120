/*
 * A pool is a row of hashes with places to cut it. A class is a pool, cut at
 * its quotas; so is a piece that is split between two classes, cut once, and
 * its parts go on into the pools of the classes.
 *
 * Sorting is by the top byte, in place, over and over (American flag): no
 * second array of ten million hashes.
 */
#include "engine/plan_assign.h"

#include <string.h>

#include "base/bug.h"
#include "base/mem.h"

enum { FEW = 32 };

struct plan_cut {
	uint64_t rank;		/* the first behind it */
	uint64_t hash;		/* the last before it */
	uint64_t less;		/* hashes below that one */
	uint64_t seen;		/* of that one, asked for so far */
};

struct plan_quota {
	uint32_t period;
	uint64_t end;		/* rank behind the last */
};

struct plan_pool {
	uint64_t *hash;
	uint64_t n, room;
	struct plan_quota *quota[PLAN_STEPS];
	uint32_t quotas[PLAN_STEPS];
	struct plan_cut *cut[PLAN_STEPS];
	uint32_t first, second;	/* classes of a split piece */
	uint64_t gas_excluded;	/* for the second; some by their id */
	struct plan_cut split, end;
};

/* FNV-1a, then mixed: the low bits of short ids alone are not even. */
uint64_t plan_hash(struct span id)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < id.n; i++) {
		h ^= (unsigned char)id.p[i];
		h *= UINT64_C(0x100000001b3);
	}
	h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	h = (h ^ (h >> 27)) * UINT64_C(0x94d049bb133111eb);
	return h ^ (h >> 31);
}

/* ---- quotas ------------------------------------------------------------ */

static void add_quotas(struct plan_assign *a, const struct plan *plan)
{
	for (uint32_t i = 0; i < a->c->n; i++) {
		struct plan_pool *p = &a->pools[i];

		for (unsigned s = 0; s < PLAN_STEPS; s++)
			p->quota[s] = mem_array(a->p->periods,
						sizeof(*p->quota[s]));
	}
	for (size_t r = 0; r < plan->rows.n; r++) {
		const struct plan_row *row = &plan->rows.v[r];
		struct plan_pool *p = &a->pools[row->class_index];
		struct plan_quota *q = p->quota[row->step];
		uint32_t *n = &p->quotas[row->step];

		if (row->attempt != 0)
			continue;
		q[*n].period = row->period;
		q[*n].end = row->attempts + (*n ? q[*n - 1].end : 0);
		(*n)++;
	}
}

static bool is_split(const struct plan_piece *p)
{
	return p->class_index != PLAN_NONE && p->gas_excluded != PLAN_NONE;
}

static uint64_t count_of(const struct plan_classes *c, size_t piece)
{
	return c->pieces.v[piece].count + c->pieces.v[piece].excluded;
}

static void place_piece(struct plan_assign *a, size_t i, uint32_t *split)
{
	const struct plan_piece *p = &a->c->pieces.v[i];
	struct plan_pool *pool;

	a->pool_of[i] = PLAN_NONE;
	if (is_split(p)) {
		pool = &a->pools[*split];
		a->pool_of[i] = (*split)++;
		pool->first = p->class_index;
		pool->second = p->gas_excluded;
		pool->split.rank = p->count - p->gas_excluded_count;
		pool->gas_excluded = p->gas_excluded_count;
		a->pools[p->class_index].room += pool->split.rank;
		a->pools[p->gas_excluded].room += p->gas_excluded_count;
	} else if (p->class_index != PLAN_NONE) {
		a->pool_of[i] = p->class_index;
	} else if (p->gas_excluded != PLAN_NONE) {
		a->pool_of[i] = p->gas_excluded;
	} else {
		return;
	}
	a->pools[a->pool_of[i]].room += count_of(a->c, i);
}

void plan_assign_init(struct plan_assign *a, const struct plan_problem *p,
		      const struct plan *plan, const struct plan_classes *c)
{
	uint32_t split = c->n;

	memset(a, 0, sizeof(*a));
	a->p = p;
	a->c = c;
	a->n = c->n;
	for (size_t i = 0; i < c->pieces.n; i++)
		a->n += is_split(&c->pieces.v[i]);
	a->pools = mem_array(a->n + (size_t)1, sizeof(*a->pools));
	a->pool_of = mem_array(c->pieces.n + 1, sizeof(*a->pool_of));
	for (uint32_t i = 0; i < a->n; i++)
		a->pools[i].first = a->pools[i].second = PLAN_NONE;
	for (size_t i = 0; i < c->pieces.n; i++)
		place_piece(a, i, &split);
	for (uint32_t i = 0; i < a->n; i++)
		a->pools[i].hash = mem_array(a->pools[i].room + 1,
					     sizeof(*a->pools[i].hash));
	add_quotas(a, plan);
}

static void push(struct plan_pool *p, uint64_t hash)
{
	if (p->n == p->room)
		BUG("more installations than were counted");
	p->hash[p->n++] = hash;
}

void plan_assign_add(struct plan_assign *a, size_t piece, bool gas_excluded,
		     uint64_t hash)
{
	const uint32_t at = a->pool_of[piece];
	struct plan_pool *p;

	if (at == PLAN_NONE)
		return;
	p = &a->pools[at];
	if (gas_excluded && p->second != PLAN_NONE) {
		p->gas_excluded -= p->gas_excluded > 0;
		p = &a->pools[p->second];
	}
	push(p, hash);
}

/* ---- sorting ----------------------------------------------------------- */

static void sort_few(uint64_t *v, uint64_t n)
{
	for (uint64_t i = 1; i < n; i++) {
		const uint64_t x = v[i];
		uint64_t j = i;

		while (j && v[j - 1] > x) {
			v[j] = v[j - 1];
			j--;
		}
		v[j] = x;
	}
}

static void sort(uint64_t *v, uint64_t n, unsigned shift)
{
	uint64_t begin[257] = { 0 }, at[256];

	if (n <= FEW) {
		sort_few(v, n);
		return;
	}
	for (uint64_t i = 0; i < n; i++)
		begin[((v[i] >> shift) & 255) + 1]++;
	for (unsigned b = 0; b < 256; b++)
		begin[b + 1] += begin[b];
	memcpy(at, begin, sizeof(at));
	for (unsigned b = 0; b < 256; b++) {
		while (at[b] < begin[b + 1]) {
			const unsigned to = (unsigned)(v[at[b]] >> shift) &
					    255;
			const uint64_t x = v[at[b]];

			v[at[b]] = v[at[to]];
			v[at[to]++] = x;
		}
	}
	for (unsigned b = 0; shift && b < 256; b++)
		sort(v + begin[b], begin[b + 1] - begin[b], shift - 8);
}

/* ---- cuts -------------------------------------------------------------- */

static void make_cut(const struct plan_pool *p, uint64_t rank,
		     struct plan_cut *c)
{
	uint64_t i = rank;

	c->rank = rank;
	c->seen = 0;
	c->hash = rank ? p->hash[rank - 1] : 0;
	while (i && p->hash[i - 1] == c->hash)
		i--;
	c->less = i;
}

/* Behind the cut? Equal hashes take their turns. */
static bool behind(struct plan_cut *c, uint64_t hash)
{
	if (c->rank == 0 || hash != c->hash)
		return c->rank == 0 || hash > c->hash;
	return c->less + c->seen++ >= c->rank;
}

static void split(struct plan_assign *a, struct plan_pool *p)
{
	const uint64_t first = p->split.rank < p->n ? p->split.rank : p->n;
	const uint64_t end = p->gas_excluded < p->n - first ?
			     first + p->gas_excluded : p->n;

	make_cut(p, first, &p->split);
	make_cut(p, end, &p->end);
	for (uint64_t i = 0; i < end; i++)
		push(&a->pools[i < first ? p->first : p->second], p->hash[i]);
}

void plan_assign_cut(struct plan_assign *a)
{
	for (uint32_t i = a->n; i-- > 0;) {
		struct plan_pool *p = &a->pools[i];

		sort(p->hash, p->n, 56);
		if (p->first != PLAN_NONE)
			split(a, p);
		for (unsigned s = 0; s < PLAN_STEPS; s++) {
			p->cut[s] = mem_array(p->quotas[s] + (size_t)1,
					      sizeof(*p->cut[s]));
			for (uint32_t q = 0; q < p->quotas[s]; q++)
				make_cut(p, p->quota[s][q].end < p->n ?
					 p->quota[s][q].end : p->n,
					 &p->cut[s][q]);
		}
	}
}

/* The first cut that the hash is not behind; those at its own value keep
 * count of who asked. */
static uint32_t period_of(struct plan_pool *p, unsigned step, uint64_t hash)
{
	struct plan_cut *cut = p->cut[step];
	uint32_t lo = 0, hi = p->quotas[step], at = PLAN_NONE;

	while (lo < hi) {
		const uint32_t mid = lo + (hi - lo) / 2;

		if (cut[mid].hash < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < p->quotas[step] && cut[lo].hash == hash; lo++) {
		if (!behind(&cut[lo], hash) && at == PLAN_NONE)
			at = lo;
	}
	if (at == PLAN_NONE)
		at = lo;
	return at < p->quotas[step] ? p->quota[step][at].period : PLAN_NONE;
}

uint64_t plan_assign_rank(const struct plan_assign *a, uint32_t class_index,
			  uint64_t hash)
{
	const struct plan_pool *p = &a->pools[class_index];
	uint64_t lo = 0, hi = p->n;

	while (lo < hi) {
		const uint64_t mid = lo + (hi - lo) / 2;

		if (p->hash[mid] < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void plan_assign_find(struct plan_assign *a, size_t piece, bool gas_excluded,
		      uint64_t hash, struct plan_found *found)
{
	const uint32_t at = a->pool_of[piece];
	struct plan_pool *p;

	*found = (struct plan_found){ PLAN_NONE, { PLAN_NONE, PLAN_NONE } };
	if (at == PLAN_NONE)
		return;
	p = &a->pools[at];
	if (p->first != PLAN_NONE && gas_excluded) {
		p = &a->pools[p->second];
	} else if (p->first != PLAN_NONE) {
		const bool second = behind(&p->split, hash);

		if (behind(&p->end, hash))
			return;
		p = &a->pools[second ? p->second : p->first];
	}
	found->class_index = (uint32_t)(p - a->pools);
	for (unsigned s = 0; s < PLAN_STEPS; s++)
		found->period[s] = period_of(p, s, hash);
}

void plan_assign_release(struct plan_assign *a)
{
	for (uint32_t i = 0; i < a->n; i++) {
		struct plan_pool *p = &a->pools[i];

		mem_free(p->hash);
		for (unsigned s = 0; s < PLAN_STEPS; s++) {
			mem_free(p->quota[s]);
			mem_free(p->cut[s]);
		}
	}
	mem_free(a->pools);
	mem_free(a->pool_of);
}
