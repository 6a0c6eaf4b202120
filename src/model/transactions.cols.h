/* What sit-emu records for charging: one row for each message. */
COL(AT, "at", TEXT, "", TABLE_REQUIRED,
    "when, by the clock of the emulator (UTC)")
COL(DIRECTION, "direction", ENUM, "REQUEST|ANSWER|RESULT|ALERT", TABLE_REQUIRED,
    "REQUEST from the user; ANSWER, RESULT and ALERT to the user")
COL(USER, "user", TEXT, "", TABLE_REQUIRED,
    "EUI-64 of the user; blank if the request does not tell")
COL(DEVICE, "device", TEXT, "", TABLE_REQUIRED,
    "EUI-64 of the device; blank if it is about none")
COL(SRV, "srv", TEXT, "", TABLE_REQUIRED,
    "service request variant")
COL(COMMAND_VARIANT, "command_variant", COUNT, "", TABLE_REQUIRED,
    "1 to 9; blank for alerts")
COL(ID, "id", TEXT, "", TABLE_REQUIRED,
    "the RequestID, or of what has none the ResponseID")
COL(BYTES, "bytes", COUNT, "", TABLE_REQUIRED,
    "bytes of the message, without HTTP headers")
COL(HTTP_STATUS, "http_status", COUNT, "", TABLE_REQUIRED,
    "that the message was answered with; of an ANSWER that it came with")
COL(CODE, "code", TEXT, "", TABLE_REQUIRED,
    "response code, or alert code")
COL(OUTCOME, "outcome", ENUM, "ACCEPTED|REFUSED|SENT|DELIVERED|GIVEN_UP|DROPPED", TABLE_REQUIRED,
    "what became of the message")
