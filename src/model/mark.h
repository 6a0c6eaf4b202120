/*
 * mark.h - what a printed page adds to a value
 *
 * Footnote marks are superscript digits behind a value, with or without a
 * blank: "TBC \u2074", "TBC\u2075". They and the blanks around them are not
 * part of the value. Blanks are space, tab, the line ends and the no-break
 * space.
 *
 *	mark_strip(SPAN("TBC \u2074"))		TBC
 */
#ifndef MODEL_MARK_H
#define MODEL_MARK_H

#include "base/span.h"

struct span mark_strip(struct span s);

#endif
