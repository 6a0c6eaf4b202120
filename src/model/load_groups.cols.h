/* What is asked of the devices: one row a group of equal requests. */
COL(GROUP, "group", TEXT, "", TABLE_REQUIRED,
    "its name, once in the file")
COL(S1SP, "s1sp", TEXT, "", TABLE_REQUIRED,
    "the service provider that carries it")
COL(SUPPLIER, "supplier", TEXT, "", 0,
    "whose devices they are")
COL(USER, "user", TEXT, "", 0,
    "who asks; blank: the supplier")
COL(ROLE, "role", ENUM, "IS|ES|GS|RSA|ED|GT|OU", 0,
    "in what role; blank: not checked")
COL(SRV, "srv", TEXT, "", TABLE_REQUIRED,
    "service request variant, as in the catalogue: 4.4.3")
COL(MODE, "mode", ENUM, "ON_DEMAND|FUTURE_DATED|SCHEDULED", TABLE_REQUIRED,
    "sent by the user as it falls due, held by the DCC for a time, or run by a schedule of the DCC")
COL(DEVICE_TYPE, "device_type", ENUM, "ESME|GSME|GPF|CHF|HCALCS|PPMID|IHD|CAD", 0,
    "of what it is asked; blank: not checked")
COL(SMETS, "smets", ENUM, "1|2", 0,
    "generation of the devices; blank: 1")
COL(COMMAND_VARIANT, "command_variant", COUNT, "", 0,
    "how it is sent, 1 to 9; a schedule reaches the S1SP as 9; blank: not checked")
COL(FREQUENCY, "frequency", ENUM, "Daily|Weekly|Monthly|Quarterly|Half-Yearly|Yearly", 0,
    "how often it falls due; blank: Daily")
COL(FIRST_DATE, "first_date", DATE, "", 0,
    "the day on which it falls due first; what is not daily repeats from it")
COL(BILLING_DAY, "billing_day", COUNT, "", 0,
    "day of the month on which the billing calendar of the devices closes, 1 to 31")
COL(READ_DAY, "read_day", COUNT, "", 0,
    "day of the month on which the log is read, 1 to 31; blank: the day of first_date")
COL(COUNT, "count", COUNT, "", TABLE_REQUIRED,
    "requests on a day on which it falls due")
COL(WINDOW_START, "window_start", TEXT, "", 0,
    "local HH:MM, or YYYY-MM-DDTHH:MM for one day; both ends blank: any time of the day")
COL(WINDOW_END, "window_end", TEXT, "", 0,
    "the same, exclusive, to 24:00; before the start it is on the next day")
COL(TRANSACTIONS_PER_SRV, "transactions_per_srv", TEXT, "", 0,
    "request and response, at most 3 decimals; blank: 2; the first is the request")
COL(DLMS_PER_SRV, "dlms_per_srv", TEXT, "", 0,
    "DLMS commands of a request, N or N-M for at least and at most; blank: 0; load is reckoned with the larger")
COL(ALERTS_PER_SRV, "alerts_per_srv", TEXT, "", 0,
    "alerts of a request, at most 3 decimals; blank: 0; they come with the response")
COL(DELAY, "delay", TEXT, "", 0,
    "how long responses take: TIME=PERCENT joined by ;, as 30s=90;10m=9;6h=1; blank: at once")
COL(RETRY_SHARE_PERCENT, "retry_share_percent", TEXT, "", 0,
    "requests that go into long retry, at most 2 decimals; blank: 0")
