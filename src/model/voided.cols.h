/* Results that the changes between two releases void. */
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "id of the combination in the new release")
COL(CASE_ID, "case_id", TEXT, "", 0,
    "the test case to run again")
COL(CYCLE, "cycle", TEXT, "", 0,
    "cycle in which it ran")
COL(CYCLE_KIND, "cycle_kind", TEXT, "", 0,
    "kind of that cycle")
COL(RELEASE, "release", TEXT, "", 0,
    "release on which it ran")
COL(ATTEMPT, "attempt", TEXT, "", 0,
    "attempt, where every attempt has a row")
COL(VERDICT, "verdict", TEXT, "", 0,
    "what the result was")
COL(COLUMN, "column", TEXT, "", 0,
    "the change that voids it: column of the PPCL")
COL(RAN_ON, "ran_on", TEXT, "", 0,
    "what it ran on; blank: the result does not say")
COL(NOW, "now", TEXT, "", 0,
    "what the new release has")
