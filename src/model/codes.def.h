/* Every finding of the suite: CODE(code, SEVERITY, "cause", "remedy").
 * 001 to 009 mean the same in each family (base/table.h). RFI: returns and
 * inventories; DMC: tallies and the selection; POL: policies; PPCL: releases
 * and what goes with them; TAB: the small tables (aliases, maps, known names,
 * public names). The families of plans, loads and messages have files of
 * their own beside this one. */
CODE(RFI001, ERROR, "a file or record that cannot be read: a quote that does not close, a damaged archive, no header",
     "mend the file at that line; nothing behind it was believed")
CODE(RFI002, ERROR, "a row with fewer or more cells than the header",
     "look for a missing delimiter, or a value that holds one and is not quoted")
CODE(RFI003, ERROR, "bytes that are not UTF-8, or a NUL",
     "export the return as UTF-8")
CODE(RFI004, ERROR, "a count that is not a plain non-negative whole number",
     "write digits only: no sign, blank, group mark, decimal point or exponent")
CODE(RFI005, ERROR, "a date that does not exist, or is not YYYY-MM-DD",
     "write dates as YYYY-MM-DD")
CODE(RFI006, ERROR, "a value outside the list of the column",
     "use one of the values that the message names")
CODE(RFI007, ERROR, "a required column is missing",
     "add the column, or rename it with --map")
CODE(RFI008, NOTE, "a column that no format knows; it is not carried on",
     "rename it with --map if it is one of ours under another name")
CODE(RFI009, ERROR, "a column named twice",
     "keep one of them")
CODE(RFI010, ERROR, "a row without an SMSO",
     "name the SMSO: the combination is counted under it")
CODE(RFI011, ERROR, "the same combination twice among the rows with counts of one return",
     "add the two counts up in one row, or say what tells the rows apart")
CODE(RFI012, ERROR, "counts that add up to more than 2^56 installations",
     "correct the count that is out of all proportion")
CODE(RFI013, WARNING, "a blank or ? in a key column: its installations cannot be counted under a combination",
     "find out the value; until then they are UNRESOLVED")
CODE(RFI014, ERROR, "an installation id twice in one return",
     "remove the row that is not true")
CODE(RFI015, ERROR, "a device on two installations",
     "correct the device_id or the installation_id")
CODE(RFI016, ERROR, "a header that mixes the wide and the device layout",
     "use one layout a file; rfi-check --template prints both")
CODE(RFI017, WARNING, "a reporter with two snapshots: only the newest is counted",
     "leave the old return out")
CODE(RFI018, WARNING, "a snapshot that is old for the day of judgement",
     "ask the reporter for a new return; --max-age-days says what is old")
CODE(RFI019, WARNING, "an SMSO and the suppliers report different totals for it",
     "the policy's reporters rule decides who is counted; ask both")
CODE(RFI020, WARNING, "an installation claimed by two returns that both count",
     "find out who supplies it now; it is counted twice")
CODE(RFI021, WARNING, "a name that looks like a known one",
     "add a row to the alias table, or correct the return")
CODE(RFI022, WARNING, "a name that --known does not list",
     "correct it, or add it to the list")
CODE(RFI023, WARNING, "TBC where the value should be known: only firmware of electricity meters may be open",
     "name the value")
CODE(RFI024, WARNING, "a gas meter on an electricity-only installation",
     "correct the fuel type or the gas meter")
CODE(RFI025, WARNING, "a row that counts no installation",
     "leave the row out")
CODE(RFI026, WARNING, "one firmware version spelled in two ways: numerically equal, counted apart",
     "use one spelling, or map one to the other in the alias table")
CODE(RFI027, WARNING, "a fuel type other than DF, SE and SG",
     "correct it; it is counted as it stands")
CODE(RFI028, WARNING, "an installation without a communications hub in the device layout",
     "add the CHF row; until then the installation is UNRESOLVED")
CODE(RFI029, WARNING, "a gas proxy function that is not of the installation's hub",
     "correct the GPF or the CHF row")
CODE(RFI030, ERROR, "two devices of one kind on one installation",
     "remove the row that is not true")
CODE(RFI031, ERROR, "rows of one installation that contradict each other",
     "make them agree, or leave the value blank on all rows but one")
