/* The scenarios of wan-load: a row for each phase, and one for the whole. */
COL(SCENARIO, "scenario", TEXT, "", 0,
    "its name")
COL(PHASE, "phase", TEXT, "", 0,
    "1, 2 and so on; all: the whole contract life")
COL(FROM_YEAR, "from_year", TEXT, "", 0,
    "first year")
COL(TO_YEAR, "to_year", TEXT, "", 0,
    "last year")
COL(YEARS, "years", COUNT, "", 0,
    "length of the contract; of 365 days each")
COL(METERS, "meters", COUNT, "", 0,
    "meters of the scenario")
COL(COLLECTION_WINDOW, "collection_window", TEXT, "", 0,
    "local times between which the meters are read")
COL(PENALTY, "penalty", TEXT, "", 0,
    "what the contract says on failures; carried on")
COL(AVAILABILITY_PERCENT, "availability_percent", TEXT, "", 0,
    "of the network, as the scenario states it")
COL(DOWN_HOURS_PER_YEAR, "down_hours_per_year", TEXT, "", 0,
    "what that leaves out of 8,760 hours, two decimals, half up")
COL(MIN_LINK_BPS, "min_link_bps", COUNT, "", 0,
    "bits a second that the link to one meter needs for the service that needs most, rounded up")
COL(VOLUME_BYTES_PER_DAY, "volume_bytes_per_day", COUNT, "", 0,
    "of all services, half up; of the whole life: its mean day")
COL(MEAN_KBPS, "mean_kbps", TEXT, "", 0,
    "that volume x 8 / 86,400 / 1000, four decimals, half up")
COL(PEAK_KBPS, "peak_kbps", TEXT, "", 0,
    "one message of each service of every meter within the window, four decimals, half up; of the whole life: the highest")
COL(CONCURRENCY, "concurrency", TEXT, "", 0,
    "exchanges under way at a time on the mean, two decimals, half up; of the whole life: the highest")
COL(VOLUME_BYTES, "volume_bytes", COUNT, "", 0,
    "over the years, half up")
COL(VISITS, "visits", COUNT, "", 0,
    "meters visited because the WAN module is replaced: one each where a phase follows another")
COL(TRAFFIC_COST, "traffic_cost", TEXT, "", 0,
    "volume_bytes / 1,000,000 x price_per_mb, two decimals, half up; blank without a price")
COL(VISIT_COST, "visit_cost", TEXT, "", 0,
    "visits x visit_cost_per_meter, two decimals, half up; blank without a price")
COL(TOTAL_COST, "total_cost", TEXT, "", 0,
    "both, from what they are made of; blank if one is not known")
COL(COST_PER_YEAR, "cost_per_year", TEXT, "", 0,
    "total_cost / years, two decimals, half up")
