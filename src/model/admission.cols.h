/* Every condition that epcl-make looked at (--explain). */
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "id of the combination")
COL(CONDITION, "condition", ENUM, "STATED|ECONOMIC|SERVICES|MT_EOC|SIT_EOC|SYSTEM_REGRESSION|CRITERIA|CRITERIA_OVERALL|DMCT|FIRST_OF_SMSO|REFERENCE|DATE", 0,
    "what was looked at")
COL(MET, "met", ENUM, "Y|N", 0,
    "does it hold")
COL(NUMERATOR, "numerator", COUNT, "", 0,
    "results that passed, or criteria that are met")
COL(DENOMINATOR, "denominator", COUNT, "", 0,
    "of how many")
COL(TEXT, "text", TEXT, "", 0,
    "the same in words, with what is missing")