CODE(RFI032, WARNING, "an IHD of which nobody says whether its firmware can be upgraded",
     "say Y or N in ihd_fw_upgradeable; until then it is UNRESOLVED")
CODE(RFI033, ERROR, "a row without supplier and reporter",
     "name the supplier")
CODE(RFI034, ERROR, "a device without an installation or a type",
     "fill in installation_id and device_type")
CODE(RFI035, ERROR, "a JSON document of another kind or version",
     "give the output of the same version of the suite, or a return")
CODE(RFI036, ERROR, "a tally where returns or an inventory are read",
     "give the tally to dmc-select; dmc-count --since takes one too")
CODE(DMC001, ERROR, "a tally that cannot be read", "make it again with dmc-count")
CODE(DMC002, ERROR, "a row of a tally with fewer or more cells than its header",
     "make it again with dmc-count")
CODE(DMC003, ERROR, "a tally that is not UTF-8", "make it again with dmc-count")
CODE(DMC004, ERROR, "a count in a tally that is not a whole number",
     "make it again with dmc-count; a spreadsheet may have changed it")
CODE(DMC006, ERROR, "a disposition in a tally that does not exist",
     "use IN_SCOPE, OUT_OF_SCOPE, NON_INTENDER or UNRESOLVED")
CODE(DMC007, ERROR, "a column of a tally is missing", "make it again with dmc-count")
CODE(DMC008, NOTE, "a column of a tally that nothing here reads", "leave it out")
CODE(DMC009, ERROR, "a column of a tally named twice", "keep one of them")
CODE(DMC010, ERROR, "the same combination twice in a tally, or totals that do not add up",
     "make it again with dmc-count from all returns at once")
CODE(DMC011, WARNING, "fewer combinations than were asked for",
     "lower --top, or look at the policy's scope")
CODE(DMC012, ERROR, "an SMSO without a public name", "add it to the file given to --public")
CODE(DMC013, ERROR, "a JSON document of another kind or version",
     "use the output of the same version of the suite")
CODE(DMC014, WARNING, "combinations with equal counts on both sides of the cut",
     "the written rule decided (count, active count, then key); say so in public")
CODE(DMC015, NOTE, "a snapshot that is not counted because its reporter sent a newer one",
     "leave the old return out")
CODE(DMC016, NOTE, "rows of suppliers that an SMSO's own return replaces",
     "see the policy's reporters rule")
CODE(DMC017, NOTE, "an SMSO without a selected combination: its first one needs Migration Testing",
     "test its first combination in the SIT environment before it goes live")
CODE(DMC018, NOTE, "the same devices under several SMSOs: several combinations for Migration Testing, one product for the EPCL",
     "none; it explains the number of combinations")
CODE(DMC019, ERROR, "a tally beside other inputs",
     "count all returns at once with dmc-count")
CODE(POL001, ERROR, "a policy that is not JSON", "mend it at that line")
CODE(POL002, ERROR, "a member of a policy with a value it cannot have",
     "use what the message names")
CODE(POL003, ERROR, "a policy that is not UTF-8", "save it as UTF-8")
CODE(POL008, ERROR, "a member that no policy has", "use the name that the message proposes")
CODE(POL010, ERROR, "a condition on a column that the key does not have",
     "name a column of the key that is not masked, or extend the key")
CODE(PPCL001, ERROR, "a release, register, patch or results file that cannot be read: a quote that does not close, JSON that ends too early, a page without a version",
     "mend the file at that line; nothing behind it was believed")
CODE(PPCL002, ERROR, "a row with fewer or more cells than the header",
     "look for a missing delimiter, or a value that holds one and is not quoted")
CODE(PPCL003, ERROR, "bytes that are not UTF-8, or a NUL", "save the file as UTF-8")
CODE(PPCL004, ERROR, "a share or count that is not a plain number",
     "write digits, with at most two decimals for a share")
CODE(PPCL005, ERROR, "a date that does not exist, or is not YYYY-MM-DD", "write dates as YYYY-MM-DD")
CODE(PPCL006, ERROR, "a value outside the list of the column", "use one of the values that the message names")
CODE(PPCL007, ERROR, "a required column is missing", "add it")
CODE(PPCL008, NOTE, "a column that the format does not have; it is not carried on", "leave it out")
CODE(PPCL009, ERROR, "a column named twice", "keep one of them")
CODE(PPCL010, ERROR, "a blank where a name is needed: an id, a model, a version",
     "fill it in, or leave the row out")
