/*
 * ppcl-diff - what changed between two releases, and what that obliges to
 *
 * Reads   two releases in any layout; results, a patch, a common ancestor.
 * Writes  changes, voided results, conflicts, a patch, or a patched release.
 * Refuses a lower release on the right, and one release with two contents.
 */
#include "engine/ppcl_check.h"
#include "engine/ppcl_patch.h"
#include "file/ppcl_in.h"
#include "file/register_in.h"
#include "model/codes.h"
#include "tools/diff_view.h"

#define TOOL_OPTIONS "tools/ppcl-diff.opts.h"
#include "tools/own_options.h"

static const struct cli cli = {
	.tool = "ppcl-diff",
	.operands = "OLD NEW",
	.purpose = "what changed between two releases of the PPCL, and what "
		"it obliges to",
	.examples =
		"ppcl-diff ppcl-2.10.csv ppcl-2.11.csv\n"
		"ppcl-diff --format md ppcl-2.10.csv ppcl-2.11.csv\n"
		"ppcl-diff --evidence results.csv ppcl-2.10.csv "
		"ppcl-2.11.csv\n",
	OWN_OPTIONS,
};

struct work {
	struct frame *f;
	struct release old, new, base;
	const char *old_file, *new_file;	/* base names */
	bool ignored[CHANGE_AS_OF + 1];
	bool shown[CHANGES];
	unsigned checked;			/* consequences of --check */
	bool check_none;
};

static int read_filters(struct work *w)
{
	struct span list = span_of(opts.check ? opts.check : ""), name;

	for (unsigned i = 0; i < CHANGES; i++)
		w->shown[i] = opts.only.n == 0;
	for (size_t i = 0; i < opts.ignore.n; i++) {
		const struct span column = span_of(opts.ignore.v[i]);
		const uint32_t at = table_find(&ppcl_format, column);
		const char *near = table_nearest(&ppcl_format, column);

		if (at == TABLE_ABSENT)
			return frame_usage(w->f, "--ignore: '%s' is no "
				"column of a release%s%s%s",
				opts.ignore.v[i], near ?
				"; the nearest is '" : "", near ? near : "",
				near ? "'" : "");
		w->ignored[at] = true;
	}
	for (size_t i = 0; i < opts.only.n; i++) {
		enum change_class class;

		if (!change_named(span_of(opts.only.v[i]), &class))
			return frame_usage(w->f, "--only: '%s' is no class "
				"of change; ppcl-diff --rules lists them",
				opts.only.v[i]);
		w->shown[class] = true;
	}
	while (span_cut(&list, ',', &name)) {
		unsigned one;

		if (!consequence_named(span_trim(name), &one))
			return frame_usage(w->f, "--check: '" SPAN_F "' is "
				"none of NOTIFY, CLAUSE_13, VOIDS_EVIDENCE, "
				"ERROR, NONE", SPAN_A(name));
		w->checked |= one;
		w->check_none = w->check_none || one == 0;
	}
	return -1;
}

static int check_options(struct work *w, int n)
{
	const int wanted = opts.apply ? 1 : 2;
	const int modes = (opts.evidence != NULL) + opts.patch +
			  (opts.apply != NULL) + (opts.base != NULL);

	if (modes > 1)
		return frame_usage(w->f, "--evidence, --patch, --apply and "
				   "--base each replace the rows; give one");
	if ((opts.patch || opts.apply || opts.base) &&
	    (opts.check || opts.only.n || opts.ignore.n))
		return frame_usage(w->f, "--check, --only and --ignore choose "
				   "among changes, and %s writes none",
				   opts.patch ? "--patch" :
				   opts.apply ? "--apply" : "--base");
	if (n != wanted && !opts.rules && !common.list_columns)
		return frame_usage(w->f, "expected %s, got %d operand%s",
				   opts.apply ? "one release" :
				   "two releases", n, n == 1 ? "" : "s");
	return read_filters(w);
}

static void read_release(struct work *w, struct release *r, const char *role,
			 const char *path, const char **name)
{
	struct rows_source source;
	bool system;

	if (ppcl_read(r, path, &w->f->limits, &w->f->diag, &source, &system))
		ppcl_check(r, source.name, r == &w->new ? PPCL_CHECK_ALL :
			   PPCL_CHECK_IDS, &w->f->diag);
	w->f->system_failed = w->f->system_failed || system;
	frame_source(w->f, role, &source, true);
	*name = source.name;
}

static bool good(const struct work *w)
{
	return w->f->diag.count[DIAG_ERROR] == 0 && !w->f->system_failed;
}

/* Takes out what --ignore and --only leave out. */
static void filter(const struct work *w, struct changes *c, bool only)
{
	size_t n = 0;

	for (size_t i = 0; i < c->v.n; i++) {
		const struct change *one = &c->v.v[i];

		if (!w->ignored[one->column] &&
		    (!only || w->shown[one->class]))
			c->v.v[n++] = *one;
	}
	c->v.n = n;
}

