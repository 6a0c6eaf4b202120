/* What User Integration Testing wants of the device sets. */
COL(SET, "set", TEXT, "", 0,
    "device set")
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "combination")
COL(SMETS, "smets", TEXT, "", 0,
    "generation of its devices")
COL(DEVICES, "devices", TEXT, "", 0,
    "their types, joined by semicolons")
COL(STATUS, "status", TEXT, "", 0,
    "their status in the inventory, joined by semicolons")
COL(SERVES, "serves", ENUM, "MIGRATED_SMETS1|FRESH_SMETS2|NONE", 0,
    "what it can serve as")
COL(REASON, "reason", TEXT, "", 0,
    "why not, or what it lacks")
