/*
 * utf8.h - what a byte string is, and how wide it looks
 *
 * Validation is RFC 3629: no surrogates, no overlong forms, nothing above
 * U+10FFFF. NUL is a character like any other here; readers refuse it
 * themselves. Width is in terminal columns by a table of our own (East Asian
 * wide and emoji 2, combining and format characters 0), so it does not
 * depend on the locale.
 *
 *	size_t bad = utf8_check(cell);
 *	if (bad < cell.n) ...		(offset of the first bad byte)
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdint.h>
#include "base/buf.h"
#include "base/span.h"

size_t utf8_check(struct span s);		/* s.n when all is well */

#define UTF8_BAD	UINT32_MAX

/* Bytes taken: 0 at the end; 1 for a bad byte, and *rune is UTF8_BAD. */
size_t utf8_next(struct span s, size_t at, uint32_t *rune);
size_t utf8_width(struct span s);		/* columns; a bad byte is 1 */

/* Adds s as a terminal may see it: control characters, C1, bidi overrides
 * and bad bytes as \n, \t, \x1b, \u{202e}; everything else as it is. */
void utf8_add_visible(struct buf *b, struct span s);

/* Adds at most `columns` columns of s, which is visible already, ending in an
 * ellipsis if it was cut. */
void utf8_add_cut(struct buf *b, struct span s, size_t columns);

#endif
