/* The rules that decide: one row for each class and kind of column. */
COL(CHANGE, "change", TEXT, "", 0,
    "class of the change")
COL(APPLIES_TO, "applies_to", TEXT, "", 0,
    "device or column that the row is about")
COL(CONSEQUENCE, "consequence", TEXT, "", 0,
    "what the change obliges to")
COL(RULE, "rule", TEXT, "", 0,
    "number of the rule")
COL(CLAUSE, "clause", TEXT, "", 0,
    "the words that decide")
