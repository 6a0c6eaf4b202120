/* Everything that a view needs is read first; then the view is made. */
#include "tools/sitrun_views.h"

#include <string.h>

#include "base/num.h"
#include "cli/msg.h"
#include "file/cases_in.h"
#include "file/criteria_in.h"
#include "file/journal_out.h"
#include "file/register_in.h"
#include "model/codes.h"
#include "model/epcl.h"
#include "model/sit_views.h"
#include "tools/people.h"

static void took(struct sitrun_views *v, const char *role,
		 const struct rows_source *source, bool system)
{
	v->f->system_failed = v->f->system_failed || system;
	frame_source(v->f, role, source, true);
}

/* ---- reading ---- */

static void read_results(struct sitrun_views *v, struct results *into,
			 char **files, int n)
{
	struct rows_source source;
	bool system;

	for (int i = 0; i < n; i++) {
		results_read_sit(into, files[i], &v->f->limits, &v->f->diag,
				 &source, &system);
		took(v, "results", &source, system);
		v->results_file = n == 1 ? source.name : NULL;
	}
}

static void read_plan(struct sitrun_views *v)
{
	struct rows_source source;
	bool system;

	if (!v->ask->cases)
		return;
	v->has_plan = true;
	cases_in_read(&v->cases, v->ask->cases, &v->f->limits, &v->f->diag,
		      &source, &system);
	took(v, "cases", &source, system);
}

static void read_criteria(struct sitrun_views *v)
{
	struct rows_source source;
	bool system;

	if (!v->ask->criteria)
		return;
	criteria_in_read(&v->criteria, v->ask->criteria, &v->f->limits,
			 &v->f->diag, &source, &system);
	took(v, "criteria", &source, system);
}

static void read_issues(struct sitrun_views *v)
{
	struct rows_source source;
	bool system;

	if (!v->ask->issues)
		return;
	issues_in_read(&v->issues, v->ask->issues, &v->f->limits,
		       &v->f->diag, &source, &system);
	took(v, "issues", &source, system);
	v->issues_file = source.name;
}

static void read_release(struct sitrun_views *v)
{
	if (!v->ask->ppcl && !v->s->campaign.release_file.n)
		return;
	sitrun_ppcl(v->s, v->ask->ppcl, &v->release);
	v->has_release = true;
}

static bool good(const struct sitrun_views *v)
{
	return !v->f->diag.count[DIAG_ERROR] && !v->f->system_failed &&
	       !v->rejected;
}

static void make(struct sitrun_views *v, struct outcomes *o,
		 const struct results *results, const char *cycle)
{
	outcomes_make(o, &(struct outcomes_ask){
		.results = results,
		.plan = v->has_plan ? &v->cases : NULL,
		.in_order = v->ask->journal != NULL,
		.cycle = cycle ? span_of(cycle) : SPAN_EMPTY,
		.file = v->results_file }, &v->f->diag);
}

static void read_all(struct sitrun_views *v)
{
	static char dash[] = "-";
	char *standard[] = { dash };
	char **files = v->ask->files;
	int n = v->ask->file_count;

	if (n == 0 && v->ask->view != SITRUN_UIT_SETS) {
		files = standard;
		n = 1;
	}
	read_results(v, &v->results, files, n);
	read_plan(v);
	read_criteria(v);
	read_issues(v);
	read_release(v);
	if (!good(v))
		return;
	make(v, &v->outcomes, &v->results, v->ask->cycle);
	if (v->ask->issues)
		issue_links_make(&v->links, &v->issues, &v->outcomes,
				 v->issues_file, &v->f->diag);
}

/* Two files, the older one first; or two cycles, and then files. */
static void read_two(struct sitrun_views *v)
{
	char **files = v->ask->files;
	const int n = v->ask->file_count;

	if (n == 2) {
		read_results(v, &v->older_results, files, 1);
		if (good(v))
			make(v, &v->older, &v->older_results, NULL);
		read_results(v, &v->results, files + 1, 1);
		if (good(v))
			make(v, &v->outcomes, &v->results, NULL);
		return;
	}
	read_results(v, &v->results, files + 2, n - 2);
	if (!good(v))
		return;
	make(v, &v->older, &v->results, files[0]);
	make(v, &v->outcomes, &v->results, files[1]);
}

/* ---- the journal ---- */

/* The plans of all cycles, the later ones last: they say what counts. */
static bool take_plans(struct sitrun_views *v, struct journal *j)
{
	journal_cycles cycles = VEC_INIT;
	bool ok = true;

	journal_cycles_list(j, &cycles);
	for (size_t i = 0; ok && i < cycles.n; i++) {
		const struct journal_cycle *c = &cycles.v[i];
		struct journal_plan *plan;

		if (v->ask->cycle && !span_eq(c->name,
					      span_of(v->ask->cycle)))
			continue;
		plan = vec_add(&v->plans);
		*plan = (struct journal_plan)JOURNAL_PLAN_INIT;
		ok = journal_plan_load(j, c->cycle, plan, &v->f->diag);
		for (size_t k = 0; k < plan->cases.rows.n; k++)
			vec_push(&v->cases.rows, plan->cases.rows.v[k]);
	}
	vec_release(&cycles);
	v->has_plan = true;
	return ok;
}