static void check_numbers(struct work *w, const struct changes *c)
{
	const int order = release_compare(&w->new, &w->old);

	if (w->old.number.n == 0 || w->new.number.n == 0)
		return;			/* a file without rows says none */
	if (order < 0 && !opts.allow_backwards)
		code_find(&w->f->diag, PPCL019, &(struct code_place){
			.file = w->new_file, .column = "release",
			.value = &w->new.number }, "is lower than " SPAN_F
			" of %s; turn the two round, or say "
			"--allow-backwards", SPAN_A(w->old.number),
			w->old_file);
	if (order == 0 && c->v.n)
		code_find(&w->f->diag, PPCL020, &(struct code_place){
			.file = w->new_file, .column = "release",
			.value = &w->new.number }, "is the number of %s too, "
			"and the rows differ (" SPAN_F " of '" SPAN_F "' "
			"first); a release never changes", w->old_file,
			SPAN_A(span_of(c->v.v[0].column == CHANGE_WHOLE_ROW ?
			"row" : change_column_name(c->v.v[0].column))),
			SPAN_A(c->v.v[0].ppc_id));
}

/* The firmware of another device goes with the device. */
static bool version_column(unsigned column)
{
	enum device d;
	unsigned part;

	return release_column_device(column, &d, &part) &&
	       part == RELEASE_FIRMWARE;
}

static void find(struct work *w, enum code code, const struct change *c,
		 const char *text, struct span more)
{
	code_find(&w->f->diag, code, &(struct code_place){
		.file = code == PPCL031 ? w->old_file : w->new_file,
		.column = c->column == CHANGE_WHOLE_ROW ? "ppc_id" :
			  change_column_name(c->column),
		.value = &c->ppc_id }, "%s" SPAN_F, text, SPAN_A(more));
}

/* What a person should look at, beside the rows. */
static void tell(struct work *w, const struct ppcl_match *m,
		 const struct changes *c)
{
	for (size_t i = 0; i < c->v.n; i++) {
		const struct change *one = &c->v.v[i];

		if (one->class == CHANGE_FW_REOPENED)
			find(w, PPCL023, one, "is TBC again, and was ",
			     one->old);
		else if (one->class == CHANGE_HW_CHANGED &&
			 !version_column(one->column))
			find(w, PPCL030, one, "is another combination than "
			     "before and should have a new id; it was ",
			     one->old);
		else if (one->class == CHANGE_REMOVED)
			find(w, PPCL031, one, "was removed; say why: "
			     "eligible, uneconomic, withdrawn or merged",
			     SPAN_EMPTY);
	}
	for (size_t i = 0; i < w->new.rows.n; i++) {
		const struct release_row *row = &w->new.rows.v[i];
		const struct change c1 = { .column = CHANGE_WHOLE_ROW,
			.ppc_id = row->cell[PPCL_PPC_ID] };
		unsigned away;
		size_t near;

		if (m->old_of[i] != PPCL_NO_ROW)
			continue;
		near = ppcl_match_nearest(m, row, &away);
		if (near != PPCL_NO_ROW)
			find(w, PPCL021, &c1, "is new; the nearest that "
			     "went is ", w->old.rows.v[near].cell[
						PPCL_PPC_ID]);
	}
}

static int answer(const struct work *w, const struct changes *c)
{
	if (!opts.check)
		return c->v.n ? PROG_NO : PROG_OK;
	for (size_t i = 0; i < c->v.n; i++) {
		const unsigned is = c->v.v[i].consequence;

		if ((is & w->checked) || (is == 0 && w->check_none))
			return PROG_NO;
	}
	return PROG_OK;
}

static int write_voided(struct work *w, const struct diff_view *v,
			const struct changes *c)
{
	struct results results = RESULTS_INIT;
	struct voided voided = VOIDED_INIT;
	struct rows_source source;
	bool system;
	int status;

	results_read(&results, opts.evidence, &w->f->limits, &w->f->diag,
		     &source, &system);
	w->f->system_failed = w->f->system_failed || system;
	frame_source(w->f, "evidence", &source, true);
	(void)frame_summary(w->f);
	if (frame_accepts(w->f)) {
		ppcl_evidence(c, &w->new, &results, &voided);
		status = diff_view_voided(v, &voided, voided.v.n ? PROG_NO :
								   PROG_OK);
	} else {
		status = w->f->status;
	}
	voided_release(&voided);
	results_release(&results);
	return status;
}

