/* Target response times by service, S1SP and mode. */
COL(SRV, "srv", TEXT, "", 0,
    "service request variant; blank: all")
COL(S1SP, "s1sp", TEXT, "", 0,
    "SMETS1 service provider; blank: none, or all")
COL(MODE, "mode", TEXT, "", 0,
    "how it was asked for")
COL(MEASURED, "measured", COUNT, "", 0,
    "results whose time was judged")
COL(IN_TRT, "in_trt", COUNT, "", 0,
    "of these, in time")
COL(LATE, "late", COUNT, "", 0,
    "of these, late")
COL(ATTAINMENT, "attainment_percent", PERCENT, "", 0,
    "share in time")
COL(TRT_MS, "trt_ms", TEXT, "", 0,
    "the target in milliseconds; several are joined by semicolons")
COL(TIMED, "timed", COUNT, "", 0,
    "of the measured, those that say how long they took")
COL(P50_MS, "p50_ms", COUNT, "", 0,
    "half of these took no longer")
COL(P90_MS, "p90_ms", COUNT, "", 0,
    "90 in 100 took no longer")
COL(P95_MS, "p95_ms", COUNT, "", 0,
    "95 in 100 took no longer")
COL(P99_MS, "p99_ms", COUNT, "", 0,
    "99 in 100 took no longer")
COL(WORST_MS, "worst_ms", COUNT, "", 0,
    "the longest")
COL(WORST_CASE, "worst_case", TEXT, "", 0,
    "the case that took it")
