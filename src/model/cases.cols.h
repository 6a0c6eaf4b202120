/* Test cases of a campaign: what is sent, and what must come. */
COL(PHASE, "phase", ENUM, "PIT|MT|SIT|SRVT|DMCT|REG|UIT", TABLE_REQUIRED,
    "phase of testing")
COL(SET, "set", TEXT, "", TABLE_REQUIRED,
    "device set, as in the table of devices")
COL(PPC_ID, "ppc_id", TEXT, "", TABLE_REQUIRED,
    "combination that the set is an example of; blank: none")
COL(INSTALLATION_TYPE, "installation_type", ENUM, "ACTIVE|DORMANT|MIXED", TABLE_OPTIONAL,
    "how the installation was operated before")
COL(DEVICE_TYPE, "device_type", ENUM, "ESME|GSME|GPF|CHF|HCALCS|PPMID|IHD|CAD", TABLE_REQUIRED,
    "device of the set that the case is about")
COL(SRV, "srv", TEXT, "", TABLE_REQUIRED,
    "service request variant, as 4.4.3")
COL(COMMAND_VARIANT, "command_variant", COUNT, "", TABLE_REQUIRED,
    "command variant, 1 to 9; 5 and 7 are preceded by their command variant 4")
COL(MODE, "mode", ENUM, "ON_DEMAND|FUTURE_DATED|SCHEDULED|DCC_ONLY", TABLE_REQUIRED,
    "how it is asked for; SCHEDULED sends nothing and waits for a schedule's result")
COL(POLARITY, "polarity", ENUM, "POSITIVE|NEGATIVE", TABLE_REQUIRED,
    "whether success or refusal is expected")
COL(CASE, "case", TEXT, "", TABLE_REQUIRED,
    "name of the case among those that are alike in all of the above")
COL(USER, "user", TEXT, "", TABLE_OPTIONAL,
    "EUI-64 of the user that asks, or a role (IS, GS, ...) of which any user will do")
COL(SERVICE, "service", ENUM, "S|T|D|auto", TABLE_OPTIONAL,
    "web service that it is posted to (blank: auto, by the command variant)")
COL(EXPECT_ACK, "expect_ack", TEXT, "", TABLE_OPTIONAL,
    "pattern of the code that the request is answered with; blank: none is waited for")
COL(EXPECT_CODE, "expect_code", TEXT, "", TABLE_OPTIONAL,
    "pattern of the code of the result that comes later; blank: none is waited for")
COL(EXPECT_PAYLOAD, "expect_payload", TEXT, "", TABLE_OPTIONAL,
    "element that the last answer must hold")
COL(EXPECT_ALERT, "expect_alert", TEXT, "", TABLE_OPTIONAL,
    "pattern of the code of an alert that must come")
COL(FORBID_ANY_FOR_S, "forbid_any_for_s", COUNT, "", TABLE_OPTIONAL,
    "seconds after the last answer in which no other message about it may come")
COL(TRT_MS, "trt_ms", COUNT, "", TABLE_OPTIONAL,
    "target response time in milliseconds; blank: timing is not judged")
COL(MANDATORY, "mandatory", ENUM, "Y|N", TABLE_OPTIONAL,
    "whether a criterion on mandatory cases counts it (blank: N)")
COL(NOT_BEFORE, "not_before", TEXT, "", TABLE_OPTIONAL,
    "day or moment before which it is not sent; or why it is held, and then skipped")
COL(AFTER, "after", TEXT, "", TABLE_OPTIONAL,
    "ids of the cases that must have passed before, joined by semicolons")
COL(REQUIREMENT, "requirement", TEXT, "", TABLE_OPTIONAL,
    "what it proves: a reference for the matrix")
COL(PARAMETERS, "parameters", TEXT, "", TABLE_OPTIONAL,
    "content of the request: a JSON object by element path")
