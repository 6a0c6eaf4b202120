/* How many attempts succeed (migrate-plan --success). */
COL(MATCH, "match", TEXT, "", 0,
    "installations it speaks of: column=value joined by ';'; blank: all")
COL(ATTEMPT, "attempt", COUNT, "", 0,
    "which attempt, from 1; blank: every one")
COL(SUCCESS_PERCENT, "success_percent", TEXT, "", TABLE_REQUIRED,
    "attempts that succeed, at most two decimals")
COL(COOLDOWN_DAYS, "cooldown_days", COUNT, "", 0,
    "days before a failed one may be tried again; blank: as the policy says")
COL(EFFECTIVE_FROM, "effective_from", DATE, "", 0,
    "day from which the row holds; blank: always")
COL(SOURCE, "source", TEXT, "", 0,
    "where it comes from")
