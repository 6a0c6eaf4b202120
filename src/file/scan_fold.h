/*
 * scan_fold.h - a hash by multiplication, where there is nothing faster
 *
 * Folded 64 by 64 bit products, 16 bytes each, both factors mixed with
 * secret words, as in base/intern.c. For scan_index_*.c only.
 */
#ifndef FILE_SCAN_FOLD_H
#define FILE_SCAN_FOLD_H

typedef uint64_t core_hasher;

static inline uint64_t core_fold(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 m = a;

	m *= b;
	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static inline uint64_t core_read(const void *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* The first n bytes of a word, n below 8, whatever lies behind them. */
static inline uint64_t core_first(uint64_t word, size_t n)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return n ? word >> (64 - 8 * n) : 0;
#else
	return word & ((UINT64_C(1) << (8 * n)) - 1);
#endif
}

static inline core_hasher core_hash_begin(const uint64_t *secret)
{
	return secret[0];
}

static inline core_hasher core_hash_run(core_hasher h, struct span s,
					const uint64_t *secret)
{
	const char *p = s.p;
	size_t n = s.n;
	uint64_t a, b = 0;

	h ^= secret[4] + n;
	for (; n >= 16; p += 16, n -= 16)
		h = core_fold(core_read(p) ^ secret[1],
			      core_read(p + 8) ^ h);
	if (n >= 8) {
		a = core_read(p);
		b = core_first(core_read(p + 8), n - 8);
	} else {
		a = core_first(core_read(p), n);
	}
	return core_fold(a ^ secret[2], b ^ h);
}

static inline uint64_t core_hash_end(core_hasher h, const uint64_t *secret)
{
	return core_fold(h ^ secret[3], secret[5]);
}

#endif
