/*
 * canon.h - when two spellings are one name
 *
 * The canonical form of a name ignores letter case (A-Z only), blanks at the
 * ends, runs of blanks (no-break space is one), a missing blank before "(",
 * and footnote marks (superscript digits) at the end. Two values are the
 * same name if their canonical forms are the same bytes. Nothing is ever
 * printed in this form.
 *
 *	canon_add(&key, SPAN("E470(mk1)"));	e470(mk1)
 *	canon_add(&key, SPAN("E470  (MK1)"));	e470(mk1)
 *	canon_add(&key, SPAN("TBC \u2074"));	tbc
 *
 * Source: normalisation traps 1 and 8 of the 2019 tables; the rule of the
 * alias table in rfi-return(5).
 */
#ifndef ENGINE_CANON_H
#define ENGINE_CANON_H

#include "base/buf.h"
#include "base/span.h"

void canon_add(struct buf *to, struct span name);

/* The name without blanks and footnote marks at its ends: as printed. */
struct span canon_trim(struct span name);

bool canon_eq(struct span a, struct span b);

/* Letters and digits only, case folded: what a near miss has in common. */
void canon_add_skeleton(struct buf *to, struct span name);

/* Do two names differ so little that one may be meant for the other? The
 * same letters and digits once case, blanks and punctuation go, or one
 * letter (never a digit) added, missing or other. Equal names are not near. */
bool canon_near(struct span a, struct span b);

#endif
