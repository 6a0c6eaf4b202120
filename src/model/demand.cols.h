/* What each party asks for each day (migrate-plan --shares, --demand). */
COL(SUPPLIER, "supplier", TEXT, "", TABLE_REQUIRED,
    "party that asks")
COL(SMSO, "smso", TEXT, "", TABLE_REQUIRED,
    "channel it asks for")
COL(DATE, "date", DATE, "", TABLE_REQUIRED,
    "day it asks for")
COL(DEMAND, "demand", COUNT, "", TABLE_REQUIRED,
    "installations it asks for")
COL(WEIGHT, "weight", COUNT, "", 0,
    "its part of what is left beyond the floors; blank: demand beyond its floor")
