/*
 * load_smooth.h - when scheduled work is sent, so that the load is flat
 *
 *	load_net_spread(&net);
 *	load_smooth(&net, &result);	(fills what scheduled groups send)
 *	load_net_reckon(&net, LOAD_ALL_MODES);
 *	load_smooth_release(&result);
 *
 * Only SCHEDULED groups are moved, each inside its window; what users send
 * or date themselves stays as it is and counts as base. S1SPs that share a
 * DCO with a limit are planned together, every other one by itself:
 *
 * One resource, all requests of equal weight, counted as they are sent: the
 * least majorised plan, exactly (engine/smooth.h). Groups of one window get
 * equal shares of each slot.
 *
 * Else (DLMS limits, unequal weights, delayed responses): the smallest worst
 * utilisation, load by limit after headroom over slots and resources, then
 * the next worst, and so on (engine/smooth_lp.h).
 *
 * `bottlenecks` are told for people: the critical interval first. What does
 * not fit is in `left`, and not sent.
 */
#ifndef ENGINE_LOAD_SMOOTH_H
#define ENGINE_LOAD_SMOOTH_H

#include "engine/load_profile.h"

struct load_bottleneck {
	uint32_t node;
	enum load_resource resource;
	uint32_t from, slots;		/* the interval */
	uint64_t work;			/* requests that have to be in it */
	uint64_t level;			/* load of a slot; 0: by left */
};

struct load_left {			/* work that does not fit */
	const struct load_work *work;
	uint64_t requests;
	uint32_t from, slots;		/* full slots that it would need */
	uint64_t missing;		/* load, of what is short */
};

struct load_part {			/* planned together */
	uint32_t node;			/* the first of its S1SPs */
	bool exact;			/* least majorised */
	uint32_t rounds;		/* else: levels of utilisation */
	uint64_t bound_ppm;		/* worst utilisation, before rounding */
	uint64_t worst_ppm;		/* and after */
};

struct load_smooth {
	VEC(struct load_bottleneck) bottlenecks;
	VEC(struct load_left) left;
	VEC(struct load_part) parts;
	uint64_t left_total;		/* requests */
};

void load_smooth(struct load_net *net, struct load_smooth *result);
void load_smooth_release(struct load_smooth *result);

#endif
