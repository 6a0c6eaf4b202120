/* How far each cycle is, day by day. */
#include "engine/sit_cycles.h"
#include "model/sit_views.h"
#include "tools/people.h"
#include "tools/sitrun_views.h"

static struct span day(struct arena *a, int32_t d)
{
	char text[DATE_TEXT];

	return d == DATE_NONE ? SPAN_EMPTY :
	       arena_span(a, span_of(date_text(d, text)));
}

static void fill(const struct cycles_line *l, struct arena *a,
		 struct span cells[PROGRESS_COLUMNS])
{
	const struct {
		enum progress_column column;
		uint64_t n;
	} numbers[] = {
		{ PROGRESS_COL_PLANNED, l->planned },
		{ PROGRESS_COL_EXECUTED, l->executed },
		{ PROGRESS_COL_PASSED, l->verdict[VERDICT_PASS] },
		{ PROGRESS_COL_FIRST_TIME, l->first_time },
		{ PROGRESS_COL_FAILED, l->verdict[VERDICT_FAIL] },
		{ PROGRESS_COL_ERRORS, l->verdict[VERDICT_ERROR] },
		{ PROGRESS_COL_LATE, l->verdict[VERDICT_LATE] },
		{ PROGRESS_COL_BLOCKED, l->verdict[VERDICT_BLOCKED] },
		{ PROGRESS_COL_SKIPPED, l->verdict[VERDICT_SKIP] },
		{ PROGRESS_COL_NO_VERDICT, l->verdict[VERDICT_NO_VERDICT] },
		{ PROGRESS_COL_NOT_RUN, l->not_run },
		{ PROGRESS_COL_EXECUTED_SO_FAR, l->executed_so_far },
		{ PROGRESS_COL_PASSED_SO_FAR, l->passed_so_far },
	};

	cells[PROGRESS_COL_CYCLE] = l->cycle->name;
	cells[PROGRESS_COL_CYCLE_KIND] = l->cycle->kind;
	cells[PROGRESS_COL_DAY] = day(a, l->day);
	for (unsigned i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		cells[numbers[i].column] = sitrun_view_number(a,
							      numbers[i].n);
}

static int rows(struct sitrun_views *v, const struct cycles_report *r,
		const struct outcome_rates *rates, int status)
{
	struct span cells[PROGRESS_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &sit_cycles_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	table_out_begin(&t, out_sink(out), &sit_cycles_format, &to);
	sitrun_view_totals(v, table_out_members(&t), rates);
	for (size_t i = 0; i < r->rows.n; i++) {
		fill(&r->rows.v[i], &scratch, cells);
		table_out_row(&t, cells);
		arena_clear(&scratch);
	}
	table_out_end(&t);
	arena_release(&scratch);
	return frame_commit(v->f, out, status);
}

/* ---- the page ---- */

static void table(const struct cycles_report *r, struct sink *sink,
		  const struct table_out_options *to, struct arena *a)
{
	static const char *const names[] = { "planned", "executed", "passed",
		"first time", "so far %" };
	struct text_table *t = text_table_new();

	text_table_column(t, "cycle", TEXT_TABLE_KEEP);
	text_table_column(t, "kind", 0);
	text_table_column(t, "day", TEXT_TABLE_KEEP);
	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		text_table_column(t, names[i],
				  TEXT_TABLE_RIGHT | TEXT_TABLE_KEEP);
	for (size_t i = 0; i < r->rows.n; i++) {
		const struct cycles_line *l = &r->rows.v[i];
		const struct span cells[] = {
			l->cycle->name, l->cycle->kind,
			l->day == DATE_NONE ? SPAN("all") : day(a, l->day),
			sitrun_view_number(a, l->planned),
			sitrun_view_number(a, l->executed),
			sitrun_view_number(a, l->verdict[VERDICT_PASS]),
			sitrun_view_number(a, l->first_time),
			sitrun_view_percent(a, l->passed_so_far, l->planned),
		};

		text_table_row(t, cells);
	}
	text_table_write(t, sink, to->width, true, to->bold_head);
	text_table_free(t);
}

static int people(struct sitrun_views *v, const struct cycles_report *r,
		  const struct outcome_rates *rates, int status)
{
	struct sitrun_page page;

	if (!sitrun_page_open(&page, v, &sit_cycles_format))
		return PROG_USAGE;
	table(r, page.sink, &page.to, &page.arena);
	sink_put(page.sink, SPAN("\n"));
	sitrun_view_foot(v, page.sink, page.to.width, rates);
	return sitrun_page_close(&page, status);
}

int sitrun_view_cycles(struct sitrun_views *v)
{
	const int status = sitrun_view_status(v);
	struct outcome_rates rates;
	struct cycles_report r;
	int end;

	if (!frame_accepts(v->f))
		return v->f->status;
	sit_cycles(&v->outcomes, &r);
	outcome_rates(&rates, &v->outcomes);
	sitrun_view_totals(v, frame_summary(v->f), &rates);
	end = sitrun_view_for_people(v) ? people(v, &r, &rates, status) :
					  rows(v, &r, &rates, status);
	cycles_report_release(&r);
	return end;
}
