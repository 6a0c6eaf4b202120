/* Why not earlier, and why not at all (migrate-plan --why). */
COL(CLASS, "class", TEXT, "", 0,
    "class of the plan; blank: none")
COL(RULE, "rule", TEXT, "", TABLE_REQUIRED,
    "what decides: R1 earliest day, R2 latest day, R4 capacity, R6 attempts, R10 upgrade, or the reason of an exclusion")
COL(COUNT, "count", COUNT, "", 0,
    "installations")
COL(TEXT, "text", TEXT, "", TABLE_REQUIRED,
    "in words")
