/* The selection: one row a combination, in rank order. A tally with key
 * columns beyond these puts them after ppmid_fw_version. */
COL(RANK, "rank", COUNT, "", 0,
    "place by installed base among all in scope; blank out of scope")
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "id of a selected combination; blank otherwise")
COL(DISPOSITION, "disposition", ENUM, "SELECTED|SMSO_FIRST_DMC|DMCT_CANDIDATE|OUT_OF_SCOPE|NON_INTENDER|UNRESOLVED", TABLE_REQUIRED,
    "what becomes of the combination")
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
COL(COUNT_ACTIVE, "count_active", COUNT, "", 0,
    "installations in smart service")
COL(COUNT_DORMANT, "count_dormant", COUNT, "", 0,
    "installations not in smart service")
COL(COUNT_TOTAL, "count_total", COUNT, "", 0,
    "both")
COL(SHARE_PERCENT, "share_percent", PERCENT, "", 0,
    "of all installations in scope, over all SMSOs")
COL(CUMULATIVE_PERCENT, "cumulative_percent", PERCENT, "", 0,
    "share of this and every better selected combination")
COL(ENTRY_HOLD, "entry_hold", TEXT, "", 0,
    "why it enters later than the rest; blank: it does not")
COL(REASON, "reason", TEXT, "", 0,
    "the rule that decided")