CODE(PPCL011, ERROR, "an id twice in one release", "give one of the two rows another id, or remove it")
CODE(PPCL012, ERROR, "a release that is not a version", "write two whole numbers joined by a dot, such as 2.10")
CODE(PPCL013, ERROR, "rows of one file that disagree on the release, the capability or the share of the list",
     "keep one release a file")
CODE(PPCL014, ERROR, "a JSON document of another kind, or a member that it does not have",
     "use the output of the same version of the suite")
CODE(PPCL015, ERROR, "a digest or a number of rows that is not the recorded one",
     "find out who changed the file; make the release again from its inputs")
CODE(PPCL016, ERROR, "a label of a printed table that is none of the known ones", "correct the label, or remove the row")
CODE(PPCL017, WARNING, "a label of a printed table that is nearly a known one, and was read as that",
     "correct the label")
CODE(PPCL018, ERROR, "a printed table that does not hold together: no ids, a label twice, two versions, makers that differ",
     "compare the file with the published page")
CODE(PPCL019, ERROR, "a release number that is not higher than the one before",
     "give a higher number (2.10 is higher than 2.9); ppcl-make --suggest-release names one; ppcl-diff --allow-backwards compares all the same")
CODE(PPCL020, ERROR, "two files of one release number with different rows: a release never changes",
     "give the newer one a number of its own")
CODE(PPCL021, NOTE, "a combination that no earlier row matches gets a new id; the nearest earlier row is named",
     "to keep that row's id, give it to the row of the selection")
CODE(PPCL022, ERROR, "a final image that goes back to candidate, or to TBC",
     "correct the register, or publish a new final image")
CODE(PPCL023, WARNING, "firmware that was known is open again", "say in the note why it was withdrawn")
CODE(PPCL024, WARNING, "electricity meters of one model with two images in one release: one image is expected for each hardware mark",
     "correct one of them, or say in the note why the operators differ")
CODE(PPCL025, WARNING, "one firmware version of one device spelled in two ways: equal in number, and kept apart",
     "use one spelling")
CODE(PPCL026, ERROR, "several images of one state and day for one device: none of them is the newest",
     "correct available_from or the state of one of them")
CODE(PPCL027, NOTE, "firmware that is still TBC: the register has no image for it by that day", "add it to the register when there is one")
CODE(PPCL028, NOTE, "a combination of the previous release that the selection does not have; it is not in this release",
     "say why it went: eligible, uneconomic, withdrawn or merged")
CODE(PPCL029, ERROR, "a patch that does not fit the release it is applied to", "apply it to the release that it was made from")
CODE(PPCL030, WARNING, "another combination under an id that exists: it should have a new id",
     "give the new combination an id of its own")
CODE(PPCL031, NOTE, "a combination was removed", "say why: eligible, uneconomic, withdrawn or merged")
CODE(PPCL032, WARNING, "a share of the list that cannot be carried on exactly",
     "give the selection as JSON, which has the counts")
CODE(PPCL033, ERROR, "an input at hand that the release does not name", "leave it out, or give the file that was used")
CODE(PPCL034, WARNING, "two rows of one release with the same combination", "remove one of them")
CODE(PPCL035, ERROR, "a selection without a selected row, or of another kind", "give the output of dmc-select")
CODE(TAB001, ERROR, "a small table that cannot be read", "mend it at that line")
CODE(TAB002, ERROR, "a row with fewer or more cells than the header", "mend the row")
CODE(TAB003, ERROR, "bytes that are not UTF-8", "save the table as UTF-8")
CODE(TAB007, ERROR, "a required column is missing", "add it")
CODE(TAB008, NOTE, "a column that the table does not have", "leave it out")
CODE(TAB009, ERROR, "a column named twice", "keep one of them")
CODE(TAB010, ERROR, "a field that is no column", "name a column of the return, or its last part")
CODE(TAB011, ERROR, "one spelling mapped to two names", "keep one of the rows")
CODE(TAB012, ERROR, "a blank where a name is needed", "fill it in, or leave the row out")
CODE(TAB013, ERROR, "a JSON document that says it is another kind of table",
     "give the file that the option asks for")
