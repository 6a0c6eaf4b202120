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
 * What is wanted of single records (their line, cells that are no key) is
 * had by a second pass, scan_each(). Whether the cells of one column are all
 * different is told by marks.h.
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
#include "base/buf.h"
#include "base/span.h"
#include "file/marks.h"

#define SCAN_NO_COLUMN	UINT32_MAX
#define SCAN_SUM_MAX	(UINT64_C(1) << 60)	/* more is given up */

enum scan_set { SCAN_BEST, SCAN_PLAIN, SCAN_SSE2, SCAN_AVX2, SCAN_AVX512 };

typedef void scan_ticker(void *ctx, uint64_t done_bytes, uint64_t all_bytes,
			 uint64_t rows);

struct scan_key;

/* Is a key one that the caller has nothing to say of? In any thread, one at
 * a time; only its cells are known. */
typedef bool scan_judge(void *ctx, const struct scan_key *key);

struct scan_batch;

/*
 * Single records in the first pass, where order does not matter: begin() is
 * called before any thread runs, and again if all is read once more, which
 * makes void what was taken. take() runs in the thread of that number; a
 * batch's keys are numbers of the thread's own until scan_number() says which
 * keys they are. False gives up.
 */
struct scan_taker {
	void (*begin)(void *ctx, unsigned threads);
	bool (*take)(void *ctx, unsigned thread, const struct scan_batch *b);
	void *ctx;
};

struct scan_job {
	int fd;			/* of a regular file; its offset stays */
	uint64_t from;		/* byte at which the first record begins */
	uint64_t line;		/* the number of that line */
	char delimiter;
	uint32_t width;		/* cells a record */
	const uint32_t *wanted;	/* columns, from 0, ascending */
	uint32_t wanted_n;
	uint32_t sum[2];	/* columns of numbers to add up, or none */
	uint64_t most;		/* of a stream: rows and numbers together
				   beyond it are given up; 0: 2^60 */
	struct marks *marks;	/* NULL: none; of the cells of a column that */
	uint32_t marked;	/*	are not blank: a round of marks.h */
	unsigned threads;	/* 0: one for each processor at hand */
	size_t block_bytes;	/* 0: as measured best */
	enum scan_set set;	/* SCAN_BEST unless who tests wants another */
	const struct scan_taker *taker;	/* NULL: none; not of a stream */
	scan_judge *judge;	/* of a stream */
	scan_ticker *tick;	/* in the caller's thread, now and then */
	void *ctx;
};

struct scan_key {
	const struct span *cell;	/* wanted_n; live till the next key */
	uint64_t rows;
	uint64_t blank;		/* rows that have nothing to add up */
	uint64_t sum[2];
	uint64_t first;		/* byte at which its first record begins */
	uint64_t line;		/* and the number of that line */
};

struct scan;

/* NULL: given up, and *why says at what (static). */
struct scan *scan_file(const struct scan_job *job, const char **why);

/*
 * A stream: bytes that come only once, from the begin of the first record.
 * They are read in the caller's thread, at most a few blocks ahead. What is
 * given up is not the whole: the keys of what came before it stand, and the
 * rest holds the bytes from there on that were read, and the line of the
 * first; what follows has not been read. Keys have no lines, and there is no
 * second pass. job->fd, from and marks are not looked at.
 */
struct scan_source {
	size_t (*read)(void *ctx, void *to, size_t n);	/* 0: the end */
	bool (*failed)(void *ctx);	/* an end that is none */
	void *ctx;
};

struct scan_rest {
	bool given_up;
	struct buf bytes;		/* the caller's to release */
	uint64_t line;
};

/* NULL: nothing was read. *why: at what it gave up, or NULL. */
struct scan *scan_stream(const struct scan_job *job,
			 const struct scan_source *source,
			 struct scan_rest *rest, const char **why);

uint64_t scan_rows(const struct scan *s);
size_t scan_keys(const struct scan *s);
void scan_key(struct scan *s, size_t i, struct scan_key *key);
uint64_t scan_key_line(const struct scan *s, size_t i);
void scan_free(struct scan *s);

/* Can this machine run it? SCAN_BEST and SCAN_PLAIN: always. */
bool scan_has(enum scan_set set);
/* "best", "plain", "sse2", "avx2", "avx512"; false: none of these, or this
 * machine does not have it. */
bool scan_set_named(const char *name, enum scan_set *set);

/* Where the records of job->fd begin whose header is `names`, and which
 * delimiter it has: sets from, line and delimiter. `start` is where the file
 * begins. False: that is no plain delimited file, or none that the scanner
 * understands. */
bool scan_find_records(struct scan_job *job, uint64_t start,
		       const struct span *names, size_t n);

/* The cell that raw bytes stand for; it lies in them, or in the room. */
struct span scan_plain(struct span raw, struct buf *room);

/* Some records, one behind the other. */
struct scan_batch {
	size_t n;
	const uint32_t *key;		/* of each: below scan_keys() */
	const unsigned char *bytes;
	const uint16_t *position;	/* of delimiters and LFs in them */
	const uint16_t *record;		/* of each: the first of its own */
	uint32_t last;			/* column of a record */
	struct scan_lines *lines;
};

/* How many numbers of its own a thread has, and which key one is. */
uint32_t scan_own(const struct scan *s, unsigned thread);
uint32_t scan_number(const struct scan *s, unsigned thread, uint32_t own);

/* A cell as it stands. */
static inline struct span scan_raw(const struct scan_batch *b, size_t record,
				   uint32_t column)
{
	const uint16_t *at = b->position + b->record[record] + column;
	const size_t from = (uint16_t)(at[-1] + 1);
	size_t end = at[0];

	if (column == b->last && end > from && b->bytes[end - 1] == '\r')
		end--;
	return (struct span){ (const char *)b->bytes + from, end - from };
}

/* The line on which a record begins; records are asked for in order. */
uint64_t scan_line(const struct scan_batch *b, size_t record);

/*
 * A second pass over the file, for what is wanted of single records. map()
 * makes bytes of a batch, in any thread; put() gets them in the order of the
 * file, one call at a time though not always from the same thread, and ends
 * the pass by false.
 */
typedef void scan_map(void *ctx, const struct scan_batch *b, struct buf *to);
typedef bool scan_put(void *ctx, struct span bytes);

struct scan_pass {
	int fd;			/* the same file, perhaps opened again */
	unsigned threads;	/* 0: one for each processor at hand */
	scan_map *map;
	scan_put *put;
	scan_ticker *tick;	/* as in a job, or NULL */
	void *ctx;
};

/* False: put() said so (*why is NULL), or the file is not what it was. */
bool scan_each(struct scan *s, const struct scan_pass *pass,
	       const char **why);

#endif
