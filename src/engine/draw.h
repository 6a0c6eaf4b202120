/*
 * draw.h - random numbers that depend on what they are for, not on when
 *
 * A stream is named by a seed and four numbers; its words are a hash of that
 * name and of their place in the stream. So a draw is the same whatever was
 * drawn before it, in any order and on any machine.
 *
 *	struct draw d = draw_begin(seed, trial, class, attempt, period);
 *	uint64_t successes = draw_binomial(&d, 61200, 985000);
 *
 * The hash is the finaliser of splitmix64, over a counter.
 *
 * draw_binomial() is exact, in whole numbers: n numbers are compared with the
 * chance bit by bit, all at once, by counting the ones in n random bits and
 * going on with those that are still level. About 2 n bits are drawn, a
 * nanosecond for thirty attempts; what is drawn has the binomial distribution
 * and no approximation of it.
 */
#ifndef ENGINE_DRAW_H
#define ENGINE_DRAW_H

#include <stdint.h>

#define DRAW_PPM	1000000u

struct draw {
	uint64_t key, at;
};

struct draw draw_begin(uint64_t seed, uint64_t a, uint64_t b, uint64_t c,
		       uint64_t d);
uint64_t draw_word(struct draw *d);

/* Successes in n trials with a chance in millionths, to DRAW_PPM. */
uint64_t draw_binomial(struct draw *d, uint64_t n, uint32_t ppm);

#endif
