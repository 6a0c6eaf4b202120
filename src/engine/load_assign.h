/*
 * load_assign.h - every device its time
 *
 * The devices of a group are ranked by a hash of device and group; the
 * ranking is cut where the slots of the group are full. Counts are exact, no
 * state is kept, and the order of the input does not matter. While devices
 * and slots stay the same so does every time; where they change, at most as
 * many devices move as came or went, plus the sum over slots of the change
 * of what is sent up to there.
 *
 *	struct load_assign a;
 *
 *	load_assign_make(&a, &net, &devices, &rules, &diag);
 *	for (size_t i = 0; i < a.n; i++)
 *		device a.order[i] has time a.slot[...], a.offset_s[...]
 *	load_assign_release(&a);
 *
 * In order of group (by name), slot from the begin of its window, rank. The
 * offset in the slot is a hash too, so that it does not change with others'.
 *
 * `pack`: the rank is by device alone, and of several groups of a device at
 * one S1SP those that can take the slot of the largest do, as far as its
 * limit in TPS allows: one wake-up for several reads. Counts are then not
 * those of the plan.
 *
 * Memory: 32 bytes a device while it runs.
 */
#ifndef ENGINE_LOAD_ASSIGN_H
#define ENGINE_LOAD_ASSIGN_H

#include "base/diag.h"
#include "engine/load_profile.h"

#define LOAD_NO_SLOT	UINT16_MAX

struct load_assign {
	const struct load_net *net;
	const struct load_devices *devices;
	size_t n;
	uint32_t *order;	/* of devices, as they are written */
	uint16_t *slot;		/* by device; LOAD_NO_SLOT: none */
	uint64_t wakeups_apart, wakeups;	/* without and with `pack` */
	uint64_t twice;		/* a device asked for one SRV by two users */
};

struct load_moves {
	uint64_t stayed, moved, came, went;
};

void load_assign_make(struct load_assign *a, const struct load_net *net,
		      const struct load_devices *v, bool pack,
		      struct diag *d);
void load_assign_release(struct load_assign *a);

/* Seconds into its slot. */
uint32_t load_assign_offset(const struct load_assign *a, uint32_t device);

/* Against an assignment of before. */
void load_assign_compare(const struct load_assign *a,
			 const struct load_devices *before,
			 struct load_moves *moves);

#endif
