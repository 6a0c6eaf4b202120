/* Messages that were pushed and belong to no attempt. */
COL(MESSAGE, "message_no", COUNT, "", 0,
    "its number in the journal")
COL(ARRIVED, "arrived_at", TEXT, "", 0,
    "when it came")
COL(KIND, "kind", TEXT, "", 0,
    "answer, device alert, DCC alert, or no message")
COL(REQUEST_ID, "request_id", TEXT, "", 0,
    "request that it says it answers")
COL(CASE_ID, "case_id", TEXT, "", 0,
    "case that made that request, and was not waiting for it any more")
COL(ATTEMPT, "attempt", COUNT, "", 0,
    "in this attempt")
COL(CODE, "code", TEXT, "", 0,
    "response code, or code of the alert")
COL(SIGNATURE, "signature", TEXT, "", 0,
    "verdict on its signature")
COL(EMBEDDED, "embedded", TEXT, "", 0,
    "verdict on the signature inside")
COL(SCHEMA, "schema", TEXT, "", 0,
    "verdict by the schemas")
COL(PATH, "path", TEXT, "", 0,
    "where it was posted to")
COL(PEER, "peer", TEXT, "", 0,
    "who posted it")
COL(REASON, "reason", TEXT, "", 0,
    "why it belongs to nothing")
