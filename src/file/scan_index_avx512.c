/*
 * scan_index_avx512.c - windows by AVX-512 with VBMI2: Ice Lake, Zen 4
 *
 * A compare gives its mask at once, the numbers 0 to 63 compressed by a mask
 * are the positions, and a masked load ends where a run ends, so that a hash
 * and a compare have no loop for the rest. The odd bytes are found as in
 * scan_index_avx2.c.
 *
 * The hash is the sum of products of the halves of each 64 bit word, mixed
 * with a secret for where the word stands (the NH of UMAC).
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

static inline bool core_same(const unsigned char *a, const unsigned char *b,
			     size_t n)
{
	uint64_t other = 0;

	for (; n > 64; a += 64, b += 64, n -= 64)
		other |= _mm512_cmpneq_epi8_mask(_mm512_loadu_si512(a),
						 _mm512_loadu_si512(b));
	return (other | _bzhi_u64(_mm512_cmpneq_epi8_mask(
		_mm512_loadu_si512(a), _mm512_loadu_si512(b)),
		(unsigned)n)) == 0;
}

typedef struct {
	__m512i sum, key, step;
	uint64_t length;
} core_hasher;

static inline core_hasher core_hash_begin(const uint64_t *secret)
{
	const __m512i key = _mm512_loadu_si512(secret);

	return (core_hasher){ key, key, _mm512_set1_epi64(
		(long long)UINT64_C(0x9e3779b97f4a7c15)), 0 };
}

static inline core_hasher core_hash_block(core_hasher h, __m512i v)
{
	const __m512i x = _mm512_xor_si512(v, h.key);

	h.sum = _mm512_add_epi64(h.sum, _mm512_mul_epu32(x,
						_mm512_srli_epi64(x, 32)));
	h.key = _mm512_add_epi64(h.key, h.step);
	return h;
}

static inline core_hasher core_hash_run(core_hasher h, struct span s,
					const uint64_t *secret)
{
	const char *p = s.p;
	size_t n = s.n;

	(void)secret;
	h.length = h.length * 31 + n;
	for (; n > 64; p += 64, n -= 64)
		h = core_hash_block(h, _mm512_loadu_si512(p));
	return core_hash_block(h, _mm512_maskz_loadu_epi8(
		_bzhi_u64(~UINT64_C(0), (unsigned)n), p));
}

static inline uint64_t core_fold(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 m = a;

	m *= b;
	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static inline uint64_t core_hash_end(core_hasher h, const uint64_t *secret)
{
	const __m256i half = _mm256_add_epi64(
		_mm512_castsi512_si256(h.sum),
		_mm512_extracti64x4_epi64(h.sum, 1));
	const __m128i two = _mm_add_epi64(_mm256_castsi256_si128(half),
					  _mm256_extracti128_si256(half, 1));
	const uint64_t sum = (uint64_t)_mm_cvtsi128_si64(two) +
			     (uint64_t)_mm_extract_epi64(two, 1);

	return core_fold(sum ^ secret[0], h.length ^ secret[1]);
}

#include "file/scan_core.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
