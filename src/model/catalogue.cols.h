/* What a campaign knows better than the built-in catalogue (srv.h). A blank
 * cell leaves the fact as it is. */
COL(SRV, "srv", TEXT, "", TABLE_REQUIRED,
    "service request variant, as 4.4.3")
COL(SMETS1, "smets1", ENUM, "yes|likely|unknown|unlikely|no", TABLE_OPTIONAL,
    "whether SMETS1 devices serve it")
COL(MODES, "modes", TEXT, "", TABLE_OPTIONAL,
    "how it may be asked for: ON_DEMAND, FUTURE_DSP, FUTURE_DEVICE, SCHEDULED, DCC_ONLY, joined by semicolons")
COL(ROLES, "roles", TEXT, "", TABLE_OPTIONAL,
    "who may ask: IS, ES, GS, RSA, ED, GT, OU, joined by semicolons")
COL(DEVICE_TYPES, "device_types", TEXT, "", TABLE_OPTIONAL,
    "of what: ESME, GSME, GPF, CHF, HCALCS, PPMID, IHD, CAD, joined by semicolons")
COL(COMMAND_VARIANTS, "command_variants", TEXT, "", TABLE_OPTIONAL,
    "command variants, 1 to 9, joined by semicolons")
COL(REPEAT_SAFE, "repeat_safe", ENUM, "Y|N", TABLE_OPTIONAL,
    "whether it may be sent twice without harm")
COL(TRT_TRANSFORM_S, "trt_transform_s", COUNT, "", TABLE_OPTIONAL,
    "target response time of the transform in seconds; 0: none")
COL(TRT_ON_DEMAND_S, "trt_on_demand_s", COUNT, "", TABLE_OPTIONAL,
    "target response time on demand in seconds; 0: none")
COL(TRT_FUTURE_S, "trt_future_s", COUNT, "", TABLE_OPTIONAL,
    "target response time of a future-dated request from its due time in seconds; 0: none")
COL(TRT_SCHEDULED_S, "trt_scheduled_s", COUNT, "", TABLE_OPTIONAL,
    "target response time of a schedule from its due time in seconds; 0: none")
COL(SCHEDULE_CHILD, "schedule_child", TEXT, "", TABLE_OPTIONAL,
    "element that asks for it in a schedule")
