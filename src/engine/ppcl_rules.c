/* The table is the whole of it. */
#include "engine/ppcl_rules.h"

#include "base/bug.h"

#define CLAUSE_13	"clause 13 of the SVTAD: selection and de-selection " \
			"of hub, GSME and PPMID"
#define ESME_CLAUSE	"clause 13 as amended for FOC: no selection rules " \
			"for the ESME; DCC notifies of its device model"
#define RAN_ON_OLD	"; results on the old device model no longer count"

const struct ppcl_rule ppcl_rules[] = {
	{ CHANGE_ADDED, APPLIES_ANY, OBLIGES_CLAUSE_13, "row", "R22, R23",
	  "clause 13 of the SVTAD: a combination is selected" },
	{ CHANGE_REMOVED, APPLIES_ANY, OBLIGES_CLAUSE_13, "row", "R22, R23",
	  "clause 13 of the SVTAD: a combination is de-selected; its results "
	  "stay on file" },
	{ CHANGE_FW_RESOLVED, APPLIES_ESME, OBLIGES_NOTIFY, "ESME", "R23",
	  ESME_CLAUSE "; no evidence ran on TBC" },
	{ CHANGE_FW_RESOLVED, APPLIES_DEVICE, OBLIGES_CLAUSE_13,
	  "hub, GSME, PPMID", "R23", CLAUSE_13 "; no evidence ran on TBC" },
	{ CHANGE_FW_CHANGED, APPLIES_ESME, OBLIGES_NOTIFY | OBLIGES_VOIDS,
	  "ESME", "R23, R26", ESME_CLAUSE RAN_ON_OLD },
	{ CHANGE_FW_CHANGED, APPLIES_DEVICE,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS, "hub, GSME, PPMID", "R23, R26",
	  CLAUSE_13 RAN_ON_OLD },
	{ CHANGE_FW_REOPENED, APPLIES_ESME, OBLIGES_NOTIFY | OBLIGES_VOIDS,
	  "ESME", "R23, R26", ESME_CLAUSE RAN_ON_OLD },
	{ CHANGE_FW_REOPENED, APPLIES_DEVICE,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS, "hub, GSME, PPMID", "R23, R26",
	  CLAUSE_13 RAN_ON_OLD },
	{ CHANGE_HW_CHANGED, APPLIES_ESME,
	  OBLIGES_NOTIFY | OBLIGES_VOIDS | OBLIGES_ERROR, "ESME",
	  "R22, R23, R26", ESME_CLAUSE "; another model needs a new id"
	  RAN_ON_OLD },
	{ CHANGE_HW_CHANGED, APPLIES_ANY,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS | OBLIGES_ERROR,
	  "hub, GSME, SMSO, fuel type", "R22, R23, R26",
	  CLAUSE_13 "; another combination needs a new id" RAN_ON_OLD },
	{ CHANGE_PPMID_SWAPPED, APPLIES_ANY,
	  OBLIGES_CLAUSE_13 | OBLIGES_VOIDS, "PPMID", "R23, R26",
	  CLAUSE_13 RAN_ON_OLD },
	{ CHANGE_WAN_CHANGED, APPLIES_ANY, OBLIGES_CLAUSE_13 | OBLIGES_VOIDS,
	  "WAN provider", "R4, R26", "SEC F2.10A: a combination is its device "
	  "models and communications services provider" RAN_ON_OLD },
	{ CHANGE_SHARE_CHANGED, APPLIES_ANY, 0, "share", "R9",
	  "a share is a figure about the estate, not about the device models" },
	{ CHANGE_RENUMBERED, APPLIES_ANY, 0, "id", "R21",
	  "the same combination under another id; its results stand" },
	{ CHANGE_LABEL_ONLY, APPLIES_ANY, 0, "any column", "R22",
	  "the same value in another spelling, a name that was not provided, "
	  "or words that are no part of the combination" },
};

const size_t ppcl_rules_n = sizeof(ppcl_rules) / sizeof(ppcl_rules[0]);

const struct ppcl_rule *ppcl_rule_for(enum change_class class,
				      unsigned column)
{
	enum device d = DEVICES;
	unsigned part;
	const bool device = release_column_device(column, &d, &part);

	for (size_t i = 0; i < ppcl_rules_n; i++) {
		const struct ppcl_rule *r = &ppcl_rules[i];

		if (r->class != class)
			continue;
		if (r->applies == APPLIES_ANY ||
		    (r->applies == APPLIES_ESME && d == DEVICE_ESME) ||
		    (r->applies == APPLIES_DEVICE && device))
			return r;
	}
	BUG("a change without a rule");
}
