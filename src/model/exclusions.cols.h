/* Installations that will never migrate, and why (--exclusions). */
COL(MATCH, "match", TEXT, "", 0,
    "installations it speaks of: column=value joined by ';'")
COL(INSTALLATION_ID, "installation_id", TEXT, "", 0,
    "or one installation")
COL(CODE, "code", TEXT, "", TABLE_REQUIRED,
    "reason: a, b, c, d, GT01, uneconomic, active-to-dormant, or one's own")
COL(SHARE_PERCENT, "share_percent", TEXT, "", 0,
    "share of them that is excluded, at most two decimals; blank: all")
COL(FROM, "from", DATE, "", 0,
    "day from which it is known; blank: always")
COL(SOURCE, "source", TEXT, "", 0,
    "where it comes from")
