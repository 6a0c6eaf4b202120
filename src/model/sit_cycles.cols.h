/* How far each cycle of a campaign is, and how it got there, day by day. */
COL(CYCLE, "cycle", TEXT, "", 0,
    "name of the test cycle")
COL(CYCLE_KIND, "cycle_kind", TEXT, "", 0,
    "what kind of cycle it is")
COL(DAY, "day", DATE, "", 0,
    "of the results that were sent on that day; blank: the whole cycle, with what was never sent")
COL(PLANNED, "planned", COUNT, "", 0,
    "cases of the cycle")
COL(EXECUTED, "executed", COUNT, "", 0,
    "PASS, FAIL or LATE")
COL(PASSED, "passed", COUNT, "", 0,
    "passed")
COL(FIRST_TIME, "first_time", COUNT, "", 0,
    "passed in the first attempt of the cycle")
COL(FAILED, "failed", COUNT, "", 0,
    "failed")
COL(ERRORS, "errors", COUNT, "", 0,
    "not sent, or the connection failed")
COL(LATE, "late", COUNT, "", 0,
    "passed, but not in the target response time")
COL(BLOCKED, "blocked", COUNT, "", 0,
    "not reached: what they come after did not pass")
COL(SKIPPED, "skipped", COUNT, "", 0,
    "left out")
COL(NO_VERDICT, "no_verdict", COUNT, "", 0,
    "begun, and not decided")
COL(NOT_RUN, "not_run", COUNT, "", 0,
    "planned, and not run")
COL(EXECUTED_SO_FAR, "executed_so_far", COUNT, "", 0,
    "executed up to and with that day")
COL(PASSED_SO_FAR, "passed_so_far", COUNT, "", 0,
    "passed up to and with that day")
