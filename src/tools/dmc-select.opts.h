/* Options of dmc-select. Columns: see cli/options.h. */
OPT(policy, FILE, 0, "policy", "FILE", "",
    "select by this policy (JSON)",
    "Read the policy in FILE; see rfi-policy(5).")
OPT(aliases, FILE, 0, "aliases", "FILE", "",
    "spellings that mean another (field,from,to)",
    "Read the alias table in FILE, for an inventory; see rfi-return(5).")
OPT(top, COUNT, 0, "top", "N", "",
    "select N combinations (default 5)", "")
OPT(min_share, DECIMAL, 0, "min-share", "P", "",
    "select only combinations of at least P percent",
    "Select only combinations that stand for at least P percent of the installations in scope.")
OPT(cover, CHOICE, 0, "cover", "WHAT", "none|hardware|model|pair",
    "select so that every hardware variant, model or pair is in",
    "Make coverage a constraint: of all choices of N combinations that have every hardware variant, every device model, or every pair of device models that occurs together, select the one with the most installations. The answer is proved; if there is none the status is 1 and the smallest N that has one is named.")
OPT(all, FLAG, 0, "all", "", "",
    "write every combination, not only the selected ones", "")
OPT(curve, FLAG, 0, "curve", "", "",
    "write share and coverage for every number of combinations", "")
OPT(explain, FLAG, 0, "explain", "", "",
    "write why each one is in, and each near miss is not", "")
OPT(stability, MAYBE, 0, "stability", "BY", "",
    "write what could turn the selection; BY is margin or reporter",
    "Write how firm the selection stands: the margin at the cut, ties, what unresolved installations and non-intenders could change, and the selection again with each reporter left out. The last needs an inventory; --stability=margin does without it and takes a tally too.")
OPT(public, MAYBE, 0, "public", "FILE", "",
    "write aliases and shares only; FILE names the aliases (smso,alias)",
    "Write what may be published: SMSOs under aliases, shares and no counts. FILE (columns smso and alias) names the aliases; without it they are SMSO-1, SMSO-2 and so on in bytewise order of the names. Messages use the aliases too.")
OPT(layout, CHOICE, 0, "layout", "LAYOUT", "wide|printed",
    "wide (a row a combination) or printed (as published)",
    "Write a row a combination (wide, the default) or the table as it is published, a column a combination (printed; needs --release).")
OPT(release, STRING, 0, "release", "X.Y", "",
    "release number of the printed layout", "")
OPT(threads, COUNT, 0, "threads", "N", "",
    "read CSV with N threads (default: all processors)",
    "Read CSV with N threads, at most 1,024. The default is one for each processor at hand. The result does not depend on it.")
