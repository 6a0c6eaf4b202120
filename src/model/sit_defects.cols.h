/* Issues and the cases that hang on them. */
COL(FINDING, "finding", ENUM,
    "ISSUE|NO_FAILING_CASE|CLOSED_STILL_FAILING|CASE_WITHOUT_ISSUE", 0,
    "ISSUE: open, and a case fails by it; NO_FAILING_CASE: open, and none does; CLOSED_STILL_FAILING: closed, and one does; CASE_WITHOUT_ISSUE: a failing case that no open issue is about")
COL(ISSUE, "issue", TEXT, "", 0,
    "id of the issue")
COL(SEVERITY, "severity", TEXT, "", 0,
    "1 is the gravest")
COL(STATUS, "status", TEXT, "", 0,
    "OPEN, PLANNED or CLOSED")
COL(OPENED, "opened", DATE, "", 0,
    "day on which it was raised")
COL(CLOSED, "closed", DATE, "", 0,
    "day on which it was closed")
COL(AGE_DAYS, "age_days", COUNT, "", 0,
    "days from there until it was closed, or until today")
COL(CASES, "cases", COUNT, "", 0,
    "cases that it is about")
COL(FAILING, "failing", COUNT, "", 0,
    "of these, neither passed nor left out nor blocked")
COL(BLOCKED, "blocked", COUNT, "", 0,
    "cases that are not reached because of these")
COL(PASSED, "passed", COUNT, "", 0,
    "of its cases, those that pass now")
COL(PPC_IDS, "ppc_ids", TEXT, "", 0,
    "combinations of its cases, joined by semicolons")
COL(CASE_ID, "case_id", TEXT, "", 0,
    "CASE_WITHOUT_ISSUE: the case; else the first failing one")
COL(VERDICT, "verdict", TEXT, "", 0,
    "of that case now")
COL(REASON, "reason", TEXT, "", 0,
    "why that verdict")
