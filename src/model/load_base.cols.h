/* Load that is there anyway: one row a node and slot of the local day. */
COL(NODE, "node", TEXT, "", TABLE_REQUIRED,
    "an S1SP, or a DCO")
COL(SLOT_START, "slot_start", TEXT, "", TABLE_REQUIRED,
    "local HH:MM")
COL(SLOT_S, "slot_s", COUNT, "", TABLE_REQUIRED,
    "seconds from there, at most 86400; slots of a node may not overlap")
COL(TPS, "tps", TEXT, "", 0,
    "transactions a second, at most 3 decimals; blank: 0")
COL(DLMS_PER_S, "dlms_per_s", TEXT, "", 0,
    "DLMS commands a second, at most 3 decimals; blank: 0")
