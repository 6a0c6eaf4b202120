/*
 * precedence.h - whose rows count where several report the same estate
 *
 * Of each (reporter_role, reporter) the newest snapshot counts; older ones
 * are superseded. Where an SMSO reports, its rows replace the suppliers'
 * rows for that SMSO (policy reporters: smso-over-supplier); "supplier" does
 * the opposite and counts no SMSO's rows; "sum" counts all.
 *
 * A blank role is SUPPLIER. A blank reporter is the SMSO of an SMSO's row,
 * the supplier of a supplier's. A row without a date is older than any date.
 *
 *	struct precedence p;
 *	precedence_init(&p, &estate, POLICY_SMSO_OVER_SUPPLIER, PRECEDENCE_ALL);
 *	if (p.standing[kind] == STANDING_CURRENT) ...
 *	precedence_release(&p);
 *
 * Source: "Reporter rule" of rfi-policy(5); how the DCC reconciled the two
 * is not published, so the rule is a setting.
 */
#ifndef ENGINE_PRECEDENCE_H
#define ENGINE_PRECEDENCE_H

#include "engine/estate.h"

enum standing { STANDING_CURRENT, STANDING_SUPERSEDED, STANDING_REPLACED,
		STANDING_LEFT_OUT };

struct reporter {
	bool is_smso;
	uint32_t name;			/* class */
	int32_t newest;			/* day of the snapshot that counts */
	uint64_t installations;		/* of that snapshot */
	uint64_t superseded;		/* installations of older ones */
	uint64_t replaced;		/* of that snapshot, by an SMSO's */
};

struct precedence {
	VEC(struct reporter) reporters;	/* in order of role and name */
	enum standing *standing;	/* by kind */
	uint32_t *reporter;		/* by kind: which one */
	uint64_t superseded, replaced;	/* installations */
};

#define PRECEDENCE_ALL	UINT32_MAX

/* without: a reporter (number of an earlier result for the same estate) whose
 * rows are left out, as if it had sent nothing; or PRECEDENCE_ALL. */
void precedence_init(struct precedence *p, const struct estate *e,
		     enum policy_reporters rule, uint32_t without);
void precedence_release(struct precedence *p);

#endif
