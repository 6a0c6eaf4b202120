/*
 * admit.h - who goes on the Eligible list, and on what ground
 *
 * A pending combination is admitted when nothing about it is open, its SMSO
 * is served, nobody decided that testing it does not pay, and one ground
 * holds:
 *
 *	TESTED      the final MT_EOC, SIT_EOC and SYSTEM_REGRESSION cycles
 *	            passed on the firmware of the release, and the exit
 *	            criteria are met for it and over all
 *	DMCT        its final DMCT cycle passed on that firmware, service
 *	            request variants included; and Migration Testing too if it
 *	            is the first combination of its SMSO (R11)
 *	EQUIVALENT  a recorded decision, with a reference that is on the list
 *	            or admitted with it
 *
 * A recorded decision is the ground of its combination, whatever results
 * there are. Else results of closing cycles are what decides, and DMCT only
 * where there are none of these.
 *
 * The final cycle of a kind is the one of the newest result that counts; a
 * case that failed in an earlier one and was not run again counts with it. A
 * result counts that is not voided, was for the SMSO of the row, and ran on
 * the firmware of the release on every device (R26). Of a case that was
 * tried more than once in a cycle the last attempt decides; SKIP decides
 * nothing, and every other verdict but PASS is none.
 *
 *	struct admission a;
 *	admit_rows(&input, &a);
 *	for (size_t i = 0; i < a.list.rows.n; i++) ...
 *	admission_release(&a);
 *
 * Every condition that was looked at is in a.checks with its numbers; every
 * one that refused is a finding too (codes EPCL). The entries of the
 * previous list are carried on as they are (R27): one that would go, change,
 * or is pending on a day on which it is eligible is an error.
 *
 * The admission points into what it was given.
 *
 * Source: rules R11, R26, R27 and the states of model/state.def.h.
 */
#ifndef ENGINE_ADMIT_H
#define ENGINE_ADMIT_H

#include "base/diag.h"
#include "model/epcl.h"
#include "model/result.h"

enum admit_condition {
	ADMIT_STATED,		/* no cell open */
	ADMIT_UNECONOMIC,
	ADMIT_SERVICES,
	ADMIT_MT_EOC, ADMIT_SIT_EOC, ADMIT_REGRESSION,
	ADMIT_CRITERIA, ADMIT_CRITERIA_OVERALL,
	ADMIT_DMCT, ADMIT_FIRST_OF_SMSO,
	ADMIT_REFERENCE,
	ADMIT_DATE,		/* evidence not newer than the list */
	ADMIT_CONDITIONS,
};

struct admit_check {
	const struct release_row *row;
	enum admit_condition condition;
	bool met;
	bool has_counts;
	uint64_t numerator, denominator;
	struct span text;
};

struct admit_files {		/* base names, for findings; NULL: not given */
	const char *ppcl, *results, *criteria, *services, *equivalence,
		   *uneconomic, *previous;
};

struct admit_input {
	const struct release *ppcl;
	const struct results *results;
	const struct epcl_tables *tables;
	const struct epcl *previous;
	int32_t as_of;			/* day of the list */
	struct admit_files files;
	struct diag *diag;
};

struct admission {
	struct arena arena;
	struct epcl list;		/* sorted */
	VEC(struct admit_check) checks;
	uint64_t carried, admitted, refused;	/* rows */
};

void admit_rows(const struct admit_input *in, struct admission *a);
void admission_release(struct admission *a);
const char *admit_condition_name(enum admit_condition c);	/* "MT_EOC" */

/* Is a list a lawful successor of the one before? Findings say what is not:
 * an entry that is gone or became another, a date that changed or is later
 * than as_of (DATE_NONE: not asked). */
bool admit_compare(const struct epcl *before, const struct epcl *now,
		   const char *now_file, int32_t as_of, struct diag *d);

/* Does a row of the uneconomic list mean this combination? */
bool admit_uneconomic(const struct uneconomic_row *u,
		      const struct release_row *what);

/* Do the results alone show that it passed: all closing cycles, or DMCT?
 * *why says what is missing and lives in the arena. */
bool admit_passed(const struct results *results,
		  const struct release_row *row, struct arena *a,
		  struct span *why);

#endif
