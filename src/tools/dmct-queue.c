/*
 * dmct-queue - which combinations still need a test, and in which order
 *
 * Reads   a tally or an inventory, and what was tested: EPCL, PPCL, results.
 * Writes  one row a candidate, tests first in order; or the table of states.
 * Refuses a tested list that does not hold together.
 */
#include "engine/admit.h"
#include "engine/count.h"
#include "engine/ppcl_check.h"
#include "file/epcl_in.h"
#include "file/epcl_tables_in.h"
#include "file/ppcl_in.h"
#include "file/register_in.h"
#include "model/codes.h"
#include "model/state.h"
#include "tools/dmct_view.h"
#include "tools/load.h"

#define TOOL_OPTIONS "tools/dmct-queue.opts.h"
#include "tools/own_options.h"

static const struct cli cli = {
	.tool = "dmct-queue",
	.operands = "[TALLY | INVENTORY ...]",
	.purpose = "order the combinations that still need a test",
	.examples =
		"dmct-queue --tested ppcl-2.11.csv tally.csv\n"
		"dmct-queue --tested epcl.csv --top 5 tally.csv\n"
		"dmct-queue --tested epcl.csv --upgrade-paths paths.csv "
		"tally.csv\n",
	OWN_OPTIONS,
};

struct work {
	struct frame *f;
	VEC(struct release *) releases;
	VEC(struct epcl *) lists;
	struct results results;
	struct epcl_tables tables;
	const char *uneconomic_file;		/* base name */
	struct evidence_set tested, pending;
	struct arena arena;
};

static void add_release(struct work *w, struct release *r, const char *file)
{
	for (size_t i = 0; i < r->rows.n; i++) {
		const struct release_row *row = &r->rows.v[i];
		struct span why;

		evidence_set_add(&w->pending, row, true);
		if (!opts.results || admit_passed(&w->results, row,
						  &w->arena, &why)) {
			evidence_set_add(&w->tested, row, true);
			continue;
		}
		code_find(&w->f->diag, EPCL031, &(struct code_place){
			.file = file, .line = row->line, .column = "ppc_id",
			.value = &row->ppc_id },
			"does not count as tested: " SPAN_F, SPAN_A(why));
	}
}

/* An eligible list or a release: told by the header or the schema. */
static void read_tested(struct work *w, const char *path)
{
	struct frame *f = w->f;
	struct rows *r = rows_open(path, &f->limits, &f->diag,
				   epcl_format.codes);
	struct release *release;
	struct epcl *list;
	const struct span *names;
	struct rows_source source;
	uint64_t line;
	size_t n;

	if (!rows_header(r, &names, &n, &line)) {
		;			/* a finding says why */
	} else if (epcl_in_is(names, n) ||
		   span_eq(rows_schema(r), span_of(epcl_format.schema))) {
		list = arena_zero(&w->arena, 1, sizeof(*list));
		vec_push(&w->lists, list);
		epcl_read_rows(list, r, names, n, line, &f->diag);
		for (size_t i = 0; i < list->rows.n; i++)
			evidence_set_add(&w->tested, &list->rows.v[i].what,
				list->rows.v[i].basis != EPCL_EQUIVALENT);
	} else {
		release = arena_zero(&w->arena, 1, sizeof(*release));
		*release = (struct release)RELEASE_INIT;
		vec_push(&w->releases, release);
		if (ppcl_read_rows(release, r, names, n, line, &f->diag) &&
		    ppcl_check(release, rows_name(r), PPCL_CHECK_IDS,
			       &f->diag))
			add_release(w, release, rows_name(r));
	}
	f->system_failed = f->system_failed || rows_system_error(r);
	rows_close(r, &source);
	frame_source(f, "tested", &source, true);
}

static const char *read_table(struct work *w, const char *role,
			      const char *path, epcl_table_reader *read)
{
	struct rows_source source;
	bool system;

	if (!path)
		return NULL;
	read(&w->tables, path, &w->f->limits, &w->f->diag, &source, &system);
	w->f->system_failed = w->f->system_failed || system;
	frame_source(w->f, role, &source, true);
	return source.name;
}

static void read_all(struct work *w)
{
	struct rows_source source;
	bool system;

	if (opts.results) {
		results_read(&w->results, opts.results, &w->f->limits,
			     &w->f->diag, &source, &system);
		w->f->system_failed = w->f->system_failed || system;
		frame_source(w->f, "results", &source, true);
	}
	for (size_t i = 0; i < opts.tested.n; i++)
		read_tested(w, opts.tested.v[i]);
	w->uneconomic_file = read_table(w, "uneconomic", opts.uneconomic,
					uneconomic_read);
	read_table(w, "upgrade-paths", opts.upgrade_paths,
		   upgrade_paths_read);
}

