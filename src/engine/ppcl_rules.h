/*
 * ppcl_rules.h - what a change obliges to, and the clause that decides
 *
 * One table for rules R22, R23 and R26: the first row of a class whose kind
 * of column fits. ppcl-diff --rules prints it, ppcl-diff(1) repeats it.
 *
 *	const struct ppcl_rule *r = ppcl_rule_for(CHANGE_FW_CHANGED,
 *						  PPCL_CH_FW_VERSION);
 *	r->consequence			(a set of model/change.h)
 */
#ifndef ENGINE_PPCL_RULES_H
#define ENGINE_PPCL_RULES_H

#include "model/change.h"

enum ppcl_applies { APPLIES_ESME, APPLIES_DEVICE, APPLIES_ANY };

struct ppcl_rule {
	enum change_class class;
	enum ppcl_applies applies;
	unsigned consequence;
	const char *to;			/* in words: "hub, GSME, PPMID" */
	const char *rule;		/* "R23, R26" */
	const char *clause;
};

extern const struct ppcl_rule ppcl_rules[];
extern const size_t ppcl_rules_n;

const struct ppcl_rule *ppcl_rule_for(enum change_class class,
				      unsigned column);

#endif