CODE(EPCL001, ERROR, "an eligible list, or a table that goes with it, that cannot be read", "mend the file at that line; nothing behind it was believed")
CODE(EPCL002, ERROR, "a row with fewer or more cells than the header",
     "look for a missing delimiter, or a value that holds one and is not quoted")
CODE(EPCL003, ERROR, "bytes that are not UTF-8, or a NUL", "save the file as UTF-8")
CODE(EPCL004, ERROR, "a count that is not a whole number", "write digits only")
CODE(EPCL005, ERROR, "a date that is missing, does not exist, or is not YYYY-MM-DD", "write dates as YYYY-MM-DD")
CODE(EPCL006, ERROR, "a value outside the list of the column", "use one of the values that the message names")
CODE(EPCL007, ERROR, "a required column is missing", "add it")
CODE(EPCL008, NOTE, "a column that the format does not have; it is not carried on", "leave it out")
CODE(EPCL009, ERROR, "a column named twice", "keep one of them")
CODE(EPCL010, ERROR, "a blank where a name is needed", "fill it in, or leave the row out")
CODE(EPCL011, ERROR, "an id or a name twice in one list", "keep one of the rows")
CODE(EPCL012, ERROR, "TBC in the eligible list: what is on it is known to the last digit", "name the firmware that was tested, or remove the entry")
CODE(EPCL013, ERROR, "a JSON document of another kind or version", "give the file that the option asks for")
CODE(EPCL014, ERROR, "an entry without the digest of its evidence", "take the list as epcl-make wrote it")
CODE(EPCL015, ERROR, "an entry by equivalence without a reference, or one with a reference that is not by equivalence",
     "name the tested combination in reference_ppc_id, or leave it blank")
CODE(EPCL016, ERROR, "a combination on the pending and on the eligible list on one day",
     "leave it out of the PPCL: make the next release without it")
CODE(EPCL017, ERROR, "an entry of the eligible list is gone: installations may be migrating under it",
     "put it back; if it must go, that is a decision to be published first")
CODE(EPCL018, ERROR, "another combination under the id of an eligible one", "give the new combination an id of its own")
CODE(EPCL019, ERROR, "a date of first entry that changed, or is later than the day of the list", "write the day on which it was first added")
CODE(EPCL020, WARNING, "refused: results that do not count, because they ran on other firmware, for another SMSO, or were voided",
     "run the closing cycles on the firmware of the release")
CODE(EPCL021, WARNING, "refused: a closing cycle that did not run, or did not pass",
     "run MT EOC, SIT EOC and System Regression until every case passes")
CODE(EPCL022, WARNING, "refused: exit criteria that are not met, or not stated", "see the criteria sheet")
CODE(EPCL023, WARNING, "refused: nobody is named who serves the SMSO", "add the SMSO with s1sp and dco to the file of --services")
CODE(EPCL024, WARNING, "refused: a cell of the combination is TBC or blank", "resolve it in the next PPCL release")
CODE(EPCL025, WARNING, "refused: an equivalence whose reference is not eligible, or that was decided later",
     "test the reference, or record the decision under a reference that is on the list")
CODE(EPCL026, WARNING, "refused: Device Model Combination Testing that did not pass, or lacks a part",
     "run the service request variants, and Migration Testing too for the first combination of its SMSO")
CODE(EPCL027, WARNING, "refused: a combination that was decided to be uneconomic to test", "take it off the uneconomic list if that was withdrawn")
CODE(EPCL028, WARNING, "refused: evidence newer than the day of the list", "give a later --as-of")
CODE(EPCL029, NOTE, "combinations that are eligible from this day on", "leave them out of the next PPCL release")
CODE(EPCL030, WARNING, "a row of a table that meets no combination", "correct its id or columns, or leave it out")
CODE(EPCL031, NOTE, "a combination of the tested list whose results do not show that it passed; it does not count as tested",
     "finish its closing cycles, or leave --results out")
CODE(EPCL032, WARNING, "a tested list that does not state the SMSO: no gate of an SMSO can be told from it",
     "give the wide layout, or the EPCL")
CODE(EPCL033, NOTE, "how good the order of tests is proved to be", "none; --top N proves the first N")
CODE(EPCL034, WARNING, "an entry whose WAN provider is not stated: a product combination has one", "state it in the PPCL")
#include "model/codes_plan.def.h"
#include "model/codes_load.def.h"
#include "model/codes_msg.def.h"
