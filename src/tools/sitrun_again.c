/* A cycle that begins, goes on, or takes up cases of the one before; and what
 * was tried before. */
#include "tools/sitrun_room.h"

#include <stdio.h>

#include "cli/msg.h"
#include "engine/case_lint.h"
#include "engine/case_sample.h"
#include "file/cases_in.h"
#include "file/journal_out.h"
#include "model/codes.h"
#include "net/clock.h"

/* ---- cases ---- */

/* Errors only: what a lint tells besides was for who wrote the cases. */
static void lint(struct sitrun_run *r, const char *file)
{
	struct diag own = DIAG_INIT;
	struct case_lint_told told;

	case_lint(&(struct case_lint_ask){ .cases = &r->cases,
		.world = &r->s->world, .campaign = &r->s->campaign,
		.file = file }, &told, &own);
	for (size_t i = 0; i < own.found.n; i++) {
		if (own.found.v[i].severity == DIAG_ERROR)
			diag_add(&r->f->diag, &own.found.v[i]);
	}
	diag_release(&own);
}

static void read_cases(struct sitrun_run *r)
{
	static const char dash[] = "-";
	struct frame *f = r->f;
	struct rows_source source = { .name = dash };
	bool system;

	for (int i = 0; i < r->ask->path_count || i == 0; i++) {
		cases_in_read(&r->cases, r->ask->path_count ?
			      r->ask->paths[i] : dash, &f->limits, &f->diag,
			      &source, &system);
		f->system_failed = f->system_failed || system;
		frame_source(f, "cases", &source, true);
	}
	r->cases_file = source.name;
	if (!f->diag.count[DIAG_ERROR] && !r->cases.rows.n)
		code_find(&f->diag, SIT073, &(struct code_place){
			.file = source.name }, "has no case; the cycle has "
			"nothing to do");
	if (!f->diag.count[DIAG_ERROR])
		lint(r, source.name);
}

static struct span smso_of(const struct sitrun_run *r, struct span ppc_id)
{
	for (size_t i = 0; i < r->release.rows.n; i++) {
		if (span_eq(r->release.rows.v[i].ppc_id, ppc_id))
			return r->release.rows.v[i].smso;
	}
	return SPAN_EMPTY;
}

static struct journal_plan_row row_of(struct sitrun_run *r, size_t i)
{
	const struct sitrun_place *p = &r->places.v[i];
	const struct testcase *c = &r->cases.rows.v[i];
	char eui[DUIS_EUI_TEXT];

	return (struct journal_plan_row){
		.case_no = p->case_no, .testcase = c,
		.device_id = arena_span(&r->arena, span_of(duis_eui_text(
			p->target.device->eui, eui))),
		.s1sp = p->target.device->s1sp,
		.smso = smso_of(r, c->ppc_id),
		.smets = p->asks ? 0 : p->target.device->smets,
	};
}

/* ---- the journal ---- */

static bool accepts(struct sitrun_run *r, int *status)
{
	if (!r->f->diag.count[DIAG_ERROR] && !r->f->system_failed)
		return true;
	frame_accepts(r->f);
	*status = r->f->status;
	return false;
}

static bool no_cycle_yet(struct sitrun_run *r, int *status)
{
	code_find(&r->f->diag, SIT107, &(struct code_place){
		.file = r->journal_path },
		"no cycle has begun in this journal");
	return accepts(r, status);
}

static bool open_journal(struct sitrun_run *r, enum journal_mode mode,
			 int *status)
{
	struct journal_why why;

	r->journal = journal_open(r->journal_path, mode, &why);
	if (r->journal) {
		if (journal_was_checked(r->journal))
			msg_note("'%s' was marked when it could not be read "
				 "or written; all of it has been checked and "
				 "is whole",
				 r->journal_path);
		return true;
	}
	if (why.wrong == JOURNAL_EMPTY)
		return no_cycle_yet(r, status);
	msg_error("%s", why.text);
	*status = why.wrong == JOURNAL_ALIEN ? PROG_INPUT : PROG_SYSTEM;
	return false;
}

