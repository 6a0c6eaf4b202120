/*
 * scan_scalar.h - what C does where an instruction set has nothing better
 *
 * Parts of what scan_core.h asks for, for scan_index_plain.c and
 * scan_index_sse2.c. The hash is of folded products, 16 bytes each, both
 * factors mixed with secret words.
 */
#ifndef FILE_SCAN_SCALAR_H
#define FILE_SCAN_SCALAR_H

#include "file/scan_fold.h"
#include "file/scan_room.h"

static inline uint64_t core_inside(uint64_t quotes)
{
	for (unsigned i = 1; i < 64; i *= 2)
		quotes ^= quotes << i;
	return quotes;
}

static inline size_t core_count(uint64_t mask)
{
	size_t n = 0;

	for (; mask; mask &= mask - 1)
		n++;
	return n;
}

static inline size_t core_flatten(uint16_t *to, uint64_t mask, unsigned base)
{
	size_t n = 0;

	for (; mask; mask &= mask - 1)
		to[n++] = (uint16_t)(base + (unsigned)__builtin_ctzll(mask));
	return n;
}

static inline void core_clear(unsigned char *to)
{
	memset(to, 0, SCAN_BLOCK);
}

static inline uint64_t core_read(const void *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline uint64_t core_hash(const unsigned char *p, size_t blocks,
				 const uint64_t *secret)
{
	uint64_t h = secret[0];

	for (size_t i = 0; i < blocks * SCAN_BLOCK; i += 16)
		h = core_fold(core_read(p + i) ^ secret[1],
			      core_read(p + i + 8) ^ h);
	return core_fold(h ^ secret[2], secret[3]);
}

#endif
