/* What a check found of each goal (migrate-plan --check). */
COL(GOAL, "goal", COUNT, "", 0,
    "1 left behind, 2 waiting, 3 peak, 4 changes")
COL(NAME, "name", TEXT, "", 0,
    "what it counts")
COL(VALUE, "value", TEXT, "", 0,
    "what the plan has, recomputed")
COL(BOUND, "bound", TEXT, "", 0,
    "no plan has less, recomputed from the prices")
COL(GAP, "gap", TEXT, "", 0,
    "value less bound")
COL(STATED_GAP, "stated_gap", TEXT, "", 0,
    "gap that the plan states; blank: none")
COL(ACCEPTED, "accepted", ENUM, "Y|N", 0,
    "is the plan feasible, and the gap no larger than stated")
