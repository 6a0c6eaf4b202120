/*
 * scan.h - the distinct keys of a delimited file, counted at memory speed
 *
 * A large file says few different things. The scanner reads a regular file
 * of delimited records and yields each distinct raw key (the bytes of the
 * wanted cells as they stand, quotes and all, compared in full) with how
 * many records have it. What a key means is the caller's business, once a
 * key and not once a record.
 *
 *	struct scan_job job = { .fd = fd, .from = offset, .delimiter = ',',
 *		.width = 28, .wanted = columns, .wanted_n = 20,
 *		.sum = { SCAN_NO_COLUMN, SCAN_NO_COLUMN } };
 *	struct scan *s = scan_file(&job, &why);
 *	for (size_t i = 0; s && i < scan_keys(s); i++) {
 *		scan_key(s, i, &key);
 *		...key.cell[0 .. wanted_n), key.rows...
 *	}
 *	scan_free(s);
 *
 * It understands what nearly all files consist of: records of the right
 * width, quoted cells with doubled quotes, delimiters and line breaks in
 * them, LF and CRLF, blank lines, no newline at the end, UTF-8. At anything
 * else (a stray quote, a wrong width, a NUL or bad UTF-8, a CR by itself, a
 * sum cell that is not plain digits, a record of more than 32 KiB, a file
 * that changes meanwhile) it gives up as a whole, says why, and the caller
 * reads the file with rows.h, which decides and explains. What it does not
 * give up it reads as rows.h does.
 *
 * Keys come in the order of their first record. The result depends neither
 * on the number of threads nor on the size of blocks nor on the instruction
 * set. Memory: for each thread a block and about 300 bytes a key; 16 bytes a
 * block.
 */
#ifndef FILE_SCAN_H
#define FILE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/span.h"

#define SCAN_NO_COLUMN	UINT32_MAX
#define SCAN_SUM_MAX	(UINT64_C(1) << 60)	/* more is given up */
#define SCAN_THREADS_MAX	1024u

enum scan_set { SCAN_BEST, SCAN_PLAIN, SCAN_SSE2, SCAN_AVX2, SCAN_AVX512 };

typedef void scan_ticker(void *ctx, uint64_t done_bytes, uint64_t all_bytes,
			 uint64_t rows);

struct scan_job {
	int fd;			/* of a regular file; its offset stays */
	uint64_t from;		/* byte at which the first record begins */
	char delimiter;
	uint32_t width;		/* cells a record */
	const uint32_t *wanted;	/* columns, from 0, ascending */
	uint32_t wanted_n;
	uint32_t sum[2];	/* columns of numbers to add up, or none */
	unsigned threads;	/* 0: one for each processor at hand */
	size_t block_bytes;	/* 0: as measured best */
	enum scan_set set;	/* SCAN_BEST unless a test wants another */
	scan_ticker *tick;	/* in the caller's thread, now and then */
	void *ctx;
};

struct scan_key {
	const struct span *cell;	/* wanted_n; live till the next key */
	uint64_t rows;
	uint64_t blank;		/* rows that have nothing to add up */
	uint64_t sum[2];
	uint64_t first;		/* byte at which its first record begins */
};

struct scan;

/* NULL: given up, and *why says at what (static). */
struct scan *scan_file(const struct scan_job *job, const char **why);
uint64_t scan_rows(const struct scan *s);
size_t scan_keys(const struct scan *s);
void scan_key(struct scan *s, size_t i, struct scan_key *key);
void scan_free(struct scan *s);

/* Can this machine run it? SCAN_BEST and SCAN_PLAIN: always. */
bool scan_has(enum scan_set set);

/* Where the records of a file begin whose header is `names`, and which
 * delimiter it has; `start` is where the file begins. False: that is no
 * plain delimited file, or none that the scanner understands. */
bool scan_find_records(int fd, uint64_t start, const struct span *names,
		       size_t n, char *delimiter, uint64_t *from);

#endif
