/* What it does not pay to test: by id, or by columns of the key, all of which
 * must agree (blank: any). */
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "id of the combination; or blank, and columns of the key")
#include "model/key_columns.h"
COL(REASON, "reason", TEXT, "", TABLE_REQUIRED,
    "why; never blank")
