/*
 * evidence_dir.h - a folder of files, the whole of it or nothing
 *
 * Made beside its place under a temporary name, digested as it is written,
 * synced at once, and renamed to its place.
 *
 *	struct evidence_dir *d = evidence_dir_make("pack", &why);
 *
 *	sink = evidence_dir_file(d, "results.csv");
 *	sink_put(sink, ...);
 *	evidence_dir_file(d, "bodies/9f86...");		(ends the one before)
 *	...
 *	if (!evidence_dir_commit(d, sum, &why)) ...
 *	evidence_dir_discard(d);			(instead)
 *
 * The commit adds SHA256SUMS, sorted by name, and gives its digest.
 */
#ifndef FILE_EVIDENCE_DIR_H
#define FILE_EVIDENCE_DIR_H

#include <stdbool.h>
#include "base/buf.h"
#include "base/sha256.h"
#include "base/sink.h"

#define EVIDENCE_SUMS	"SHA256SUMS"
#define EVIDENCE_BODIES	"bodies"

struct evidence_dir;

/* NULL: it is there already and not empty, or cannot be made. */
struct evidence_dir *evidence_dir_make(const char *path, struct buf *why);
struct sink *evidence_dir_file(struct evidence_dir *d, const char *name);
bool evidence_dir_commit(struct evidence_dir *d, char sum[SHA256_TEXT],
			 struct buf *why);
void evidence_dir_discard(struct evidence_dir *d);

#endif
