/*
 * num.h - whole numbers in and out, and shares made from counts
 *
 * Counts are uint64_t and come from digits only: no sign, no blank, no
 * exponent, no group mark. Percentages are computed from two counts in whole
 * numbers, rounded half up, never from rounded parts and never in floating
 * point: the same digits on any machine.
 *
 *	uint64_t n;
 *	if (!num_parse(SPAN("12O4"), &n)) ...	(false: that is a letter)
 *	num_percent(1, 3, 2, text)		"33.33"
 *	num_percent(1, 3, 0, text)		"33"
 *	num_group(1380453, text)		"1,380,453"
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdbool.h>
#include <stdint.h>
#include "base/span.h"

#define NUM_TEXT	32	/* bytes that hold any text made here */

bool num_parse(struct span s, uint64_t *value);
bool num_add(uint64_t *sum, uint64_t more);	/* false: would overflow */
const char *num_text(uint64_t v, char text[NUM_TEXT]);
const char *num_group(uint64_t v, char text[NUM_TEXT]);

/* part of whole in percent; whole 0 gives "" (a share of nothing is blank) */
const char *num_percent(uint64_t part, uint64_t whole, unsigned places,
			char text[NUM_TEXT]);

/* "12.5" with at most `places` places to 125 with scale 10^places; no sign */
bool num_parse_decimal(struct span s, unsigned places, uint64_t *scaled);

#endif
