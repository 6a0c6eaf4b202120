/* The selection: one row a combination, in rank order. A tally with key
 * columns beyond these puts them after ppmid_fw_version. */
COL(RANK, "rank", COUNT, "", 0,
    "place by installed base among all in scope; blank out of scope")
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "id of a selected combination; blank otherwise")
COL(DISPOSITION, "disposition", ENUM, "SELECTED|SMSO_FIRST_DMC|DMCT_CANDIDATE|OUT_OF_SCOPE|NON_INTENDER|UNRESOLVED", TABLE_REQUIRED,
    "what becomes of the combination")
#include "model/key_columns.h"
COL(COUNT_ACTIVE, "count_active", COUNT, "", 0,
    "installations in smart service")
COL(COUNT_DORMANT, "count_dormant", COUNT, "", 0,
    "installations not in smart service")
COL(COUNT_TOTAL, "count_total", COUNT, "", 0,
    "both")
COL(SHARE_PERCENT, "share_percent", PERCENT, "", 0,
    "of all installations in scope, over all SMSOs")
COL(CUMULATIVE_PERCENT, "cumulative_percent", PERCENT, "", 0,
    "share of this and every better selected combination")
COL(ENTRY_HOLD, "entry_hold", TEXT, "", 0,
    "why it enters later than the rest; blank: it does not")
COL(REASON, "reason", TEXT, "", 0,
    "the rule that decided")
