/*
 * load_fast.h - a large plain file into the estate, a key at a time
 *
 * When a file is CSV in the wide layout and nothing is packed, the scanner
 * of file/scan.h finds its distinct keys, and each is added to the estate
 * once with all its rows. Whatever the scanner or check_kind() objects to is
 * left to the careful reader, from the first row on, and nothing has been
 * added then: results, findings and line numbers are always the careful
 * reader's. So are two things only it explains: an installation id twice,
 * and a combination with counts twice (looked for where take is set).
 *
 *	struct load_fast fast;
 *	load_fast_open(&fast, path);		(before rows_open())
 *	...header, binding...
 *	if (!load_fast_wide(&fast, l, names, n, &binding, &progress))
 *		...rows_next()...
 *	load_fast_close(&fast);
 *
 * Rows one by one are had later, by a second pass over the file, which must
 * be the same then:
 *
 *	fd = load_scan_open(s);			(-1: it is not)
 *	scan_each(s->scan, &(struct scan_pass){ .fd = fd, ... }, &why);
 *	load_scan_close(s, fd);
 */
#ifndef TOOLS_LOAD_FAST_H
#define TOOLS_LOAD_FAST_H

#include "cli/progress.h"
#include "file/scan.h"
#include "file/stamp.h"
#include "tools/load.h"

struct load_fast {
	int fd;			/* -1: the careful reader's only */
	bool own_fd;
	const char *path;
	uint64_t start;		/* byte at which the file begins */
	bool done;		/* it was read here */
	bool changed;		/* and was told to be another by now */
	uint64_t rows;
};

struct load_scan {
	struct scan *scan;
	uint32_t *kind;			/* of the estate, by key */
	struct estate_rows *rows;	/* by key */
	uint32_t id, active, dormant;	/* columns of the file, or ABSENT */
	int fd;				/* of what was kept; -1: by path */
	char *path;			/* NULL: standard input */
	struct file_stamp stamp;	/* of the file as it was */
	unsigned threads;
};

void load_fast_open(struct load_fast *f, const char *path);
bool load_fast_wide(struct load_fast *f, struct load *l,
		    const struct span *names, size_t n,
		    const struct table_binding *b, struct progress *p);
/* The same for what comes only once, as from a pipe, or is packed. What the
 * scanner objects to is then left to the careful reader from there on, and
 * what came before has been added: false, and f->rows of them. */
bool load_fast_stream(struct load_fast *f, struct load *l, struct rows *rows,
		      const struct table_binding *b, struct progress *p);
/* The same where take is set, and rows are wanted again later: the bytes
 * wait in a file without a name in TMPDIR, and are scanned there. */
bool load_fast_kept(struct load_fast *f, struct load *l, struct rows *rows,
		    const struct table_binding *b, struct progress *p);
void load_fast_close(struct load_fast *f);

/* With -v: which way the file went. why: given up at, NULL: nothing. */
void load_fast_tell(const struct load *l, const char *why,
		    const struct scan *s);

int load_scan_open(const struct load_scan *s);
void load_scan_close(const struct load_scan *s, int fd);
void load_scan_free(struct load_scan *s);

#endif
