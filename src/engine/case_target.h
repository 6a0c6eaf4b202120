/*
 * case_target.h - what a case is about: its device, and who asks
 *
 *	struct case_targets t;
 *
 *	case_targets_make(&t, &world, &campaign);
 *	if (!case_target(&t, c, &target)) ...	(no such device)
 *	target.device->eui, target.user
 *	case_targets_release(&t);
 *
 * The device is the one of its type in the set of the case; beside it stand
 * the hub, the gas proxy, and another device of the set, for requests that
 * name two. The firmware is that of the set at the time: what the devices
 * of one set run is evidence for a result of any of them.
 *
 * The user is the one that the case names; of a role, the device's own party
 * if it has the role, else any user that has it.
 *
 * The world must outlive it and its devices must not move. Looking a case up
 * takes the same time in a world of any size.
 *
 * Source: section 10.1 of the notes on testing in smets1-tools(7).
 */
#ifndef ENGINE_CASE_TARGET_H
#define ENGINE_CASE_TARGET_H

#include "engine/case_users.h"
#include "model/rfi.h"
#include "model/testcase.h"

struct case_targets {
	const struct world *world;
	struct case_users users;
	struct intern keys;		/* ppc_id, set, type */
	VEC(const struct world_device *) device;	/* by key; NULL */
};

struct case_target {
	const struct world_device *device;
	uint64_t chf, gpf, other;	/* 0: there is none */
	uint64_t user;			/* EUI-64; 0: nobody may ask */
	const struct world_device *part[DEVICES];	/* of the set; NULL */
};

void case_targets_make(struct case_targets *t, const struct world *world,
		       const struct campaign *campaign);
/* False: the set has no device of that type. */
bool case_target(const struct case_targets *t, const struct testcase *c,
		 struct case_target *target);
void case_targets_release(struct case_targets *t);

#endif
