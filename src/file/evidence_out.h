/*
 * evidence_out.h - a journal as a folder that speaks for itself
 *
 *	struct evidence_totals totals;
 *
 *	if (!evidence_export(j, "pack", "0.1.0", &totals, &why)) ...
 *
 * Writes the folder as described in sit-evidence(5): the results, what was
 * planned, each attempt with its exact bytes both ways, and the digests of
 * all of it. The same journal gives the same bytes. The folder must not be
 * there, or be empty; it appears whole or not at all.
 */
#ifndef FILE_EVIDENCE_OUT_H
#define FILE_EVIDENCE_OUT_H

#include "base/json.h"
#include "file/journal.h"

struct evidence_totals {
	uint64_t cycles, cases, not_run, attempts, requests, messages;
	uint64_t unmatched, bodies, bytes;	/* bytes of the bodies */
	uint64_t verdicts[7];		/* of the cases, in the order of the
					   column of the results */
	char sums[SHA256_TEXT];		/* digest of SHA256SUMS: who has it
					   has the pack */
};

/* Its members, but the digest: the manifest has them, too. */
void evidence_totals_put(const struct evidence_totals *t, struct json *j);

bool evidence_export(struct journal *j, const char *path,
		     const char *tool_version,
		     struct evidence_totals *totals, struct buf *why);

#endif
