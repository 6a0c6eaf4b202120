/*
 * duis_value.h - is a text what its place in a message wants?
 *
 * Judges the text of an element or attribute by its row of the body table:
 * the type's spelling first, then limits, lists, lengths and characters. The
 * spellings are those of XML Schema; only a sign before a number that cannot
 * be negative is refused always, for some of its types refuse it. Blanks at
 * the ends count in strings and not in other types.
 *
 *	struct buf why = BUF_INIT;
 *
 *	if (duis_value_check(row, SPAN("-401"), &why) == DUIS_VALUE_RANGE)
 *		...		("is out of range; expected -400 to 0")
 *
 * Numbers are compared digit by digit: none is too long.
 */
#ifndef ENGINE_DUIS_VALUE_H
#define ENGINE_DUIS_VALUE_H

#include "base/buf.h"
#include "base/span.h"
#include "model/srv_body.h"

enum duis_value {
	DUIS_VALUE_GOOD,
	DUIS_VALUE_TYPE,	/* not spelled as its type is */
	DUIS_VALUE_RANGE,	/* a number outside its limits */
	DUIS_VALUE_LIST,	/* not one of a list */
	DUIS_VALUE_LENGTH,	/* length, or a character it may not have */
};

/* `why` gets a text that continues the quoted value. The row has text. */
enum duis_value duis_value_check(const struct srv_row *row, struct span text,
				 struct buf *why);
/* The text as it counts: without blanks at its ends, unless it is a string. */
struct span duis_value_text(const struct srv_row *row, struct span text);

#endif
