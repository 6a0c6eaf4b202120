/* Days on which capacity is not what it is on others (--calendar). */
COL(NODE, "node", TEXT, "", 0,
    "node of the capacity table; blank: every one without a row of its own for the day")
COL(DATE, "date", DATE, "", TABLE_REQUIRED,
    "the day")
COL(FACTOR, "factor", TEXT, "", TABLE_REQUIRED,
    "share of the daily capacity, at most six decimals: 0 is a freeze, 1 a day like any other")
