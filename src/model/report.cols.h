/* The quality report that goes back to each reporter. */
COL(REPORTER_ROLE, "reporter_role", TEXT, "", 0,
    "SUPPLIER or SMSO")
COL(REPORTER, "reporter", TEXT, "", 0,
    "who sent the return")
COL(FILE, "file", TEXT, "", 0,
    "the return")
COL(SNAPSHOT_DATE, "snapshot_date", DATE, "", 0,
    "day of the snapshot")
COL(ROWS, "rows", COUNT, "", 0,
    "rows read")
COL(INSTALLATIONS, "installations", COUNT, "", 0,
    "installations in them")
COL(UNRESOLVED, "unresolved", COUNT, "", 0,
    "installations in rows with a blank or ? in a key column")
COL(SEVERITY, "severity", TEXT, "", 0,
    "of the finding; blank: nothing to mend")
COL(CODE, "code", TEXT, "", 0,
    "of the finding")
COL(FINDINGS, "findings", COUNT, "", 0,
    "how often")
COL(LINES, "lines", TEXT, "", 0,
    "the first lines")
COL(REMEDY, "remedy", TEXT, "", 0,
    "what to do")
