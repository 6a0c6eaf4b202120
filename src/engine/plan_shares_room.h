/*
 * plan_shares_room.h - shared by plan_shares.c and plan_fair.c: one day
 *
 * A struct sharing has its nodes by day, and for each class its party:
 *
 *	sharing_pools(&s);			(which nodes are pools)
 *	sharing_ask(&s, party, 700, NULL, floor);	(each that asks)
 *	sharing_day(&s, day, floor, told);
 *	s.demand[party]				(is its share now)
 *
 * A party that does not ask has demand and weight 0. `told` has room for a
 * row a pool. Nodes are the caller's.
 */
#ifndef ENGINE_PLAN_SHARES_ROOM_H
#define ENGINE_PLAN_SHARES_ROOM_H

#include "engine/plan_share.h"
#include "engine/plan_shares.h"

struct asked {
	const struct plan_demand *row;
	uint32_t party;
};

struct pool {
	uint32_t node, depth;
	uint32_t parties, *party;	/* ascending */
};

struct sharing {
	struct asked *asked;		/* by date, then party */
	size_t asked_n;
	uint32_t parties, classes;
	uint32_t *party_of;		/* by class */
	const struct plan_node *node;
	uint32_t nodes;
	VEC(struct pool) pools;		/* deepest first, then by node */
	uint64_t *demand, *weight;	/* by party */
	struct plan_party *room;
};

void sharing_pools(struct sharing *s);
void sharing_ask(struct sharing *s, uint32_t party, uint64_t demand,
		 const uint64_t *weight, uint64_t floor);
void sharing_day(struct sharing *s, uint32_t day, uint64_t floor,
		 struct plan_pool_day *told);
void sharing_release(struct sharing *s);

/* The nodes with single days for periods; errors go to `to` (NULL: nowhere,
 * they have been told). */
void sharing_days(const struct plan_question_input *of, int32_t first,
		  uint32_t days, struct plan_question *q, struct diag *to);

#endif
