/* Spellings that mean another: field is a column, or its last part. */
COL(FIELD, "field", TEXT, "", TABLE_REQUIRED,
    "a column such as ch_model, or its last part such as model")
COL(FROM, "from", TEXT, "", TABLE_REQUIRED,
    "spelling as reported")
COL(TO, "to", TEXT, "", TABLE_REQUIRED,
    "spelling to print")
