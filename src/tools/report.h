/*
 * report.h - the quality report that goes back to each reporter
 *
 * One row for each reporter, return and kind of finding: how often, on which
 * lines, and what to do about it; one row with blank findings for a return
 * that has none. The kind of file is told by the name's ending.
 */
#ifndef TOOLS_REPORT_H
#define TOOLS_REPORT_H

#include "tools/inventory.h"

bool report_write(const struct inventory *inv, const char *path);

/* Do all errors belong to single rows, so that dropping them helps? */
bool report_only_rows(const struct diag *d);

#endif
