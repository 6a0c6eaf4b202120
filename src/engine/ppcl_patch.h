/*
 * ppcl_patch.h - a difference that can be applied
 *
 * A patch is the changes of engine/ppcl_diff.h, so written out that nothing
 * is left to know: a row that came or went gives one line a column, and the
 * list has lines for its release number, the one before and its date.
 *
 *	ppcl_patch_make(&old, &new, &c);
 *	if (ppcl_patch_apply(&old, &c, "p.csv", &diag, &out)) ...
 *
 * Law: applied to the old release it gives the new one, to the byte in
 * canonical order, where both state the same columns. What a release does
 * not state is left as it is in the old one.
 *
 * Every line is checked against the release it is applied to: what it says
 * was there must be there (PPCL029). Strings of out are its own.
 */
#ifndef ENGINE_PPCL_PATCH_H
#define ENGINE_PPCL_PATCH_H

#include "base/diag.h"
#include "engine/ppcl_diff.h"

void ppcl_patch_make(const struct release *old, const struct release *new,
		     struct changes *c);
bool ppcl_patch_apply(const struct release *old, const struct changes *patch,
		      const char *file, struct diag *d, struct release *out);

#endif
