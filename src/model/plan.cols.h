/* What is done when (migrate-plan out; read back by --check, --previous). */
COL(CLASS, "class", TEXT, "", TABLE_REQUIRED,
    "name of the class; stays the same while what it says stays the same")
COL(SUPPLIER, "supplier", TEXT, "", 0,
    "party that supplies them")
COL(SMSO, "smso", TEXT, "", 0,
    "channel they come from")
COL(S1SP, "s1sp", TEXT, "", 0,
    "service provider that takes them over")
COL(REGION, "region", TEXT, "", 0,
    "region")
COL(STATUS, "status", ENUM, "ACTIVE|DORMANT", 0,
    "are they in smart service")
COL(FUEL, "fuel", TEXT, "", 0,
    "DF, SE or SG")
COL(CUSTOMER_TYPE, "customer_type", ENUM, "CREDIT|PREPAYMENT|VULNERABLE", 0,
    "customer type")
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "combination on the eligibility table")
COL(PERIOD_START, "period_start", DATE, "", TABLE_REQUIRED,
    "first day of the period: a Monday, or a day")
COL(STEP, "step", ENUM, "FIRMWARE|MIGRATE", TABLE_REQUIRED,
    "what is done")
COL(ATTEMPT, "attempt", COUNT, "", TABLE_REQUIRED,
    "which attempt; those of the inventory count")
COL(ATTEMPTS, "attempts", COUNT, "", TABLE_REQUIRED,
    "how many are attempted")
COL(UNIT, "unit", ENUM, "installation|meter", 0,
    "what is counted")
COL(DONE_EXPECTED, "done_expected", TEXT, "", 0,
    "of these, how many are expected to succeed, two decimals")
COL(DONE_P90, "done_p90", TEXT, "", 0,
    "how many succeed with nine chances in ten; blank without --monte-carlo")
