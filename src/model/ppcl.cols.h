/* A release of the PPCL, wide: one row a combination, in order of the number
 * in the id. */
COL(RELEASE, "release", TEXT, "", TABLE_REQUIRED,
    "release number, two numbers joined by a dot; the same on every row")
COL(PPC_ID, "ppc_id", TEXT, "", TABLE_REQUIRED,
    "id of the combination, kept from release to release")
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
    "communications hub: firmware version; TBC while it is open")
COL(ESME_MANUFACTURER, "esme_manufacturer", TEXT, "", 0,
    "electricity meter: maker")
COL(ESME_MODEL, "esme_model", TEXT, "", 0,
    "electricity meter: model name")
COL(ESME_FW_VERSION, "esme_fw_version", TEXT, "", 0,
    "electricity meter: firmware version; TBC while it is open")
COL(GSME_MANUFACTURER, "gsme_manufacturer", TEXT, "", 0,
    "gas meter: maker")
COL(GSME_MODEL, "gsme_model", TEXT, "", 0,
    "gas meter: model name")
COL(GSME_FW_VERSION, "gsme_fw_version", TEXT, "", 0,
    "gas meter: firmware version; TBC while it is open")
COL(PPMID_MANUFACTURER, "ppmid_manufacturer", TEXT, "", 0,
    "display (PPMID): maker")
COL(PPMID_MODEL, "ppmid_model", TEXT, "", 0,
    "display (PPMID): model name")
COL(PPMID_FW_VERSION, "ppmid_fw_version", TEXT, "", 0,
    "display (PPMID): firmware version; TBC while it is open")
COL(SHARE_PERCENT, "share_percent", PERCENT, "", 0,
    "of all installations in scope; blank: not stated")
COL(ENTRY_HOLD, "entry_hold", TEXT, "", 0,
    "why it enters later than the rest; blank: it does not")
COL(NOTE, "note", TEXT, "", 0,
    "anything else to be said of it")
COL(CAPABILITY, "capability", TEXT, "", 0,
    "cohort of the list; the same on every row")
COL(LIST_SHARE_PERCENT, "list_share_percent", PERCENT, "", 0,
    "share of all combinations of the list together; the same on every row")
