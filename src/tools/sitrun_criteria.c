/* The sheet of exit criteria, and whether they are met. */
#include "base/num.h"
#include "engine/exit_criteria.h"
#include "model/codes.h"
#include "model/epcl.h"
#include "tools/people.h"
#include "tools/sitrun_views.h"

static bool is_count(const struct sheet_row *r)
{
	return r->criterion->measure == MEASURE_OPEN_ISSUES;
}

static struct span value_of(const struct sheet_row *r, struct arena *a)
{
	const struct exit_criterion *e = r->criterion;

	if (is_count(r))
		return sitrun_view_number(a, r->numerator);
	if (e->has_percent)
		return sitrun_view_percent(a, r->numerator, r->denominator);
	return sitrun_view_number(a, r->denominator - r->numerator);
}

static struct span threshold_of(const struct exit_criterion *e,
				struct arena *a)
{
	return arena_printf(a, "%s " SPAN_F,
			    e->has_percent ? "at least" : "at most",
			    SPAN_A(e->threshold));
}

static void totals(struct json *j, const struct sheet *s)
{
	if (!j)
		return;
	json_object(j, "criteria");
	json_u64(j, "asked", s->rows.n);
	json_u64(j, "met", s->met);
	json_u64(j, "unmet", s->rows.n - s->met);
	json_string(j, "exit", s->met == s->rows.n ? SPAN("Y") : SPAN("N"));
	json_end(j);
}

static void fill(const struct sheet_row *r, struct arena *a,
		 struct span cells[SHEET_COLUMNS])
{
	cells[SHEET_COL_CRITERION] = r->criterion->name;
	cells[SHEET_COL_SCOPE] = r->criterion->overall ? SPAN("OVERALL") :
							 SPAN("DMC");
	cells[SHEET_COL_PPC_ID] = r->ppc_id;
	cells[SHEET_COL_NUMERATOR] = sitrun_view_number(a, r->numerator);
	cells[SHEET_COL_DENOMINATOR] = is_count(r) ? SPAN_EMPTY :
		sitrun_view_number(a, r->denominator);
	cells[SHEET_COL_VALUE] = value_of(r, a);
	cells[SHEET_COL_THRESHOLD] = threshold_of(r->criterion, a);
	cells[SHEET_COL_MET] = r->met ? SPAN("Y") : SPAN("N");
	cells[SHEET_COL_REASON] = r->reason;
}

static int rows(struct sitrun_views *v, const struct sheet *s,
		const struct outcome_rates *rates, int status)
{
	struct span cells[SHEET_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &criteria_sheet_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	table_out_begin(&t, out_sink(out), &criteria_sheet_format, &to);
	totals(table_out_members(&t), s);
	sitrun_view_totals(v, table_out_members(&t), rates);
	for (size_t i = 0; i < s->rows.n; i++) {
		fill(&s->rows.v[i], &scratch, cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(v->f, out, status);
}

/* ---- the page ---- */

static struct span arithmetic(const struct sheet_row *r, struct arena *a)
{
	char n[NUM_TEXT], d[NUM_TEXT];

	if (is_count(r))
		return arena_span(a, span_of(num_group(r->numerator, n)));
	return arena_printf(a, "%s of %s", num_group(r->numerator, n),
			    num_group(r->denominator, d));
}

static void table(const struct sheet *s, struct sink *sink,
		  const struct table_out_options *to, struct arena *a)
{
	struct text_table *t = text_table_new();
	VEC(struct people_note) notes = VEC_INIT;

	text_table_column(t, "criterion", TEXT_TABLE_KEEP);
	text_table_column(t, "of", TEXT_TABLE_KEEP);
	text_table_column(t, "counted", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "value", TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	text_table_column(t, "threshold", TEXT_TABLE_KEEP);
	text_table_column(t, "met", TEXT_TABLE_KEEP);
	for (size_t i = 0; i < s->rows.n; i++) {
		const struct sheet_row *r = &s->rows.v[i];
		const struct span cells[] = {
			r->criterion->name,
			r->criterion->overall ? SPAN("all") : r->ppc_id,
			arithmetic(r, a), value_of(r, a),
			threshold_of(r->criterion, a),
			r->met ? SPAN("yes") : SPAN("NO"),
		};

		text_table_row(t, cells);
		if (!r->met)
			vec_push(&notes, ((struct people_note){ i,
								r->reason }));
	}
	people_rows(sink, t, to->width, to->bold_head, notes.v, notes.n);
	text_table_free(t);
	vec_release(&notes);
}

static int people(struct sitrun_views *v, const struct sheet *s,
		  const struct outcome_rates *rates, int status)
{
	struct sitrun_page page;

	if (!sitrun_page_open(&page, v, &criteria_sheet_format))
		return PROG_USAGE;
	table(s, page.sink, &page.to, &page.arena);
	sink_put(page.sink, SPAN("\n"));
	sitrun_view_foot(v, page.sink, page.to.width, rates);
	people_line(page.sink, page.to.width, arena_printf(&page.arena,
		"exit: %s, %llu of %zu criteria met",
		status == PROG_OK ? "yes" : "NO",
		(unsigned long long)s->met, s->rows.n));
	return sitrun_page_close(&page, status);
}

/* ---- */

static void tell(const struct sitrun_views *v)
{
	const struct criteria *c = &v->criteria;
	bool asks = false;

	if (!v->has_release)
		code_find(&v->f->diag, SIT149, &(struct code_place){ 0 },
			  "no release is given: on which firmware the results "
			  "ran is not judged");
	for (size_t i = 0; i < c->v.n; i++)
		asks = asks || c->v.v[i].measure == MEASURE_EXECUTED ||
		       c->v.v[i].measure == MEASURE_MANDATORY;
	if (asks && !v->outcomes.has_plan)
		code_find(&v->f->diag, SIT150, &(struct code_place){ 0 },
			  "no plan is given: a case without a result is not "
			  "missed");
}

int sitrun_view_criteria(struct sitrun_views *v)
{
	const struct sheet_ask ask = {
		.criteria = &v->criteria, .outcomes = &v->outcomes,
		.issues = v->ask->issues ? &v->issues : NULL,
		.links = &v->links,
		.release = v->has_release ? &v->release : NULL,
		.file = v->results_file,
	};
	struct outcome_rates rates;
	struct json *summary;
	struct sheet s;
	int status;

	tell(v);
	exit_criteria(&ask, &s, &v->f->diag);
	outcome_rates(&rates, &v->outcomes);
	if (frame_accepts(v->f)) {
		status = s.met == s.rows.n ? PROG_OK : PROG_NO;
		summary = frame_summary(v->f);
		totals(summary, &s);
		sitrun_view_totals(v, summary, &rates);
		status = sitrun_view_for_people(v) ?
			 people(v, &s, &rates, status) :
			 rows(v, &s, &rates, status);
	} else {
		status = v->f->status;
	}
	sheet_release(&s);
	return status;
}
