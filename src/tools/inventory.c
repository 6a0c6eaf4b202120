/* A spooled row is its kind, its counts and its installation id: the rest
 * is in the estate, once for each kind. */
#include "tools/inventory.h"

#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "cli/msg.h"
#include "tools/inventory_scan.h"
#include "tools/report.h"

const struct table_format *inventory_format(struct load *l)
{
	struct arena *a = &l->tally.arena;
	struct table_column *columns =
		arena_zero(a, RFI_COLUMNS, sizeof(*columns));
	struct table_format *f = arena_zero(a, 1, sizeof(*f));

	*f = rfi_wide_format;
	f->columns = columns;
	f->count = 0;
	for (unsigned i = 0; i < RFI_COLUMNS; i++) {
		const struct table_column *c = &rfi_wide_format.columns[i];

		if (!(c->flags & TABLE_OPTIONAL) || l->optional[i])
			columns[f->count++] = *c;
	}
	return f;
}

/* Is one of the row's key cells open, so that it will be unresolved? */
static bool is_open_kind(const struct load *l, uint32_t kind)
{
	return l->estate.kinds.v[kind].flags & CHECK_OPEN;
}

static void add_part(struct inventory *inv, struct load_scan *scan,
		     uint64_t rows)
{
	const size_t n = inv->parts.n;

	if (scan || n == 0 || inv->parts.v[n - 1].scan)
		vec_push(&inv->parts, ((struct inventory_part){
			scan, inv->l->files, 0 }));
	inv->parts.v[inv->parts.n - 1].rows += rows;
	inv->rows += rows;
}

static void note_file(struct inventory *inv)
{
	while (inv->across.files.n <= inv->l->files)
		across_file(&inv->across, inv->l->check.at.file);
}

static bool take(struct load *l, uint32_t kind,
		 const struct check_count *count, const struct span *cells)
{
	struct inventory *inv = l->ctx;
	const struct inventory_row s = {
		kind, count->has_active, count->has_dormant, count->active,
		count->dormant,
	};
	const uint64_t n = count->active + count->dormant;

	note_file(inv);
	if (!across_row(&inv->across, &l->check, l->files, kind,
			s.has_active || s.has_dormant,
			cells[RFI_INSTALLATION_ID], n,
			is_open_kind(l, kind) ? n : 0))
		return false;
	buf_clear(&inv->record);
	buf_add_bytes(&inv->record, &s, sizeof(s));
	buf_add(&inv->record, cells[RFI_INSTALLATION_ID]);
	spool_add(inv->spool, buf_span(&inv->record));
	if (cells[RFI_INSTALLATION_ID].n)
		marks_add(marks_hand(l->marks, 0), cells[RFI_INSTALLATION_ID]);
	add_part(inv, NULL, 1);
	return true;
}

static void take_scan(struct load *l, struct load_scan *s)
{
	struct inventory *inv = l->ctx;
	const size_t n = scan_keys(s->scan);

	note_file(inv);
	for (size_t i = 0; i < n; i++) {
		const struct estate_rows *rows = &s->rows[i];
		const uint64_t all = rows->active + rows->dormant;

		across_rows(&inv->across, l->files, s->kind[i],
			    &(struct across_rows){
				.line = scan_key_line(s->scan, i),
				.rows = rows->rows,
				.installations = all,
				.open = is_open_kind(l, s->kind[i]) ? all : 0,
			    });
	}
	add_part(inv, s, scan_rows(s->scan));
}

void inventory_begin(struct inventory *inv, struct load *l)
{
	memset(inv, 0, sizeof(*inv));
	inv->l = l;
	across_init(&inv->across, &l->estate);
	inv->spool = spool_new(prog_env("TMPDIR"));
	l->take = take;
	l->take_scan = take_scan;
	l->marks = marks_new();
	l->ctx = inv;
}

void inventory_check(struct inventory *inv,
		     const struct across_limits *limits)
{
	if (!inventory_scan_claims(inv)) {
		msg_error("a return has changed while it was read; begin "
			  "again");
		inv->l->f->system_failed = true;
	}
	precedence_init(&inv->precedence, &inv->l->estate,
			inv->l->policy.reporters, PRECEDENCE_ALL);
	across_finish(&inv->across, &inv->l->check, &inv->precedence, limits);
}

