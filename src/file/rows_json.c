/*
 * rows_json.c - records from JSON documents and from NDJSON
 *
 * A row is flat, so what the guard records of it (where each member's name
 * and value are, checked and unescaped on demand) is all that is needed.
 * Rejected: a cJSON tree for each row, three allocations a cell for nothing;
 * cJSON builds trees for those who need them (doc.c).
 *
 * A document is held whole, checked once and walked twice, for the names and
 * for the rows; of NDJSON a line is held.
 */
#include "file/rows_room.h"

#include <stdio.h>
#include <string.h>

#include "base/intern.h"
#include "base/mem.h"
#include "file/json_guard.h"

struct json_room {
	struct json_guard guard;
	struct intern columns;	/* names; the number is the place */
	struct arena cells;	/* cells that had escapes */
	size_t row, end;	/* document: guard values of rows to come */
	uint64_t line;		/* NDJSON: of r->at */
	bool first;		/* NDJSON: the guard holds the first line */
};

static struct json_room *room_new(struct rows *r)
{
	struct json_room *j = mem_array(1, sizeof(*j));

	j->guard = (struct json_guard)JSON_GUARD_INIT;
	j->columns = (struct intern)INTERN_INIT;
	j->line = 1;
	r->state = j;
	return j;
}

static void json_release(struct rows *r)
{
	struct json_room *j = r->state;

	json_guard_release(&j->guard);
	intern_release(&j->columns);
	arena_release(&j->cells);
	mem_free(j);
}

static struct span unquoted(const struct guard_value *v)
{
	return span_make(v->text.p + 1, v->text.n - 2);
}

/* The columns of a row that no row before it had. */
static void add_columns(struct rows *r, struct json_room *j,
			const struct guard_value *row)
{
	if (row->kind != GUARD_OBJECT)
		return;
	for (size_t i = 1; i < row->size; i += row[i].size) {
		struct span key;
		bool fresh;

		arena_clear(&j->cells);
		key = json_guard_unescape(row[i].key, &j->cells);
		intern_put(&j->columns, key, &fresh);
		if (fresh)
			vec_push(&r->names, arena_span(&r->arena, key));
		if (r->names.n > ROWS_WIDTH_MAX)
			return;
	}
}

static bool check_width(struct rows *r)
{
	if (r->names.n <= ROWS_WIDTH_MAX)
		return true;
	rows_refuse(r, TABLE_UNREADABLE, r->header_line, ROWS_NO_COLUMN,
		    "rows of more than 4,096 different members");
	return false;
}

/* The place of a member; most rows have them in the order of the header. */
static uint32_t column_of(const struct rows *r, const struct json_room *j,
			  struct span key, uint32_t guess)
{
	if (guess < r->names.n && span_eq(r->names.v[guess], key))
		return guess;
	return intern_find(&j->columns, key);
}

static bool read_cell(struct rows *r, struct json_room *j,
		      const struct guard_value *v, uint32_t column)
{
	struct span *cell = &r->cells.v[column];

	switch (v->kind) {
	case GUARD_STRING:
		*cell = json_guard_unescape(unquoted(v), &j->cells);
		break;
	case GUARD_NUMBER:
		*cell = v->text;
		break;
	case GUARD_OBJECT:
	case GUARD_ARRAY:
		rows_refuse(r, TABLE_UNREADABLE, v->line, column,
			    v->kind == GUARD_OBJECT ? "an object in a row; "
			    "expected a string or a number" : "an array in a "
			    "row; expected a string or a number");
		return false;
	default:
		rows_refuse_value(r, TABLE_UNREADABLE, v->line, column,
				  v->text, "is not a string or a number");
		return false;
	}
	if (cell->n <= ROWS_CELL_MAX)
		return true;
	rows_refuse(r, TABLE_UNREADABLE, v->line, column,
		    "cell of more than 1,048,576 bytes");
	return false;
}

/* Fills the cells of a row; false (with findings) if it is none. */
static bool read_row(struct rows *r, struct json_room *j,
		     const struct guard_value *v, struct row *row)
{
	uint32_t guess = 0;
	bool good = true;

	if (v->kind != GUARD_OBJECT) {
		rows_refuse(r, TABLE_UNREADABLE, v->line, ROWS_NO_COLUMN,
			    "row is not an object; expected {\"column\": "
			    "value, ...}");
		return false;
	}
	arena_clear(&j->cells);
	vec_reserve(&r->cells, r->names.n + 1);
	r->cells.n = r->names.n;
	for (size_t i = 0; i < r->names.n; i++)
		r->cells.v[i] = SPAN_EMPTY;
	for (size_t i = 1; i < v->size; i += v[i].size) {
		struct span key = json_guard_unescape(v[i].key, &j->cells);
		uint32_t column = column_of(r, j, key, guess);

		if (column == INTERN_NONE) {
			rows_refuse_value(r, TABLE_UNREADABLE, v[i].line,
					  ROWS_NO_COLUMN, key, "is not a "
					  "member of the first row");
			good = false;
			continue;
		}
		good &= read_cell(r, j, &v[i], column);
		guess = column + 1;
	}
	row->cell = r->cells.v;
	row->n = (uint32_t)r->names.n;
	row->line = v->line;
	return good;
}

