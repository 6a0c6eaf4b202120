/*
 * policy.h - the rules of one count and one selection
 *
 * Read from JSON by file/policy_in.h. Every member is optional; a policy
 * that was never read has the defaults (policy_init). Columns are numbers of
 * rfi.h. Strings are compared in canonical form (engine/canon.h).
 *
 *	capability     only rows of this cohort; a row without one is in    R1
 *	smso           only these SMSOs; empty: all                         R1
 *	exclude_maker  out if a hub or meter is of one of these             R1
 *	ihd            when an IHD counts as a PPMID                        R2
 *	mask           key columns printed TBC and not told apart           R3
 *	key            what makes a combination                             R4
 *	upgrades       installed firmware, or the one stated for enrolment  R5
 *	non_intenders  rows with intends_to_enrol N                         R6
 *	incomplete     a blank key column: UNRESOLVED, or kept as a blank  R13
 *	reporters      who counts where an SMSO and its suppliers report
 *	hardware       columns whose values are hardware variants           R8
 *	top, cover, min_share, require, forbid                          R7, R8
 *	ppc_id         prefix and order of the ids
 *	entry_hold     combinations that enter later, and why              R15
 *
 * R numbers are those of the rules in smets1-tools(7).
 */
#ifndef MODEL_POLICY_H
#define MODEL_POLICY_H

#include <stdint.h>
#include "base/arena.h"
#include "base/vec.h"
#include "model/rfi.h"

enum policy_ihd { POLICY_IHD_IF_UPGRADEABLE, POLICY_IHD_ALWAYS,
		  POLICY_IHD_NEVER };
enum policy_upgrades { POLICY_TARGET_FIRMWARE, POLICY_INSTALLED };
enum policy_non_intenders { POLICY_EXCLUDE, POLICY_INCLUDE };
enum policy_incomplete { POLICY_UNRESOLVED, POLICY_KEEP };
enum policy_reporters { POLICY_SMSO_OVER_SUPPLIER, POLICY_SUM,
			POLICY_SUPPLIER };
enum policy_cover { POLICY_COVER_NONE, POLICY_COVER_HARDWARE,
		    POLICY_COVER_MODEL, POLICY_COVER_PAIR };

/* All members must match. */
struct policy_when {
	uint32_t n;
	const uint32_t *column;
	const struct span *value;
};

struct policy_hold {
	struct policy_when when;
	struct span reason;
};

struct policy {
	struct arena arena;
	struct span capability;		/* empty: no filter */
	VEC(struct span) smso;
	VEC(struct span) exclude_maker;
	enum policy_ihd ihd;
	enum policy_upgrades upgrades;
	enum policy_non_intenders non_intenders;
	enum policy_incomplete incomplete;
	enum policy_reporters reporters;
	VEC(uint32_t) key;		/* masked columns included, in order */
	bool masked[RFI_COLUMNS];
	bool may_be_open[RFI_COLUMNS];	/* blank, and not unresolved for it */
	VEC(uint32_t) hardware;
	uint64_t top;
	enum policy_cover cover;
	uint64_t min_share_hundredths;	/* of a percent */
	VEC(struct policy_when) require;
	VEC(struct policy_when) forbid;
	struct span ppc_prefix;
	bool ppc_by_smso;		/* ids by SMSO, then rank; else rank */
	VEC(struct policy_hold) holds;
};

void policy_init(struct policy *p);
void policy_release(struct policy *p);

/* May the column be part of a key? Is it one that only planning asks for? */
bool policy_key_column(unsigned column);
bool policy_planning_column(unsigned column);
bool policy_in_key(const struct policy *p, unsigned column);

#endif
