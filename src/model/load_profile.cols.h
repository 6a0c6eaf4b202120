/* The load: one row a node and slot. */
COL(NODE, "node", TEXT, "", 0,
    "an S1SP, or a DCO with a limit or a load of its own")
COL(SLOT_START, "slot_start", TEXT, "", 0,
    "local HH:MM; on a day on which clocks change with its offset, 01:00+01:00")
COL(BASE_TPS, "base_tps", PERCENT, "", 0,
    "transactions a second that are there anyway")
COL(SCHEDULED_TPS, "scheduled_tps", PERCENT, "", 0,
    "those of the groups, in whatever mode")
COL(TOTAL_TPS, "total_tps", PERCENT, "", 0,
    "both")
COL(DLMS_PER_S, "dlms_per_s", PERCENT, "", 0,
    "DLMS commands a second, those that are there anyway included")
COL(LIMIT, "limit", PERCENT, "", 0,
    "less its headroom: of transactions for an S1SP, of DLMS commands for a DCO; blank: none")
