/*
 * sha256.c - the SHA-256 digest (FIPS 180-4)
 *
 * Inputs are gigabytes, so whole blocks go from the caller's memory straight
 * into the compression, and where the processor has instructions for it
 * (asked by cpuid once) they do the work: about six times as fast
 * as the portable rounds, and no library to depend on.
 */
#include "base/sha256.h"

#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

enum { BLOCK = 64 };

static const uint32_t round_key[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t turn(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

static uint32_t big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static void schedule(uint32_t w[64], const unsigned char *p)
{
	for (size_t i = 0; i < 16; i++)
		w[i] = big_endian(p + i * 4);
	for (size_t i = 16; i < 64; i++) {
		uint32_t x = w[i - 15], y = w[i - 2];

		w[i] = w[i - 16] + w[i - 7] +
		       (turn(x, 7) ^ turn(x, 18) ^ x >> 3) +
		       (turn(y, 17) ^ turn(y, 19) ^ y >> 10);
	}
}

static void blocks_portable(uint32_t state[8], const unsigned char *p,
			    size_t n)
{
	uint32_t w[64];

	for (; n; n--, p += BLOCK) {
		uint32_t a = state[0], b = state[1], c = state[2];
		uint32_t d = state[3], e = state[4], f = state[5];
		uint32_t g = state[6], h = state[7];

		schedule(w, p);
		for (unsigned i = 0; i < 64; i++) {
			uint32_t x = h + (turn(e, 6) ^ turn(e, 11) ^
					  turn(e, 25)) +
				     ((e & f) ^ (~e & g)) + round_key[i] +
				     w[i];
			uint32_t y = (turn(a, 2) ^ turn(a, 13) ^
				      turn(a, 22)) +
				     ((a & b) ^ (a & c) ^ (b & c));

			h = g;
			g = f;
			f = e;
			e = d + x;
			d = c;
			c = b;
			b = a;
			a = x + y;
		}
		state[0] += a;
		state[1] += b;
		state[2] += c;
		state[3] += d;
		state[4] += e;
		state[5] += f;
		state[6] += g;
		state[7] += h;
	}
}

#if defined(__x86_64__)

#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))

WITH_SHA static __m128i load(const void *p)
{
	return _mm_loadu_si128((const __m128i *)p);
}

/* Four rounds with the words of w0, which become those of 16 rounds on. */
WITH_SHA __attribute__((always_inline)) static inline void
rounds(__m128i *abef, __m128i *cdgh, size_t i, __m128i *w0, __m128i w1,
       __m128i w2, __m128i w3)
{
	__m128i k = _mm_add_epi32(*w0, load(&round_key[i * 4]));

	*cdgh = _mm_sha256rnds2_epu32(*cdgh, *abef, k);
	k = _mm_shuffle_epi32(k, 0x0e);
	*abef = _mm_sha256rnds2_epu32(*abef, *cdgh, k);
	*w0 = _mm_sha256msg1_epu32(*w0, w1);
	*w0 = _mm_add_epi32(*w0, _mm_alignr_epi8(w3, w2, 4));
	*w0 = _mm_sha256msg2_epu32(*w0, w3);
}

/* The instructions want the state as two vectors, a b e f and c d g h. */
WITH_SHA static void blocks_x86(uint32_t state[8], const unsigned char *p,
				size_t n)
{
	const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b,
					    0x0405060700010203);
	__m128i low = _mm_shuffle_epi32(load(state), 0xb1);
	__m128i high = _mm_shuffle_epi32(load(state + 4), 0x1b);
	__m128i abef = _mm_alignr_epi8(low, high, 8);
	__m128i cdgh = _mm_blend_epi16(high, low, 0xf0);

	for (; n; n--, p += BLOCK) {
		const __m128i abef_before = abef, cdgh_before = cdgh;
		__m128i a = _mm_shuffle_epi8(load(p), swap);
		__m128i b = _mm_shuffle_epi8(load(p + 16), swap);
		__m128i c = _mm_shuffle_epi8(load(p + 32), swap);
		__m128i d = _mm_shuffle_epi8(load(p + 48), swap);

		for (size_t i = 0; i < 16; i += 4) {
			rounds(&abef, &cdgh, i, &a, b, c, d);
			rounds(&abef, &cdgh, i + 1, &b, c, d, a);
			rounds(&abef, &cdgh, i + 2, &c, d, a, b);
			rounds(&abef, &cdgh, i + 3, &d, a, b, c);
		}
		abef = _mm_add_epi32(abef, abef_before);
		cdgh = _mm_add_epi32(cdgh, cdgh_before);
	}
	low = _mm_shuffle_epi32(abef, 0x1b);
	high = _mm_shuffle_epi32(cdgh, 0xb1);
	_mm_storeu_si128((__m128i *)(void *)state,
			 _mm_blend_epi16(low, high, 0xf0));
	_mm_storeu_si128((__m128i *)(void *)(state + 4),
			 _mm_alignr_epi8(high, low, 8));
}

static bool ask_processor(void)
{
	unsigned a, b, c, d;

	if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) ||
	    !(c & bit_SSE4_1))
		return false;
	return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

