/* Scenarios side by side (migrate-plan --compare out). */
COL(SCENARIO, "scenario", TEXT, "", 0,
    "its name")
COL(FINISH, "finish", DATE, "", 0,
    "first day of the last period that migrates; blank: none does")
COL(INSTALLATIONS, "installations", COUNT, "", 0,
    "all there are")
COL(LEFT_BEHIND, "left_behind", COUNT, "", 0,
    "left behind beyond the stated residue")
COL(NEVER, "never", COUNT, "", 0,
    "the stated residue")
COL(WAITING, "customer_days_waiting", TEXT, "", 0,
    "weighted days that customers wait, one decimal")
COL(PEAK, "peak_per_day", TEXT, "", 0,
    "most attempts a day, one decimal")
COL(BOTTLENECK, "bottleneck", TEXT, "", 0,
    "the node most are left behind at; else the one longest full")
COL(GAP_LEFT, "gap_left", TEXT, "", 0,
    "how far left_behind is from proved least")
COL(DAYS_AT_PACE, "days_at_pace", COUNT, "", 0,
    "days all would take at --pace")
COL(WEEKEND_FACTOR, "weekend_factor", COUNT, "", 0,
    "how many times --pace one weekend would need")
