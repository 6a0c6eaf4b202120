/*
 * rows_room.h - what rows.c, its rooms and rows_head.c share
 *
 * rows.c opens the input, tells the kind and hands over to a room: one for
 * CSV, one for JSON documents and NDJSON. Bytes read and not yet used are
 * raw.p[at .. raw.n); rows_fill() adds a block and may move them.
 */
#ifndef FILE_ROWS_ROOM_H
#define FILE_ROWS_ROOM_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/table.h"
#include "base/vec.h"
#include "file/rows.h"

struct rows_room {
	bool (*header)(struct rows *r);	/* names, header_line, schema */
	bool (*next)(struct rows *r, struct row *row);
	void (*release)(struct rows *r);
	/* NULL: the room cannot. See rows_lend(). */
	bool (*lend)(struct rows *r, char *delimiter, uint64_t *line);
	void (*resume)(struct rows *r, uint64_t line);
};

struct rows {
	struct input *in;
	struct diag *diag;
	const char *const *codes;
	size_t block;			/* bytes */
	struct buf raw;
	size_t at;
	bool begun;
	bool good;			/* there is a header */
	bool done;			/* no record will follow */
	struct arena arena;		/* of names and schema */
	VEC(struct span) names;
	VEC(struct span) cells;
	uint64_t header_line;
	struct span schema;
	uint64_t delivered, refused;
	int kept;			/* read this first; -1: nothing */
	struct buf left;		/* then this: it was not kept */
	const struct rows_room *room;	/* NULL: the kind is not known */
	void *state;			/* the room's */
};

extern const struct rows_room rows_csv;
extern const struct rows_room rows_json;	/* one document */
extern const struct rows_room rows_ndjson;

/* Another block behind what is there; false at the end. */
bool rows_fill(struct rows *r);
struct span rows_raw(const struct rows *r);

/* An error of this file. `column`: from 0, or ROWS_NO_COLUMN. */
#define ROWS_NO_COLUMN	UINT32_MAX
void rows_refuse(struct rows *r, enum table_code code, uint64_t line,
		 uint32_t column, const char *text);
void rows_refuse_value(struct rows *r, enum table_code code, uint64_t line,
		       uint32_t column, struct span value, const char *text);
void rows_refuse_empty(struct rows *r);

#endif
