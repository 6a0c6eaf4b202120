/* What is done and left by period (migrate-plan --weekly). */
COL(PERIOD_START, "period_start", DATE, "", 0,
    "first day of the period")
COL(DAYS, "days", COUNT, "", 0,
    "days of the period")
COL(FIRMWARE, "firmware", COUNT, "", 0,
    "firmware upgrades attempted")
COL(ATTEMPTS, "attempts", COUNT, "", 0,
    "migrations attempted")
COL(DONE_EXPECTED, "done_expected", TEXT, "", 0,
    "of these, how many are expected to succeed")
COL(DONE_CUMULATIVE, "done_cumulative", TEXT, "", 0,
    "all that are expected to have succeeded by the end of the period")
COL(LEFT_EXPECTED, "left_expected", TEXT, "", 0,
    "planned ones that are not migrated by then")
COL(DONE_PERCENT, "done_percent", PERCENT, "", 0,
    "share of the planned ones that are")
COL(UNIT, "unit", ENUM, "installation|meter", 0,
    "what is counted")
