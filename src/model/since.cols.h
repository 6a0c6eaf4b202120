/* What changed between two snapshots: this column, those of the tally, and
 * what the older snapshot had. */
COL(CHANGE, "change", ENUM, "CAME|LEFT|GREW|SHRANK", 0,
    "what became of the combination")
COL(OLD_ACTIVE, "old_count_active", COUNT, "", 0,
    "installations in smart service before")
COL(OLD_DORMANT, "old_count_dormant", COUNT, "", 0,
    "installations not in smart service before")
COL(OLD_TOTAL, "old_count_total", COUNT, "", 0, "both before")
