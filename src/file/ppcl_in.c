/* The rows, then what is said once for all of them. */
#include "file/ppcl_in.h"

#include "base/num.h"
#include "file/ppcl_out.h"
#include "file/printed_in.h"
#include "file/rows_head.h"
#include "model/codes.h"

#define RENAME(from, to) { { from, sizeof(from) - 1 }, { to, sizeof(to) - 1 } }

static const struct table_rename renames[] = {
	RENAME("ppcl_version", "release"),
	RENAME("ch_fw", "ch_fw_version"),
	RENAME("esme_fw", "esme_fw_version"),
	RENAME("gsme_fw", "gsme_fw_version"),
	RENAME("ppmid_fw", "ppmid_fw_version"),
};

const struct table_renames ppcl_renames = {
	renames, sizeof(renames) / sizeof(renames[0]),
};

struct reader {
	struct release *r;
	struct diag *d;
	const char *file;
	struct table_binding b;
	bool begun;			/* a row has been read */
};

bool ppcl_in_named(const struct span *names, size_t n, const char *column)
{
	for (size_t i = 0; i < n; i++) {
		if (span_eq_nocase(span_trim(names[i]), span_of(column)))
			return true;
	}
	return false;
}

static void reject(struct reader *k, enum code code, uint64_t line,
		   unsigned column, struct span value, const char *text)
{
	code_find(k->d, code, &(struct code_place){ .file = k->file,
		.line = line, .position = k->b.at ? k->b.at[column] + 1 : 0,
		.column = ppcl_format.columns[column].name,
		.value = &value }, "%s", text);
}

static void check_cells(struct reader *k, const struct release_row *row)
{
	static const unsigned shares[] = {
		PPCL_SHARE_PERCENT, PPCL_LIST_SHARE_PERCENT,
	};

	for (unsigned i = 0; i < 2; i++) {
		const struct span cell = row->cell[shares[i]];
		uint64_t n;

		if (cell.n && (!num_parse_decimal(cell, 2, &n) || n > 10000))
			reject(k, PPCL004, row->line, shares[i], cell,
			       "is not a share; expected percent with at "
			       "most two decimals");
	}
	if (span_trim(row->cell[PPCL_PPC_ID]).n == 0)
		reject(k, PPCL010, row->line, PPCL_PPC_ID,
		       row->cell[PPCL_PPC_ID], "names no combination");
}

/* The first row says what the list is; the others say the same. */
static void take_list(struct reader *k, struct release_row *row)
{
	struct release *r = k->r;
	struct span *const list[] = { &r->number, &r->capability,
				      &r->list_share };
	static const unsigned columns[] = {
		PPCL_RELEASE, PPCL_CAPABILITY, PPCL_LIST_SHARE_PERCENT,
	};

	if (!k->begun &&
	    !release_set_number(r, row->cell[PPCL_RELEASE]))
		reject(k, PPCL012, row->line, PPCL_RELEASE,
		       row->cell[PPCL_RELEASE], "is not two numbers joined "
		       "by a dot, such as 2.10");
	for (unsigned i = 0; i < 3; i++) {
		struct span *cell = &row->cell[columns[i]];
		const bool v = i == 0 && cell->n &&
			       (cell->p[0] == 'V' || cell->p[0] == 'v');
		const struct span text = v ? span_from(*cell, 1) :
				 i == 0 ? span_trim(*cell) : *cell;

		if (!k->begun)
			*list[i] = text;
		else if (!span_eq(*list[i], text))
			reject(k, PPCL013, row->line, columns[i], *cell,
			       "is not what the rows before have");
		*cell = SPAN_EMPTY;
	}
	k->begun = true;
}

static void read_row(struct reader *k, const struct row *from)
{
	struct release_row *row = vec_add(&k->r->rows);

	row->line = from->line;
	for (unsigned c = 0; c < PPCL_COLUMNS; c++)
		row->cell[c] = arena_span(&k->r->arena,
					  table_cell(&k->b, from->cell, c));
	row->number = release_id_number(row->cell[PPCL_PPC_ID]);
	check_cells(k, row);
	take_list(k, row);
}

static void read_wide(struct reader *k, struct rows *rows,
		      const struct span *names, size_t n, uint64_t line)
{
	struct row row;

	if (n == 0) {			/* JSON without rows */
		k->r->stated = RELEASE_STATES_ALL;
		return;
	}
	if (!rows_bind(rows, &k->b, &ppcl_format, names, n, &ppcl_renames,
		       k->d, k->file, line))
		return;
	k->r->stated = 0;
	for (unsigned c = 0; c < PPCL_COLUMNS; c++) {
		if (k->b.at[c] != TABLE_ABSENT)
			k->r->stated |= UINT32_C(1) << c;
	}
	while (rows_next(rows, &row))
		read_row(k, &row);
}

static struct span text_of(struct reader *k, struct rows_head *h, size_t at,
			   const char *name)
{
	struct span s;

	return rows_head_text(h, at, name, &s, NULL) ?
	       arena_span(&k->r->arena, s) : SPAN_EMPTY;
}

