/* The big-bang question (migrate-plan --pace out). */
COL(POPULATION, "population", COUNT, "", 0,
    "how many there are")
COL(UNIT, "unit", ENUM, "installation|meter", 0,
    "of what")
COL(PACE, "pace", COUNT, "", 0,
    "how many are migrated in pace_days")
COL(PACE_DAYS, "pace_days", COUNT, "", 0,
    "days of the pace: 31 of a month")
COL(DAYS, "days", COUNT, "", 0,
    "days it takes at that pace, rounded up")
COL(WEEKEND_FACTOR, "weekend_factor", COUNT, "", 0,
    "how many times that pace one weekend (two days) would need, rounded up")
