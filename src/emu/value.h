/*
 * value.h - is a text of the kind that the table of bodies asks for?
 *
 * The types of XML Schema that requests use, by their lexical form and the
 * facets of the row: the length of a text, the limits of a number, the words
 * of a list. Judged with the emulator's own eyes, as request.h says.
 *
 *	if (!emu_value_ok(row, xml_text(n), &why)) ...
 *		(why: "is '13', which is not an integer of 1 to 12")
 *
 * Blanks at the ends do not count, unless it is a string. Source: XML Schema
 * part 2; model/srv_body.h for the facets.
 */
#ifndef EMU_VALUE_H
#define EMU_VALUE_H

#include <stdbool.h>
#include "base/buf.h"
#include "base/span.h"
#include "model/srv_body.h"

bool emu_value_ok(const struct srv_row *row, struct span text,
		  struct buf *why);

#endif
