/*
 * rows_head.h - what a JSON document says of itself beside its rows
 *
 * A table in JSON is one object: its schema, members, totals, and the rows.
 * rows.h delivers the rows; this gives the members. Call it when the header
 * of the rows has been read (the document is held whole then) and before
 * rows_close(). CSV, NDJSON and bare arrays have no members.
 *
 *	struct rows_head h;
 *	rows_head_init(&h, rows);
 *	rows_head_known(&h, known, &diag, "PPCL014");
 *	if (rows_head_text(&h, NULL, "release", &s)) ...
 *	while ((i = rows_head_next(&h, "inputs", i))) ...
 *	rows_head_release(&h);
 *
 * Values are those of the document: strings unescaped, numbers as spelled.
 * Strings live until rows_head_release().
 */
#ifndef FILE_ROWS_HEAD_H
#define FILE_ROWS_HEAD_H

#include "file/json_guard.h"
#include "file/rows.h"

struct rows_head {
	const char *file;
	struct buf text;		/* the document without its rows */
	struct json_guard guard;
	struct arena arena;
	bool is_document;
};

void rows_head_init(struct rows_head *h, const struct rows *r);
/* A member that is not in the list (NULL ends it) is an error with the
 * nearest name; false if there was one. */
bool rows_head_known(const struct rows_head *h, const char *const *known,
		     struct diag *d, const char *code);
/* The same for a document of which nothing else is wanted. */
bool rows_head_only(const struct rows *r, const char *const *known,
		    struct diag *d, const char *code);
/* The text of a string or number member: of the document (at 0), or of the
 * object `at` that rows_head_next() gave. *line may be NULL. */
bool rows_head_text(struct rows_head *h, size_t at, const char *name,
		    struct span *text, uint64_t *line);
/* The member of that name that is an object: its place, or 0. */
size_t rows_head_object(const struct rows_head *h, const char *name);
/* The objects of an array member: 0 begins, 0 ends. */
size_t rows_head_next(const struct rows_head *h, const char *array,
		      size_t after);
void rows_head_release(struct rows_head *h);

#endif
