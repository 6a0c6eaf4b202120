/* Options of rfi-check. Columns: see cli/options.h. */
OPT(policy, FILE, 0, "policy", "FILE", "",
    "judge blanks and displays by this policy (JSON)",
    "Read the policy in FILE; see rfi-policy(5). It decides which blanks leave an installation unresolved. No row is removed for policy reasons.")
OPT(aliases, FILE, 0, "aliases", "FILE", "",
    "spellings that mean another (field,from,to)",
    "Read the alias table in FILE; see rfi-return(5). Aliases are printed as the name they map to.")
OPT(known, FILE, 0, "known", "FILE", "",
    "names that exist (field,name); others are warned of", "")
OPT(map, FILE, 0, "map", "FILE", "",
    "rename columns first (from,to)",
    "Rename columns before anything else: FILE has the columns from and to.")
OPT(lenient, FLAG, 0, "lenient", "", "",
    "drop rows with errors instead of rejecting the input",
    "Drop the rows that have an error, say how many installations went with them, and write the rest with status 0. A file that cannot be read to its end is rejected all the same.")
OPT(report, FILE, 0, "report", "FILE", "",
    "write a quality report for each reporter to FILE",
    "Write a quality report to FILE, as JSON, NDJSON, Markdown or TSV if the name ends so, else as CSV: one row for each reporter, return and kind of finding, to be sent back.")
OPT(template, CHOICE, 0, "template", "LAYOUT", "wide|device",
    "print an empty return in this layout and stop", "")
OPT(max_age_days, COUNT, 0, "max-age-days", "DAYS", "",
    "warn of a snapshot older than DAYS (default 62)",
    "Warn of a snapshot that is more than DAYS older than --as-of, or than the newest snapshot. The default is 62: returns were asked for every two months.")
OPT(threads, COUNT, 0, "threads", "N", "",
    "read CSV with N threads (default: all processors)",
    "Read a CSV return in the wide layout with N threads, at most 1,024. The default is one for each processor at hand. The result does not depend on it.")
