/*
 * plan_ppcl.h - an id of the PPCL, resolved to the combination it stands for
 *
 * A row of the eligibility table may name a combination by its ppc_id alone.
 * Which installations it means is then what the release says of that id: all
 * of the default key that is not blank there.
 *
 *	plan_ppcl_resolve(&tables, &release, file, &diag);
 *
 * A row that needs firmware first asks for no firmware version: that of the
 * release is what its installations are upgraded to. For the other rows a
 * version that is still TBC says nothing, and rejects the row (PLAN031), as
 * do an id that the release does not have and a row without a release.
 *
 * The row then has the id as the release spells it.
 *
 * Rows with key columns of their own stay as they are. Rejected rows are
 * taken out. Strings are copied into the arena of the tables.
 */
#ifndef ENGINE_PLAN_PPCL_H
#define ENGINE_PLAN_PPCL_H

#include "base/diag.h"
#include "model/plan_tables.h"
#include "model/release.h"

/* release: NULL: none; file: its name, for words. */
void plan_ppcl_resolve(struct plan_tables *t, const struct release *release,
		       const char *file, struct diag *d);

#endif
