/* The services of wan-load: what is read, then what is made of it. */
COL(SECTION, "section", TEXT, "", TABLE_REQUIRED,
    "group of the service; electricity, gas, smartgrid-electricity and so on tell its fuel")
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
COL(FUEL, "fuel", ENUM, "electricity|gas|both", 0,
    "whose meters; computed, as all that follows, and not read")
COL(KBPS, "kbps", TEXT, "", 0,
    "bytes x 8 / 1000 / max_response_s, four decimals, half up")
COL(KBPS_1DP, "kbps_1dp", TEXT, "", 0,
    "the same with one decimal, half up, as the source prints it")
COL(AGREES, "agrees", ENUM, "Y|N", 0,
    "is printed_kbps what follows from bytes and seconds; blank: none is printed")
COL(MIN_LINK_BPS, "min_link_bps", COUNT, "", 0,
    "bits a second that the link to one meter needs, rounded up")
COL(VOLUME_BYTES_PER_DAY, "volume_bytes_per_day", COUNT, "", 0,
    "meters x reads_per_day x bytes, half up")
COL(MEAN_KBPS, "mean_kbps", TEXT, "", 0,
    "that volume x 8 / 86,400 / 1000, four decimals, half up")
COL(PEAK_KBPS, "peak_kbps", TEXT, "", 0,
    "one message of every meter within the collection window: meters x bytes x 8 / seconds / 1000, four decimals, half up")
COL(CONCURRENCY, "concurrency", TEXT, "", 0,
    "exchanges under way at a time: meters x reads_per_day x max_response_s / 86,400, two decimals, half up")
COL(LINK_S, "link_s", TEXT, "", 0,
    "seconds that the message takes on the link of --fit, three decimals, rounded up")
COL(FITS, "fits", ENUM, "Y|N", 0,
    "is that within max_response_s")