void inventory_release(struct inventory *inv)
{
	precedence_release(&inv->precedence);
	across_release(&inv->across);
	spool_free(inv->spool);
	for (size_t i = 0; i < inv->parts.n; i++)
		load_scan_free(inv->parts.v[i].scan);
	vec_release(&inv->parts);
	marks_free(inv->l->marks);
	inv->l->marks = NULL;
	buf_release(&inv->record);
}

static struct span count_cell(bool has, uint64_t n, char text[NUM_TEXT])
{
	return has ? span_of(num_text(n, text)) : SPAN_EMPTY;
}

unsigned inventory_cells(const struct load *l, uint32_t kind,
			 struct span *cells)
{
	unsigned n = 0;

	for (unsigned i = 0; i < RFI_COLUMNS; i++) {
		const struct table_column *c = &rfi_wide_format.columns[i];

		if ((c->flags & TABLE_OPTIONAL) && !l->optional[i])
			continue;
		cells[n++] = l->estate.wanted[i] ? names_print(l->names,
			estate_class(&l->estate, kind, i)) : SPAN_EMPTY;
	}
	return n;
}

/* Optional columns stand behind those of the row itself. */
void inventory_row(struct inventory *inv, struct table_out *t,
		   const struct inventory_row *row, struct span id)
{
	struct span cells[RFI_COLUMNS];
	char active[NUM_TEXT], dormant[NUM_TEXT];

	inventory_cells(inv->l, row->kind, cells);
	cells[RFI_INSTALLATION_ID] = id;
	cells[RFI_COUNT_ACTIVE] = count_cell(row->has_active, row->active,
					     active);
	cells[RFI_COUNT_DORMANT] = count_cell(row->has_dormant, row->dormant,
					      dormant);
	table_out_row(t, cells);
}

static bool write_spooled(struct inventory *inv, struct table_out *t,
			  uint64_t rows)
{
	struct inventory_row row;
	struct span record;

	for (; rows > 0; rows--) {
		if (!spool_next(inv->spool, &record))
			return false;
		memcpy(&row, record.p, sizeof(row));
		inventory_row(inv, t, &row, span_from(record, sizeof(row)));
	}
	return true;
}

/* False: said why. */
static bool write_parts(struct inventory *inv, struct table_out *t)
{
	struct buf why = BUF_INIT;

	spool_rewind(inv->spool);
	for (size_t i = 0; i < inv->parts.n; i++) {
		const struct inventory_part *p = &inv->parts.v[i];

		if (p->scan && !inventory_scan_write(inv, p, t)) {
			msg_error("'%s' has changed since it was checked; "
				  "begin again",
				  inv->across.files.v[p->file]);
			return false;
		}
		if (!p->scan && !write_spooled(inv, t, p->rows))
			break;
	}
	if (!spool_failed(inv->spool, &why))
		return true;
	msg_error("%s", why.p);
	buf_release(&why);
	return false;
}

static void write_members(const struct inventory *inv, struct json *j)
{
	if (!j)
		return;
	json_object(j, "totals");
	json_u64(j, "rows", inv->rows);
	json_u64(j, "installations", inv->l->estate.active +
		 inv->l->estate.dormant);
	json_u64(j, "count_active", inv->l->estate.active);
	json_u64(j, "count_dormant", inv->l->estate.dormant);
	json_end(j);
}

static void summarise(const struct inventory *inv)
{
	const struct estate *e = &inv->l->estate;
	struct json *j = frame_summary(inv->l->f);
	char day[DATE_TEXT];

	if (!j)
		return;
	json_string(j, "as_of", span_of(date_text(
		frame_as_of(inv->l->f, e->newest), day)));
	write_members(inv, j);
	json_object(j, "excluded");
	json_u64(j, "dropped_rows", e->refused_rows);
	json_u64(j, "dropped_installations", e->refused_installations);
	json_end(j);
	json_object(j, "findings");
	json_u64(j, "errors", inv->l->f->diag.count[DIAG_ERROR]);
	json_u64(j, "warnings", inv->l->f->diag.count[DIAG_WARNING]);
	json_u64(j, "notes", inv->l->f->diag.count[DIAG_NOTE]);
	json_end(j);
}

static bool is_return(const struct frame *f, const char *file)
{
	for (size_t i = 0; i < f->sources.n; i++) {
		if (strcmp(f->sources.v[i].role, "input") == 0 &&
		    strcmp(f->sources.v[i].source.name, file) == 0)
			return true;
	}
	return false;
}

