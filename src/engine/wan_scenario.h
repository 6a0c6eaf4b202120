/*
 * wan_scenario.h - scenarios over their contract life
 *
 * A scenario is a chain of phases, each a contract with a network of its own;
 * where one phase follows another the WAN module of every meter is replaced,
 * and that is a visit. A year has 365 days.
 *
 * A service that a phase names without a section is that of whichever section
 * has it. If several have, and the scenario tells the meters of each fuel
 * apart, it is a class of each section; if it has one number of meters, it is
 * one class of all of them, which wants equal sizes and times.
 *
 *	struct wan_plan plan;
 *	if (wan_plan_make(&scenario, &services, &meters, &plan, &diag))
 *		plan.phases.v[0].total.mean_kbps
 *	wan_plan_release(&plan);
 *
 * Costs come from volumes and visits and have no default: what has no price
 * is not known, and what is made of it is not known either.
 *
 * False: findings (LOAD058 to LOAD065) say why.
 */
#ifndef ENGINE_WAN_SCENARIO_H
#define ENGINE_WAN_SCENARIO_H

#include "engine/wan.h"

struct wan_class {		/* one message class of a phase */
	const struct wan_service *service;
	enum wan_fuel fuel;
	uint64_t meters, reads;
	struct wan_figures figures;
};

struct wan_cost {
	bool known;
	struct ratio amount;
};

struct wan_span {		/* a phase, or the whole */
	const struct wan_phase *phase;	/* NULL: the whole */
	uint64_t from_year, to_year, years;
	bool has_years;			/* from and to are known */
	size_t first, end;		/* classes */
	struct wan_total total;
	struct ratio link_kbps;		/* the most that a link needs */
	struct ratio volume_bytes;
	uint64_t visits;
	struct wan_cost traffic, visit, cost, a_year;
};

struct wan_plan {
	const struct wan_scenario *scenario;
	uint64_t meters;
	VEC(struct wan_class) classes;
	VEC(struct wan_span) phases;
	struct wan_span whole;
};

/* meters.given: instead of the scenario's. */
bool wan_plan_make(const struct wan_scenario *scenario,
		   const struct wan_services *services,
		   const struct wan_meters *meters, struct wan_plan *plan,
		   struct diag *d);
void wan_plan_release(struct wan_plan *plan);

#endif
