/* Names that exist: everything else in that field is unknown. */
COL(FIELD, "field", TEXT, "", TABLE_REQUIRED,
    "a column such as ch_model, or its last part such as model")
COL(NAME, "name", TEXT, "", TABLE_REQUIRED,
    "a name that exists")
