/* Why each chosen combination is in and each near miss is not. */
COL(RANK, "rank", COUNT, "", 0,
    "place by installed base")
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "id of a selected combination")
COL(DISPOSITION, "disposition", TEXT, "", 0,
    "SELECTED, SMSO_FIRST_DMC or DMCT_CANDIDATE")
COL(SMSO, "smso", TEXT, "", 0,
    "operator of the meters")
COL(COMBINATION, "combination", TEXT, "", 0,
    "the models and firmware, hub first")
COL(COUNT_TOTAL, "count_total", COUNT, "", 0,
    "installations")
COL(SHARE_PERCENT, "share_percent", PERCENT, "", 0,
    "of all installations in scope")
COL(COVERS_ALONE, "covers_alone", TEXT, "", 0,
    "hardware variants that no other selected combination has")
COL(RULE, "rule", TEXT, "", 0,
    "PREVALENCE, COVERAGE, REQUIRED, FORBIDDEN, MIN_SHARE, SMSO_GATE or BELOW_CUT")
COL(TEXT, "text", TEXT, "", 0,
    "the rule in words, with its numbers")
