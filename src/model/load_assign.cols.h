/* The time of every device. */
COL(DEVICE_ID, "device_id", TEXT, "", TABLE_REQUIRED,
    "its identifier")
COL(GROUP, "group", TEXT, "", TABLE_REQUIRED,
    "the group")
COL(SLOT_START, "slot_start", TEXT, "", TABLE_REQUIRED,
    "start of its slot, as in the load")
COL(OFFSET_S, "offset_s", COUNT, "", 0,
    "seconds into the slot")
