/* Columns of a table of services that are computed, and not read. No include
 * guard: included once for each use of the table. */
COL(FUEL, "fuel", ENUM, "electricity|gas|both", 0,
    "whose meters; computed, as all that follows, and not read")
COL(KBPS, "kbps", TEXT, "", 0,
    "bytes x 8 / 1000 / max_response_s, four decimals, half up")
COL(KBPS_1DP, "kbps_1dp", TEXT, "", 0,
    "the same with one decimal, half up, as the source prints it")
COL(AGREES, "agrees", ENUM, "Y|N", 0,
    "is printed_kbps what follows from bytes and seconds; blank: none is "
    "printed")
COL(MIN_LINK_BPS, "min_link_bps", COUNT, "", 0,
    "bits a second that the link to one meter needs, rounded up")
COL(VOLUME_BYTES_PER_DAY, "volume_bytes_per_day", COUNT, "", 0,
    "meters x reads_per_day x bytes, half up")
COL(MEAN_KBPS, "mean_kbps", TEXT, "", 0,
    "that volume x 8 / 86,400 / 1000, four decimals, half up")
COL(PEAK_KBPS, "peak_kbps", TEXT, "", 0,
    "one message of every meter within the collection window: meters x "
    "bytes x 8 / seconds / 1000, four decimals, half up")
COL(CONCURRENCY, "concurrency", TEXT, "", 0,
    "exchanges under way at a time: meters x reads_per_day x max_response_s"
    " / 86,400, two decimals, half up")
COL(LINK_S, "link_s", TEXT, "", 0,
    "seconds that the message takes on the link of --fit, three decimals, "
    "rounded up")
COL(FITS, "fits", ENUM, "Y|N", 0,
    "is that within max_response_s")
