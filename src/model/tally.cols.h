/* The tally under the default key: one row a disposition and key. Another
 * key puts its own columns between disposition and the counts. */
COL(DISPOSITION, "disposition", ENUM, "IN_SCOPE|OUT_OF_SCOPE|NON_INTENDER|UNRESOLVED", TABLE_REQUIRED,
    "what the policy says of the combination")
#include "model/key_columns.h"
COL(COUNT_ACTIVE, "count_active", COUNT, "", TABLE_REQUIRED,
    "installations in smart service")
COL(COUNT_DORMANT, "count_dormant", COUNT, "", TABLE_REQUIRED,
    "installations not in smart service")
COL(COUNT_TOTAL, "count_total", COUNT, "", TABLE_REQUIRED,
    "both")
