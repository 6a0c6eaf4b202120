/* Options of epcl-make. Columns: see cli/options.h. */
OPT(results, FILE, 0, "results", "FILE", "",
    "results of the test campaign, as sit-run writes them", "")
OPT(criteria_sheet, FILE, 0, "criteria-sheet", "FILE", "",
    "the verdict on the exit criteria, as sit-run writes it",
    "Read the criteria sheet in FILE. A combination is admitted as TESTED only if every criterion of scope DMC with its id, and every one of scope OVERALL, is met, and there is at least one of each.")
OPT(services, FILE, 0, "services", "FILE", "",
    "who serves the meters of an SMSO (smso,s1sp,dco)",
    "Read S1SP and DCO of each SMSO from FILE. A combination whose SMSO has no row is refused.")
OPT(equivalence, FILE, 0, "equivalence", "FILE", "",
    "recorded equivalences (ppc_id,reference_ppc_id,decided_on,reason)", "")
OPT(uneconomic, FILE, 0, "uneconomic", "FILE", "",
    "combinations that are never to be tested (ppc_id or key columns, reason)",
    "Refuse the combinations of FILE, whatever their results.")
OPT(previous, FILE, 0, "previous", "FILE", "",
    "the list before, whose entries are carried on",
    "Carry on the entries of the list in FILE as they are. What would take one away, change it, or has it pending too is an error.")
OPT(check, FILE, 0, "check", "FILE", "",
    "check the list in FILE against --previous and write nothing",
    "Write no list; check that the one in FILE, however it was made, is a lawful successor of --previous: no entry gone or changed, no date moved or later than --as-of.")
OPT(explain, FLAG, 0, "explain", "", "",
    "write every condition that was looked at instead of the list", "")
