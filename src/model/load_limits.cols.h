/* What a node can carry: one row a node, resource and part of the day. */
COL(NODE, "node", TEXT, "", TABLE_REQUIRED,
    "an S1SP, or a DCO, whose limit its S1SPs share")
COL(RESOURCE, "resource", ENUM, "tps|dlms", TABLE_REQUIRED,
    "transactions, or DLMS commands")
COL(FROM_TIME, "from_time", TEXT, "", 0,
    "local HH:MM; blank: 00:00")
COL(TO_TIME, "to_time", TEXT, "", 0,
    "local HH:MM, exclusive, to 24:00; before from_time it is on the next day, the same or blank: the whole day")
COL(LIMIT, "limit", TEXT, "", TABLE_REQUIRED,
    "a second, at most 3 decimals")
COL(HEADROOM_PERCENT, "headroom_percent", TEXT, "", 0,
    "of it that is kept free, at most 2 decimals; blank: 0")
