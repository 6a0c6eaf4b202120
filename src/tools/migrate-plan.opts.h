/* Options of migrate-plan. Columns: see cli/options.h. */
OPT(capacity, FILE, 0, "capacity", "FILE", "",
    "who can do how much a day", "")
OPT(eligibility, FILE, 0, "eligibility", "FILE", "",
    "which combinations may migrate from when; or an EPCL",
    "Read from FILE which combinations may migrate from when, and through whom: a table of its own, or an Eligible list, epcl(5).")
OPT(ppcl, FILE, 0, "ppcl", "FILE", "",
    "the release that says what an id of --eligibility stands for",
    "Read the release in FILE, in any layout of ppcl(5): a row of --eligibility that has a ppc_id and no key column holds for the combination of that id.")
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
OPT(attempts, CHOICE, 0, "attempts", "HOW", "each|together",
    "plan every attempt on its own, or one that stands for all",
    "With each, plan the second and later attempts of a class as attempts of their own, after the cool-down. With together, the first stands for all: it uses the capacity of those that are to be expected behind it, and succeeds as often as they all do. Without the option they are planned each while classes x periods x later attempts are at most 5,000, and together beyond, which a note says. A plan is checked with the option that it was made with.")
OPT(prices, FILE, 0, "prices", "FILE", "",
    "write the prices that prove the plan to FILE; with --check, read them", "")
OPT(export_model, FILE, 0, "export-model", "FILE", "",
    "write the linear programme of the plan to FILE, for another solver",
    "Write the linear programme of the first two goals, fewest left behind and least waiting in one objective, to FILE in free MPS; large plans are solved in another form that has the same least cost. clp(1) and glpsol(1) with --freemps read it.")
OPT(assign, FILE, 0, "assign", "FILE", "",
    "write which installation is attempted first when to FILE",
    "Split the plan back to single installations and write them to FILE, in the order of the inventory. It is read a second and a third time, so it must be files.")
OPT(schedules, FILE, 0, "schedules", "FILE", "",
    "schedules that are set at devices, for --cancel", "")
OPT(cancel, FILE, 0, "cancel", "FILE", "",
    "write the schedules of devices that churn or go to FILE",
    "Write those of --schedules that are to be cancelled to FILE: their installation is gone from the inventory, is now with other suppliers, or its meter is to be replaced. The inventory is read again, so it must be files, with an id on every row.")
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
/* shares, forecasts, uncertainty, scenarios, emergencies */
OPT(shares, MAYBE, 0, "shares", "DEMAND", "",
    "share the capacity among the demands of DEMAND instead of planning",
    "Share the capacity of every day among the parties that ask in DEMAND, or in the argument, and write the allocation, plan-demand(5). Needs --capacity; reads --calendar and --policy. No inventory is read.")
OPT(demand, FILE, 0, "demand", "DEMAND", "",
    "what the parties ask for, for --fair and --allocation", "")
OPT(fair, FLAG, 0, "fair", "", "",
    "make the shares of the parties capacities of the plan",
    "Make the shares of the parties capacities of the plan: of what they ask for in --demand, or without it of all their installations that may migrate.")
OPT(allocation, FILE, 0, "allocation", "FILE", "",
    "with --demand: write the shares beside the plan to FILE", "")
OPT(backtest, FILE, 0, "backtest", "SERIES", "",
    "forecast from a published series as of --as-of, and hold it against what came",
    "Forecast the end from the rows of SERIES, plan-series(5), that are dated up to --as-of, and hold it against the rows that are dated later. No inventory is read.")
OPT(population, COUNT, 0, "population", "N", "",
    "with --backtest, --pace: how many there are in all",
    "With --backtest: how many there are in all, instead of what the series knew. With --pace: how many to migrate.")
OPT(residue, COUNT, 0, "residue", "N", "",
    "with --backtest: how many of them never migrate", "")
OPT(pace, STRING, 0, "pace", "N/PERIOD", "",
    "how long all take at a pace: 687000/month, /week, /day, /2021-08",
    "Say how many days all take at a pace, and how many times that pace one weekend would need: of --population, else of the inventory, else of ten million meters. PERIOD is day, week, month (31 days) or a month such as 2021-08 (its days). With --compare it is two more columns, with --backtest the pace to forecast with.")
OPT(compare, LIST, 0, "compare", "NAME=FILE", "",
    "put scenarios side by side; FILE is a plan in JSON, or a scenario",
    "Put scenarios side by side: FILE is a plan that was written with --format json, or a scenario, plan-scenario(5), which is planned with the options given here and what it changes. May be given several times; arguments of the form NAME=FILE count too.")
OPT(monte_carlo, COUNT, 0, "monte-carlo", "N", "",
    "try the plan N times: what succeeds with which chance",
    "Draw the success of every attempt N times, at most 100000, and say how many succeed with nine chances in ten (done_p90 of the plan), and when classes are done.")
OPT(seed, COUNT, 0, "seed", "S", "",
    "with --monte-carlo: the draws of S (default: 0)", "")
OPT(completion, FILE, 0, "completion", "FILE", "",
    "with --monte-carlo: write P10, P50 and P90 of completion by class to FILE", "")
OPT(emergency, STRING, 0, "emergency", "FILTER", "",
    "plan a firmware batch for FILTER inside the capacity that is left",
    "Plan an emergency firmware batch for all installations that FILTER holds for (column=value joined by ';': a meter model, customer_type, region) inside the firmware capacity that the plan leaves, and write it instead of the plan. It says the shortest time in which that can be done.")
