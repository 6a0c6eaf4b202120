/* The state machine of one combination, as dmct-queue --states prints it. */
COL(FROM, "from", TEXT, "", 0,
    "state before")
COL(EVENT, "event", TEXT, "", 0,
    "what happens")
COL(GUARD, "guard", TEXT, "", 0,
    "what must hold for it")
COL(TO, "to", TEXT, "", 0,
    "state after")
COL(SOURCE, "source", TEXT, "", 0,
    "where that is written")