static int compare(struct work *w, char **paths)
{
	const struct diff_view v = { w->f, &w->old, &w->new, paths[0],
				     paths[1] };
	struct changes c = CHANGES_INIT;
	struct ppcl_match m = { .old = NULL };
	int status;

	read_release(w, &w->old, "old", paths[0], &w->old_file);
	read_release(w, &w->new, "new", paths[1], &w->new_file);
	if (good(w)) {
		ppcl_match_init(&m, &w->old, &w->new);
		ppcl_diff_matched(&m, &c);
		filter(w, &c, false);
		check_numbers(w, &c);
		filter(w, &c, true);
		tell(w, &m, &c);
	}
	if (opts.evidence && good(w)) {
		status = write_voided(w, &v, &c);
	} else {
		(void)frame_summary(w->f);
		status = !frame_accepts(w->f) ? w->f->status :
			 diff_view_changes(&v, &c, answer(w, &c));
	}
	ppcl_match_release(&m);
	changes_release(&c);
	return status;
}

static int make_patch(struct work *w, char **paths)
{
	const struct diff_view v = { w->f, &w->old, &w->new, paths[0],
				     paths[1] };
	struct changes c = CHANGES_INIT;
	int status;

	read_release(w, &w->old, "old", paths[0], &w->old_file);
	read_release(w, &w->new, "new", paths[1], &w->new_file);
	if (good(w)) {
		struct changes all = CHANGES_INIT;

		ppcl_diff(&w->old, &w->new, &all);
		check_numbers(w, &all);
		changes_release(&all);
		ppcl_patch_make(&w->old, &w->new, &c);
	}
	(void)frame_summary(w->f);
	status = !frame_accepts(w->f) ? w->f->status :
		 diff_view_patch(&v, &c, c.v.n ? PROG_NO : PROG_OK);
	changes_release(&c);
	return status;
}

static void record(struct release *r, const struct rows_source *source)
{
	struct release_input *i = vec_add(&r->inputs);

	i->name = arena_span(&r->arena, span_of(source->name));
	i->sha256 = arena_span(&r->arena, span_of(source->sha256));
	i->has_rows = true;
	i->rows = source->rows;
}

static int apply_patch(struct work *w, char **paths)
{
	const struct ppcl_made made = { NULL, 0 };
	struct changes patch = CHANGES_INIT;
	struct table_out_options to;
	struct rows_source source;
	struct out *out;
	bool system;
	int status;

	read_release(w, &w->old, "old", paths[0], &w->old_file);
	patch_read(&patch, opts.apply, &w->f->limits, &w->f->diag, &source,
		   &system);
	w->f->system_failed = w->f->system_failed || system;
	frame_source(w->f, "patch", &source, true);
	if (good(w))
		ppcl_patch_apply(&w->old, &patch, source.name, &w->f->diag,
				 &w->new);
	for (size_t i = 0; i < w->f->sources.n; i++)
		record(&w->new, &w->f->sources.v[i].source);
	(void)frame_summary(w->f);
	if (!frame_accepts(w->f)) {
		status = w->f->status;
	} else if (!frame_table(w->f, &ppcl_format, &to)) {
		status = PROG_USAGE;
	} else {
		out = frame_out(w->f);
		ppcl_write(&w->new, &made, out_sink(out), &to);
		status = frame_commit(w->f, out, PROG_OK);
	}
	changes_release(&patch);
	return status;
}

static int merge(struct work *w, char **paths)
{
	const struct diff_view v = { w->f, &w->old, &w->new, paths[0],
				     paths[1] };
	struct conflicts c = CONFLICTS_INIT;
	const char *base_file;
	int status;

	read_release(w, &w->base, "base", opts.base, &base_file);
	read_release(w, &w->old, "a", paths[0], &w->old_file);
	read_release(w, &w->new, "b", paths[1], &w->new_file);
	if (good(w))
		ppcl_merge(&w->base, &w->old, &w->new, &c);
	(void)frame_summary(w->f);
	status = !frame_accepts(w->f) ? w->f->status :
		 diff_view_conflicts(&v, &c, c.v.n ? PROG_NO : PROG_OK);
	conflicts_release(&c);
	return status;
}

static int run(struct frame *f, char **paths, int n)
{
	struct work w = { .f = f, .old = RELEASE_INIT, .new = RELEASE_INIT,
			  .base = RELEASE_INIT };
	int status = check_options(&w, n);

	if (status >= 0)
		return status;
	if (common.list_columns) {
		frame_listed(f, opts.rules ? &change_rule_format :
			     opts.evidence ? &voided_format :
			     opts.base ? &conflict_format :
			     opts.apply ? &ppcl_format : &change_format);
		return PROG_OK;
	}
	if (opts.rules)
		return diff_view_rules(f);
	status = opts.apply ? apply_patch(&w, paths) :
		 opts.patch ? make_patch(&w, paths) :
		 opts.base ? merge(&w, paths) : compare(&w, paths);
	release_release(&w.old);
	release_release(&w.new);
	release_release(&w.base);
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
