/*
 * scan_room.h - what scan.c and its rooms share; nobody else includes this
 *
 * scan.c cuts the file into blocks and gives them to workers; a worker walks
 * its block in windows that begin where a record begins. One room for each
 * instruction set (scan_index_*.c) turns a window into positions of
 * delimiters, and those into keys; scan_memo.c keeps the keys.
 */
#ifndef FILE_SCAN_ROOM_H
#define FILE_SCAN_ROOM_H

#include <stdatomic.h>
#include "base/bug.h"
#include "base/buf.h"
#include "base/vec.h"
#include "file/marks.h"
#include "file/scan.h"
#include "file/stamp.h"
#include "file/threads.h"

enum {
	SCAN_WINDOW = 1 << 15,	/* bytes; positions are of 16 bits */
	SCAN_PAD = 128,		/* readable bytes behind a window */
	SCAN_RUNS_MAX = 64,	/* of adjacent wanted columns */
	SCAN_BLOCK = 64,	/* bytes: keys are whole blocks */
	SCAN_GROUP = 32,	/* records looked up together */
	SCAN_CHUNK_BLOCKS = 1 << 13,
	SCAN_PAGE = 4096,
	SCAN_OVERLAP = 1 << 12,	/* read behind a block at first */
	SCAN_FAR = 3 * SCAN_WINDOW,	/* and at most */
};

/* Wanted columns that stand side by side. */
struct scan_run {
	uint32_t first, last;
};

/* What is looked for: the same for all workers. */
struct scan_shape {
	unsigned char delimiter;
	uint32_t width;
	uint32_t runs;
	uint32_t sum[2];
	uint32_t marked;		/* column, or SCAN_NO_COLUMN */
	bool sums;			/* there is a column to add up */
	struct scan_run run[SCAN_RUNS_MAX];
	uint64_t secret[8];		/* of the hash */
};

/* A distinct key; it fills a block. Behind it: the cells as they stand,
 * delimiters between them, and NULs to the end of the last block. */
struct scan_entry {
	uint64_t rows, blank;
	uint64_t sum[2];
	uint64_t first;
	uint32_t tag;			/* upper half of the hash */
	uint32_t low;			/* lower half */
	uint32_t blocks;		/* of the key */
	uint32_t bytes;			/* of the cells and delimiters */
	uint32_t line;			/* lines of the block before `first` */
	uint32_t number;		/* of arrival; at last, in order of
					   first records */
};

_Static_assert(sizeof(struct scan_entry) == SCAN_BLOCK, "keys are aligned");

struct scan_memo {
	uint64_t *slot;			/* tag and block + 1; 0 is empty */
	uint64_t mask;
	uint32_t count;
	uint32_t blocks;		/* handed out */
	VEC(unsigned char *) chunks;	/* aligned */
	VEC(void *) memory;		/* of the chunks */
	VEC(uint32_t) entries;		/* blocks, in order of arrival */
};

struct scan_worker;

/*
 * Takes the records of p[0 .. n) that begin before `limit`; p[0] begins one.
 * Bytes taken; 0 if no record is whole, or w->why is set. `at` is where in
 * the file the window lies. With w->entry set nothing is counted: it gets
 * the entry of each record.
 */
typedef size_t scan_window(struct scan_worker *w, const unsigned char *p,
			   size_t n, size_t limit, uint64_t at);

struct scan_worker {
	const struct scan_shape *shape;
	struct scan_memo memo;
	struct marks_hand *marks;	/* NULL: none wanted */
	const struct scan_taker *taker;	/* NULL: none */
	unsigned thread;
	uint32_t *key;			/* by record, for the taker */
	uint64_t delta;			/* 1; or -1: takes back */
	uint64_t rows;
	uint64_t total;			/* of numbers added up */
	bool reached;			/* records of the window were counted */
	uint64_t lines;			/* ended in the block so far */
	const unsigned char *told_to;	/* in the window: up to here ... */
	uint64_t told;			/* ... this many lines have ended */
	const char *why;		/* given up at this */
	uint16_t *position;		/* SCAN_WINDOW + 64, one before */
	uint16_t *record;		/* numbers of positions */
	unsigned char *packed;		/* keys of a group; aligned */
	struct scan_entry **entry;	/* by record; NULL: count them */
	const struct scan_memo *known;	/* keys of an earlier pass */
	size_t records;			/* of the window */
	void *memory;			/* packed and buffer lie in it */
	unsigned char *buffer;		/* at a page */
	size_t buffer_bytes;
	struct buf text;		/* of a cell with quotes in it */
};

