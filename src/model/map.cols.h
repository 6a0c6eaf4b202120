/* Names of columns as a reporter writes them. */
COL(FROM, "from", TEXT, "", TABLE_REQUIRED,
    "name in the return")
COL(TO, "to", TEXT, "", TABLE_REQUIRED,
    "name of the column")
