/* Schedules to cancel, and why (migrate-plan --cancel). */
COL(SCHEDULE_ID, "schedule_id", TEXT, "", TABLE_REQUIRED,
    "id of the schedule")
COL(INSTALLATION_ID, "installation_id", TEXT, "", TABLE_REQUIRED,
    "installation that it is set at")
COL(DEVICE_ID, "device_id", TEXT, "", 0,
    "device of the installation")
COL(SUPPLIER, "supplier", TEXT, "", 0,
    "who set it")
COL(SRV, "srv", TEXT, "", 0,
    "service request that it sends")
COL(WHY, "why", ENUM, "GONE|CHURNED|REPLACED", TABLE_REQUIRED,
    "the inventory no longer has the installation; has it with other suppliers only; or its meter is to be replaced")
