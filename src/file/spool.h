/*
 * spool.h - records put aside until it is known whether they are wanted
 *
 * A tool that may write nothing before its whole input is accepted puts its
 * records here and reads them back in the same order. Up to 8 MiB stay in
 * memory; beyond that they go to a temporary file in `dir` that has no name,
 * so it is gone with the process. Memory: the 8 MiB.
 *
 *	struct spool *s = spool_new(tmpdir);
 *	spool_add(s, record);
 *	spool_rewind(s);
 *	while (spool_next(s, &record)) ...	(lives until the next call)
 *	if (spool_failed(s, &why)) ...
 *	spool_free(s);
 */
#ifndef FILE_SPOOL_H
#define FILE_SPOOL_H

#include <stdbool.h>
#include "base/buf.h"
#include "base/span.h"

#define SPOOL_RECORD_MAX	(64u << 20)	/* bytes */

struct spool;

struct spool *spool_new(const char *dir);	/* kept; NULL: /tmp */
void spool_add(struct spool *s, struct span record);
void spool_rewind(struct spool *s);
bool spool_next(struct spool *s, struct span *record);
bool spool_failed(const struct spool *s, struct buf *why);
void spool_free(struct spool *s);

/* A file without a name, to write and to read; -1, and errno. */
int spool_nameless(const char *dir);

#endif
