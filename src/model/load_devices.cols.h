/* Devices to be given a time. */
COL(DEVICE_ID, "device_id", TEXT, "", TABLE_REQUIRED,
    "its identifier, once a group")
COL(GROUP, "group", TEXT, "", TABLE_REQUIRED,
    "a group of the groups file")
