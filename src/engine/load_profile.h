/*
 * load_profile.h - load by node and slot of a day
 *
 *	struct load_net net;
 *
 *	load_net_init(&net, &set, &day, false);
 *	load_net_spread(&net);			(evenly over every window)
 *	load_net_reckon(&net);
 *	net.nodes.v[i].work[LOAD_TPS][slot]	(of the groups; base beside)
 *	load_net_release(&net);
 *
 * A request loads its S1SP in the slot in which it is sent, response and
 * alerts in that of the response, so many whole slots later as its delay has.
 * A request in long retry is answered some time in the 24 hours after: its
 * response and alerts, and its DLMS commands a second time, come evenly over
 * the day. DLMS commands load the S1SP and its DCO; the work of an S1SP is
 * work of its DCO too. The day repeats: what is late comes round at its begin.
 *
 * Loads are whole: transactions in units of 10^-7, DLMS commands in units of
 * 10^-4, each in a slot; load_rate() makes hundredths a second of them.
 *
 * Nodes are in bytewise order, S1SPs first, and groups by name: the order of
 * rows does not matter. The net points into the set and the day.
 */
#ifndef ENGINE_LOAD_PROFILE_H
#define ENGINE_LOAD_PROFILE_H

#include "engine/load_day.h"
#include "engine/smooth.h"
#include "model/load.h"

#define LOAD_NO_NODE	UINT32_MAX
#define LOAD_NO_LIMIT	SMOOTH_NO_LIMIT

struct load_node {
	struct span name;
	bool dco;
	uint32_t parent;		/* node of its DCO, or LOAD_NO_NODE */
	uint64_t *base[LOAD_RESOURCES];	/* by slot; of a DCO with its S1SPs' */
	uint64_t *work[LOAD_RESOURCES];
	uint64_t *limit[LOAD_RESOURCES];	/* less headroom */
	bool limited[LOAD_RESOURCES];	/* anywhere in the day */
};

/* What one request of a group brings, in the units above. */
struct load_weights {
	uint32_t shift[LOAD_DELAYS_MAX + 1];	/* slots later */
	uint64_t tps[LOAD_DELAYS_MAX + 1];
	uint32_t parts;			/* the first has shift 0 */
	uint64_t tps_flat;		/* over the whole day */
	uint64_t dlms, dlms_flat;
};

struct load_work {			/* a group on that day */
	const struct load_group *group;
	uint32_t node;
	uint32_t from, slots;		/* its window */
	struct load_weights weights;
	uint64_t *sent;			/* by slot: requests */
};

struct load_net {
	struct arena arena;
	const struct load_set *set;
	const struct load_day *day;
	VEC(struct load_node) nodes;
	VEC(struct load_work) works;
};

void load_net_init(struct load_net *net, const struct load_set *s,
		   const struct load_day *day, bool utc);
void load_net_release(struct load_net *net);

/* Every group evenly over its window: what blind jitter comes to. */
void load_net_spread(struct load_net *net);
/* Work of all nodes from what is sent; only that of `mode`s in the set. */
#define LOAD_MODE(m)	(1u << (m))
#define LOAD_ALL_MODES	7u
void load_net_reckon(struct load_net *net, unsigned modes);

/* Hundredths a second, of a load in one slot. */
uint64_t load_rate(const struct load_net *net, enum load_resource r,
		   uint64_t load);
/* The highest slot of a node, and its load. */
uint64_t load_peak(const struct load_net *net, uint32_t node,
		   enum load_resource r, uint32_t *slot);

#endif
