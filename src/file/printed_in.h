/*
 * printed_in.h - a page of the PPCL as it is published
 *
 * One line an attribute and one column a combination, or the other way
 * round. What a page does to a table is taken off:
 *
 *	footnote marks behind values		TBC \u2074
 *	other labels for one attribute		GSME Firmware, GSME F/W
 *	a label with a typing error		EMSE firmware: a warning
 *	(PPCL017), if one known label is near; else PPCL016
 *	one share for the whole list in any of its columns
 *	the version line again after a page break, and tables set side by side
 *	or one below the other
 *	a caption glued to the first cell	... FOC SITPPCL V2.10
 *
 * The cells beside the version name the maker of the meters. SMSO, WAN
 * provider and hub maker are not printed: they are not stated, unless the
 * page has lines of these names.
 *
 *	printed_read(&r, rows, names, n, line, &diag);
 */
#ifndef FILE_PRINTED_IN_H
#define FILE_PRINTED_IN_H

#include "file/rows.h"
#include "model/release.h"

bool printed_read(struct release *r, struct rows *rows,
		  const struct span *names, size_t n, uint64_t line,
		  struct diag *d);

#endif
