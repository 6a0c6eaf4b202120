/* The columns of the default key, in order: rows of every column table that
 * names a combination and may leave some of them out. */
COL(SMSO, "smso", TEXT, "", 0,
    "operator of the meters before the DCC")
COL(WAN_PROVIDER, "wan_provider", TEXT, "", 0,
    "provider of the wide area network")
COL(FUEL_TYPE, "fuel_type", TEXT, "", 0,
    "DF, SE or SG")
COL(CH_MANUFACTURER, "ch_manufacturer", TEXT, "", 0,
    "communications hub: maker")
COL(CH_MODEL, "ch_model", TEXT, "", 0,
    "communications hub: model name")
COL(CH_FW_VERSION, "ch_fw_version", TEXT, "", 0,
    "communications hub: firmware version")
COL(ESME_MANUFACTURER, "esme_manufacturer", TEXT, "", 0,
    "electricity meter: maker")
COL(ESME_MODEL, "esme_model", TEXT, "", 0,
    "electricity meter: model name")
COL(ESME_FW_VERSION, "esme_fw_version", TEXT, "", 0,
    "electricity meter: firmware version")
COL(GSME_MANUFACTURER, "gsme_manufacturer", TEXT, "", 0,
    "gas meter: maker")
COL(GSME_MODEL, "gsme_model", TEXT, "", 0,
    "gas meter: model name")
COL(GSME_FW_VERSION, "gsme_fw_version", TEXT, "", 0,
    "gas meter: firmware version")
COL(PPMID_MANUFACTURER, "ppmid_manufacturer", TEXT, "", 0,
    "display (PPMID or IHD): maker")
COL(PPMID_MODEL, "ppmid_model", TEXT, "", 0,
    "display (PPMID or IHD): model name")
COL(PPMID_FW_VERSION, "ppmid_fw_version", TEXT, "", 0,
    "display (PPMID or IHD): firmware version")
