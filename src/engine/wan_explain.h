/*
 * wan_explain.h - the arithmetic of the figures, with its inputs
 *
 * One fact a figure: "102 B x 8 / 1000 / 60 s" is 0.0136 kbps. What stands in
 * the arithmetic are the inputs themselves, never a rounded figure, so that
 * whoever does it again gets the value.
 *
 *	struct wan_facts facts = WAN_FACTS_INIT;
 *	wan_explain_load(&load, &ask, &facts);
 *	facts.v.v[i].subject, .figure, .arithmetic, .value, .unit
 *	wan_facts_release(&facts);
 *
 * Spans belong to the facts, or to what is explained.
 */
#ifndef ENGINE_WAN_EXPLAIN_H
#define ENGINE_WAN_EXPLAIN_H

#include "engine/wan_scenario.h"

struct wan_fact {
	struct span subject, figure, arithmetic, value, unit;
};

struct wan_facts {
	struct arena arena;
	VEC(struct wan_fact) v;
};

#define WAN_FACTS_INIT	{ .arena = ARENA_INIT }

void wan_explain_load(const struct wan_load *load, const struct wan_ask *ask,
		      struct wan_facts *facts);
void wan_explain_plan(const struct wan_plan *plan, struct wan_facts *facts);
void wan_explain_campaign(const struct wan_campaign *c,
			  struct wan_facts *facts);
void wan_facts_release(struct wan_facts *facts);

#endif