static void path_of(struct sitrun_run *r)
{
	const struct span name = r->s->campaign.name;
	struct buf b = BUF_INIT;

	r->journal_path = r->ask->journal;
	if (r->journal_path)
		return;
	for (size_t i = 0; i < name.n; i++) {
		const struct span c = { name.p + i, 1 };

		if (i == 0 && c.p[0] == '.')
			buf_add_char(&b, '_');
		else
			buf_add_char(&b, testcase_part_ok(c) ? c.p[0] : '_');
	}
	buf_add(&b, SPAN(".journal"));
	r->journal_path = arena_span(&r->arena, buf_span(&b)).p;
	buf_release(&b);
}

static bool put_campaign(struct sitrun_run *r)
{
	const struct campaign *c = &r->s->campaign;
	struct journal_campaign is = { .name = SPAN_EMPTY };
	struct journal_why why;

	if (journal_campaign_put(r->journal, &(struct journal_campaign){
			.name = c->name, .tool_version = SPAN(PACKAGE_VERSION),
			.clock = c->clock == CAMPAIGN_CLOCK_ADMIN ?
				 SPAN("admin") : SPAN("system"),
			.release = r->release.number,
			.release_sha256 = r->release_sha256 }, &why))
		return true;
	journal_campaign(r->journal, &is);
	code_find(&r->f->diag, SIT102, &(struct code_place){
		.file = r->s->campaign_file, .value = &c->name },
		"with this clock is not what the journal is of: that is '"
		SPAN_F "' with the clock '" SPAN_F "'", SPAN_A(is.name),
		SPAN_A(is.clock));
	return false;
}

/* ---- a cycle that begins ---- */

static const char *kind_of(unsigned kind)
{
	static const char *const names[] = { "NORMAL", "MT_EOC", "SIT_EOC",
					     "SYSTEM_REGRESSION", "DMCT" };

	return names[kind];
}

static struct span cycle_name(const struct sitrun_run *r)
{
	return r->ask->cycle ? span_of(r->ask->cycle) :
			       r->s->campaign.cycle;
}

static bool begin_cycle(struct sitrun_run *r, struct span selection)
{
	const struct span name = cycle_name(r);
	struct journal_cycle is;
	char digest[SHA256_TEXT];

	if (!put_campaign(r))
		return false;
	if (journal_cycle(r->journal, name, &is)) {
		code_find(&r->f->diag, SIT100, &(struct code_place){
			.file = r->journal_path, .value = &name },
			"is a cycle that has begun already; go on with it "
			"with --resume, or name another one with --cycle");
		return false;
	}
	journal_plan_digest(&r->cases, digest);
	r->cycle = (struct journal_cycle){
		.name = arena_span(&r->arena, name),
		.kind = span_of(kind_of(r->s->campaign.cycle_kind)),
		.plan_sha256 = arena_span(&r->arena, span_of(digest)),
		.selection = selection, .begun_ms = net_clock_today_ms(),
		.cases = r->cases.rows.n, .runs = 1,
	};
	r->cycle.cycle = journal_cycle_begin(r->journal, &r->cycle);
	for (size_t i = 0; i < r->places.n; i++) {
		const struct journal_plan_row row = row_of(r, i);

		journal_plan_add(r->journal, r->cycle.cycle, &row);
	}
	sitrun_files_put(r);
	return true;
}

static bool fresh(struct sitrun_run *r, int *status)
{
	sitrun_files_campaign(r);
	sitrun_files_devices(r);
	if (!accepts(r, status))
		return false;
	sitrun_overrides(r);
	sitrun_files_release(r);
	read_cases(r);
	if (!accepts(r, status) || !sitrun_places(r, r->cases_file))
		return accepts(r, status);
	path_of(r);
	if (!open_journal(r, JOURNAL_WRITE, status))
		return false;
	begin_cycle(r, SPAN_EMPTY);
	return accepts(r, status);
}

/* ---- a cycle that goes on ---- */

static bool replace_plan(struct sitrun_run *r)
{
	const size_t n = r->places.n;
	struct journal_plan_row *rows = arena_zero(&r->arena, n + 1,
						   sizeof(*rows));
	struct journal_replan told = { 0 };
	char digest[SHA256_TEXT];

	for (size_t i = 0; i < n; i++)
		rows[i] = row_of(r, i);
	journal_plan_digest(&r->cases, digest);
	if (!journal_plan_replace(r->journal, r->cycle.cycle,
				  net_clock_today_ms(), rows, n, digest,
				  &told, &r->f->diag))
		return false;
	for (size_t i = 0; i < n; i++)
		r->places.v[i].case_no = rows[i].case_no;
	msg_note("the plan of cycle '" SPAN_F "' is another one now: %llu "
		 "cases as they were, %llu changed, %llu new, %llu gone",
		 SPAN_A(r->cycle.name), (unsigned long long)told.same,
		 (unsigned long long)told.changed,
		 (unsigned long long)told.fresh,
		 (unsigned long long)told.gone);
	return true;
}

