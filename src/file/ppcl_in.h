/*
 * ppcl_in.h - a release read back, in whatever layout it comes
 *
 *	ok = ppcl_read(&r, path, &limits, &diag, &source, &system);
 *
 * Wide: a header with ppc_id (CSV, TSV, JSON, NDJSON). The names of
 * testdata's normalised table (ppcl_version, gsme_fw) are taken too.
 * Printed: a page as published, in either orientation (file/printed_in.h).
 *
 * Rejected with findings (codes PPCL): no release number or one that is
 * none, rows that disagree on what is of the list, a blank id, a share that
 * is none, a JSON document of another schema, with a member that is unknown,
 * or whose rows do not have the digest or the number that it records. Ids
 * that stand twice are engine/ppcl_check.h's.
 *
 * Rows are sorted. From JSON, the provenance is read too.
 */
#ifndef FILE_PPCL_IN_H
#define FILE_PPCL_IN_H

#include "file/rows.h"
#include "model/release.h"

bool ppcl_read(struct release *r, const char *path,
	       const struct input_limits *limits, struct diag *d,
	       struct rows_source *source, bool *system);

/* The same for rows whose header has been seen; for selection_in.h. */
bool ppcl_read_rows(struct release *r, struct rows *rows,
		    const struct span *names, size_t n, uint64_t line,
		    struct diag *d);
extern const struct table_renames ppcl_renames;

/* A header with that column, in any case. */
bool ppcl_in_named(const struct span *names, size_t n, const char *column);

#endif
