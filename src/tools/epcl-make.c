/*
 * epcl-make - what has been shown to work goes on the Eligible list
 *
 * Reads   a PPCL, results and the criteria sheet; who serves; equivalences.
 * Writes  the list, the one before carried on; or every condition (--explain).
 * Refuses each combination with a condition unmet, and any list that would
 *         lose, change or post-date an entry.
 */
#include "engine/admit.h"
#include "engine/ppcl_check.h"
#include "file/epcl_in.h"
#include "file/epcl_tables_in.h"
#include "file/ppcl_in.h"
#include "file/register_in.h"
#include "tools/epcl_view.h"

#define TOOL_OPTIONS "tools/epcl-make.opts.h"
#include "tools/own_options.h"

static const struct cli cli = {
	.tool = "epcl-make",
	.operands = "[PPCL]",
	.purpose = "put what has been shown to work on the Eligible list",
	.examples =
		"epcl-make --as-of 2020-03-02 --services services.csv \\\n"
		"    --results results.csv --criteria-sheet sheet.csv "
		"ppcl-2.12.csv\n"
		"epcl-make --as-of 2020-03-02 --previous epcl.csv --check "
		"new.csv\n",
	OWN_OPTIONS,
};

struct work {
	struct frame *f;
	struct release ppcl;
	struct results results;
	struct epcl_tables tables;
	struct epcl previous, checked;
	struct admit_files files;
};

static void took(struct work *w, const char *role,
		 const struct rows_source *source, bool system)
{
	w->f->system_failed = w->f->system_failed || system;
	frame_source(w->f, role, source, true);
}

static const char *read_table(struct work *w, const char *role,
			      const char *path, epcl_table_reader *read)
{
	struct rows_source source;
	bool system;

	if (!path)
		return NULL;
	read(&w->tables, path, &w->f->limits, &w->f->diag, &source, &system);
	took(w, role, &source, system);
	return source.name;
}

static const char *read_list(struct work *w, const char *role,
			     const char *path, struct epcl *list)
{
	struct rows_source source;
	bool system;

	if (!path)
		return NULL;
	epcl_read(list, path, &w->f->limits, &w->f->diag, &source, &system);
	took(w, role, &source, system);
	return source.name;
}

static void read_ppcl(struct work *w, const char *path)
{
	struct rows_source source;
	bool system;

	if (ppcl_read(&w->ppcl, path, &w->f->limits, &w->f->diag, &source,
		      &system))
		ppcl_check(&w->ppcl, source.name, PPCL_CHECK_IDS,
			   &w->f->diag);
	took(w, "ppcl", &source, system);
	w->files.ppcl = source.name;
}

static void read_all(struct work *w, const char *path)
{
	struct rows_source source;
	bool system;

	read_ppcl(w, path);
	if (opts.results) {
		results_read(&w->results, opts.results, &w->f->limits,
			     &w->f->diag, &source, &system);
		took(w, "results", &source, system);
		w->files.results = source.name;
	}
	w->files.criteria = read_table(w, "criteria-sheet",
				       opts.criteria_sheet,
				       criteria_sheet_read);
	w->files.services = read_table(w, "services", opts.services,
				       services_read);
	w->files.equivalence = read_table(w, "equivalence", opts.equivalence,
					  equivalences_read);
	w->files.uneconomic = read_table(w, "uneconomic", opts.uneconomic,
					 uneconomic_read);
	w->files.previous = read_list(w, "previous", opts.previous,
				      &w->previous);
}

static bool good(const struct work *w)
{
	return w->f->diag.count[DIAG_ERROR] == 0 && !w->f->system_failed;
}

static int check_list(struct work *w)
{
	const char *name;

	read_list(w, "previous", opts.previous, &w->previous);
	name = read_list(w, "list", opts.check, &w->checked);
	if (good(w))
		admit_compare(&w->previous, &w->checked, name,
			      common.as_of.given ? common.as_of.day :
						   DATE_NONE, &w->f->diag);
	return frame_accepts(w->f) ? PROG_OK : w->f->status;
}

static int make_list(struct work *w, const char *path)
{
	struct admit_input in = {
		.ppcl = &w->ppcl, .results = &w->results,
		.tables = &w->tables, .previous = &w->previous,
		.as_of = common.as_of.day, .diag = &w->f->diag,
	};
	struct admission a;
	int status;

	read_all(w, path);
	if (!good(w)) {
		frame_accepts(w->f);
		return w->f->status;
	}
	in.files = w->files;
	admit_rows(&in, &a);
	if (frame_accepts(w->f)) {
		const struct epcl_view v = { w->f, &a, &w->ppcl, in.as_of };

		epcl_view_totals(&v, frame_summary(w->f));
		status = opts.explain ? epcl_view_explain(&v) :
					epcl_view_rows(&v);
	} else {
		status = w->f->status;
	}
	admission_release(&a);
	return status;
}

static int check_options(struct frame *f, int n)
{
	if (opts.check) {
		if (!opts.previous)
			return frame_usage(f, "--check compares with the "
					   "list of --previous; give it");
		if (n || opts.explain || opts.results ||
		    opts.criteria_sheet || opts.services ||
		    opts.equivalence || opts.uneconomic)
			return frame_usage(f, "--check looks at two lists "
					   "only: FILE and --previous");
		return -1;
	}
	if (n > 1)
		return frame_usage(f, "expected one PPCL, got %d operands",
				   n);
	if (!common.as_of.given)
		return frame_usage(f, "--as-of is needed: the day on which "
				   "the list is made, YYYY-MM-DD");
	return -1;
}

static int run(struct frame *f, char **paths, int n)
{
	struct work w = {
		.f = f, .ppcl = RELEASE_INIT, .results = RESULTS_INIT,
		.tables = EPCL_TABLES_INIT, .previous = EPCL_INIT,
		.checked = EPCL_INIT,
	};
	int status;

	if (common.list_columns) {
		frame_listed(f, opts.explain ? &admission_format :
					       &epcl_format);
		return PROG_OK;
	}
	status = check_options(f, n);
	if (status >= 0)
		return status;
	status = opts.check ? check_list(&w) :
			      make_list(&w, n ? paths[0] : "-");
	release_release(&w.ppcl);
	results_release(&w.results);
	epcl_tables_release(&w.tables);
	epcl_release(&w.previous);
	epcl_release(&w.checked);
	return status;
}

int main(int argc, char **argv)
{
	struct frame f;
	int first, status = frame_start(&f, &cli, argc, argv, &first);

	if (status < 0)
		status = run(&f, argv + first, argc - first);
	return frame_end(&f, status);
}
