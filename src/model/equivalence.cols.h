/* What was decided to be substantively equivalent (epcl-make --equivalence). */
COL(PPC_ID, "ppc_id", TEXT, "", TABLE_REQUIRED,
    "the combination")
COL(REFERENCE_PPC_ID, "reference_ppc_id", TEXT, "", TABLE_REQUIRED,
    "the tested combination that it is equivalent to")
COL(DECIDED_ON, "decided_on", DATE, "", TABLE_REQUIRED,
    "day of the decision")
COL(REASON, "reason", TEXT, "", TABLE_REQUIRED,
    "why; never blank")
