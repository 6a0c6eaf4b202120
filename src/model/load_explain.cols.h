/* Headline numbers and their arithmetic. */
COL(NODE, "node", TEXT, "", 0, "the S1SP; blank: all")
COL(ITEM, "item", TEXT, "", 0, "what is reckoned")
COL(VALUE, "value", TEXT, "", 0, "the number, rounded half up to two decimals")
COL(UNIT, "unit", TEXT, "", 0, "of the number")
COL(ARITHMETIC, "arithmetic", TEXT, "", 0, "how it comes from its inputs")
