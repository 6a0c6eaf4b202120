/* Firmware that can follow firmware on one device (--upgrade-paths). */
COL(DEVICE_TYPE, "device_type", ENUM, "CH|CHF|ESME|GSME|PPMID|IHD", TABLE_REQUIRED,
    "CHF is CH, IHD is PPMID")
COL(MODEL, "model", TEXT, "", TABLE_REQUIRED,
    "model name")
COL(FROM, "from", TEXT, "", TABLE_REQUIRED,
    "firmware version before")
COL(TO, "to", TEXT, "", TABLE_REQUIRED,
    "firmware version after")
