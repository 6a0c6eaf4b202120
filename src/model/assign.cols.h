/* Which installation is attempted first when (migrate-plan --assign). */
COL(INSTALLATION_ID, "installation_id", TEXT, "", TABLE_REQUIRED,
    "as the inventory spells it")
COL(CLASS, "class", TEXT, "", TABLE_REQUIRED,
    "its class in the plan")
COL(STEP, "step", ENUM, "FIRMWARE|MIGRATE", TABLE_REQUIRED,
    "what is done")
COL(PERIOD_START, "period_start", DATE, "", TABLE_REQUIRED,
    "first day of the period of its first attempt")
