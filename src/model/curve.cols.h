/* What k combinations would buy: one row a k. */
COL(K, "k", COUNT, "", 0,
    "combinations selected, by rank")
COL(SHARE_PERCENT, "share_percent", PERCENT, "", 0,
    "of all installations in scope")
COL(HARDWARE_COVERED, "hardware_covered", COUNT, "", 0,
    "hardware variants among the k")
COL(HARDWARE_TOTAL, "hardware_total", COUNT, "", 0,
    "hardware variants in scope")
COL(MODELS_COVERED, "models_covered", COUNT, "", 0,
    "device models (maker, model, firmware) among the k")
COL(MODELS_TOTAL, "models_total", COUNT, "", 0,
    "device models in scope")
COL(PAIRS_COVERED, "pairs_covered", COUNT, "", 0,
    "pairs of device models that occur together among the k")
COL(PAIRS_TOTAL, "pairs_total", COUNT, "", 0,
    "pairs of device models in scope")
