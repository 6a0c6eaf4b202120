/* The device layout of an RFI return: one row a device, joined on
 * installation_id. What is said of the installation may stand on any of its
 * rows, and must agree where it stands on several. */
COL(INSTALLATION_ID, "installation_id", TEXT, "", TABLE_REQUIRED,
    "joins the devices of one installation")
COL(DEVICE_ID, "device_id", TEXT, "", 0,
    "the device; on one installation only")
COL(DEVICE_TYPE, "device_type", ENUM, "CHF|ESME|GSME|GPF|PPMID|IHD", TABLE_REQUIRED,
    "CHF fills ch, IHD fills ppmid")
COL(MANUFACTURER, "manufacturer", TEXT, "", TABLE_REQUIRED,
    "maker")
COL(MODEL, "model", TEXT, "", TABLE_REQUIRED,
    "model name")
COL(HW_VERSION, "hw_version", TEXT, "", 0,
    "hardware version")
COL(HW_REVISION, "hw_revision", TEXT, "", 0,
    "hardware revision")
COL(FW_VERSION, "fw_version", TEXT, "", TABLE_REQUIRED,
    "firmware version")
COL(FW_PROVIDER, "fw_provider", TEXT, "", 0,
    "firmware provider")
COL(CONFIG, "config", TEXT, "", 0,
    "factory configuration")
COL(TARGET_FW, "target_fw", TEXT, "", 0,
    "firmware planned for enrolment; blank or ? means none")
COL(SNAPSHOT_DATE, "snapshot_date", DATE, "", 0,
    "day the inventory was taken")
COL(REPORTER_ROLE, "reporter_role", ENUM, "SUPPLIER|SMSO", 0,
    "who reports; blank means SUPPLIER")
COL(REPORTER, "reporter", TEXT, "", 0,
    "name of who reports")
COL(SUPPLIER, "supplier", TEXT, "", 0,
    "energy supplier of the installation")
COL(SMSO, "smso", TEXT, "", TABLE_REQUIRED,
    "operator of the meters before the DCC")
COL(WAN_PROVIDER, "wan_provider", TEXT, "", 0,
    "provider of the wide area network")
COL(CAPABILITY, "capability", TEXT, "", 0,
    "cohort: IOC, MOC_MDS, MOC_SECURE, FOC")
COL(FUEL_TYPE, "fuel_type", TEXT, "", 0,
    "DF, SE or SG; blank is derived from the devices")
COL(REGION, "region", TEXT, "", 0,
    "region of the network")
COL(STATUS, "status", ENUM, "ACTIVE|DORMANT|MIXED", 0,
    "MIXED and blank count as active")
COL(IHD_FW_UPGRADEABLE, "ihd_fw_upgradeable", ENUM, "Y|N|?", 0,
    "can the firmware of the IHD be upgraded")
COL(INTENDS_TO_ENROL, "intends_to_enrol", ENUM, "Y|N|?", 0,
    "does the supplier intend to enrol it")
COL(GAINED_ON, "gained_on", DATE, "", 0,
    "day the supplier gained the customer")
COL(CUSTOMER_TYPE, "customer_type", ENUM, "CREDIT|PREPAYMENT|VULNERABLE", 0,
    "customer type")
COL(WEIGHT, "weight", TEXT, "", 0,
    "weight in planning")
COL(ATTEMPTS_MADE, "attempts_made", COUNT, "", 0,
    "migration attempts made so far")
COL(EARLIEST, "earliest", DATE, "", 0,
    "earliest day of migration")
COL(LATEST, "latest", DATE, "", 0,
    "latest day of migration")
