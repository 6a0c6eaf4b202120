/* Findings grouped by file and code; files by who sent them. */
#include "tools/report.h"

#include <string.h>

#include "base/date.h"
#include "base/num.h"
#include "cli/msg.h"
#include "model/codes.h"
#include "model/formats.h"

#define LINES_SHOWN	10

bool report_only_rows(const struct diag *d)
{
	static const char *const of_files[] = {
		"RFI001", "RFI007", "RFI009", "RFI016", "RFI035",
	};

	for (size_t i = 0; i < d->found.n; i++) {
		const struct finding *f = &d->found.v[i];

		if (f->severity != DIAG_ERROR)
			continue;
		if (strncmp(f->code, "RFI", 3) != 0)
			return false;
		for (size_t c = 0; c < sizeof(of_files) / sizeof(of_files[0]);
		     c++) {
			if (strcmp(f->code, of_files[c]) == 0)
				return false;
		}
	}
	return true;
}

static enum table_kind kind_of(const char *path)
{
	static const struct {
		struct span end;
		enum table_kind kind;
	} kinds[] = {
		{ { ".json", 5 }, TABLE_JSON },
		{ { ".ndjson", 7 }, TABLE_NDJSON },
		{ { ".md", 3 }, TABLE_MD },
		{ { ".tsv", 4 }, TABLE_TSV },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (span_ends(span_of(path), kinds[i].end))
			return kinds[i].kind;
	}
	return TABLE_CSV;
}

struct reporter_cells {
	const struct inventory *inv;
	struct table_out *t;
	struct arena arena;
	struct span cell[REPORT_COLUMNS];
};

static struct span number(struct reporter_cells *r, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(&r->arena, span_of(num_text(n, text)));
}

static void source_cells(struct reporter_cells *r,
			 const struct across_source *s)
{
	const struct inventory *inv = r->inv;
	const struct reporter *who = &inv->precedence.reporters.v[
		inv->precedence.reporter[s->kind]];
	char day[DATE_TEXT];

	for (unsigned i = 0; i < REPORT_COLUMNS; i++)
		r->cell[i] = SPAN_EMPTY;
	r->cell[REPORT_COL_REPORTER_ROLE] = who->is_smso ? SPAN("SMSO") :
							    SPAN("SUPPLIER");
	r->cell[REPORT_COL_REPORTER] = names_print(inv->l->names, who->name);
	r->cell[REPORT_COL_FILE] = span_of(inv->across.files.v[s->file]);
	r->cell[REPORT_COL_SNAPSHOT_DATE] = arena_span(&r->arena, span_of(
		date_text(inv->l->estate.kinds.v[s->kind].day, day)));
	r->cell[REPORT_COL_ROWS] = number(r, s->rows);
	r->cell[REPORT_COL_INSTALLATIONS] = number(r, s->installations);
	r->cell[REPORT_COL_UNRESOLVED] = number(r, s->unresolved);
}

/* Findings are sorted by file, not by code: one walk for each code. */
static bool code_row(struct reporter_cells *r, enum code code,
		     const char *file)
{
	const struct diag *d = &r->inv->l->f->diag;
	struct buf lines = BUF_INIT;
	uint64_t n = 0, shown = 0, last = 0;

	for (size_t i = 0; i < d->found.n; i++) {
		const struct finding *f = &d->found.v[i];

		if (strcmp(f->code, code_table[code].name) != 0 || !f->file ||
		    strcmp(f->file, file) != 0 || f->more)
			continue;
		n++;
		if (f->line == last)
			continue;
		last = f->line;
		if (shown++ < LINES_SHOWN)
			buf_addf(&lines, "%s%llu", lines.n ? " " : "",
				 (unsigned long long)f->line);
		else if (shown == LINES_SHOWN + 1)
			buf_add(&lines, SPAN(" ..."));
	}
	if (n) {
		r->cell[REPORT_COL_SEVERITY] = span_of(diag_severity_name(
			code_table[code].severity));
		r->cell[REPORT_COL_CODE] = span_of(code_table[code].name);
		r->cell[REPORT_COL_FINDINGS] = number(r, n);
		r->cell[REPORT_COL_LINES] = arena_span(&r->arena,
						       buf_span(&lines));
		r->cell[REPORT_COL_REMEDY] =
			span_of(code_table[code].remedy);
		table_out_row(r->t, r->cell);
	}
	buf_release(&lines);
	return n != 0;
}

/* A return of which no row was accepted: nobody knows who sent it. */
static void unknown_cells(struct reporter_cells *r, const char *file)
{
	for (unsigned i = 0; i < REPORT_COLUMNS; i++)
		r->cell[i] = SPAN_EMPTY;
	r->cell[REPORT_COL_FILE] = span_of(file);
	r->cell[REPORT_COL_ROWS] = SPAN("0");
	r->cell[REPORT_COL_INSTALLATIONS] = SPAN("0");
	r->cell[REPORT_COL_UNRESOLVED] = SPAN("0");
}

static bool has_source(const struct inventory *inv, const char *file)
{
	for (size_t i = 0; i < inv->across.sources.n; i++) {
		if (strcmp(inv->across.files.v[inv->across.sources.v[i].file],
			   file) == 0)
			return true;
	}
	return false;
}

static void file_rows(struct reporter_cells *r, const char *file)
{
	bool some = false;

	for (unsigned c = 0; c < CODES; c++)
		some = code_row(r, (enum code)c, file) || some;
	if (!some)
		table_out_row(r->t, r->cell);
}

bool report_write(const struct inventory *inv, const char *path)
{
	struct out *out = out_open(path);
	struct table_out t;
	struct reporter_cells r = { .inv = inv, .t = &t };
	const struct table_out_options to = { .kind = kind_of(path) };
	struct buf why = BUF_INIT;
	bool ok;

	table_out_begin(&t, out_sink(out), &report_format, &to);
	for (size_t i = 0; i < inv->across.sources.n; i++) {
		const struct across_source *s = &inv->across.sources.v[i];

		source_cells(&r, s);
		file_rows(&r, inv->across.files.v[s->file]);
	}
	for (size_t i = 0; i < inv->l->f->sources.n; i++) {
		const struct frame_source *s = &inv->l->f->sources.v[i];

		if (strcmp(s->role, "input") != 0 ||
		    has_source(inv, s->source.name))
			continue;
		unknown_cells(&r, s->source.name);
		file_rows(&r, s->source.name);
	}
	table_out_end(&t);
	ok = out_commit(out, &why);
	if (!ok)
		msg_error("%s", why.p);
	buf_release(&why);
	arena_release(&r.arena);
	return ok;
}
