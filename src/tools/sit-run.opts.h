/* Options of sit-run. Columns: see cli/options.h. */
OPT(make_cases, FLAG, 0, "make-cases", "", "",
    "write the test cases of a release and its devices",
    "Write the test cases of a campaign, sit-cases(5): every service that applies to a device, in every mode, and the refusals.")
OPT(lint, FLAG, 0, "lint", "", "",
    "check test cases and messages; nothing is sent",
    "Check the files named: tables of test cases, each of which is built into its request, and single messages in XML. Everything that is wrong is told in one pass, and nothing is sent.")
OPT(ppcl, FILE, 0, "ppcl", "FILE", "",
    "the release to test (default: that of the campaign)",
    "The release, ppcl(5), whose combinations are tested. Without it the release that the campaign names.")
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
    "With --set regression: the results that a change voids, as ppcl-diff --evidence writes them. Their cases are run again.")
OPT(previous_release, FILE, 0, "previous-release", "FILE", "",
    "with --set regression: every case of a combination that changed since",
    "With --set regression: the release before. All cases of a combination whose evidence a change since then voids are run again.")
OPT(enter, LIST, 0, "enter", "PPC_ID=DATE", "",
    "a combination that enters on DATE",
    "The combination PPC_ID enters on DATE, YYYY-MM-DD: its cases are not sent before. This goes before the entry_hold of the release.")
