/*
 * findings_out.h - findings as a file: --findings FILE
 *
 * Columns severity, code, file, line, column, value, text; one row a
 * finding, in the order of the diag (call diag_sort() first). A finding
 * without a line has a blank one. Bytes of the data that are not UTF-8, and
 * NUL, are written as \xNN; everything else as it was.
 *
 *	findings_out(out_sink(o), &diag, findings_kind(path));
 */
#ifndef FILE_FINDINGS_OUT_H
#define FILE_FINDINGS_OUT_H

#include "base/diag.h"
#include "base/sink.h"
#include "file/table_out.h"

/* TABLE_CSV if the name ends in .csv (any case), else TABLE_NDJSON */
enum table_kind findings_kind(const char *path);

void findings_out(struct sink *sink, const struct diag *d,
		  enum table_kind kind);

#endif
