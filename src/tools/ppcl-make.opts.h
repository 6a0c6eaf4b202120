/* Options of ppcl-make. Columns: see cli/options.h. */
OPT(release, STRING, 0, "release", "X.Y", "",
    "number of the release to make, such as 2.10",
    "The number of the release: two whole numbers joined by a dot. 2.10 follows 2.9. It must be higher than that of --previous.")
OPT(previous, FILE, 0, "previous", "FILE", "",
    "the release before this one: ids are kept",
    "Read the release before this one from FILE, in any layout. Its ids and notes are kept; a release number that is not higher is rejected.")
OPT(firmware, FILE, 0, "firmware", "FILE", "",
    "register of firmware images: resolves TBC",
    "Read the firmware register from FILE; see ppcl(5). Firmware that is TBC takes its image from there.")
OPT(capability, STRING, 0, "capability", "NAME", "",
    "cohort of the list, such as FOC",
    "The cohort that the list is of. Without it, that of the selection (JSON says it, CSV does not), else of --previous.")
OPT(layout, CHOICE, 0, "layout", "LAYOUT", "wide|printed|notes",
    "wide, printed (as published) or notes (Markdown)",
    "Write a row a combination (wide, the default), the table as it is published, a column a combination (printed), or release notes in Markdown (notes).")
OPT(suggest_release, FLAG, 0, "suggest-release", "", "",
    "write the next release number and why, and stop",
    "Write the number that the release would have, and why: the minor number of --previous and one, or the number of --previous where nothing changed.")
OPT(verify, FILE, 0, "verify", "FILE", "",
    "check a release against its digests; operands are its inputs",
    "Check the release in FILE (JSON) against the number and the digest of its rows, and the operands against the digests of its inputs, by their base names. What was checked is written; what differs is an error, status 3.")
