/* Issues, what they block, and what does not fit. */
#include "base/date.h"
#include "base/num.h"
#include "engine/sit_defects.h"
#include "model/sit_views.h"
#include "tools/people.h"
#include "tools/sitrun_views.h"

static struct span day(struct arena *a, int32_t d)
{
	char text[DATE_TEXT];

	return d == DATE_NONE ? SPAN_EMPTY :
	       arena_span(a, span_of(date_text(d, text)));
}

static void fill(const struct defect *d, struct arena *a,
		 struct span cells[DEFECTS_COLUMNS])
{
	const struct test_issue *i = d->issue;

	for (unsigned k = 0; k < DEFECTS_COLUMNS; k++)
		cells[k] = SPAN_EMPTY;
	cells[DEFECTS_COL_FINDING] = span_of(defect_kind_name(d->kind));
	if (i) {
		cells[DEFECTS_COL_ISSUE] = i->id;
		cells[DEFECTS_COL_SEVERITY] = sitrun_view_number(a,
			i->severity);
		cells[DEFECTS_COL_STATUS] = span_of(issue_status_name(
			i->status));
		cells[DEFECTS_COL_OPENED] = day(a, i->opened);
		cells[DEFECTS_COL_CLOSED] = day(a, i->closed);
	}
	if (d->has_age)
		cells[DEFECTS_COL_AGE_DAYS] = sitrun_view_number(a,
			d->age_days);
	cells[DEFECTS_COL_CASES] = sitrun_view_number(a, d->cases);
	cells[DEFECTS_COL_FAILING] = sitrun_view_number(a, d->failing);
	cells[DEFECTS_COL_BLOCKED] = sitrun_view_number(a, d->blocked);
	cells[DEFECTS_COL_PASSED] = sitrun_view_number(a, d->passed);
	cells[DEFECTS_COL_PPC_IDS] = d->ppc_ids;
	if (d->example) {
		cells[DEFECTS_COL_CASE_ID] = d->example->id;
		cells[DEFECTS_COL_VERDICT] = span_of(verdict_name(
			d->now->verdict));
		cells[DEFECTS_COL_REASON] = d->now->row->cell[RESULT_REASON];
	}
}

static void totals(struct json *j, const struct defects *x)
{
	static const char *const names[SEVERITIES + 1] = {
		"", "open_1", "open_2", "open_3", "open_4", "open_5" };

	if (!j)
		return;
	json_object(j, "defects");
	for (unsigned s = 1; s <= SEVERITIES; s++)
		json_u64(j, names[s], x->open[s]);
	json_u64(j, "failing", x->failing);
	json_u64(j, "blocked", x->blocked);
	json_end(j);
}

