/*
 * ratio.h - exact fractions, rounded only when they are printed
 *
 * A ratio is a whole number of 128 bits over another, always reduced. A
 * figure is made by multiplying and dividing what it is made from, and
 * becomes text once, at the end: no part is ever rounded.
 *
 *	struct ratio r = ratio_of(102);		(bytes)
 *	ratio_mul(&r, 8);
 *	ratio_div(&r, 1000 * 60);		(kilobits in 60 s)
 *	ratio_text(&r, 4, RATIO_HALF_UP, text)	"0.0136"
 *	ratio_text(&r, 1, RATIO_HALF_UP, text)	"0.0"
 *	ratio_text(&r, 3, RATIO_UP, text)	"0.014"
 *
 * Above RATIO_BITS bits the result would not be exact: `over` is set, stays
 * set through all that follows, and the text is "". Whoever lets users give
 * large numbers looks at it before anything is written. A ratio that is not
 * over can be printed with up to RATIO_PLACES places. There are no negative
 * ones, and to divide by zero is a BUG.
 */
#ifndef BASE_RATIO_H
#define BASE_RATIO_H

#include <stdbool.h>
#include <stdint.h>

#define RATIO_BITS	104
#define RATIO_PLACES	6
#define RATIO_TEXT	64	/* bytes that hold any text made here */

struct ratio {
	__extension__ unsigned __int128 num;
	__extension__ unsigned __int128 den;
	bool over;
};

enum ratio_rounding { RATIO_HALF_UP, RATIO_UP, RATIO_DOWN };

struct ratio ratio_of(uint64_t n);
void ratio_mul(struct ratio *r, uint64_t by);
void ratio_div(struct ratio *r, uint64_t by);
void ratio_mul_ratio(struct ratio *r, const struct ratio *by);
void ratio_add(struct ratio *sum, const struct ratio *more);
int ratio_cmp(const struct ratio *a, const struct ratio *b); /* <0, 0, >0 */

/* The whole part, rounded; false: over, or more than 64 bits. */
bool ratio_whole(const struct ratio *r, enum ratio_rounding how,
		 uint64_t *whole);

const char *ratio_text(const struct ratio *r, unsigned places,
		       enum ratio_rounding how, char text[RATIO_TEXT]);
/* The same with a comma between groups of three: "20,352.0". */
const char *ratio_group(const struct ratio *r, unsigned places,
			enum ratio_rounding how, char text[RATIO_TEXT]);

#endif
