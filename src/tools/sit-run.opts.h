/* Options of sit-run. Columns: see cli/options.h. */
OPT(format, CHOICE, 0, "format", "FORMAT", "csv|tsv|json|ndjson|table|md|html|xlsx|junit|tap",
    "how to write the result",
    "Write the result as FORMAT. The default is table on a terminal and csv otherwise. junit and tap are for results only; xlsx is a workbook, for a file and not for a terminal.")
OPT(make_cases, FLAG, 0, "make-cases", "", "",
    "write the test cases of a release and its devices",
    "Write the test cases of a campaign, sit-cases(5): every service that applies to a device, in every mode, and the refusals.")
OPT(lint, FLAG, 0, "lint", "", "",
    "check test cases and messages; nothing is sent",
    "Check the files named: tables of test cases, each of which is built into its request, and single messages in XML. Everything that is wrong is told in one pass, and nothing is sent.")
OPT(ppcl, FILE, 0, "ppcl", "FILE", "",
    "the release to test (default: that of the campaign)",
    "The release, ppcl(5), whose combinations are tested, or by whose firmware results are judged. Without it the release that the campaign names.")
OPT(devices, LIST, 0, "devices", "FILE", "",
    "the devices under test: a table of sit-devices(5)",
    "Read the devices under test from FILE, a table as described in sit-devices(5).")
OPT(campaign, FILE, 0, "campaign", "FILE", "",
    "the settings of the campaign (JSON)",
    "Read the settings of the campaign from FILE; see sit-campaign(5). Without it there is one interface of DUIS 5.1, and users are the parties that the devices name.")
OPT(srv, STRING, 0, "srv", "LIST", "",
    "only these services, as 4.3,4.4.3",
    "Only the services in LIST, joined by commas. What is named is tested even where the catalogue doubts that a SMETS1 device serves it.")
OPT(phase, CHOICE, 0, "phase", "PHASE", "PIT|MT|SIT|SRVT|DMCT|REG|UIT",
    "phase of testing (default SIT)",
    "The phase that the cases belong to. The default is SIT.")
OPT(set, CHOICE, 0, "set", "SET", "all|smoke|pairwise|regression",
    "how much of it (default all)",
    "How much of the campaign: all; smoke, one read of each device, and for each set one request to the DCC and one refusal; pairwise, a sample in which every two of combination, service, mode, polarity and installation type meet that meet in the whole; regression, the cases whose results a change voided, see --voided and --previous-release.")
OPT(voided, LIST, 0, "voided", "FILE", "",
    "with --set regression: void results, as ppcl-diff lists them",
    "With --set regression, or --rerun voided: the results that a change voids, as ppcl-diff --evidence writes them. Their cases are run again; the journal marks what is void.")
OPT(previous_release, FILE, 0, "previous-release", "FILE", "",
    "with --set regression: every case of a combination that changed since",
    "With --set regression: the release before. All cases of a combination whose evidence a change since then voids are run again.")
OPT(enter, LIST, 0, "enter", "PPC_ID=DATE", "",
    "a combination that enters on DATE",
    "The combination PPC_ID enters on DATE, YYYY-MM-DD: its cases are not sent before. This goes before the entry_hold of the release.")
OPT(results, FLAG, 0, "results", "", "",
    "what came of the cases, one row each",
    "Show the results, sit-results(5): one row for each cycle and case, attempts folded into the last one.")
OPT(attempts, FLAG, 0, "attempts", "", "",
    "the same, one row for each attempt", "Show the results with one row for each attempt.")
OPT(matrix, FLAG, 0, "matrix", "", "",
    "services by combinations: what passed, failed, was not run",
    "Show what became of every service on every combination: what was not run is told apart from what passed, and from what nobody planned.")
OPT(facets, FLAG, 0, "facets", "", "",
    "with --matrix: by installation type and device too",
    "With --matrix: a cell for each installation type and device type of a service.")
OPT(criteria, FILE, 0, "criteria", "FILE", "",
    "hold the results against exit criteria",
    "Hold the results against the exit criteria in FILE, sit-criteria(5), and show the arithmetic of each.")
OPT(defects, FLAG, 0, "defects", "", "",
    "open issues, and what they block",
    "Show the issues of --issues with the cases that fail by them or are blocked by those, failing cases without an issue, and issues without a failing case.")
OPT(trt, FLAG, 0, "trt", "", "",
    "target response times by service and S1SP",
    "Show how many answers came in their target response time, by service, S1SP and mode, with percentiles and the worst.")
OPT(cycles, FLAG, 0, "cycles", "", "",
    "how far each cycle is, day by day",
    "Show for each cycle how many of its cases were executed and passed, on each day and so far.")
