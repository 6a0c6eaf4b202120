/* The next release number, and why. */
COL(RELEASE, "release", TEXT, "", 0,
    "the number that comes next")
COL(PREVIOUS, "previous", TEXT, "", 0,
    "the release that it follows; blank: none")
COL(CHANGES, "changes", COUNT, "", 0,
    "lines that ppcl-diff would write")
COL(WHY, "why", TEXT, "", 0,
    "the reason")
