/* What changed between two releases, and what that obliges to; a patch is
 * the same with every cell that differs. */
COL(CHANGE, "change", ENUM, "ADDED|REMOVED|FW_RESOLVED|FW_CHANGED|FW_REOPENED|HW_CHANGED|PPMID_SWAPPED|WAN_CHANGED|SHARE_CHANGED|RENUMBERED|LABEL_ONLY", TABLE_REQUIRED,
    "class of the change")
COL(PPC_ID, "ppc_id", TEXT, "", TABLE_REQUIRED,
    "id of the combination; blank: the list as a whole")
COL(OLD_PPC_ID, "old_ppc_id", TEXT, "", 0,
    "id in the old release where it was another")
COL(COLUMN, "column", TEXT, "", TABLE_REQUIRED,
    "column of the PPCL that changed; blank: the whole row")
COL(OLD, "old", TEXT, "", TABLE_REQUIRED,
    "what it was")
COL(NEW, "new", TEXT, "", TABLE_REQUIRED,
    "what it is")
COL(CONSEQUENCE, "consequence", TEXT, "", 0,
    "NOTIFY, CLAUSE_13, VOIDS_EVIDENCE, ERROR joined by +, or NONE")
