/* When classes are done, with what chance (migrate-plan --completion). */
COL(CLASS, "class", TEXT, "", 0,
    "name of the class; blank: all of them")
COL(PLANNED, "planned", COUNT, "", 0,
    "installations that the plan attempts")
COL(DONE_EXPECTED, "done_expected", TEXT, "", 0,
    "of these, how many are expected to succeed, two decimals: the plan")
COL(DONE_P90, "done_p90", COUNT, "", 0,
    "how many succeed with nine chances in ten: the promise")
COL(FINISH_PLAN, "finish_plan", DATE, "", 0,
    "first day of the last period the plan has for it")
COL(P10, "finish_p10", DATE, "", 0,
    "one trial in ten is done by then (first day of the period)")
COL(P50, "finish_p50", DATE, "", 0,
    "half of the trials are")
COL(P90, "finish_p90", DATE, "", 0,
    "nine in ten are: the promise; blank: not within the plan")
COL(OPEN_PERCENT, "open_percent", PERCENT, "", 0,
    "share of trials that are not done when the periods are over")
