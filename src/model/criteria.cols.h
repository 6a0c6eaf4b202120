/* Exit criteria of a test campaign: what has to be reached. */
COL(CRITERION, "criterion", TEXT, "", TABLE_REQUIRED,
    "name of the criterion, once in each scope")
COL(SCOPE, "scope", ENUM, "DMC|OVERALL", TABLE_REQUIRED,
    "asked of each combination, or of all cases together")
COL(FILTER, "filter", TEXT, "", TABLE_OPTIONAL,
    "which cases and results are its sample, as phase=SIT;srv=4.*; blank: all")
COL(MEASURE, "measure", ENUM,
    "EXECUTED|PASSED|FIRST_TIME|IN_TRT|MANDATORY|OPEN_ISSUES|FINAL_FW|REGRESSION_DONE",
    TABLE_REQUIRED,
    "what is counted")
COL(SEVERITY, "severity", TEXT, "", TABLE_OPTIONAL,
    "of OPEN_ISSUES: which severities, as 1, 1-2 or 1|3; blank: all")
COL(AT_LEAST_PERCENT, "at_least_percent", TEXT, "", TABLE_OPTIONAL,
    "the share that has to be reached, with at most four decimals")
COL(AT_MOST_COUNT, "at_most_count", TEXT, "", TABLE_OPTIONAL,
    "how many issues may be open, or how many cases may fall short")
