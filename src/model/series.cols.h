/* A published series (migrate-plan --backtest). */
COL(DATE, "date", DATE, "", TABLE_REQUIRED,
    "day the value speaks of; a month by its last day")
COL(METRIC, "metric", TEXT, "", TABLE_REQUIRED,
    "what was counted")
COL(VALUE, "value", COUNT, "", TABLE_REQUIRED,
    "how many")
COL(UNIT, "unit", TEXT, "", TABLE_REQUIRED,
    "meters or installations")
COL(PRECISION, "precision", TEXT, "", 0,
    "exact, rounded, about, almost, more_than")
COL(KIND, "kind", TEXT, "", 0,
    "stated or derived")
COL(SOURCE, "source", TEXT, "", 0,
    "where it was published")
