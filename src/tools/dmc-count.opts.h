/* Options of dmc-count. Columns: see cli/options.h. */
OPT(policy, FILE, 0, "policy", "FILE", "",
    "count by this policy (JSON)",
    "Read the policy in FILE; see rfi-policy(5).")
OPT(aliases, FILE, 0, "aliases", "FILE", "",
    "spellings that mean another (field,from,to)",
    "Read the alias table in FILE; see rfi-return(5). An inventory of rfi-check has its spellings resolved already.")
OPT(since, FILE, 0, "since", "OLD", "",
    "compare with an older inventory or tally",
    "Write which combinations came, left, grew or shrank since OLD, an inventory or a tally of an earlier snapshot, counted by the same policy.")
OPT(threads, COUNT, 0, "threads", "N", "",
    "read CSV with N threads (default: all processors)",
    "Read CSV with N threads, at most 1,024. The default is one for each processor at hand. The result does not depend on it.")
OPT(memory, SIZE, 0, "memory", "SIZE", "",
    "keep ids of devices in SIZE at most (default 2G)",
    "Keep the ids of a device layout in at most SIZE bytes (suffixes k, M, G), of which every device takes 16. Where that is too little the file is read again, once for each further SIZE. The default is 2G; the result does not depend on it.")
