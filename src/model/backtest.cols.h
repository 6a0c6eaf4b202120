/* A forecast held against what came (migrate-plan --backtest out). */
COL(ITEM, "item", TEXT, "", 0,
    "population, migrated, connected, pace, residue, remaining, finish, verdict")
COL(DATE, "date", DATE, "", 0,
    "day it speaks of; of a finish: the last day")
COL(STANDING, "standing", ENUM, "KNOWN|GIVEN|FORECAST|HINDSIGHT", 0,
    "known by the day, given on the command line, forecast, or learnt later")
COL(GROSS_MIGRATED, "gross_migrated", COUNT, "", 0,
    "all that were ever migrated, those since removed included")
COL(NET_CONNECTED, "net_connected", COUNT, "", 0,
    "those connected on the day")
COL(VALUE, "value", COUNT, "", 0,
    "any other count")
COL(MONTHS, "months", TEXT, "", 0,
    "of a finish: months from the day it counts from, one decimal")
COL(UNIT, "unit", TEXT, "", 0,
    "meter or installation; of a pace: a month")
COL(TEXT, "text", TEXT, "", 0,
    "the source, the arithmetic, or why")