static bool same_devices(const struct sitrun_run *r,
			 const struct journal_plan *plan)
{
	for (size_t i = 0; i < r->places.n && i < plan->rows.n; i++) {
		const struct world_device *d = r->places.v[i].target.device;
		char eui[DUIS_EUI_TEXT];

		if (!span_eq(span_of(duis_eui_text(d->eui, eui)),
			     plan->rows.v[i].device_id))
			return false;
	}
	return true;
}

static void plan_is_other(struct sitrun_run *r, const char *what)
{
	code_find(&r->f->diag, SIT101, &(struct code_place){
		.file = r->cases_file, .value = &r->cycle.name },
		"is a cycle with other %s; give those, or --plan-changed to "
		"go on with these", what);
}

static bool take_plan(struct sitrun_run *r, struct journal_plan *plan)
{
	char digest[SHA256_TEXT];
	bool other;

	if (!r->ask->path_count) {
		cases_release(&r->cases);
		r->cases = plan->cases;
		plan->cases = (struct cases)CASES_INIT;
	} else {
		read_cases(r);
	}
	if (r->f->diag.count[DIAG_ERROR] || !sitrun_places(r, r->cases_file))
		return false;
	journal_plan_digest(&r->cases, digest);
	other = !span_eq(span_of(digest), r->cycle.plan_sha256);
	if (other && !r->ask->plan_changed) {
		plan_is_other(r, "cases");
		return false;
	}
	if (other || (r->ask->plan_changed && r->ask->path_count))
		return replace_plan(r);
	for (size_t i = 0; i < r->places.n; i++)
		r->places.v[i].case_no = plan->rows.v[i].case_no;
	if (!same_devices(r, plan) && !r->ask->plan_changed) {
		plan_is_other(r, "devices");
		return false;
	}
	return true;
}

static bool load_plan(struct sitrun_run *r, struct journal_plan *plan,
		      int *status)
{
	if (journal_plan_load(r->journal, r->before.cycle, plan,
			      &r->f->diag))
		return accepts(r, status);
	if (r->f->diag.count[DIAG_ERROR])
		return accepts(r, status);
	msg_error("%s", journal_failure(r->journal));
	*status = PROG_SYSTEM;
	return false;
}

/* There is none, or nobody can read it. */
static bool no_cycle(struct sitrun_run *r, struct span name, int *status)
{
	if (*journal_failure(r->journal)) {
		msg_error("%s", journal_failure(r->journal));
		*status = PROG_SYSTEM;
		return false;
	}
	if (!name.n)
		return no_cycle_yet(r, status);
	code_find(&r->f->diag, SIT107, &(struct code_place){
		.file = r->journal_path, .value = &name },
		"is no cycle of this journal");
	return accepts(r, status);
}

/* Campaign, devices and release of the cycle before, or those given. */
static bool settings_again(struct sitrun_run *r, struct span name,
			   int *status)
{
	if (r->ask->campaign) {
		sitrun_files_campaign(r);
		if (!accepts(r, status))
			return false;
	}
	path_of(r);
	if (!open_journal(r, JOURNAL_CONTINUE, status))
		return false;
	if (!journal_cycle(r->journal, name, &r->before))
		return no_cycle(r, name, status);
	if (!r->ask->campaign)
		sitrun_files_campaign(r);
	sitrun_files_devices(r);
	if (!accepts(r, status))
		return false;
	sitrun_overrides(r);
	sitrun_files_release(r);
	return accepts(r, status);
}

