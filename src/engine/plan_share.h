/*
 * plan_share.h - one capacity shared among parties, unit by unit
 *
 * The Migration Scaling Methodology as it is reconstructed in section 5 of
 * smets1-tools(7) on planning:
 *
 *	1. everybody gets its demand up to a floor; if the floors exceed the
 *	   capacity, it is shared max-min fairly among them instead
 *	2. what is left goes unit by unit to the party with the largest
 *	   weight / (2 r + 1), r being its units beyond the floor; whoever has
 *	   what it asks for is left out
 *	3. ties by party: the earlier one. Parties come in order of their id.
 *
 *	struct plan_party p[] = {{ .demand = 700, .weight = 600 },
 *				 { .demand = 250, .weight = 150 }};
 *	plan_share(p, 2, 500, 100);		p[0].share 340, p[1].share 160
 *
 * What holds, for any input:
 *
 *	sum of shares = min(capacity, sum of demands)
 *	share <= demand
 *	share >= min(demand, floor) where the floors fit into the capacity
 *	no share falls when the capacity rises: awards are a sequence, and
 *	more capacity is more of it
 *
 * The last one is why shares are not rounded from proportions: by largest
 * remainders one more unit of capacity can lower somebody's share.
 *
 * Fast: how often each party is awarded is found by a search over the level
 * of weight / (2 r + 1), and only the last few units, fewer than there are
 * parties, are awarded one by one. The result is that of one by one.
 *
 * Demand and weight are at most PLAN_COUNT_MAX. A weight of 0 comes behind
 * all others. Weights must not depend on the capacity.
 */
#ifndef ENGINE_PLAN_SHARE_H
#define ENGINE_PLAN_SHARE_H

#include <stddef.h>
#include <stdint.h>

struct plan_party {
	uint64_t demand, weight;
	uint64_t share;			/* out */
};

void plan_share(struct plan_party *p, size_t n, uint64_t capacity,
		uint64_t floor);

#endif
