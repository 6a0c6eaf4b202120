/* Who serves the meters of an SMSO (epcl-make --services). */
COL(SMSO, "smso", TEXT, "", TABLE_REQUIRED,
    "operator of the meters before the DCC")
COL(S1SP, "s1sp", TEXT, "", TABLE_REQUIRED,
    "SMETS1 Service Provider")
COL(DCO, "dco", TEXT, "", TABLE_REQUIRED,
    "Dual Control Organisation")