/* A virtual machine answers cpuid in 20 microseconds: that is more than the
 * digest of a message takes. */
static bool has_instructions(void)
{
	static _Atomic unsigned char known;	/* 0: not asked; 1: no */

	if (!known)
		known = ask_processor() ? 2 : 1;
	return known == 2;
}

#endif

void sha256_init_portable(struct sha256 *h)
{
	static const uint32_t start[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	};

	memcpy(h->state, start, sizeof(start));
	h->bytes = 0;
	h->blocks = blocks_portable;
}

void sha256_init(struct sha256 *h)
{
	sha256_init_portable(h);
#if defined(__x86_64__)
	if (has_instructions())
		h->blocks = blocks_x86;
#endif
}

void sha256_add(struct sha256 *h, const void *p, size_t n)
{
	const unsigned char *from = p;
	size_t held = h->bytes % BLOCK;
	size_t fill;

	if (!n)
		return;
	h->bytes += n;
	if (held) {
		fill = BLOCK - held < n ? BLOCK - held : n;
		memcpy(h->block + held, from, fill);
		if (held + fill < BLOCK)
			return;
		h->blocks(h->state, h->block, 1);
		from += fill;
		n -= fill;
	}
	h->blocks(h->state, from, n / BLOCK);
	memcpy(h->block, from + n / BLOCK * BLOCK, n % BLOCK);
}

void sha256_sum(const struct sha256 *h, unsigned char sum[SHA256_BYTES])
{
	static const unsigned char padding[BLOCK] = { 0x80 };
	struct sha256 end = *h;
	unsigned char length[8];
	size_t held = h->bytes % BLOCK;

	for (unsigned i = 0; i < 8; i++)
		length[i] = (unsigned char)(h->bytes * 8 >> (56 - 8 * i));
	sha256_add(&end, padding, (held < 56 ? 56 : 120) - held);
	sha256_add(&end, length, sizeof(length));
	for (unsigned i = 0; i < SHA256_BYTES; i++)
		sum[i] = (unsigned char)(end.state[i / 4] >> (24 - i % 4 * 8));
}

void sha256_text(const unsigned char sum[SHA256_BYTES],
		 char text[SHA256_TEXT])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < SHA256_BYTES; i++) {
		text[2 * i] = digits[sum[i] >> 4];
		text[2 * i + 1] = digits[sum[i] & 15];
	}
	text[SHA256_TEXT - 1] = '\0';
}

void sha256_hex(const struct sha256 *h, char text[SHA256_TEXT])
{
	unsigned char sum[SHA256_BYTES];

	sha256_sum(h, sum);
	sha256_text(sum, text);
}