static void report(struct rows *r, const struct json_guard *g)
{
	json_guard_report(g, r->diag, input_name(r->in), r->codes);
}

/* The array of rows of a document that was checked; NULL with a finding. */
static const struct guard_value *find_rows(struct rows *r,
					   const struct json_room *j)
{
	const struct guard_value *v = j->guard.value.v;
	const struct guard_value *rows = NULL;

	if (v->kind == GUARD_ARRAY)
		return v;
	for (size_t i = 1; i < v->size; i += v[i].size) {
		struct span key = json_guard_unescape(v[i].key, &r->arena);

		if (span_eq(key, SPAN("rows"))) {
			rows = &v[i];
		} else if (span_eq(key, SPAN("schema"))) {
			if (v[i].kind != GUARD_STRING) {
				rows_refuse_value(r, TABLE_UNREADABLE,
					v[i].line, ROWS_NO_COLUMN, v[i].text,
					"is not a schema; expected a string");
				return NULL;
			}
			r->schema = json_guard_unescape(unquoted(&v[i]),
							&r->arena);
		}
	}
	if (rows && rows->kind == GUARD_ARRAY)
		return rows;
	rows_refuse(r, TABLE_UNREADABLE, rows ? rows->line : v->line,
		    ROWS_NO_COLUMN, "no table; expected an array \"rows\" of "
		    "objects");
	return NULL;
}

static bool document_header(struct rows *r)
{
	struct json_room *j = room_new(r);
	const struct guard_value *v, *rows;

	while (rows_fill(r))
		;
	if (input_failed(r->in))
		return false;
	if (!json_guard_check(&j->guard, rows_raw(r), 1)) {
		report(r, &j->guard);
		return false;
	}
	rows = find_rows(r, j);
	if (!rows)
		return false;
	v = j->guard.value.v;
	j->row = (size_t)(rows - v) + 1;
	j->end = j->row + rows->size - 1;
	r->header_line = rows->size > 1 ? rows[1].line : rows->line;
	for (size_t i = j->row; i < j->end; i += v[i].size)
		add_columns(r, j, &v[i]);
	if (rows->size == 1 && r->schema.n == 0) {
		rows_refuse(r, TABLE_UNREADABLE, rows->line, ROWS_NO_COLUMN,
			    "no rows; expected one at least to name the "
			    "columns");
		return false;
	}
	return check_width(r);
}

static bool document_next(struct rows *r, struct row *row)
{
	struct json_room *j = r->state;

	while (j->row < j->end) {
		const struct guard_value *v = &j->guard.value.v[j->row];

		j->row += v->size;
		if (read_row(r, j, v, row))
			return true;
		r->refused++;
	}
	return false;
}

/* The next line that is not blank, as raw is; false at the end. */
static bool next_line(struct rows *r, struct json_room *j, struct span *line)
{
	size_t scanned = 0;

	for (;;) {
		struct span raw = rows_raw(r);
		const char *end = memchr(raw.p + scanned, '\n',
					 raw.n - scanned);
		bool last = false;

		if (!end) {
			scanned = raw.n;
			if (rows_fill(r))
				continue;
			if (input_failed(r->in) || raw.n == 0)
				return false;
			raw = rows_raw(r);
			end = raw.p + raw.n;
			last = true;
		}
		scanned = 0;
		*line = span_make(raw.p, (size_t)(end - raw.p));
		r->at += line->n + !last;
		j->line++;
		if (span_trim(*line).n > 0)
			return true;
	}
}

static bool ndjson_check(struct rows *r, struct json_room *j)
{
	struct span line;

	while (next_line(r, j, &line)) {
		if (json_guard_check(&j->guard, line, j->line - 1))
			return true;
		report(r, &j->guard);
	}
	return false;
}

static bool ndjson_header(struct rows *r)
{
	struct json_room *j = room_new(r);

	if (!ndjson_check(r, j))
		return false;
	j->first = true;
	r->header_line = j->guard.value.v[0].line;
	add_columns(r, j, j->guard.value.v);
	return check_width(r);
}

static bool ndjson_next(struct rows *r, struct row *row)
{
	struct json_room *j = r->state;

	while (j->first || ndjson_check(r, j)) {
		j->first = false;
		if (read_row(r, j, j->guard.value.v, row))
			return true;
		r->refused++;
	}
	return false;
}

const struct rows_room rows_json = {
	.header = document_header,
	.next = document_next,
	.release = json_release,
};

const struct rows_room rows_ndjson = {
	.header = ndjson_header,
	.next = ndjson_next,
	.release = json_release,
};
