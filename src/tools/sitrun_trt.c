/* Attainment of target response times. */
#include "base/num.h"
#include "engine/sit_trt.h"
#include "model/sit_views.h"
#include "tools/people.h"
#include "tools/sitrun_views.h"

static struct span timed(struct arena *a, const struct trt_line *l,
			 uint64_t ms)
{
	return l->timed ? sitrun_view_number(a, ms) : SPAN_EMPTY;
}

static void fill(const struct trt_line *l, struct arena *a,
		 struct span cells[ATTAINED_COLUMNS])
{
	cells[ATTAINED_COL_SRV] = l->srv;
	cells[ATTAINED_COL_S1SP] = l->s1sp;
	cells[ATTAINED_COL_MODE] = l->mode;
	cells[ATTAINED_COL_MEASURED] = sitrun_view_number(a, l->measured);
	cells[ATTAINED_COL_IN_TRT] = sitrun_view_number(a, l->in_trt);
	cells[ATTAINED_COL_LATE] = sitrun_view_number(a, l->late);
	cells[ATTAINED_COL_ATTAINMENT] = sitrun_view_percent(a, l->in_trt,
							     l->measured);
	cells[ATTAINED_COL_TRT_MS] = l->targets;
	cells[ATTAINED_COL_TIMED] = sitrun_view_number(a, l->timed);
	for (unsigned k = 0; k < TRT_PERCENTILES; k++)
		cells[ATTAINED_COL_P50_MS + k] = timed(a, l, l->p[k]);
	cells[ATTAINED_COL_WORST_MS] = timed(a, l, l->worst_ms);
	cells[ATTAINED_COL_WORST_CASE] = l->worst_case;
}

static void totals(struct json *j, const struct trt_line *all)
{
	char text[NUM_TEXT];

	if (!j)
		return;
	json_object(j, "timing");
	json_u64(j, "measured", all->measured);
	json_u64(j, "in_trt", all->in_trt);
	json_u64(j, "late", all->late);
	if (all->measured)
		json_number(j, "attainment_percent", num_percent(all->in_trt,
			all->measured, 2, text));
	else
		json_string(j, "attainment_percent", SPAN_EMPTY);
	json_end(j);
}

static int rows(struct sitrun_views *v, const struct trt_report *r,
		const struct outcome_rates *rates, int status)
{
	struct span cells[ATTAINED_COLUMNS];
	struct arena scratch = ARENA_INIT;
	struct table_out_options to;
	struct table_out t;
	struct out *out;

	if (!frame_table(v->f, &sit_trt_format, &to))
		return PROG_USAGE;
	out = frame_out(v->f);
	table_out_begin(&t, out_sink(out), &sit_trt_format, &to);
	totals(table_out_members(&t), &r->all);
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

/* "1.25 s": milliseconds to the second place. */
static struct span seconds(struct arena *a, const struct trt_line *l,
			   uint64_t ms)
{
	return l->timed ? arena_printf(a, "%llu.%02u",
		(unsigned long long)(ms / 1000),
		(unsigned)(ms % 1000 / 10)) : SPAN_EMPTY;
}

static void table(const struct trt_report *r, struct sink *sink,
		  const struct table_out_options *to, struct arena *a)
{
	static const char *const names[] = { "p50 s", "p90 s", "p95 s",
					     "p99 s" };
	const unsigned right = TEXT_TABLE_RIGHT;
	struct text_table *t = text_table_new();

	text_table_column(t, "SRV", TEXT_TABLE_KEEP);
	text_table_column(t, "S1SP", 0);
	text_table_column(t, "mode", 0);
	text_table_column(t, "in time", right | TEXT_TABLE_KEEP);
	text_table_column(t, "of", right | TEXT_TABLE_KEEP);
	text_table_column(t, "%", right | TEXT_TABLE_KEEP);
	for (unsigned k = 0; k < TRT_PERCENTILES; k++)
		text_table_column(t, names[k], right);
	text_table_column(t, "worst s", right | TEXT_TABLE_KEEP);
	text_table_column(t, "worst case", TEXT_TABLE_SHRINK);
	for (size_t i = 0; i <= r->rows.n; i++) {
		const struct trt_line *l = i < r->rows.n ? &r->rows.v[i] :
							   &r->all;
		const struct span cells[] = {
			i < r->rows.n ? l->srv : SPAN("all"), l->s1sp,
			l->mode, sitrun_view_number(a, l->in_trt),
			sitrun_view_number(a, l->measured),
			sitrun_view_percent(a, l->in_trt, l->measured),
			seconds(a, l, l->p[TRT_P50]),
			seconds(a, l, l->p[TRT_P90]),
			seconds(a, l, l->p[TRT_P95]),
			seconds(a, l, l->p[TRT_P99]),
			seconds(a, l, l->worst_ms), l->worst_case,
		};

		text_table_row(t, cells);
	}
	text_table_write(t, sink, to->width, true, to->bold_head);
	text_table_free(t);
}

static int people(struct sitrun_views *v, const struct trt_report *r,
		  const struct outcome_rates *rates, int status)
{
	struct sitrun_page page;

	if (!sitrun_page_open(&page, v, &sit_trt_format))
		return PROG_USAGE;
	table(r, page.sink, &page.to, &page.arena);
	sink_put(page.sink, SPAN("\n"));
	sitrun_view_foot(v, page.sink, page.to.width, rates);
	return sitrun_page_close(&page, status);
}

int sitrun_view_trt(struct sitrun_views *v)
{
	const int status = sitrun_view_status(v);
	struct outcome_rates rates;
	struct trt_report r;
	struct json *summary;
	int end;

	if (!frame_accepts(v->f))
		return v->f->status;
	sit_trt(&v->outcomes, &r);
	outcome_rates(&rates, &v->outcomes);
	summary = frame_summary(v->f);
	totals(summary, &r.all);
	sitrun_view_totals(v, summary, &rates);
	end = sitrun_view_for_people(v) ? people(v, &r, &rates, status) :
					  rows(v, &r, &rates, status);
	trt_report_release(&r);
	return end;
}
