/* Published percentages to be held against each other. */
COL(FACT, "fact", ENUM, "share_with_firmware|share_without_firmware|firmware_uplift", TABLE_REQUIRED,
    "share of a day's DLMS commands that the groups are, with and without firmware; or by how much firmware raises a day")
COL(LEAST_PERCENT, "least_percent", COUNT, "", TABLE_REQUIRED,
    "the smaller number, a whole percent")
COL(MOST_PERCENT, "most_percent", COUNT, "", 0,
    "the larger; blank: the same")
COL(SOURCE, "source", TEXT, "", 0, "where it is printed")
