/* Options that every tool has. Columns: see cli/options.h. No include guard:
 * this file is included once for each use of the table. */
OPT(format, CHOICE, 0, "format", "FORMAT", "csv|tsv|json|ndjson|table|md|html|xlsx",
    "how to write the result",
    "Write the result as FORMAT. The default is table on a terminal and csv otherwise. xlsx is a workbook, for a file and not for a terminal.")
OPT(output, FILE, 'o', "output", "FILE", "",
    "write the result to FILE, whole or not at all",
    "Write the result to FILE instead of standard output. FILE is replaced in one step when the result is complete; on any failure it stays as it was.")
OPT(columns, STRING, 0, "columns", "A,B,C", "",
    "write only these columns, in this order", "")
OPT(list_columns, FLAG, 0, "list-columns", "", "",
    "list the columns of the result and stop", "")
OPT(for_spreadsheet, FLAG, 0, "for-spreadsheet", "", "",
    "make the CSV safe to open in a spreadsheet",
    "With csv or tsv: begin with a byte order mark, end lines in CRLF, and put an apostrophe before text that a spreadsheet would run as a formula. Signed numbers are left alone. Without this option CSV is byte-exact.")
OPT(findings, FILE, 0, "findings", "FILE", "",
    "write all findings to FILE (.csv, else NDJSON)",
    "Write every finding to FILE instead of standard error, as CSV if the name ends in .csv, else as NDJSON.")
OPT(fail_on, CHOICE, 0, "fail-on", "SEVERITY", "warning|error",
    "reject the input from this severity on (default error)", "")
OPT(summary, FILE, 0, "summary", "FILE", "",
    "write totals, input digests and excluded buckets to FILE (JSON)", "")
OPT(as_of, DATE, 0, "as-of", "DATE", "",
    "the day to judge by (default: the newest date in the input)",
    "The day to judge by, YYYY-MM-DD. Without it the newest date in the input counts; the clock is never asked.")
OPT(max_unpacked, SIZE, 0, "max-unpacked", "SIZE", "",
    "ceiling for unpacked gzip and zstd input (default 4G)",
    "Refuse compressed input that unpacks to more than SIZE bytes (suffixes k, M, G). The default is 4G.")
OPT(progress, CHOICE, 0, "progress", "WHEN", "auto|always|never",
    "show progress on standard error: auto, always, never", "")
OPT(color, CHOICE, 0, "color", "WHEN", "auto|always|never",
    "use colour: auto, always, never",
    "Use colour in messages and table heads. auto means on a terminal, unless NO_COLOR is set or TERM is dumb.")
OPT(quiet, FLAG, 'q', "quiet", "", "", "say only errors", "")
OPT(verbose, FLAG, 'v', "verbose", "", "", "say more", "")
OPT(help, FLAG, 0, "help", "", "", "show this help and stop", "")
OPT(version, FLAG, 0, "version", "", "", "show the version and stop", "")
