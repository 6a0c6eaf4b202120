/* The arithmetic of wan-load --explain: a row for each figure. */
COL(SUBJECT, "subject", TEXT, "", 0,
    "section and service; scenario and phase")
COL(FIGURE, "figure", TEXT, "", 0,
    "its column")
COL(ARITHMETIC, "arithmetic", TEXT, "", 0,
    "how it is made, with its inputs")
COL(VALUE, "value", TEXT, "", 0,
    "what comes out")
COL(UNIT, "unit", TEXT, "", 0,
    "in what")
