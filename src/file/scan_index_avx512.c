/*
 * scan_index_avx512.c - windows by AVX-512 with VBMI2: Ice Lake, Zen 4
 *
 * A compare gives its mask at once, the numbers 0 to 63 compressed by a mask
 * are the positions, and a block is one register. The odd bytes are found,
 * and the hash is, as in scan_index_avx2.c.
 */
#include "file/scan_room.h"

#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target( \
	"avx512f,avx512bw,avx512vbmi2,bmi,bmi2,popcnt,pclmul"))), \
	apply_to = function)
#else
#pragma GCC target("avx512f,avx512bw,avx512vbmi2,bmi,bmi2,popcnt,pclmul")
#endif
#include <immintrin.h>
#include "file/scan_fold.h"

#define CORE_WINDOW	scan_window_avx512
#define CORE_QUOTES	scan_quotes_avx512

typedef __m512i core_high;

struct core_look {
	__m512i delimiter, lf, odd, numbers;
};

static inline core_high core_no_high(void)
{
	return _mm512_setzero_si512();
}

static inline bool core_is_high(core_high high)
{
	return _mm512_movepi8_mask(high) != 0;
}

static inline void core_prepare(struct core_look *look,
				unsigned char delimiter)
{
	look->delimiter = _mm512_set1_epi8((char)delimiter);
	look->lf = _mm512_set1_epi8('\n');
	look->odd = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 0, '"',
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '\r', 0, 0));
}

static inline uint64_t core_equal(const unsigned char *p, char c)
{
	return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(p),
				      _mm512_set1_epi8(c));
}

static inline struct core_bits core_masks(const struct core_look *look,
					  const unsigned char *p,
					  core_high *high)
{
	const __m512i v = _mm512_loadu_si512(p);

	*high = _mm512_or_si512(*high, v);
	return (struct core_bits){
		_mm512_cmpeq_epi8_mask(v, look->delimiter),
		_mm512_cmpeq_epi8_mask(v, look->lf),
		_mm512_cmpeq_epi8_mask(v,
			_mm512_shuffle_epi8(look->odd, v)),
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

static inline __m512i core_numbers(void)
{
	return _mm512_set_epi64(0x3f3e3d3c3b3a3938, 0x3736353433323130,
				0x2f2e2d2c2b2a2928, 0x2726252423222120,
				0x1f1e1d1c1b1a1918, 0x1716151413121110,
				0x0f0e0d0c0b0a0908, 0x0706050403020100);
}

static inline size_t core_flatten(uint16_t *to, uint64_t mask, unsigned base)
{
	const __m512i v = _mm512_maskz_compress_epi8(mask, core_numbers());
	const __m512i from = _mm512_set1_epi16((short)base);
	const size_t n = core_count(mask);

	_mm512_storeu_si512(to, _mm512_add_epi16(from,
		_mm512_cvtepu8_epi16(_mm512_castsi512_si256(v))));
	if (__builtin_expect(n > 32, 0))
		_mm512_storeu_si512(to + 32, _mm512_add_epi16(from,
			_mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(v,
								       1))));
	return n;
}

static inline void core_clear(unsigned char *to)
{
	_mm512_storeu_si512(to, _mm512_setzero_si512());
}

static inline __m512i core_block(const unsigned char *p)
{
	return _mm512_loadu_si512(p);
}

/* Most runs are one or two registers long, and which of the two cannot be
 * foretold: so two are copied, and no branch asks. */
static inline void core_copy(unsigned char *to, const unsigned char *p,
			     size_t n)
{
	_mm512_storeu_si512(to, core_block(p));
	_mm512_storeu_si512(to + 64, core_block(p + 64));
	for (size_t i = 128; i < n; i += 64)
		_mm512_storeu_si512(to + i, core_block(p + i));
}

static inline bool core_same(const unsigned char *a, const unsigned char *b,
			     size_t blocks)
{
	__m512i other = _mm512_setzero_si512();

	for (; blocks; a += 64, b += 64, blocks--)
		other = _mm512_or_si512(other, _mm512_xor_si512(
						core_block(a), core_block(b)));
	return _mm512_test_epi64_mask(other, other) == 0;
}

static inline uint64_t core_hash(const unsigned char *p, size_t blocks,
				 const uint64_t *secret)
{
	const __m512i step = _mm512_set1_epi64(
			(long long)UINT64_C(0x9e3779b97f4a7c15));
	__m512i key = _mm512_loadu_si512(secret), sum = key;
	__m256i half;
	__m128i two;

	for (; blocks; p += 64, blocks--) {
		const __m512i x = _mm512_xor_si512(core_block(p), key);

		sum = _mm512_add_epi64(sum, _mm512_mul_epu32(x,
						_mm512_srli_epi64(x, 32)));
		key = _mm512_add_epi64(key, step);
	}
	half = _mm256_add_epi64(_mm512_castsi512_si256(sum),
				_mm512_extracti64x4_epi64(sum, 1));
	two = _mm_add_epi64(_mm256_castsi256_si128(half),
			    _mm256_extracti128_si256(half, 1));
	return core_fold(((uint64_t)_mm_cvtsi128_si64(two) +
			  (uint64_t)_mm_extract_epi64(two, 1)) ^ secret[0],
			 secret[1]);
}

#include "file/scan_core.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
