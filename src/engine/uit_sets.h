/*
 * uit_sets.h - are the device sets there that UIT wants?
 *
 * User Integration Testing is done with one SMETS1 meter set that has been
 * migrated and one SMETS2 set that was freshly installed. A set can serve
 *
 *	MIGRATED_SMETS1	all its devices are SMETS1, with a communications hub
 *			and a meter that are commissioned, and its S1SP is
 *			named
 *	FRESH_SMETS2	all are SMETS2, with a hub and a meter, and none is
 *			decommissioned, withdrawn, suspended or recovered: it
 *			has not been in use before
 *
 *	struct uit_sets u;
 *
 *	uit_sets(&world, &u);
 *	u.migrated && u.fresh		UIT can begin
 *	uit_sets_release(&u);
 *
 * Source: section 1 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_UIT_SETS_H
#define ENGINE_UIT_SETS_H

#include "model/world.h"

enum uit_serves { UIT_MIGRATED_SMETS1, UIT_FRESH_SMETS2, UIT_NONE };

const char *uit_serves_name(enum uit_serves s);

struct uit_set {
	struct span set, ppc_id;
	struct span smets;		/* "1", "2" or "1;2" */
	struct span devices, status;	/* joined by ; */
	enum uit_serves serves;
	struct span reason;		/* of NONE: what it lacks */
};

struct uit_sets {
	struct arena arena;
	VEC(struct uit_set) v;		/* in the order of the devices */
	uint64_t migrated, fresh;
};

void uit_sets(const struct world *w, struct uit_sets *u);
void uit_sets_release(struct uit_sets *u);

#endif
