/* Who stands behind whom: one row an S1SP. */
COL(S1SP, "s1sp", TEXT, "", TABLE_REQUIRED,
    "the service provider")
COL(DCO, "dco", TEXT, "", 0,
    "the dual control organisation that sends its DLMS commands")
COL(CV9_SRVS, "cv9_srvs", TEXT, "", 0,
    "variants that its table has for command variant 9, joined by ; (ALL: every one); blank: not stated")
