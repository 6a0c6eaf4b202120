/* Target response times that replace those of the catalogue. */
COL(SRV, "srv", TEXT, "", TABLE_OPTIONAL,
    "service request variant (blank: all that no row names)")
COL(KIND, "kind", ENUM, "TRANSFORM|ON_DEMAND|FUTURE_DATED|SCHEDULED|DCC_ONLY", TABLE_REQUIRED,
    "what is measured")
COL(TRT_MS, "trt_ms", COUNT, "", TABLE_REQUIRED,
    "milliseconds; 0: timing is not judged")
COL(SOURCE, "source", TEXT, "", TABLE_OPTIONAL,
    "where the figure comes from")