static bool resume(struct sitrun_run *r, int *status)
{
	struct journal_plan plan = JOURNAL_PLAN_INIT;
	bool ok;

	if (!settings_again(r, r->ask->cycle ? span_of(r->ask->cycle) :
			    SPAN_EMPTY, status))
		return false;
	r->cycle = r->before;
	r->cases_file = r->journal_path;
	ok = load_plan(r, &plan, status) && put_campaign(r) &&
	     take_plan(r, &plan);
	journal_plan_release(&plan);
	if (!ok)
		return accepts(r, status) && ok;
	journal_cycle_resumed(r->journal, r->cycle.cycle,
			      net_clock_today_ms(), SPAN(PACKAGE_VERSION));
	if (r->ask->device_count)
		sitrun_files_changed(r);
	if (r->ask->device_count || r->ask->campaign)
		sitrun_files_put(r);
	return true;
}

/* ---- a cycle of some of the cases of those before ---- */

static bool wanted(const struct sitrun_run *r, const struct result_row *row)
{
	const struct span verdict = row->cell[RESULT_VERDICT];

	switch (r->ask->rerun) {
	case SITRUN_RERUN_LATE:
		return span_eq(row->cell[RESULT_TIMING], SPAN("LATE"));
	case SITRUN_RERUN_VOIDED:
		return row->cell[RESULT_VOIDED_BY].n > 0;
	case SITRUN_RERUN_FAILED:
	case SITRUN_RERUN_NONE:
		break;
	}
	return !span_eq(verdict, SPAN("PASS")) &&
	       !span_eq(verdict, SPAN("LATE")) &&
	       !span_eq(verdict, SPAN("SKIP"));
}

/* Of each case the newest result that did not skip it decides: cycles come
 * in the order in which they began. */
static void find_wanted(const struct sitrun_run *r,
			const struct results *results,
			const struct cases *cases, bool *keep)
{
	struct intern ids = INTERN_INIT;
	uint32_t at;

	for (size_t i = 0; i < cases->rows.n; i++) {
		intern_put(&ids, cases->rows.v[i].id, NULL);
		keep[i] = false;
	}
	for (size_t i = 0; i < results->rows.n; i++) {
		const struct result_row *row = &results->rows.v[i];

		at = intern_find(&ids, row->cell[RESULT_CASE_ID]);
		if (at != INTERN_NONE &&
		    !span_eq(row->cell[RESULT_VERDICT], SPAN("SKIP")))
			keep[at] = wanted(r, row);
	}
	intern_release(&ids);
}

static bool pick(struct sitrun_run *r, struct journal_plan *plan)
{
	const struct journal_want want = { .not_run = true };
	struct results results = RESULTS_INIT;
	bool *keep = mem_array(plan->cases.rows.n + 1, sizeof(*keep)), ok;

	ok = journal_results(r->journal, &want, &results);
	find_wanted(r, &results, &plan->cases, keep);
	r->cases = plan->cases;
	plan->cases = (struct cases)CASES_INIT;
	case_sample_close(&r->cases, keep);
	case_sample_cut(&r->cases, keep);
	results_release(&results);
	mem_free(keep);
	return ok;
}

/* The journal is told what is void, in every cycle. */
static void mark_voided(struct sitrun_run *r)
{
	struct frame *f = r->f;
	struct intern ids = INTERN_INIT;
	struct rows_source source;
	bool system;

	for (size_t i = 0; i < r->ask->voided_count; i++) {
		voided_in_read(&ids, r->ask->voided[i], &f->limits, &f->diag,
			       &source, &system);
		f->system_failed = f->system_failed || system;
		frame_source(f, "voided", &source, true);
	}
	for (uint32_t i = 0; i < ids.count; i++)
		journal_attempts_void(r->journal, 0, intern_get(&ids, i),
				      SPAN("a change of the release"));
	intern_release(&ids);
}

/* Cases are looked for where all of them were, not in a cycle of some. */
static void last_whole_cycle(struct sitrun_run *r)
{
	journal_cycles list = VEC_INIT;

	journal_cycles_list(r->journal, &list);
	for (size_t i = list.n; i-- > 0;) {
		if (list.v[i].selection.n)
			continue;
		r->before = list.v[i];
		break;
	}
	vec_release(&list);
}

