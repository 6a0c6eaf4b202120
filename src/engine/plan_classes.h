/*
 * plan_classes.h - installations that nothing in the question tells apart
 *
 * Every installation of a tally ends in exactly one place: a class, which is
 * planned, or a bucket of the residue, which is said from day one never to
 * migrate, with the reason. The sums are those of the tally.
 *
 *	struct plan_classes c;
 *	plan_classes_make(&input, &c);		(findings in input.diag)
 *	for (uint32_t i = 0; i < c.n; i++)
 *		use(&c.list[i], &c.facts[i]);
 *	plan_classes_release(&c);
 *
 * Merging is exact for what is linear in installations, which the plan is.
 * A class is what agrees in the labels, in every column that some match
 * names, in its window of periods, weight, attempts made, firmware and
 * meters. Its name is made from all of these (a digest), so it is the same
 * in the next plan while they are.
 *
 * Order: of classes, vulnerable customers first, then those who prepay, then
 * bytewise by labels, then by name: ties of a plan are broken by it.
 *
 * What decides, in this order:
 *
 *	disposition	what is not in scope of the count is residue
 *	attempts	at least attempts_max made: residue "d"
 *	eligibility	of the rows that match, the one that states most
 *			columns and has not ended, then the earliest; none:
 *			a class without a window
 *	exclusions	residue under their code, in the order of the table;
 *			GT01 leaves the electricity meter in the plan
 *	upgrades	REPLACE is residue; UPGRADE begins when available
 *	R1, R2		first and last day, hence periods: a period is open
 *			if all of its days are
 *
 * A share is taken over all that a row of the exclusions matches, in order of
 * the tally, rounded down as a whole, not class by class.
 *
 * Source: sections 3, 4 and 6.1 of smets1-tools(7) on planning.
 */
#ifndef ENGINE_PLAN_CLASSES_H
#define ENGINE_PLAN_CLASSES_H

#include "engine/plan_match.h"
#include "engine/plan_rules.h"
#include "model/tally.h"

/* What sets the first or last day of a class. */
enum plan_bound { PLAN_BY_START, PLAN_BY_ELIGIBILITY, PLAN_BY_INVENTORY,
		  PLAN_BY_LEAD, PLAN_BY_FIRMWARE, PLAN_BY_UPGRADE,
		  PLAN_BY_DEADLINE, PLAN_BY_NOTHING, PLAN_BOUNDS };

struct plan_fact {			/* beside a class */
	const uint32_t *ids;		/* words by column, for matches */
	struct span dco, requesting_party;
	const struct plan_eligibility *eligibility;	/* NULL: none */
	const struct plan_upgrade *upgrade;		/* NULL: none */
	int32_t earliest, latest;	/* DATE_NONE: no last day */
	enum plan_bound first_by, last_by;
	const struct plan_policy *deadline;	/* NULL, or what set latest */
	bool gas_excluded;		/* GT01 */
};

struct plan_residue {
	struct span code;		/* "a", "UNRESOLVED", "REPLACE" */
	struct span text;		/* in words */
	uint64_t installations;
	uint64_t meters;
};

/* Installations of one row of the tally and one status. */
struct plan_piece {
	uint64_t count;			/* in classes */
	uint32_t class_index;		/* PLAN_NONE: in none */
	uint32_t gas_excluded;		/* class of those with GT01 */
	uint64_t gas_excluded_count;
	uint64_t excluded;		/* of these, in no class */
	uint32_t residue;		/* bucket of all, or of the first */
};

struct plan_held {			/* excluded by id */
	uint32_t row;			/* of the tally */
	bool dormant;
	size_t exclusion;
	uint64_t count;
};

struct plan_classes_input {
	const struct tally *tally;
	const struct plan_tables *tables;
	const struct plan_rules *rules;
	const struct plan_period *period;
	uint32_t periods;
	int32_t start;			/* first day of the plan */
	int32_t known_on;
	bool lenient;			/* no window: left, not an error */
	bool sound;			/* nothing that was read was rejected;
					 * else no more is said of classes */
	const struct plan_held *held;
	size_t held_n;
	const struct plan_match *also;	/* columns to tell apart besides */
	size_t also_n;
	const char *file;		/* of the inventory */
	struct diag *diag;
};

struct plan_classes {
	struct arena arena;
	struct plan_words words;
	struct plan_class *list;
	struct plan_fact *facts;
	uint32_t n;
	VEC(struct plan_residue) residue;
	VEC(struct plan_piece) pieces;	/* row * 2 + dormant */
	uint32_t weight_scale;		/* weights are times this */
	uint64_t installations;		/* all of them */
	uint64_t planned;		/* in classes */
	uint64_t never;			/* in the residue, installations */
};

void plan_classes_make(const struct plan_classes_input *in,
		       struct plan_classes *c);
void plan_classes_release(struct plan_classes *c);

/* Meters of an installation of that fuel: 2 of DF, else 1. */
uint32_t plan_meters(struct span fuel);

/* "eligibility", "the notice to be given" ... */
const char *plan_bound_words(enum plan_bound b);

#endif