static void take_clock(struct sitrun_views *v, struct journal *j)
{
	struct journal_campaign c;

	if (journal_campaign(j, &c))
		v->clock = arena_span(&v->arena, c.clock);
}

static bool take_journal(struct sitrun_views *v, struct journal *j)
{
	const bool attempts = v->ask->view == SITRUN_ATTEMPTS;
	const struct journal_want want = { .attempts = attempts,
		.not_run = !attempts,
		.gone = v->ask->view == SITRUN_MATRIX };

	return journal_hold_still(j) &&
	       journal_results(j, &want, &v->results) &&
	       (v->ask->cases || take_plans(v, j));
}

static void read_journal(struct sitrun_views *v)
{
	const char *path = v->ask->journal, *slash = strrchr(path, '/');
	struct journal_why why;
	struct journal *j = journal_open(path, JOURNAL_READ, &why);

	v->results_file = slash ? slash + 1 : path;
	if (!j) {
		msg_error("%s", why.text);
		v->f->system_failed = why.wrong != JOURNAL_ALIEN;
		v->rejected = true;
		return;
	}
	take_clock(v, j);
	if (!take_journal(v, j) && !v->f->diag.count[DIAG_ERROR]) {
		msg_error("%s", journal_failure(j));
		v->f->system_failed = true;
	}
	frame_source_live(v->f, "journal", path, v->results.rows.n);
	journal_close(j);
}

static void read_from_journal(struct sitrun_views *v)
{
	const bool two = v->ask->view == SITRUN_COMPARE;

	read_journal(v);
	read_plan(v);
	read_criteria(v);
	read_issues(v);
	read_release(v);
	if (!good(v))
		return;
	make(v, &v->outcomes, &v->results,
	     two ? v->ask->files[1] : v->ask->cycle);
	if (two)
		make(v, &v->older, &v->results, v->ask->files[0]);
	if (v->ask->issues)
		issue_links_make(&v->links, &v->issues, &v->outcomes,
				 v->issues_file, &v->f->diag);
}

/* ---- views ---- */

const struct table_format *sitrun_view_format(enum sitrun_view view)
{
	switch (view) {
	case SITRUN_CRITERIA:
		return &criteria_sheet_format;
	case SITRUN_MATRIX:
		return &sit_matrix_format;
	case SITRUN_DEFECTS:
		return &sit_defects_format;
	case SITRUN_TRT:
		return &sit_trt_format;
	case SITRUN_CYCLES:
		return &sit_cycles_format;
	case SITRUN_COMPARE:
		return &sit_compare_format;
	case SITRUN_UIT_SETS:
		return &uit_sets_format;
	default:
		return &result_format;
	}
}

static int show(struct sitrun_views *v)
{
	switch (v->ask->view) {
	case SITRUN_CRITERIA:
		return sitrun_view_criteria(v);
	case SITRUN_MATRIX:
		return sitrun_view_matrix(v);
	case SITRUN_DEFECTS:
		return sitrun_view_defects(v);
	case SITRUN_TRT:
		return sitrun_view_trt(v);
	case SITRUN_CYCLES:
		return sitrun_view_cycles(v);
	case SITRUN_COMPARE:
		return sitrun_view_compare(v);
	case SITRUN_UIT_SETS:
		return sitrun_view_uit_sets(v);
	default:
		return sitrun_view_results(v);
	}
}

int sitrun_views(struct sitrun *s, const struct sitrun_views_ask *ask)
{
	struct sitrun_views v = { .s = s, .f = s->f, .ask = ask,
		.results = RESULTS_INIT, .cases = CASES_INIT,
		.release = RELEASE_INIT, .criteria = CRITERIA_INIT,
		.issues = TEST_ISSUES_INIT, .older_results = RESULTS_INIT };
	int status;

	if (ask->journal)
		read_from_journal(&v);
	else if (ask->view == SITRUN_COMPARE)
		read_two(&v);
	else
		read_all(&v);
	if (good(&v)) {
		status = show(&v);
	} else {
		status = frame_accepts(v.f) ? PROG_INPUT : v.f->status;
	}
	for (size_t i = 0; i < v.plans.n; i++)
		journal_plan_release(&v.plans.v[i]);
	vec_release(&v.plans);
	results_release(&v.results);
	cases_release(&v.cases);
	release_release(&v.release);
	criteria_release(&v.criteria);
	test_issues_release(&v.issues);
	issue_links_release(&v.links);
	outcomes_release(&v.outcomes);
	results_release(&v.older_results);
	outcomes_release(&v.older);
	arena_release(&v.arena);
	return status;
}

