/* One file after the other, from a journal that holds still. */
#include "file/evidence_out.h"

#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "file/cases_out.h"
#include "file/evidence_dir.h"
#include "file/evidence_line.h"
#include "file/journal_out.h"
#include "file/journal_room.h"
#include "file/table_out.h"

struct pack {
	struct journal *j;
	struct evidence_dir *dir;
	struct evidence_totals *t;
	struct arena arena;
	struct evidence_plan plan;
	struct sink *sink;
	struct buf line;
};

/* ---- tables ---- */

static void count_verdict(struct pack *p, const struct result_row *row)
{
	struct span rest = span_of(result_format.columns[RESULT_VERDICT].
				   values);
	struct span one;

	p->t->cases++;
	if (journal_row_not_run(row)) {
		p->t->not_run++;
		return;
	}
	for (unsigned i = 0; span_cut(&rest, '|', &one); i++) {
		if (span_eq(one, row->cell[RESULT_VERDICT]))
			p->t->verdicts[i]++;
	}
}

static bool put_results(struct pack *p, const char *name, bool attempts)
{
	const struct journal_want want = { .attempts = attempts,
		.not_run = !attempts, .gone = attempts };
	const struct table_out_options csv = { .kind = TABLE_CSV };
	struct results r = RESULTS_INIT;
	struct table_out t;
	const bool ok = journal_results(p->j, &want, &r);

	table_out_begin(&t, evidence_dir_file(p->dir, name), &result_format,
			&csv);
	for (size_t i = 0; i < r.rows.n; i++) {
		table_out_row(&t, r.rows.v[i].cell);
		if (!attempts)
			count_verdict(p, &r.rows.v[i]);
	}
	table_out_end(&t);
	results_release(&r);
	return ok;
}

static struct span cases_name(struct pack *p, uint64_t cycle)
{
	return arena_printf(&p->arena, "cases-%llu.csv",
			    (unsigned long long)cycle);
}

