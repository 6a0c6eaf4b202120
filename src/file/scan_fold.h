/*
 * scan_fold.h - hashing by multiplication
 *
 * Folded 64 by 64 bit products, 16 bytes each, both factors mixed with
 * secret words, as in base/intern.c. For scan_index_*.c only.
 */
#ifndef FILE_SCAN_FOLD_H
#define FILE_SCAN_FOLD_H

static inline uint64_t core_read(const void *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline uint64_t core_fold(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 m = a;

	m *= b;
	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static inline uint64_t core_fold_all(const unsigned char *p, size_t blocks,
				     const uint64_t *secret)
{
	uint64_t h = secret[0];

	for (size_t i = 0; i < blocks * SCAN_BLOCK; i += 16)
		h = core_fold(core_read(p + i) ^ secret[1],
			      core_read(p + i + 8) ^ h);
	return core_fold(h ^ secret[2], secret[3]);
}

#endif