struct scan_seam {
	uint64_t begin, end;		/* of the records of a block */
	uint64_t lines;			/* that end in them; then: before */
};

/* What was found in a file. */
struct scan {
	struct scan_shape shape;
	struct scan_memo memo;
	struct scan_seam *seams;	/* by block */
	struct scan_entry ***own;	/* by thread and its own number */
	uint32_t *own_keys;		/* how many */
	unsigned own_n;
	uint64_t blocks, block, base;	/* bytes of a block; of the grid */
	uint64_t size;			/* of the file */
	struct file_stamp stamp;
	const struct scan_engine *engine;
	uint64_t rows;
	uint32_t wanted_n;
	char delimiter;
	struct scan_entry **order;		/* by first record */
	struct span *cell;
	struct buf text;
};

/* What indexing a window found besides positions. */
struct scan_found {
	size_t positions;
	size_t lines;			/* LFs outside quotes */
	size_t breaks;			/* all line ends: LF, CRLF, CR */
	bool high;			/* bytes above ASCII, perhaps */
	bool odd;			/* stray quote, NUL, CR by itself */
};

/* Of 64 bytes: bit i is byte i. */
struct core_bits {
	uint64_t delimiter, line;
	uint64_t odd;			/* quotes, CRs, NULs */
};

typedef size_t scan_quotes(const unsigned char *p, size_t n);

struct scan_engine {
	scan_window *window;
	scan_quotes *quotes;		/* in p[0 .. n) */
};

scan_window scan_window_plain;
scan_quotes scan_quotes_plain;
#if defined(__x86_64__)
scan_window scan_window_sse2, scan_window_avx2, scan_window_avx512;
scan_quotes scan_quotes_sse2, scan_quotes_avx2, scan_quotes_avx512;
#endif

const struct scan_engine *scan_engine_of(enum scan_set set);

/* A part of the file in a worker's buffer. */
struct scan_view {
	struct scan_worker *w;
	int fd;
	uint64_t size;		/* of the file */
	unsigned char *bytes;	/* in the buffer */
	uint64_t at;		/* of bytes[0] */
	size_t n;		/* bytes, and an LF for one that is missing */
	bool whole;		/* it reaches to the end of the file */
};

void scan_worker_init(struct scan_worker *w, const struct scan_shape *shape,
		      uint64_t block);
void scan_worker_release(struct scan_worker *w);
/* Bytes of the file from `at` to `end` or a little more; false: w->why. */
bool scan_fill(struct scan_view *v, uint64_t at, uint64_t end);

/* NULL, and why: a job that cannot be done. */
struct scan *scan_new(const struct scan_job *job, const char **why);
/* All keys are known: puts them in order. */
void scan_sort(struct scan *s);
/* The cells of a key; text holds those that have quotes. */
void scan_cells(const struct scan_shape *shape, const struct scan_entry *e,
		struct buf *text, struct span *cell);

/* The records of a window by their positions: numbers into w->record, how
 * many of them; *taken is the bytes that are done with. */
size_t scan_cut(struct scan_worker *w, const unsigned char *p,
		const struct scan_found *f, size_t limit, size_t *taken);

/* Hands a window's records to the taker. */
void scan_take(struct scan_worker *w, const unsigned char *p, size_t records);
/* Marks the cells of the marked column of a window's records. */
void scan_mark(struct scan_worker *w, const unsigned char *p, size_t records);

/* Adds the sum cells of a record (its first position) to e. */
void scan_add_sums(struct scan_worker *w, struct scan_entry *e,
		   const unsigned char *p, const uint16_t *position);

void scan_memo_init(struct scan_memo *m);
void scan_memo_release(struct scan_memo *m);
void scan_memo_grow(struct scan_memo *m);
/* A new entry whose key is these blocks. */
struct scan_entry *scan_memo_add(struct scan_memo *m, uint64_t hash,
				 const unsigned char *key, uint32_t blocks,
				 uint64_t first);
/* False: a sum has become too large. own: which entry each becomes, by its
 * own number; or NULL. */
bool scan_memo_merge(struct scan_memo *to, const struct scan_memo *from,
		     struct scan_entry **own);

static inline unsigned char *scan_entry_key(struct scan_entry *e)
{
	return (unsigned char *)(e + 1);
}

static inline struct scan_entry *scan_memo_at(const struct scan_memo *m,
					      uint32_t block)
{
	return (struct scan_entry *)(void *)
		(m->chunks.v[block / SCAN_CHUNK_BLOCKS] +
		 (size_t)(block % SCAN_CHUNK_BLOCKS) * SCAN_BLOCK);
}

#endif
