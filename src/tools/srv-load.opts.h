/* Options of srv-load. Columns: see cli/options.h. */
OPT(base, FILE, 0, "base", "FILE", "",
    "load that is there anyway (node,slot_start,slot_s,tps,dlms_per_s)",
    "Read the base load from FILE; without it there is none.")
OPT(limits, FILE, 0, "limits", "FILE", "",
    "what nodes can carry; columns in srv-groups(5)",
    "Read the limits from FILE. Every S1SP with work needs one in TPS wherever the work may be sent.")
OPT(nodes, FILE, 0, "nodes", "FILE", "",
    "who stands behind whom (s1sp,dco,cv9_srvs)",
    "Read from FILE which DCO sends the DLMS commands of an S1SP, and which variants its table has for command variant 9. A node that is not in FILE is then an error.")
OPT(date, DATE, 0, "date", "DATE", "",
    "the local day (default: a day of 24 hours on which all falls due)",
    "Look at DATE: what its clocks do, and which groups fall due by frequency and first_date, or are dated for it. Without it every group counts, on a day of 24 hours.")
OPT(slot, COUNT, 0, "slot", "SECONDS", "",
    "length of a slot: whole minutes, a part of an hour (default 300)", "")
OPT(clock, CHOICE, 0, "clock", "CLOCK", "local|utc",
    "what the windows of dated and scheduled work are told in (default local)",
    "Take the windows of SCHEDULED and FUTURE_DATED groups in local time or in UTC. Schedules run by UTC: in summer they come an hour later by the local clock, to which base load, limits and what users send on demand keep. Dated windows are always local.")
OPT(mp192, FLAG, 0, "mp192", "", "",
    "plan with SECMP0192: SRV 4.3 and 4.4.3 can be scheduled for SMETS1", "")
OPT(mp192_code, STRING, 0, "mp192-code", "CODE", "",
    "what the DCC answers to such a schedule for SMETS2 (default E050113)", "")
OPT(smooth, FLAG, 0, "smooth", "", "",
    "move scheduled work inside its windows, so that the load is flat",
    "Move what is SCHEDULED inside its windows, so that the load is as flat as it can be; status 1 if it does not fit under the limits.")
OPT(assign, FILE, 0, "assign", "DEVICES", "",
    "give every device of DEVICES (device_id,group) its time",
    "Smooth, and write a time for every device of DEVICES: as many in each slot as the plan sends there.")
OPT(previous, FILE, 0, "previous", "FILE", "",
    "count the devices that move against the assignment in FILE", "")
OPT(pack, FLAG, 0, "pack", "", "",
    "read all groups of a device in one wake-up, where windows and limits allow",
    "With --assign: put the reads of one device at one S1SP into the slot of its largest group, where windows and limits allow, and report wake-ups and SMS.")
OPT(sms_per_wakeup, COUNT, 0, "sms-per-wake-up", "N", "",
    "SMS to wake a hub (default 2)", "")
OPT(explain, FLAG, 0, "explain", "", "",
    "write the headline numbers and their arithmetic", "")
OPT(published, FILE, 0, "published", "FILE", "",
    "percentages that were printed (fact,least_percent,most_percent,source)",
    "With --explain: hold the percentages in FILE against each other.")
OPT(compare, FLAG, 0, "compare", "", "",
    "write on-demand, jitter, smooth, and smooth with firmware side by side", "")
OPT(burst, COUNT, 0, "burst", "MINUTES", "",
    "on demand, all is sent within so long from midnight (default 60)", "")
OPT(firmware, DECIMAL, 0, "firmware", "PERCENT", "",
    "by how much firmware raises a day's DLMS commands (default 60)",
    "With --compare: firmware raises the DLMS commands of a day by PERCENT of what is there anyway, all of it from 12:00 to 22:00. The default, 60, is what SECMP0192 states.")
OPT(capacity, FLAG, 0, "capacity", "", "",
    "write how many more requests fit into each window", "")
OPT(plan, FILE, 0, "plan", "PLAN", "",
    "add what the prepayment meters of a migration plan bring, period by period",
    "Read PLAN of migrate-plan(1), and write the load after each of its periods; status 1 if one does not fit.")
OPT(forecast, FLAG, 0, "forecast", "", "",
    "write the demand by user, SRV, mode and month", "")
OPT(months, COUNT, 0, "months", "N", "",
    "months of --forecast, from that of --as-of (default 12)", "")
OPT(thresholds, FLAG, 0, "thresholds", "", "",
    "propose anomaly detection thresholds, and say what would trip them", "")
OPT(margin, DECIMAL, 0, "margin", "PERCENT", "",
    "above the forecast, for --thresholds (default 20)", "")
