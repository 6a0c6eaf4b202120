/* Who can do how much a day (migrate-plan --capacity). Rows of one node and
 * step follow each other in time; outside of them its capacity is 0. */
COL(NODE, "node", TEXT, "", TABLE_REQUIRED,
    "name of what has the capacity")
COL(PARENT, "parent", TEXT, "", 0,
    "node that it is a part of; blank: a root, or a node across the tree")
COL(KIND, "kind", ENUM, "dcc|s1sp|dco|requesting_party|smso|supplier|supplier_smso|region|ppc|firmware", 0,
    "what it is")
COL(STEP, "step", ENUM, "MIGRATE|FIRMWARE", 0,
    "which step it limits; blank means MIGRATE")
COL(MATCH, "match", TEXT, "", 0,
    "installations it limits: column=value joined by ';'; blank: all")
COL(FROM, "from", DATE, "", 0,
    "first day; blank: from the beginning")
COL(TO, "to", DATE, "", 0,
    "first day on which the row no longer holds; blank: no end")
COL(PER_DAY, "per_day", TEXT, "", TABLE_REQUIRED,
    "attempts a day, at most three decimals; blank: no limit")
COL(UNIT, "unit", ENUM, "installation|meter", 0,
    "what is counted; blank means installation")