static void tell(const struct work *w, const struct dmct_queue *q)
{
	struct diag *d = &w->f->diag;

	for (size_t i = 0; i < w->tables.uneconomic.n; i++) {
		if (!q->uneconomic_met[i])
			code_find(d, EPCL030, &(struct code_place){
				.file = w->uneconomic_file,
				.line = w->tables.uneconomic.v[i].line },
				"this row meets no candidate of the queue");
	}
	if (!q->smso_stated)
		code_find(d, EPCL032, &(struct code_place){ 0 }, "the tested "
			"list does not state the SMSO; which SMSO has yet to "
			"pass Migration Testing cannot be told");
	if (q->exact && q->exact_total == q->exact_bound)
		code_find(d, EPCL033, &(struct code_place){ 0 }, "after %llu "
			"tests %llu installations are eligible or need none; "
			"no other choice of as many does more",
			(unsigned long long)q->exact,
			(unsigned long long)q->exact_total);
	else if (q->exact)
		code_find(d, EPCL033, &(struct code_place){ 0 }, "after %llu "
			"tests %llu installations are eligible or need none; "
			"the search stopped, and another choice may reach "
			"%llu", (unsigned long long)q->exact,
			(unsigned long long)q->exact_total,
			(unsigned long long)q->exact_bound);
}

static int show(struct work *w, const struct tally *t)
{
	const struct dmct_input in = {
		.tally = t, .tested = &w->tested, .pending = &w->pending,
		.tables = &w->tables, .top = opts.top.value,
	};
	const bool people = frame_kind(w->f) == TABLE_TEXT_TABLE &&
			    !common.columns;
	struct dmct_queue q;
	int status;

	dmct_queue_make(&in, &q);
	tell(w, &q);
	if (!frame_accepts(w->f)) {
		status = w->f->status;
	} else {
		struct json *j = frame_summary(w->f);

		dmct_view_totals(j, &q);
		status = people ? dmct_view_people(w->f, &q) :
				  dmct_view_rows(w->f, &q);
	}
	dmct_queue_release(&q);
	return status;
}

static int make_queue(struct work *w, char **paths, int n)
{
	const struct load_paths names = {
		.policy = opts.policy, .aliases = opts.aliases,
	};
	struct count_notes notes = { 0 };
	struct tally t = TALLY_INIT;
	struct load l;
	int status;

	load_init(&l, w->f, &names, ESTATE_COUNTING, DIAG_ERROR);
	l.may_be_tally = true;
	load_files(&l, paths, n);
	if (!l.is_tally)
		count_estate(&l.estate, &l.policy, PRECEDENCE_ALL, &t,
			     &notes);
	read_all(w);
	if (w->f->diag.count[DIAG_ERROR] || w->f->system_failed) {
		frame_accepts(w->f);
		status = w->f->status;
	} else {
		status = show(w, l.is_tally ? &l.tally : &t);
	}
	tally_release(&t);
	load_release(&l);
	return status;
}

static void work_release(struct work *w)
{
	for (size_t i = 0; i < w->releases.n; i++)
		release_release(w->releases.v[i]);
	for (size_t i = 0; i < w->lists.n; i++)
		epcl_release(w->lists.v[i]);
	vec_release(&w->releases);
	vec_release(&w->lists);
	results_release(&w->results);
	epcl_tables_release(&w->tables);
	evidence_set_release(&w->tested);
	evidence_set_release(&w->pending);
	arena_release(&w->arena);
}

static int run(struct frame *f, char **paths, int n)
{
	struct work w = { .f = f, .results = RESULTS_INIT,
			  .tables = EPCL_TABLES_INIT };
	int status;

	if (common.list_columns) {
		frame_listed(f, opts.states ? &state_format : &dmct_format);
		return PROG_OK;
	}
	if (opts.states)
		return n ? frame_usage(f, "--states reads no input") :
			   dmct_view_states(f);
	if (opts.results && opts.tested.n == 0)
		return frame_usage(f, "--results says which rows of a PPCL "
				   "passed; give it with --tested");
	if (opts.top.given && opts.top.value == 0)
		return frame_usage(f, "--top: 0 tests have no order");
	evidence_set_init(&w.tested);
	evidence_set_init(&w.pending);
	status = make_queue(&w, paths, n);
	work_release(&w);
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