int sitrun_views_of(struct sitrun *s, const struct sitrun_views_ask *ask,
		    const struct results *results, struct span clock,
		    int status)
{
	struct sitrun_views v = { .s = s, .f = s->f, .ask = ask,
				  .clock = clock };
	int shown;

	outcomes_make(&v.outcomes, &(struct outcomes_ask){
		.results = results, .in_order = true }, &v.f->diag);
	shown = sitrun_view_results(&v);
	outcomes_release(&v.outcomes);
	return shown == PROG_OK || shown == PROG_NO ? status : shown;
}

/* ---- what they share ---- */

void sitrun_view_clock(const struct sitrun_views *v, struct sink *sink,
		       unsigned width)
{
	if (span_eq(v->clock, SPAN("admin")))
		people_line(sink, width, SPAN("by the clock of sit-emu, which "
			"was moved: no time of a real DCC"));
}

void sitrun_view_foot(const struct sitrun_views *v, struct sink *sink,
		      unsigned width, const struct outcome_rates *r)
{
	struct arena a = ARENA_INIT;

	people_line(sink, width, sitrun_view_rates(r, &a));
	sitrun_view_clock(v, sink, width);
	arena_release(&a);
}

bool sitrun_view_for_people(const struct sitrun_views *v)
{
	return frame_kind(v->f) == TABLE_TEXT_TABLE && !v->f->common->columns;
}

int sitrun_view_status(const struct sitrun_views *v)
{
	return outcomes_good(&v->outcomes) ? PROG_OK : PROG_NO;
}

struct span sitrun_view_percent(struct arena *a, uint64_t n, uint64_t d)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_percent(n, d, 2, text)));
}

struct span sitrun_view_number(struct arena *a, uint64_t n)
{
	char text[NUM_TEXT];

	return arena_span(a, span_of(num_text(n, text)));
}

bool sitrun_page_open(struct sitrun_page *p, struct sitrun_views *v,
		      const struct table_format *format)
{
	*p = (struct sitrun_page){ .f = v->f, .arena = ARENA_INIT };
	if (!frame_table(v->f, format, &p->to))
		return false;
	p->out = frame_out(v->f);
	p->sink = out_sink(p->out);
	return true;
}

int sitrun_page_close(struct sitrun_page *p, int status)
{
	arena_release(&p->arena);
	return frame_commit(p->f, p->out, status);
}

void sitrun_view_share(struct json *j, const char *name, uint64_t n,
		       uint64_t d)
{
	char text[NUM_TEXT];

	if (d)
		json_number(j, name, num_percent(n, d, 2, text));
	else
		json_string(j, name, SPAN_EMPTY);
}

void sitrun_view_totals(const struct sitrun_views *v, struct json *j,
			const struct outcome_rates *r)
{
	static const char *const names[VERDICTS] = {
		"passed", "failed", "errors", "late", "blocked", "skipped",
		"no_verdict" };

	if (!j)
		return;
	if (v->clock.n)
		json_string(j, "clock", v->clock);
	json_object(j, "totals");
	json_u64(j, "cases", r->cases);
	for (unsigned k = 0; k < VERDICTS; k++)
		json_u64(j, names[k], r->verdict[k]);
	json_u64(j, "not_run", r->not_run);
	json_u64(j, "attempts", r->attempts);
	json_u64(j, "tried", r->tried);
	json_u64(j, "first_time", r->first_time);
	sitrun_view_share(j, "passed_percent", r->verdict[VERDICT_PASS],
			  r->tried);
	sitrun_view_share(j, "first_time_percent", r->first_time, r->tried);
	json_end(j);
}

struct span sitrun_view_rates(const struct outcome_rates *r, struct arena *a)
{
	const uint64_t passed = r->verdict[VERDICT_PASS];
	struct buf b = BUF_INIT;
	struct span s;

	buf_addf(&b, "%llu of %llu passed (" SPAN_F " %%), %llu the first "
		"time (" SPAN_F " %%)", (unsigned long long)passed,
		(unsigned long long)r->tried,
		SPAN_A(sitrun_view_percent(a, passed, r->tried)),
		(unsigned long long)r->first_time,
		SPAN_A(sitrun_view_percent(a, r->first_time, r->tried)));
	if (!r->tried) {
		buf_clear(&b);
		buf_add(&b, SPAN("nothing was tried"));
	}
	for (unsigned k = VERDICT_FAIL; k < VERDICTS; k++) {
		if (r->verdict[k])
			buf_addf(&b, ", %llu %s",
				 (unsigned long long)r->verdict[k],
				 verdict_name((enum verdict_kind)k));
	}
	if (r->not_run)
		buf_addf(&b, ", %llu not run",
			 (unsigned long long)r->not_run);
	s = arena_span(a, buf_span(&b));
	buf_release(&b);
	return s;
}
