/* Columns of a table of services that are read. No include guard: included
 * once for each use of the table. */
COL(SECTION, "section", TEXT, "", TABLE_REQUIRED,
    "group of the service; electricity, gas, smartgrid-electricity and so "
    "on tell its fuel")
COL(SERVICE, "service", TEXT, "", TABLE_REQUIRED,
    "what the message does")
COL(BYTES, "bytes", COUNT, "", 0,
    "size of the message with its padding; blank: 96 and payload_bytes")
COL(MAX_RESPONSE_S, "max_response_s", TEXT, "", TABLE_REQUIRED,
    "seconds in which it has to be through, at most three decimals")
COL(PRINTED_KBPS, "printed_kbps", TEXT, "", 0,
    "the rate that a source prints, to be compared")
COL(READS_PER_DAY, "reads_per_day", TEXT, "", 0,
    "times a day for each meter, at most six decimals; blank: not known")
COL(METERS, "meters", COUNT, "", 0,
    "meters that have the service; blank: not known")
COL(PAYLOAD_BYTES, "payload_bytes", COUNT, "", 0,
    "bytes beyond the 96 of an empty message")
COL(NOTE, "note", TEXT, "", 0,
    "anything; carried on")
