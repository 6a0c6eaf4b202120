/* Scenarios side by side: one row a scenario and node. */
COL(SCENARIO, "scenario", ENUM, "on-demand|jitter|smooth|smooth-with-firmware", 0,
    "how the scheduled groups are sent")
COL(NODE, "node", TEXT, "", 0, "an S1SP, or a DCO")
COL(PEAK_TPS, "peak_tps", PERCENT, "", 0, "highest slot")
COL(PEAK_SLOT, "peak_slot", TEXT, "", 0, "the first such")
COL(LIMIT_TPS, "limit_tps", PERCENT, "", 0, "the smallest of the day, less headroom")
COL(PEAK_DLMS_PER_S, "peak_dlms_per_s", PERCENT, "", 0, "highest slot")
COL(LIMIT_DLMS_PER_S, "limit_dlms_per_s", PERCENT, "", 0, "the smallest of the day, less headroom; blank: none")
COL(OVER_S, "over_s", COUNT, "", 0, "seconds of the day in which a limit is exceeded")
COL(EXCESS_TRANSACTIONS, "excess_transactions", COUNT, "", 0, "above the limit in TPS, in all")
COL(LEFT, "left", COUNT, "", 0, "requests that have no slot")
COL(FITS, "fits", ENUM, "Y|N", 0, "is nothing above a limit, and nothing left?")
