/* Deadlines as they were announced: another layout of the plan's policy. */
COL(KNOWN_ON, "known_on", DATE, "", TABLE_REQUIRED,
    "day on which it was known")
COL(RULE, "rule", TEXT, "", TABLE_REQUIRED,
    "words that begin with enrol, replace or TMAD")
COL(DEADLINE, "deadline", TEXT, "", TABLE_REQUIRED,
    "a date, or relative:+N months")
COL(SOURCE, "source", TEXT, "", 0,
    "where it comes from")
