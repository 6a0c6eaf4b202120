#include "engine/draw.h"

#define GOLDEN	UINT64_C(0x9e3779b97f4a7c15)

static uint64_t mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

struct draw draw_begin(uint64_t seed, uint64_t a, uint64_t b, uint64_t c,
		       uint64_t d)
{
	const uint64_t part[] = { a, b, c, d };
	uint64_t key = mix(seed + GOLDEN);

	for (unsigned i = 0; i < sizeof(part) / sizeof(*part); i++)
		key = mix((key ^ part[i]) + GOLDEN);
	return (struct draw){ key, 0 };
}

uint64_t draw_word(struct draw *d)
{
	return mix(d->key + ++d->at * GOLDEN);
}

static uint64_t ones(struct draw *d, uint64_t bits)
{
	uint64_t sum = 0;

	for (; bits >= 64; bits -= 64)
		sum += (uint64_t)__builtin_popcountll(draw_word(d));
	if (bits)
		sum += (uint64_t)__builtin_popcountll(
			draw_word(d) >> (64 - bits));
	return sum;
}

/* A number below the chance is a success: its first bit that differs is 0
 * where the chance has 1. */
uint64_t draw_binomial(struct draw *d, uint64_t n, uint32_t ppm)
{
	uint64_t successes = 0;
	uint32_t rest = ppm;

	if (ppm >= DRAW_PPM)
		return n;
	while (n && rest) {
		const uint64_t high = ones(d, n);

		rest *= 2;
		if (rest >= DRAW_PPM) {
			rest -= DRAW_PPM;
			successes += n - high;
			n = high;
		} else {
			n -= high;
		}
	}
	return successes;
}
