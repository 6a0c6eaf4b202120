/* Options of dmct-queue. Columns: see cli/options.h. */
OPT(tested, LIST, 0, "tested", "FILE", "",
    "combinations that were tested: an EPCL, or a PPCL",
    "Read what was tested from FILE, an EPCL or a PPCL in any layout. Of an EPCL every entry counts; of a PPCL every row, or with --results those that passed.")
OPT(results, FILE, 0, "results", "FILE", "",
    "results that say which rows of the PPCL passed",
    "Of a PPCL count only those rows as tested whose results in FILE show that they passed: the closing cycles MT_EOC, SIT_EOC and SYSTEM_REGRESSION, or DMCT, on the firmware of the release.")
OPT(top, COUNT, 0, "top", "N", "",
    "prove the order of the first N tests",
    "Search for the N tests that unlock most, of all choices of N tests that have the gates in them, instead of taking the best one each time. Beyond N the order is greedy.")
OPT(upgrade_paths, FILE, 0, "upgrade-paths", "FILE", "",
    "firmware that can follow firmware (device_type,model,from,to)",
    "Look for combinations that become an eligible one by firmware alone, along the rows of FILE.")
OPT(uneconomic, FILE, 0, "uneconomic", "FILE", "",
    "combinations that are never to be tested (ppc_id or key columns, reason)",
    "Take the combinations of FILE out of the queue and report their installations as never eligible.")
OPT(states, FLAG, 0, "states", "", "",
    "write the states of a combination and what leads from one to another, and stop", "")
OPT(policy, FILE, 0, "policy", "FILE", "",
    "count an inventory by this policy (JSON)",
    "Read the policy in FILE, for an inventory; see rfi-policy(5).")
OPT(aliases, FILE, 0, "aliases", "FILE", "",
    "spellings that mean another (field,from,to)",
    "Read the alias table in FILE, for an inventory; see rfi-return(5).")
