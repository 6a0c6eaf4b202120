/*
 * Any column that can be part of a key may be one of a tally, so the header
 * is bound against all of them and the key is what was found.
 */
#include "file/tally_in.h"

#include "base/intern.h"
#include "base/num.h"
#include "file/rows_head.h"
#include "model/codes.h"

enum { AT_DISPOSITION, AT_ACTIVE, AT_DORMANT, AT_TOTAL, AT_KEY };

struct reader {
	struct tally *t;
	struct diag *d;
	const char *file;
	struct table_binding b;
	const struct table_format *format;
	VEC(uint32_t) at;		/* of the key, in the format */
	struct intern seen;
	uint64_t line;
	uint64_t sum;			/* installations so far */
};

bool tally_in_is(const struct span *names, size_t n)
{
	bool has = false;

	for (size_t i = 0; i < n; i++) {
		const struct span name = span_trim(names[i]);

		/* A comparison of two tallies is none. */
		if (span_eq_nocase(name, SPAN("change")))
			return false;
		has = has || span_eq_nocase(name, SPAN("disposition"));
	}
	return has;
}

static const struct table_format *every_format(struct arena *a)
{
	struct tally empty = TALLY_INIT;
	const struct table_format *small = tally_format(&empty);
	struct table_column *columns =
		arena_zero(a, AT_KEY + RFI_COLUMNS, sizeof(*columns));
	struct table_format *f = arena_zero(a, 1, sizeof(*f));

	for (unsigned i = 0; i < AT_KEY; i++)
		columns[i] = small->columns[i];
	f->schema = small->schema;
	f->codes = small->codes;
	f->columns = columns;
	f->count = AT_KEY;
	for (unsigned c = 0; c < RFI_COLUMNS; c++) {
		if (!policy_key_column(c))
			continue;
		columns[f->count] = rfi_wide_format.columns[c];
		columns[f->count++].flags = 0;
	}
	tally_release(&empty);
	return f;
}

static void reject(struct reader *r, enum code code, unsigned column,
		   const struct span *value, const char *text)
{
	code_find(r->d, code, &(struct code_place){
		.file = r->file, .line = r->line,
		.position = r->b.at[column] + 1,
		.column = r->format->columns[column].name, .value = value },
		"%s", text);
}

static bool read_count(struct reader *r, const struct span *row,
		       unsigned column, uint64_t *n)
{
	const struct span cell = table_cell(&r->b, row, column);

	if (num_parse(cell, n) && *n <= TALLY_INSTALLATIONS_MAX)
		return true;
	reject(r, DMC004, column, &cell, "is not a count; expected digits");
	return false;
}

static bool read_disposition(struct reader *r, const struct span *row,
			     enum disposition *d)
{
	const struct span cell = table_cell(&r->b, row, AT_DISPOSITION);

	for (unsigned i = 0; i < DISPOSITIONS; i++) {
		*d = (enum disposition)i;
		if (span_eq_nocase(cell, span_of(disposition_name(*d))))
			return true;
	}
	reject(r, DMC006, AT_DISPOSITION, &cell, "is not one of IN_SCOPE, "
	       "OUT_OF_SCOPE, NON_INTENDER, UNRESOLVED");
	return false;
}

static bool seen_before(struct reader *r, const struct tally_row *row)
{
	struct buf key = BUF_INIT;
	bool fresh;

	buf_add_char(&key, (char)row->disposition);
	for (size_t i = 0; i < r->at.n; i++) {
		const uint32_t n = (uint32_t)row->key[i].n;

		buf_add_bytes(&key, &n, sizeof(n));
		buf_add(&key, row->key[i]);
	}
	intern_put(&r->seen, buf_span(&key), &fresh);
	buf_release(&key);
	return !fresh;
}

static void read_row(struct reader *r, const struct span *row)
{
	struct tally_row t = { .disposition = IN_SCOPE };
	struct span *key;
	bool ok = read_disposition(r, row, &t.disposition);

	ok = read_count(r, row, AT_ACTIVE, &t.active) && ok;
	ok = read_count(r, row, AT_DORMANT, &t.dormant) && ok;
	ok = read_count(r, row, AT_TOTAL, &t.total) && ok;
	if (!ok)
		return;
	if (t.total != t.active + t.dormant) {
		const struct span cell = table_cell(&r->b, row, AT_TOTAL);

		reject(r, DMC010, AT_TOTAL, &cell,
		       "is not count_active + count_dormant");
		return;
	}
	if (t.total > TALLY_INSTALLATIONS_MAX - r->sum) {
		reject(r, DMC004, AT_TOTAL, NULL,
		       "all counts up to here add up to more than 2^56");
		return;
	}
	r->sum += t.total;
	key = arena_zero(&r->t->arena, r->at.n, sizeof(*key));
	for (size_t i = 0; i < r->at.n; i++)
		key[i] = arena_span(&r->t->arena,
				    table_cell(&r->b, row, r->at.v[i]));
	t.key = key;
	if (seen_before(r, &t)) {
		reject(r, DMC010, AT_DISPOSITION, NULL,
		       "this combination stands in the tally already");
		return;
	}
	vec_push(&r->t->rows, t);
}

static bool schema_fits(const struct reader *r, const struct rows *rows)
{
	const struct span schema = rows_schema(rows);

	if (schema.n == 0 || span_eq(schema, span_of(r->format->schema)))
		return true;
	code_find(r->d, DMC013, &(struct code_place){
		.file = r->file, .column = "schema", .value = &schema },
		"is not %s", r->format->schema);
	return false;
}

static bool bind(struct reader *r, struct rows *rows,
		 const struct span *names, size_t n, uint64_t line,
		 const struct table_renames *renames)
{
	static const char *const members[] = {
		"schema", "totals", "rows", NULL,
	};

	return rows_head_only(rows, members, r->d,
			      r->format->codes[TABLE_UNKNOWN]) &&
	       rows_bind(rows, &r->b, r->format, names, n, renames, r->d,
			 r->file, line);
}

static void find_key(struct reader *r)
{
	for (unsigned i = AT_KEY; i < r->format->count; i++) {
		if (r->b.at[i] == TABLE_ABSENT)
			continue;
		vec_push(&r->at, i);
		vec_push(&r->t->columns, table_find(&rfi_wide_format,
			span_of(r->format->columns[i].name)));
	}
}

bool tally_read(struct tally *t, struct rows *rows, const struct span *names,
		size_t n, uint64_t line, const struct table_renames *renames,
		struct diag *d)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct reader r = { .t = t, .d = d, .file = rows_name(rows) };
	struct row row;

	r.format = every_format(&t->arena);
	rows_set_codes(rows, r.format->codes);
	if (schema_fits(&r, rows) && bind(&r, rows, names, n, line, renames)) {
		find_key(&r);
		if (r.at.n == 0)
			code_find(d, DMC007, &(struct code_place){
				.file = r.file, .line = line },
				"the tally has no key column");
		while (r.at.n && rows_next(rows, &row)) {
			r.line = row.line;
			read_row(&r, row.cell);
		}
	}
	table_binding_release(&r.b);
	intern_release(&r.seen);
	vec_release(&r.at);
	tally_sort(t);
	return d->count[DIAG_ERROR] == errors;
}
