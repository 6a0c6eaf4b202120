/* How firm the selection stands: one row a question. */
COL(CHECK, "check", TEXT, "", 0,
    "MARGIN, TIE, UNRESOLVED, NON_INTENDER or REPORTER")
COL(SUBJECT, "subject", TEXT, "", 0,
    "what was varied: a ppc_id, a bucket, a reporter")
COL(COUNT_TOTAL, "count_total", COUNT, "", 0,
    "installations of the subject")
COL(MARGIN, "margin", COUNT, "", 0,
    "installations between the last one in and the first one out")
COL(TURNS, "turns", ENUM, "Y|N", 0,
    "could it turn, or does it turn, the selection")
COL(ENTERS, "enters", TEXT, "", 0,
    "combinations that would come in")
COL(LEAVES, "leaves", TEXT, "", 0,
    "combinations that would go out")
COL(TEXT, "text", TEXT, "", 0,
    "the answer in words")
