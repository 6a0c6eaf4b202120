/* The Eligible Product Combinations List (EPCL): one row a combination. */
COL(PPC_ID, "ppc_id", TEXT, "", TABLE_REQUIRED,
    "id under which it was pending")
COL(SMSO, "smso", TEXT, "", TABLE_REQUIRED,
    "operator of the meters before the DCC")
COL(WAN_PROVIDER, "wan_provider", TEXT, "", 0,
    "provider of the wide area network")
COL(S1SP, "s1sp", TEXT, "", TABLE_REQUIRED,
    "SMETS1 Service Provider that serves the SMSO's meters")
COL(DCO, "dco", TEXT, "", TABLE_REQUIRED,
    "Dual Control Organisation")
COL(FUEL_TYPE, "fuel_type", TEXT, "", 0,
    "DF, SE or SG")
COL(CH_MANUFACTURER, "ch_manufacturer", TEXT, "", TABLE_REQUIRED,
    "communications hub: maker")
COL(CH_MODEL, "ch_model", TEXT, "", TABLE_REQUIRED,
    "communications hub: model name")
COL(CH_FW_VERSION, "ch_fw_version", TEXT, "", TABLE_REQUIRED,
    "communications hub: firmware version")
COL(ESME_MANUFACTURER, "esme_manufacturer", TEXT, "", TABLE_REQUIRED,
    "electricity meter: maker")
COL(ESME_MODEL, "esme_model", TEXT, "", TABLE_REQUIRED,
    "electricity meter: model name")
COL(ESME_FW_VERSION, "esme_fw_version", TEXT, "", TABLE_REQUIRED,
    "electricity meter: firmware version")
COL(GSME_MANUFACTURER, "gsme_manufacturer", TEXT, "", TABLE_REQUIRED,
    "gas meter: maker")
COL(GSME_MODEL, "gsme_model", TEXT, "", TABLE_REQUIRED,
    "gas meter: model name")
COL(GSME_FW_VERSION, "gsme_fw_version", TEXT, "", TABLE_REQUIRED,
    "gas meter: firmware version")
COL(PPMID_MANUFACTURER, "ppmid_manufacturer", TEXT, "", TABLE_REQUIRED,
    "display (PPMID or IHD): maker")
COL(PPMID_MODEL, "ppmid_model", TEXT, "", TABLE_REQUIRED,
    "display (PPMID or IHD): model name")
COL(PPMID_FW_VERSION, "ppmid_fw_version", TEXT, "", TABLE_REQUIRED,
    "display (PPMID or IHD): firmware version")
COL(DATE_FIRST_ADDED, "date_first_added", DATE, "", TABLE_REQUIRED,
    "day the entry was first added; never changes")
COL(BASIS, "basis", ENUM, "TESTED|EQUIVALENT|DMCT", TABLE_REQUIRED,
    "what showed that it works")
COL(REFERENCE_PPC_ID, "reference_ppc_id", TEXT, "", 0,
    "the tested combination that it is equivalent to")
COL(EVIDENCE_SHA256, "evidence_sha256", TEXT, "", TABLE_REQUIRED,
    "digest of the results that decided")
