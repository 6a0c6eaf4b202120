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

/* ---- the page ---- */

struct line {
	struct span verdict, cycle, id, attempts, reason;
};

typedef VEC(struct line) lines;

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

/* What did not pass at once. */
static void of_cases(const struct sitrun_views *v, lines *l, struct arena *a)
{
	for (size_t i = 0; i < v->outcomes.v.n; i++) {
		const struct outcome *o = &v->outcomes.v.v[i];

		if (is_plain(o))
			continue;
		vec_push(l, ((struct line){
			.verdict = span_of(verdict_name(o->verdict)),
			.cycle = v->outcomes.cycles.v[o->cycle].name,
			.id = v->outcomes.cases.v[o->which].id,
			.attempts = attempts(o, a),
			.reason = o->row->cell[RESULT_REASON] }));
	}
}

static void of_attempts(const struct sitrun_views *v, lines *l)
{
	for (size_t i = 0; i < v->results.rows.n; i++) {
		const struct span *cell = v->results.rows.v[i].cell;

		vec_push(l, ((struct line){
			.verdict = cell[RESULT_VERDICT],
			.cycle = cell[RESULT_CYCLE],
			.id = cell[RESULT_CASE_ID],
			.attempts = cell[RESULT_ATTEMPT],
			.reason = cell[RESULT_REASON] }));
	}
}

/* Is there room for reasons beside the rest, at least for their beginning? */
static bool has_room(const lines *l, unsigned width)
{
	enum { GAPS = 4 * 2, BEGINNING = 30 };
	struct span widest[5] = { SPAN_EMPTY };
	size_t all = GAPS;

	for (size_t i = 0; i < l->n; i++) {
		const struct line *x = &l->v[i];
		const struct span cells[5] = { x->verdict, x->cycle, x->id,
					       x->attempts, x->reason };

		for (unsigned k = 0; k < 5; k++) {
			if (cells[k].n > widest[k].n)
				widest[k] = cells[k];
		}
	}
	for (unsigned k = 0; k < 5; k++)
		all += k == 4 && widest[k].n > BEGINNING ? BEGINNING :
							   widest[k].n;
	return !width || all <= width;
}

/* A reason that has no room beside its case stands below it. */
static void table(const lines *l, bool each, struct sink *sink,
		  const struct table_out_options *to)
{
	struct text_table *t = text_table_new();
	const unsigned which = each ? TEXT_TABLE_KEEP : 0;
	const bool beside = has_room(l, to->width);
	VEC(struct people_note) notes = VEC_INIT;

	text_table_column(t, "verdict", TEXT_TABLE_KEEP);
	text_table_column(t, "cycle", which);
	text_table_column(t, "case", TEXT_TABLE_KEEP);
	text_table_column(t, each ? "attempt" : "attempts", which);
	text_table_column(t, "reason", TEXT_TABLE_SHRINK);
	for (size_t i = 0; i < l->n; i++) {
		const struct line *x = &l->v[i];
		const struct span cells[] = { x->verdict, x->cycle, x->id,
			x->attempts, beside ? x->reason : SPAN_EMPTY };

		text_table_row(t, cells);
		if (!beside)
			vec_push(&notes, ((struct people_note){ i,
								x->reason }));
	}
	people_rows(sink, t, to->width, to->bold_head, notes.v, notes.n);
	sink_put(sink, SPAN("\n"));
	text_table_free(t);
	vec_release(&notes);
}

static int people(struct sitrun_views *v, const struct outcome_rates *rates)
{
	const bool each = v->ask->view == SITRUN_ATTEMPTS;
	struct sitrun_page page;
	lines l = VEC_INIT;

	if (!sitrun_page_open(&page, v, &result_format))
		return PROG_USAGE;
	if (each)
		of_attempts(v, &l);
	else
		of_cases(v, &l, &page.arena);
	if (l.n)
		table(&l, each, page.sink, &page.to);
	sitrun_view_foot(v, page.sink, page.to.width, rates);
	vec_release(&l);
	return sitrun_page_close(&page, sitrun_view_status(v));
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
	return sitrun_view_for_people(v) ? people(v, &rates) :
					   rows(v, &rates);
}
