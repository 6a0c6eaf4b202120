/*
 * scan_fold.h - hashing by multiplication
 *
 * The halves of a 64 by 64 bit product, one on the other, as in
 * base/intern.c. For scan_index_*.c only.
 */
#ifndef FILE_SCAN_FOLD_H
#define FILE_SCAN_FOLD_H

static inline uint64_t core_fold(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 m = a;

	m *= b;
	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

#endif
