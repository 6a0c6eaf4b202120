/*
 * version.h - firmware versions as numbers, without changing their spelling
 *
 * A dotted version is digits in parts joined by dots: 03.02.01.68, 2.1.12,
 * 2.0.1.9.61. How many parts there are differs by device. Compared part by
 * part as numbers, never as decimals: 2.10 comes after 2.9. Two spellings of
 * the same numbers (03.00 and 3.0) are equal in number and still two
 * spellings: reported, never merged in silence. Anything else (TBC, hex
 * digits, free text) is no dotted version.
 *
 *	struct buf b = BUF_INIT;
 *	version_add_plain(&b, SPAN("03.00.01.61"));	3.0.1.61
 *	version_compare(SPAN("2.9"), SPAN("2.10"), &order)	order < 0
 *	version_order(SPAN("2.9"), SPAN("2.10"))		< 0
 *
 * Source: section "Versions" of smets1-tools(7).
 */
#ifndef MODEL_VERSION_H
#define MODEL_VERSION_H

#include <stdbool.h>
#include "base/buf.h"
#include "base/span.h"

/* Adds the version without leading zeros; false (nothing added) if the text
 * is no dotted version of at least two parts. */
bool version_add_plain(struct buf *to, struct span version);

bool version_is_dotted(struct span version);

/* The same numbers in the same number of parts, however they are spelled. */
bool version_same_number(struct span a, struct span b);

/* By the numbers alone: *order is below 0, 0 or above. False (order not
 * touched) if one of them is no dotted version. */
bool version_compare(struct span a, struct span b, int *order);

/* A total order of all texts, 0 only for the same bytes: dotted versions by
 * their numbers (2.9 < 2.9.1 < 2.10), two spellings of one number bytewise,
 * behind them every other text bytewise. */
int version_order(struct span a, struct span b);

/* TBC in any case, with or without a footnote mark or blanks around it. */
bool version_is_tbc(struct span version);

#endif
