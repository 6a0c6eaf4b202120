/*
 * count.h - installations into combinations: rules R1 to R6 of a policy
 *
 * Gives every row of an estate its disposition and its key, and adds up.
 *
 *	struct count_notes notes;
 *	struct tally t = TALLY_INIT;
 *	count_estate(&estate, &policy, PRECEDENCE_ALL, &t, &notes);
 *
 * The first rule that applies decides the disposition:
 *
 *   OUT_OF_SCOPE   another capability, an SMSO that is not listed, or a hub
 *                  or meter of an excluded maker                       (R1)
 *   NON_INTENDER   intends_to_enrol is N, unless they are included     (R6)
 *   UNRESOLVED     a blank or ? in an unmasked key column other than the
 *                  WAN provider, or an IHD of which nobody says whether it
 *                  can be upgraded                                (R2, R13)
 *   IN_SCOPE       everything else
 *
 * The key: an absent device is NONE in all its cells. An IHD is a PPMID or
 * is dropped (NONE) as the policy says (R2). Firmware is the one stated for
 * enrolment, where there is one (R5). Masked columns are TBC (R3). A blank
 * fuel type is derived from the meters: both DF, electricity only SE, gas
 * only SG.
 *
 * Superseded and replaced rows (engine/precedence.h) are in no row of the
 * tally; the notes say how many they are, so that nothing is lost:
 * sum(tally) + superseded + replaced = all installations of the estate.
 */
#ifndef ENGINE_COUNT_H
#define ENGINE_COUNT_H

#include "engine/estate.h"
#include "engine/precedence.h"
#include "model/tally.h"

struct count_notes {
	uint64_t superseded;		/* installations */
	uint64_t replaced;		/* installations */
	uint64_t moved_by_upgrades;	/* in scope, counted on a target */
	uint64_t fuel_derived;		/* in scope, fuel type was blank */
	uint64_t ihd_dropped;		/* in scope, their IHD no component */
};

/* without: see precedence_init(). The tally is sorted. */
void count_estate(const struct estate *e, const struct policy *policy,
		  uint32_t without, struct tally *t,
		  struct count_notes *notes);

/* The same; row[kind] is the row of the tally, or COUNT_NO_ROW of a kind that
 * does not count. The caller frees it with mem_free(). */
#define COUNT_NO_ROW	UINT32_MAX
uint32_t *count_estate_rows(const struct estate *e,
			    const struct policy *policy, struct tally *t,
			    struct count_notes *notes);

/* The fuel type that the devices imply; empty when they do not tell. */
struct span count_fuel(bool esme, bool gsme);

#endif
