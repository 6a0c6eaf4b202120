/* What sit-emu can make go wrong. The arguments are in model/world.c. */
COL(CODE, "code", TEXT, "", TABLE_OPTIONAL,
    "the acknowledgement is the response code of argument code; nothing else happens")
COL(RESULT_CODE, "result-code", TEXT, "", TABLE_OPTIONAL,
    "the result carries the response code of argument code, and no data")
COL(DROP_ACK, "drop-ack", TEXT, "", TABLE_OPTIONAL,
    "the request is taken and its result follows, but the connection is closed without an answer")
COL(DROP_RESULT, "drop-result", TEXT, "", TABLE_OPTIONAL,
    "no result is ever sent")
COL(DUPLICATE_RESULT, "duplicate-result", TEXT, "", TABLE_OPTIONAL,
    "the result is sent count times (default 2)")
COL(RESULT_FIRST, "result-first", TEXT, "", TABLE_OPTIONAL,
    "the result is delivered before the acknowledgement is sent, which waits ms at most (default 2000)")
COL(OUT_OF_ORDER, "out-of-order", TEXT, "", TABLE_OPTIONAL,
    "the result waits until the next one of that user has been sent")
COL(DELAY, "delay", TEXT, "", TABLE_OPTIONAL,
    "the result comes delay_s seconds of the clock later")
COL(LATE, "late", TEXT, "", TABLE_OPTIONAL,
    "the result comes delay_s seconds (default 1) after its target response time")
COL(WRONG_REQUEST_ID, "wrong-request-id", TEXT, "", TABLE_OPTIONAL,
    "the result answers a request that was never made: its counter is one higher")
COL(UPPER_CASE, "upper-case", TEXT, "", TABLE_OPTIONAL,
    "the IDs of acknowledgement and result are in capitals")
COL(LOWER_CASE, "lower-case", TEXT, "", TABLE_OPTIONAL,
    "the IDs of acknowledgement and result are in small letters")
COL(BAD_SIGNATURE, "bad-signature", TEXT, "", TABLE_OPTIONAL,
    "the result is changed after it was signed; without keys it carries a signature that cannot be right")
COL(UNSIGNED, "unsigned", TEXT, "", TABLE_OPTIONAL,
    "acknowledgement and result are not signed")
COL(SCHEMA_INVALID, "schema-invalid", TEXT, "", TABLE_OPTIONAL,
    "the result has an element that no schema knows")
COL(TRUNCATED, "truncated", TEXT, "", TABLE_OPTIONAL,
    "the result ends in the middle of its XML")
COL(MEDIA_TYPE, "media-type", TEXT, "", TABLE_OPTIONAL,
    "acknowledgement and result are sent as the media type of argument type (default text/plain)")
COL(HTTP, "http", TEXT, "", TABLE_OPTIONAL,
    "the request is not taken; it is answered with the HTTP status of argument count (default 503), and after 503 with Retry-After delay_s (default 1)")
COL(RESET, "reset", TEXT, "", TABLE_OPTIONAL,
    "the request is not taken; its connection is reset")
COL(SLOW, "slow", TEXT, "", TABLE_OPTIONAL,
    "the acknowledgement dribbles, a byte every ms milliseconds (default 50)")
COL(ALERT_STORM, "alert-storm", TEXT, "", TABLE_OPTIONAL,
    "before the result the device raises count alerts (default 10) of argument code (default 8F3E), the last with ThrottledAlertCount")
COL(SCHEDULE_REMOVAL, "schedule-removal", TEXT, "", TABLE_OPTIONAL,
    "the DCC removes the device's schedules of that user and says so")
COL(S1VE12, "s1ve12", TEXT, "", TABLE_OPTIONAL,
    "instead of the result the S1SP sends alert S1VE12")