OPT(compare, FLAG, 0, "compare", "", "",
    "two cycles: fixed, broken, new, lost",
    "Compare two cycles: with two operands the results in two files, with more the cycles that the first two name in the files that follow; with --journal its cycles.")
OPT(uit_sets, FLAG, 0, "uit-sets", "", "",
    "is there a migrated SMETS1 set and a fresh SMETS2 set?",
    "Check that the devices under test have what User Integration Testing wants: a migrated SMETS1 set and a freshly installed SMETS2 set.")
OPT(cases, FILE, 0, "cases", "FILE", "",
    "with a view: the cases that were planned",
    "With a view of results from tables: the cases that were planned, sit-cases(5). Without them nobody knows what was not run.")
OPT(issues, FILE, 0, "issues", "FILE", "",
    "with --criteria or --defects: the testing issues",
    "With --criteria, --defects: the testing issues, sit-issues(5).")
/* running */
OPT(journal, FILE, 0, "journal", "FILE", "",
    "the campaign's database (default: its name, and .journal)",
    "Keep the campaign in FILE, an SQLite database. The default is the name of the campaign with .journal, in the working directory.")
OPT(resume, FLAG, 0, "resume", "", "",
    "go on with a cycle that was begun",
    "Go on with a cycle that was begun and not finished. What was under way is in doubt, see above. Plan, campaign and devices are those of the journal; those that are given take their place.")
OPT(plan_changed, FLAG, 0, "plan-changed", "", "",
    "with --resume: the cases or devices given are others than before",
    "With --resume: take the cases and devices given although they are not those of the cycle so far. Results of cases that are no longer planned are kept; a case that is asked for otherwise is run again.")
OPT(cycle, STRING, 0, "cycle", "NAME", "",
    "the cycle to run (default: the campaign's), or to show (all)",
    "A run begins the cycle NAME, in place of the one that the campaign names; a view shows only the results of the cycle NAME.")
OPT(rerun, CHOICE, 0, "rerun", "WHICH", "failed|late|voided",
    "begin a cycle with what failed, was late or is void",
    "Begin a new cycle, see --cycle, with those cases of the last cycle that had all of them whose newest result since, left aside what was skipped, is not PASS, LATE or SKIP (failed), came late (late), or was voided, see --voided; and those that they come after.")
OPT(endpoint, STRING, 0, "endpoint", "URL", "",
    "send to URL, whatever the campaign says",
    "Send to URL, scheme, host and port, in place of the base_url of every interface.")
OPT(admin, STRING, 0, "admin", "URL", "",
    "admin interface of sit-emu(1), on this machine",
    "The admin interface of sit-emu(1), in place of the url of the campaign's clock: its users' receivers are set to this run's before anything is sent. A campaign whose clock is of kind admin does so without being told.")
OPT(receiver_port, COUNT, 0, "receiver-port", "PORT", "",
    "receive on PORT (0: any that is free), whatever the campaign says", "")
OPT(receiver_port_file, FILE, 0, "receiver-port-file", "FILE", "",
    "write the port to FILE once it is open",
    "Write the port to FILE once it is open. Without --admin nothing is sent for a second, in which whoever reads it can say where results go.")
OPT(tps, DECIMAL, 0, "tps", "RATE", "",
    "at most RATE requests a second (0: no cap), whatever the campaign says", "")
OPT(outage_limit, COUNT, 0, "outage-limit", "SECONDS", "",
    "stop once an endpoint has been away for SECONDS (default 600)",
    "Stop, to be resumed, once an endpoint could not be reached for SECONDS. The default is 600, ten minutes.")
OPT(trust, LIST, 0, "trust", "FILE", "",
    "judge signatures by the certificates in FILE (PEM)",
    "Believe only messages that are signed by one of the certificates in FILE (PEM), of the DCC and of the S1SPs. Without it signatures are kept, and not judged.")
OPT(schema, FILE, 0, "schema", "DIR", "",
    "check every message that comes against the schemas in DIR",
    "Check every message that comes against the XML schemas *.xsd in DIR; one that does not hold is not believed.")
/* evidence */
OPT(unmatched, FLAG, 0, "unmatched", "", "",
    "with --journal: messages that belong to no case",
    "List the messages that were pushed, acknowledged and kept, and belong to no case, with the reason of each.")
OPT(export, FILE, 0, "export", "DIR", "",
    "with --journal: write its evidence to the folder DIR",
    "Write all evidence of the journal to the folder DIR, sit-evidence(5), which must not exist or be empty: the results, every attempt with its exact bytes both ways, and the digests of all of it. DIR appears whole or not at all.")
OPT(verify_evidence, FILE, 0, "verify-evidence", "DIR", "",
    "check a folder that --export wrote; nothing else is read",
    "Check the folder DIR that --export wrote, sit-evidence(5), with nothing but what is in it: every file has the bytes that were exported, no other is there, every result has its evidence, and the totals follow.")