static uint32_t files_with_findings(const struct frame *f)
{
	const struct diag *d = &f->diag;
	struct intern seen = INTERN_INIT;
	uint32_t n;

	for (size_t i = 0; i < d->found.n; i++) {
		if (d->found.v[i].severity != DIAG_NOTE &&
		    d->found.v[i].file && is_return(f, d->found.v[i].file))
			intern_put(&seen, span_of(d->found.v[i].file), NULL);
	}
	n = seen.count;
	intern_release(&seen);
	return n;
}

static void add_many(struct buf *b, uint64_t n, const char *what)
{
	char text[NUM_TEXT];

	buf_addf(b, "%s %s%s", num_group(n, text), what, n == 1 ? "" : "s");
}

/* The last line: what was found, and what became of the result. */
static void tell_end(const struct inventory *inv, bool written, bool lenient)
{
	const struct diag *d = &inv->l->f->diag;
	const struct estate *e = &inv->l->estate;
	const uint64_t errors = d->count[DIAG_ERROR];
	const uint32_t files = files_with_findings(inv->l->f);
	struct buf b = BUF_INIT;

	if (errors)
		add_many(&b, errors, "error");
	if (errors && d->count[DIAG_WARNING])
		buf_add(&b, SPAN(", "));
	if (d->count[DIAG_WARNING] || !errors)
		add_many(&b, d->count[DIAG_WARNING], "warning");
	if (files) {
		buf_addf(&b, " in %u of ", files);
		add_many(&b, inv->l->files, "return");
	}
	buf_add(&b, SPAN("; "));
	if (written) {
		add_many(&b, inv->rows, "row");
		buf_add(&b, SPAN(", "));
		add_many(&b, e->active + e->dormant, "installation");
		buf_add(&b, SPAN(" written"));
	} else {
		buf_add(&b, SPAN("nothing written"));
	}
	if (!written && !lenient && e->refused_rows) {
		buf_add(&b, SPAN(" (--lenient drops "));
		add_many(&b, e->refused_rows, "row");
		buf_add(&b, SPAN(")"));
	}
	if (!written)
		msg_error("%s", b.p);
	else if (d->count[DIAG_WARNING] || errors || msg_verbose())
		msg_note("%s", b.p);
	buf_release(&b);
}

/* With --lenient the errors of rows are mended by dropping the rows; errors
 * of files are not. */
static bool lenient_accepts(struct inventory *inv)
{
	const struct estate *e = &inv->l->estate;
	struct diag *d = &inv->l->f->diag;
	struct buf b = BUF_INIT;

	if (!report_only_rows(d))
		return false;
	if (e->refused_rows) {
		add_many(&b, e->refused_rows, "row");
		buf_add(&b, SPAN(" with errors dropped, and "));
		add_many(&b, e->refused_installations, "installation");
		buf_add(&b, SPAN(" with them"));
		if (e->refused_uncounted) {
			buf_add(&b, SPAN(", and those of "));
			add_many(&b, e->refused_uncounted, "row");
			buf_add(&b, SPAN(" whose count cannot be read"));
		}
		msg_warning("%s", b.p);
	}
	buf_release(&b);
	return true;
}

static int write_rows(struct inventory *inv)
{
	const struct table_format *format = inventory_format(inv->l);
	struct frame *f = inv->l->f;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(f, format, &to))
		return PROG_USAGE;
	out = frame_out(f);
	table_out_begin(&t, out_sink(out), format, &to);
	write_members(inv, table_out_members(&t));
	if (!out_is_nowhere(out) && !write_parts(inv, &t)) {
		table_out_end(&t);
		out_discard(out);
		return PROG_SYSTEM;
	}
	table_out_end(&t);
	summarise(inv);
	return frame_commit(f, out, PROG_OK);
}

int inventory_write(struct inventory *inv, bool lenient, const char *report)
{
	struct frame *f = inv->l->f;
	bool accepted;

	f->tells_end = true;
	accepted = frame_accepts(f);

	if (report && f->status != PROG_SYSTEM && !report_write(inv, report))
		return PROG_SYSTEM;
	if (!accepted && lenient && f->status == PROG_INPUT)
		accepted = lenient_accepts(inv);
	if (!accepted) {
		if (f->status == PROG_INPUT)
			tell_end(inv, false, lenient);
		return f->status;
	}
	tell_end(inv, true, lenient);
	return write_rows(inv);
}
