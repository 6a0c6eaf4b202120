/* What each party gets each day (migrate-plan --shares out). */
COL(SUPPLIER, "supplier", TEXT, "", 0,
    "party that asked")
COL(SMSO, "smso", TEXT, "", 0,
    "channel it asked for")
COL(DATE, "date", DATE, "", 0,
    "day it asked for")
COL(DEMAND, "demand", COUNT, "", 0,
    "installations it asked for")
COL(WEIGHT, "weight", COUNT, "", 0,
    "weight it stated; blank: none")
COL(ALLOCATED, "allocated", COUNT, "", 0,
    "installations it may migrate that day")