static void put_cases(struct pack *p, const struct cases *cases,
		      const char *name)
{
	const struct table_out_options csv = { .kind = TABLE_CSV };
	struct span cells[CASES_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out t;

	table_out_begin(&t, evidence_dir_file(p->dir, name), &cases_format,
			&csv);
	for (size_t i = 0; i < cases->rows.n; i++) {
		cases_out_cells(&cases->rows.v[i], &scratch, cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
}

static bool put_plans(struct pack *p)
{
	bool ok = true;

	for (size_t i = 0; ok && i < p->plan.cycles.n; i++) {
		const uint64_t cycle = p->plan.cycles.v[i].cycle;
		struct journal_plan plan = JOURNAL_PLAN_INIT;
		struct diag d = DIAG_INIT;

		ok = journal_plan_load(p->j, cycle, &plan, &d);
		if (!ok)
			journal_damaged(p->j, "a case that is none");
		put_cases(p, &plan.cases, cases_name(p, cycle).p);
		journal_plan_release(&plan);
		diag_release(&d);
	}
	return ok;
}

/* ---- lines ---- */

static void put_line(struct pack *p)
{
	buf_add_char(&p->line, '\n');
	sink_put(p->sink, buf_span(&p->line));
	buf_clear(&p->line);
}

static void take_attempt(void *into, const struct evidence_attempt *a)
{
	struct pack *p = into;

	evidence_line(a, &p->line);
	put_line(p);
	p->t->attempts++;
	p->t->requests += a->requests.n;
	p->t->messages += a->messages.n;
}

static void take_message(void *into, const struct evidence_message *m)
{
	struct pack *p = into;

	evidence_message_line(m, &p->line);
	put_line(p);
	p->t->unmatched++;
}

static void put_moment(struct json *j, const char *name, int64_t ms)
{
	char text[MOMENT_TEXT];

	if (ms)
		json_string(j, name, span_of(moment_text(ms, text)));
}

static void put_events(struct pack *p)
{
	struct get g = get_begin(p->j, SQL_EVENTS);
	struct buf_sink line;
	struct json j;

	p->sink = evidence_dir_file(p->dir, "events.ndjson");
	buf_sink_init(&line, &p->line);
	while (get_row(&g)) {
		json_init(&j, &line.sink);
		json_object_flat(&j, NULL);
		put_moment(&j, "at", get_ms(&g));
		json_string(&j, "cycle", get_text(&g, &p->arena));
		json_string(&j, "kind", get_text(&g, &p->arena));
		json_string(&j, "text", get_text(&g, &p->arena));
		json_end(&j);
		sink_put(p->sink, buf_span(&p->line));
		buf_clear(&p->line);
	}
}

/* ---- bodies ---- */

static bool put_bodies(struct pack *p)
{
	struct get g = get_begin(p->j, SQL_BODIES);
	struct span bytes;
	char name[sizeof(EVIDENCE_BODIES) + SHA256_TEXT];
	char sum[SHA256_TEXT];

	while (get_row(&g) && journal_body_whole(p->j, &g, &bytes, sum)) {
		memcpy(name, EVIDENCE_BODIES "/", sizeof(EVIDENCE_BODIES));
		memcpy(name + sizeof(EVIDENCE_BODIES), sum, SHA256_TEXT);
		sink_put(evidence_dir_file(p->dir, name), bytes);
		p->t->bodies++;
		p->t->bytes += bytes.n;
	}
	get_end(&g);
	return !journal_failed(p->j);
}

/* ---- the manifest ---- */

static void text_member(struct json *j, const char *name, struct span s)
{
	if (s.n)
		json_string(j, name, s);
}

static void put_cycle(struct pack *p, struct json *j,
		      const struct journal_cycle *c)
{
	json_object_flat(j, NULL);
	json_string(j, "name", c->name);
	text_member(j, "kind", c->kind);
	text_member(j, "selection", c->selection);
	json_string(j, "plan", cases_name(p, c->cycle));
	json_string(j, "plan_sha256", c->plan_sha256);
	put_moment(j, "begun_at", c->begun_ms);
	put_moment(j, "ended_at", c->ended_ms);
	json_u64(j, "runs", c->runs);
	json_u64(j, "cases", c->cases);
	json_end(j);
}

/* Where it lay is nobody's business. */
static struct span base_name(struct span path)
{
	for (size_t i = path.n; i-- > 0;) {
		if (path.p[i] == '/')
			return span_from(path, i + 1);
	}
	return path;
}

static void put_inputs(struct pack *p, struct json *j)
{
	struct get g = get_begin(p->j, SQL_FILES);
	char sum[SHA256_TEXT];

	json_array(j, "inputs");
	while (get_row(&g)) {
		json_object_flat(j, NULL);
		json_string(j, "cycle", get_text(&g, &p->arena));
		json_string(j, "role", get_text(&g, &p->arena));
		json_u64(j, "place", get_u64(&g));
		json_u64(j, "run", get_u64(&g));
		json_string(j, "name",
			    base_name(get_text(&g, &p->arena)));
		journal_sha_text(get_bytes(&g), sum);
		text_member(j, "sha256", span_of(sum));
		json_u64(j, "bytes", get_u64(&g));
		json_end(j);
	}
	json_end(j);
}

void evidence_totals_put(const struct evidence_totals *t, struct json *j)
{
	struct span rest = span_of(result_format.columns[RESULT_VERDICT].
				   values);
	struct arena a = ARENA_INIT;
	struct span one;

	json_u64(j, "cycles", t->cycles);
	json_u64(j, "cases", t->cases);
	json_u64(j, "not_run", t->not_run);
	for (unsigned i = 0; span_cut(&rest, '|', &one); i++)
		json_u64(j, arena_string(&a, one), t->verdicts[i]);
	json_u64(j, "attempts", t->attempts);
	json_u64(j, "requests", t->requests);
	json_u64(j, "messages", t->messages);
	json_u64(j, "unmatched", t->unmatched);
	json_u64(j, "bodies", t->bodies);
	json_u64(j, "bytes", t->bytes);
	arena_release(&a);
}

static void put_manifest(struct pack *p, const char *tool_version)
{
	const struct journal_campaign *c = &p->plan.campaign;
	struct json j;

	json_init(&j, evidence_dir_file(p->dir, "manifest.json"));
	json_object(&j, NULL);
	json_string(&j, "schema", SPAN("sit-evidence/1"));
	json_string(&j, "version", span_of(tool_version));
	json_string(&j, "campaign", c->name);
	json_string(&j, "tool_version", c->tool_version);
	json_string(&j, "clock", c->clock);
	text_member(&j, "release", c->release);
	text_member(&j, "release_sha256", c->release_sha256);
	json_array(&j, "cycles");
	for (size_t i = 0; i < p->plan.cycles.n; i++)
		put_cycle(p, &j, &p->plan.cycles.v[i]);
	json_end(&j);
	put_inputs(p, &j);
	json_object(&j, "totals");
	evidence_totals_put(p->t, &j);
	json_end(&j);
	json_end(&j);
}

static bool put_all(struct pack *p, const char *tool_version)
{
	evidence_plan_load(p->j, &p->arena, &p->plan);
	p->t->cycles = p->plan.cycles.n;
	if (!put_results(p, "results.csv", false) ||
	    !put_results(p, "attempts.csv", true) || !put_plans(p))
		return false;
	p->sink = evidence_dir_file(p->dir, "attempts.ndjson");
	if (!evidence_walk(p->j, &p->plan, take_attempt, p))
		return false;
	p->sink = evidence_dir_file(p->dir, "unmatched.ndjson");
	if (!evidence_walk_unmatched(p->j, take_message, p))
		return false;
	put_events(p);
	if (!put_bodies(p))
		return false;
	put_manifest(p, tool_version);
	return !journal_failed(p->j);
}

bool evidence_export(struct journal *j, const char *path,
		     const char *tool_version,
		     struct evidence_totals *totals, struct buf *why)
{
	struct pack p = { .j = j, .t = totals };
	bool ok;

	*totals = (struct evidence_totals){ .cycles = 0 };
	p.dir = evidence_dir_make(path, why);
	if (!p.dir)
		return false;
	ok = journal_hold_still(j) && put_all(&p, tool_version);
	if (ok) {
		ok = evidence_dir_commit(p.dir, totals->sums, why);
	} else {
		buf_add(why, span_of(journal_failure(j)));
		evidence_dir_discard(p.dir);
	}
	evidence_plan_release(&p.plan);
	buf_release(&p.line);
	arena_release(&p.arena);
	return ok;
}
