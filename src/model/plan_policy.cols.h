/* The rules of a plan and since when they were known (migrate-plan
 * --policy). */
COL(KEY, "key", ENUM, "deadline.enrol|deadline.replace|deadline.tmad|dmin_per_day|attempts_max|cooldown_days|lead_days.active|lead_days.dormant|fw_lead_days", TABLE_REQUIRED,
    "what it sets")
COL(VALUE, "value", TEXT, "", TABLE_REQUIRED,
    "a whole number; a deadline: a date, or relative:+N months")
COL(EFFECTIVE_FROM, "effective_from", DATE, "", 0,
    "first day on which it holds; blank: always")
COL(KNOWN_ON, "known_on", DATE, "", 0,
    "day on which it was known; blank: always")
COL(SOURCE, "source", TEXT, "", 0,
    "where it comes from")
