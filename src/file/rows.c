/*
 * rows.c - records from any tabular input: the front of the house
 *
 * Tells the kind by the first byte that is not blank: a brace or a bracket
 * begins JSON, everything else is CSV. Whether an object is a document or
 * the first of many lines is told by its first line: if that is a whole
 * object by itself and has no array "rows", the file is NDJSON.
 */
#include "file/rows_room.h"

#include <errno.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/mem.h"
#include "file/json_guard.h"
#include "file/spool.h"

enum { BLOCK = 1 << 16, BLANKS_MAX = 1 << 20, KEEP = 1 << 20 };

#define BOM	SPAN("\xef\xbb\xbf")

struct rows *rows_open(const char *path, const struct input_limits *limits,
		       struct diag *d, const char *const *codes)
{
	struct rows *r = mem_array(1, sizeof(*r));

	r->diag = d;
	r->codes = codes;
	r->block = BLOCK;
	r->kept = -1;
	r->schema = SPAN_EMPTY;
	r->in = input_open(path, limits, d, codes[TABLE_UNREADABLE]);
	return r;
}

void rows_set_block(struct rows *r, size_t bytes)
{
	r->block = bytes;
}

/* What is left of the bytes that were kept; 0: none. */
static size_t read_kept(struct rows *r, char *to, size_t n)
{
	ssize_t got = 0;

	if (r->kept >= 0)
		do
			got = read(r->kept, to, n);
		while (got < 0 && errno == EINTR);
	if (got > 0)
		return (size_t)got;
	if (got < 0)
		rows_refuse(r, TABLE_UNREADABLE, 0, ROWS_NO_COLUMN,
			    "what was put aside of it cannot be read again; "
			    "TMPDIR names another place");
	if (r->kept >= 0)
		close(r->kept);
	r->kept = -1;
	if (n > r->left.n)
		n = r->left.n;
	if (n == 0)
		return 0;
	memcpy(to, r->left.p, n);
	r->left.n -= n;
	memmove(r->left.p, r->left.p + n, r->left.n);
	return n;
}

bool rows_fill(struct rows *r)
{
	size_t left = r->raw.n - r->at;
	size_t got;

	if (r->at > 0) {
		if (left)
			memmove(r->raw.p, r->raw.p + r->at, left);
		r->raw.n = left;
		r->at = 0;
	}
	got = read_kept(r, buf_room(&r->raw, r->block), r->block);
	if (got == 0)
		got = input_read(r->in, buf_room(&r->raw, r->block),
				 r->block);
	r->raw.n += got;
	return got > 0;
}

struct span rows_raw(const struct rows *r)
{
	return span_make(r->raw.p + r->at, r->raw.n - r->at);
}

void rows_refuse(struct rows *r, enum table_code code, uint64_t line,
		 uint32_t column, const char *text)
{
	rows_refuse_value(r, code, line, column, (struct span){ NULL, 0 },
			  text);
}

void rows_refuse_value(struct rows *r, enum table_code code, uint64_t line,
		       uint32_t column, struct span value, const char *text)
{
	struct finding f = { .severity = DIAG_ERROR, .code = r->codes[code],
		.file = input_name(r->in), .line = line, .value = value,
		.has_value = value.p != NULL, .text = span_of(text) };

	if (column != ROWS_NO_COLUMN) {
		f.position = column + 1;
		if (column < r->names.n)
			f.column = r->names.v[column];
	}
	diag_add(r->diag, &f);
}

