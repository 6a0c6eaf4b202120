/*
 * evidence_in.h - an evidence pack held against itself
 *
 *	struct evidence_totals totals;
 *
 *	ok = evidence_verify("pack", &limits, &diag, &totals, &system);
 *
 * Needs nothing but the folder, sit-evidence(5). Every file is there and has
 * the bytes that SHA256SUMS says, and no other file, link or folder is; each
 * attempt of the results has its line, whose digest is the one they name;
 * every body that a line names is there, with its size, and every body is
 * named; the totals follow. What does not hold is a finding, SIT120 to
 * SIT130, all of them in one pass. Nothing outside the folder is opened,
 * whatever the names in it say.
 */
#ifndef FILE_EVIDENCE_IN_H
#define FILE_EVIDENCE_IN_H

#include "base/diag.h"
#include "file/evidence_out.h"
#include "file/input.h"

bool evidence_verify(const char *path, const struct input_limits *limits,
		     struct diag *d, struct evidence_totals *totals,
		     bool *system);

#endif