static void read_inputs(struct reader *k, struct rows_head *h)
{
	size_t at = 0;
	uint64_t n;

	while ((at = rows_head_next(h, "inputs", at))) {
		struct release_input *i = vec_add(&k->r->inputs);

		i->name = text_of(k, h, at, "name");
		i->sha256 = text_of(k, h, at, "sha256");
		i->has_rows = num_parse(text_of(k, h, at, "rows"), &n);
		i->rows = i->has_rows ? n : 0;
	}
	at = 0;
	while ((at = rows_head_next(h, "firmware", at))) {
		struct release_image *i = vec_add(&k->r->images);
		const struct span type = text_of(k, h, at, "device_type");

		for (unsigned d = 0; d < DEVICES; d++) {
			if (span_eq_nocase(type, span_of(device_name(
					(enum device)d))))
				i->device = (enum device)d;
		}
		i->manufacturer = text_of(k, h, at, "manufacturer");
		i->model = text_of(k, h, at, "model");
		i->smso = text_of(k, h, at, "smso");
		i->fw_version = text_of(k, h, at, "fw_version");
		i->final = span_eq(text_of(k, h, at, "state"), SPAN("FINAL"));
	}
}

static void check_digest(struct reader *k, struct rows_head *h)
{
	char digest[SHA256_TEXT];
	struct span recorded;
	uint64_t line, n;

	if (rows_head_text(h, 0, "rows_count", &recorded, &line) &&
	    (!num_parse(recorded, &n) || n != k->r->rows.n))
		code_find(k->d, PPCL015, &(struct code_place){
			.file = k->file, .line = line,
			.column = "rows_count", .value = &recorded },
			"is recorded, and there are %zu rows", k->r->rows.n);
	if (!rows_head_text(h, 0, "rows_sha256", &recorded, &line))
		return;
	release_sort(k->r);
	ppcl_digest(k->r, digest);
	if (!span_eq(recorded, span_of(digest)))
		code_find(k->d, PPCL015, &(struct code_place){
			.file = k->file, .line = line,
			.column = "rows_sha256", .value = &recorded },
			"is not the digest of the rows, which is %s; they "
			"were changed", digest);
	else
		k->r->has_digest = true;
}

static bool read_members(struct reader *k, struct rows_head *h)
{
	static const char *const known[] = { "schema", "release", "previous",
		"as_of", "capability", "list_share_percent",
		"list_share_percent_whole", "last_id", "inputs", "options",
		"rules", "firmware", "rows_count", "rows_sha256", "totals",
		"rows", NULL };
	struct span number;
	uint64_t line;

	if (!rows_head_known(h, known, k->d, "PPCL014"))
		return false;
	if (rows_head_text(h, 0, "release", &number, &line)) {
		number = arena_span(&k->r->arena, number);
		if (k->begun && !span_eq(number, k->r->number))
			code_find(k->d, PPCL013, &(struct code_place){
				.file = k->file, .line = line,
				.column = "release", .value = &number },
				"is not what the rows have");
		else if (!release_set_number(k->r, number))
			code_find(k->d, PPCL012, &(struct code_place){
				.file = k->file, .line = line,
				.column = "release", .value = &number },
				"is not two numbers joined by a dot, such "
				"as 2.10");
		k->begun = true;
	}
	k->r->previous = text_of(k, h, 0, "previous");
	k->r->as_of = text_of(k, h, 0, "as_of");
	if (k->r->rows.n == 0) {
		k->r->capability = text_of(k, h, 0, "capability");
		k->r->list_share = text_of(k, h, 0, "list_share_percent");
	}
	k->r->list_share_whole = text_of(k, h, 0,
					 "list_share_percent_whole");
	if (!num_parse(text_of(k, h, 0, "last_id"), &k->r->last_id))
		k->r->last_id = 0;
	read_inputs(k, h);
	return true;
}

static void read_document(struct reader *k, struct rows *rows,
			  const struct span *names, size_t n, uint64_t line)
{
	const uint64_t errors = k->d->count[DIAG_ERROR];
	const struct span schema = rows_schema(rows);
	struct rows_head h;

	if (schema.n && !span_eq(schema, span_of(ppcl_format.schema))) {
		code_find(k->d, PPCL014, &(struct code_place){
			.file = k->file, .column = "schema",
			.value = &schema }, "is not %s", ppcl_format.schema);
		return;
	}
	rows_head_init(&h, rows);
	read_wide(k, rows, names, n, line);
	if (h.is_document && read_members(k, &h) &&
	    k->d->count[DIAG_ERROR] == errors)
		check_digest(k, &h);
	rows_head_release(&h);
	table_binding_release(&k->b);
}

static bool looks_wide(const struct span *names, size_t n)
{
	return n == 0 || ppcl_in_named(names, n, "ppc_id") ||
	       ppcl_in_named(names, n, "release") ||
	       ppcl_in_named(names, n, "esme_model");
}

bool ppcl_read_rows(struct release *r, struct rows *rows,
		    const struct span *names, size_t n, uint64_t line,
		    struct diag *d)
{
	const uint64_t errors = d->count[DIAG_ERROR];
	struct reader k = { .r = r, .d = d, .file = rows_name(rows) };

	if (looks_wide(names, n) || rows_schema(rows).n) {
		read_document(&k, rows, names, n, line);
	} else {
		printed_read(r, rows, names, n, line, d);
	}
	release_sort(r);
	return d->count[DIAG_ERROR] == errors;
}

bool ppcl_read(struct release *r, const char *path,
	       const struct input_limits *limits, struct diag *d,
	       struct rows_source *source, bool *system)
{
	struct rows *rows = rows_open(path, limits, d, ppcl_format.codes);
	const struct span *names;
	uint64_t line;
	size_t n;
	bool ok = false;

	if (rows_header(rows, &names, &n, &line))
		ok = ppcl_read_rows(r, rows, names, n, line, d);
	*system = rows_system_error(rows);
	rows_close(rows, source);
	return ok && !*system;
}