static int rows(struct sitrun_views *v, const struct defects *x,
		const struct outcome_rates *rates, int status)
{
	struct span cells[DEFECTS_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &sit_defects_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	table_out_begin(&t, out_sink(out), &sit_defects_format, &to);
	totals(table_out_members(&t), x);
	sitrun_view_totals(v, table_out_members(&t), rates);
	for (size_t i = 0; i < x->v.n; i++) {
		fill(&x->v.v[i], &scratch, cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(v->f, out, status);
}

/* ---- the page ---- */

static struct span words_of(enum defect_kind k)
{
	static const char *const words[DEFECT_KINDS] = {
		"", "no case fails by it", "closed, and it still fails",
		"no issue", "" };

	return span_of(words[k]);
}

static void table(const struct defects *x, struct sink *sink,
		  const struct table_out_options *to, struct arena *a)
{
	const unsigned right = TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP;
	struct text_table *t = text_table_new();

	text_table_column(t, "issue", TEXT_TABLE_KEEP);
	text_table_column(t, "severity", right);
	text_table_column(t, "status", TEXT_TABLE_KEEP);
	text_table_column(t, "days", right);
	text_table_column(t, "failing", right);
	text_table_column(t, "blocked", right);
	text_table_column(t, "passed", right);
	text_table_column(t, "note", TEXT_TABLE_KEEP);
	text_table_column(t, "case", TEXT_TABLE_SHRINK);
	for (size_t i = 0; i < x->v.n; i++) {
		const struct defect *d = &x->v.v[i];
		const struct test_issue *is = d->issue;
		const struct span cells[] = {
			is ? is->id : SPAN_EMPTY,
			is ? sitrun_view_number(a, is->severity) : SPAN_EMPTY,
			is ? span_of(issue_status_name(is->status)) :
			     SPAN_EMPTY,
			d->has_age ? sitrun_view_number(a, d->age_days) :
				     SPAN_EMPTY,
			sitrun_view_number(a, d->failing),
			sitrun_view_number(a, d->blocked),
			is ? sitrun_view_number(a, d->passed) : SPAN_EMPTY,
			words_of(d->kind),
			d->example ? d->example->id : SPAN_EMPTY,
		};

		text_table_row(t, cells);
	}
	text_table_write(t, sink, to->width, true, to->bold_head);
	text_table_free(t);
}

static void foot(const struct defects *x, struct sink *sink, unsigned width,
		 struct arena *a)
{
	struct buf b = BUF_INIT;

	for (unsigned s = 1; s <= SEVERITIES; s++) {
		if (x->open[s])
			buf_addf(&b, "%s%llu of severity %u",
				 b.n ? ", " : "open: ",
				 (unsigned long long)x->open[s], s);
	}
	if (!b.n)
		buf_add(&b, SPAN("no issue is open"));
	people_line(sink, width, buf_span(&b));
	people_line(sink, width, arena_printf(a, "cases: %llu fail, %llu are "
		"blocked", (unsigned long long)x->failing,
		(unsigned long long)x->blocked));
	buf_release(&b);
}

static int people(struct sitrun_views *v, const struct defects *x,
		  const struct outcome_rates *rates, int status)
{
	struct sitrun_page page;

	if (!sitrun_page_open(&page, v, &sit_defects_format))
		return PROG_USAGE;
	table(x, page.sink, &page.to, &page.arena);
	sink_put(page.sink, SPAN("\n"));
	foot(x, page.sink, page.to.width, &page.arena);
	sitrun_view_foot(v, page.sink, page.to.width, rates);
	return sitrun_page_close(&page, status);
}

/* The newest day that results and issues tell. */
static int32_t newest_day(const struct sitrun_views *v)
{
	int32_t newest = DATE_NONE, d;

	for (size_t i = 0; i < v->outcomes.cycles.n; i++) {
		struct span text = v->outcomes.cycles.v[i].newest;

		if (text.n > 10)
			text.n = 10;
		if (date_parse(text, &d) && (newest == DATE_NONE ||
					     d > newest))
			newest = d;
	}
	for (size_t i = 0; i < v->issues.v.n; i++) {
		const struct test_issue *is = &v->issues.v.v[i];

		if (is->opened != DATE_NONE && (newest == DATE_NONE ||
						is->opened > newest))
			newest = is->opened;
		if (is->closed != DATE_NONE && (newest == DATE_NONE ||
						is->closed > newest))
			newest = is->closed;
	}
	return newest;
}

int sitrun_view_defects(struct sitrun_views *v)
{
	struct outcome_rates rates;
	struct defects x;
	struct json *summary;
	int status;

	if (!frame_accepts(v->f))
		return v->f->status;
	sit_defects(&(struct defects_ask){ .outcomes = &v->outcomes,
		.issues = &v->issues, .links = &v->links,
		.as_of = frame_as_of(v->f, newest_day(v)) }, &x);
	outcome_rates(&rates, &v->outcomes);
	summary = frame_summary(v->f);
	totals(summary, &x);
	sitrun_view_totals(v, summary, &rates);
	status = x.failing || x.blocked ? PROG_NO : PROG_OK;
	status = sitrun_view_for_people(v) ? people(v, &x, &rates, status) :
					     rows(v, &x, &rates, status);
	defects_release(&x);
	return status;
}
