/* One loop over files; one over rows for each layout. */
#include "tools/load.h"

#include <string.h>

#include "cli/msg.h"
#include "cli/progress.h"
#include "engine/join.h"
#include "file/policy_in.h"
#include "file/rows_head.h"
#include "file/tally_in.h"
#include "model/codes.h"
#include "model/formats.h"
#include "tools/load_devices.h"

struct file {
	struct load *l;
	struct rows *rows;
	struct load_fast fast;
	const struct span *names;
	size_t n;
	uint64_t line;			/* of the header */
	struct table_binding b;
	struct progress progress;
};

static bool read_policy(struct load *l, const char *path)
{
	struct rows_source source = { .name = path };
	const char *slash = strrchr(path, '/');
	bool system;
	const bool ok = policy_read(&l->policy, path, &l->f->limits,
				    &l->f->diag, source.sha256, &system);

	if (slash)
		source.name = slash + 1;
	l->f->system_failed = l->f->system_failed || system;
	if (ok)
		frame_source(l->f, "policy", &source, false);
	return ok;
}

typedef bool table_reader(struct alias_table *t, const char *path,
			  const struct input_limits *limits, struct diag *d,
			  struct rows_source *source, bool *system);

static bool read_names(struct load *l, const char *role, const char *path,
		       table_reader *read)
{
	struct rows_source source;
	bool system;
	const bool ok = read(&l->aliases, path, &l->f->limits, &l->f->diag,
			     &source, &system);

	l->f->system_failed = l->f->system_failed || system;
	frame_source(l->f, role, &source, true);
	return ok;
}

static bool read_map(struct load *l, const char *path)
{
	struct rows_source source;
	bool system;
	const bool ok = renames_read(&l->renames, path, &l->f->limits,
				     &l->f->diag, &source, &system);

	l->f->system_failed = l->f->system_failed || system;
	frame_source(l->f, "map", &source, true);
	return ok;
}

static void add_to_key(struct policy *p, const struct load_paths *paths)
{
	for (size_t i = 0; i < paths->also_n; i++) {
		if (policy_in_key(p, paths->also[i]))
			continue;
		p->may_be_open[paths->also[i]] = true;
		vec_push(&p->key, paths->also[i]);
	}
}

/* Who tests can have any way of scanning; nobody else has a use for it. */
static void choose_set(struct load *l)
{
	const char *name = prog_env("SMETS1_SCAN");

	if (!name || scan_set_named(name, &l->set))
		return;
	msg_error("SMETS1_SCAN: '%s' is no way to scan on this machine; "
		  "unset it", name);
	l->f->system_failed = true;
}

bool load_init(struct load *l, struct frame *f,
	       const struct load_paths *paths, enum estate_scope scope,
	       enum diag_severity floor)
{
	bool ok = true;

	memset(l, 0, sizeof(*l));
	l->f = f;
	l->aliases = (struct alias_table)ALIAS_TABLE_INIT;
	l->renames = (struct rename_table)RENAME_TABLE_INIT;
	l->tally = (struct tally)TALLY_INIT;
	policy_init(&l->policy);
	choose_set(l);
	if (paths->policy)
		ok = read_policy(l, paths->policy);
	if (paths->aliases)
		ok = read_names(l, "aliases", paths->aliases, aliases_read) &&
		     ok;
	if (paths->known)
		ok = read_names(l, "known", paths->known, known_read) && ok;
	if (paths->map)
		ok = read_map(l, paths->map) && ok;
	add_to_key(&l->policy, paths);
	l->names = names_new(&l->aliases);
	estate_init(&l->estate, l->names, scope, &l->policy);
	l->check = (struct check){
		.diag = &f->diag, .policy = &l->policy, .names = l->names,
		.floor = floor,
	};
	return ok;
}

void load_release(struct load *l)
{
	estate_release(&l->estate);
	names_free(l->names);
	tally_release(&l->tally);
	policy_release(&l->policy);
	alias_table_release(&l->aliases);
	rename_table_release(&l->renames);
}

static void take_row(struct load *l, const struct span *cells)
{
	struct check_count count;
	const uint32_t kind = estate_add(&l->estate, &l->check, cells, &count);

	l->rows++;
	if (kind != ESTATE_REFUSED && l->take &&
	    !l->take(l, kind, &count, cells))
		estate_take_back(&l->estate, kind, &count);
}

