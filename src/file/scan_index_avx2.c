/*
 * scan_index_avx2.c - windows by AVX2: x86-64 since 2013 or so
 *
 * The odd bytes (quote, CR, NUL) are found by one shuffle: a table indexed
 * by the low half of a byte holds the odd byte that ends so, and a byte that
 * equals its own entry is one. Entries for which there is no odd byte hold
 * what never equals.
 *
 * The hash is the sum of products of the halves of each 64 bit word, mixed
 * with a secret for where the word stands (the NH of UMAC).
 */
#include "file/scan_room.h"

#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target( \
	"avx2,bmi,bmi2,popcnt,pclmul"))), apply_to = function)
#else
#pragma GCC target("avx2,bmi,bmi2,popcnt,pclmul")
#endif
#include <immintrin.h>

#include "file/scan_fold.h"

#define CORE_WINDOW	scan_window_avx2
#define CORE_QUOTES	scan_quotes_avx2

typedef __m256i core_high;

struct core_look {
	__m256i delimiter, lf, odd;
};

static inline core_high core_no_high(void)
{
	return _mm256_setzero_si256();
}

static inline bool core_is_high(core_high high)
{
	return _mm256_movemask_epi8(high) != 0;
}

static inline void core_prepare(struct core_look *look,
				unsigned char delimiter)
{
	look->delimiter = _mm256_set1_epi8((char)delimiter);
	look->lf = _mm256_set1_epi8('\n');
	look->odd = _mm256_broadcastsi128_si256(_mm_setr_epi8(0, 0, '"',
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '\r', 0, 0));
}

static inline __m256i core_load(const unsigned char *p)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

static inline void core_store(unsigned char *p, __m256i v)
{
	_mm256_storeu_si256((__m256i *)(void *)p, v);
}

static inline uint64_t core_two(__m256i low, __m256i high)
{
	return (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32 |
	       (uint32_t)_mm256_movemask_epi8(low);
}

static inline uint64_t core_equal(const unsigned char *p, char c)
{
	const __m256i want = _mm256_set1_epi8(c);

	return core_two(_mm256_cmpeq_epi8(core_load(p), want),
			_mm256_cmpeq_epi8(core_load(p + 32), want));
}

static inline struct core_bits core_masks(const struct core_look *look,
					  const unsigned char *p,
					  core_high *high)
{
	const __m256i a = core_load(p), b = core_load(p + 32);

	*high = _mm256_or_si256(*high, _mm256_or_si256(a, b));
	return (struct core_bits){
		core_two(_mm256_cmpeq_epi8(a, look->delimiter),
			 _mm256_cmpeq_epi8(b, look->delimiter)),
		core_two(_mm256_cmpeq_epi8(a, look->lf),
			 _mm256_cmpeq_epi8(b, look->lf)),
		core_two(_mm256_cmpeq_epi8(a,
				_mm256_shuffle_epi8(look->odd, a)),
			 _mm256_cmpeq_epi8(b,
				_mm256_shuffle_epi8(look->odd, b))),
	};
}

static inline uint64_t core_inside(uint64_t quotes)
{
	return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(
		_mm_set_epi64x(0, (long long)quotes), _mm_set1_epi8(-1), 0));
}

static inline size_t core_count(uint64_t mask)
{
	return (size_t)__builtin_popcountll(mask);
}

/* Eight at a time whether they are there or not: a loop over the bits
 * would guess its end wrong in every block. */
static inline size_t core_flatten(uint16_t *to, uint64_t mask, unsigned base)
{
	const size_t n = core_count(mask);

	for (size_t at = 0; at < n; at += 8) {
		for (size_t i = at; i < at + 8; i++) {
			to[i] = (uint16_t)(base + (unsigned)_tzcnt_u64(mask));
			mask = _blsr_u64(mask);
		}
	}
	return n;
}

static inline void core_clear(unsigned char *to)
{
	core_store(to, _mm256_setzero_si256());
	core_store(to + 32, _mm256_setzero_si256());
}

/* As in scan_index_avx512.c: what most runs have is copied unasked. */
static inline void core_copy(unsigned char *to, const unsigned char *p,
			     size_t n)
{
	for (size_t i = 0; i < 128; i += 32)
		core_store(to + i, core_load(p + i));
	for (size_t i = 128; i < n; i += 32)
		core_store(to + i, core_load(p + i));
}

static inline bool core_same(const unsigned char *a, const unsigned char *b,
			     size_t blocks)
{
	__m256i other = _mm256_setzero_si256();

	for (size_t i = 0; i < blocks * 64; i += 32)
		other = _mm256_or_si256(other, _mm256_xor_si256(
				core_load(a + i), core_load(b + i)));
	return _mm256_testz_si256(other, other);
}

static inline uint64_t core_hash(const unsigned char *p, size_t blocks,
				 const uint64_t *secret)
{
	const __m256i step = _mm256_set1_epi64x(
			(long long)UINT64_C(0x9e3779b97f4a7c15));
	__m256i key = core_load((const unsigned char *)secret), sum = key;
	__m128i two;

	for (size_t i = 0; i < blocks * 64; i += 32) {
		const __m256i x = _mm256_xor_si256(core_load(p + i), key);

		sum = _mm256_add_epi64(sum, _mm256_mul_epu32(x,
						_mm256_srli_epi64(x, 32)));
		key = _mm256_add_epi64(key, step);
	}
	two = _mm_add_epi64(_mm256_castsi256_si128(sum),
			    _mm256_extracti128_si256(sum, 1));
	return core_fold(((uint64_t)_mm_cvtsi128_si64(two) +
			  (uint64_t)_mm_extract_epi64(two, 1)) ^ secret[0],
			 secret[1]);
}

#include "file/scan_core.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
