/* From when a combination may migrate, and through whom (migrate-plan
 * --eligibility). Key columns that are blank or absent match anything. */
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "id of the combination that the key columns describe")
#include "model/key_columns.h"
COL(SUPPLIER, "supplier", TEXT, "", 0,
    "only installations of this supplier")
COL(REGION, "region", TEXT, "", 0,
    "only installations in this region")
COL(FROM, "from", DATE, "", TABLE_REQUIRED,
    "first day on which it may migrate")
COL(TO, "to", DATE, "", 0,
    "first day on which it may no longer; blank: no end")
COL(S1SP, "s1sp", TEXT, "", 0,
    "service provider that takes it over")
COL(DCO, "dco", TEXT, "", 0,
    "organisation that holds the second control")
COL(REQUESTING_PARTY, "requesting_party", TEXT, "", 0,
    "who requests its migration; blank: the SMSO")
COL(FW_NEEDED, "fw_needed", ENUM, "Y|N", 0,
    "must firmware be upgraded first; blank means N")
COL(FW_READY_FROM, "fw_ready_from", DATE, "", 0,
    "first day on which that firmware can be sent; blank: at once")