void rows_refuse_empty(struct rows *r)
{
	rows_refuse(r, TABLE_UNREADABLE, 0, ROWS_NO_COLUMN,
		    "is empty; expected a header line");
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The first byte that is not a JSON blank, or -1 if there is none near. */
static int first_byte(struct rows *r)
{
	size_t i = 0;

	do {
		for (; i < r->raw.n; i++)
			if (!is_blank(r->raw.p[i]))
				return (unsigned char)r->raw.p[i];
	} while (i < BLANKS_MAX && rows_fill(r));
	return -1;
}

/* The first line that is not blank, without what follows it. */
static struct span first_line(struct rows *r)
{
	size_t scanned = 0, start = 0;
	const char *end;

	for (;;) {
		while (start < r->raw.n && is_blank(r->raw.p[start]))
			start++;
		if (scanned < start)
			scanned = start;
		end = memchr(r->raw.p + scanned, '\n', r->raw.n - scanned);
		if (end)
			break;
		scanned = r->raw.n;
		if (!rows_fill(r)) {
			end = r->raw.p + r->raw.n;
			break;
		}
	}
	return span_make(r->raw.p + start,
			 (size_t)(end - r->raw.p) - start);
}

static bool has_rows(const struct json_guard *g)
{
	const struct guard_value *v = g->value.v;

	for (size_t i = 1; i < v[0].size; i += v[i].size)
		if (v[i].kind == GUARD_ARRAY &&
		    span_eq(v[i].key, SPAN("rows")))
			return true;
	return false;
}

static bool is_ndjson(struct rows *r)
{
	struct json_guard g = JSON_GUARD_INIT;
	bool whole;

	whole = json_guard_check(&g, first_line(r), 1) && !has_rows(&g);
	json_guard_release(&g);
	return whole;
}

/* Takes a byte order mark away; was there one? */
static bool strip_bom(struct rows *r)
{
	while (r->raw.n < BOM.n && rows_fill(r))
		;
	if (!span_starts(rows_raw(r), BOM))
		return false;
	r->raw.n -= BOM.n;
	memmove(r->raw.p, r->raw.p + BOM.n, r->raw.n);
	return true;
}

static const struct rows_room *room_for(struct rows *r)
{
	bool bom = strip_bom(r);
	const int first = first_byte(r);

	if (input_failed(r->in))
		return NULL;
	if (first < 0 && r->raw.n < BLANKS_MAX) {
		rows_refuse_empty(r);
		return NULL;
	}
	if (first != '{' && first != '[')
		return &rows_csv;
	if (bom) {
		rows_refuse(r, TABLE_UNREADABLE, 1, ROWS_NO_COLUMN,
			    "JSON with a byte order mark; save it without");
		return NULL;
	}
	return first == '{' && is_ndjson(r) ? &rows_ndjson : &rows_json;
}

static void begin(struct rows *r)
{
	r->begun = true;
	r->room = room_for(r);
	r->good = r->room && r->room->header(r);
	r->done = !r->good;
}

bool rows_header(struct rows *r, const struct span **names, size_t *n,
		 uint64_t *line)
{
	if (!r->begun)
		begin(r);
	*names = r->names.v;
	*n = r->names.n;
	*line = r->header_line;
	return r->good;
}

bool rows_is_json(const struct rows *r)
{
	return r->room == &rows_json || r->room == &rows_ndjson;
}

bool rows_bind(struct rows *r, struct table_binding *b,
	       const struct table_format *f, const struct span *names, size_t n,
	       const struct table_renames *renames, struct diag *d,
	       const char *file, uint64_t line)
{
	return (rows_is_json(r) ? table_bind_members : table_bind)(
		b, f, names, n, renames, d, file, line);
}

void rows_set_codes(struct rows *r, const char *const *codes)
{
	r->codes = codes;
}

struct span rows_schema(const struct rows *r)
{
	return r->schema;
}

bool rows_next(struct rows *r, struct row *row)
{
	if (!r->begun)
		begin(r);
	if (r->done)
		return false;
	if (!r->room->next(r, row)) {
		r->done = true;
		return false;
	}
	r->delivered++;
	return true;
}

bool rows_lend(struct rows *r, char *delimiter, uint64_t *line)
{
	return r->good && !r->done && r->room->lend &&
	       r->room->lend(r, delimiter, line);
}

size_t rows_read(struct rows *r, void *to, size_t n)
{
	const struct span raw = rows_raw(r);

	if (raw.n == 0)
		return input_read(r->in, to, n);
	if (n > raw.n)
		n = raw.n;
	memcpy(to, raw.p, n);
	r->at += n;
	return n;
}

bool rows_failed(const struct rows *r)
{
	return input_failed(r->in);
}

void rows_resume(struct rows *r, struct span bytes, uint64_t line)
{
	struct buf raw = BUF_INIT;

	buf_add(&raw, bytes);
	buf_add(&raw, rows_raw(r));
	buf_release(&r->raw);
	r->raw = raw;
	r->at = 0;
	r->room->resume(r, line);
}

static size_t write_some(int fd, const char *p, size_t n)
{
	size_t done = 0;

	while (done < n) {
		const ssize_t put = write(fd, p + done, n - done);

		if (put > 0)
			done += (size_t)put;
		else if (put == 0 || errno != EINTR)
			break;
	}
	return done;
}

/* Others want room, too: whoever puts single rows aside when these bytes
 * are not kept. */
static bool has_room(int fd, uint64_t kept_bytes)
{
	struct statvfs st;

	return fstatvfs(fd, &st) != 0 ||
	       (uint64_t)st.f_bavail * st.f_frsize >= kept_bytes / 2;
}

int rows_keep(struct rows *r, const char *dir, char *delimiter,
	      uint64_t *line)
{
	const int fd = rows_lend(r, delimiter, line) ? spool_nameless(dir) :
						       -1;
	uint64_t kept_bytes = 0;
	struct buf some = BUF_INIT;
	size_t n, put;

	if (fd < 0)
		return -1;
	do {
		n = rows_read(r, buf_room(&some, KEEP), KEEP);
		put = has_room(fd, kept_bytes) ? write_some(fd, some.p, n) : 0;
		kept_bytes += put;
	} while (n > 0 && put == n);
	buf_add_bytes(&r->left, some.p + put, n - put);
	buf_release(&some);
	if (n == 0 && !rows_failed(r))
		return fd;
	rows_again(r, fd, *line);
	return -1;
}

void rows_again(struct rows *r, int fd, uint64_t line)
{
	r->kept = fd;
	if (lseek(fd, 0, SEEK_SET) != 0)
		rows_refuse(r, TABLE_UNREADABLE, 0, ROWS_NO_COLUMN,
			    "what was put aside of it cannot be read again");
	r->room->resume(r, line);
}

bool rows_packed(const struct rows *r)
{
	return input_packed(r->in);
}

bool rows_unchanged(struct rows *r)
{
	return input_unchanged(r->in);
}

void rows_forget_digest(struct rows *r)
{
	input_forget_digest(r->in);
}

void rows_progress(const struct rows *r, uint64_t *done, uint64_t *total)
{
	*done = input_stored_bytes(r->in);
	*total = input_size_bytes(r->in);
}

const char *rows_name(const struct rows *r)
{
	return input_name(r->in);
}

bool rows_system_error(const struct rows *r)
{
	return input_system_error(r->in);
}

void rows_close(struct rows *r, struct rows_source *source)
{
	if (!r)
		return;
	if (source) {
		source->name = input_name(r->in);
		source->rows = r->delivered;
		source->refused = r->refused;
		input_digest(r->in, source->sha256);
		source->system_error = input_system_error(r->in);
	}
	if (r->room)
		r->room->release(r);
	input_close(r->in);
	if (r->kept >= 0)
		close(r->kept);
	buf_release(&r->left);
	buf_release(&r->raw);
	arena_release(&r->arena);
	vec_release(&r->names);
	vec_release(&r->cells);
	mem_free(r);
}
