/*
 * scan_index_sse2.c - windows by SSE2: every x86-64
 *
 * No byte shuffle, no population count, no carry-less product: compares and
 * shifts only.
 */
#include "file/scan_room.h"
#include "file/scan_scalar.h"

#if defined(__x86_64__)
#include <emmintrin.h>

#define CORE_WINDOW	scan_window_sse2
#define CORE_QUOTES	scan_quotes_sse2

typedef __m128i core_high;

struct core_look {
	__m128i delimiter;
};

static inline core_high core_no_high(void)
{
	return _mm_setzero_si128();
}

static inline bool core_is_high(core_high high)
{
	return _mm_movemask_epi8(high) != 0;
}

static inline void core_prepare(struct core_look *look,
				unsigned char delimiter)
{
	look->delimiter = _mm_set1_epi8((char)delimiter);
}

static inline __m128i core_load(const unsigned char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline uint64_t core_bits_of(__m128i v)
{
	return (uint32_t)_mm_movemask_epi8(v);
}

static inline uint64_t core_equal(const unsigned char *p, char c)
{
	const __m128i want = _mm_set1_epi8(c);
	uint64_t mask = 0;

	for (unsigned i = 0; i < 64; i += 16)
		mask |= core_bits_of(_mm_cmpeq_epi8(core_load(p + i),
						    want)) << i;
	return mask;
}

static inline struct core_bits core_masks(const struct core_look *look,
					  const unsigned char *p,
					  core_high *high)
{
	const __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
	const __m128i quote = _mm_set1_epi8('"'), nul = _mm_setzero_si128();
	struct core_bits b = { 0, 0, 0 };

	for (unsigned i = 0; i < 64; i += 16) {
		const __m128i v = core_load(p + i);

		*high = _mm_or_si128(*high, v);
		b.delimiter |= core_bits_of(
			_mm_cmpeq_epi8(v, look->delimiter)) << i;
		b.line |= core_bits_of(_mm_cmpeq_epi8(v, lf)) << i;
		b.odd |= core_bits_of(_mm_or_si128(_mm_or_si128(
			_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, cr)),
			_mm_cmpeq_epi8(v, nul))) << i;
	}
	return b;
}

static inline void core_copy(unsigned char *to, const unsigned char *p,
			     size_t n)
{
	for (size_t i = 0; i == 0 || i < n; i += 16)
		_mm_storeu_si128((__m128i *)(void *)(to + i),
				 core_load(p + i));
}

static inline bool core_same(const unsigned char *a, const unsigned char *b,
			     size_t blocks)
{
	__m128i other = _mm_setzero_si128();

	for (size_t i = 0; i < blocks * 64; i += 16)
		other = _mm_or_si128(other, _mm_xor_si128(core_load(a + i),
							  core_load(b + i)));
	return core_bits_of(_mm_cmpeq_epi8(other, _mm_setzero_si128())) ==
	       0xffff;
}

#include "file/scan_core.h"
#endif
