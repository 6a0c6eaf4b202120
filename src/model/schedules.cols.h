/* Schedules that are set at devices (migrate-plan --schedules). */
COL(SCHEDULE_ID, "schedule_id", TEXT, "", TABLE_REQUIRED,
    "id of the schedule")
COL(INSTALLATION_ID, "installation_id", TEXT, "", TABLE_REQUIRED,
    "installation that it is set at, as the inventory names it")
COL(DEVICE_ID, "device_id", TEXT, "", 0,
    "device of the installation")
COL(SUPPLIER, "supplier", TEXT, "", 0,
    "who set it; blank: not known, and then nobody else's")
COL(SRV, "srv", TEXT, "", 0,
    "service request that it sends")
COL(ENDS_ON, "ends_on", DATE, "", 0,
    "last day on which it runs; blank: no end")
