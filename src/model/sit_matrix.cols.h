/* Services by combinations: what became of the cases of each. */
COL(SRV, "srv", TEXT, "", 0,
    "service request variant")
COL(NAME, "name", TEXT, "", 0,
    "what the catalogue calls it")
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "combination; blank: none, or, of a service that is UNCOVERED, all that have devices for it")
COL(INSTALLATION_TYPE, "installation_type", TEXT, "", 0,
    "with --facets: of this kind of installation")
COL(DEVICE_TYPE, "device_type", TEXT, "", 0,
    "with --facets: of this device")
COL(STATE, "state", ENUM,
    "PASS|FAIL|ERROR|LATE|BLOCKED|SKIP|NO_VERDICT|VOID|NOT_RUN|UNCOVERED|ORPHAN", 0,
    "the worst that is true of its cases now; UNCOVERED: it applies, and has no case; ORPHAN: a result of a case that the plan does not have")
COL(PLANNED, "planned", COUNT, "", 0,
    "cases")
COL(PASSED, "passed", COUNT, "", 0,
    "of these, passed now")
COL(FIRST_TIME, "first_time", COUNT, "", 0,
    "passed in the first attempt of all")
COL(FAILED, "failed", COUNT, "", 0,
    "failed")
COL(ERRORS, "errors", COUNT, "", 0,
    "not sent, or the connection failed")
COL(LATE, "late", COUNT, "", 0,
    "passed, but not in the target response time")
COL(BLOCKED, "blocked", COUNT, "", 0,
    "not reached: what they come after did not pass")
COL(SKIPPED, "skipped", COUNT, "", 0,
    "left out")
COL(NO_VERDICT, "no_verdict", COUNT, "", 0,
    "begun, and not decided")
COL(VOIDED, "void", COUNT, "", 0,
    "with results that do not count: voided, or on other firmware than the release's")
COL(NOT_RUN, "not_run", COUNT, "", 0,
    "planned, and not run")
COL(ATTEMPTS, "attempts", COUNT, "", 0,
    "attempts at all of them, in all cycles")
COL(CYCLES, "cycles", TEXT, "", 0,
    "cycles that the verdicts are of, joined by semicolons")
COL(CH_FW_VERSION, "ch_fw_version", TEXT, "", 0,
    "communications hub: firmware that they ran on")
COL(ESME_FW_VERSION, "esme_fw_version", TEXT, "", 0,
    "electricity meter: firmware that they ran on")
COL(GSME_FW_VERSION, "gsme_fw_version", TEXT, "", 0,
    "gas meter: firmware that they ran on")
COL(PPMID_FW_VERSION, "ppmid_fw_version", TEXT, "", 0,
    "display: firmware that they ran on")
COL(ISSUE_IDS, "issue_ids", TEXT, "", 0,
    "issues raised, joined by semicolons")
COL(REQUIREMENTS, "requirements", TEXT, "", 0,
    "what the plan says that they prove, joined by semicolons")
COL(CASE_ID, "case_id", TEXT, "", 0,
    "of an ORPHAN: the case")
