/*
 * pattern.h - what a response code must look like
 *
 * A small regular expression, always of the whole text: letters and digits
 * stand for themselves, "." for any character, "[0-9]" and "[^I]" for one of
 * a set; "*", "+" and "?" repeat what they follow; "|" separates
 * alternatives. There are no groups.
 *
 *	pattern_valid(SPAN("I0|I99"))			true
 *	pattern_matches(SPAN("E0501[0-9]+"), code)
 *
 * Matching takes time in the product of the two lengths: patterns and codes
 * are short, and the sets of a pattern cannot nest.
 */
#ifndef MODEL_PATTERN_H
#define MODEL_PATTERN_H

#include <stdbool.h>
#include "base/span.h"

#define PATTERN_MAX	256	/* bytes */

bool pattern_valid(struct span pattern);
/* An invalid pattern matches nothing. */
bool pattern_matches(struct span pattern, struct span text);

#endif