static void show_progress(struct file *f, uint64_t rows)
{
	uint64_t done, total;

	if ((rows & 0xfff) != 0)
		return;
	rows_progress(f->rows, &done, &total);
	progress_at(&f->progress, done, total, rows);
}

static void read_wide(struct file *f)
{
	struct load *l = f->l;
	struct span cells[RFI_COLUMNS];
	struct row row;

	for (unsigned i = 0; i < RFI_COLUMNS; i++)
		l->optional[i] = l->optional[i] ||
				 f->b.at[i] != TABLE_ABSENT;
	if (load_fast_wide(&f->fast, l, f->names, f->n, &f->b,
			   &f->progress) ||
	    load_fast_kept(&f->fast, l, f->rows, &f->b, &f->progress) ||
	    load_fast_stream(&f->fast, l, f->rows, &f->b, &f->progress)) {
		l->rows += f->fast.rows;
		return;
	}
	l->rows += f->fast.rows;
	while (rows_next(f->rows, &row)) {
		for (unsigned i = 0; i < RFI_COLUMNS; i++)
			cells[i] = table_cell(&f->b, row.cell, i);
		l->check.at.line = row.line;
		take_row(l, cells);
		show_progress(f, l->rows);
	}
}

static void mark_optional(struct load *l, const struct table_binding *b)
{
	for (unsigned i = 0; i < RFID_COLUMNS; i++) {
		const uint32_t wide = table_find(&rfi_wide_format,
			span_of(rfi_device_format.columns[i].name));

		if (wide != TABLE_ABSENT && b->at[i] != TABLE_ABSENT)
			l->optional[wide] = true;
	}
}

static void read_devices(struct file *f)
{
	struct load *l = f->l;
	struct span cells[RFI_COLUMNS];
	struct join *j;
	struct row row;
	uint64_t rows = 0;
	size_t n;

	mark_optional(l, &f->b);
	if (load_devices(&f->fast, l, f->names, f->n, &f->b, &f->progress)) {
		l->rows += l->estate.active + l->estate.dormant;
		return;
	}
	j = join_new(&l->check, &f->b);
	while (rows_next(f->rows, &row)) {
		struct span device[RFID_COLUMNS];

		for (unsigned i = 0; i < RFID_COLUMNS; i++)
			device[i] = table_cell(&f->b, row.cell, i);
		join_row(j, device, row.line);
		show_progress(f, ++rows);
	}
	n = join_finish(j);
	l->estate.refused_rows += join_refused(j);
	/* A joined row has no one place in the file but its line. */
	l->check.at.binding = NULL;
	for (size_t i = 0; i < n; i++) {
		l->check.at.line = join_get(j, i, cells);
		if (l->check.at.line)
			take_row(l, cells);
		else
			l->estate.refused_installations++;
	}
	join_free(j);
}

static bool named(const struct file *f, const char *column)
{
	for (size_t i = 0; i < f->n; i++) {
		struct span name = span_trim(f->names[i]);

		for (size_t r = 0; r < f->l->renames.renames.n; r++) {
			const struct table_rename *t =
				&f->l->renames.renames.v[r];

			if (span_eq_nocase(span_trim(t->from), name))
				name = span_trim(t->to);
		}
		if (span_eq_nocase(name, span_of(column)))
			return true;
	}
	return false;
}

static bool bind(struct file *f, const struct table_format *format)
{
	const struct table_renames renames = {
		f->l->renames.renames.v, f->l->renames.renames.n,
	};

	return rows_bind(f->rows, &f->b, format, f->names, f->n, &renames,
			 &f->l->f->diag, rows_name(f->rows), f->line);
}

/* Is it, if it is JSON, the document that belongs here? */
static bool document_fits(const struct file *f, const char *schema)
{
	static const char *const members[] = {
		"schema", "totals", "rows", NULL,
	};
	const struct span has = rows_schema(f->rows);

	if (has.n == 0 || span_eq(has, span_of(schema)))
		return rows_head_only(f->rows, members, &f->l->f->diag,
				      code_table[RFI008].name);
	code_find(&f->l->f->diag, RFI035, &(struct code_place){
		.file = rows_name(f->rows), .column = "schema",
		.value = &has }, "is not %s", schema);
	return false;
}

static bool has_party(const struct file *f)
{
	if (named(f, "supplier") || named(f, "reporter"))
		return true;
	code_find(&f->l->f->diag, RFI007, &(struct code_place){
		.file = rows_name(f->rows), .line = f->line,
		.column = "supplier" },
		"is missing, and so is 'reporter'");
	return false;
}

