/* Two cycles of a campaign, case by case. */
COL(CHANGE, "change", ENUM,
    "FIXED|BROKEN|STILL_FAILING|NEW|LOST|STILL_PASSING|LEFT_OUT", 0,
    "what became of it; LOST: the newer cycle has no result of it; LEFT_OUT: one of the two skipped it")
COL(CASE_ID, "case_id", TEXT, "", 0,
    "the test case")
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "combination; blank: none")
COL(SRV, "srv", TEXT, "", 0,
    "service request variant")
COL(OLD_VERDICT, "old_verdict", TEXT, "", 0,
    "in the older cycle")
COL(NEW_VERDICT, "new_verdict", TEXT, "", 0,
    "in the newer cycle")
COL(OLD_MS, "old_ms", COUNT, "", 0,
    "milliseconds that the last answer took")
COL(NEW_MS, "new_ms", COUNT, "", 0,
    "the same in the newer cycle")
COL(SHIFT_MS, "shift_ms", TEXT, "", 0,
    "how much longer; with a minus: shorter")
COL(FIRMWARE, "firmware", TEXT, "", 0,
    "what was changed of it: CH, ESME, GSME, PPMID, old and new")
COL(OLD_REASON, "old_reason", TEXT, "", 0,
    "why the older verdict")
COL(NEW_REASON, "new_reason", TEXT, "", 0,
    "why the newer verdict")
