/* The queue of dmct-queue: one row a candidate, tests first, in order. */
COL(ORDER, "order", COUNT, "", 0,
    "place of its test in the queue; blank: no test of its own")
COL(GATE, "gate", ENUM, "Y|N", 0,
    "is it the first combination of its SMSO, which has to pass Migration Testing before go-live (R11)")
COL(ANSWER, "answer", ENUM, "TEST|REDUCED|UPGRADE|DISPLAY_MISMATCH|NO_TEST|UNECONOMIC", 0,
    "what the evidence suggests; never a verdict")
COL(CLASS, "class", ENUM, "E0|E1|E2|E3|E4", 0,
    "evidence class against the tested set, before the first test")
COL(RANK, "rank", COUNT, "", 0,
    "place by installed base among all in scope")
COL(PPC_ID, "ppc_id", TEXT, "", 0,
    "its id, where the tested list has it as pending")
#include "model/key_columns.h"
COL(NEAREST_PPC_ID, "nearest_ppc_id", TEXT, "", 0,
    "the tested combination with the fewest other device models")
COL(MODELS_CHANGED, "models_changed", COUNT, "", 0,
    "device models in which the two differ")
COL(SAME_WAN, "same_wan", ENUM, "Y|N|?", 0,
    "has the nearest the same WAN provider; ? is not stated")
COL(SAME_SMSO, "same_smso", ENUM, "Y|N|?", 0,
    "has the nearest the same SMSO; ? is not stated")
COL(NEW_MODELS, "new_models", TEXT, "", 0,
    "device models that no tested combination has")
COL(NEW_PAIRS, "new_pairs", TEXT, "", 0,
    "pairs of tested device models (or hub and WAN provider) that no tested combination has together")
COL(OPEN_CELLS, "open_cells", TEXT, "", 0,
    "columns that are TBC or blank in it or in the nearest, and so matched anything")
COL(COUNT_ACTIVE, "count_active", COUNT, "", 0,
    "installations in smart service")
COL(COUNT_DORMANT, "count_dormant", COUNT, "", 0,
    "installations not in smart service")
COL(COUNT_TOTAL, "count_total", COUNT, "", 0,
    "both")
COL(SHARE_PERCENT, "share_percent", PERCENT, "", 0,
    "of all installations in scope")
COL(UNLOCKED, "unlocked", COUNT, "", 0,
    "installations unlocked by its test: its own and those of combinations that then become E0 or E1")
COL(ALSO_UNLOCKS, "also_unlocks", TEXT, "", 0,
    "those combinations: rank and installations")
COL(UNLOCKED_BY, "unlocked_by", COUNT, "", 0,
    "the test (its order) after which it is E0 or E1")
COL(CUMULATIVE_PERCENT, "cumulative_percent", PERCENT, "", 0,
    "of all installations in scope, eligible, E0 or E1 after this test")
COL(GAP, "gap", COUNT, "", 0,
    "at most so many installations more by any other choice of as many tests")
COL(UPGRADE_TO, "upgrade_to", TEXT, "", 0,
    "eligible combination that it becomes by firmware alone")
COL(UPGRADE_PATH, "upgrade_path", TEXT, "", 0,
    "the firmware, device by device")
COL(UPGRADE_DEVICES, "upgrade_devices", COUNT, "", 0,
    "devices to upgrade, in all its installations")
COL(UPGRADE_UNLOCKS, "upgrade_unlocks", COUNT, "", 0,
    "installations unlocked by that")
COL(REASON, "reason", TEXT, "", 0,
    "why that answer")
