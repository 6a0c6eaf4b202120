/* Options of migrate-plan. Columns: see cli/options.h. */
OPT(capacity, FILE, 0, "capacity", "FILE", "",
    "who can do how much a day", "")
OPT(eligibility, FILE, 0, "eligibility", "FILE", "",
    "which combinations may migrate from when; or an EPCL",
    "Read from FILE which combinations may migrate from when, and through whom: a table of its own, or an Eligible list, epcl(5).")
OPT(calendar, FILE, 0, "calendar", "FILE", "",
    "days on which capacity differs", "")
OPT(success, FILE, 0, "success", "FILE", "",
    "how many attempts succeed (default: all)", "")
OPT(milestones, FILE, 0, "milestones", "FILE", "",
    "what must be done by when", "")
OPT(exclusions, FILE, 0, "exclusions", "FILE", "",
    "installations that never migrate, and why", "")
OPT(upgrades, FILE, 0, "upgrades", "FILE", "",
    "meters to be made compliant first, or replaced", "")
OPT(policy, LIST, 0, "policy", "FILE", "",
    "deadlines, lead times and attempts, with the day they were known",
    "Read rules from FILE, in either layout of plan-tables(5). May be given several times.")
OPT(known_on, DATE, 0, "known-on", "DATE", "",
    "plan by the rules that were known on DATE (default: --as-of)", "")
OPT(lenient, FLAG, 0, "lenient", "", "",
    "leave behind whom no period is open to, and go past deadlines that have passed",
    "A class that no period is open to is left behind with a warning, and a deadline before the first day of the plan does not bind. Without this option both reject the input.")
OPT(unit, CHOICE, 0, "unit", "UNIT", "installation|meter",
    "what the plan counts: installation, meter",
    "Count installations or meters in the result. Required where the capacity table counts meters: a dual fuel installation has two, any other one.")
OPT(period, CHOICE, 0, "period", "PERIOD", "week|day",
    "plan in weeks; or in days for four weeks, then in weeks", "")
OPT(weeks, COUNT, 0, "weeks", "N", "",
    "how far to plan (default: to the nearest deadline, else 130)", "")
OPT(prices, FILE, 0, "prices", "FILE", "",
    "write the prices that prove the plan to FILE; with --check, read them", "")
OPT(assign, FILE, 0, "assign", "FILE", "",
    "write which installation is attempted first when to FILE",
    "Split the plan back to single installations and write them to FILE, in the order of the inventory. It is read a second and a third time, so it must be files.")
OPT(reasons, FILE, 0, "reasons", "FILE", "",
    "write why not earlier and why not at all, by class, to FILE", "")
OPT(why, STRING, 0, "why", "ID|CLASS", "",
    "say why one installation or class is where it is", "")
OPT(weekly, FLAG, 0, "weekly", "", "",
    "write what is done and left by period, with a burn-down", "")
OPT(ramp_down, FLAG, 0, "ramp-down", "", "",
    "write how many are left at each SMSO by period", "")
OPT(check, FILE, 0, "check", "PLAN", "",
    "check PLAN without a solver: is it feasible, and as good as it says",
    "Read PLAN instead of making one, and check it against the same inputs in whole numbers: that it is feasible, and that the bounds recomputed from its prices leave no larger gap than it states. A plan in JSON has its prices and gaps in it; for one in CSV give --prices.")
OPT(gap, LIST, 0, "gap", "GOAL=N", "",
    "with --check: the gap that a plan in CSV states for a goal",
    "With --check, the gap of GOAL (left, waiting, peak) that the plan states, where it is in CSV and cannot say so itself. A plan that states no gap is accepted with any, and the result says how large it is.")
OPT(previous, FILE, 0, "previous", "PLAN", "",
    "change as little as possible against PLAN", "")
OPT(replan, FLAG, 0, "replan", "", "",
    "with --previous: fewest changes come second, before waiting", "")
OPT(frozen, COUNT, 0, "frozen", "N", "",
    "with --previous: keep its first N periods as they are", "")
OPT(peak, FLAG, 0, "peak", "", "",
    "third goal: the lowest peak of attempts a day", "")
OPT(slack, LIST, 0, "slack", "GOAL=PERCENT", "",
    "let a goal give way for those behind it: left, waiting, peak, changes",
    "Let the value of GOAL (left, waiting, peak, changes) be PERCENT worse than the best, at most four decimals, for the sake of the goals behind it. May be given several times.")
OPT(map, FILE, 0, "map", "FILE", "",
    "rename columns of the inventory or tally first (from,to)", "")
OPT(aliases, FILE, 0, "aliases", "FILE", "",
    "spellings that mean another (field,from,to)",
    "Read the alias table in FILE, for an inventory; see rfi-return(5).")
OPT(rfi_policy, FILE, 0, "rfi-policy", "FILE", "",
    "count an inventory by this policy (JSON)",
    "Read the policy in FILE, for an inventory; see rfi-policy(5). Without it the default key counts.")
