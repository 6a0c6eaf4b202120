/* Draws that are named, exact, and as wide as the binomial is. */
#include <check.h>

#include "engine/draw.h"

Suite *draw_suite(void);

START_TEST(the_same_name_the_same_words)
{
	struct draw a = draw_begin(1, 2, 3, 4, 5);
	struct draw b = draw_begin(1, 2, 3, 4, 5);
	struct draw c = draw_begin(1, 2, 3, 5, 4);

	for (int i = 0; i < 100; i++) {
		const uint64_t word = draw_word(&a);

		ck_assert(word == draw_word(&b));
		ck_assert(word != draw_word(&c));
	}
}
END_TEST

START_TEST(certain_and_impossible)
{
	struct draw d = draw_begin(1, 0, 0, 0, 0);

	ck_assert_uint_eq(draw_binomial(&d, 12345, DRAW_PPM), 12345);
	ck_assert_uint_eq(draw_binomial(&d, 12345, 0), 0);
	ck_assert_uint_eq(draw_binomial(&d, 0, 500000), 0);
}
END_TEST

/* Mean and variance of 20,000 draws within six standard errors. */
static void check_moments(uint64_t n, uint32_t ppm)
{
	enum { DRAWS = 20000 };
	const double p = ppm / 1e6, mean = (double)n * p;
	const double variance = mean * (1 - p);
	double sum = 0, squares = 0;

	for (uint64_t i = 0; i < DRAWS; i++) {
		struct draw d = draw_begin(99, i, n, ppm, 0);
		const uint64_t x = draw_binomial(&d, n, ppm);

		ck_assert(x <= n);
		sum += (double)x - mean;
		squares += ((double)x - mean) * ((double)x - mean);
	}
	sum /= DRAWS;
	squares /= DRAWS;
	ck_assert(sum * sum < 36 * variance / DRAWS);
	/* the fourth moment is at most about 3 variances squared, plus one */
	ck_assert((squares - variance) * (squares - variance) <
		  36 * (2 * variance * variance + variance) / DRAWS);
}

START_TEST(binomial_moments)
{
	check_moments(1, 500000);
	check_moments(1, 1);
	check_moments(7, 900000);
	check_moments(64, 333333);
	check_moments(65, 985000);
	check_moments(1000, 1000);
	check_moments(4321, 999999);
}
END_TEST

/* All sixteen outcomes of four trials, against the exact chances. */
START_TEST(binomial_of_four)
{
	enum { DRAWS = 200000 };
	static const double chance[5] = { 0.0016, 0.0256, 0.1536, 0.4096,
					  0.4096 };
	double square = 0;
	uint64_t n[5] = { 0 };

	for (uint64_t i = 0; i < DRAWS; i++) {
		struct draw d = draw_begin(5, i, 0, 0, 0);

		n[draw_binomial(&d, 4, 800000)]++;
	}
	for (int k = 0; k < 5; k++) {
		const double wanted = chance[k] * DRAWS;

		square += ((double)n[k] - wanted) * ((double)n[k] - wanted) /
			  wanted;
	}
	ck_assert(square < 23.5);	/* chi square, 4 degrees, 1 in 10^4 */
}
END_TEST

Suite *draw_suite(void)
{
	Suite *s = suite_create("draw");
	TCase *t = tcase_create("draw");

	tcase_add_test(t, the_same_name_the_same_words);
	tcase_add_test(t, certain_and_impossible);
	tcase_add_test(t, binomial_moments);
	tcase_add_test(t, binomial_of_four);
	suite_add_tcase(s, t);
	return s;
}
