/* Names that published output uses for SMSOs. */
COL(SMSO, "smso", TEXT, "", TABLE_REQUIRED,
    "name as reported")
COL(ALIAS, "alias", TEXT, "", TABLE_REQUIRED,
    "name to publish")
