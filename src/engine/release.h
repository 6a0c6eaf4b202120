/*
 * release.h - a selection becomes a release of the PPCL
 *
 *	struct release r = RELEASE_INIT;
 *	release_from_selection(&selection, SPAN("2.10"), &r);
 *
 * Takes the selected rows in order of their ids; masked firmware stays TBC.
 * The list share is the selected installations in percent of all in scope,
 * rounded half up, computed from the counts (rule R9). For a selection in
 * memory; one that was read from a file is engine/ppcl_make.h's.
 */
#ifndef ENGINE_RELEASE_H
#define ENGINE_RELEASE_H

#include "engine/select.h"
#include "model/release.h"

void release_from_selection(struct selection *s, struct span number,
			    struct release *r);

#endif
