/* Meters that could be SMETS1 and are not yet (migrate-plan --upgrades). */
COL(MATCH, "match", TEXT, "", TABLE_REQUIRED,
    "installations it speaks of: column=value joined by ';'")
COL(PATH, "path", ENUM, "UPGRADE|REPLACE", TABLE_REQUIRED,
    "made compliant, or replaced and never migrated")
COL(AVAILABLE_FROM, "available_from", DATE, "", 0,
    "day from which an upgraded one may migrate; blank: nobody knows")