/* A cycle of no case would be the last one, and hide the one before. */
static bool begin_again(struct sitrun_run *r)
{
	static const char *const names[] = { "failed", "late", "voided" };

	r->none_again = r->cases.rows.n == 0;
	if (!r->none_again)
		return begin_cycle(r, arena_printf(&r->arena,
			"%s of " SPAN_F, names[r->ask->rerun],
			SPAN_A(r->before.name)));
	if (!put_campaign(r))
		return false;
	msg_note("nothing to run again: no case of cycle '" SPAN_F "' %s; no "
		 "cycle begins", SPAN_A(r->before.name),
		 r->ask->rerun == SITRUN_RERUN_LATE ? "was late" :
		 r->ask->rerun == SITRUN_RERUN_VOIDED ? "is void" : "failed");
	return true;
}

static bool rerun(struct sitrun_run *r, int *status)
{
	struct journal_plan plan = JOURNAL_PLAN_INIT;
	bool ok;

	if (!settings_again(r, SPAN_EMPTY, status))
		return false;
	last_whole_cycle(r);
	if (r->ask->rerun == SITRUN_RERUN_VOIDED)
		mark_voided(r);
	if (!accepts(r, status))
		return false;
	r->cases_file = r->journal_path;
	ok = load_plan(r, &plan, status) && pick(r, &plan) &&
	     sitrun_places(r, r->cases_file) && begin_again(r);
	journal_plan_release(&plan);
	if (ok && !r->none_again && r->ask->device_count)
		sitrun_files_changed(r);
	return accepts(r, status) && ok;
}

bool sitrun_again_cycle(struct sitrun_run *r, int *status)
{
	if (r->ask->resume)
		return resume(r, status);
	if (r->ask->rerun != SITRUN_RERUN_NONE)
		return rerun(r, status);
	return fresh(r, status);
}

/* ---- what was tried before ---- */

static void take_attempt(struct sitrun_run *r, struct intern *numbers,
			 const struct journal_attempt *row)
{
	char key[32];
	uint32_t at;
	struct sitrun_place *p;

	snprintf(key, sizeof(key), "%llu", (unsigned long long)row->case_no);
	at = intern_find(numbers, span_of(key));
	if (at == INTERN_NONE)
		return;			/* it is no longer planned */
	p = &r->places.v[at];
	if (p->number)
		vec_push(&r->lost, ((struct sitrun_lost){
			at, p->attempt, p->number }));
	p->number = row->number;
	p->attempt = (uint32_t)row->attempt;
	p->carry = row->carry;
	/* of what was never sent the firmware is what runs now */
	p->resumed = !span_eq(row->state, span_of(
		attempt_state_name(ATTEMPT_UNSENT)));
	p->voided = row->voided_by.n > 0;
	p->over = !p->voided && span_eq(row->state, span_of(
		attempt_state_name(ATTEMPT_OVER)));
	for (unsigned i = 0; i < DEVICES; i++)
		p->firmware[i] = row->firmware[i];
}

bool sitrun_again_load(struct sitrun_run *r)
{
	struct intern numbers = INTERN_INIT;
	char key[32];
	bool ok;

	r->nothing_left = r->places.n == 0;
	if (!r->ask->resume)
		return true;
	ok = journal_load(r->journal, r->cycle.cycle, true, &r->load);
	for (size_t i = 0; i < r->places.n; i++) {
		snprintf(key, sizeof(key), "%llu",
			 (unsigned long long)r->places.v[i].case_no);
		intern_put(&numbers, span_of(key), NULL);
	}
	for (size_t i = 0; i < r->load.attempts.n; i++)
		take_attempt(r, &numbers, &r->load.attempts.v[i]);
	r->nothing_left = ok;
	for (size_t i = 0; i < r->places.n; i++)
		r->nothing_left = r->nothing_left && r->places.v[i].over;
	intern_release(&numbers);
	if (!ok)
		msg_error("%s", journal_failure(r->journal));
	return ok;
}

bool sitrun_again_attempts(struct sitrun_run *r)
{
	struct attempt a;
	bool ok = true;

	for (size_t i = 0; i < r->places.n && ok; i++) {
		if (!r->places.v[i].number)
			continue;
		ok = attempt_restore(r->places.v[i].carry, &r->arena, &a);
		a.place = (uint32_t)i;
		/* its case is another one now: once more */
		if (ok && r->places.v[i].voided)
			a.state = ATTEMPT_AGAIN;
		if (ok)
			run_resume(r->run, &a, sitrun_now(r));
	}
	if (!ok)
		msg_error("'%s' holds an attempt that cannot be read",
			  r->journal_path);
	return ok;
}
