/* Options of ppcl-diff. Columns: see cli/options.h. */
OPT(ignore, LIST, 0, "ignore", "COLUMN", "",
    "leave out changes of this column", "Leave out changes of COLUMN, a column of ppcl(5). They do not count for the status either.")
OPT(only, LIST, 0, "only", "CLASS", "",
    "write only changes of this class", "Write only changes of CLASS, such as FW_CHANGED, and let only them count for the status.")
OPT(check, STRING, 0, "check", "RULE,...", "",
    "status 1 only if a change has one of these consequences",
    "For automatic checks: the status is 1 only if a change has one of the consequences named (NOTIFY, CLAUSE_13, VOIDS_EVIDENCE, ERROR or NONE). All changes are written.")
OPT(evidence, FILE, 0, "evidence", "RESULTS", "",
    "write the test results that the changes void",
    "Read results of a test campaign and write those that the changes void instead of the changes. The status is 1 if there are any.")
OPT(patch, FLAG, 0, "patch", "", "",
    "write a patch that --apply takes",
    "Write every cell that differs, the rows that came and went cell by cell, and the release number: a patch that, applied to OLD, gives NEW.")
OPT(apply, FILE, 0, "apply", "PATCH", "",
    "write the release that OLD becomes by PATCH",
    "Apply PATCH to the release that is the operand and write the release it becomes. Every line of the patch must fit.")
OPT(base, FILE, 0, "base", "OLD", "",
    "write the conflicts between two branches of OLD",
    "The operands are two releases that were both made from OLD: write where they contradict each other. The status is 1 if they do.")
OPT(rules, FLAG, 0, "rules", "", "",
    "write the table of consequences and clauses, and stop", "")
OPT(allow_backwards, FLAG, 0, "allow-backwards", "", "",
    "compare even if the second release is the lower one", "")
