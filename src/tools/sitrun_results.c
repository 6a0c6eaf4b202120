/* Results as they are, one for each cycle and case, or for each attempt. */
#include "engine/sit_report.h"
#include "file/junit_out.h"
#include "file/tap_out.h"
#include "tools/people.h"
#include "tools/sitrun_views.h"

/* Attempts that were folded are told by the row of the last one. */
static void fill(const struct outcome *o, struct arena *a,
		 struct span cells[RESULT_COLUMNS])
{
	for (unsigned i = 0; i < RESULT_COLUMNS; i++)
		cells[i] = o->row->cell[i];
	if (o->rows == 1)
		return;
	cells[RESULT_ATTEMPTS] = sitrun_view_number(a, o->attempts);
	cells[RESULT_FIRST_VERDICT] = o->first == VERDICTS ? SPAN_EMPTY :
				      span_of(verdict_name(o->first));
	cells[RESULT_FLAKY] = o->verdict == VERDICT_PASS &&
			      o->first != VERDICT_PASS ? SPAN("Y") :
							 SPAN("N");
}

static void folded(struct sitrun_views *v, struct table_out *t)
{
	struct span cells[RESULT_COLUMNS];
	struct arena scratch = ARENA_INIT;

	for (size_t i = 0; i < v->outcomes.v.n; i++) {
		fill(&v->outcomes.v.v[i], &scratch, cells);
		table_out_row(t, cells);
		arena_clear(&scratch);
	}
	arena_release(&scratch);
}

static int rows(struct sitrun_views *v, const struct outcome_rates *rates)
{
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &result_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	table_out_begin(&t, out_sink(out), &result_format, &to);
	sitrun_view_totals(v, table_out_members(&t), rates);
	if (v->ask->view == SITRUN_ATTEMPTS) {
		for (size_t i = 0; i < v->results.rows.n; i++)
			table_out_row(&t, v->results.rows.v[i].cell);
	} else {
		folded(v, &t);
	}
	table_out_end(&t);
	return frame_commit(v->f, out, sitrun_view_status(v));
}

/* ---- the page: what did not pass at once ---- */

static struct span attempts(const struct outcome *o, struct arena *a)
{
	if (o->attempts < 2)
		return SPAN_EMPTY;
	return arena_printf(a, "%llu, first %s",
			    (unsigned long long)o->attempts,
			    o->first < VERDICTS ? verdict_name(o->first) :
						  "?");
}

static bool is_plain(const struct outcome *o)
{
	return (o->verdict == VERDICT_PASS && o->first == VERDICT_PASS) ||
	       o->verdict == VERDICT_SKIP;
}

static void table(const struct sitrun_views *v, struct sink *sink,
		  const struct table_out_options *to)
{
	struct text_table *t = text_table_new();
	struct arena a = ARENA_INIT;
	bool any = false;

	text_table_column(t, "verdict", TEXT_TABLE_KEEP);
	text_table_column(t, "cycle", 0);
	text_table_column(t, "case", TEXT_TABLE_KEEP);
	text_table_column(t, "attempts", 0);
	text_table_column(t, "reason", TEXT_TABLE_SHRINK);
	for (size_t i = 0; i < v->outcomes.v.n; i++) {
		const struct outcome *o = &v->outcomes.v.v[i];
		const struct span cells[] = {
			span_of(verdict_name(o->verdict)),
			v->outcomes.cycles.v[o->cycle].name,
			v->outcomes.cases.v[o->which].id, attempts(o, &a),
			o->row->cell[RESULT_REASON],
		};

		if (is_plain(o))
			continue;
		text_table_row(t, cells);
		any = true;
	}
	if (any) {
		text_table_write(t, sink, to->width, true, to->bold_head);
		sink_put(sink, SPAN("\n"));
	}
	text_table_free(t);
	arena_release(&a);
}

static int people(struct sitrun_views *v, const struct outcome_rates *rates)
{
	struct table_out_options to;
	struct out *out;

	if (!frame_table(v->f, &result_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	table(v, out_sink(out), &to);
	sitrun_view_foot(v, out_sink(out), to.width, rates);
	return frame_commit(v->f, out, sitrun_view_status(v));
}

/* ---- for test servers ---- */

static int report(struct sitrun_views *v)
{
	struct test_report r = TEST_REPORT_INIT;
	struct out *out = frame_out(v->f);

	sit_report(&v->outcomes, v->clock, &r);
	if (v->ask->form == SITRUN_JUNIT)
		junit_out(out_sink(out), &r);
	else
		tap_out(out_sink(out), &r);
	test_report_release(&r);
	return frame_commit(v->f, out, sitrun_view_status(v));
}

int sitrun_view_results(struct sitrun_views *v)
{
	struct outcome_rates rates;

	outcome_rates(&rates, &v->outcomes);
	if (!frame_accepts(v->f))
		return v->f->status;
	sitrun_view_totals(v, frame_summary(v->f), &rates);
	if (v->ask->form != SITRUN_TABLE)
		return report(v);
	return v->ask->view == SITRUN_RESULTS && sitrun_view_for_people(v) ?
	       people(v, &rates) : rows(v, &rates);
}
