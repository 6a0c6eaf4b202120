/* The firmware register: which images there are, one row an image. */
COL(DEVICE_TYPE, "device_type", ENUM, "CH|ESME|GSME|PPMID", TABLE_REQUIRED,
    "kind of device")
COL(MANUFACTURER, "manufacturer", TEXT, "", TABLE_REQUIRED,
    "maker of the device")
COL(MODEL, "model", TEXT, "", TABLE_REQUIRED,
    "model name with its hardware mark")
COL(SMSO, "smso", TEXT, "", TABLE_REQUIRED,
    "only for this operator; blank: for any")
COL(FW_VERSION, "fw_version", TEXT, "", TABLE_REQUIRED,
    "version of the image")
COL(STATE, "state", ENUM, "CANDIDATE|FINAL", TABLE_REQUIRED,
    "candidate for testing, or final")
COL(AVAILABLE_FROM, "available_from", DATE, "", 0,
    "first day on which it counts; blank: it counts always")
COL(NOTE, "note", TEXT, "", 0,
    "anything else to be said of it")
