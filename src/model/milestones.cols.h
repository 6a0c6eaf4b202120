/* What must be done by when (migrate-plan --milestones). */
COL(MILESTONE, "milestone", TEXT, "", TABLE_REQUIRED,
    "name")
COL(MATCH, "match", TEXT, "", 0,
    "installations it speaks of: column=value joined by ';'; blank: all")
COL(BY, "by", DATE, "", TABLE_REQUIRED,
    "last day")
COL(MIN_PERCENT, "min_percent", TEXT, "", TABLE_REQUIRED,
    "share of them to be migrated by then, at most two decimals")
