/* Results of a test campaign: one row a cycle and case, or an attempt. */
COL(CAMPAIGN, "campaign", TEXT, "", 0,
    "name of the campaign")
COL(RELEASE, "release", TEXT, "", 0,
    "release of the PPCL that was tested")
COL(SMSO, "smso", TEXT, "", 0,
    "operator of the meters before the DCC")
COL(CYCLE, "cycle", TEXT, "", 0,
    "name of the test cycle")
COL(CYCLE_KIND, "cycle_kind", ENUM,
    "NORMAL|MT_EOC|SIT_EOC|SYSTEM_REGRESSION|DMCT", 0,
    "what kind of cycle it was")
COL(CASE_ID, "case_id", TEXT, "", TABLE_REQUIRED,
    "the test case")
COL(PHASE, "phase", ENUM,
    "PIT|MT|SIT|SRVT|DMCT|REG|UIT", 0,
    "phase of testing")
COL(PPC_ID, "ppc_id", TEXT, "", TABLE_REQUIRED,
    "id of the combination; blank: the case is of none")
COL(SET, "set", TEXT, "", 0,
    "device set")
COL(INSTALLATION_TYPE, "installation_type", ENUM,
    "ACTIVE|DORMANT|MIXED", 0,
    "whether its supplier talks to it")
COL(DEVICE_TYPE, "device_type", TEXT, "", 0,
    "device that the request was for")
COL(DEVICE_ID, "device_id", TEXT, "", 0,
    "its identity")
COL(S1SP, "s1sp", TEXT, "", 0,
    "SMETS1 service provider")
COL(SRV, "srv", TEXT, "", 0,
    "service request variant")
COL(COMMAND_VARIANT, "command_variant", TEXT, "", 0,
    "command variant")
COL(MODE, "mode", ENUM,
    "ON_DEMAND|FUTURE_DATED|SCHEDULED|DCC_ONLY", 0,
    "how it was asked for")
COL(POLARITY, "polarity", ENUM,
    "POSITIVE|NEGATIVE", 0,
    "whether success or refusal was expected")
COL(CASE, "case", TEXT, "", 0,
    "name of the case")
COL(ATTEMPT, "attempt", COUNT, "", 0,
    "number of the attempt")
COL(ATTEMPTS, "attempts", COUNT, "", 0,
    "how many there were")
COL(VERDICT, "verdict", ENUM,
    "PASS|FAIL|ERROR|LATE|BLOCKED|SKIP|NO_VERDICT", TABLE_REQUIRED,
    "what became of it")
COL(FIRST_VERDICT, "first_verdict", ENUM,
    "PASS|FAIL|ERROR|LATE|BLOCKED|SKIP|NO_VERDICT", 0,
    "verdict of the first attempt")
COL(FLAKY, "flaky", ENUM,
    "Y|N", 0,
    "Y if it passed only after another attempt")
COL(TIMING, "timing", ENUM,
    "IN_TRT|LATE|NA", 0,
    "against the target response time")
COL(ACK_CODE, "ack_code", TEXT, "", 0,
    "code of the acknowledgement")
COL(FINAL_CODE, "final_code", TEXT, "", 0,
    "code of the response")
COL(REQUEST_ID, "request_id", TEXT, "", 0,
    "id of the request")
COL(SENT_AT, "sent_at", TEXT, "", 0,
    "when it was sent")
COL(ACK_MS, "ack_ms", COUNT, "", 0,
    "milliseconds to the acknowledgement")
COL(RESULT_MS, "result_ms", COUNT, "", 0,
    "milliseconds to the response")
COL(TRT_MS, "trt_ms", COUNT, "", 0,
    "target response time in milliseconds")
COL(CH_FW_VERSION, "ch_fw_version", TEXT, "", 0,
    "communications hub: firmware that it ran on")
COL(ESME_FW_VERSION, "esme_fw_version", TEXT, "", 0,
    "electricity meter: firmware that it ran on")
COL(GSME_FW_VERSION, "gsme_fw_version", TEXT, "", 0,
    "gas meter: firmware that it ran on")
COL(PPMID_FW_VERSION, "ppmid_fw_version", TEXT, "", 0,
    "display: firmware that it ran on")
COL(VOIDED_BY, "voided_by", TEXT, "", 0,
    "what voids it already; blank: nothing")
COL(ISSUE_IDS, "issue_ids", TEXT, "", 0,
    "issues raised")
COL(EVIDENCE_SHA256, "evidence_sha256", TEXT, "", 0,
    "digest of the evidence")
COL(REASON, "reason", TEXT, "", 0,
    "why the verdict")
