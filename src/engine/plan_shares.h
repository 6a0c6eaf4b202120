/*
 * plan_shares.h - the capacity of every day, shared among those who ask
 *
 * A party is a supplier at an SMSO. A pool is a capacity of step MIGRATE, in
 * installations, that holds for whole parties. Each pool is shared among its
 * parties day by day as engine/plan_share.h says, the deepest pools first:
 * what an SMSO cannot take is no demand on the DCC. Weights stay what they
 * were: the table's, or the demand beyond the floor.
 *
 *	struct plan_shares s;
 *	plan_shares_init(&s);
 *	if (plan_shares_make(&input, &s))		(else findings)
 *		for (size_t i = 0; i < s.n; i++)
 *			use(s.row[i]->supplier, s.share[i]);
 *	plan_shares_release(&s);
 *
 * Rows are in order of date, supplier, SMSO, whatever the order of the input.
 * Capacities that a demand does not tell apart (by service provider, region,
 * combination) are no pools here; with classes they are, where they hold for
 * whole parties: plan_fair() makes nodes of a plan from shares.
 *
 * A party that asks for more than 150 % of its average so far, over the days
 * before in the table, is a warning (rule R11).
 *
 * Source: section 5 and rule R11 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_SHARES_H
#define ENGINE_PLAN_SHARES_H

#include "engine/plan_question.h"
#include "model/plan_demand.h"

#define PLAN_FORECAST_PERCENT	150u

struct plan_shares_input {
	const struct plan_tables *tables;	/* capacity, calendar, policy */
	const struct plan_demands *demands;
	int32_t known_on;		/* of the policy; NONE: each day */
	bool has_unit;			/* --unit was given */
	struct diag *diag;
};

struct plan_pool_day {			/* the arithmetic of one pool */
	int32_t date;
	struct span node;
	uint64_t capacity;		/* PLAN_UNLIMITED */
	uint64_t asked;			/* of it, less what deeper pools cut */
	uint64_t floors;
	uint64_t shared;
};

struct plan_shares {
	struct arena arena;
	size_t n;
	const struct plan_demand **row;	/* in order */
	uint64_t *share;
	VEC(struct plan_pool_day) pools;	/* by date, then as shared */
};

void plan_shares_init(struct plan_shares *s);
bool plan_shares_make(const struct plan_shares_input *in,
		      struct plan_shares *s);
void plan_shares_release(struct plan_shares *s);

/* Makes shares capacities of a question: a node "share of PARTY at SMSO" of
 * kind supplier_smso for each party, behind the others. `demands` may be
 * NULL: then every party asks, each day, for all its installations that may
 * migrate that day. With demands, a party without a row has no share on days
 * for which others have one; a period without any row is not shared. */
struct plan_fair_input {
	const struct plan_question_input *question;
	const struct plan_demands *demands;
	struct diag *diag;
};

void plan_fair(const struct plan_fair_input *in, struct plan_question *q);

#endif
