/* The wide layout of an RFI return, and the inventory that rfi-check writes.
 * A return's columns may stand in any order. TABLE_OPTIONAL ones are written
 * only when a return has them. Source: RFI template of the 2019 selection
 * paper, section 2.1; migrate-plan's columns from gained_on on. */
COL(SNAPSHOT_DATE, "snapshot_date", DATE, "", 0,
    "day the inventory was taken")
COL(REPORTER_ROLE, "reporter_role", ENUM, "SUPPLIER|SMSO", 0,
    "who reports; blank means SUPPLIER")
COL(REPORTER, "reporter", TEXT, "", 0,
    "name of who reports; blank means the supplier (an SMSO: the SMSO)")
COL(SUPPLIER, "supplier", TEXT, "", 0,
    "energy supplier of the installations")
COL(SMSO, "smso", TEXT, "", TABLE_REQUIRED,
    "operator of the meters before the DCC; never blank")
COL(WAN_PROVIDER, "wan_provider", TEXT, "", 0,
    "provider of the wide area network")
COL(CAPABILITY, "capability", TEXT, "", 0,
    "cohort: IOC, MOC_MDS, MOC_SECURE, FOC")
COL(FUEL_TYPE, "fuel_type", TEXT, "", 0,
    "DF, SE or SG; another value is a warning, blank is derived")
COL(REGION, "region", TEXT, "", 0,
    "region of the network")
COL(INSTALLATION_ID, "installation_id", TEXT, "", 0,
    "one installation; any spelling, kept as it is")
COL(STATUS, "status", ENUM, "ACTIVE|DORMANT|MIXED", 0,
    "of a row without counts; MIXED and blank count as active")
COL(CH_MANUFACTURER, "ch_manufacturer", TEXT, "", TABLE_REQUIRED,
    "communications hub: maker")
COL(CH_MODEL, "ch_model", TEXT, "", TABLE_REQUIRED,
    "communications hub: model name")
COL(CH_HW_VERSION, "ch_hw_version", TEXT, "", 0,
    "communications hub: hardware version")
COL(CH_HW_REVISION, "ch_hw_revision", TEXT, "", 0,
    "communications hub: hardware revision")
COL(CH_FW_VERSION, "ch_fw_version", TEXT, "", TABLE_REQUIRED,
    "communications hub: firmware version")
COL(CH_FW_PROVIDER, "ch_fw_provider", TEXT, "", 0,
    "communications hub: firmware provider")
COL(CH_CONFIG, "ch_config", TEXT, "", 0,
    "communications hub: factory configuration")
COL(ESME_MANUFACTURER, "esme_manufacturer", TEXT, "", TABLE_REQUIRED,
    "electricity meter: maker")
COL(ESME_MODEL, "esme_model", TEXT, "", TABLE_REQUIRED,
    "electricity meter: model name")
COL(ESME_HW_VERSION, "esme_hw_version", TEXT, "", 0,
    "electricity meter: hardware version")
COL(ESME_HW_REVISION, "esme_hw_revision", TEXT, "", 0,
    "electricity meter: hardware revision")
COL(ESME_FW_VERSION, "esme_fw_version", TEXT, "", TABLE_REQUIRED,
    "electricity meter: firmware version")
COL(ESME_FW_PROVIDER, "esme_fw_provider", TEXT, "", 0,
    "electricity meter: firmware provider")
COL(ESME_CONFIG, "esme_config", TEXT, "", 0,
    "electricity meter: factory configuration")
COL(GSME_MANUFACTURER, "gsme_manufacturer", TEXT, "", TABLE_REQUIRED,
    "gas meter: maker")
COL(GSME_MODEL, "gsme_model", TEXT, "", TABLE_REQUIRED,
    "gas meter: model name")
COL(GSME_HW_VERSION, "gsme_hw_version", TEXT, "", 0,
    "gas meter: hardware version")
COL(GSME_HW_REVISION, "gsme_hw_revision", TEXT, "", 0,
    "gas meter: hardware revision")
COL(GSME_FW_VERSION, "gsme_fw_version", TEXT, "", TABLE_REQUIRED,
    "gas meter: firmware version")
COL(GSME_FW_PROVIDER, "gsme_fw_provider", TEXT, "", 0,
    "gas meter: firmware provider")
COL(GSME_CONFIG, "gsme_config", TEXT, "", 0,
    "gas meter: factory configuration")
COL(PPMID_MANUFACTURER, "ppmid_manufacturer", TEXT, "", TABLE_REQUIRED,
    "display (PPMID or IHD): maker")
COL(PPMID_MODEL, "ppmid_model", TEXT, "", TABLE_REQUIRED,
    "display (PPMID or IHD): model name")
COL(PPMID_HW_VERSION, "ppmid_hw_version", TEXT, "", 0,
    "display (PPMID or IHD): hardware version")
COL(PPMID_HW_REVISION, "ppmid_hw_revision", TEXT, "", 0,
    "display (PPMID or IHD): hardware revision")
COL(PPMID_FW_VERSION, "ppmid_fw_version", TEXT, "", TABLE_REQUIRED,
    "display (PPMID or IHD): firmware version")
COL(PPMID_FW_PROVIDER, "ppmid_fw_provider", TEXT, "", 0,
    "display (PPMID or IHD): firmware provider")
COL(PPMID_CONFIG, "ppmid_config", TEXT, "", 0,
    "display (PPMID or IHD): factory configuration")
COL(PPMID_KIND, "ppmid_kind", ENUM, "PPMID|IHD", 0,
    "what the display is; blank means PPMID")
COL(IHD_FW_UPGRADEABLE, "ihd_fw_upgradeable", ENUM, "Y|N|?", 0,
    "can the firmware of the IHD be upgraded")
COL(TARGET_CH_FW, "target_ch_fw", TEXT, "", 0,
    "communications hub: firmware planned for enrolment; blank or ? means none")
COL(TARGET_ESME_FW, "target_esme_fw", TEXT, "", 0,
    "electricity meter: firmware planned for enrolment; blank or ? means none")
COL(TARGET_GSME_FW, "target_gsme_fw", TEXT, "", 0,
    "gas meter: firmware planned for enrolment; blank or ? means none")
COL(TARGET_PPMID_FW, "target_ppmid_fw", TEXT, "", 0,
    "display (PPMID or IHD): firmware planned for enrolment; blank or ? means none")
COL(COUNT_ACTIVE, "count_active", COUNT, "", 0,
    "installations in smart service")
COL(COUNT_DORMANT, "count_dormant", COUNT, "", 0,
    "installations not in smart service")
COL(INTENDS_TO_ENROL, "intends_to_enrol", ENUM, "Y|N|?", 0,
    "does the supplier intend to enrol them")
COL(GAINED_ON, "gained_on", DATE, "", TABLE_OPTIONAL,
    "day the supplier gained the customer")
COL(CUSTOMER_TYPE, "customer_type", ENUM, "CREDIT|PREPAYMENT|VULNERABLE", TABLE_OPTIONAL,
    "customer type")
COL(WEIGHT, "weight", TEXT, "", TABLE_OPTIONAL,
    "weight in planning")
COL(ATTEMPTS_MADE, "attempts_made", COUNT, "", TABLE_OPTIONAL,
    "migration attempts made so far")
COL(EARLIEST, "earliest", DATE, "", TABLE_OPTIONAL,
    "earliest day of migration")
COL(LATEST, "latest", DATE, "", TABLE_OPTIONAL,
    "latest day of migration")
