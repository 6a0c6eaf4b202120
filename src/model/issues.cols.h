/* Testing issues, as an issue tracker exports them. */
COL(ISSUE, "issue", TEXT, "", TABLE_REQUIRED,
    "id of the issue")
COL(SEVERITY, "severity", ENUM, "1|2|3|4|5", TABLE_REQUIRED,
    "how grave it is; 1 is the gravest")
COL(STATUS, "status", ENUM, "OPEN|PLANNED|CLOSED", TABLE_REQUIRED,
    "OPEN and PLANNED count as open: a fix that is planned is not there")
COL(OPENED, "opened", DATE, "", TABLE_OPTIONAL,
    "day on which it was raised")
COL(CLOSED, "closed", DATE, "", TABLE_OPTIONAL,
    "day on which it was closed")
COL(CASE_IDS, "case_ids", TEXT, "", TABLE_OPTIONAL,
    "the cases that fail by it, joined by semicolons; blank: it is about every combination")
