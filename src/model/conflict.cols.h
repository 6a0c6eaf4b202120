/* Where two branches of a release contradict each other. */
COL(CONFLICT, "conflict", ENUM, "CELL|REMOVED_CHANGED|ADDED_TWICE|SAME_COMBINATION", 0,
    "kind of the conflict")
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "id of the combination; blank: the list as a whole")
COL(COLUMN, "column", TEXT, "", 0,
    "column of the PPCL; blank: the whole row")
COL(BASE, "base", TEXT, "", 0,
    "what both branches began with")
COL(A, "a", TEXT, "", 0,
    "what the first branch has")
COL(B, "b", TEXT, "", 0,
    "what the second branch has")
