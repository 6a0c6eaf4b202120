/* Devices under test: of a campaign, and of the world of sit-emu. */
COL(SET, "set", TEXT, "", TABLE_OPTIONAL,
    "name of the test set that the device is part of")
COL(PPC_ID, "ppc_id", TEXT, "", TABLE_OPTIONAL,
    "combination that the set is an example of")
COL(INSTALLATION_TYPE, "installation_type", ENUM, "ACTIVE|DORMANT|MIXED", TABLE_OPTIONAL,
    "how the installation was operated before")
COL(DEVICE_TYPE, "device_type", ENUM, "ESME|GSME|GPF|CHF|HCALCS|PPMID|IHD|CAD", TABLE_REQUIRED,
    "kind of device")
COL(DEVICE_ID, "device_id", TEXT, "", TABLE_REQUIRED,
    "EUI-64 of the device: eight hex pairs joined by -")
COL(SMETS, "smets", ENUM, "1|2", TABLE_OPTIONAL,
    "generation of the device (blank: 1)")
COL(S1SP, "s1sp", TEXT, "", TABLE_OPTIONAL,
    "SMETS1 Service Provider that serves it")
COL(CHF_DEVICE_ID, "chf_device_id", TEXT, "", TABLE_OPTIONAL,
    "EUI-64 of its communications hub")
COL(GPF_DEVICE_ID, "gpf_device_id", TEXT, "", TABLE_OPTIONAL,
    "EUI-64 of the gas proxy that stands for it")
COL(MPXN, "mpxn", TEXT, "", TABLE_OPTIONAL,
    "meter point: MPAN or MPRN")
COL(REGION, "region", TEXT, "", TABLE_OPTIONAL,
    "network area")
COL(IMPORT_SUPPLIER, "import_supplier", TEXT, "", TABLE_OPTIONAL,
    "EUI-64 of the electricity supplier, where no registration says")
COL(GAS_SUPPLIER, "gas_supplier", TEXT, "", TABLE_OPTIONAL,
    "EUI-64 of the gas supplier, where no registration says")
COL(NETWORK_OPERATOR, "network_operator", TEXT, "", TABLE_OPTIONAL,
    "EUI-64 of the network operator")
COL(STATUS, "status", TEXT, "", TABLE_OPTIONAL,
    "status in the inventory (blank: Commissioned)")
COL(FW_VERSION, "fw_version", TEXT, "", TABLE_OPTIONAL,
    "firmware that it runs")
COL(PAYMENT_MODE, "payment_mode", ENUM, "CREDIT|PREPAYMENT", TABLE_OPTIONAL,
    "payment mode of the meter (blank: CREDIT)")
COL(BILLING_START, "billing_start", DATE, "", TABLE_OPTIONAL,
    "a day on which its billing calendar closes a period")
COL(BILLING_PERIOD, "billing_period", TEXT, "", TABLE_OPTIONAL,
    "Daily, Weekly, Monthly, Quarterly, Half-Yearly or Yearly")
COL(MANUFACTURER, "manufacturer", TEXT, "", TABLE_OPTIONAL,
    "maker, as the inventory tells it")
COL(MODEL, "model", TEXT, "", TABLE_OPTIONAL,
    "model, as the inventory tells it")
