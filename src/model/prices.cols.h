/* What one more unit of capacity is worth: the proof of a plan. */
COL(GOAL, "goal", COUNT, "", TABLE_REQUIRED,
    "1 left behind, 2 waiting, 3 peak")
COL(ROW, "row", ENUM, "capacity|milestone|peak|freeze", TABLE_REQUIRED,
    "what is scarce")
COL(NODE, "node", TEXT, "", 0,
    "node of the capacity table, milestone, or goal that is frozen")
COL(PERIOD_START, "period_start", DATE, "", 0,
    "first day of the period; blank: of the whole plan")
COL(STEP, "step", ENUM, "FIRMWARE|MIGRATE", 0,
    "which step")
COL(PRICE, "price", TEXT, "", TABLE_REQUIRED,
    "what one more is worth in units of the goal; exact, at most six decimals")
