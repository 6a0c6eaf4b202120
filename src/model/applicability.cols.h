/* Which services a campaign tests, and of what. */
COL(SRV, "srv", TEXT, "", TABLE_REQUIRED,
    "service request variant, as 4.4.3; * is every one")
COL(DEVICE_TYPE, "device_type", TEXT, "", TABLE_OPTIONAL,
    "type of device (blank: any)")
COL(INSTALLATION_TYPE, "installation_type", ENUM, "ACTIVE|DORMANT|MIXED", TABLE_OPTIONAL,
    "how the installation was operated before (blank: any)")
COL(PPC_ID, "ppc_id", TEXT, "", TABLE_OPTIONAL,
    "combination (blank: any)")
COL(MODE, "mode", ENUM, "ON_DEMAND|FUTURE_DATED|SCHEDULED|DCC_ONLY", TABLE_OPTIONAL,
    "how it is asked for (blank: any)")
COL(APPLIES, "applies", ENUM, "Y|N", TABLE_OPTIONAL,
    "whether it is tested (blank: Y)")
COL(MANDATORY, "mandatory", ENUM, "Y|N", TABLE_OPTIONAL,
    "whether its positive cases are mandatory (blank: Y)")
COL(REQUIREMENT, "requirement", TEXT, "", TABLE_OPTIONAL,
    "what its cases prove")