static bool header_fits(struct file *f, const struct table_format *format)
{
	bool fits;

	if (!document_fits(f, format->schema))
		return false;
	fits = bind(f, format);
	return has_party(f) && fits;
}

static void read_returns(struct file *f)
{
	struct load *l = f->l;
	const bool devices = named(f, "device_type");
	const struct table_format *format = devices ? &rfi_device_format :
						      &rfi_wide_format;

	if (devices && (named(f, "ch_model") || named(f, "esme_model") ||
			named(f, "gsme_model"))) {
		code_find(&l->f->diag, RFI016, &(struct code_place){
			.file = rows_name(f->rows), .line = f->line },
			"the header mixes the wide and the device layout");
		return;
	}
	if (header_fits(f, format)) {
		l->check.at.file = rows_name(f->rows);
		l->check.at.binding = &f->b;
		if (devices)
			read_devices(f);
		else
			read_wide(f);
	}
	table_binding_release(&f->b);
}

static void read_tally(struct file *f, int files)
{
	struct load *l = f->l;
	const struct table_renames renames = {
		l->renames.renames.v, l->renames.renames.n,
	};

	if (files > 1) {
		code_find(&l->f->diag, DMC019, &(struct code_place){
			.file = rows_name(f->rows), .line = f->line },
			"a tally cannot be added to other inputs; count all "
			"returns at once");
		return;
	}
	l->is_tally = true;
	tally_read(&l->tally, f->rows, f->names, f->n, f->line, &renames,
		   &l->f->diag);
}

/* A JSON document without rows names no column; its schema tells what has
 * no rows. */
static void read_nothing(struct file *f)
{
	const struct span schema = rows_schema(f->rows);

	if (span_eq(schema, SPAN("dmc-tally/1")) && f->l->may_be_tally)
		f->l->is_tally = true;
	else if (!span_eq(schema, span_of(rfi_device_format.schema)))
		(void)document_fits(f, rfi_wide_format.schema);
}

/* A digest is made of bytes that nobody else wants to see: only for a
 * summary. */
static void close_rows(struct file *f, struct rows_source *source)
{
	const bool digest = !f->fast.done || f->l->digest ||
			    f->l->f->common->summary;

	*source = (struct rows_source){ .name = rows_name(f->rows) };
	rows_close(f->rows, digest ? source : NULL);
	if (source->system_error)
		f->l->f->system_failed = true;
	f->l->estate.refused_rows += source->refused;
	f->l->estate.refused_uncounted += source->refused;
	source->rows += f->fast.rows;
	load_fast_close(&f->fast);
}

static void load_file(struct load *l, const char *path, int files)
{
	struct file f = { .l = l };
	struct rows_source source;

	progress_start(&f.progress, l->f->common->progress ==
		       CLI_CHOICE_NONE ? PROGRESS_AUTO :
		       (enum progress_when)l->f->common->progress,
		       "reading");
	load_fast_open(&f.fast, path);
	f.rows = rows_open(path, &l->f->limits, &l->f->diag,
			   rfi_wide_format.codes);
	if (!l->f->common->summary && !l->digest)
		rows_forget_digest(f.rows);
	if (rows_header(f.rows, &f.names, &f.n, &f.line)) {
		if (f.n == 0)
			read_nothing(&f);
		else if (l->may_be_tally && tally_in_is(f.names, f.n))
			read_tally(&f, files);
		else if (tally_in_is(f.names, f.n))
			code_find(&l->f->diag, RFI036, &(struct code_place){
				.file = rows_name(f.rows), .line = f.line },
				"is a tally already; give it to dmc-select, "
				"or compare it with --since");
		else
			read_returns(&f);
	}
	if (f.fast.done && !f.fast.changed)
		(void)rows_unchanged(f.rows);
	if (rows_system_error(f.rows))
		l->f->system_failed = true;
	progress_end(&f.progress);
	close_rows(&f, &source);
	frame_source(l->f, "input", &source, true);
	l->files++;
}

void load_files(struct load *l, char **paths, int n)
{
	static char standard_input[] = "-";
	char *only[] = { standard_input };

	if (n == 0) {
		paths = only;
		n = 1;
	}
	for (int i = 0; i < n; i++)
		load_file(l, paths[i], n);
	estate_finish(&l->estate);
}
