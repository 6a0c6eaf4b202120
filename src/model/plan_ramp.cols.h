/* Installations left at each SMSO by period (migrate-plan --ramp-down). */
COL(PERIOD_START, "period_start", DATE, "", 0,
    "first day of the period")
COL(SMSO, "smso", TEXT, "", 0,
    "channel they are left at")
COL(LEFT, "left", COUNT, "", 0,
    "left at the end of the period, those that never migrate included")
COL(OF_WHICH_NEVER, "of_which_never", COUNT, "", 0,
    "of these, how many never migrate")
COL(UNIT, "unit", ENUM, "installation|meter", 0,
    "what is counted")
